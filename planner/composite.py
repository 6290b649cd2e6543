"""One number for a plan, by weights that the user chooses, in the manner of radiotherapy plan studies.

There each measure has a value function that runs from 0 to 1 between two thresholds, and the plan's number is
the weighted sum of the values. Thresholds and first weights here are ours: we found none published for
mesotherapy. The number ranks geometry. It never says that a plan is good for a patient.

References
----------
Nelms and others, Variation in external beam treatment plan quality, Pract. Radiat. Oncol. 2 (2012) 296.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.evidence import sources
from planner.score import Figures, Measure, find_measure

MANNER = sources.NELMS12
FORMULA = (
    "Total = Σ weight × value, the weights scaled to sum 1; value = 0 at the first threshold, 1 at the second"
)


@dataclass(frozen=True, slots=True)
class Objective:
    """What is wanted of one measure.

    Parameters
    ----------
    worst, best
        Where the value is 0 and where it is 1, in the unit of the measure; beyond them it stays so.
    weight
        What the measure counts for until the user says otherwise.
    why
        Why these numbers, which are ours.
    """

    name: str
    worst: float
    best: float
    weight: float
    why: str

    @property
    def measure(self) -> Measure:
        """The measure that is looked at."""
        return find_measure(self.name)

    def value(self, figures: Figures) -> float | None:
        """Return how near the figure is to what is wanted, 0-1; None where there is nothing to measure."""
        figure = self.measure.of(figures)
        if figure is None:
            return None
        return min(max((figure - self.worst) / (self.best - self.worst), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Part:
    """What one objective adds to the number of a plan: its weight among those that count, times its value."""

    objective: Objective
    weight: float
    value: float

    @property
    def share(self) -> float:
        """The part of the number."""
        return self.weight * self.value


@dataclass(frozen=True, slots=True)
class Composite:
    """The number of one plan, 0-1, with its parts in the order of the objectives."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> float:
        """The sum of all parts."""
        return sum(part.share for part in self.parts)


OBJECTIVES = (
    Objective("coverage", 0.8, 1.0, 30.0, "A fifth of the zone left out is no treatment of that zone."),
    Objective(
        "over_treatment", 0.5, 0.0, 15.0, "Half as much skin again as was asked for counts for nothing."
    ),
    Objective(
        "largest_gap_mm",
        20.0,
        5.0,
        15.0,
        "5 mm is half the width of a wheal, 20 mm beyond the widest reach that we found.",
    ),
    Objective("entries", 200.0, 10.0, 25.0, "Little: ten are few; two hundred take minutes, and hurt."),
    Objective("spacing_cv", 0.5, 0.0, 10.0, "A spread of half the mean is that of places thrown by chance."),
    Objective(
        "exclusion_margin_distance_mm",
        0.0,
        5.0,
        5.0,
        "The margin is the limit; another 5 mm beyond it is as good as far.",
    ),
)
"""What counts, in the order of the screen; not conformity, which is coverage and treatment outside again."""

DEFAULT_WEIGHTS = {objective.name: objective.weight for objective in OBJECTIVES}
MOST_WEIGHT = 100.0


def rank(plans: Sequence[Figures], weights: Mapping[str, float]) -> tuple[Composite, ...]:
    """Return the number of each plan, by the same weights.

    An objective counts only if it can be measured on every plan; the weights of those that count are scaled
    to sum 1, so that no plan gains by what it lacks. Nothing is ranked, and every number is 0, if none counts
    or a plan has no needle entry: that is the fewest there can be, and no treatment.

    Parameters
    ----------
    weights
        By name of the measure, not below 0; one that is left out keeps its first weight.
    """
    chosen = _chosen(weights)
    counting = [objective for objective in chosen if _is_measured(objective, plans)]
    if not all(plan.entries for plan in plans):
        counting = []
    whole = sum(chosen[objective] for objective in counting)
    return tuple(
        Composite(tuple(_part(objective, chosen[objective] / whole, plan) for objective in counting))
        for plan in plans
    )


def left_out(plans: Sequence[Figures], weights: Mapping[str, float]) -> tuple[Objective, ...]:
    """Return what has a weight and does not count, as it can be measured on some plans and not on all."""
    chosen = [objective for objective in _chosen(weights) if not _is_measured(objective, plans)]
    return tuple(objective for objective in chosen if any(_is_measured(objective, [one]) for one in plans))


def _chosen(weights: Mapping[str, float]) -> dict[Objective, float]:
    """Return the objectives that have a weight, in the order of the screen."""
    chosen = DEFAULT_WEIGHTS | dict(weights)
    return {objective: chosen[objective.name] for objective in OBJECTIVES if chosen[objective.name] > 0}


def _is_measured(objective: Objective, plans: Sequence[Figures]) -> bool:
    return all(objective.value(plan) is not None for plan in plans)


def _part(objective: Objective, weight: float, plan: Figures) -> Part:
    return Part(objective, weight, objective.value(plan) or 0.0)
