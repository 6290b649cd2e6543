"""Plans pinned as text. A change here is a clinical change: look at the drawing, then ``--store-golden``."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.body import fit
from planner.checks import check_plan
from planner.files import plan_json, read_session
from planner.plan import build_plan
from planner.score import score_plan
from planner.session import Session

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def an_example(name: str) -> Session:
    return read_session((ROOT / "examples" / f"{name}.json").read_text(encoding="utf-8"))


def in_pattern(session: Session, pattern: str) -> Session:
    return replace(session, targets=tuple(t.with_setting("pattern", pattern) for t in session.targets))


SESSIONS = {
    "intraepidermal": lambda: an_example("intraepidermal"),
    "nappage": lambda: an_example("nappage"),
    "nappage_follows_pain": lambda: an_example("nappage_follows_pain"),
    "point_by_point": lambda: an_example("point_by_point"),
    "point_by_point_square": lambda: in_pattern(an_example("point_by_point"), "square"),
    "mixed": lambda: an_example("mixed"),
}


@pytest.mark.parametrize("name", SESSIONS)
def test_the_plan_is_the_one_that_was_looked_at(name: str, request: pytest.FixtureRequest) -> None:
    session = SESSIONS[name]()
    fitted = fit(session.body_map, session.patient, position=session.position)
    plan = build_plan(session, fitted)
    score = score_plan(plan)

    text = plan_json(plan, score, check_plan(session, plan, score, fitted), fitted)

    golden = GOLDEN / f"{name}.json"
    if request.config.getoption("--store-golden"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_golden_plan_is_asked_for() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(SESSIONS)
