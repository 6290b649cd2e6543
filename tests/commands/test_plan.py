import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.__main__ import main


def test_a_session_that_is_not_there_is_refused(refused: Callable[..., str]) -> None:
    assert refused("plan", "no/such.json") == "no/such.json cannot be read: No such file or directory."


def test_a_folder_is_no_session(refused: Callable[..., str], tmp_path: Path) -> None:
    assert refused("plan", str(tmp_path)) == f"{tmp_path} cannot be read: Is a directory."


def test_a_name_that_no_file_can_have_is_refused(refused: Callable[..., str]) -> None:
    assert refused("plan", "a\0b") == r"'a\x00b' is no file name."


def test_an_endless_file_is_refused_and_not_read_to_its_end(refused: Callable[..., str]) -> None:
    assert refused("plan", "/dev/zero").startswith("The file is larger than 5 MB")


def a_fill_file(folder: Path, **settings: float) -> Path:
    """Return the file of a session that fills one zone."""
    session = json.loads((Path(__file__).parents[2] / "examples" / "point_by_point.json").read_text())
    session["findings"] = [
        {
            "id": "z1",
            "kind": "zone",
            "outline_mm": [[20, 400], [90, 400], [90, 460], [20, 460]],
            "intensity": 5,
        }
    ]
    fill = {"pattern": "fill", **settings}
    session["targets"] = [{"id": "t1", "technique": "point_by_point", "findings": ["z1"], "settings": fill}]
    file = folder / "fill.json"
    file.write_text(json.dumps(session))
    return file


def planned(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["plan", *words]) == 0
    target: dict[str, Any] = json.loads(capsys.readouterr().out)["targets"][0]
    return target


def test_the_fewest_punctures_are_proved_only_when_asked_and_marked_where_the_proof_is_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(a_fill_file(tmp_path, spread_mm=5, spacing_mm=5))

    plain, bounded = planned(capsys, file), planned(capsys, file, "--bound")

    assert plain["score"]["punctures_lower_bound"] is None
    assert "punctures_lower_bound_mark" not in plain["score"]
    assert 1 < bounded["score"]["punctures_lower_bound"] <= len(bounded["injections"])
    assert bounded["score"]["punctures_lower_bound_mark"] == "our proof, not yet reviewed"
    assert bounded["injections"] == plain["injections"]
