"""What was noted of a visit, each thing in one line; places in tape millimetres."""

from planner.body.patient import Patient
from planner.series.delivered import Delivery, Status
from planner.series.visit import Answer, Product, QuestionKind, SideEffect
from planner.session import Exclusion, Finding, Operator, PointFinding, Target

SCALES = {
    "nrs": "NRS, 0 to 10",
    "vas": "VAS, 0 to 100",
    "roland_morris": "Roland-Morris, 0 to 24",
    "oswestry": "Oswestry, 0 to 100",
}
"""The scales of pain and function by the name of their field."""
_QUESTIONS = {QuestionKind.NEXT_VISIT: "next session", QuestionKind.LATE: "late"}


def product_text(product: Product) -> str:
    """Return a product: ``saline, batch AB-12, expires 2027-01-31, 2 mL``."""
    batch = f", batch {product.batch}" if product.batch else ""
    expires = f", expires {product.expires:%Y-%m-%d}" if product.expires else ""
    volume = "" if product.volume_ml is None else f", {product.volume_ml:g} mL"
    return f"{product.name}{batch}{expires}{volume}"


def effect_text(effect: SideEffect) -> str:
    """Return a side effect: ``haematoma at 20, 410 mm, noticed 2026-11-23, gone 2026-11-30: small``."""
    gone = f", gone {effect.gone}" if effect.gone else ""
    note = f": {effect.note}" if effect.note else ""
    return f"{effect.kind} at {effect.at.u_mm:g}, {effect.at.v_mm:g} mm, noticed {effect.noticed}{gone}{note}"


def answer_text(answer: Answer) -> str:
    """Return what the patient said when asked: ``next session, 2026-11-30: no side effects``."""
    question = _QUESTIONS[answer.question]
    said = "side effects" if answer.has_effects else "no side effects"
    return f"{question}, {answer.on}: {said}{', ' + answer.note if answer.note else ''}"


def finding_text(finding: Finding) -> str:
    """Return a finding: ``tender point, intensity 8, at 15, 409 mm``."""
    kind = str(finding.kind).replace("_", " ")
    if isinstance(finding, PointFinding):
        return f"{kind}, intensity {finding.intensity}, at {finding.at.u_mm:g}, {finding.at.v_mm:g} mm"
    return f"{kind}, intensity {finding.intensity}, {len(finding.outline)} corners"


def exclusion_text(exclusion: Exclusion) -> str:
    """Return an exclusion: ``scar, 5 mm margin, 4 corners``."""
    kind = str(exclusion.kind).replace("_", " ")
    return f"{kind}, {exclusion.margin_mm:g} mm margin, {len(exclusion.outline)} corners"


def target_text(target: Target) -> str:
    """Return a target: ``nappage of p1, z1; spacing_mm 8``."""
    settings = "".join(f"; {name} {value}" for name, value in target.settings)
    return f"{target.technique.replace('_', ' ')} of {', '.join(target.findings) or 'nothing'}{settings}"


def patient_text(patient: Patient | None) -> str:
    """Return the measures of a patient: ``female, stature_mm 1626``."""
    if patient is None:
        return "median body"
    measures = (patient.stature_mm, patient.weight_kg, patient.c7_psis_mm)
    named = zip(("stature", "weight", "C7-PSIS"), measures, ("mm", "kg", "mm"), strict=True)
    said = [f"{name} {value:g} {unit}" for name, value, unit in named if value is not None]
    return ", ".join([str(patient.sex), *said])


def operator_text(operator: Operator) -> str:
    """Return who injects: ``right hand, at the patient's left``."""
    side = str(operator.stands).removeprefix("patient_")
    return f"{operator.hand} hand, at the patient's {side}"


def delivery_text(delivery: Delivery | None) -> str:
    """Return what was done of a course: ``3 given, 1 skipped, 0 added, 2 open``."""
    if delivery is None:
        return "no treatment"
    given, skipped, still_open = (
        len(delivery.steps_that_are(status)) for status in (Status.GIVEN, Status.SKIPPED, Status.OPEN)
    )
    return f"{given} given, {skipped} skipped, {len(delivery.added)} added, {still_open} open"
