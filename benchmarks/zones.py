"""The eight zones on which the geometry is measured: tiny, thin, fat, holed, curved and scattered, in mm."""

import math

import numpy as np
import shapely
from shapely import LineString, Point, Polygon, affinity, box
from shapely.geometry.base import BaseGeometry


def disc20() -> BaseGeometry:
    return Point(0, 0).buffer(20, quad_segs=32)


def two_discs() -> BaseGeometry:
    return Point(-18, 0).buffer(25, quad_segs=32).union(Point(18, 0).buffer(25, quad_segs=32))


def strip30x300() -> BaseGeometry:
    v_mm = np.linspace(0, 267, 60)
    return LineString(np.column_stack((12 * np.sin(v_mm / 42), v_mm))).buffer(15, quad_segs=16)


def lumbar300x150() -> BaseGeometry:
    return box(-120, -45, 120, 45).buffer(30, quad_segs=12)


def back400x500() -> BaseGeometry:
    v_mm = np.linspace(-250, 250, 120)
    half_mm = 172 - 22 * np.cos(v_mm / 250 * math.pi) * np.cos(v_mm / 500 * math.pi)
    right = np.column_stack((half_mm, v_mm))
    return Polygon(np.concatenate([right, right[::-1] * (-1, 1)]))


def moles10() -> BaseGeometry:
    rng = np.random.default_rng(10)
    places = rng.uniform((-75, -50), (75, 50), (10, 2))
    moles = [Point(place).buffer(size) for place, size in zip(places, rng.uniform(3, 6, 10), strict=True)]
    ellipse = affinity.scale(Point(0, 0).buffer(1, quad_segs=32), 100, 75)
    return ellipse.difference(shapely.union_all(moles))


def crescent() -> BaseGeometry:
    return Point(0, 0).buffer(60, quad_segs=32).difference(Point(18, 0).buffer(60, quad_segs=32))


def tender40() -> BaseGeometry:
    places = np.random.default_rng(112).uniform((-160, 0), (160, 400), (40, 2))
    return shapely.union_all(shapely.buffer(shapely.points(places), 11, quad_segs=32)).buffer(10).buffer(-10)


ZONES = {
    zone.__name__: zone
    for zone in (
        disc20,
        two_discs,
        strip30x300,
        lumbar300x150,
        back400x500,
        moles10,
        crescent,
        tender40,
    )
}
