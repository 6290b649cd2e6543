"""What bands leave of a zone, as far as a place in it may be farther from the bands' strokes than is known.

Of the boxes between bands most hold a sliver of the zone, beside the end of one band. The distance to one
stroke is convex: nowhere on a sliver is it greater than at a corner of the sliver. So the ends of the zone's
edges in a box say how far its places can be, and only boxes that leave room are laid over the zone.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.bands import NO_BAND, Bands, Slabs
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.slab_pieces import Boxes

_HAIR_MM = 1e-9  # what leaves no more room than this leaves none: it is rounding


def left_out_beyond(slabs: Slabs, zone: BaseGeometry, distance_mm: float) -> NDArray[np.object_]:
    """Return all that bands leave of ``zone`` farther than a distance from their strokes, and some beside it.

    The parts do not overlap; single rectangles are laid over the zone, never one over another.
    """
    boxes = slabs.between
    chosen = np.flatnonzero(_most_mm(slabs, zone) > distance_mm + _HAIR_MM)
    low_mm, high_mm = slabs.borders_mm[boxes.slab[chosen]], slabs.borders_mm[boxes.slab[chosen] + 1]
    upright = shapely.box(boxes.begin_mm[chosen], low_mm, boxes.stop_mm[chosen], high_mm)
    laid = shapely.transform(upright, lambda corners: corners @ slabs.bands.turn)
    parts: NDArray[np.object_] = shapely.intersection(laid, zone)
    return parts


def _most_mm(slabs: Slabs, zone: BaseGeometry) -> FloatArray:
    """Return what no place of the zone in each box exceeds from some stroke; -inf without a place, in mm."""
    boxes, outer = slabs.between, (slabs.before == NO_BAND) | (slabs.after == NO_BAND)
    # a box between two bands is halved, since its halves often are slivers, each beside its own band
    half_way_mm = np.where(outer, boxes.stop_mm, (boxes.begin_mm + boxes.stop_mm) / 2)
    more = np.flatnonzero(~outer)
    box = np.concatenate([np.arange(len(outer)), more])
    halves = Boxes(
        boxes.slab[box],
        np.concatenate([boxes.begin_mm, half_way_mm[more]]),
        np.concatenate([half_way_mm, boxes.stop_mm[more]]),
    )
    band = np.concatenate([np.where(slabs.before == NO_BAND, slabs.after, slabs.before), slabs.after[more]])
    most_mm = np.full(len(outer), -np.inf)
    half, distance_mm = _distances_of_pieces(slabs, halves, band)
    np.maximum.at(most_mm, box[half], distance_mm)
    for border_mm in (slabs.borders_mm[boxes.slab[more]], slabs.borders_mm[boxes.slab[more] + 1]):
        middle = np.column_stack((half_way_mm[more], border_mm))
        inside = shapely.contains_xy(zone, middle @ slabs.bands.turn)
        for side in (slabs.before, slabs.after):
            away_mm = np.where(inside, _distances(slabs.bands, side[more], middle), -np.inf)
            most_mm[more] = np.maximum(most_mm[more], away_mm)
    return most_mm


def _distances_of_pieces(slabs: Slabs, boxes: Boxes, band: IntArray) -> tuple[IntArray, FloatArray]:
    """Return boxes with edges of the zone in them, and how far their ends can be from the box's stroke."""
    box, piece = slabs.pieces.meeting(boxes)
    ends = np.stack((slabs.pieces.from_mm[piece], slabs.pieces.to_mm[piece]))
    meets = (ends[..., 0].min(axis=0) <= boxes.stop_mm[box]) & (
        ends[..., 0].max(axis=0) >= boxes.begin_mm[box]
    )
    box, ends = box[meets], ends[:, meets]
    across_mm = np.abs(ends[..., 1] - slabs.bands.across_mm[band[box]])
    clipped_mm = np.clip(ends[..., 0], boxes.begin_mm[box], boxes.stop_mm[box])
    # where the box cuts an edge, the cut lies as high as one of its ends at most
    across_mm = np.where(clipped_mm == ends[..., 0], across_mm, across_mm.max(axis=0))
    reach_mm = slabs.bands.along_mm[band[box]]
    along_mm = np.maximum(np.maximum(reach_mm[:, 0] - clipped_mm, clipped_mm - reach_mm[:, 1]), 0)
    # where a band ends, the sliver beside it may have a corner as far off as the band is wide
    away_mm = np.maximum(np.hypot(along_mm, across_mm).max(axis=0), slabs.bands.half_width_mm)
    return box, np.where(band[box] == NO_BAND, np.inf, away_mm)


def _distances(bands: Bands, band: IntArray, places: FloatArray) -> FloatArray:
    """Return the distance from each of (n, 2) places in the frame of the rows to the stroke given for it."""
    reach_mm = bands.along_mm[band]
    along_mm = np.maximum(np.maximum(reach_mm[:, 0] - places[:, 0], places[:, 0] - reach_mm[:, 1]), 0)
    distances_mm: FloatArray = np.hypot(along_mm, places[:, 1] - bands.across_mm[band])
    return distances_mm
