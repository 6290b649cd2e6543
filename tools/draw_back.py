"""Draw the two backs from numbers: ``python -m tools.draw_back [FOLDER]`` writes their SVG files."""

import sys
from math import ceil
from pathlib import Path

from tools.back_bones import bones
from tools.back_layers import (
    body_layer,
    bones_layer,
    contour_layer,
    grid_layer,
    midline_layer,
    muscles_layer,
    regions_layer,
    shading_layer,
)
from tools.back_measures import FEMALE, MALE, Measures
from tools.back_regions import partition
from tools.back_shading import shading
from tools.back_words import FONT, callouts_layer, labels_layer, region_labels, rulers_layer, scale_layer
from tools.curves import Points
from tools.svg_writing import Sheet, decimal, tag

VERSION = "1.0"
FOLDER = Path(__file__).parents[1] / "assets" / "body_maps"


def back_svg(body: Measures) -> str:
    """Return the SVG of one reference body."""
    bone = bones(body)
    parts = partition(body, bone)
    arm_mm, top_mm, bottom_mm = (
        parts.outline[:, 0].max(),
        parts.outline[:, 1].min(),
        parts.outline[:, 1].max(),
    )
    half_mm = ceil((arm_mm + 72) / 5) * 5.0
    sheet = Sheet((half_mm, ceil((48 - top_mm) / 5) * 5.0))
    width_mm, height_mm = 2 * half_mm, sheet.origin_mm[1] + ceil((bottom_mm + 62) / 5) * 5.0
    strokes = shading(body, bone, parts)
    caption = (
        f"{body.sex.capitalize()} median (ANSUR II): {body.stature_mm:.0f} mm, {body.weight_kg} kg, "
        f"C7–PSIS {body.c7_psis_mm:.0f} mm"
    )
    content = [
        _definitions(sheet, (width_mm, height_mm), sorted({one.blur_mm for one in strokes}), parts.outline),
        body_layer(sheet, parts),
        shading_layer(sheet, strokes),
        regions_layer(sheet, parts, region_labels(sheet, parts, bone)),
        grid_layer(sheet, body, bone, parts),
        muscles_layer(sheet, body, bone),
        bones_layer(sheet, body, bone),
        midline_layer(sheet, body),
        contour_layer(sheet, body, parts),
        labels_layer(sheet, body),
        callouts_layer(sheet, body, bone, half_mm),
        rulers_layer(sheet, body, -(half_mm - 34), bottom_mm + 12),
        scale_layer(width_mm, height_mm, caption),
    ]
    return _root(body, sheet, (width_mm, height_mm), "\n".join(content))


def _root(body: Measures, sheet: Sheet, size_mm: tuple[float, float], content: str) -> str:
    width, height = decimal(size_mm[0]), decimal(size_mm[1])
    root = tag(
        "svg", f"\n{content}\n",
        xmlns="http://www.w3.org/2000/svg",
        xmlns_inkscape="http://www.inkscape.org/namespaces/inkscape",
        width=f"{width}mm", height=f"{height}mm", viewBox=f"0 0 {width} {height}",
        data_map="back", data_variant=body.sex, data_title="Back", data_version=VERSION, data_licence="MIT",
        data_origin=f"{decimal(sheet.origin_mm[0])} {decimal(sheet.origin_mm[1])}", data_sex=body.sex,
        data_stature_mm=f"{body.stature_mm:g}", data_weight_kg=f"{body.weight_kg:g}",
        data_c7_psis_mm=f"{body.c7_psis_mm:.3f}", data_generator=f"tools/draw_back.py {VERSION}",
        font_family=FONT,
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def _definitions(sheet: Sheet, size_mm: tuple[float, float], blurs_mm: list[float], outline: Points) -> str:
    clip = tag("clipPath", tag("path", d=sheet.path(outline, closed=True)), id="skin")
    # The default filter box of a vertical stroke has no width and would clip the blur away.
    filters = [
        tag(
            "filter", tag("feGaussianBlur", stdDeviation=blur_mm), id=f"blur-{decimal(blur_mm)}",
            filterUnits="userSpaceOnUse", x=0, y=0, width=size_mm[0], height=size_mm[1],
        )
        for blur_mm in blurs_mm
    ]  # fmt: skip
    return tag("defs", "\n" + "\n".join([clip, *filters]) + "\n")


def main(folder: Path) -> None:
    """Write both backs into a folder."""
    for body in (FEMALE, MALE):
        path = folder / f"back_{body.sex}.svg"
        path.write_bytes(back_svg(body).encode())
        print(f"{path.name} written")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
