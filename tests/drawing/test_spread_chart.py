from dataclasses import replace

import numpy as np
from lxml import etree

from planner.drawing.drawing import Area, Label
from planner.drawing.roles import Role
from planner.drawing.spread_chart import draw_spreads, said_of_spreads
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.necessity import AtSpread

ROWS = (AtSpread(5.0, 200, 190), AtSpread(7.5, 90, 80), AtSpread(10.0, 50, 44))


def heights(role: Role) -> list[float]:
    bars = [mark for mark in draw_spreads(ROWS, 7.5).marks_of(role) if isinstance(mark, Area)]
    return [float(np.ptp(bar.rings[0][:, 1])) for bar in bars]


def test_columns_are_as_high_as_their_counts_and_dark_as_far_as_is_proved() -> None:
    counts, least = heights(Role.CHART_BAR), heights(Role.CHART_LEAST)

    assert np.allclose(np.array(counts) / counts[0], [1, 90 / 200, 50 / 200])
    assert np.allclose(np.array(least) / counts[0], [190 / 200, 80 / 200, 44 / 200])


def test_the_own_spread_stands_out_in_bold() -> None:
    own = [mark.text for mark in draw_spreads(ROWS, 7.5).marks_of(Role.CHART_OWN) if isinstance(mark, Label)]

    assert own == ["90", "7.5", "80"]


def test_every_number_is_said_in_words_too() -> None:
    said = said_of_spreads(ROWS)

    assert "200 at 5 mm, no plan with fewer than 190; 90 at 7.5 mm" in said
    assert said.endswith("50 at 10 mm, no plan with fewer than 44")


def test_a_count_that_rests_on_a_proof_that_nobody_has_reviewed_is_marked_and_said() -> None:
    rows = (replace(ROWS[0], is_published=False), *ROWS[1:])

    chart, said = draw_spreads(rows, 7.5), said_of_spreads(rows)

    texts = [mark.text for role in (Role.CHART_TEXT, Role.CHART_OWN) for mark in chart.marks_of(role)]
    assert "190*" in texts
    assert {"80", "44"} <= set(texts)
    assert "* our proof, not yet reviewed" in texts
    assert chart.height_mm > draw_spreads(ROWS, 7.5).height_mm
    assert "no plan with fewer than 190*; 90 at 7.5 mm, no plan with fewer than 80;" in said
    assert said.endswith("; * our proof, not yet reviewed")


def test_the_chart_is_a_picture_in_a_light_and_a_dark_room() -> None:
    for dark in (False, True):
        picture = etree.fromstring(to_svg(draw_spreads(ROWS, 10.0), find_theme(dark=dark)).encode())
        assert "44" in "".join(picture.itertext())
