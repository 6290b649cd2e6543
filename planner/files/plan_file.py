"""A plan as JSON text, as other tools read it, and the published schema of it."""

from collections.abc import Sequence
from typing import Final, Literal, cast

import numpy as np
from numpy.typing import ArrayLike
from pydantic import TypeAdapter

from planner.body import FittedMap, Side, levels_of, regions_of, side_of
from planner.checks import Alert
from planner.checks.compared import Compared
from planner.files.document_text import document_text
from planner.files.plan_form import (
    DEG_DECIMALS,
    ML_DECIMALS,
    MM_DECIMALS,
    RATIO_DECIMALS,
    AlertPart,
    ComparedPart,
    InjectionPart,
    PassPart,
    PlanPart,
    ScorePart,
    TargetPart,
    TotalsPart,
    WithheldPart,
)
from planner.files.published_schema import schema_text
from planner.files.session_form import SCHEMA_VERSION
from planner.files.strict_json import JsonValue
from planner.necessity import UNREVIEWED
from planner.plan import Plan, TargetPlan, Totals
from planner.score import Figures, PlanScore
from planner.techniques import find_technique
from planner.techniques.grid import NO_FINDING, Passes, Withheld

_SIDES: Final[dict[Side, Literal["left", "midline", "right"]]] = {
    Side.LEFT: "left",
    Side.MIDLINE: "midline",
    Side.RIGHT: "right",
}


def plan_json(plan: Plan, score: PlanScore, alerts: Sequence[Alert], fitted: FittedMap) -> str:
    """Return ``plan`` with its score and its alerts as the text of a plan file.

    The same plan gives the same bytes: keys stand in the published order, and figures are rounded as the
    schema says (`plan_schema`).
    """
    document: PlanPart = {
        "schema_version": SCHEMA_VERSION,
        "totals": _totals_part(plan.totals),
        "targets": [
            _target_part(target, own.figures, fitted)
            for target, own in zip(plan.targets, score.targets, strict=True)
        ],
        "alerts": [_alert_part(alert) for alert in alerts],
    }
    return document_text(cast("JsonValue", document))


def plan_schema() -> str:
    """Return the JSON Schema of a plan file, as text."""
    return schema_text(TypeAdapter(PlanPart).json_schema(), title="Mesoplan plan", name="plan")


def _totals_part(totals: Totals) -> TotalsPart:
    return {
        "punctures": totals.punctures,
        "passes": totals.passes,
        "track_mm": _rounded(totals.track_mm, MM_DECIMALS),
        "volume_ml": _rounded(totals.volume_ml, ML_DECIMALS),
        "area_mm2": _rounded(totals.area_mm2, MM_DECIMALS),
    }


def _target_part(target: TargetPlan, score: Figures, fitted: FittedMap) -> TargetPart:
    return {
        "id": target.id,
        "technique": target.technique,
        "settings": {
            name: value if isinstance(value, str) else _rounded(value, ML_DECIMALS)
            for name, value in find_technique(target.technique).said(target.settings).items()
        },
        "zone_area_mm2": _rounded(target.zone_area_mm2, MM_DECIMALS),
        "injections": _injection_parts(target, fitted),
        "passes": _pass_parts(target.passes),
        "withheld": [_withheld_part(withheld) for withheld in target.withheld],
        "score": _score_part(score),
    }


def _injection_parts(target: TargetPlan, fitted: FittedMap) -> list[InjectionPart]:
    grid = target.grid
    rows = zip(
        _column(grid.u_mm, MM_DECIMALS),
        _column(grid.v_mm, MM_DECIMALS),
        _column(grid.depth_mm, MM_DECIMALS),
        _column(grid.angle_deg, DEG_DECIMALS),
        _column(grid.inserted_mm, MM_DECIMALS),
        _column(grid.volume_ml, ML_DECIMALS),
        (None if index == NO_FINDING else target.points[index] for index in grid.finding.tolist()),
        levels_of(fitted, grid.v_mm),
        regions_of(fitted, grid.u_mm, grid.v_mm),
        strict=True,
    )
    return [
        {
            "n": n,
            "u_mm": u_mm,
            "v_mm": v_mm,
            "depth_mm": depth_mm,
            "angle_deg": angle_deg,
            "inserted_mm": inserted_mm,
            "volume_ml": volume_ml,
            "finding": finding,
            "level": level or None,
            "side": _SIDES[side_of(u_mm)],
            "region": region.removesuffix(".L").removesuffix(".R") or None,
        }
        for n, (
            u_mm,
            v_mm,
            depth_mm,
            angle_deg,
            inserted_mm,
            volume_ml,
            finding,
            level,
            region,
        ) in enumerate(rows, start=1)
    ]


def _pass_parts(passes: Passes) -> list[PassPart]:
    columns = zip(
        np.round(passes.starts, MM_DECIMALS).tolist(),
        np.round(passes.ends, MM_DECIMALS).tolist(),
        _column(passes.length_mm, MM_DECIMALS),
        _column(passes.volume_ml, ML_DECIMALS),
        strict=True,
    )
    return [
        {"n": n, "from_mm": start, "to_mm": end, "length_mm": length, "volume_ml": volume}
        for n, (start, end, length, volume) in enumerate(columns, start=1)
    ]


def _withheld_part(withheld: Withheld) -> WithheldPart:
    return {
        "u_mm": _rounded(withheld.u_mm, MM_DECIMALS),
        "v_mm": _rounded(withheld.v_mm, MM_DECIMALS),
        "finding": withheld.finding,
        "reason": withheld.reason,
    }


def _score_part(score: Figures) -> ScorePart:
    at = score.largest_gap_at
    part: ScorePart = {
        "coverage": _measured(score.coverage, RATIO_DECIMALS),
        "over_treatment": _measured(score.over_treatment, RATIO_DECIMALS),
        "largest_gap_mm": _measured(score.largest_gap_mm, MM_DECIMALS),
        "spacing_cv": _measured(score.spacing_cv, RATIO_DECIMALS),
        "punctures_lower_bound": score.punctures_lower_bound,
        "conformity": _measured(score.conformity, RATIO_DECIMALS),
        "multiplicity": _measured(score.multiplicity, RATIO_DECIMALS),
        "largest_gap_at_mm": None
        if at is None
        else (_rounded(at.u_mm, MM_DECIMALS), _rounded(at.v_mm, MM_DECIMALS)),
        "smallest_spacing_mm": _measured(score.smallest_spacing_mm, MM_DECIMALS),
        "mean_spacing_mm": _measured(score.mean_spacing_mm, MM_DECIMALS),
        "exclusion_distance_mm": _measured(score.exclusion_distance_mm, MM_DECIMALS),
        "exclusion_margin_distance_mm": _measured(score.exclusion_margin_distance_mm, MM_DECIMALS),
        "volume_ml_per_cm2": _measured(score.volume_ml_per_cm2, ML_DECIMALS),
    }
    if not score.lower_bound_is_published:
        part["punctures_lower_bound_mark"] = UNREVIEWED
    return part


def _alert_part(alert: Alert) -> AlertPart:
    return {
        "code": alert.code,
        "severity": alert.severity.value,
        "target": alert.target,
        "text": alert.full_text,
        "source": alert.source,
        "compared": [_compared_part(compared) for compared in alert.compared],
    }


def _compared_part(compared: Compared) -> ComparedPart:
    cited = compared.cited
    return {
        "what": compared.what,
        "unit": cited.unit,
        "limit": compared.limit,
        "limit_sources": [source.key for source in compared.limit_sources],
        "low": cited.low,
        "high": cited.high,
        "readings": [
            {
                "source": reading.source.key,
                "low": reading.low,
                "high": reading.high,
                "role": reading.role.value,
                "locator": reading.locator,
            }
            for reading in cited.readings
        ],
    }


def _measured(value: float | None, decimals: int) -> float | None:
    return None if value is None else _rounded(value, decimals)


def _rounded(value: float, decimals: int) -> float:
    return round(value, decimals) + 0.0  # a rounded -0.0 becomes 0.0


def _column(values: ArrayLike, decimals: int) -> list[float]:
    rounded: list[float] = (np.round(np.asarray(values, dtype=np.float64), decimals) + 0.0).tolist()
    return rounded
