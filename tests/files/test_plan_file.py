import dataclasses
import json
from typing import Any

import jsonschema

from planner.body import Patient, PointMm, Sex, fit
from planner.checks import check_plan
from planner.files import plan_json, plan_schema
from planner.plan import build_plan
from planner.score import score_plan
from planner.session import (
    Exclusion,
    ExclusionKind,
    FindingKind,
    PointFinding,
    Session,
    Target,
    Zone,
)

PATIENT = Patient(Sex.FEMALE, 1626.0, 66.8, 475.0)


def a_point(an_id: str, u_mm: float, v_mm: float) -> PointFinding:
    return PointFinding(an_id, FindingKind.TENDER_POINT, PointMm(u_mm, v_mm), 7)


def a_rectangle(u_mm: float, v_mm: float, width_mm: float, height_mm: float) -> tuple[PointMm, ...]:
    return (
        PointMm(u_mm, v_mm),
        PointMm(u_mm + width_mm, v_mm),
        PointMm(u_mm + width_mm, v_mm + height_mm),
        PointMm(u_mm, v_mm + height_mm),
    )


def the_session() -> Session:
    """Return the session of the published page: a point, a zone, a scar, two targets."""
    return Session(
        patient=PATIENT,
        findings=(
            a_point("p1", 15, 409),
            a_point("p2", 0, 420),
            Zone("z1", a_rectangle(20, 400, 70, 60), 5),
        ),
        exclusions=(Exclusion("x1", ExclusionKind.SCAR, a_rectangle(-5, 400, 10, 80), 5.0),),
        targets=(
            Target(
                "t1", "point_by_point", ("p1", "p2"), (("pattern", "anchors"), ("volume_per_deposit_ml", 0.1))
            ),
            Target("t2", "intraepidermal", ("z1",), (("line_spacing_mm", 5.0), ("zone_volume_ml", 1.0))),
        ),
    )


def written(session: Session) -> str:
    fitted = fit(session.body_map, session.patient)
    plan = build_plan(session, fitted)
    score = score_plan(plan)
    return plan_json(plan, score, check_plan(session, plan, score, fitted), fitted)


def members_of(session: Session) -> dict[str, Any]:
    members: dict[str, Any] = json.loads(written(session))
    return members


def test_a_plan_has_the_published_keys_in_their_order() -> None:
    plan = members_of(the_session())

    point_by_point, intraepidermal = plan["targets"]
    assert list(plan) == ["schema_version", "totals", "targets", "alerts"]
    assert list(plan["totals"]) == ["punctures", "passes", "track_mm", "volume_ml", "area_mm2"]
    assert list(point_by_point) == [
        "id",
        "technique",
        "settings",
        "zone_area_mm2",
        "injections",
        "passes",
        "withheld",
        "score",
    ]
    assert list(point_by_point["score"]) == [
        "coverage",
        "over_treatment",
        "largest_gap_mm",
        "spacing_cv",
        "punctures_lower_bound",
        "conformity",
        "multiplicity",
        "largest_gap_at_mm",
        "smallest_spacing_mm",
        "mean_spacing_mm",
        "exclusion_distance_mm",
        "exclusion_margin_distance_mm",
        "volume_ml_per_cm2",
    ]
    assert list(intraepidermal["passes"][0]) == ["n", "from_mm", "to_mm", "length_mm", "volume_ml"]
    assert list(plan["alerts"][0]) == ["code", "severity", "target", "text", "source", "compared"]


def test_a_bound_that_rests_on_our_own_proof_is_marked_beside_its_number() -> None:
    session = the_session()
    fitted = fit(session.body_map, session.patient)
    plan = build_plan(session, fitted)
    score = score_plan(plan)
    targets = tuple(
        dataclasses.replace(
            one,
            figures=dataclasses.replace(
                one.figures, punctures_lower_bound=1, lower_bound_is_published=is_published
            ),
        )
        for one, is_published in zip(score.targets, (True, False), strict=True)
    )

    members = json.loads(plan_json(plan, dataclasses.replace(score, targets=targets), (), fitted))

    published, ours = (target["score"] for target in members["targets"])
    assert ours["punctures_lower_bound_mark"] == "our proof, not yet reviewed"
    assert "punctures_lower_bound_mark" not in published
    jsonschema.Draft202012Validator(json.loads(plan_schema())).validate(members)


def test_a_remark_carries_every_source_and_the_one_that_its_limit_is_from() -> None:
    alerts = members_of(the_session())["alerts"]

    skin = next(alert for alert in alerts if alert["code"] == "depth_exceeds_skin")["compared"][0]
    assert (skin["what"], skin["unit"], skin["limit"]) == ("Skin at the waist", "mm", 1.91)
    assert (skin["limit_sources"], skin["low"], skin["high"]) == (["LAUR07"], 1.91, 1.91)
    assert [(one["source"], one["low"], one["high"], one["role"]) for one in skin["readings"]] == [
        ("LAUR07", 1.91, 1.91, "given"),
        ("MICHUS", None, None, "beside"),
        ("SCILIT", None, None, "beside"),
        ("AFME-BLANCH", 0.3, 4.0, "beside"),
        ("PERRIN08", 4.0, 4.0, "beside"),
        ("DERMO", 4.0, 4.0, "beside"),
    ]
    assert skin["readings"][0]["locator"] == "waist, 342 adults, ultrasound, on average"


def test_an_injection_says_where_how_and_for_which_finding() -> None:
    injections = members_of(the_session())["targets"][0]["injections"]

    assert injections == [
        {
            "n": 1,
            "u_mm": 15.0,
            "v_mm": 409.0,
            "depth_mm": 4.0,
            "angle_deg": 90.0,
            "inserted_mm": 4.0,
            "volume_ml": 0.1,
            "finding": "p1",
            "level": "L4",
            "side": "right",
            "region": "paravertebral_lumbar",
        }
    ]


def test_a_withheld_point_is_named_with_its_reason() -> None:
    withheld = members_of(the_session())["targets"][0]["withheld"]

    assert withheld == [
        {
            "u_mm": 0.0,
            "v_mm": 420.0,
            "finding": "p2",
            "reason": "inside exclusion x1 (scar) or its 5 mm margin",
        }
    ]


def test_every_setting_that_was_used_is_told() -> None:
    settings = members_of(the_session())["targets"][1]["settings"]

    assert settings["line_spacing_mm"] == 5.0
    assert set(settings) == {
        "line_spacing_mm",
        "max_stroke_mm",
        "zone_volume_ml",
        "margin_mm",
        "needle_length_mm",
        "needle_angle_deg",
        "depth_mm",
        "direction_deg",
        "rim_passes",
    }


def test_a_plan_follows_its_schema() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(plan_schema()))

    plan = members_of(the_session())

    validator.validate(plan)
    del plan["targets"][0]["injections"][0]["level"]
    assert not validator.is_valid(plan)


def test_a_session_without_targets_gives_an_empty_plan_that_follows_the_schema() -> None:
    plan = members_of(Session())

    jsonschema.Draft202012Validator(json.loads(plan_schema())).validate(plan)
    assert plan["totals"] == {"punctures": 0, "passes": 0, "track_mm": 0.0, "volume_ml": 0.0, "area_mm2": 0.0}
    assert plan["targets"] == []
