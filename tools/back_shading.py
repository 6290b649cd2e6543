"""Soft modelling of the skin: blurred strokes and areas that suggest relief and mean nothing clinical."""

from dataclasses import dataclass

import numpy as np

from tools.back_bones import Bones, trochanter
from tools.back_contour import apex
from tools.back_measures import Measures
from tools.back_regions import Partition
from tools.curves import Points, curve, cut, ellipse, mirrored, thinned

LIGHT, SHADE = "light", "shade"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One blurred stroke, or an area where ``width_mm`` is 0."""

    role: str
    points: Points
    closed: bool
    width_mm: float
    blur_mm: float
    colour: str
    opacity: float


def shading(body: Measures, bone: Bones, parts: Partition) -> list[Stroke]:
    """Return every stroke from the deepest to the topmost."""
    level = body.level
    furrow = thinned(curve([(0, level(0.12)), (0, level(0.5)), (0, level(0.97))]), 30)
    cleft = thinned(curve([(0, level(1.07)), (0, level(1.25)), (0, body.fold_v_mm)]), 20)
    return [
        Stroke("edge", parts.outline, closed=True, width_mm=34, blur_mm=12, colour=SHADE, opacity=0.34),
        Stroke("rim", parts.outline, closed=True, width_mm=9, blur_mm=4, colour=SHADE, opacity=0.18),
        Stroke("furrow", furrow, closed=False, width_mm=8, blur_mm=5, colour=SHADE, opacity=0.34),
        Stroke("cleft", cleft, closed=False, width_mm=8, blur_mm=5, colour=SHADE, opacity=0.50),
        *_both_sides(_trunk(body, bone)),
        *_both_sides(_shoulder(body, bone)),
        *_both_sides(_seat(body, bone)),
    ]


def _both_sides(strokes: list[Stroke]) -> list[Stroke]:
    return [
        Stroke(one.role, points, one.closed, one.width_mm, one.blur_mm, one.colour, one.opacity)
        for one in strokes
        for points in (mirrored(one.points), one.points)
    ]


def _line(role: str, points: Points, *, width: float, blur: float, look: tuple[str, float]) -> Stroke:
    colour, opacity = look
    return Stroke(role, points, closed=False, width_mm=width, blur_mm=blur, colour=colour, opacity=opacity)


def _blob(role: str, points: Points, *, blur: float, look: tuple[str, float]) -> Stroke:
    colour, opacity = look
    return Stroke(role, points, closed=True, width_mm=0.0, blur_mm=blur, colour=colour, opacity=opacity)


_COLUMN_TOPS = (0.34, 0.48, 0.62)


def _between(line: Points, top_v: float, bottom_v: float) -> Points:
    return cut(cut(line, axis=1, at=top_v)[1], axis=1, at=bottom_v)[0]


def _trunk(body: Measures, bone: Bones) -> list[Stroke]:
    level, erector = body.level, bone.erector
    # Each column starts lower and adds its light, so that no stroke shows where it ends.
    columns = [_between(erector, level(top), level(0.90)) * np.array([0.52, 1.0]) for top in _COLUMN_TOPS]
    groove = thinned(_between(erector, level(0.46), level(0.88)) + np.array([5.0, 0.0]), 24)
    upper = _between(erector, level(0.06), level(0.44)) * np.array([0.62, 1.0])
    flank_x = body.natural_waist_share * body.waist_mm / 2
    flank = curve([(flank_x - 26, level(0.60)), (flank_x - 24, level(0.73)), (flank_x - 16, level(0.84))])
    return [
        *(_line("erector", thinned(one, 24), width=22, blur=11, look=(LIGHT, 0.30)) for one in columns),
        _line("erector", thinned(upper, 16), width=18, blur=11, look=(LIGHT, 0.34)),
        _line("groove", groove, width=9, blur=8, look=(SHADE, 0.12)),
        _line("flank", thinned(flank, 12), width=22, blur=11, look=(LIGHT, 0.38)),
    ]


def _shoulder(body: Measures, bone: Bones) -> list[Stroke]:
    (rx, rv), (ax, av), (tx, tv) = bone.root, bone.acromion, bone.inferior_angle
    nx, nv = apex(body)
    border = curve([(rx - 4, rv), (rx + 3, (rv + tv) / 2), (tx - 10, tv - 6)])
    tip = curve([(tx - 14, tv + 1), (tx + 2, tv + 8), (tx + 18, tv - 8)])
    under_spine = curve([(rx + 8, rv + 6), ((rx + ax) / 2, (rv + av) / 2 + 8), (ax - 12, av + 16)])
    fold = curve([(nx - 3, nv - 14), (nx - 6, nv + 4), (nx - 9, nv + 24)])
    deltoid = (ax + 16, av + 62)
    infraspinous = ((rx + nx) / 2 - 4, (rv + tv) / 2 - 8)
    nb = body.neck_half_mm
    slope = curve([(0.62 * nb, -22), (1.1 * nb, 18), (0.72 * ax, 0.80 * av)])
    hollow = curve([(0.98 * nb, -30), (nb, 2), (1.5 * nb, 24)])
    return [
        _blob("infraspinous", ellipse(infraspinous, (19, 36)), blur=11, look=(LIGHT, 0.62)),
        _line("scapular border", thinned(border, 20), width=8, blur=5, look=(SHADE, 0.24)),
        _line("scapular tip", thinned(tip, 16), width=8, blur=5, look=(SHADE, 0.26)),
        _line("under the spine", thinned(under_spine, 16), width=8, blur=5, look=(SHADE, 0.20)),
        _line("trapezius", thinned(slope, 20), width=20, blur=9, look=(LIGHT, 0.40)),
        _line("neck", thinned(hollow, 16), width=12, blur=8, look=(SHADE, 0.22)),
        _line("axillary fold", thinned(fold, 12), width=12, blur=6, look=(SHADE, 0.34)),
        _blob("deltoid", ellipse(deltoid, (17, 44)), blur=12, look=(LIGHT, 0.48)),
    ]


def _seat(body: Measures, bone: Bones) -> list[Stroke]:
    (px, pv), (tx, tv) = (body.psis_half_mm, body.c7_psis_mm), trochanter(body)
    fold_v = body.fold_v_mm
    under = curve([(14, fold_v + 6), (50, fold_v + 15), (92, fold_v + 7), (120, fold_v - 9)])
    triangle = curve([(px - 2, pv + 10), (px * 0.62, pv + 48), (10, pv + 92)])
    crest = thinned(bone.crest + np.array([2.0, 9.0]), 20)
    return [
        _blob(
            "gluteal volume",
            ellipse((tx * 0.53, (pv + fold_v) / 2 + 22), (50, 66)),
            blur=22,
            look=(LIGHT, 0.80),
        ),
        _blob("dimple", ellipse((px, pv + 1), (7.5, 8.5)), blur=4, look=(SHADE, 0.42)),
        _blob("hip hollow", ellipse((tx - 4, tv - 6), (13, 30)), blur=10, look=(SHADE, 0.17)),
        _line("sacral triangle", thinned(triangle, 16), width=9, blur=7, look=(SHADE, 0.18)),
        _line("crest", crest, width=10, blur=7, look=(LIGHT, 0.30)),
        _line("fold", thinned(under, 24), width=11, blur=6, look=(SHADE, 0.44)),
    ]
