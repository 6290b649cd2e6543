"""Body maps, the patients they are fitted to, and the names of places on them."""

from planner.body.body_map import ArtLine, BodyMap, Landmark, Level, Region, Shade, Side
from planner.body.catalogue import all_body_maps, find_body_map
from planner.body.fit import fit, fit_drawings
from planner.body.fitted_map import FittedMap, ScaleState
from planner.body.patient import Patient, Sex, allowed_ranges, require_patient
from planner.body.places import Place, describe, levels_of, place_of, regions_of, side_of
from planner.body.points import DrawnMm, PointMm
from planner.body.projection import Projection
from planner.body.read_body_map import read_body_map

__all__ = [
    "ArtLine",
    "BodyMap",
    "DrawnMm",
    "FittedMap",
    "Landmark",
    "Level",
    "Patient",
    "Place",
    "PointMm",
    "Projection",
    "Region",
    "ScaleState",
    "Sex",
    "Shade",
    "Side",
    "all_body_maps",
    "allowed_ranges",
    "describe",
    "find_body_map",
    "fit",
    "fit_drawings",
    "levels_of",
    "place_of",
    "read_body_map",
    "regions_of",
    "require_patient",
    "side_of",
]
