"""A hand-made body and a plan of plain rows: enough for the pad, without the rest of the application."""

import base64
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point, Polygon

KNOTS_MM = (
    (-60.0, 62.0),
    (-10.0, 66.0),
    (55.0, 172.0),
    (150.0, 160.0),
    (300.0, 138.0),
    (400.0, 150.0),
    (520.0, 174.0),
    (640.0, 168.0),
)
LEVELS = [
    ["C7", 0.0],
    ["T3", 73.0],
    ["T7", 185.0],
    ["T12", 310.0],
    ["L1", 337.0],
    ["L2", 361.0],
    ["L3", 385.0],
    ["L4", 409.0],
    ["L5", 431.0],
    ["S1", 453.0],
    ["S2", 475.0],
]
TARGETS = [
    {"id": "t1", "title": "Nappage", "number": 1, "technique": "nappage"},
    {"id": "t2", "title": "Point-by-point", "number": 2, "technique": "point_by_point"},
    {"id": "t3", "title": "Intraepidermal", "number": 3, "technique": "intraepidermal"},
]
EXCLUSION_KINDS = [
    {"id": "scar", "title": "Scar", "margin_mm": 5},
    {"id": "naevus", "title": "Naevus", "margin_mm": 5},
    {"id": "infection", "title": "Infection", "margin_mm": 20},
    {"id": "vein", "title": "Vein", "margin_mm": 8},
]
Document = Mapping[str, Any]


def outline() -> list[list[float]]:
    return [[b, v] for v, b in KNOTS_MM] + [[-b, v] for v, b in reversed(KNOTS_MM)]


def body(key: str) -> dict[str, object]:
    ring = outline()
    closed = [*ring, ring[0]]
    skin = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in closed],
        "y": [v for _, v in closed],
        "fill": "toself",
        "fillcolor": "#F4E6DA",
        "line": {"color": "#5E4B42", "shape": "linear"},
        "meta": {"width_mm": 1.5},
    }
    spine = {
        "type": "scatter",
        "mode": "markers",
        "x": [0.0] * len(LEVELS),
        "y": [v for _, v in LEVELS],
        "marker": {"symbol": "diamond", "color": "#8C7B72"},
        "meta": {"diameter_mm": 5, "layer": "bones"},
    }
    regions = [
        {
            "id": f"{name}.{side}",
            "name": f"{title}, patient's {word}",
            "rings": [[[sign * 5, top], [sign * 120, top], [sign * 120, low], [sign * 5, low]]],
        }
        for name, title, top, low in (
            ("upper", "Upper back", 80, 230),
            ("lumbar", "Lumbar", 320, 460),
            ("buttock", "Buttock", 500, 620),
        )
        for side, word, sign in (("L", "left", -1), ("R", "right", 1))
    ]
    knots = {
        "v": [v for v, _ in KNOTS_MM],
        "b": [b for _, b in KNOTS_MM],
        "s": [1.3 * b for _, b in KNOTS_MM],
    }
    return {
        "key": key,
        "x_range": [-185, 185],
        "v_range": [-75, 655],
        "projection": knots,
        "outline": ring,
        "levels": LEVELS,
        "regions": regions,
        "traces": [skin, spine],
        "images": [],
    }


def typed(values: NDArray[np.float64]) -> dict[str, str]:
    return {"dtype": "f4", "bdata": base64.b64encode(values.astype("<f4").tobytes()).decode()}


def plan(
    document: Document, spacing_mm: float, *, webgl: bool
) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return the plan's traces and order: rows of drops in discs and zones, passes for the third target."""
    traces: list[dict[str, object]] = []
    order: list[dict[str, object]] = []
    for target in TARGETS:
        zone = _zone(document, str(target["id"]))
        if zone.is_empty:
            continue
        x, v = _rows(zone, spacing_mm)
        figures = {"depth_mm": 2.0, "angle_deg": 45, "inserted_mm": 2.83, "volume_ml": 1.5 / max(len(x), 1)}
        if target["technique"] == "intraepidermal":
            passes = _passes(zone, spacing_mm)
            columns = {name: typed(passes[:, i]) for i, name in enumerate(("x0", "v0", "x1", "v1"))}
            order.append(
                {
                    **target,
                    "passes": {**columns, "length_mm": typed(passes[:, 2] - passes[:, 0]), "volume_ml": 0.05},
                }
            )
            lines = np.insert(passes.reshape(-1, 2), np.arange(2, 2 * len(passes) + 1, 2), np.nan, axis=0)
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": typed(lines[:, 0]),
                    "y": typed(lines[:, 1]),
                    "line": {"color": "#0072B2"},
                    "meta": {"width_mm": 0.6, "layer": "deposits"},
                }
            )
            continue
        order.append({**target, "x": typed(x), "v": typed(v), **figures})
        traces += _signs(zone, str(target["id"]), len(x), webgl=webgl)
    return {"key": f"{document.get('seq', 0)}-{spacing_mm}-{webgl}", "traces": traces}, order


def _signs(zone: shapely.Geometry, target: str, count: int, *, webgl: bool) -> list[dict[str, object]]:
    polygons = [zone] if zone.geom_type == "Polygon" else list(zone.geoms)
    rim = [pair for polygon in polygons for pair in [*polygon.exterior.coords, (math.nan, math.nan)]]
    kind = "scattergl" if webgl else "scatter"
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [_or_none(x) for x, _ in rim],
            "y": [_or_none(v) for _, v in rim],
            "fill": "toself",
            "fillcolor": "rgba(0,114,178,0.13)",
            "line": {"color": "#0072B2", "dash": "dash"},
            "meta": {"width_mm": 0.7, "layer": "zones"},
        },
        {
            "type": kind,
            "mode": "markers",
            "marker": {"color": "#0072B2", "line": {"width": 0}},
            "meta": {"diameter_mm": 3, "order": target, "layer": "deposits"},
        },
        {
            "type": "scatter",
            "mode": "text",
            "text": [str(i + 1) for i in range(min(count, 400))],
            "textposition": "top right",
            "textfont": {"size": 11, "color": "#0072B2"},
            "meta": {"order": target, "min_zoom_px_per_mm": 3.5},
        },
    ]


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _zone(document: Document, target: str) -> shapely.Geometry:
    findings: Sequence[Mapping[str, Any]] = document.get("findings", ())
    mine = [one for one in findings if target in one.get("targets", [])]
    areas = [
        Polygon(one["outline_mm"]) if one["kind"] == "zone" else Point(one["u_mm"], one["v_mm"]).buffer(22)
        for one in mine
    ]
    return shapely.union_all([shapely.make_valid(area) for area in areas]) if areas else Polygon()


def _rows(zone: shapely.Geometry, spacing_mm: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    west, north, east, south = zone.bounds
    x, v = np.meshgrid(np.arange(west, east, spacing_mm), np.arange(north, south, spacing_mm))
    x[1::2] = x[1::2, ::-1]
    inside = shapely.contains_xy(zone, x, v)
    return x[inside], v[inside]


def _passes(zone: shapely.Geometry, spacing_mm: float) -> NDArray[np.float64]:
    west, north, east, south = zone.bounds
    rows = [
        zone.intersection(shapely.LineString([(west, v), (east, v)]))
        for v in np.arange(north + 2, south, spacing_mm)
    ]
    lines = [
        line for row in rows for line in (row.geoms if hasattr(row, "geoms") else [row]) if line.length > 1
    ]
    return np.array([[*line.coords[0], *line.coords[-1]] for line in lines]).reshape(-1, 4)
