"""With how few punctures a fill could do, in words: what is proved, of what plans, and by whose proof."""

from dataclasses import dataclass

from planner.geometry.bound_check import Bound, BoundKind
from planner.geometry.bound_proofs import kinds_within
from planner.necessity import UNREVIEWED, Necessity, is_fill, is_proved_of
from planner.plan import Plan, TargetPlan
from planner.score import PlanScore
from planner.techniques.fill_settings import TOLERANCE
from planner.techniques.grid import NO_FINDING

NOT_NEED = "This is geometry at the chosen spread, not what the patient needs."
WORKING = "Working out how few punctures could do …"
NOT_WORKED_OUT = (
    "How few punctures could do was not worked out: a mistake of ours, which stands in the server's log."
)
ONLY_OWN_SEARCHED = "Only the count in bold has been searched for; at other spreads it may fall a little too."
DRAWN = (
    "On the map: places with the border of where an injection must stand to serve each. No two borders "
    "overlap, so no injection serves two of the places."
)
_WHY = {
    BoundKind.PACKING: "Places of the zone are so far apart that no single injection can serve two of them: "
    "each needs its own.",
    BoundKind.WEIGHTS: "Places of the zone carry weights, such that no injection, wherever it stands, serves "
    "places of more than weight 1 together: so as many are needed as the weights add up to.",
    BoundKind.AREA_AND_BORDER: "An injection among others serves at most a hexagon's area, and at the border "
    "of the zone each reaches beyond it: area and border together ask for so many.",
    BoundKind.DISC: "The zone holds a disc that fewer injections cannot cover, wherever they stand: a "
    "published theorem (for five to ten K. Bezdek 1983 and 1984, G. Fejes Tóth 2005).",
    BoundKind.SEARCH: "All ways to serve some places of the zone were gone through, wherever the injections "
    "stand: fewer never serve them all.",
    BoundKind.PARTS: "Parts of the zone are too far apart to share an injection: what each part needs is "
    "added up.",
    BoundKind.ANCHORS: "A deposit stands on each tender or trigger point, and what those leave unserved "
    "needs so many more.",
}


@dataclass(frozen=True, slots=True)
class Least:
    """The most that is proved of a fill so far.

    Parameters
    ----------
    count
        No plan has fewer punctures; 0 while nothing is proved.
    spread_mm, is_anchored
        Of what plans that is proved: of those at one spread, with a deposit on each point or not.
    is_published
        Whether all that it rests on is elementary or published.
    """

    count: int
    spread_mm: float
    is_anchored: bool = False
    is_published: bool = True

    @property
    def held(self) -> str:
        """What the plans that it is proved of must hold, to be put behind ``no plan``."""
        return " with a deposit on each point" if self.is_anchored else ""

    @property
    def marked(self) -> str:
        """Whose proof it is, in brackets, if nobody has reviewed it; else nothing."""
        return "" if self.is_published else f" ({UNREVIEWED})"


def said_why(bound: Bound) -> str:
    """Return by what reasoning a bound was proved, and by what the bounds that it is put together of."""
    return " ".join(_WHY[kind] for kind in kinds_within(bound))


def least_of(spread_mm: float, proved: Necessity | None) -> Least:
    """Return what is proved of a fill at its spread, as it is told."""
    if proved is None:
        return Least(0, spread_mm)
    is_anchored = proved.bound.kind is BoundKind.ANCHORS
    return Least(proved.bound.value, spread_mm, is_anchored, proved.is_published)


def counted(count: int) -> str:
    """Return a number of punctures in words."""
    return "1 puncture" if count == 1 else f"{count} punctures"


def said_of_least(count: int, least: Least) -> str:
    """Return the punctures of a plan and how few could do, as they stand beside the figures."""
    fewer = "fewer" if least.count == count else f"fewer than {least.count}"
    said = f"{counted(count)}; no plan{least.held} can do with {fewer} (spread {least.spread_mm:g} mm)"
    return f"**{said}**{least.marked}"


def said_of_unreached(plan: Plan, score: PlanScore) -> dict[str, str]:
    """Return by its id why nothing is claimed of each fill that leaves something of its zone bare."""
    both = zip(plan.targets, score.targets, strict=True)
    return {
        target.id: f"Not every place of the zone lies within {target.reach_mm:g} mm of a deposit, so nothing "
        "is claimed of how few punctures could do."
        for target, own in both
        if is_fill(target) and not is_proved_of(target, own.figures.largest_gap_mm)
    }


def said_of_tolerance(target: TargetPlan) -> str:
    """Return that a fill may leave its points, and what that takes from the proof, to follow its reason."""
    tolerance_mm, has_points = target.settings.number(TOLERANCE), (target.grid.finding != NO_FINDING).any()
    if tolerance_mm == 0.0 or not has_points:
        return ""
    off = f"Deposits may stand up to {tolerance_mm:g} mm off their points"
    return f" {off}, so none is counted for the points themselves."


def said_of_fewest(count: int, least: Least) -> str:
    """Return that no search can find fewer punctures, or nothing if that is not proved (yet)."""
    return f"Nothing to search for: {_no_fewer(least)}" if least.count >= count else ""


def said_of_search(count: int, steps: int, least: Least) -> str:
    """Return what a search came to, and whether that is proved to be the fewest."""
    after = "1 step" if steps == 1 else f"{steps} steps"
    fewest = _no_fewer(least) if least.count >= count else ""
    return f"Optimised: {counted(count)} after {after} of search. {fewest[:1].upper()}{fewest[1:]}".rstrip()


def said_of_progress(count: int, step: int, steps: int, least: Least) -> str:
    """Return how far a search is: its count against what is proved, if anything is."""
    proved = f"; {_fewer_than(least)}{least.marked}" if least.count else ""
    return f"{counted(count)} at step {step} of {steps}{proved}"


def _no_fewer(least: Least) -> str:
    mark = "" if least.is_published else f"; {UNREVIEWED}"
    return f"{_fewer_than(least)} (geometry, not need{mark})."


def _fewer_than(least: Least) -> str:
    plans = f"at a spread of {least.spread_mm:g} mm no plan{least.held}"
    return f"{plans} can do with fewer than {counted(least.count)}"
