"""Truth from noise: a change between two visits is marked only from the change that was published as one."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from planner.evidence import Cited, change
from planner.series.figures import VisitFigures


class Change(StrEnum):
    """What a change is, held against the least one that was published."""

    BETTER = "better"
    WORSE = "worse"
    WITHIN_NOISE = "within noise"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scale:
    """A figure of which a least change was published; of each one less is better.

    Parameters
    ----------
    floor
        The least change that is marked. [points of the scale]
    share_of_baseline
        A fall by this share is marked as well, and the floor was published for a fall; None: neither. [%]
    """

    name: str
    title: str
    of: Callable[[VisitFigures], int | None]
    floor: Cited
    share_of_baseline: Cited | None = None

    def change(self, before: int | None, after: int | None) -> Change:
        """Return what a change from one value to another is."""
        if before is None or after is None:
            return Change.UNKNOWN
        if after - before >= self.floor.value:
            return Change.WORSE
        return Change.BETTER if self._is_fall(before, before - after) else Change.WITHIN_NOISE

    def _is_fall(self, before: int, fall: int) -> bool:
        share = self.share_of_baseline
        return fall >= self.floor.value or (
            share is not None and fall > 0 and 100 * fall >= share.value * before
        )

    def noise_round(self, first: float) -> tuple[float, float]:
        """Return between which values nothing has changed from the first; the ends are changes."""
        share = self.share_of_baseline
        fall = self.floor.value if share is None else min(self.floor.value, share.value * first / 100)
        return first - fall, first + self.floor.value

    @property
    def rule_text(self) -> str:
        """What counts as a change, in a sentence with its source."""
        share, key = self.share_of_baseline, self.floor.source.key
        least = f"{self.floor.value:g} {self.floor.unit}"
        if share is None:
            return f"better or worse from {least} ({key})"
        return (
            f"better from {least} or {share.value:g} % of the first value ({key}), worse from {least} (ours)"
        )


SCALES = (
    Scale("nrs", "NRS 0-10", lambda f: f.before.nrs, change.NRS_CHANGE, change.FALL_SHARE),
    Scale("vas", "VAS 0-100", lambda f: f.before.vas, change.VAS_CHANGE),
    Scale(
        "roland_morris", "Roland-Morris 0-24", lambda f: f.before.roland_morris, change.ROLAND_MORRIS_CHANGE
    ),
    Scale("oswestry", "Oswestry 0-100", lambda f: f.before.oswestry, change.OSWESTRY_CHANGE),
    Scale("tender_points", "Tender points", lambda f: f.tender_points, change.POINT_COUNT_CHANGE),
)
"""What a series is read by; asked before each treatment, so that fresh needle marks do not count."""

NRS, *_, POINTS = SCALES


def changes_between(before: VisitFigures, after: VisitFigures) -> dict[str, Change]:
    """Return what changed from one visit to another, by the name of the scale."""
    return {scale.name: scale.change(scale.of(before), scale.of(after)) for scale in SCALES}
