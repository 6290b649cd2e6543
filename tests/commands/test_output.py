import io
import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.__main__ import main
from planner.commands.output import print_document

MIXED = Path(__file__).parents[2] / "examples" / "mixed.json"


def test_a_document_is_utf_8_in_a_terminal_that_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", terminal)

    print_document("5 µL …\n")

    assert terminal.buffer.getvalue() == "5 µL …\n".encode()


def test_a_new_plan_replaces_the_old_one_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_text("old")
    target.chmod(0o640)

    assert main(["plan", str(MIXED), "-o", str(target)]) == 0

    assert json.loads(target.read_text(encoding="utf-8"))["schema_version"] == 1
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_plan_written_through_a_link_leaves_the_link(tmp_path: Path) -> None:
    target, link = tmp_path / "plan.json", tmp_path / "latest.json"
    link.symlink_to(target)

    assert main(["plan", str(MIXED), "-o", str(link)]) == 0

    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["targets"]


def test_a_plan_is_not_written_over_its_session(refused: Callable[..., str], tmp_path: Path) -> None:
    session = tmp_path / "session.json"
    session.write_bytes(MIXED.read_bytes())

    said = refused("plan", str(session), "-o", str(session))

    assert said == f"--output: {session} is the session itself: give the plan another name."
    assert session.read_bytes() == MIXED.read_bytes()


@pytest.mark.parametrize(
    ("name", "why"), [("no/such/plan.json", "No such file or directory"), ("folder", "Is a directory")]
)
def test_a_place_that_cannot_be_written_is_refused(
    name: str, why: str, refused: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()

    said = refused("plan", str(MIXED), "-o", str(tmp_path / name))

    assert said == f"--output: {tmp_path / name} cannot be written: {why}."
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_full_disk_leaves_the_old_plan(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "plan.json"
    target.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    said = refused("plan", str(MIXED), "-o", str(target))

    assert said == f"--output: {target} cannot be written: No space left on device."
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]
