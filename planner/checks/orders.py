"""What was asked against what was placed: targets, findings, exclusions and the map itself."""

from collections import Counter
from collections.abc import Iterator

from planner.body import Patient, ScaleState
from planner.checks.alert import Alert, Case, Check, Severity
from planner.checks.compared import Compared
from planner.evidence import sources
from planner.evidence.published import C7_PSIS, EXCLUSION_MARGIN
from planner.techniques.technique import OFF_THE_MAP

_MARGIN = Compared("Margin of an exclusion", EXCLUSION_MARGIN)


def target_without_findings(case: Case) -> Iterator[Alert]:
    """Speak of a target that nothing was put into."""
    for one in case.targets:
        if not one.target.findings:
            yield one.alert(
                "target_without_findings",
                Severity.CAUTION,
                "It has no finding, so nothing is placed: give it one, or drop it.",
                sources.OURS,
            )


def finding_in_no_target(case: Case) -> Iterator[Alert]:
    """Speak of findings that no target treats."""
    treated = {finding for target in case.session.targets for finding in target.findings}
    left = [finding.id for finding in case.session.findings if finding.id not in treated]
    if left:
        yield Alert(
            "finding_in_no_target",
            Severity.INFORMATION,
            None,
            f"No target treats {', '.join(left)}: add to a target what you want treated.",
            sources.OURS.key,
        )


def point_withheld(case: Case) -> Iterator[Alert]:
    """Speak of every point that lost an injection, and why."""
    for one in case.targets:
        lost = Counter((place.finding, place.reason) for place in one.plan.withheld if place.finding)
        for (finding, reason), withheld in lost.items():
            yield one.alert(
                "point_withheld",
                Severity.CAUTION,
                f"{finding}: {_times(withheld, one.technique.leaves)} withheld, {reason}. Leave it so, or "
                "correct the point or the exclusion.",
                sources.OURS,
                *(() if reason == OFF_THE_MAP else (_MARGIN,)),
            )


def rest_withheld(case: Case) -> Iterator[Alert]:
    """Speak of places that serve no single point and were withheld."""
    for one in case.targets:
        lost = [place for place in one.plan.withheld if place.finding is None]
        if lost:
            yield one.alert(
                "rest_withheld",
                Severity.INFORMATION,
                f"{_times(len(lost), 'place')} withheld at the edge of the zone: {lost[0].reason}. Change "
                "the direction or the spacing to use them.",
                sources.OURS,
            )


def not_as_asked(case: Case) -> Iterator[Alert]:
    """Repeat what a technique could not do."""
    for one in case.targets:
        for note in one.plan.notes:
            yield one.alert("not_as_asked", Severity.CAUTION, note, sources.OURS)


def nothing_placed(case: Case) -> Iterator[Alert]:
    """Speak of a target that has findings and gets nothing, with no other word about it."""
    for one in case.targets:
        plan = one.plan
        placed = len(plan.grid) + len(plan.passes) + len(plan.withheld) + len(plan.notes)
        if one.target.findings and not placed:
            yield one.alert(
                "nothing_placed",
                Severity.CAUTION,
                f"The zone of target {one.target.id} is too small for its spacing, so nothing is placed: "
                "lower the spacing, or widen the zone.",
                sources.OURS,
            )


def zone_not_filled(case: Case) -> Iterator[Alert]:
    """Speak of drawn zones in a target whose settings treat points only."""
    for one in case.targets:
        zones = case.session.zones_of(one.target)
        if zones and not one.technique.needs_zone(one.plan.settings):
            yield one.alert(
                "zone_not_filled",
                Severity.CAUTION,
                f"{', '.join(zone.id for zone in zones)} is drawn, but this target treats points only: "
                "choose the pattern fill, or another technique for the zone.",
                sources.OURS,
            )


def map_not_to_scale(case: Case) -> Iterator[Alert]:
    """Say when the map is a median body and not this patient, and which measures are missing."""
    fitted, patient = case.fitted, case.session.patient or Patient()
    if fitted.scale is not ScaleState.MEDIAN or not fitted.levels:
        return
    known = {"stature": patient.stature_mm, "weight": patient.weight_kg}
    missing = f"give {' and '.join(name for name, measure in known.items() if measure is None)}"
    if fitted.c7_psis_is_measured:
        text = f"The spine is as measured, but the body round it is a median one: {missing}."
    else:
        text = (
            "The map is a median body, not to scale for this patient: measure C7 to the PSIS line with a "
            f"tape (here estimated at {fitted.c7_psis_mm:.0f} mm), and {missing}."
        )
    stated = sources.OURS if fitted.c7_psis_is_measured else C7_PSIS.source
    beside = () if fitted.c7_psis_is_measured else (Compared("C7 to the PSIS line", C7_PSIS),)
    yield Alert("map_not_to_scale", Severity.INFORMATION, None, text, stated.key, beside)


CHECKS: tuple[Check, ...] = (
    target_without_findings,
    finding_in_no_target,
    point_withheld,
    rest_withheld,
    not_as_asked,
    nothing_placed,
    zone_not_filled,
    map_not_to_scale,
)


def _times(number: int, noun: str) -> str:
    return f"1 {noun} is" if number == 1 else f"{number} {noun}s are"
