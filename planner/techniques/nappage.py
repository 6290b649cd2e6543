"""Nappage: an inclined needle leaves many micro-drops in staggered rows, quickly."""

import math
from dataclasses import replace

import numpy as np

from planner.evidence import Cited, Reading, Role, Statement, sources
from planner.evidence.published import ZONE_VOLUME
from planner.geometry.graded import graded_places
from planner.geometry.lattice import ROW_RATIO, staggered_lattice
from planner.geometry.order import hand_order
from planner.techniques.density import gradient_of, notes_on
from planner.techniques.density_settings import (
    FOLLOWING_FREELY,
    LEAST,
    MOST,
    density_settings,
    follows_pain,
    holds_count,
)
from planner.techniques.grid import NO_FINDING, NO_PASSES, FloatArray, Grid, shared_by_count
from planner.techniques.hand import starts_right, walk_of_drops
from planner.techniques.lattice_shift import shift_of, shift_settings
from planner.techniques.needle import inserted_by
from planner.techniques.setting import NumberSetting, Settings
from planner.techniques.settings_of_all import (
    MARGIN_SETTING,
    chosen_direction_deg,
    direction_setting,
    needle_settings,
)
from planner.techniques.technique import Ceiling, Ground, Placement, Technique

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
    says=(30.0, 45.0),
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
    says=(1.0, 2.0),
    why=(
        "The middle of 1 to 2 mm stays within the 1.91 mm of skin at the waist, and is what 3 mm of needle "
        "reach at 30 degrees: the 4 mm needle with one of MARC94's washers."
    ),
    also=(
        Reading(0.5, 2.0, sources.MARC94, "0.5 to 2 mm"),
        Reading(None, 2.0, sources.SFM_MAT, "less than 2 mm"),
        Reading(None, 2.0, sources.BELL, "2 mm at most for superficial points"),
        Reading(None, 2.0, sources.DERMO, "superficial intradermal, up to 2 mm"),
        Reading(
            0.5,
            2.0,
            sources.PERRIN08,
            "superficial dermis, from 0.5 or 1 to 2 mm: names a skin layer, not an injection depth",
            role=Role.BESIDE,
        ),
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
    says=(10.0, 20.0),
    caveat="on pages of aesthetic work only; nothing was found for the back",
    why=(
        "The 2 to 4 mm of FCCD would be over 400 pricks on a zone as large as a hand; 10 mm is the closest "
        "that is published for the body, and at 1 mL leaves drops within the published 0.01 to 0.05 mL."
    ),
    also=(
        Reading(2.0, 4.0, sources.FCCD, "2 to 4 mm"),
        Reading(10.0, 10.0, sources.MESODERM, "about 10 mm, the micropapule variant"),
    ),
)
SPACING_LEAST = Cited(
    7.0,
    "mm",
    low=2.0,
    high=20.0,
    source=sources.OURS,
    locator="",
    why=(
        "No source grades a nappage. 7 mm is twice the drops per area of the even 10 mm, and within what is "
        "published for even rows."
    ),
    also=(
        Reading(2.0, 4.0, sources.FCCD, "2 to 4 mm, even"),
        Reading(10.0, 20.0, sources.NAYA, "body work, 10 to 20 mm, even"),
    ),
)
SPACING_MOST = Cited(
    14.0,
    "mm",
    low=2.0,
    high=20.0,
    source=sources.OURS,
    locator="",
    why=(
        "No source grades a nappage. 14 mm is half the drops per area of the even 10 mm, and within what is "
        "published for even rows on the body."
    ),
    also=(Reading(10.0, 20.0, sources.NAYA, "body work, 10 to 20 mm, even"),),
)
DROP_VOLUME = Cited(
    0.02,
    "ml",
    low=0.01,
    high=0.05,
    source=sources.DOSING,
    locator="'traditional mesotherapy', 0.01 to 0.05 mL at most",
    says=(0.01, 0.05),
    caveat="on one page of aesthetic work only",
)


# Ours: graded drops push one another apart, which takes about a second for 5,000 of them.
GRADED_CEILING = Ceiling(5_000, "widen the spacing, or treat a smaller zone")


def place(ground: Ground, settings: Settings) -> Placement:
    """Return micro-drops on staggered rows, or as dense as it hurts; they share the zone's volume equally."""
    direction_deg = chosen_direction_deg(settings) or 0.0
    drops = staggered_lattice(
        ground.zone,
        settings.number("spacing_mm"),
        direction_deg=direction_deg,
        anchor_mm=shift_of(settings),
        walk=walk_of_drops(ground.operator, direction_deg),
    )
    notes: tuple[str, ...] = ()
    if follows_pain(settings):
        drops, notes = _graded(ground, settings, drops)
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
    return Placement(grid, NO_PASSES, notes=notes, direction_deg=direction_deg)


def _graded(ground: Ground, settings: Settings, even: FloatArray) -> tuple[FloatArray, tuple[str, ...]]:
    """Return drops as dense as it hurts, in bands walked back and forth, and what is to be said of them."""
    held = even if holds_count(settings) else None
    graded = graded_places(ground.zone, gradient_of(ground, settings), even=held)
    notes = notes_on(graded, settings)
    if graded.is_even:
        return even, notes
    walk = hand_order(graded.points, start_right=starts_right(ground.operator), is_quick=True)
    return graded.points[walk], notes


def _widest_mm(settings: Settings) -> float:
    return settings.number(MOST if follows_pain(settings) else "spacing_mm")


def _densest_mm(settings: Settings) -> float:
    return settings.number(LEAST if follows_pain(settings) and not holds_count(settings) else "spacing_mm")


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
        NumberSetting(
            "spacing_mm",
            "Between drops",
            SPACING,
            least=0.5,
            most=100.0,
            step=1.0,
            not_under=FOLLOWING_FREELY,
        ),
        *density_settings(SPACING_LEAST, SPACING_MOST, step=1.0),
        NumberSetting("zone_volume_ml", "Volume of the zone", ZONE_VOLUME, least=0.0, most=50.0, step=0.1),
        MARGIN_SETTING,
        *needle_settings(length=NEEDLE_LENGTH, angle=NEEDLE_ANGLE, depth=DEPTH),
        replace(direction_setting("rows across the back"), not_under=FOLLOWING_FREELY),
        *shift_settings(),
    ),
    needs_zone=lambda _: True,
    place=place,
    # every place between three neighbouring drops lies within this of the nearest
    reach_mm=lambda settings: _widest_mm(settings) / math.sqrt(3),
    estimated_count=lambda area_mm2, _, settings: area_mm2 / (_densest_mm(settings) ** 2 * ROW_RATIO),
    ceiling=lambda settings: GRADED_CEILING if follows_pain(settings) else None,
    volume_per_deposit=DROP_VOLUME,
    leaves="drop",
)
