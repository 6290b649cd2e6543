"""Arrow heads as plain lines in mm, so that screen and paper draw the same head."""

import numpy as np

from planner.drawing.drawing import Arrows, Line, Places

_HEAD_LENGTH_MM = 2.4
_HEAD_HALF_WIDTH_MM = 1.3
_LONGEST_SHARE = 0.45  # of a pass, so that the head of a short pass stays within it
_TIP_AT_SHARE = 0.58  # of the way: the heads of neighbouring passes, which run to and fro, do not meet


def arrow_heads(arrows: Arrows) -> Line:
    """Return the open heads of ``arrows`` as one broken line; an arrow without length gets none."""
    way = arrows.end - arrows.start
    length = np.hypot(way[:, 0], way[:, 1])
    long_enough = length > 1e-9
    start, way, length = arrows.start[long_enough], way[long_enough], length[long_enough, None]
    ahead = way / length
    aside = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    head = np.minimum(_HEAD_LENGTH_MM, _LONGEST_SHARE * length)
    tip = start + _TIP_AT_SHARE * way
    wing = aside * head * (_HEAD_HALF_WIDTH_MM / _HEAD_LENGTH_MM)
    back = tip - ahead * head
    return Line(
        arrows.role, _broken(back + wing, tip, back - wing), target=arrows.target, category=arrows.category
    )


def _broken(*corners: Places) -> Places:
    rows = np.stack([*corners, np.full_like(corners[0], np.nan)], axis=1)
    return rows.reshape(-1, 2)[:-1]
