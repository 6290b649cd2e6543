"""How close: deposits whose wheals, as wide as they are drawn, meet in the skin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.checks.alert import Alert, Case, Check, Severity, TargetCase
from planner.checks.compared import Compared
from planner.evidence import Cited, sources
from planner.evidence.published import WHEAL_VOLUME_ML, WHEAL_WIDTH
from planner.evidence.wheal import WHEAL_TEXT, wheal_width_mm
from planner.geometry.nearest import Nearest
from planner.techniques import NumberSetting
from planner.techniques.grid import FloatArray, IntArray

_WHEAL = Compared(f"Wheal of {WHEAL_VOLUME_ML:g} mL", WHEAL_WIDTH, WHEAL_WIDTH.value)
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


def wheals_meet(case: Case) -> Iterator[Alert]:
    """Speak of deposits closer than their wheals are wide; of a technique published so close, in passing."""
    meeting = meeting_deposits(case.targets)
    close = {index: _closest_published(one) for index, one in enumerate(case.targets)}
    yield from _crowded(case, meeting.of([index for index, spacing in close.items() if spacing is None]))
    for index, spacing in close.items():
        own = meeting.of([index])
        if spacing is not None and len(own.owner):
            yield case.targets[index].alert(
                "wheals_meet",
                Severity.INFORMATION,
                f"{len(own.owner)} drops stand closer than they are wide, the nearest "
                f"{own.apart_mm.min():.1f} mm apart: drops {spacing.low:g} mm apart have been published.",
                spacing.saying(spacing.low)[0],
                _WHEAL,
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
    to_group_mm: FloatArray = tree.query(places)[0]
    to_group_mm[chosen] = tree.query(places[chosen], 2)[0][:, 1]  # inf for the only one
    return to_group_mm


def _crowded(case: Case, meeting: Meeting) -> Iterator[Alert]:
    if len(meeting.owner) == 0:
        return
    owners = np.unique(meeting.owner).tolist()
    surely = meeting.apart_mm < meeting.width_mm * WHEAL_WIDTH.low / WHEAL_WIDTH.value - ROUNDING_MM
    standing = "1 deposit stands" if len(meeting.owner) == 1 else f"{len(meeting.owner)} deposits stand"
    yield Alert(
        "wheals_meet",
        Severity.CAUTION if surely.any() else Severity.INFORMATION,
        case.targets[owners[0]].target.id if len(owners) == 1 else None,
        f"{standing} closer than the wheals are wide ({WHEAL_TEXT}), the nearest "
        f"{meeting.apart_mm.min():.1f} mm apart. Wheals form only in the skin; sources disagree whether they "
        f"are wanted ({sources.TETA.key}) or avoided ({sources.NCT45.key}).",
        WHEAL_WIDTH.source.key,
        (_WHEAL,),
    )


def _closest_published(one: TargetCase) -> Cited | None:
    """Return the spacing of a technique that is published closer than a wheal is wide; None of any other."""
    for setting in one.technique.settings:
        if isinstance(setting, NumberSetting) and setting.name == "spacing_mm":
            return setting.cited if setting.cited.low < WHEAL_WIDTH.low else None
    return None
