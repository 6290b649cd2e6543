"""Which measure moves which part of the drawing: the control net that goes into the SVG."""

from dataclasses import dataclass
from math import pi

import numpy as np

from tools.back_bones import Bones, trochanter
from tools.back_contour import apex, arm_cut
from tools.back_measures import LEVEL_FRACTIONS, Measures
from tools.back_regions import Partition
from tools.curves import Points

Terms = dict[str, float]

ARM_PER_BICEPS = 0.97 * 0.98 / pi
"""Breadth of the drawn upper arm for each millimetre of its circumference."""

DELTOID = 0.277
"""Where the drawing is as wide as the bideltoid breadth: share of the upper arm below the acromion."""

SECTIONS = (
    ("C2", 1.55), ("C7", 1.35), ("half way to the acromion", 1.13), ("acromion", 1.06), ("axilla", 1.06),
    ("chest", 1.26), ("T10", 1.36), ("tenth rib", 1.38), ("omphalion", 1.42), ("S2", 1.42), ("hip", 1.44),
    ("fold", 1.40),
)  # fmt: skip
"""Half back arc over half breadth: a CC0 mesh cut at 18 levels, and ANSUR II girths at waist and hip."""


@dataclass(frozen=True, slots=True)
class Knot:
    """A place of the net and the shares with which measures move it."""

    at_mm: float
    terms: Terms


def rails(body: Measures) -> dict[float, list[Knot]]:
    """Return by distance from the midline the knots that move levels up and down.

    The spine follows C7-PSIS alone. Shoulders, flanks and hips follow the heights of their own landmarks, so
    the acromion may rise on a heavy body while T2 beside it stays.
    """
    skin, arc = body.skin, body.arc_factor
    spine = {name: Knot(body.level(share), {"c7_psis": share}) for name, share in LEVEL_FRACTIONS.items()}
    top = Knot(body.level(-0.20), {"c7_psis": -0.20})
    fold = _drop(body.fold_v_mm, "crotch_height", arc)
    bottom = Knot(body.fold_v_mm + 60, fold.terms)
    medial = [top, *spine.values(), Knot(body.level(1.205), {"c7_psis": 1.205}), fold, bottom]
    acromion = _drop(skin(body.acromion_drop_mm), "acromial_height", arc)
    arm = Knot(arm_cut(body)[0][1], acromion.terms | {"acromion_radiale_length": 0.56})
    lateral = [
        top, *(spine[name] for name in ("C2", "C4", "C7")), acromion,
        _drop(skin(body.axilla_drop_mm), "axilla_height", arc), arm, spine["T10"],
        _drop(skin(body.tenth_rib_drop_mm), "tenth_rib_height", arc), spine["L4"], spine["S2"],
        _drop(skin(body.trochanter_drop_mm), "trochanterion_height", arc), fold, bottom,
    ]  # fmt: skip
    return {60.0: medial, 150.0: lateral}


def _drop(v_mm: float, height: str, arc: float) -> Knot:
    return Knot(v_mm, {"cervicale_height": arc, height: -arc})


def rows(body: Measures, bone: Bones, parts: Partition) -> dict[str, tuple[float, list[Knot]]]:
    """Return by name the level of each row and its knots: spine, bone, trunk, inner arm, outer arm.

    Nothing within the spine knot moves sideways. Inner arm and trunk move alike, so the arm never touches the
    trunk; the outer arm adds its own girth, which abducts it on heavy bodies.
    """
    found = {
        **_neck_rows(body),
        **_shoulder_rows(body, bone),
        **_arm_rows(body, bone, parts),
        **_waist_rows(body, bone, parts),
        **_hip_rows(body),
    }
    return dict(sorted(found.items(), key=lambda item: item[1][0]))


def _spine(x_mm: float) -> Knot:
    return Knot(x_mm, {})


def _mixed(share: float, start: Terms, end: Terms) -> Terms:
    """Return the terms of a knot part of the way between two others."""
    names = [*start, *(name for name in end if name not in start)]
    mixed = {name: (1 - share) * start.get(name, 0.0) + share * end.get(name, 0.0) for name in names}
    return {name: value for name, value in mixed.items() if value}


def _trunk_row(spine_x: float, bone_knot: Knot, trunk_x: float, trunk: Terms) -> list[Knot]:
    """Return a row where there is no arm: its outer knots lie outside the body and follow the trunk."""
    beyond = [Knot(trunk_x + step, trunk) for step in (40.0, 110.0)]
    return [_spine(spine_x), bone_knot, Knot(trunk_x, trunk), *beyond]


def _neck_rows(body: Measures) -> dict[str, tuple[float, list[Knot]]]:
    nb = body.neck_half_mm
    per_girth = nb / body.neck_circumference_mm
    found = {}
    for name, v_mm, share in (("C2", body.level(-0.130), 1.02), ("C6", -16.0, 0.95), ("C7", 3.0, 1.03)):
        girth = {"neck_circumference": share * per_girth}
        found[name] = v_mm, _trunk_row(15.0, Knot(25.0, {}), share * nb, girth)
    slope = {"neck_circumference": 0.62 * per_girth, "biacromial_breadth": 0.19}
    slope_x = nb + 0.38 * (body.biacromial_mm / 2 + 6 - nb)
    v_mm = 0.5 * body.skin(body.acromion_drop_mm)
    return found | {"shoulder slope": (v_mm, _trunk_row(25.0, Knot(45.0, {}), slope_x, slope))}


def _shoulder_rows(body: Measures, bone: Bones) -> dict[str, tuple[float, list[Knot]]]:
    """Return the rows from the acromion to the deltoid, where breadth passes from bone to flesh."""
    av, ax, db = body.skin(body.acromion_drop_mm), body.biacromial_mm / 2 + 6, body.bideltoid_mm / 2
    bony, fleshy = {"biacromial_breadth": 0.5}, {"bideltoid_breadth": 0.5}
    notch_x, trunk = apex(body)[0], {"chest_breadth": 0.5}
    found = {}
    for name, down, out in (
        ("acromion", 0.0, 0.0),
        ("shoulder", 0.085, 0.44),
        ("upper deltoid", 0.20, 0.84),
        ("deltoid", DELTOID, 1.0),
    ):
        share = down / DELTOID
        inner_x = (1 - share) * 0.80 * ax + share * notch_x
        inner = _mixed(share, {"biacromial_breadth": 0.40}, trunk)
        found[name] = (
            av + down * body.upper_arm_mm,
            [
                _spine(50.0),
                Knot(bone.root[0] + 8 * share, {"stature": 0.05}),
                Knot(inner_x, inner),
                Knot(inner_x + 2, inner),
                Knot(ax + out * (db - ax), _mixed(out, bony, fleshy)),
            ],
        )
    return found


def _arm_rows(body: Measures, bone: Bones, parts: Partition) -> dict[str, tuple[float, list[Knot]]]:
    """Return the rows beside which the arm hangs free."""
    arcs, (notch_x, notch_v) = parts.arcs, apex(body)
    trunk = np.vstack([arcs["trunk_upper"], arcs["trunk_middle"]])
    deltoid_v = body.skin(body.acromion_drop_mm) + DELTOID * body.upper_arm_mm
    chest_v, cut_v = body.skin(body.chest_drop_mm), arm_cut(body)[1][1] + 8
    fleshy = {"bideltoid_breadth": 0.5}
    at_cut = {"chest_breadth": 0.5, "biceps_circumference": ARM_PER_BICEPS}
    found = {}
    for name, v_mm in (("axilla", max(notch_v, deltoid_v + 10)), ("chest", chest_v), ("arm cut", cut_v)):
        share = (v_mm - deltoid_v) / (cut_v - deltoid_v)
        wide = {"chest_breadth": 0.5}
        found[name] = (
            v_mm,
            [
                _spine(50.0),
                Knot(bone.inferior_angle[0], {"stature": 0.06}),
                Knot(_x_at(trunk, v_mm), wide),
                Knot(max(_x_at(arcs["arm_in"], v_mm), notch_x + 2), wide),
                Knot(_x_at(arcs["arm_out"], v_mm), _mixed(share, fleshy, at_cut)),
            ],
        )
    return found


def _waist_rows(body: Measures, bone: Bones, parts: Partition) -> dict[str, tuple[float, list[Knot]]]:
    ch, ob = body.chest_mm / 2, body.waist_mm / 2
    chest_v, rib_v = body.skin(body.chest_drop_mm), body.skin(body.tenth_rib_drop_mm)
    waist, rib_x, crest_v = body.natural_waist_share, body.rib12_end_x_mm, bone.crest_top[1]
    rib = Knot(rib_x, {"waist_breadth": 0.5 * 0.55 * rib_x / ob})
    crest = Knot(body.bicristal_mm / 2 - 3, {"bicristal_breadth": 0.5})
    upper_v, upper_x = chest_v + 0.42 * (rib_v - chest_v), 0.965 * ch + 0.8 * body.mid_trunk_extra_mm
    upper = Knot(0.75 * ch, {"stature": 0.06})
    crest_x = _x_at(np.vstack([parts.arcs["trunk_middle"], parts.arcs["trunk_flank"]]), crest_v)
    navel_v = body.skin(body.omphalion_drop_mm) + 2
    return {
        "tenth thoracic": (upper_v, _trunk_row(50.0, upper, upper_x, {"chest_breadth": 0.4825})),
        "natural waist": (rib_v + 8, _trunk_row(50.0, rib, waist * ob, {"waist_breadth": 0.5 * waist})),
        "crest top": (crest_v, _trunk_row(48.0, crest, crest_x, {"waist_breadth": 0.5 * crest_x / ob})),
        "omphalion": (navel_v, _trunk_row(48.0, crest, ob, {"waist_breadth": 0.5})),
    }


def _hip_rows(body: Measures) -> dict[str, tuple[float, list[Knot]]]:
    ob, hb, fold_v, psis = body.waist_mm / 2, body.hip_mm / 2, body.fold_v_mm, body.psis_half_mm
    mixed = {"waist_breadth": 0.25, "hip_breadth": 0.25}
    crest = Knot(body.bicristal_mm / 2 - 3, {"bicristal_breadth": 0.5})
    socket = Knot(trochanter(body)[0], {"hip_breadth": 0.5})
    fold, thigh = Knot(120.0, {"hip_breadth": 0.32}), Knot(118.0, {"hip_breadth": 0.31})
    return {
        "S2": (body.c7_psis_mm, _trunk_row(psis, crest, (ob + hb) / 2, mixed)),
        "hip": (body.skin(body.buttock_drop_mm) - 4, _trunk_row(30.0, socket, hb, {"hip_breadth": 0.5})),
        "fold": (fold_v + 14, _trunk_row(10.0, fold, 0.955 * hb, {"hip_breadth": 0.4775})),
        "thigh": (fold_v + 40, _trunk_row(10.0, thigh, 0.93 * hb, {"hip_breadth": 0.465})),
    }


def _x_at(line: Points, v_mm: float) -> float:
    rising = line if line[-1, 1] > line[0, 1] else line[::-1]
    return float(np.interp(v_mm, rising[:, 1], rising[:, 0]))


def sections(body: Measures) -> list[tuple[str, float, float, tuple[str, str] | None]]:
    """Return name, v, half arc over half breadth, and the girth and breadth that change it for a patient."""
    v = {
        "C2": body.level(-0.130), "C7": 0.0, "half way to the acromion": body.skin(body.acromion_drop_mm) / 2,
        "acromion": body.skin(body.acromion_drop_mm), "axilla": body.skin(body.axilla_drop_mm),
        "chest": body.skin(body.chest_drop_mm), "T10": body.level(0.541),
        "tenth rib": body.skin(body.tenth_rib_drop_mm), "omphalion": body.skin(body.omphalion_drop_mm),
        "S2": body.c7_psis_mm, "hip": body.skin(body.buttock_drop_mm), "fold": body.fold_v_mm,
    }  # fmt: skip
    waist, hip = ("waist_circumference", "waist_breadth"), ("buttock_circumference", "hip_breadth")
    girths = {"omphalion": waist, "S2": waist, "hip": hip, "fold": hip}
    return [(name, v[name], ratio, girths.get(name)) for name, ratio in SECTIONS]


def section_contour(body: Measures, parts: Partition) -> Points:
    """Return the contour the section model stands on: neck, shoulder, arm, then in to the trunk.

    The step from the deltoid to the trunk is spread over the lower part of the shoulder, where the drawing
    runs on into the arm and no contour exists.
    """
    arcs = parts.arcs
    acromion_v, apex_v = body.skin(body.acromion_drop_mm), apex(body)[1]
    leave_v = acromion_v + 0.55 * (apex_v - acromion_v)
    arm = arcs["arm_out"][arcs["arm_out"][:, 1] < leave_v]
    trunk = ("trunk_upper", "trunk_middle", "trunk_flank", "trunk_hip", "trunk_gluteal", "thigh_out")
    pieces = [arcs["neck"], arcs["shoulder"][1:], _to_count(arm[1:], 24)]
    return np.vstack([*pieces, arcs["trunk_upper"][:1], *(arcs[name][1:] for name in trunk)])


def _to_count(line: Points, count: int) -> Points:
    at = np.linspace(0.0, len(line) - 1.0, count)
    index = np.arange(float(len(line)))
    return np.column_stack([np.interp(at, index, line[:, axis]) for axis in (0, 1)])
