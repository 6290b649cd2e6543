"""What the operator's place and hand change in the order of a plan.

Ours; no source was found. The hand begins at the top on the side away from the operator and comes towards
her, so that it rests on skin that is not treated yet. A needle is drawn, not pushed: where passes run more
along the body than across it, the first one is drawn towards the hand that holds the syringe. Whoever faces
the patient from the patient's left has the feet at her right hand.
"""

from planner.geometry.walk import BY_THE_MAP, RowWalk
from planner.session import Hand, Operator, Side

_STEEP_DEG = 45.0  # rows steeper than this run along the body, the others across it


def starts_right(operator: Operator | None) -> bool:
    """Return whether scattered places are begun on the patient's right; nothing said: on the left."""
    return operator is not None and operator.stands is Side.PATIENT_LEFT


def walk_of_drops(operator: Operator | None, direction_deg: float) -> RowWalk:
    """Return the walk over rows of drops: from the top, the first row from the side away from the operator.

    Parameters
    ----------
    direction_deg
        Above -90 and up to 90, so that rows across the body go down from one to the next. [deg]
    """
    return _walk(operator, direction_deg, drawn_up=False)


def walk_of_passes(operator: Operator | None, direction_deg: float) -> RowWalk:
    """Return the walk over passes: as that of drops, but passes along the body are drawn towards the hand."""
    feet_at_hand = operator is None or (operator.stands is Side.PATIENT_LEFT) == (operator.hand is Hand.RIGHT)
    return _walk(operator, direction_deg, drawn_up=not feet_at_hand)


def _walk(operator: Operator | None, direction_deg: float, *, drawn_up: bool) -> RowWalk:
    if operator is None:
        return BY_THE_MAP
    from_right = starts_right(operator)
    if abs(direction_deg) <= _STEEP_DEG:
        return RowWalk(first_backwards=from_right)
    # rows of a positive direction go down along themselves, and to the patient's left from one to the next
    points_down = direction_deg > 0
    return RowWalk(last_row_first=points_down != from_right, first_backwards=points_down == drawn_up)
