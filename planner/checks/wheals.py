"""How close: deposits whose wheals, as wide as they are drawn, meet in the skin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.checks.alert import Alert, Case, Check, Severity, TargetCase
from planner.checks.compared import Compared, Weight
from planner.evidence import Cited, sources
from planner.evidence.published import WHEAL_WIDTH
from planner.evidence.wheal import wheal_width_mm
from planner.geometry.nearest import Nearest
from planner.techniques import NumberSetting
from planner.techniques.grid import FloatArray, IntArray

ONE_PLACE_MM = 0.05  # ours: it would be written as 0.0 mm
ROUNDING_MM = 1e-9  # wheals that just touch do not meet, whatever the last bit


@dataclass(frozen=True, slots=True)
class Meeting:
    """The deposits that meet another one: whose each is, how far it stands from it, and how wide both are."""

    owner: IntArray
    apart_mm: FloatArray
    width_mm: FloatArray

    def of(self, owners: Sequence[int]) -> "Meeting":
        """Return the deposits of some targets."""
        kept = np.isin(self.owner, owners)
        return Meeting(self.owner[kept], self.apart_mm[kept], self.width_mm[kept])

    @property
    def nearest(self) -> tuple[float, float]:
        """How far the nearest two stand apart, and how wide their wheals are reckoned."""
        nearest = int(self.apart_mm.argmin())
        return float(self.apart_mm[nearest]), float(self.width_mm[nearest])


def wheals_meet(case: Case) -> Iterator[Alert]:
    """Speak of deposits closer than their wheals are wide; of a technique published so close, in passing."""
    meeting = meeting_deposits(case.targets)
    close = {index: _closest_published(one) for index, one in enumerate(case.targets)}
    yield from _crowded(case, meeting.of([index for index, spacing in close.items() if spacing is None]))
    for index, spacing in close.items():
        own = meeting.of([index])
        if spacing is not None and len(own.owner):
            (apart_mm, width_mm), published = own.nearest, spacing.saying(spacing.low)[0]
            leaves = case.targets[index].technique.leaves
            yield case.targets[index].alert(
                "wheals_meet",
                Severity.INFORMATION,
                f"{len(own.owner)} {leaves}s stand so close that their wheals meet: {_said_of(apart_mm)}. "
                f"{published.graded} publishes them {spacing.low:g} mm apart.",
                published,
                _wheal(width_mm),
                Compared("Distance of the drops", spacing),
            )


def meeting_deposits(targets: Sequence[TargetCase]) -> Meeting:
    """Return the deposits of all targets that stand nearer to another one than both wheals are wide."""
    owner = np.repeat(np.arange(len(targets)), [len(one.plan.grid) for one in targets])
    places = np.vstack([np.empty((0, 2)), *(one.plan.grid.places for one in targets)])
    volume_ml = np.concatenate([np.empty(0), *(one.plan.grid.volume_ml for one in targets)])
    widths_mm, size = np.unique(volume_ml, return_inverse=True)
    widths_mm = np.array([wheal_width_mm(volume_ml) for volume_ml in widths_mm.tolist()])
    apart_mm, needed_mm = np.full(len(owner), np.inf), np.zeros(len(owner))
    for group, width_mm in enumerate(widths_mm.tolist()):
        to_group_mm = _to_nearest_other(places, size == group)
        both_mm = (widths_mm[size] + width_mm) / 2
        closer = (to_group_mm < both_mm - ROUNDING_MM) & (to_group_mm < apart_mm)
        apart_mm[closer], needed_mm[closer] = to_group_mm[closer], both_mm[closer]
    meets = np.isfinite(apart_mm)
    return Meeting(owner[meets], apart_mm[meets], needed_mm[meets])


CHECKS: tuple[Check, ...] = (wheals_meet,)


def _to_nearest_other(places: FloatArray, chosen: NDArray[np.bool_]) -> FloatArray:
    """Return from every place the distance to the nearest chosen one that is not itself."""
    tree = Nearest(places[chosen])
    to_group_mm = np.empty(len(places))
    to_group_mm[~chosen] = tree.query(places[~chosen])[0]
    to_group_mm[chosen] = tree.query(places[chosen], 2)[0][:, 1]  # inf for the only one
    return to_group_mm


def _crowded(case: Case, meeting: Meeting) -> Iterator[Alert]:
    if len(meeting.owner) == 0:
        return
    owners = np.unique(meeting.owner).tolist()
    surely = meeting.apart_mm < meeting.width_mm * WHEAL_WIDTH.low / WHEAL_WIDTH.value - ROUNDING_MM
    count = len(meeting.owner)
    standing = "1 deposit stands so close to another" if count == 1 else f"{count} deposits stand so close"
    apart_mm, width_mm = meeting.nearest
    yield Alert(
        "wheals_meet",
        Severity.CAUTION if surely.any() else Severity.INFORMATION,
        case.targets[owners[0]].target.id if len(owners) == 1 else None,
        f"{standing} that their wheals meet: {_said_of(apart_mm)}. Check that you meant it.",
        sources.OURS.key,
        (_wheal(width_mm),),
        "Wheals form only in the skin; sources disagree whether they are wanted "
        f"({sources.TETA.graded}) or avoided ({sources.NCT45.graded}).",
    )


def _said_of(apart_mm: float) -> str:
    """Return how far apart the nearest two stand."""
    if apart_mm < ONE_PLACE_MM:
        return "two of them are in one place"
    return f"the nearest two are {apart_mm:.1f} mm apart"


def _wheal(width_mm: float) -> Compared:
    return Compared("Wheal of the nearest two", WHEAL_WIDTH, round(width_mm, 1), Weight.RECKONED)


def _closest_published(one: TargetCase) -> Cited | None:
    """Return the spacing of a technique that is published closer than a wheal is wide; None of any other."""
    for setting in one.technique.settings:
        if isinstance(setting, NumberSetting) and setting.name == "spacing_mm":
            return setting.cited if setting.cited.low < WHEAL_WIDTH.low else None
    return None
