"""Bones, joints and muscle borders of the right half, from the tables of control points."""

from dataclasses import dataclass

import numpy as np

from tools.back_measures import Measures
from tools.curves import Points, curve, cut, ellipse, thinned

# The man's scapula, 152 mm long, with the root of its spine at (84, 118). [mm]
_SCAPULA = (
    (72, 80), (77, 98), (83, 118), (87, 150), (90, 186), (95, 217), (100, 229), (107, 229), (113, 215),
    (125, 191), (139, 166), (153, 147), (163, 135), (168, 121), (164, 109), (152, 99), (141, 93), (131, 95),
    (124, 87), (100, 79), (84, 75),
)  # fmt: skip
_SCAPULA_ROOT, _SCAPULA_LENGTH_MM = (84.0, 118.0), 152.0
_ERECTOR = (
    (30, 0.02), (38, 0.14), (45, 0.30), (52, 0.48), (60, 0.62), (66, 0.74), (67, 0.83), (62, 0.90),
    (52, 0.955),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bones:
    """Lines and places of the right half. [mm]."""

    scapula: Points
    scapular_spine: Points
    rib11: Points
    rib12: Points
    costal_margin: Points
    crest: Points
    sacrum: Points
    psis: Points
    trochanter: Points
    erector: Points
    acromion: tuple[float, float]
    root: tuple[float, float]
    superior_angle: tuple[float, float]
    inferior_angle: tuple[float, float]
    crest_top: tuple[float, float]


def bones(body: Measures) -> Bones:
    """Return the bones of one reference body."""
    acromion = (body.biacromial_mm / 2 - 2, body.skin(body.acromion_drop_mm) + 4)
    root = (body.scapula_root_x_mm, body.level(0.217))
    size = body.scapula_per_stature * body.stature_mm / _SCAPULA_LENGTH_MM
    (from_x, from_v), (root_x, root_v) = _SCAPULA_ROOT, root
    placed = [(root_x + (x - from_x) * size, root_v + (v - from_v) * size) for x, v in _SCAPULA]
    crest = _crest(body)
    top = crest[int(np.argmin(crest[:, 1]))]
    tip = (placed[6][0] + placed[7][0]) / 2, (placed[6][1] + placed[7][1]) / 2
    return Bones(
        scapula=thinned(curve(placed, closed=True), 221)[:-1],
        scapular_spine=_scapular_spine(root, acromion, size),
        rib11=_rib((36, body.level(0.598)), (body.rib11_end_x_mm, body.level(0.7405))),
        rib12=_rib((34, body.level(0.652)), (body.rib12_end_x_mm, body.level(0.760))),
        costal_margin=thinned(curve([(body.rib12_end_x_mm, body.level(0.760)), *_costal_margin(body)]), 12),
        crest=thinned(crest, 49),
        sacrum=_sacrum(body),
        psis=ellipse((body.psis_half_mm, body.c7_psis_mm), (5.2, 6.4)),
        trochanter=ellipse(trochanter(body), (8.0, 8.0)),
        erector=curve([(x, body.level(fraction)) for x, fraction in _ERECTOR]),
        acromion=acromion,
        root=root,
        superior_angle=((placed[0][0] + placed[20][0]) / 2 - 0.4, (placed[0][1] + placed[20][1]) / 2 - 0.2),
        inferior_angle=tip,
        crest_top=(float(top[0]), float(top[1])),
    )


def trochanter(body: Measures) -> tuple[float, float]:
    """Return the prominence of the greater trochanter."""
    return body.hip_mm / 2 - 16, body.skin(body.trochanter_drop_mm)


def _scapular_spine(root: tuple[float, float], acromion: tuple[float, float], size: float) -> Points:
    """Return the leaf of bone from the root to the acromion, with its blunt end."""
    middle = [(root[0] + dx * size, root[1] + dv * size) for dx, dv in ((21, -11), (45, -23))]
    near = (acromion[0] - 16.0, acromion[1] + 2.5)
    centre = thinned(curve([root, *middle, near, acromion]), 31)
    along = np.linspace(0.0, 1.0, 31)
    half = np.interp(along, [0, 0.12, 0.45, 0.72, 0.9, 0.97, 1.0], [0.4, 2.0, 4.2, 5.6, 9.0, 7.4, 4.4])
    tangent = np.gradient(centre, axis=0)
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]]) / np.linalg.norm(tangent, axis=1)[:, None]
    leaf = np.vstack([centre + normal * half[:, None], (centre - normal * half[:, None])[::-1]])
    return thinned(curve([tuple(corner) for corner in leaf[::2]], closed=True), 73)[:-1]


def _rib(start: tuple[float, float], end: tuple[float, float]) -> Points:
    run, drop = end[0] - start[0], end[1] - start[1]
    bow = [(start[0] + across * run, start[1] + down * drop) for across, down in _BOW]
    return thinned(curve([start, *bow, end]), 25)


_BOW = ((0.34, 0.28), (0.68, 0.615))


def _costal_margin(body: Measures) -> list[tuple[float, float]]:
    end_x = body.natural_waist_share * body.waist_mm / 2 - 2
    end = (end_x, body.costal_margin_v_mm)
    start = (body.rib12_end_x_mm, body.level(0.760))
    return [((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 1), end]


def _crest(body: Measures) -> Points:
    psis, length = body.psis_half_mm, body.c7_psis_mm
    rises = ((0, 0.0, 0), (5, 0.040, 0), (16, 0.078, 0), (32, 0.107, 0), (53, 0.1245, 0), (72, 0.125, 3))
    controls = [(psis + du, length * (1 - up) + less) for du, up, less in rises]
    return curve([*controls, (body.bicristal_mm / 2 - 3, body.crest_end_v_mm)])


def _sacrum(body: Measures) -> Points:
    # Above the PSIS the edge (1.12 of the half distance at 0.950 L) hides under the iliac crest.
    halves = ((1.0, 1.0), (0.66, 1.075), (0.34, 1.135), (0.16, 1.185), (0.0, 1.205))
    controls = [(share * body.psis_half_mm, body.level(fraction)) for share, fraction in halves]
    return thinned(curve(controls), 37)


def muscles(body: Measures, bone: Bones) -> dict[str, Points]:
    """Return the muscle borders that a finger can follow."""
    fold_x, fold_v = body.chest_mm / 2 + body.trunk_under_arm_mm + 2, body.skin(body.axilla_drop_mm) + 20
    t12 = (0.0, body.level(0.654))
    at_psis, at_hip = (body.psis_half_mm + 4, body.c7_psis_mm + 4), trochanter(body)
    between = ((at_psis[0] * 0.45 + at_hip[0] * 0.55), (at_psis[1] * 0.62 + at_hip[1] * 0.38))
    _, erector = cut(bone.erector, axis=1, at=body.level(0.03))
    latissimus = [(fold_x, fold_v), (body.waist_mm / 2 - 26, body.level(0.70)), (100.0, body.level(0.865))]
    trapezius = [t12, (24.0, body.level(0.50)), (bone.root[0] - 14, body.level(0.29)), bone.root]
    return {
        "erector spinae": thinned(erector, 41),
        "trapezius": thinned(curve(trapezius), 31),
        "latissimus dorsi": thinned(curve(latissimus), 31),
        "gluteus medius": thinned(curve([at_psis, between, (at_hip[0] - 15, at_hip[1] - 10)]), 21),
    }
