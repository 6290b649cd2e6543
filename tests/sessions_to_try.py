"""Sessions for property tests: points, a zone and exclusions, most of them well inside the back."""

from dataclasses import replace

from hypothesis import strategies as st

from planner.body import PointMm
from planner.session import Exclusion, Finding, Outline, PointFinding, Session, SettingValue, Zone
from planner.techniques import Technique
from tests.conftest import a_point, a_rectangle, a_session, a_zone, an_exclusion


def tenths(least: int, most: int) -> st.SearchStrategy[float]:
    """Return lengths in whole tenths of a millimetre: as fine as a finger, and easy to read."""
    return st.integers(least * 10, most * 10).map(lambda number: number / 10)


@st.composite
def rectangles(draw: st.DrawFn, *, sides_mm: tuple[int, int]) -> Outline:
    u_mm, v_mm = draw(tenths(-70, 40)), draw(tenths(180, 380))
    return a_rectangle(u_mm, v_mm, u_mm + draw(tenths(*sides_mm)), v_mm + draw(tenths(*sides_mm)))


@st.composite
def triangles(draw: st.DrawFn) -> Outline:
    u_mm, v_mm = draw(tenths(-70, 40)), draw(tenths(180, 380))
    return (
        PointMm(u_mm, v_mm),
        PointMm(u_mm + draw(tenths(15, 60)), v_mm + draw(tenths(0, 20))),
        PointMm(u_mm + draw(tenths(-20, 20)), v_mm + draw(tenths(25, 70))),
    )


@st.composite
def findings(draw: st.DrawFn, *, most_points: int = 4) -> tuple[Finding, ...]:
    """At least one point and at most one zone, so that every technique has something to do."""
    place = st.tuples(tenths(-80, 80), tenths(150, 440))
    places = draw(st.lists(place, min_size=1, max_size=most_points, unique=True))
    points = [a_point(u, v, point_id=f"p{n}") for n, (u, v) in enumerate(places)]
    outlines = draw(st.lists(triangles() | rectangles(sides_mm=(15, 60)), max_size=1))
    return (*points, *(a_zone(outline) for outline in outlines))


@st.composite
def exclusions(draw: st.DrawFn) -> tuple[Exclusion, ...]:
    outlines = draw(st.lists(rectangles(sides_mm=(2, 25)), max_size=2))
    return tuple(
        an_exclusion(outline, exclusion_id=f"x{n}", margin_mm=draw(tenths(0, 10)))
        for n, outline in enumerate(outlines)
    )


@st.composite
def sessions(draw: st.DrawFn, technique: Technique, choices: dict[str, SettingValue]) -> Session:
    """Return sessions of one target treated in one way, with spacings and sizes that a test can afford.

    A fill is searched for few deposits: its zones are a few spreads across, as most zones of points are.
    """
    is_fill = choices.get("pattern") == "fill"
    settings: dict[str, SettingValue] = {"margin_mm": draw(tenths(12, 22 if is_fill else 30))}
    for setting in technique.settings:
        if setting.name.endswith("spacing_mm"):
            settings[setting.name] = draw(tenths(5, 30))
        elif setting.name == "spacing_least_mm":
            settings[setting.name] = draw(tenths(4, 5))
        elif setting.name == "spacing_most_mm":
            settings[setting.name] = draw(tenths(8, 30))
    found = draw(findings(most_points=2 if is_fill else 4))
    return a_session(technique.id, *found, exclusions=draw(exclusions()), **(settings | choices))


def mirrored(session: Session) -> Session:
    """Return the session with the patient's left and right exchanged."""
    return replace(
        session,
        findings=tuple(_mirrored_finding(finding) for finding in session.findings),
        exclusions=tuple(replace(x, outline=_mirrored_outline(x.outline)) for x in session.exclusions),
    )


def _mirrored_finding(finding: Finding) -> Finding:
    if isinstance(finding, PointFinding):
        return replace(finding, at=PointMm(-finding.at.u_mm, finding.at.v_mm))
    return Zone(finding.id, _mirrored_outline(finding.outline), finding.intensity)


def _mirrored_outline(outline: Outline) -> Outline:
    return tuple(PointMm(-corner.u_mm, corner.v_mm) for corner in outline)


def is_its_own_mirror_image(session: Session) -> bool:
    """Return whether exchanging left and right moves nothing: then no side can be told from the other."""
    return _places(session) == _places(mirrored(session))


def _places(session: Session) -> set[frozenset[tuple[float, float]]]:
    areas = [thing.outline for thing in (*session.findings, *session.exclusions) if hasattr(thing, "outline")]
    points = [(finding.at,) for finding in session.findings if isinstance(finding, PointFinding)]
    return {frozenset((place.u_mm + 0.0, place.v_mm) for place in places) for places in (*areas, *points)}
