"""A sign never hides the name of a level, or the number of a target, that has a free place beside it."""

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.body import FittedMap
from planner.drawing.body_drawing import draw_body
from planner.drawing.clear_names import with_clear_names
from planner.drawing.drawing import Anchor, Area, Dots, Drawing, Label
from planner.drawing.findings_drawing import draw_findings
from planner.drawing.plan_drawing import draw_plan
from planner.drawing.roles import Role
from planner.drawing.theme import Theme, find_theme
from planner.plan import Plan
from planner.session import Session

THEME = find_theme(dark=False)


def a_drawing(*labels: Label, signs: list[tuple[float, float]], diameter_mm: float = 14.0) -> Drawing:
    dots = Dots(Role.FINDING, np.array(signs).reshape(-1, 2), diameter_mm)
    return Drawing((-200.0, 200.0), (0.0, 600.0), (*labels, dots))


def names_in(drawing: Drawing, theme: Theme = THEME) -> list[Label]:
    named = with_clear_names(drawing, theme)
    return [mark for mark in named.marks if isinstance(mark, Label)]


def nearest_mm(label: Label, drawing: Drawing) -> float:
    """Return how far the text is from the nearest sign's rim; negative where it is hidden."""
    text_mm = THEME.style(label.role).text_mm
    width_mm = 0.7 * text_mm * len(label.text)
    left_mm = (
        label.x_mm - {Anchor.START: 0.0, Anchor.MIDDLE: width_mm / 2, Anchor.END: width_mm}[label.anchor]
    )
    (dots,) = (mark for mark in drawing.marks if isinstance(mark, Dots))
    across = np.maximum(np.maximum(left_mm - dots.at[:, 0], dots.at[:, 0] - left_mm - width_mm), 0.0)
    along = np.maximum(np.abs(dots.at[:, 1] - label.v_mm) - text_mm / 2, 0.0)
    return float((np.hypot(across, along) - dots.diameter_mm / 2).min())


L4 = Label(Role.LEVEL_KEY, "L4", 6.5, 409.0, Anchor.START)


def test_a_name_that_nothing_hides_stays() -> None:
    assert names_in(a_drawing(L4, signs=[(40.0, 409.0)])) == [L4]


def test_a_hidden_name_goes_to_the_other_side_of_the_midline() -> None:
    (moved,) = names_in(a_drawing(L4, signs=[(15.0, 409.0)]))

    assert (moved.x_mm, moved.v_mm, moved.anchor) == (-6.5, 409.0, Anchor.END)


def test_a_name_hidden_on_both_sides_goes_farther_out() -> None:
    drawing = a_drawing(L4, signs=[(15.0, 409.0), (-15.0, 409.0)])

    (moved,) = names_in(drawing)

    assert moved.x_mm > 20.0
    assert nearest_mm(moved, drawing) > 0


def test_a_name_without_a_free_place_stays_where_readers_look_for_it() -> None:
    everywhere = [(float(x_mm), 409.0) for x_mm in range(-100, 101, 10)]

    assert names_in(a_drawing(L4, signs=everywhere)) == [L4]


def test_the_number_of_a_target_keeps_off_signs_and_names() -> None:
    number = Label(Role.TARGET_NUMBER, "①", 10.0, 405.0)
    drawing = a_drawing(L4, number, signs=[(12.0, 415.0)])

    level, circled = names_in(drawing)

    assert nearest_mm(circled, drawing) > 0
    assert nearest_mm(level, drawing) > 0
    assert np.hypot(circled.x_mm - level.x_mm, circled.v_mm - level.v_mm) > 6.0


@given(
    signs=st.lists(st.tuples(st.floats(-60, 60), st.floats(380, 440)), min_size=1, max_size=6),
    diameter_mm=st.floats(8, 18),
)
def test_whoever_is_moved_is_free(signs: list[tuple[float, float]], diameter_mm: float) -> None:
    drawing = a_drawing(L4, signs=signs, diameter_mm=diameter_mm)

    (label,) = names_in(drawing)

    assert label.v_mm == L4.v_mm
    assert label == L4 or nearest_mm(label, drawing) > 0


SCAR = Area(
    Role.EXCLUSION, (np.array([(-4.0, 366.0), (16.0, 366.0), (16.0, 442.0), (-4.0, 442.0), (-4.0, 366.0)]),)
)


def test_a_name_keeps_off_an_exclusion() -> None:
    (moved,) = names_in(Drawing((-200.0, 200.0), (0.0, 600.0), (L4, SCAR)))

    assert (moved.x_mm, moved.anchor) == (-6.5, Anchor.END)


def test_a_name_that_has_no_place_off_an_exclusion_is_laid_over_it() -> None:
    everywhere = Area(
        Role.EXCLUSION, (np.array([(-200.0, 0.0), (200.0, 0.0), (200.0, 600.0), (-200.0, 0.0)]),)
    )
    dots = Dots(Role.INJECTION, np.array([(0.0, 500.0)]), 3.0)

    named = with_clear_names(Drawing((-200.0, 200.0), (0.0, 600.0), (L4, everywhere, dots)), THEME)

    assert [mark.role for mark in named.marks] == [Role.EXCLUSION, Role.LEVEL_KEY, Role.INJECTION]


def test_names_of_side_effects_stand_beside_one_another() -> None:
    signs = [(0.0, 409.0), (5.0, 411.0)]
    names = [Label(Role.EFFECT_NAME, "haematoma", x + 6.0, v, Anchor.START) for x, v in signs]

    first, second = names_in(a_drawing(*names, signs=signs, diameter_mm=7.0))

    assert first.anchor != second.anchor or abs(first.v_mm - second.v_mm) >= 6.0


def test_every_other_mark_of_a_plan_stays(
    trunk: FittedMap, mixed: Session, plan_of: Callable[[Session], Plan]
) -> None:
    plan = draw_plan(plan_of(mixed), mixed, trunk)
    drawing = draw_body(trunk).under(plan).under(draw_findings(mixed, trunk))

    named = with_clear_names(drawing, THEME)

    moved = {mark.role for mark in drawing.marks if mark not in named.marks}
    assert Role.LEVEL_KEY in moved
    assert moved <= {Role.LEVEL, Role.LEVEL_KEY, Role.TARGET_NUMBER}
    others = [[mark for mark in one.marks if not isinstance(mark, Label)] for one in (drawing, named)]
    assert others[0] == others[1]
