"""The measures of a patient that a body map is fitted to."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.body.anthropometry import C7_PSIS_RANGE_MM, STATURE_RANGE_MM, WEIGHT_RANGE_KG
from planner.errors import NumberNotFinite, PatientOutOfRange


class Sex(StrEnum):
    """Whose proportions to use; unspecified averages the female and the male body."""

    FEMALE = "female"
    MALE = "male"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Patient:
    """Sex and measures, any of them unknown; the C7-PSIS length is a tape reading along the midline."""

    sex: Sex = Sex.UNSPECIFIED
    stature_mm: float | None = None
    weight_kg: float | None = None
    c7_psis_mm: float | None = None


def require_patient(patient: Patient) -> None:
    """Raise unless every measure is one that body maps are known to hold for.

    Raises
    ------
    NumberNotFinite
        If a measure is NaN or infinite.
    PatientOutOfRange
        If a measure lies outside the checked range; the message says the range.
    """
    stature_range_mm = _range_for(patient.sex, STATURE_RANGE_MM)
    weight_range_kg = _range_for(patient.sex, WEIGHT_RANGE_KG)
    _require_within(patient.stature_mm, stature_range_mm, "stature_mm", "The stature", "mm")
    _require_within(patient.weight_kg, weight_range_kg, "weight_kg", "The weight", "kg")
    _require_within(patient.c7_psis_mm, C7_PSIS_RANGE_MM, "c7_psis_mm", "The C7-PSIS length", "mm")


def allowed_ranges(sex: Sex) -> dict[str, tuple[float, float]]:
    """Return least and most allowed of each measure by its field name, for forms."""
    return {
        "stature_mm": _range_for(sex, STATURE_RANGE_MM),
        "weight_kg": _range_for(sex, WEIGHT_RANGE_KG),
        "c7_psis_mm": C7_PSIS_RANGE_MM,
    }


def _range_for(sex: Sex, ranges: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    if sex is not Sex.UNSPECIFIED:
        return ranges[sex.value]
    return min(low for low, _ in ranges.values()), max(high for _, high in ranges.values())


def _require_within(
    value: float | None, allowed: tuple[float, float], name: str, title: str, unit: str
) -> None:
    if value is None:
        return
    low, high = allowed
    in_cm = f" ({low / 10:g} to {high / 10:g} cm)" if unit == "mm" else ""
    if not math.isfinite(value):
        raise NumberNotFinite(
            f"{title} is not a number: enter {low:.0f} to {high:.0f} {unit}.", field=f"patient.{name}"
        )
    if not low <= value <= high:
        raise PatientOutOfRange(
            f"{title} of {value:g} {unit} is outside {low:.0f} to {high:.0f} {unit}{in_cm}, where the body "
            "map holds: correct it, or leave it out and use the median map.",
            field=f"patient.{name}",
        )
