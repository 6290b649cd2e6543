"""Nappage: an inclined needle leaves many micro-drops in staggered rows, quickly."""

import math

import numpy as np

from planner.evidence import Cited, Reading, Statement, sources
from planner.evidence.published import SESSION_VOLUME
from planner.geometry.lattice import staggered_lattice
from planner.techniques.grid import NO_FINDING, NO_PASSES, Grid, shared_by_count
from planner.techniques.hand import walk_of_drops
from planner.techniques.needle import inserted_by
from planner.techniques.setting import NumberSetting, Settings
from planner.techniques.settings_of_all import (
    MARGIN_SETTING,
    chosen_direction_deg,
    direction_setting,
    needle_settings,
)
from planner.techniques.technique import Ground, Placement, Technique

NEEDLE_LENGTH = Cited(
    4.0,
    "mm",
    low=2.0,
    high=13.0,
    source=sources.MARC94,
    locator="needle 0.40 x 4 mm",
    why="The only source that names a needle for this technique.",
    also=(
        Reading(2.0, 3.0, sources.MARC94, "shortened with 1 mm silicone washers"),
        Reading(4.0, 13.0, sources.SEED, "needles 4 to 13 mm long"),
    ),
)
NEEDLE_ANGLE = Cited(
    30.0,
    "deg",
    low=30.0,
    high=60.0,
    source=sources.PHP,
    locator="30 to 45 degrees",
    why=(
        "The flattest angle that both sources name keeps the drop in the skin; MESODERM says tangential, two "
        "thirds of the bevel in, without a number."
    ),
    also=(Reading(30.0, 60.0, sources.FCCD, "30 to 60 degrees"),),
)
DEPTH = Cited(
    1.5,
    "mm",
    low=0.5,
    high=4.0,
    source=sources.FONT,
    locator="superficial intradermal, 1 to 2 mm",
    why=(
        "The middle of 1 to 2 mm stays within the 1.91 mm of skin at the waist, and is what 3 mm of needle "
        "reach at 30 degrees: the 4 mm needle with one of MARC94's washers."
    ),
    also=(
        Reading(0.5, 2.0, sources.MARC94, "0.5 to 2 mm"),
        Reading(2.0, 2.0, sources.SFM_MAT, "less than 2 mm"),
        Reading(2.0, 2.0, sources.BELL, "2 mm at most for superficial points"),
        Reading(1.0, 4.0, sources.CLIN, "superficial, 1 to 4 mm"),
        Reading(2.0, 4.0, sources.FCCD, "2 to 4 mm"),
        Reading(2.0, 4.0, sources.PISAL18, "2 to 4 mm"),
    ),
)
SPACING = Cited(
    10.0,
    "mm",
    low=2.0,
    high=20.0,
    source=sources.NAYA,
    locator="body work, 10 to 20 mm",
    why=(
        "The 2 to 4 mm of FCCD would be over 400 pricks on a zone as large as a hand; 10 mm is the closest "
        "that is published for the body, and at 1 mL leaves drops within the published 0.01 to 0.05 mL."
    ),
    also=(
        Reading(2.0, 4.0, sources.FCCD, "2 to 4 mm"),
        Reading(10.0, 10.0, sources.MESODERM, "about 10 mm, the micropapule variant"),
    ),
)
DROP_VOLUME = Cited(
    0.02,
    "ml",
    low=0.01,
    high=0.05,
    source=sources.DOSING,
    locator="'traditional mesotherapy', 0.01 to 0.05 mL at most",
)


def place(ground: Ground, settings: Settings) -> Placement:
    """Return micro-drops on staggered rows over the zone, which share its volume equally."""
    direction_deg = chosen_direction_deg(settings) or 0.0
    drops = staggered_lattice(
        ground.zone,
        settings.number("spacing_mm"),
        direction_deg=direction_deg,
        walk=walk_of_drops(ground.operator, direction_deg),
    )
    count = len(drops)
    grid = Grid(
        u_mm=drops[:, 0],
        v_mm=drops[:, 1],
        depth_mm=np.full(count, settings.number("depth_mm")),
        angle_deg=np.full(count, settings.number("needle_angle_deg")),
        inserted_mm=np.full(count, inserted_by(settings)),
        volume_ml=shared_by_count(settings.number("zone_volume_ml"), count),
        finding=np.full(count, NO_FINDING),
    )
    return Placement(grid, NO_PASSES, direction_deg=direction_deg)


TECHNIQUE = Technique(
    id="nappage",
    title="Nappage",
    summary="An inclined needle leaves micro-drops in rows all over the zone, quickly and superficially.",
    movement=Statement(
        "Hand, syringe and needle as one run over the surface like a sewing machine, from the wrist.",
        sources.AFME10,
        "movement",
    ),
    release=Statement("non-continuous", sources.SEED, "the release of the product is non-continuous"),
    bevel=Statement("no source found; for a wheal it is up", sources.FCCD, "papule variant"),
    settings=(
        NumberSetting("spacing_mm", "Between drops", SPACING, least=0.5, most=100.0, step=1.0),
        NumberSetting("zone_volume_ml", "Volume of the zone", SESSION_VOLUME, least=0.0, most=50.0, step=0.1),
        MARGIN_SETTING,
        *needle_settings(length=NEEDLE_LENGTH, angle=NEEDLE_ANGLE, depth=DEPTH),
        direction_setting("rows across the back"),
    ),
    needs_zone=lambda _: True,
    place=place,
    # every place between three neighbouring drops lies within this of the nearest
    reach_mm=lambda settings: settings.number("spacing_mm") / math.sqrt(3),
    estimated_count=lambda area_mm2, _, settings: (
        area_mm2 / (settings.number("spacing_mm") ** 2 * math.sqrt(3) / 2)
    ),
    volume_per_deposit=DROP_VOLUME,
)
