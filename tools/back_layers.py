"""The layers of a back that carry data: body, shading, regions, grid, muscles, bones, midline, contour."""

from collections.abc import Iterator

import numpy as np

from tools.back_bones import Bones, muscles, trochanter
from tools.back_contour import apex
from tools.back_measures import LEVEL_FRACTIONS, Measures
from tools.back_net import Terms, rails, rows, section_contour, sections
from tools.back_regions import NAMES, Partition
from tools.back_shading import Stroke
from tools.curves import Points, curve, mirrored, thinned
from tools.svg_writing import Sheet, decimal, layer, tag

INK, BONE, MUSCLE, SKIN = "#5E4B42", "#8C7B72", "#B08E78", "#F4E6DA"
COLOURS = {"light": "#FFFAF6", "shade": "#B98D70"}
KEY_LEVELS = frozenset({"C7", "T3", "T7", "T12", "L4", "S2"})
PRONE_SHIFT_MM = 18.0
"""How far the inferior angle moves caudally in a prone patient with the arms on rests."""

_TINTS = ("#0072B2", "#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")


def body_layer(sheet: Sheet, parts: Partition) -> str:
    """Return the skin with the outline that the planner reads."""
    outline = tag("path", id="outline", d=sheet.path(parts.outline, closed=True), fill=SKIN)
    return layer("body", "Body", [outline])


def shading_layer(sheet: Sheet, strokes: list[Stroke]) -> str:
    """Return the soft modelling, clipped to the body."""
    return layer("shading", "Shading", (_shade(sheet, one) for one in strokes), clip_path="url(#skin)")


def _shade(sheet: Sheet, one: Stroke) -> str:
    colour, is_area = COLOURS[one.colour], one.width_mm == 0
    return tag(
        "path",
        data_shade=one.role, data_colour=one.colour, data_blur_mm=one.blur_mm,
        d=sheet.path(one.points, closed=one.closed), fill=colour if is_area else "none",
        stroke="none" if is_area else colour, stroke_width=one.width_mm, stroke_linecap="round",
        opacity=one.opacity, filter=f"url(#blur-{decimal(one.blur_mm)})",
    )  # fmt: skip


def regions_layer(sheet: Sheet, parts: Partition, labels: list[str]) -> str:
    """Return the named areas, tinted, hidden until asked for."""
    shapes = [
        tag(
            "path",
            id=f"region-{region_id}", data_region=region_id, data_name=NAMES[region_id.split(".")[0]],
            d=sheet.path(ring, closed=True), fill=_tint(region_id), fill_opacity="0.14", stroke=BONE,
            stroke_width=0.4,
        )
        for region_id, ring in parts.regions.items()
    ]  # fmt: skip
    return layer("regions", "Regions", [*shapes, *labels], display="none")


def _tint(region_id: str) -> str:
    return _TINTS[list(NAMES).index(region_id.split(".", maxsplit=1)[0]) % len(_TINTS)]


def grid_layer(sheet: Sheet, body: Measures, bone: Bones, parts: Partition) -> str:
    """Return the control net, the section table and the contour it stands on, hidden."""
    lines = [
        tag(
            "path",
            id="section-contour", d=sheet.path(section_contour(body, parts)), fill="none", stroke="#0072B2",
            stroke_width=0.5,
        )
    ]  # fmt: skip
    for name, v_mm, ratio, girth in sections(body):
        named = {} if girth is None else {"data_arc": girth[0], "data_breadth": girth[1]}
        lines.append(tag(
            "circle", id=f"section-{name.replace(' ', '-')}", cx=sheet.x(0), cy=sheet.y(v_mm), r=2,
            data_arc_per_breadth=ratio, **named,
        ))  # fmt: skip
    for x_mm, knots in rails(body).items():
        dots = [_knot(sheet, (x_mm, knot.at_mm), knot.terms) for knot in knots]
        lines.append(tag("g", "".join(dots), id=f"rail-{decimal(x_mm)}", data_rail=x_mm))
    for name, (v_mm, knots) in rows(body, bone, parts).items():
        dots = [_knot(sheet, (knot.at_mm, v_mm), knot.terms) for knot in knots]
        lines.append(tag("g", "".join(dots), id=f"row-{name.replace(' ', '-')}", data_row=name))
    return layer("grid", "Grid", lines, display="none")


def _knot(sheet: Sheet, at_mm: tuple[float, float], terms: Terms) -> str:
    moves = "; ".join(f"{name} {share:.5f}".rstrip("0").rstrip(".") for name, share in terms.items())
    return tag("circle", cx=sheet.x(at_mm[0]), cy=sheet.y(at_mm[1]), r=1.5, data_moves=moves)


def _art(sheet: Sheet, role: str, points: Points, width_mm: float, /, **style: str | float) -> str:
    closed = style.pop("closed", "") == "yes"
    look: dict[str, str | float] = {"fill": "none", "stroke_linecap": "round", "stroke_linejoin": "round"}
    return tag(
        "path", data_role=role, d=sheet.path(points, closed=closed), stroke_width=width_mm, **(look | style)
    )


def _pair(sheet: Sheet, role: str, points: Points, width_mm: float, /, **style: str | float) -> Iterator[str]:
    for side in (mirrored(points), points):
        yield _art(sheet, role, side, width_mm, **style)


def muscles_layer(sheet: Sheet, body: Measures, bone: Bones) -> str:
    """Return the muscle borders, hidden until asked for."""
    lines = [
        line
        for border in muscles(body, bone).values()
        for line in _pair(sheet, "muscle", border, 0.55, stroke=MUSCLE, stroke_opacity="0.75")
    ]
    return layer("muscles", "Muscle borders", lines, display="none")


def bones_layer(sheet: Sheet, body: Measures, bone: Bones) -> str:
    """Return the bones and, unseen, the landmarks."""
    dashed = {"stroke": BONE, "stroke_dasharray": "3.2 2"}
    dotted = {"stroke": BONE, "stroke_dasharray": "0.1 1.9"}
    lines = [
        *_pair(sheet, "bone", bone.scapula, 0.8, closed="yes", **dashed),
        *_pair(sheet, "bone", bone.rib11, 0.7, **dashed),
        *_pair(sheet, "bone", bone.rib12, 0.9, **dashed),
        *_pair(sheet, "bone", bone.costal_margin, 0.6, **dotted),
        *_pair(sheet, "bone", bone.sacrum, 0.8, **dashed),
        *_pair(sheet, "bone", bone.trochanter, 0.7, closed="yes", **dotted),
        *_pair(sheet, "crest", bone.crest, 1.1, stroke=BONE),
        *_pair(sheet, "scapular_spine", bone.scapular_spine, 0.8, closed="yes", stroke=BONE, fill="#FFFFFF",
               fill_opacity="0.45"),
        *_pair(sheet, "psis", bone.psis, 1.0, closed="yes", stroke=INK, fill="#FFFFFF", fill_opacity="0.55"),
    ]  # fmt: skip
    return layer("bones", "Bones", [*lines, *_landmarks(sheet, body, bone)])


def _landmarks(sheet: Sheet, body: Measures, bone: Bones) -> Iterator[str]:
    paired = {
        "acromion": ("Acromion", bone.acromion),
        "scapula_superior_angle": ("Superior angle of the scapula", bone.superior_angle),
        "scapula_spine_root": ("Root of the scapular spine", bone.root),
        "scapula_inferior_angle": ("Inferior angle of the scapula", bone.inferior_angle),
        "axilla": ("Posterior axillary fold", apex(body)),
        "rib_12_tip": ("Tip of rib 12", tuple(bone.rib12[-1])),
        "rib_11_tip": ("Tip of rib 11", tuple(bone.rib11[-1])),
        "costal_margin": ("Lower costal margin", tuple(bone.costal_margin[-1])),
        "iliac_crest_top": ("Top of the iliac crest", bone.crest_top),
        "iliac_crest_end": ("Lateral end of the iliac crest", tuple(bone.crest[-1])),
        "psis": ("Posterior superior iliac spine", (body.psis_half_mm, body.c7_psis_mm)),
        "trochanter": ("Greater trochanter", trochanter(body)),
        "gluteal_fold": ("Medial end of the gluteal fold", (13.0, body.fold_v_mm)),
    }
    shifts = {"scapula_inferior_angle": {"data_prone_shift_mm": PRONE_SHIFT_MM}}
    for name, (title, (x_mm, v_mm)) in paired.items():
        for side, sign in (("L", -1), ("R", 1)):
            yield _landmark(sheet, f"{name}.{side}", title, (sign * x_mm, v_mm), **shifts.get(name, {}))
    yield _landmark(sheet, "coccyx", "Tip of the coccyx", (0.0, body.level(1.205)))
    yield _landmark(sheet, "cleft", "Start of the gluteal cleft", (0.0, body.level(1.115)))


def _landmark(sheet: Sheet, name: str, title: str, at_mm: tuple[float, float], **shift: float) -> str:
    return tag(
        "circle", id=f"landmark-{name}", data_landmark=name, data_name=title, cx=sheet.x(float(at_mm[0])),
        cy=sheet.y(float(at_mm[1])), r=1, fill="none", **shift,
    )  # fmt: skip


def midline_layer(sheet: Sheet, body: Measures) -> str:
    """Return the midline and the spinous processes, whose lozenges give the levels."""
    ends = (body.level(-0.165), body.level(1.105))
    line = np.column_stack([np.zeros(24), np.linspace(*ends, 24)])
    lines = [_art(sheet, "midline", line, 0.5, stroke=BONE, stroke_dasharray="1.6 1.6")]
    for name, share in LEVEL_FRACTIONS.items():
        is_key = name in KEY_LEVELS
        half = 2.7 if is_key else 1.8
        v = body.level(share)
        rim = np.array([(0, v - 1.25 * half), (half, v), (0, v + 1.25 * half), (-half, v)])
        key = {"data_key": "yes"} if is_key else {}
        lines.append(tag(
            "path", id=f"sp-{name}", data_level=name, d=sheet.path(rim, closed=True),
            fill=INK if is_key else "#FFFFFF", stroke=INK, stroke_width=0.6, **key,
        ))  # fmt: skip
    return layer("midline", "Midline and spinous processes", lines)


def contour_layer(sheet: Sheet, body: Measures, parts: Partition) -> str:
    """Return the firm contour, open at the cuts, the cleft and the folds."""
    arcs, fold = parts.arcs, body.fold_v_mm
    outer = np.vstack([arcs["neck"], arcs["shoulder"][1:], arcs["arm_out"][1:]])
    trunk = ("trunk_middle", "trunk_flank", "trunk_hip", "trunk_gluteal", "thigh_out")
    inner = np.vstack([arcs["arm_in"], arcs["trunk_upper"][1:], *(arcs[name][1:] for name in trunk)])
    thigh = np.vstack([arcs["thigh_in"], arcs["cleft_in"][1:]])
    gluteal = thinned(
        curve([(6, fold - 3), (24, fold + 5), (58, fold + 9), (92, fold + 2), (118, fold - 13)]), 41
    )
    cleft = np.column_stack([np.zeros(33), np.linspace(body.level(1.115), fold - 1, 33)])
    top = np.vstack([arcs["top_strip"], arcs["top_neck"][1:]])
    top = np.vstack([mirrored(top[1:])[::-1], top])
    dashed = {"stroke": INK, "stroke_dasharray": "2 2"}
    lines = [
        _art(sheet, "cut", top, 0.6, **dashed),
        *_pair(sheet, "cut", arcs["arm_cut"], 0.6, **dashed),
        *_pair(sheet, "cut", arcs["thigh_cut"], 0.6, **dashed),
        *_pair(sheet, "contour", outer, 1.5, stroke=INK),
        *_pair(sheet, "contour", inner, 1.5, stroke=INK),
        *_pair(sheet, "contour", thigh, 1.1, stroke=INK),
        _art(sheet, "cleft", cleft, 1.1, stroke=INK),
        *_pair(sheet, "fold", gluteal, 1.1, stroke=INK),
    ]
    return layer("contour", "Contour", lines)
