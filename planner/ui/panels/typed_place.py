"""A place on the skin typed instead of touched: by level and side, or by both tape measures."""

from collections.abc import Callable

import streamlit as st
from shapely import intersects_xy

from planner.body import FittedMap, levels_of
from planner.body.points import PointMm
from planner.ui import state

BY_LEVEL, BY_TAPE = "By level", "By tape"
_LEFT, _RIGHT = "Patient's left", "Patient's right"
_MOST_MM = 2000.0  # whether it lies on the body is said when it is put there


def show_typed_place(
    stem: str, fitted: FittedMap, on_put: Callable[[], None], *, puts: str, near_v_mm: float = 0.0
) -> None:
    """Show the fields of a place and the button that puts something there.

    Parameters
    ----------
    stem
        Sets these fields off from others.
    on_put
        Called when the button is pressed; `typed_place` then says where.
    puts
        What the button does, in its own words.
    near_v_mm
        About where it will be: the level that is chosen to begin with. [mm]
    """
    # Closed it holds nothing, so that the page stays light and Tab goes past it.
    with st.expander("Or type where it is", key=f"{stem}.place", on_change="rerun") as fold:
        if not fold.open:
            return
        ways = [BY_LEVEL, BY_TAPE] if fitted.levels else [BY_TAPE]
        way = st.segmented_control(
            "How it is given", ways, default=ways[0], required=True, key=f"{stem}.way", width="stretch"
        )
        if way == BY_LEVEL:
            _show_by_level(stem, fitted, near_v_mm)
        else:
            _number(f"{stem}.u_mm", "Across: mm from the midline (minus: patient's left)", -_MOST_MM)
            _number(f"{stem}.v_mm", "Down: mm below C7", -_MOST_MM)
        st.button(puts, key=f"{stem}.put", width="stretch", on_click=on_put)


def typed_place(stem: str, fitted: FittedMap) -> PointMm | None:
    """Return the place that stands in the fields; None if it is not on the body map, or lacks its side."""
    if lacks_side(stem):
        return None
    at = _by_level(stem, fitted) if state.value_of(f"{stem}.way") == BY_LEVEL else _by_tape(stem)
    return at if intersects_xy(fitted.outline, at.u_mm, at.v_mm) else None


def lacks_side(stem: str) -> bool:
    """Return whether a place beside the midline was given without its side, which nobody guesses."""
    is_by_level = state.value_of(f"{stem}.way") == BY_LEVEL
    return is_by_level and _float(f"{stem}.away_mm") > 0.0 and not state.value_of(f"{stem}.side")


def _show_by_level(stem: str, fitted: FittedMap, near_v_mm: float) -> None:
    names = [level.name for level in fitted.levels]
    st.selectbox("Level", names, index=names.index(levels_of(fitted, [near_v_mm])[0]), key=f"{stem}.level")
    _number(f"{stem}.away_mm", "mm from the midline", 0.0)
    st.segmented_control("Side", (_LEFT, _RIGHT), key=f"{stem}.side", width="stretch")  # none till chosen


def _number(key: str, label: str, least: float) -> None:
    st.number_input(label, least, _MOST_MM, value=0.0, step=1.0, format="%.1f", key=key)


def _by_level(stem: str, fitted: FittedMap) -> PointMm:
    level_mm = {level.name: level.v_mm for level in fitted.levels}
    away_mm = _float(f"{stem}.away_mm")
    is_left = state.value_of(f"{stem}.side") == _LEFT
    return PointMm(-away_mm if is_left else away_mm, level_mm[str(state.value_of(f"{stem}.level"))])


def _by_tape(stem: str) -> PointMm:
    return PointMm(_float(f"{stem}.u_mm"), _float(f"{stem}.v_mm"))


def _float(key: str) -> float:
    value = state.value_of(key)
    return float(value) if isinstance(value, int | float) else 0.0
