"""The deeds of a treatment as a visit file has them."""

from planner.body.points import PointMm
from planner.files.strict_json import JsonValue
from planner.files.visit_form import AddedForm, DeedForm, GivenForm, SkippedForm
from planner.series.delivered import Deed, DeedKind


def deed_of(form: DeedForm) -> Deed:
    """Return the deed that its form describes."""
    if isinstance(form, AddedForm):
        at = PointMm(form.u_mm, form.v_mm)
        return Deed(form.kind, form.moment, at=at, target=form.target, volume_ml=form.volume_ml)
    if isinstance(form, SkippedForm):
        return Deed(form.kind, form.moment, form.first, form.last, reason=form.reason)
    if isinstance(form, GivenForm):
        return Deed(form.kind, form.moment, form.first, form.last)
    return Deed(form.kind, form.moment)


def deed_members(deed: Deed) -> JsonValue:
    """Return a deed as a visit file has it."""
    members: dict[str, JsonValue] = {"kind": deed.kind.value, "moment": deed.moment.isoformat()}
    if deed.kind in {DeedKind.GIVEN, DeedKind.SKIPPED}:
        members |= {"first": deed.first, "last": deed.last}
    if deed.kind is DeedKind.SKIPPED:
        members |= {"reason": deed.reason}
    if deed.kind is DeedKind.ADDED and deed.at is not None:
        members |= {
            "u_mm": deed.at.u_mm,
            "v_mm": deed.at.v_mm,
            "target": deed.target,
            "volume_ml": deed.volume_ml,
        }
    return members
