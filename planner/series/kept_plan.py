"""The plan that a saved visit holds, as it was saved: what places it today is not asked."""

from shapely import MultiPolygon

from planner.body.fitted_map import FittedMap
from planner.plan import Plan, TargetPlan, treatment_zone
from planner.series.course import Course, Leg
from planner.session import Session
from planner.techniques import Settings, find_technique, resolve_settings
from planner.techniques.grid import NO_INJECTIONS, NO_PASSES
from planner.techniques.terrain import Terrain, terrain_of


def plan_of_course(course: Course, session: Session, fitted: FittedMap) -> Plan:
    """Return the plan whose steps are those of ``course``, each where and in what order it was saved.

    A target that got no step stays, so that the others keep their numbers. The zones are those of the
    session's marks; a course keeps no place that was withheld, so none is told.

    Raises
    ------
    PlannerError
        If this version does not know the technique or the settings of a target.
    """
    kept = {leg.target: leg for leg in course.legs}
    without_steps = {
        target.id: Leg(target.id, target.technique, target.settings, (), NO_INJECTIONS, NO_PASSES)
        for target in session.targets
    }
    terrain = terrain_of(session, fitted.outline)
    legs = (without_steps | kept).values()  # in the order of the session, as a plan has them
    return Plan(tuple(_target_plan(leg, session, terrain) for leg in legs), session.exclusions)


def _target_plan(leg: Leg, session: Session, terrain: Terrain) -> TargetPlan:
    technique = find_technique(leg.technique)
    settings = resolve_settings(technique, leg.settings)
    return TargetPlan(
        id=leg.target,
        technique=leg.technique,
        settings=settings,
        points=leg.points,
        zone=_zone(leg, settings, session, terrain),
        grid=leg.grid,
        passes=leg.passes,
        withheld=(),
        reach_mm=technique.reach_mm(settings),
    )


def _zone(leg: Leg, settings: Settings, session: Session, terrain: Terrain) -> MultiPolygon:
    target = next((target for target in session.targets if target.id == leg.target), None)
    needs_zone = find_technique(leg.technique).needs_zone(settings)
    if target is None or not target.findings or not needs_zone:
        return MultiPolygon()
    return treatment_zone(session, target, settings, terrain.outline, terrain.excluded).area
