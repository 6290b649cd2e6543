"""Warp the reference drawing to a patient's measures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import pi

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

from planner.body.anthropometry import predict_measures_mm
from planner.body.body_map import BodyMap, Line, Region
from planner.body.catalogue import find_body_map
from planner.body.corners import corners_of, shape_of
from planner.body.fitted_map import FittedMap, ScaleState
from planner.body.patient import Patient, require_patient
from planner.body.points import DrawnMm
from planner.body.projection import IDENTITY, Projection
from planner.errors import BodyMapUnreadable

Floats = NDArray[np.float64]


def fit(body_map_id: str, patient: Patient | None = None, *, position: str = "") -> FittedMap:
    """Return a body map in the size of a patient.

    Without stature and weight it is the median map; a measured C7-PSIS length then still sets the spine.

    Parameters
    ----------
    position
        ``prone`` moves the landmarks that the arms carry along, the inferior angle of the scapula first.

    Raises
    ------
    UnknownBodyMap
        If there is no such map, or no drawing for this sex.
    PatientOutOfRange, NumberNotFinite
        If a measure is not one the map holds for.
    """
    patient = patient or Patient()
    return fit_drawings(find_body_map(body_map_id, patient.sex), patient, position=position)


def fit_drawings(drawings: Sequence[BodyMap], patient: Patient, *, position: str = "") -> FittedMap:
    """Return the mean, vertex by vertex, of drawings of one map, each warped to the patient.

    Raises
    ------
    BodyMapUnreadable
        If the drawings do not have the same regions, lines and corners.
    """
    require_patient(patient)
    if len(drawings) > 1 and len({shape_of(drawing) for drawing in drawings}) > 1:
        raise BodyMapUnreadable(
            f"the drawings of {drawings[0].id!r} differ in their regions, lines or corners"
        )
    bodies = [_warped(drawing, patient) for drawing in drawings]
    mean = _Body(
        points_mm=np.mean([body.points_mm for body in bodies], axis=0),
        arc_per_breadth=np.mean([body.arc_per_breadth for body in bodies], axis=0),
        c7_psis_mm=float(np.mean([body.c7_psis_mm for body in bodies])),
    )
    variant = drawings[0].variant if len(drawings) == 1 else "unspecified"
    fitted = _assembled(drawings[0], mean, position)
    return replace(
        fitted,
        variant=variant,
        scale=_scale(drawings[0], patient),
        c7_psis_is_measured=drawings[0].reference is not None and patient.c7_psis_mm is not None,
    )


def _scale(drawing: BodyMap, patient: Patient) -> ScaleState:
    if drawing.reference is None or patient.stature_mm is None or patient.weight_kg is None:
        return ScaleState.MEDIAN
    return ScaleState.SCALED if patient.c7_psis_mm is None else ScaleState.MEASURED


@dataclass(frozen=True, slots=True)
class _Body:
    """One warped drawing: all its points in the order of ``Corners``, and the roundness along its contour."""

    points_mm: Floats
    arc_per_breadth: Floats
    c7_psis_mm: float


def _warped(drawing: BodyMap, patient: Patient) -> _Body:
    corners = corners_of(drawing)
    points_mm = corners.points_mm
    contour_v_mm = np.array([v_mm for _, v_mm in drawing.contour])
    if drawing.reference is None:
        return _Body(points_mm, _arc_per_breadth(drawing, contour_v_mm, {}), 0.0)
    known = drawing.reference
    reference_mm = predict_measures_mm(known.sex, known.stature_mm, known.weight_kg)
    body_mm = reference_mm
    if patient.stature_mm is not None and patient.weight_kg is not None:
        body_mm = predict_measures_mm(known.sex, patient.stature_mm, patient.weight_kg)
    growth_mm = {name: body_mm[name] - reference_mm[name] for name in body_mm}
    points_mm = drawing.net.warp(corners.distinct_mm, growth_mm)[corners.which]
    points_mm[:, 0] = np.copysign(points_mm[:, 0], corners.points_mm[:, 0])
    c7_psis_mm = patient.c7_psis_mm or body_mm["c7_psis"]
    points_mm[:, 1] *= c7_psis_mm / body_mm["c7_psis"]
    rounder = {
        f"{section.arc}/{section.breadth}": body_mm[section.arc]
        / body_mm[section.breadth]
        * reference_mm[section.breadth]
        / reference_mm[section.arc]
        for section in drawing.sections
        if section.arc
    }
    return _Body(points_mm, _arc_per_breadth(drawing, contour_v_mm, rounder), c7_psis_mm)


def _arc_per_breadth(drawing: BodyMap, contour_v_mm: Floats, rounder: dict[str, float]) -> Floats:
    """Return S / b at each corner of the contour, kept where the section model can follow it."""
    if not drawing.contour or not drawing.sections:
        return np.zeros(0)
    ratios = [
        section.arc_per_breadth * rounder.get(f"{section.arc}/{section.breadth}", 1.0)
        for section in drawing.sections
    ]
    along = np.interp(contour_v_mm, [section.v_mm for section in drawing.sections], ratios)
    return np.clip(along, 1.0, pi / 2)


def _assembled(drawing: BodyMap, body: _Body, position: str) -> FittedMap:
    ends = corners_of(drawing).ends
    count = 1 + len(drawing.regions)
    pieces = iter(np.split(body.points_mm, ends[:-1]))
    drawn_outline, *drawn_areas = [Polygon(next(pieces)) for _ in range(count)]
    marks_mm, levels_mm, contour_mm = next(pieces), next(pieces), next(pieces)
    projection = _projection(contour_mm, body.arc_per_breadth)
    skin_mm = _on_skin(body.points_mm[: ends[count - 1]], projection)
    outline, *areas = [Polygon(points_mm) for points_mm in np.split(skin_mm, ends[: count - 1])]
    return FittedMap(
        id=drawing.id,
        version=drawing.version,
        title=drawing.title,
        variant=drawing.variant,
        scale=ScaleState.MEDIAN,
        c7_psis_mm=body.c7_psis_mm,
        c7_psis_is_measured=False,
        outline=outline,
        drawn_outline=drawn_outline,
        regions=_regions(drawing, areas),
        drawn_regions=_regions(drawing, drawn_areas),
        landmarks=tuple(
            replace(mark, at=DrawnMm(x_mm, v_mm + mark.prone_shift_mm * (position == "prone")))
            for mark, (x_mm, v_mm) in zip(drawing.landmarks, marks_mm.tolist(), strict=True)
        ),
        levels=tuple(
            replace(level, v_mm=v_mm)
            for level, (_, v_mm) in zip(drawing.levels, levels_mm.tolist(), strict=True)
        ),
        projection=projection,
        art=tuple(replace(line, points=_corners(next(pieces))) for line in drawing.art),
        shading=tuple(replace(shade, points=_corners(next(pieces))) for shade in drawing.shading),
        bounds=drawn_outline.bounds,
    )


def _projection(contour_mm: Floats, arc_per_breadth: Floats) -> Projection:
    if not len(arc_per_breadth):
        return IDENTITY
    half_breadth_mm, v_mm = contour_mm[:, 0], contour_mm[:, 1]
    return Projection(
        tuple(v_mm.tolist()),
        tuple(half_breadth_mm.tolist()),
        tuple((arc_per_breadth * half_breadth_mm).tolist()),
    )


def _on_skin(points_mm: Floats, projection: Projection) -> Floats:
    x_mm, v_mm = points_mm[:, 0], points_mm[:, 1]
    return np.column_stack([projection.tape_u(x_mm, v_mm), v_mm])


def _regions(drawing: BodyMap, areas: list[Polygon]) -> tuple[Region, ...]:
    return tuple(replace(region, area=area) for region, area in zip(drawing.regions, areas, strict=True))


def _corners(points_mm: Floats) -> Line:
    return tuple(map(tuple, points_mm.tolist()))
