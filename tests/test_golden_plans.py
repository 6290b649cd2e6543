"""Plans pinned as text. A change here is a clinical change: look at the drawing, then ``--store-golden``."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from planner.body import fit
from planner.checks import check_plan
from planner.files import plan_json, read_session, session_json
from planner.plan import build_plan
from planner.score import score_plan
from planner.session import Session, SettingValue

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def an_example(name: str) -> Session:
    return read_session((ROOT / "examples" / f"{name}.json").read_text(encoding="utf-8"))


def set_to(session: Session, **settings: SettingValue) -> Session:
    (target,) = session.targets
    chosen = dict(target.settings) | settings
    return replace(session, targets=(replace(target, settings=tuple(sorted(chosen.items()))),))


FILL: dict[str, SettingValue] = {"pattern": "fill", "spread_mm": 12.0, "spacing_mm": 10.0}
SESSIONS = {
    "intraepidermal": lambda: an_example("intraepidermal"),
    "nappage": lambda: an_example("nappage"),
    "nappage_follows_pain": lambda: an_example("nappage_follows_pain"),
    "point_by_point": lambda: an_example("point_by_point"),
    "point_by_point_square": lambda: set_to(an_example("point_by_point"), pattern="square"),
    "point_by_point_fill": lambda: set_to(an_example("point_by_point"), **FILL),
    "point_by_point_optimised": lambda: set_to(
        an_example("point_by_point"), **FILL, effort="optimise", steps=3.0
    ),
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


def test_another_process_with_other_threads_and_kernels_gives_the_same_bytes(tmp_path: Path) -> None:
    name = "point_by_point_optimised"
    session = tmp_path / "session.json"
    session.write_text(session_json(SESSIONS[name]()), encoding="utf-8")
    threads = {"OMP_NUM_THREADS": "3", "OPENBLAS_NUM_THREADS": "3"}
    kernels = {"OPENBLAS_CORETYPE": "Nehalem", "PYTHONHASHSEED": "3"}  # the oldest: every processor has it

    printed = subprocess.run(
        [sys.executable, "-m", "planner", "plan", str(session)],
        cwd=ROOT,
        env=os.environ | threads | kernels,
        capture_output=True,
        check=True,
    )

    assert printed.stdout == (GOLDEN / f"{name}.json").read_bytes()


def test_every_golden_plan_is_asked_for() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(SESSIONS)
