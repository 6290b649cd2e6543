"""What plain lattices take to cover a zone with discs of radius ``spread_mm``: what a fill has to beat."""

import math

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry


def square_count(zone: BaseGeometry, spread_mm: float) -> int:
    """Return the nodes of a square lattice at the zone's corner whose squares meet the zone."""
    side_mm = spread_mm * math.sqrt(2)
    x_min, y_min, x_max, y_max = zone.bounds
    x, y = np.meshgrid(np.arange(x_min, x_max + side_mm, side_mm), np.arange(y_min, y_max + side_mm, side_mm))
    half_mm = side_mm / 2
    return int(
        shapely.intersects(zone, shapely.box(x - half_mm, y - half_mm, x + half_mm, y + half_mm)).sum()
    )


def hexagonal_count(zone: BaseGeometry, spread_mm: float) -> int:
    """Return the nodes of a hexagonal lattice at the middle of the zone whose cells meet it."""
    x_min, y_min, x_max, y_max = zone.bounds
    node_mm, row_mm = spread_mm * math.sqrt(3), spread_mm * 1.5
    rows = np.arange(-math.ceil((y_max - y_min) / row_mm), math.ceil((y_max - y_min) / row_mm) + 1)
    columns = np.arange(-math.ceil((x_max - x_min) / node_mm), math.ceil((x_max - x_min) / node_mm) + 1)
    column, row = (found.ravel() for found in np.meshgrid(columns, rows))
    x = (x_min + x_max) / 2 + (column + 0.5 * (row % 2)) * node_mm
    y = (y_min + y_max) / 2 + row * row_mm
    corner = np.radians(np.arange(30, 390, 60))
    cell = spread_mm * np.column_stack((np.cos(corner), np.sin(corner)))
    cells = shapely.polygons(np.column_stack((x, y))[:, None] + cell)
    return int(shapely.intersects(cells, zone).sum())
