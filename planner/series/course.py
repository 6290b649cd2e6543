"""A plan as the hand goes through it: every injection and pass, numbered from 1 to the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.body.points import PointMm
from planner.plan import Plan, TargetPlan
from planner.session import SettingValue
from planner.techniques import Grid, Passes, find_technique, resolve_settings
from planner.techniques.grid import NO_FINDING, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: an injection, or a pass from one place to another.

    Parameters
    ----------
    n
        Its number in the course, from 1.
    target
        Id of its target; ``number`` counts within it.
    to
        Where the pass ends; None for an injection.
    """

    n: int
    target: str
    number: int
    at: PointMm
    to: PointMm | None
    depth_mm: float
    volume_ml: float

    @property
    def is_pass(self) -> bool:
        """Whether it is a stroke and not a single deposit."""
        return self.to is not None


@dataclass(frozen=True, slots=True)
class Leg:
    """What was planned for one target, as it stood when the treatment began: injections, then passes.

    Parameters
    ----------
    settings
        Every value that was used, sorted by name.
    points
        Ids of the findings that ``Grid.finding`` counts in.
    """

    target: str
    technique: str
    settings: tuple[tuple[str, SettingValue], ...]
    points: tuple[str, ...]
    grid: Grid
    passes: Passes

    def __len__(self) -> int:
        """Return the number of its steps."""
        return len(self.grid) + len(self.passes)

    @property
    def reach_mm(self) -> float:
        """How far from a deposit or a pass the skin counts as treated."""
        technique = find_technique(self.technique)
        return technique.reach_mm(resolve_settings(technique, self.settings))

    @property
    def volumes_ml(self) -> FloatArray:
        """The volume of each step."""
        return np.concatenate([self.grid.volume_ml, self.passes.volume_ml])

    def finding_of(self, index: int) -> str | None:
        """Return the finding that a step of the leg serves; None for the zone."""
        if index >= len(self.grid) or self.grid.finding[index] == NO_FINDING:
            return None
        return self.points[int(self.grid.finding[index])]

    def marks(self, indices: IntArray) -> BaseGeometry:
        """Return the places and strokes of some steps as one geometry."""
        injections = [i for i in indices.tolist() if i < len(self.grid)]
        strokes = [i - len(self.grid) for i in indices.tolist() if i >= len(self.grid)]
        ends = np.stack([self.passes.starts, self.passes.ends], axis=1)
        return shapely.union_all(
            [*shapely.points(self.grid.places[injections]), *shapely.linestrings(ends[strokes])]
        )


@dataclass(frozen=True, slots=True)
class Course:
    """All steps of a plan in the order of the hand: target by target, injections before passes."""

    legs: tuple[Leg, ...] = ()

    def __len__(self) -> int:
        """Return the number of steps."""
        return sum(len(leg) for leg in self.legs)

    def __iter__(self) -> Iterator[Step]:
        """Iterate over the steps in order."""
        return (self.step(n) for n in range(1, len(self) + 1))

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """First and last number of each leg's steps; the last is below the first where a leg is empty."""
        ends = list(accumulate(len(leg) for leg in self.legs))
        return tuple((end - len(leg) + 1, end) for leg, end in zip(self.legs, ends, strict=True))

    def span_of(self, n: int) -> tuple[Leg, int, int]:
        """Return the leg that a step belongs to, with the first and the last number of its steps.

        Raises
        ------
        IndexError
            If there is no step of that number.
        """
        for leg, (first, last) in zip(self.legs, self.spans, strict=True):
            if first <= n <= last:
                return leg, first, last
        raise IndexError(f"no step {n} of {len(self)}")

    def step(self, n: int) -> Step:
        """Return one step.

        Raises
        ------
        IndexError
            If there is none of that number.
        """
        leg, first, _ = self.span_of(n)
        return _step_of(leg, n, n - first)

    def distance_mm(self, n: int, to: PointMm) -> float:
        """Return how far a place is from a step."""
        return float(_mark_of(self.step(n)).distance(shapely.Point(to.u_mm, to.v_mm)))

    def nearest(self, to: PointMm, among: tuple[int, ...]) -> int:
        """Return the number of the step that lies nearest to a place, of those named; 0 if none is."""
        if not among:
            return 0
        return min(among, key=lambda n: (self.distance_mm(n, to), n))


def course_of(plan: Plan) -> Course:
    """Return the course that a plan asks for; targets without injections and passes are left out."""
    return Course(tuple(_leg_of(target) for target in plan.targets if len(target.grid) or len(target.passes)))


def _leg_of(target: TargetPlan) -> Leg:
    settings = tuple(sorted(target.settings.items()))
    return Leg(target.id, target.technique, settings, target.points, target.grid, target.passes)


def _step_of(leg: Leg, n: int, index: int) -> Step:
    depth_mm = dict(leg.settings)["depth_mm"]
    if index < len(leg.grid):
        grid = leg.grid
        at = PointMm(float(grid.u_mm[index]), float(grid.v_mm[index]))
        return Step(
            n, leg.target, index + 1, at, None, float(grid.depth_mm[index]), float(grid.volume_ml[index])
        )
    stroke = index - len(leg.grid)
    passes = leg.passes
    start = PointMm(float(passes.from_u_mm[stroke]), float(passes.from_v_mm[stroke]))
    end = PointMm(float(passes.to_u_mm[stroke]), float(passes.to_v_mm[stroke]))
    return Step(n, leg.target, stroke + 1, start, end, float(depth_mm), float(passes.volume_ml[stroke]))


def _mark_of(step: Step) -> BaseGeometry:
    here = (step.at.u_mm, step.at.v_mm)
    return (
        shapely.Point(here) if step.to is None else shapely.LineString([here, (step.to.u_mm, step.to.v_mm)])
    )
