"""The needle in the skin at the chosen target: what the technique is, at one look."""

import math
from functools import lru_cache

import streamlit as st

from planner.checks.depth import thinnest_skin
from planner.drawing.needle_drawing import Stab, draw_needle
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.ui import state
from planner.ui.planned import Planned


def show_needle(result: Planned, *, dark: bool) -> None:
    """Show it, if the target has injections or passes."""
    found = result.target(state.board().active_target)
    if found is None:
        return
    target, figures = found
    thinnest = thinnest_skin(target, result.fitted)
    if thinnest is None:
        return
    where, skin = thinnest
    neighbour_mm = figures.smallest_spacing_mm if figures.zone_area_mm2 and figures.punctures else None
    stab = Stab(target.settings, skin, where, neighbour_mm or math.inf, is_continuous=len(target.passes) > 0)
    says = (
        f"Needle at {target.settings.number('needle_angle_deg'):g} degrees, tip "
        f"{target.settings.number('depth_mm'):g} mm deep, skin {skin.value:g} mm thick {where}"
    )
    st.image(_picture(stab, dark=dark), width="stretch", alt=says)


@lru_cache(maxsize=64)  # ours: taps rarely change the needle
def _picture(stab: Stab, *, dark: bool) -> str:
    return to_svg(draw_needle(stab), find_theme(dark=dark))
