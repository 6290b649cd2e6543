"""The contour of the right half of a back, cut into the arcs that regions share."""

from math import pi

from tools.back_measures import Measures
from tools.curves import Points, curve, cut, thinned

STRIP_HALF_MM = 15.0
"""Half width of the midline strip: out to the posterior joints, 1.5 cm in the mesotherapy lattice."""


def contour_arcs(body: Measures, split_v_mm: dict[str, float], acromion_x_mm: float) -> dict[str, Points]:
    """Return the contour from the top of the neck round to the crotch, arc by arc.

    Parameters
    ----------
    split_v_mm
        Where region borders meet the contour: ``c7``, ``scapula``, ``rib``, ``crest``, ``gluteal``, ``fold``.
    """
    arcs: dict[str, Points] = {}
    neck, rest = cut(_neck_to_arm(body), axis=1, at=split_v_mm["c7"])
    arcs["neck"] = thinned(neck, 26)
    shoulder, arm = cut(rest, axis=0, at=acromion_x_mm)
    arcs["shoulder"], arcs["arm_out"] = thinned(shoulder, 50), thinned(arm, 61)
    arcs["arm_in"] = thinned(_inner_arm(body), 28)
    arcs["arm_cut"] = thinned(_cut_line(arcs["arm_out"][-1], arcs["arm_in"][0], 8.0), 25)
    rest = _trunk(body)
    for name, border, count in (
        ("trunk_upper", "scapula", 14), ("trunk_middle", "rib", 52), ("trunk_flank", "crest", 20),
        ("trunk_hip", "gluteal", 36), ("trunk_gluteal", "fold", 42),
    ):  # fmt: skip
        piece, rest = cut(rest, axis=1, at=split_v_mm[border])
        arcs[name] = thinned(piece, count)
    arcs["thigh_out"] = thinned(rest, 12)
    thigh_in, cleft_in = cut(_inner_thigh(body), axis=1, at=split_v_mm["fold"])
    arcs["thigh_in"], arcs["cleft_in"] = thinned(thigh_in, 10), thinned(cleft_in, 6)
    arcs["thigh_cut"] = thinned(_cut_line(rest[-1], thigh_in[0], 8.0), 41)
    top = _top(body)
    strip, neck_top = cut(top, axis=0, at=STRIP_HALF_MM)
    arcs["top_strip"], arcs["top_neck"] = thinned(strip, 6), thinned(neck_top, 12)
    return arcs


def _neck_to_arm(body: Measures) -> Points:
    nb, av, ul = body.neck_half_mm, body.skin(body.acromion_drop_mm), body.upper_arm_mm
    ax, db = body.biacromial_mm / 2 + 6, body.bideltoid_mm / 2
    d, e = ax - nb, db - ax
    return curve(
        [
            (1.05 * nb, _top_v_mm(body)), (0.985 * nb, body.level(-0.078)), (0.95 * nb, -16.0),
            (1.03 * nb, 3.0), (nb + 0.20 * d, 0.34 * av), (nb + 0.47 * d, 0.56 * av),
            (nb + 0.74 * d, 0.71 * av), (0.965 * ax, 0.93 * av), (ax + 0.44 * e, av + 0.085 * ul),
            (ax + 0.84 * e, av + 0.20 * ul), (db + 5, av + 0.34 * ul), (db + 13, av + 0.46 * ul),
            (db + 20, av + 0.56 * ul),
        ]
    )  # fmt: skip


def _top_v_mm(body: Measures) -> float:
    return body.level(-0.130 - 0.045)


def _top(body: Measures) -> Points:
    half, v = 1.05 * body.neck_half_mm, _top_v_mm(body)
    return curve([(0, v - 9), (0.4 * half, v - 7.4), (0.75 * half, v - 3.4), (half, v)])


def apex(body: Measures) -> tuple[float, float]:
    """Return the top of the gap between arm and trunk."""
    return body.chest_mm / 2 + body.apex_beside_chest_mm, body.skin(body.axilla_drop_mm) + 8


def arm_cut(body: Measures) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the outer and the inner corner of the cut upper arm."""
    v = body.skin(body.acromion_drop_mm) + 0.56 * body.upper_arm_mm
    outer = body.bideltoid_mm / 2 + 20
    return (outer, v), (outer - 0.97 * 0.98 * body.biceps_circumference_mm / pi, v + 10)


def _inner_arm(body: Measures) -> Points:
    (_, cut_v), inner = arm_cut(body)
    x, v = apex(body)
    return curve([inner, (x + 8, cut_v - 0.42 * (cut_v - v)), (x + 1.5, v + 9), (x, v)])


def _trunk(body: Measures) -> Points:
    skin = body.skin
    axilla, chest = skin(body.axilla_drop_mm), skin(body.chest_drop_mm)
    rib, navel, hip = (
        skin(body.tenth_rib_drop_mm), skin(body.omphalion_drop_mm), skin(body.buttock_drop_mm)
    )  # fmt: skip
    ch, ob, hb, fold = body.chest_mm / 2, body.waist_mm / 2, body.hip_mm / 2, body.fold_v_mm
    waist, beside = body.natural_waist_share * ob, body.apex_beside_chest_mm
    return curve(
        [
            apex(body), (ch + 0.5 * beside, axilla + 8 + 0.45 * (chest - axilla)),
            (ch + 0.1, chest),
            (0.965 * ch + 0.8 * body.mid_trunk_extra_mm, chest + 0.42 * (rib - chest)), (waist, rib + 8),
            (waist + 0.62 * (ob - waist), rib + 0.55 * (navel - rib) + 8), (ob, navel),
            (ob + 0.50 * (hb - ob), navel + 0.32 * (hip - navel)),
            (ob + 0.84 * (hb - ob), navel + 0.64 * (hip - navel)), (hb, hip - 4),
            (0.992 * hb, hip + 0.45 * (fold - hip)), (0.955 * hb, fold + 14), (0.93 * hb, fold + 40),
        ]
    )  # fmt: skip


def _inner_thigh(body: Measures) -> Points:
    fold = body.fold_v_mm
    return curve([(7.0, fold + 42), (6.0, fold + 26), (4.8, fold + 8), (2.4, fold + 0.5), (0.0, fold - 3)])


def _cut_line(start: Points, end: Points, sag_mm: float) -> Points:
    """Return a slightly sagging line: a straight cut would look like the hem of a shirt."""
    quarters = [start + share * (end - start) for share in (0.25, 0.5, 0.75)]
    middle = [(p[0], p[1] + sag_mm * sag) for p, sag in zip(quarters, (0.72, 1.0, 0.72), strict=True)]
    return curve([tuple(start), *middle, tuple(end)])
