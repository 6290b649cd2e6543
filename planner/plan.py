"""The plan of a session: every target's injections and passes, with what was withheld, and why."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from planner.body.fitted_map import FittedMap
from planner.errors import NothingLeftOfZone, TooManyInjections
from planner.geometry.areas import BuiltZone, build_zone
from planner.geometry.bound import GoOn, always
from planner.geometry.found_covers import FoundCovers
from planner.geometry.quick import QuickCover, quick_cover
from planner.session import Exclusion, Session, Target
from planner.soundness import require_session
from planner.techniques import (
    Grid,
    Ground,
    Passes,
    Settings,
    Technique,
    Withheld,
    find_technique,
    resolve_settings,
)
from planner.techniques.same_place import at_one_place
from planner.techniques.terrain import area_of, terrain_of

MOST_INJECTIONS = 100_000  # ours: far beyond what a hand could give, and what a screen can show
ESTIMATE_SLACK = 1.25  # the estimate looks at areas only; nearer to the limit the plan is built and counted


@dataclass(frozen=True, slots=True)
class TargetPlan:
    """What one target gets.

    Parameters
    ----------
    technique
        Its id.
    settings
        Every value used; a direction left to ``auto`` holds the one that was taken.
    points
        Ids of the target's tender and trigger points; ``Grid.finding`` counts in them.
    zone
        The treatment zone in tape coordinates; empty if the technique needs none.
    reach_mm
        How far from a deposit or a pass the skin counts as treated. [mm]
    notes
        Sentences about what could not be done as asked.
    zone_is_whole
        Whether the zone is all that was asked for: the map's edge and the exclusions took nothing from it.
    """

    id: str
    technique: str
    settings: Settings
    points: tuple[str, ...]
    zone: MultiPolygon
    grid: Grid
    passes: Passes
    withheld: tuple[Withheld, ...]
    reach_mm: float
    notes: tuple[str, ...] = ()
    zone_is_whole: bool = False

    @property
    def zone_area_mm2(self) -> float:
        """The area of the treatment zone on the skin."""
        return float(self.zone.area)

    @property
    def volume_ml(self) -> float:
        """What the target's injections and passes hold together."""
        return math.fsum(self.grid.volume_ml) + math.fsum(self.passes.volume_ml)


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole plan in five figures; zones that overlap count once in the area."""

    punctures: int
    passes: int
    track_mm: float
    volume_ml: float
    area_mm2: float


@dataclass(frozen=True, slots=True)
class Plan:
    """All targets of a session, in its order, and the exclusions that they keep off."""

    targets: tuple[TargetPlan, ...]
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def totals(self) -> Totals:
        """The whole plan in five figures."""
        return Totals(
            punctures=sum(len(target.grid) for target in self.targets),
            passes=sum(len(target.passes) for target in self.targets),
            track_mm=math.fsum(math.fsum(target.passes.length_mm) for target in self.targets),
            volume_ml=math.fsum(target.volume_ml for target in self.targets),
            area_mm2=float(shapely.union_all([target.zone for target in self.targets]).area),
        )


@dataclass(frozen=True, slots=True)
class _Task:
    """A target with all that is needed to place it."""

    target: Target
    technique: Technique
    settings: Settings
    ground: Ground
    notes: tuple[str, ...]
    zone_is_whole: bool


NO_ZONE = BuiltZone(MultiPolygon(), is_whole=False)
NOTHING_FOUND: Mapping[str, TargetPlan] = MappingProxyType({})


def build_plan(
    session: Session,
    fitted: FittedMap,
    *,
    found: Mapping[str, TargetPlan] = NOTHING_FOUND,
    go_on: GoOn = always,
    quick: QuickCover = quick_cover,
    covers: FoundCovers | None = None,
) -> Plan:
    """Return the plan of ``session`` on the body map fitted to its patient.

    The same session gives the same plan, to the last bit. A target without findings gets nothing and is no
    refusal: `check_plan` speaks of it. Targets of this very session in ``found`` get what was found; a search
    for fewer deposits tells ``go_on`` its step and count, and ends with its best when told ``False``. Whoever
    plans again and again may give a ``quick`` that remembers the parts it has covered. Of a session with one
    target, ``covers`` is given what the search came to, and what it came to before is laid out again.

    Raises
    ------
    PlannerError
        Whatever `require_session` refuses; UnknownTechnique, SettingUnknown, SettingOutOfRange,
        NumberNotFinite and DepthNotReachable for a target; NothingLeftOfZone; TooManyInjections.
    """
    outline = fitted.outline
    require_session(session, lambda u_mm, v_mm: bool(shapely.intersects_xy(outline, u_mm, v_mm)))
    chosen = [_choose(target, f"targets[{number}]") for number, target in enumerate(session.targets)]
    terrain = terrain_of(session, outline)
    tasks = []
    for number, (target, (technique, settings)) in enumerate(zip(session.targets, chosen, strict=True)):
        zone = NO_ZONE
        if technique.needs_zone(settings) and target.findings:
            zone = treatment_zone(session, target, settings, terrain.outline, terrain.excluded)
            _require_something_left(zone.area, target, f"targets[{number}]")
        where = zone.area, terrain.allowed, terrain.outline, terrain.keep_outs
        points, notes = at_one_place(session.points_of(target))
        ground = Ground(points, *where, session.operator, session.zones_of(target), go_on, quick, covers)
        tasks.append(_Task(target, technique, settings, ground, notes, zone.is_whole))
        _require_below_ceiling(tasks[-1], f"targets[{number}].settings")
    _require_feasible(sum(_estimated_count(task) for task in tasks), MOST_INJECTIONS * ESTIMATE_SLACK)
    plan = Plan(tuple(found.get(task.target.id) or _place(task) for task in tasks), session.exclusions)
    _require_feasible(plan.totals.punctures + plan.totals.passes, MOST_INJECTIONS)
    return plan


def _choose(target: Target, field: str) -> tuple[Technique, Settings]:
    technique = find_technique(target.technique, f"{field}.technique")
    return technique, resolve_settings(technique, target.settings, f"{field}.settings")


def treatment_zone(
    session: Session, target: Target, settings: Settings, outline: Polygon, excluded: MultiPolygon
) -> BuiltZone:
    """Return drawn zones and discs round the points, united, bridged, cut to an outline, off exclusions."""
    points = session.points_of(target)
    margin_mm = settings.number("margin_mm")
    return build_zone(
        [area_of(zone.outline) for zone in session.zones_of(target)],
        np.array([(point.at.u_mm, point.at.v_mm) for point in points], dtype=np.float64).reshape(-1, 2),
        margin_mm,
        margin_mm,  # ours: a gap between neighbours that is narrower than the margin belongs to both
        outline=outline,
        excluded=excluded,
    )


def _require_something_left(zone: MultiPolygon, target: Target, field: str) -> None:
    if zone.is_empty:
        raise NothingLeftOfZone(
            f"Nothing is left of the treatment zone of target {target.id}: draw a zone or widen its margin, "
            "on the body map and clear of the exclusions.",
            field=f"{field}.findings",
        )


def _estimated_count(task: _Task) -> float:
    return task.technique.estimated_count(task.ground.zone.area, len(task.ground.points), task.settings)


def _require_below_ceiling(task: _Task, field: str) -> None:
    count, ceiling = _estimated_count(task), task.technique.ceiling(task.settings)
    if ceiling is not None and count > ceiling.most:
        sentence = f"Target {task.target.id} would have about {count:,.0f} deposits, more than "
        raise TooManyInjections(f"{sentence}{ceiling.most:,}: {ceiling.advice}.", field=field)


def _require_feasible(count: float, most: float) -> None:
    if count > most:
        raise TooManyInjections(
            f"The plan would have about {count:,.0f} injections, more than {MOST_INJECTIONS:,}: "
            "widen the spacing or treat a smaller zone.",
            field="targets",
        )


def _place(task: _Task) -> TargetPlan:
    placement = task.technique.place(task.ground, task.settings)
    return TargetPlan(
        id=task.target.id,
        technique=task.technique.id,
        settings=task.settings.holding("direction_deg", placement.direction_deg),
        points=tuple(point.id for point in task.ground.points),
        zone=task.ground.zone,
        grid=placement.grid,
        passes=placement.passes,
        withheld=placement.withheld,
        reach_mm=task.technique.reach_mm(task.settings),
        notes=(*task.notes, *placement.notes),
        zone_is_whole=task.zone_is_whole,
    )
