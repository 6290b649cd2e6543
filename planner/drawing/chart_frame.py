"""What stands round a body: L and R, the tape rulers and the scale bar."""

from collections.abc import Iterator
from math import ceil, floor

import numpy as np

from planner.body.fitted_map import FittedMap
from planner.drawing.drawing import Anchor, Label, Line, Mark, broken_line
from planner.drawing.roles import Role

Range = tuple[float, float]

_LEFT_MM, _RIGHT_MM, _TOP_MM, _BOTTOM_MM = 58.0, 58.0, 34.0, 58.0  # room round the body
_TICK_MM = 10
_NUMBERED_MM = 50  # every fifth tick is long and carries its number
_SHORT_MM, _LONG_MM = 2.6, 5.0
_BAR_MM = 100
_SIDE_V_MM, _SIDE_NAME_V_MM = 14.0, 28.0  # below the upper edge of the frame


def frame_of(fitted: FittedMap) -> tuple[Range, Range]:
    """Return the x and v ranges of a drawing of ``fitted``, with room for what stands round the body."""
    x_least_mm, v_least_mm, x_most_mm, v_most_mm = fitted.bounds
    return (
        (floor(x_least_mm - _LEFT_MM), ceil(x_most_mm + _RIGHT_MM)),
        (floor(v_least_mm - _TOP_MM), ceil(v_most_mm + _BOTTOM_MM)),
    )


def frame_marks(fitted: FittedMap) -> Iterator[Mark]:
    """Yield L and R, both rulers and the scale bar of ``fitted``."""
    yield from _sides(fitted)
    yield from _upright_ruler(fitted)
    yield from _spine_ruler(fitted)
    yield from _level_ruler(fitted)
    yield from _scale_bar(fitted)


def _sides(fitted: FittedMap) -> Iterator[Mark]:
    (x_least_mm, x_most_mm), (v_least_mm, _) = frame_of(fitted)
    ends = (
        ("L", "patient’s left", x_least_mm + 10, Anchor.START),
        ("R", "patient’s right", x_most_mm - 10, Anchor.END),
    )
    for letter, words, x_mm, anchor in ends:
        yield Label(Role.SIDE, letter, x_mm, v_least_mm + _SIDE_V_MM, anchor)
        yield Label(Role.SIDE_NAME, words, x_mm, v_least_mm + _SIDE_NAME_V_MM, anchor)


def _upright_ruler(fitted: FittedMap) -> Iterator[Mark]:
    _, v_least_mm, _, v_most_mm = fitted.bounds
    x_mm = frame_of(fitted)[0][0] + 28.0
    ticks = _ticks(v_least_mm, v_most_mm)
    parts = [np.array([(x_mm, ticks[0]), (x_mm, ticks[-1])])]
    parts += [np.array([(x_mm - _tick_length(v), v), (x_mm, v)]) for v in ticks.tolist()]
    yield Line(Role.RULER, broken_line(parts))
    for v_mm in ticks[ticks % _NUMBERED_MM == 0].tolist():
        yield Label(Role.RULER_TEXT, _signed(v_mm), x_mm - 7, v_mm, Anchor.END)
    yield Label(Role.RULER_TEXT, _name_of_v(fitted), x_mm - 18, v_most_mm + 11, Anchor.START)


def _spine_ruler(fitted: FittedMap) -> Iterator[Mark]:
    """Yield the levels once more beside the body, where no finding can hide their names."""
    if not fitted.levels:
        return
    x_mm = frame_of(fitted)[0][1] - 28.0
    ends = [(x_mm, fitted.levels[0].v_mm), (x_mm, fitted.levels[-1].v_mm)]
    ticks = [
        np.array([(x_mm, level.v_mm), (x_mm + (_LONG_MM if level.is_key else _SHORT_MM), level.v_mm)])
        for level in fitted.levels
    ]
    yield Line(Role.RULER, broken_line([np.array(ends), *ticks]))
    for level in fitted.levels:
        yield Label(Role.RULER_TEXT, level.name, x_mm + 7, level.v_mm, Anchor.START)
    told = "levels" if fitted.c7_psis_is_measured else "levels, estimated"
    yield Label(Role.RULER_TEXT, told, x_mm + 18, fitted.levels[-1].v_mm + 11, Anchor.END)


def _level_ruler(fitted: FittedMap) -> Iterator[Mark]:
    x_least_mm, _, x_most_mm, v_most_mm = fitted.bounds
    v_mm = v_most_mm + 10.0
    ticks = _ticks(x_least_mm + 30, x_most_mm - 30)
    parts = [np.array([(ticks[0], v_mm), (ticks[-1], v_mm)])]
    parts += [np.array([(x, v_mm), (x, v_mm + _tick_length(x))]) for x in ticks.tolist()]
    yield Line(Role.RULER, broken_line(parts))
    for x_mm in ticks[ticks % _NUMBERED_MM == 0].tolist():
        yield Label(Role.RULER_TEXT, str(abs(x_mm)), x_mm, v_mm + 9.5)
    # Along the drawing, not along the skin: towards the flank the tape reads more.
    yield Label(Role.RULER_TEXT, "mm from the midline, as drawn", 0.0, v_mm + 17)


def _scale_bar(fitted: FittedMap) -> Iterator[Mark]:
    (x_least_mm, _), (_, v_most_mm) = frame_of(fitted)
    x_mm, v_mm = x_least_mm + 10.0, v_most_mm - 18.0
    parts = [np.array([(x_mm, v_mm), (x_mm + _BAR_MM, v_mm)])]
    for step in range(0, _BAR_MM + 1, _TICK_MM):
        height_mm = _LONG_MM if step % _NUMBERED_MM == 0 else _SHORT_MM
        parts.append(np.array([(x_mm + step, v_mm), (x_mm + step, v_mm - height_mm)]))
    yield Line(Role.SCALE, broken_line(parts))
    yield Label(Role.SCALE_TEXT, f"{_BAR_MM} mm", x_mm + _BAR_MM / 2, v_mm + 7)


def _ticks(least_mm: float, most_mm: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return whole tens of millimetres from just inside ``least_mm`` to just inside ``most_mm``."""
    return np.arange(ceil(least_mm / _TICK_MM), floor(most_mm / _TICK_MM) + 1) * _TICK_MM


def _tick_length(place_mm: float) -> float:
    return _LONG_MM if place_mm % _NUMBERED_MM == 0 else _SHORT_MM


def _signed(value_mm: int) -> str:
    return str(value_mm).replace("-", "−")


def _name_of_v(fitted: FittedMap) -> str:
    has_c7 = any(level.name == "C7" for level in fitted.levels)
    return "mm below C7" if has_c7 else "mm"
