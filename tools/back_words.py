"""The layers of a back that carry words: labels, callouts, rulers, sides and scale."""

from collections.abc import Iterator

import shapely
from shapely import LineString, Polygon

from tools.back_bones import Bones, trochanter
from tools.back_layers import INK, KEY_LEVELS
from tools.back_measures import LEVEL_FRACTIONS, Measures
from tools.back_regions import Partition
from tools.curves import mirrored
from tools.svg_writing import Sheet, layer, tag, text

BODY_TEXT, MINOR, RULER, SIDE = "#3B3430", "#7A6C64", "#5B6B7B", "#0072B2"
FONT = "DejaVu Sans, Noto Sans, Liberation Sans, Arial, sans-serif"
WIDTH_PER_SIZE = 0.60
"""Mean width of a letter over its size, on the wide side for every font named."""

REGION_WORDS = {
    "neck_posterior": "neck", "suprascapular": "supra- scapular", "scapular": "scapular",
    "interscapular": "inter- scap- ular", "paravertebral_thoracic_upper": "para- vert. T1–T6",
    "paravertebral_thoracic_lower": "para- vert. T7–T12", "infrascapular": "infra- scapular",
    "paravertebral_lumbar": "lumbar para- vert.", "flank": "flank", "sacroiliac": "sacro- iliac",
    "sacral": "S",
    "gluteal_upper": "upper gluteal", "gluteal_lower": "lower gluteal", "shoulder_arm": "shoulder and arm",
    "thigh_posterior": "posterior thigh",
}  # fmt: skip


def region_labels(sheet: Sheet, parts: Partition, bone: Bones) -> list[str]:
    """Return a label in the widest place of each region on the patient's left, clear of bones."""
    solid = [bone.scapular_spine, bone.psis]
    thin = [bone.scapula, bone.rib11, bone.rib12, bone.sacrum]
    in_the_way = shapely.union_all(
        [*(Polygon(mirrored(one)) for one in solid), *(LineString(mirrored(one)) for one in thin)]
    ).buffer(1.0)
    written = []
    for site, words in REGION_WORDS.items():
        area = Polygon(parts.regions[f"{site}.L"]).difference(in_the_way)
        spot = shapely.maximum_inscribed_circle(area, tolerance=0.5)
        centre, radius = shapely.get_point(spot, 0), shapely.length(spot)
        lines = words.split(" ")
        widest = max(len(line) for line in lines) * WIDTH_PER_SIZE
        # The half diagonal of the block of text must not exceed the radius of the free circle.
        size = min(6.0, 2 * radius / (widest**2 + (1.25 * len(lines)) ** 2) ** 0.5)
        top = centre.y - (len(lines) - 1) * 0.625 * size + 0.35 * size
        written += [
            text(line, sheet.x(centre.x), sheet.y(top + 1.25 * size * i), font_size=size,
                 text_anchor="middle", fill=BODY_TEXT, data_label=f"{site}.L")
            for i, line in enumerate(lines)
        ]  # fmt: skip
    return written


def labels_layer(sheet: Sheet, body: Measures) -> str:
    """Return the names of the levels beside the midline. A plan may hide them: the ruler says them again."""
    lines = []
    for name, share in LEVEL_FRACTIONS.items():
        y = sheet.y(body.level(share))
        if name in KEY_LEVELS:
            lines.append(text(name, sheet.x(6), y + 2.1, font_size=6, font_weight="bold", fill=BODY_TEXT))
        else:
            lines.append(text(name, sheet.x(-4), y + 1.55, font_size=4.4, text_anchor="end", fill=MINOR))
    return layer("labels", "Level labels", lines)


def callouts_layer(sheet: Sheet, body: Measures, bone: Bones, right_mm: float) -> str:
    """Return the names of the landmarks, with leaders, on the patient's right."""
    tip, psis = bone.inferior_angle, (body.psis_half_mm + 5.2, body.c7_psis_mm)
    spine = bone.scapular_spine[9]
    arm_v = body.skin(body.acromion_drop_mm) + 0.56 * body.upper_arm_mm
    hip = body.hip_mm / 2 + 14
    rows = (
        ("spine of scapula", (float(spine[0]), float(spine[1])), (118.0, -30.0)),
        ("acromion", (bone.acromion[0] + 4, bone.acromion[1] - 2), (right_mm - 88, bone.acromion[1] - 34)),
        ("inferior angle", (tip[0] + 3, tip[1] - 2), (hip, arm_v + 34)),
        ("rib 12 (indicative)", (float(bone.rib12[-3][0]), float(bone.rib12[-3][1])),
         (hip, body.level(0.735))),
        ("iliac crest, L4–L5|the hand finds it 15–25 mm higher", (bone.crest_top[0] + 8, bone.crest_top[1]),
         (hip, bone.crest_top[1] - 8)),
        ("PSIS, S2", psis, (hip, body.level(1.02))),
        ("greater trochanter", trochanter(body), (hip, trochanter(body)[1] + 4)),
        ("gluteal fold", (118.0, body.fold_v_mm - 13), (hip, body.fold_v_mm - 6)),
    )  # fmt: skip
    return layer("callouts", "Callouts", [part for row in rows for part in _callout(sheet, *row)])


def _callout(sheet: Sheet, words: str, at: tuple[float, float], to: tuple[float, float]) -> Iterator[str]:
    first, *rest = words.split("|")
    x, y = sheet.x(to[0]), sheet.y(to[1])
    yield tag("line", x1=sheet.x(at[0]), y1=sheet.y(at[1]), x2=x - 1.5, y2=y, stroke=BODY_TEXT,
              stroke_width=0.3, stroke_opacity="0.6")  # fmt: skip
    yield tag("circle", cx=sheet.x(at[0]), cy=sheet.y(at[1]), r=0.9, fill=BODY_TEXT)
    yield text(first, x, y + 2, font_size=5.6, fill=BODY_TEXT)
    for i, line in enumerate(rest):
        yield text(line, x, y + 8 + 6 * i, font_size=4.2, fill=MINOR)


def rulers_layer(sheet: Sheet, body: Measures, left_mm: float, bottom_mm: float) -> str:
    """Return the tape rulers: millimetres and levels down the side, millimetres across below."""
    last = int(body.fold_v_mm + 40) // 10 * 10
    first = int(body.level(-0.130) // 10) * 10
    lines = [_rule(sheet, (left_mm, first), (left_mm, last))]
    for v in range(first, last + 1, 10):
        size = 6.0 if v % 50 == 0 else 3.0
        lines.append(_rule(sheet, (left_mm - size, v), (left_mm, v)))
        if v % 50 == 0:
            lines.append(_number(sheet, f"{v}", (left_mm - 8, v + 1.8), "end"))
    for name, share in LEVEL_FRACTIONS.items():
        v_mm, is_key = body.level(share), name in KEY_LEVELS
        weight = {"font_weight": "bold"} if is_key else {}
        lines.append(_rule(sheet, (left_mm, v_mm), (left_mm + (5.0 if is_key else 3.0), v_mm)))
        lines.append(text(name, sheet.x(left_mm + 7), sheet.y(v_mm) + 1.6, font_size=4.6, fill=INK, **weight))
    lines.append(_number(sheet, "mm below C7", (left_mm - 14, last + 14), "start"))
    lines.append(_rule(sheet, (-150, bottom_mm), (150, bottom_mm)))
    for x in range(-150, 151, 10):
        size = 6.0 if x % 50 == 0 else 3.0
        lines.append(_rule(sheet, (x, bottom_mm), (x, bottom_mm + size)))
        if x % 50 == 0:
            lines.append(_number(sheet, f"{abs(x)}", (x, bottom_mm + 12), "middle"))
    lines.append(_number(sheet, "mm from midline, as drawn", (0, bottom_mm + 19), "middle"))
    return layer("rulers", "Rulers", lines)


def _rule(sheet: Sheet, start: tuple[float, float], end: tuple[float, float]) -> str:
    return tag("line", x1=sheet.x(start[0]), y1=sheet.y(start[1]), x2=sheet.x(end[0]), y2=sheet.y(end[1]),
               stroke=RULER, stroke_width=0.4)  # fmt: skip


def _number(sheet: Sheet, words: str, at: tuple[float, float], anchor: str) -> str:
    return text(words, sheet.x(at[0]), sheet.y(at[1]), font_size=5, fill=RULER, text_anchor=anchor)


def scale_layer(width_mm: float, height_mm: float, caption: str) -> str:
    """Return the sides, the 100 mm bar and the caption, all in sheet coordinates."""
    left, right, y = 16.0, width_mm - 16, height_mm - 18
    bar = [
        tag("line", x1=left, y1=y, x2=left + 100, y2=y, stroke=BODY_TEXT, stroke_width=1.2),
        *(tag("line", x1=left + t, y1=y - (4 if t % 50 == 0 else 2.5), x2=left + t, y2=y, stroke=BODY_TEXT,
              stroke_width=0.6) for t in range(0, 101, 10)),
        text("100 mm", left + 50, y + 9, font_size=6.5, fill=BODY_TEXT, text_anchor="middle"),
        text(caption, right, y + 9, font_size=5.4, fill=MINOR, text_anchor="end"),
    ]  # fmt: skip
    sides = [
        text("L", left, 32, font_size=27, font_weight="bold", fill=SIDE),
        text("patient’s left", left, 42, font_size=6.2, fill=BODY_TEXT),
        text("R", right, 32, font_size=27, font_weight="bold", fill=SIDE, text_anchor="end"),
        text("patient’s right", right, 42, font_size=6.2, fill=BODY_TEXT, text_anchor="end"),
    ]
    return layer("scale", "Sides and scale", [*sides, *bar])
