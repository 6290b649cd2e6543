"""A session as JSON text and back: the door through which every stranger's file comes in."""

from pydantic import ValidationError

from planner.body.patient import Patient, Sex
from planner.body.points import PointMm
from planner.errors import FileRefused
from planner.files.document_text import document_text
from planner.files.form_refusals import refusal_of
from planner.files.session_form import (
    SCHEMA_VERSION,
    ExclusionForm,
    FindingForm,
    OperatorForm,
    PatientForm,
    SessionForm,
    TargetForm,
    ZoneForm,
)
from planner.files.strict_json import JsonValue, read_json, shown
from planner.session import Exclusion, Finding, Operator, Outline, PointFinding, Session, Target, Zone
from planner.soundness import require_session


def read_session(text: str | bytes) -> Session:
    """Return the session that the JSON ``text`` holds.

    Whether its points lie on the body map and its settings suit the technique is asked when the plan is
    built; everything that needs neither is asked here.

    Raises
    ------
    FileRefused
        If the text does not follow the published form (see `session_schema`).
    NumberNotFinite, DuplicateId, UnknownFinding, IntensityOutOfRange, ZoneTooFewPoints, ZoneCrossesItself,
    SettingOutOfRange
        If it does, and still says what no plan can use.
    """
    document = read_json(text)
    require_version(document, "a session file")
    try:
        form = SessionForm.model_validate_json(text)
    except ValidationError as error:
        raise refusal_of(error.errors(), document) from None
    session = session_of(form)
    require_session(session, lambda _u_mm, _v_mm: True)
    return session


def session_json(session: Session) -> str:
    """Return ``session`` as the text of a session file; reading it gives an equal session."""
    return document_text(session_members(session))


def session_members(session: Session) -> dict[str, JsonValue]:
    """Return a session as a file has it."""
    members: dict[str, JsonValue] = {
        "schema_version": SCHEMA_VERSION,
        "body_map": session.body_map,
        "position": session.position.value,
        "patient": patient_members(session.patient),
        "findings": [finding_members(finding) for finding in session.findings],
        "exclusions": [exclusion_members(exclusion) for exclusion in session.exclusions],
        "targets": [target_members(target) for target in session.targets],
    }
    if session.operator is not None:  # else the file stays readable by a Mesoplan that did not ask yet
        members["operator"] = operator_members(session.operator)
    return members


def require_version(document: JsonValue, kind: str) -> None:
    """Raise unless a document is an object of the version that we read.

    Parameters
    ----------
    kind
        What the file is, such as ``a session file``.

    Raises
    ------
    FileRefused
    """
    if not isinstance(document, dict):
        raise FileRefused(f"The file must be one JSON object {{...}}, not {shown(document)}.")
    if "schema_version" not in document:
        raise FileRefused(
            f'schema_version is missing: {kind} starts with "schema_version": {SCHEMA_VERSION}.',
            field="schema_version",
        )
    version = document["schema_version"]
    if type(version) is int and version > SCHEMA_VERSION:
        raise FileRefused(
            f"schema_version is {shown(version)}, and this Mesoplan reads version {SCHEMA_VERSION}: "
            "update Mesoplan to open the file.",
            field="schema_version",
        )
    if type(version) is not int or version != SCHEMA_VERSION:
        raise FileRefused(
            f"schema_version must be the number {SCHEMA_VERSION}, not {shown(version)}.",
            field="schema_version",
        )


def session_of(form: SessionForm) -> Session:
    """Return the session that its form describes."""
    return Session(
        body_map=form.body_map,
        position=form.position,
        patient=None if form.patient is None else patient_of(form.patient),
        findings=tuple(finding_of(finding) for finding in form.findings),
        exclusions=tuple(exclusion_of(exclusion) for exclusion in form.exclusions),
        targets=tuple(target_of(target) for target in form.targets),
        operator=None if form.operator is None else operator_of(form.operator),
    )


def operator_of(form: OperatorForm) -> Operator:
    """Return the operator that their form describes."""
    return Operator(form.hand, form.stands)


def patient_of(form: PatientForm) -> Patient:
    """Return the measures that their form describes."""
    return Patient(
        sex=Sex(form.sex),
        stature_mm=form.stature_mm,
        weight_kg=form.weight_kg,
        c7_psis_mm=form.c7_psis_mm,
    )


def finding_of(form: FindingForm) -> Finding:
    """Return the finding that its form describes."""
    if isinstance(form, ZoneForm):
        return Zone(form.id, _outline_of(form.outline_mm), form.intensity)
    return PointFinding(form.id, form.kind, PointMm(form.u_mm, form.v_mm), form.intensity)


def exclusion_of(form: ExclusionForm) -> Exclusion:
    """Return the exclusion that its form describes."""
    return Exclusion(form.id, form.kind, _outline_of(form.outline_mm), form.margin_mm)


def target_of(form: TargetForm) -> Target:
    """Return the target that its form describes."""
    return Target(form.id, form.technique, tuple(form.findings), tuple(sorted(form.settings.items())))


def _outline_of(corners: list[tuple[float, float]]) -> Outline:
    return tuple(PointMm(u_mm, v_mm) for u_mm, v_mm in corners)


def operator_members(operator: Operator) -> dict[str, JsonValue]:
    """Return an operator as a session file has one."""
    return {"hand": operator.hand.value, "stands": operator.stands.value}


def patient_members(patient: Patient | None) -> JsonValue:
    """Return measures as a session file has them."""
    if patient is None:
        return None
    return {
        "sex": patient.sex.value,
        "stature_mm": patient.stature_mm,
        "weight_kg": patient.weight_kg,
        "c7_psis_mm": patient.c7_psis_mm,
    }


def finding_members(finding: Finding) -> dict[str, JsonValue]:
    """Return a finding as a session file has it."""
    named: dict[str, JsonValue] = {"id": finding.id, "kind": finding.kind.value}
    if isinstance(finding, Zone):
        return named | {"outline_mm": _corners_of(finding.outline), "intensity": finding.intensity}
    return named | {"u_mm": finding.at.u_mm, "v_mm": finding.at.v_mm, "intensity": finding.intensity}


def exclusion_members(exclusion: Exclusion) -> dict[str, JsonValue]:
    """Return an exclusion as a session file has it."""
    return {
        "id": exclusion.id,
        "kind": exclusion.kind.value,
        "outline_mm": _corners_of(exclusion.outline),
        "margin_mm": exclusion.margin_mm,
    }


def target_members(target: Target) -> JsonValue:
    """Return a target as a session file has it."""
    return {
        "id": target.id,
        "technique": target.technique,
        "findings": list(target.findings),
        "settings": dict(target.settings),
    }


def _corners_of(outline: Outline) -> JsonValue:
    return [[corner.u_mm, corner.v_mm] for corner in outline]
