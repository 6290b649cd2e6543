"""What was noted of a visit, each thing in one line; places in tape millimetres."""

import math
from datetime import date

from shapely import Polygon

from planner.body.patient import Patient
from planner.body.points import PointMm
from planner.evidence import unit_text
from planner.series.delivered import Delivery, Status
from planner.series.visit import Answer, Product, QuestionKind, SideEffect
from planner.session import Exclusion, Finding, Operator, PointFinding, SettingValue, Target, Zone
from planner.techniques import NumberSetting, find_technique
from planner.techniques.setting import Setting

SCALES = {
    "nrs": "NRS, 0 to 10",
    "vas": "VAS, 0 to 100",
    "roland_morris": "Roland-Morris, 0 to 24",
    "oswestry": "Oswestry, 0 to 100",
}
"""The scales of pain and function by the name of their field."""
LEAST_MOVED_MM = 0.5  # ours: less is written as 0 mm
_QUESTIONS = {QuestionKind.NEXT_VISIT: "next session", QuestionKind.LATE: "late"}


def count_text(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: ``1 patient``, ``2 patients``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def product_text(product: Product, *, used_on: date | None = None) -> str:
    """Return a product: ``saline, batch AB-12, expires 2027-01-31, 2 mL``.

    Parameters
    ----------
    used_on
        The day of the session; one after its last day is said.
    """
    batch = f", batch {product.batch}" if product.batch else ""
    expires = f", expires {product.expires:%Y-%m-%d}" if product.expires else ""
    volume = "" if product.volume_ml is None else f", {product.volume_ml:g} mL"
    late = " (used after that day)" if used_on is not None and is_expired(product, used_on) else ""
    return f"{product.name}{batch}{expires}{late}{volume}"


def is_expired(product: Product, on: date) -> bool:
    """Tell whether a day is past the last one on which a product may be used."""
    return product.expires is not None and on > product.expires


def effect_text(effect: SideEffect) -> str:
    """Return a side effect: ``haematoma on the midline, 410 mm below C7, noticed 2026-11-23: small``."""
    gone = f", gone {effect.gone}" if effect.gone else ""
    note = f": {effect.note}" if effect.note else ""
    return f"{effect.kind} {at_text(effect.at)}, noticed {effect.noticed}{gone}{note}"


def answer_text(answer: Answer) -> str:
    """Return what the patient said when asked: ``next session, 2026-11-30: no side effects``."""
    question = _QUESTIONS[answer.question]
    said = "side effects" if answer.has_effects else "no side effects"
    return f"{question}, {answer.on}: {said}{', ' + answer.note if answer.note else ''}"


def finding_text(finding: Finding) -> str:
    """Return a finding: ``tender point, intensity 8, 15 mm right of midline, 409 mm below C7``."""
    kind = str(finding.kind).replace("_", " ")
    if isinstance(finding, PointFinding):
        return f"{kind}, intensity {finding.intensity}, {at_text(finding.at)}"
    return f"{kind}, intensity {finding.intensity}, {_area_text(finding)}"


def exclusion_text(exclusion: Exclusion) -> str:
    """Return an exclusion: ``scar, 5 mm margin, 800 mm² with its middle on the midline, 440 mm below C7``."""
    kind = str(exclusion.kind).replace("_", " ")
    return f"{kind}, {exclusion.margin_mm:g} mm margin, {_area_text(exclusion)}"


def moved_text(was: Finding | Exclusion, becomes: Finding | Exclusion) -> str:
    """Return how far a place, or the middle of an area, moved: ``, moved 12 mm``; empty for nothing."""
    (u_mm, v_mm), (to_u_mm, to_v_mm) = _middle_mm(was), _middle_mm(becomes)
    moved_mm = math.hypot(to_u_mm - u_mm, to_v_mm - v_mm)
    return f", moved {moved_mm:.0f} mm" if moved_mm >= LEAST_MOVED_MM else ""


def at_text(at: PointMm) -> str:
    """Return a place: ``15 mm right of midline, 409 mm below C7``."""
    u_mm, v_mm = round(at.u_mm, 1), round(at.v_mm, 1)
    across = f"{abs(u_mm):g} mm {'right' if u_mm > 0 else 'left'} of midline" if u_mm else "on the midline"
    return f"{across}, {abs(v_mm):g} mm {'above' if v_mm < 0 else 'below'} C7"


def _area_text(area: Zone | Exclusion) -> str:
    """Return an area: ``800 mm² with its middle on the midline, 440 mm below C7``."""
    return f"{_polygon(area).area:.0f} mm² with its middle {at_text(PointMm(*_middle_mm(area)))}"


def _middle_mm(one: Finding | Exclusion) -> tuple[float, float]:
    if isinstance(one, PointFinding):
        return one.at.u_mm, one.at.v_mm
    middle = _polygon(one).centroid
    return middle.x, middle.y


def _polygon(area: Zone | Exclusion) -> Polygon:
    return Polygon([(corner.u_mm, corner.v_mm) for corner in area.outline])


def target_text(target: Target) -> str:
    """Return a target: ``Nappage of p1, z1; between drops 8 mm``."""
    technique = find_technique(target.technique)
    known = {setting.name: setting for setting in technique.settings}
    settings = "".join(f"; {_setting_text(known.get(name), name, value)}" for name, value in target.settings)
    return f"{technique.title} of {', '.join(target.findings) or 'nothing'}{settings}"


def _setting_text(setting: Setting | None, name: str, value: SettingValue) -> str:
    """Return a setting with its value, by its name alone where this version no longer has it."""
    label = setting.label[:1].lower() + setting.label[1:] if setting else name
    if isinstance(value, str):
        return f"{label} {value.replace('_', ' ')}"
    unit = unit_text(setting.cited.unit) if isinstance(setting, NumberSetting) else ""
    return f"{label} {value:g} {unit}".rstrip()


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
