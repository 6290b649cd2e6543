"""The needle in the skin, seen from the side and to scale: angle, inserted length and depth at one look."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.drawing.drawing import Anchor, Area, Dots, Drawing, Label, Line, Mark
from planner.drawing.roles import Role
from planner.evidence import Cited
from planner.techniques.needle import inserted_by
from planner.techniques.setting import Settings

HALF_WIDTH_MM = 11.0
ABOVE_MM = 3.6  # air above the skin, where the shaft is seen
LEAST_BELOW_MM = 4.0
BELOW_TIP_MM = 2.0
SHALLOW_MM = 1.2  # up to here the words do not fit between surface and tip
TEXT_RIM_MM = 0.6
WORD_MM = 3.0  # what the word at the left edge takes
DROP_MM = 0.9  # a sign for the deposit; its true width is on the map


@dataclass(frozen=True, slots=True)
class Stab:
    """How one needle goes in.

    Parameters
    ----------
    neighbour_mm
        Distance to the next injection of the same row, for the drops beside it; infinite for none. [mm]
    is_continuous
        Whether the needle releases along its way and not at one place.
    """

    settings: Settings
    skin: Cited
    where: str
    neighbour_mm: float = math.inf
    is_continuous: bool = False


def draw_needle(stab: Stab) -> Drawing:
    """Return the section through skin and needle, 1 mm being 1 mm in both directions.

    The tip stands at x = 0; the patient's skin surface is at v = 0 and depth grows downwards.
    """
    depth_mm = stab.settings.number("depth_mm")
    below_mm = max(LEAST_BELOW_MM, depth_mm + BELOW_TIP_MM)
    marks = (*_layers(stab, below_mm), *_drops(stab), *_needle(stab), *_measures(stab))
    return Drawing((-HALF_WIDTH_MM, HALF_WIDTH_MM), (-ABOVE_MM, below_mm), marks, title="Needle in the skin")


def _layers(stab: Stab, below_mm: float) -> Iterator[Mark]:
    skin_mm = stab.skin.value
    yield Area(Role.SECTION_FAT, (_band(skin_mm, below_mm),))
    yield Area(Role.SECTION_SKIN, (_band(0.0, skin_mm),))
    yield Line(Role.SECTION_SURFACE, np.array([(-HALF_WIDTH_MM, 0.0), (HALF_WIDTH_MM, 0.0)]))
    left_mm = -HALF_WIDTH_MM + TEXT_RIM_MM
    yield Label(Role.SECTION_TEXT, "skin", left_mm, skin_mm / 2, Anchor.START)
    says = f"fat, below {skin_mm:g} mm {stab.where} ({stab.skin.source.graded})"
    yield Label(Role.SECTION_TEXT, says, left_mm, below_mm - TEXT_RIM_MM, Anchor.START)


def _band(top_mm: float, bottom_mm: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    left_mm, right_mm = -HALF_WIDTH_MM, HALF_WIDTH_MM
    corners = [(left_mm, top_mm), (right_mm, top_mm), (right_mm, bottom_mm), (left_mm, bottom_mm)]
    return np.array([*corners, corners[0]])


def _needle(stab: Stab) -> Iterator[Mark]:
    """Draw the shaft as it stands out of the skin to the right, and what is in the skin below it."""
    angle = math.radians(stab.settings.number("needle_angle_deg"))
    inserted_mm = inserted_by(stab.settings)
    depth_mm = stab.settings.number("depth_mm")
    out_mm = stab.settings.number("needle_length_mm")
    tip = (0.0, depth_mm)
    entry = (inserted_mm * math.cos(angle), 0.0)
    hub = (out_mm * math.cos(angle), depth_mm - out_mm * math.sin(angle))
    yield Line(Role.NEEDLE, np.array([tip, hub]))
    if stab.is_continuous:
        yield Line(Role.RELEASE, np.array([tip, entry]))


def _drops(stab: Stab) -> Iterator[Mark]:
    if stab.is_continuous:
        return
    depth_mm = stab.settings.number("depth_mm")
    beside = [0.0]
    if math.isfinite(stab.neighbour_mm):
        steps = int((HALF_WIDTH_MM - WORD_MM) / stab.neighbour_mm)
        beside += [-step * stab.neighbour_mm for step in range(1, steps + 1)]
    yield Dots(Role.DROP, np.array([(x_mm, depth_mm) for x_mm in beside]), DROP_MM)


def _measures(stab: Stab) -> Iterator[Mark]:
    depth_mm = stab.settings.number("depth_mm")
    angle_deg = stab.settings.number("needle_angle_deg")
    length_mm = stab.settings.number("needle_length_mm")
    right_mm = HALF_WIDTH_MM - TEXT_RIM_MM
    yield Line(Role.SECTION_MEASURE, np.array([(right_mm, 0.0), (right_mm, depth_mm)]))
    for v_mm in (0.0, depth_mm):
        yield Line(Role.SECTION_MEASURE, np.array([(right_mm - 0.5, v_mm), (right_mm + 0.3, v_mm)]))
    beside_mm = depth_mm / 2 if depth_mm > SHALLOW_MM else depth_mm + SHALLOW_MM / 2
    yield Label(Role.SECTION_TEXT, f"{depth_mm:g} mm deep", right_mm - 0.9, beside_mm, Anchor.END)
    says = f"{angle_deg:g}° to the skin, {inserted_by(stab.settings):.1f} of {length_mm:g} mm inserted"
    yield Label(Role.SECTION_TEXT, says, -HALF_WIDTH_MM + TEXT_RIM_MM, -ABOVE_MM + 0.8, Anchor.START)
