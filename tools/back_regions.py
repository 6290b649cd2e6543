"""Regions as rings of shared arcs, so that neighbours have exactly the same border on every body."""

from dataclasses import dataclass

import numpy as np

from tools.back_bones import Bones
from tools.back_contour import STRIP_HALF_MM, apex, contour_arcs
from tools.back_measures import Measures
from tools.curves import Points, curve, cut, mirrored, straight, thinned

C7_CUT_MM = -4.0
"""The neck ends a finger above the C7 process, so that C7 itself belongs to the back."""

NAMES = {
    "neck_posterior": "Back of the neck",
    "suprascapular": "Suprascapular region",
    "scapular": "Scapular region",
    "interscapular": "Interscapular region",
    "paravertebral_thoracic_upper": "Upper thoracic paravertebral region",
    "paravertebral_thoracic_lower": "Lower thoracic paravertebral region",
    "infrascapular": "Infrascapular region",
    "paravertebral_lumbar": "Lumbar paravertebral region",
    "flank": "Flank",
    "sacroiliac": "Sacroiliac region",
    "sacral": "Sacral region",
    "gluteal_upper": "Upper gluteal region",
    "gluteal_lower": "Lower gluteal region",
    "shoulder_arm": "Shoulder and upper arm",
    "thigh_posterior": "Back of the thigh",
    "midline_cervical": "Cervical midline",
    "midline_thoracic": "Thoracic midline",
    "midline_lumbar": "Lumbar midline",
    "midline_sacral": "Sacral midline",
    "gluteal_cleft": "Gluteal cleft",
}

# Rings of the right half; a leading minus walks an arc backwards.
_RINGS = {
    "neck_posterior": "top_neck neck -c7_out -c7_in -strip_cervical",
    "suprascapular": "c7_out shoulder -acromion_up -spine -border_up -angle -erector_1",
    "scapular": "spine axilla trunk_upper -tip_out -border_down",
    "interscapular": "angle border_up border_down -tip_in -erector_3 -erector_2",
    "paravertebral_thoracic_upper": "c7_in erector_1 erector_2 -t7 -strip_upper",
    "paravertebral_thoracic_lower": "t7 erector_3 erector_4 -rib_in -strip_lower",
    "infrascapular": "tip_in tip_out trunk_middle -rib_out -erector_4",
    "paravertebral_lumbar": "rib_in erector_5 -base_out -base_in -strip_lumbar",
    "flank": "rib_out trunk_flank -crest -erector_5",
    "sacroiliac": "base_out joint_out -joint_in",
    "sacral": "base_in joint_in sacrum_1 sacrum_2 -strip_sacral",
    "gluteal_upper": "crest trunk_hip -gluteal -sacrum_1 -joint_out",
    "gluteal_lower": "gluteal trunk_gluteal -fold -strip_cleft -sacrum_2",
    "shoulder_arm": "acromion_up arm_out arm_cut arm_in -axilla",
    "thigh_posterior": "fold_in fold thigh_out thigh_cut thigh_in",
}
# Right sides of the regions that lie across the midline, from the midline back to it.
_ACROSS = {
    "midline_cervical": "top_strip strip_cervical -c7_middle",
    "midline_thoracic": "c7_middle strip_upper strip_lower -rib_middle",
    "midline_lumbar": "rib_middle strip_lumbar -base_middle",
    "midline_sacral": "base_middle strip_sacral -cleft_top",
    "gluteal_cleft": "cleft_top strip_cleft -fold_in cleft_in",
}
_OUTLINE = (
    "top_strip top_neck neck shoulder arm_out arm_cut arm_in trunk_upper trunk_middle trunk_flank trunk_hip "
    "trunk_gluteal thigh_out thigh_cut thigh_in cleft_in"
)


@dataclass(frozen=True, slots=True)
class Partition:
    """The arcs of the right half, the outline and every region by id."""

    arcs: dict[str, Points]
    outline: Points
    regions: dict[str, Points]


def partition(body: Measures, bone: Bones) -> Partition:
    """Return the regions of one reference body, right, left and across the midline."""
    levels = _levels(body, bone)
    splits = {name: levels[name] for name in ("c7", "scapula", "rib", "crest", "gluteal", "fold")}
    arcs = contour_arcs(body, splits, bone.acromion[0])
    arcs |= _scapular_arcs(body, bone, arcs, levels)
    arcs |= _lumbar_arcs(body, bone, arcs, levels)
    arcs |= _strip_arcs(arcs, levels)
    regions: dict[str, Points] = {}
    for name, ring in _RINGS.items():
        right = _walk(arcs, ring)
        regions[f"{name}.L"], regions[f"{name}.R"] = mirrored(right), right
    for name, ring in _ACROSS.items():
        regions[name] = _across(_walk(arcs, ring, closed=False))
    return Partition(arcs, _across(_walk(arcs, _OUTLINE, closed=False)), regions)


def _walk(arcs: dict[str, Points], ring: str, *, closed: bool = True) -> Points:
    pieces = [arcs[name[1:]][::-1] if name.startswith("-") else arcs[name] for name in ring.split()]
    for before, after in zip(pieces, pieces[1:] + pieces[: int(closed)], strict=False):
        if not np.allclose(before[-1], after[0], atol=1e-6):
            raise ValueError(f"{ring}: {before[-1]} does not meet {after[0]}")
    joined = [pieces[0], *(piece[1:] for piece in pieces[1:])]
    points = np.vstack(joined)
    return points[:-1] if closed else points


def _across(right: Points) -> Points:
    """Return the whole of a shape whose right side runs from the midline to the midline."""
    return np.vstack([right, mirrored(right[1:-1])[::-1]])


def _levels(body: Measures, bone: Bones) -> dict[str, float]:
    return {
        "c7": C7_CUT_MM,
        "t7": body.level(0.390),
        "scapula": bone.inferior_angle[1] + 4,
        "strip_rib": body.level(0.6815),
        "rib": body.costal_margin_v_mm,
        "crest": body.crest_end_v_mm,
        "base": body.level(0.932),
        "gluteal": body.level(1.128),
        "cleft": body.level(1.140),
        "fold": body.fold_v_mm + 9,
    }


def _scapular_arcs(
    body: Measures, bone: Bones, arcs: dict[str, Points], levels: dict[str, float]
) -> dict[str, Points]:
    top, angle, root, acromion = bone.erector[0], bone.superior_angle, bone.root, bone.acromion
    erector = np.vstack([[top[0], C7_CUT_MM], bone.erector])
    first, rest = cut(erector, axis=1, at=angle[1])
    second, rest = cut(rest, axis=1, at=levels["t7"])
    third, _ = cut(rest, axis=1, at=levels["scapula"])
    foot = (bone.inferior_angle[0] - 9, levels["scapula"])
    side, shoulder = arcs["trunk_upper"][-1], arcs["shoulder"][-1]
    notch = apex(body)
    blade = (0.62 * acromion[0] + 0.38 * notch[0] + 1, 0.55 * acromion[1] + 0.45 * notch[1])
    middle = (0.5 * (root[0] + acromion[0]), 0.5 * (root[1] + acromion[1]) + 3)
    return {
        "erector_1": thinned(first, 21), "erector_2": thinned(second, 36), "erector_3": thinned(third, 8),
        "c7_in": straight((STRIP_HALF_MM, C7_CUT_MM), erector[0], 5),
        "c7_out": straight(erector[0], arcs["neck"][-1], 8),
        "angle": straight(first[-1], angle, 10),
        "border_up": thinned(curve([angle, (angle[0] + 3, 0.5 * (angle[1] + root[1])), root]), 12),
        "border_down": straight(root, foot, 30),
        "spine": thinned(curve([root, middle, acromion]), 32),
        "acromion_up": straight(acromion, shoulder, 5),
        "axilla": thinned(curve([acromion, blade, notch]), 32),
        "tip_in": straight(third[-1], foot, 12),
        "tip_out": straight(foot, side, 16),
        "t7": straight((STRIP_HALF_MM, levels["t7"]), second[-1], 10),
    }  # fmt: skip


def _lumbar_arcs(
    body: Measures, bone: Bones, arcs: dict[str, Points], levels: dict[str, float]
) -> dict[str, Points]:
    border = _rib_border(bone, arcs["trunk_middle"][-1], levels["strip_rib"])
    erector = cut(bone.erector, axis=1, at=levels["scapula"])[1]
    rib_in, rib_out, (above, below) = _crossing(border, erector)
    crest = cut(bone.crest, axis=1, at=levels["base"])[1]
    lumbar = np.vstack([cut(below, axis=1, at=body.level(0.895))[0], crest[0]])
    crest = np.vstack([crest, arcs["trunk_flank"][-1]])
    base_in = (0.47 * body.psis_half_mm, levels["base"])
    joint, foot = body.psis_half_mm, (body.psis_half_mm - 2, body.level(1.086))
    side = [(joint + 20, body.level(0.962)), (joint + 21, body.level(1.005)), (joint + 14, body.level(1.058))]
    inner = [(0.47 * joint, body.level(0.985)), (0.60 * joint, body.level(1.04))]
    tip = (STRIP_HALF_MM + 2.5, levels["gluteal"])
    return {
        "erector_4": thinned(above, 34), "erector_5": thinned(lumbar, 26),
        "rib_in": thinned(rib_in, 14), "rib_out": thinned(rib_out, 22), "crest": thinned(crest, 32),
        "base_in": straight((STRIP_HALF_MM, levels["base"]), base_in, 5),
        "base_out": straight(base_in, lumbar[-1], 10),
        "joint_out": thinned(curve([tuple(lumbar[-1]), *side, foot]), 26),
        "joint_in": thinned(curve([base_in, *inner, foot]), 20),
        "sacrum_1": straight(foot, tip, 10),
        "sacrum_2": straight(tip, (STRIP_HALF_MM, levels["cleft"]), 4),
        "gluteal": straight(tip, arcs["trunk_hip"][-1], 36),
    }  # fmt: skip


def _rib_border(bone: Bones, side: Points, strip_v_mm: float) -> Points:
    """Return the lumbar border: level beside the spine, then along rib 12 and the costal margin."""
    rib = cut(bone.rib12, axis=1, at=strip_v_mm)[1]
    return np.vstack([[STRIP_HALF_MM, strip_v_mm], rib, bone.costal_margin[1:-1], side])


def _crossing(line: Points, other: Points) -> tuple[Points, Points, tuple[Points, Points]]:
    """Return both lines in two where the second, running down, meets the first."""
    beside = np.interp(line[:, 1], other[:, 1], other[:, 0]) - line[:, 0]
    within = (line[:, 1] >= other[0, 1]) & (line[:, 1] <= other[-1, 1])
    found = np.flatnonzero((np.sign(beside[:-1]) != np.sign(beside[1:])) & within[:-1] & within[1:])
    i = int(found[0])
    share = beside[i] / (beside[i] - beside[i + 1])
    corner = line[i] + share * (line[i + 1] - line[i])
    above, below = cut(other, axis=1, at=float(corner[1]))
    above[-1], below[0] = corner, corner
    return np.vstack([line[: i + 1], corner]), np.vstack([corner, line[i + 1 :]]), (above, below)


def _strip_arcs(arcs: dict[str, Points], levels: dict[str, float]) -> dict[str, Points]:
    stops = [levels[name] for name in ("c7", "t7", "strip_rib", "base", "cleft", "fold")]
    x, top = STRIP_HALF_MM, arcs["top_strip"][-1]
    found = {"strip_cervical": straight(top, (x, stops[0]), 24)}
    for name, start, end, count in (
        ("strip_upper", 0, 1, 48), ("strip_lower", 1, 2, 36), ("strip_lumbar", 2, 3, 32),
        ("strip_sacral", 3, 4, 26), ("strip_cleft", 4, 5, 32),
    ):  # fmt: skip
        found[name] = straight((x, stops[start]), (x, stops[end]), count)
    for name, stop in (("c7_middle", 0), ("rib_middle", 2), ("base_middle", 3), ("cleft_top", 4)):
        found[name] = straight((0.0, stops[stop]), (x, stops[stop]), 4)
    fold_v = stops[5]
    found["fold_in"] = straight(arcs["thigh_in"][-1], (x, fold_v), 4)
    found["fold"] = straight((x, fold_v), arcs["trunk_gluteal"][-1], 36)
    return found
