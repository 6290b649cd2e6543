"""The figures of a plan as records: what each of them says is written beside it in `all_measures`."""

from dataclasses import dataclass

from planner.body import PointMm


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured on one target, or on the whole plan; None where there is nothing to measure.

    Parameters
    ----------
    coverage
        The part of the treatment zone that lies within reach of a deposit or a pass, 0-1.
    over_treatment
        Skin within reach that lies outside the zone, as a part of the zone.
    conformity
        Coverage times the part of the skin within reach that lies in the zone, 0-1 (Paddick).
    multiplicity
        How many deposits, or passes, a place of the zone has within reach in the mean.
    largest_gap_mm, largest_gap_at
        The farthest that a place of the zone is from the nearest deposit or pass, and that place.
    smallest_spacing_mm, mean_spacing_mm, spacing_cv
        From each deposit, or row of passes, to its nearest neighbour; the last is their standard deviation
        over their mean.
    exclusion_distance_mm, exclusion_margin_distance_mm
        The nearest that a deposit or a pass comes to the edge of an exclusion, and to the edge of its margin.
    volume_ml_per_cm2
        What the zone is given, over its area.
    punctures_lower_bound
        The fewest deposits that could serve the zone, where it has been proved.
    lower_bound_is_published
        Whether all that this rests on is elementary or published; part of it may be our own proof.
    """

    punctures: int
    passes: int
    track_mm: float
    volume_ml: float
    zone_area_mm2: float
    volume_ml_per_cm2: float | None
    coverage: float | None
    over_treatment: float | None
    conformity: float | None
    multiplicity: float | None
    largest_gap_mm: float | None
    largest_gap_at: PointMm | None
    smallest_spacing_mm: float | None
    mean_spacing_mm: float | None
    spacing_cv: float | None
    exclusion_distance_mm: float | None
    exclusion_margin_distance_mm: float | None
    punctures_lower_bound: int | None = None
    lower_bound_is_published: bool = True

    @property
    def entries(self) -> int:
        """How often the needle enters the skin: once for each injection, once for each pass."""
        return self.punctures + self.passes


@dataclass(frozen=True, slots=True)
class TargetScore:
    """The figures of one target."""

    target: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class PlanScore:
    """The figures of every target, in the plan's order, and of the plan as a whole."""

    targets: tuple[TargetScore, ...]
    totals: Figures
