"""Intraepidermal: the needle almost parallel to the skin, continuous release, parallel passes."""

import numpy as np

from planner.evidence import Cited, Reading, Role, Statement, sources
from planner.evidence.published import ZONE_VOLUME
from planner.geometry.passes import PassSegments, direction_with_fewest_passes_deg, parallel_passes
from planner.techniques.grid import NO_INJECTIONS, Passes, Withheld, shared_by_length
from planner.techniques.hand import walk_of_passes
from planner.techniques.setting import ChoiceSetting, NumberSetting, Settings
from planner.techniques.settings_of_all import (
    MARGIN_SETTING,
    chosen_direction_deg,
    direction_setting,
    needle_settings,
)
from planner.techniques.technique import Ground, Placement, Technique

NEEDLE_LENGTH = Cited(
    13.0,
    "mm",
    low=4.0,
    high=13.0,
    source=sources.BHUB,
    locator="needle 0.3 x 13 mm (30G)",
    why="The only source that names a needle for this technique; a long needle lies flat more easily.",
    also=(Reading(4.0, 13.0, sources.SEED, "needles 4 to 13 mm long"),),
)
NEEDLE_ANGLE = Cited(
    15.0,
    "deg",
    low=0.0,
    high=15.0,
    source=sources.BEAUTE21,
    locator="about 15 degrees to the skin",
    why="The only angle in degrees; SEED says parallel, but 0 degrees has no depth.",
    also=(Reading(0.0, 0.0, sources.SEED, "the needle is positioned parallel to the skin"),),
)
DEPTH = Cited(
    0.5,
    "mm",
    low=0.0,
    high=1.0,
    source=sources.SFM_MAT,
    locator="less than 0.5 mm",
    says=(0.0, 0.5),
    why="The most that the society says: 1.9 mm of needle at 15 degrees.",
    also=(
        Reading(0.0, 1.0, sources.FCCD, "'epidermal nappage' under 1 mm"),
        Reading(1.0, 1.0, sources.PISAL18, "1 mm"),
        Reading(
            0.5,
            1.0,
            sources.PERRIN08,
            "the epidermis taken as 0.5 to 1 mm: names a skin layer, not an injection depth",
            role=Role.BESIDE,
        ),
    ),
)
LINE_SPACING = Cited(
    5.0,
    "mm",
    low=1.0,
    high=5.0,
    source=sources.BEAUTE21,
    locator="lines 1 to 5 mm apart, on the face",
    says=(1.0, 5.0),
    caveat="on the face only; nothing was found for the back",
    why="No source for the back; the widest published spacing draws the fewest passes: little.",
)
MAX_STROKE = Cited(
    100.0,
    "mm",
    low=40.0,
    high=100.0,
    source=sources.OURS,
    locator="",
    why="No source found. About as far as the needle goes while the heel of the hand rests on the back.",
)
MIN_STROKE = Cited(
    2.0,
    "mm",
    low=2.0,
    high=2.0,
    source=sources.OURS,
    locator="",
    why="No source found. About 2 mm of needle lie in the skin at 15 degrees: less is a prick, no pass.",
)
NONE = "none"
ADDED = "added"
RIM_PASSES = (NONE, ADDED)


def place(ground: Ground, settings: Settings) -> Placement:
    """Return passes in parallel over the zone, which share its volume by their length."""
    line_spacing_mm, max_stroke_mm = settings.number("line_spacing_mm"), settings.number("max_stroke_mm")
    direction_deg = _direction_deg(ground, settings)
    strokes = parallel_passes(
        ground.zone,
        line_spacing_mm,
        max_stroke_mm=max_stroke_mm,
        min_stroke_mm=MIN_STROKE.value,
        direction_deg=direction_deg,
        walk=walk_of_passes(ground.operator, direction_deg),
        along_rim=settings["rim_passes"] == ADDED,
    )
    length_mm = np.hypot(*(strokes.end - strokes.start).T)
    passes = Passes(
        from_u_mm=strokes.start[:, 0],
        from_v_mm=strokes.start[:, 1],
        to_u_mm=strokes.end[:, 0],
        to_v_mm=strokes.end[:, 1],
        length_mm=length_mm,
        volume_ml=shared_by_length(settings.number("zone_volume_ml"), length_mm),
    )
    return Placement(NO_INJECTIONS, passes, _too_short(strokes), direction_deg=direction_deg)


def _direction_deg(ground: Ground, settings: Settings) -> float:
    direction_deg = chosen_direction_deg(settings)
    if direction_deg is not None:
        return direction_deg
    return direction_with_fewest_passes_deg(
        ground.zone,
        settings.number("line_spacing_mm"),
        max_stroke_mm=settings.number("max_stroke_mm"),
        min_stroke_mm=MIN_STROKE.value,
    )


def _too_short(strokes: PassSegments) -> tuple[Withheld, ...]:
    middles = (strokes.withheld_start + strokes.withheld_end) / 2
    lengths_mm = np.hypot(*(strokes.withheld_end - strokes.withheld_start).T)
    return tuple(
        Withheld(
            u_mm,
            v_mm,
            None,
            f"only {length_mm:.1f} mm of a pass fits here, less than the {MIN_STROKE.value:g} mm of a pass",
        )
        for (u_mm, v_mm), length_mm in zip(middles.tolist(), lengths_mm.tolist(), strict=True)
    )


TECHNIQUE = Technique(
    id="intraepidermal",
    title="Intraepidermal",
    summary="The needle almost parallel to the skin draws parallel passes that leave a film over the zone.",
    movement=Statement(
        "Back and forth along the needle's axis, in parallel lines.", sources.BEAUTE21, "movement"
    ),
    release=Statement("continuous", sources.SEED, "the needle continuously releases the product"),
    bevel=Statement("up", sources.BEAUTE21, "bevel; also BHUB"),
    settings=(
        NumberSetting("line_spacing_mm", "Between passes", LINE_SPACING, least=0.5, most=100.0, step=1.0),
        ChoiceSetting(
            "rim_passes",
            "Passes along the rim",
            RIM_PASSES,
            NONE,
            "Ours: rows alone leave some 2 % of a zone, at its rim, farther than half a spacing from a pass. "
            "Added passes serve nearly all of it, for three tenths more passes: the fewest come first.",
        ),
        NumberSetting("max_stroke_mm", "Longest pass", MAX_STROKE, least=5.0, most=500.0, step=10.0),
        NumberSetting("zone_volume_ml", "Volume of the zone", ZONE_VOLUME, least=0.0, most=50.0, step=0.1),
        MARGIN_SETTING,
        *needle_settings(length=NEEDLE_LENGTH, angle=NEEDLE_ANGLE, depth=DEPTH),
        direction_setting("the direction with the fewest passes"),
    ),
    needs_zone=lambda _: True,
    place=place,
    reach_mm=lambda settings: settings.number("line_spacing_mm") / 2,
    estimated_count=lambda area_mm2, _, settings: (
        area_mm2 / settings.number("line_spacing_mm") / settings.number("max_stroke_mm")
    ),
)
