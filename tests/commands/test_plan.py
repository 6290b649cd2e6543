import json
from collections.abc import Callable
from pathlib import Path

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


def test_the_fewest_punctures_are_proved_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = json.loads((Path(__file__).parents[2] / "examples" / "point_by_point.json").read_text())
    session["findings"] = [
        {
            "id": "z1",
            "kind": "zone",
            "outline_mm": [[20, 400], [90, 400], [90, 460], [20, 460]],
            "intensity": 5,
        }
    ]
    session["targets"] = [
        {"id": "t1", "technique": "point_by_point", "findings": ["z1"], "settings": {"pattern": "fill"}}
    ]
    file = tmp_path / "fill.json"
    file.write_text(json.dumps(session))

    plain, bounded = [], []
    for words, said in (((), plain), (("--bound",), bounded)):
        assert main(["plan", str(file), *words]) == 0
        said.append(json.loads(capsys.readouterr().out)["targets"][0])

    assert plain[0]["score"]["punctures_lower_bound"] is None
    assert 1 < bounded[0]["score"]["punctures_lower_bound"] <= len(bounded[0]["injections"])
    assert bounded[0]["injections"] == plain[0]["injections"]
