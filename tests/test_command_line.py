"""The command line as a stranger meets it: help, examples, one line for a refusal, whole files."""

import io
import json
import os
import re
import runpy
import shlex
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import planner
from planner.__main__ import main
from planner.commands import Command, all_commands, output
from planner.commands.plan import plan_text
from planner.files import session_schema

PROJECT = Path(__file__).parents[1]
EXAMPLES = sorted((PROJECT / "examples").glob("*.json"))
MIXED = PROJECT / "examples" / "mixed.json"
BAD = PROJECT / "tests" / "bad"
REFUSED_IN_A_SHELL = ["empty-file", "zone-crosses-itself", "depth-beyond-the-needle"]

every_command = pytest.mark.parametrize("command", all_commands(), ids=lambda command: command.name)


def in_a_shell(
    *words: str, given: bytes = b"", folder: Path = PROJECT, out: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - the words are this file's own
        [sys.executable, "-m", "planner", *words],
        input=given,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        cwd=folder,
    )


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    status = main(words)
    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    return said.err.rstrip("\n")


def test_the_commands_are_plan_run_and_schema() -> None:
    assert [command.name for command in all_commands()] == ["plan", "run", "schema"]


@every_command
def test_help_tells_the_summary_and_ends_with_a_working_example(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([command.name, "--help"])

    said = capsys.readouterr().out
    assert left.value.code == 0
    assert command.summary[1:] in said
    assert said.rstrip().endswith(f"example:\n  {command.example}")


@pytest.mark.parametrize("name", ["plan", "schema"])
def test_the_example_of_the_help_works(name: str, tmp_path: Path) -> None:
    (command,) = [command for command in all_commands() if command.name == name]
    words = shlex.split(command.example.replace("examples/", f"{PROJECT}/examples/"))

    done = in_a_shell(*words[3:], folder=tmp_path)

    assert words[:3] == ["python", "-m", "planner"]
    assert (done.returncode, done.stderr) == (0, b"")
    written = (tmp_path / "plan.json").read_bytes() if name == "plan" else done.stdout
    assert json.loads(written)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_shell_plans_an_example_as_we_do(example: Path) -> None:
    done = in_a_shell("plan", str(example))

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == plan_text(example.read_bytes())


def test_a_plan_is_the_same_from_a_pipe_into_a_file(tmp_path: Path) -> None:
    done = in_a_shell("plan", "-", "-o", str(tmp_path / "plan.json"), given=MIXED.read_bytes())

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "plan.json").read_text(encoding="utf-8") == plan_text(MIXED.read_bytes())


@pytest.mark.parametrize("name", REFUSED_IN_A_SHELL)
def test_a_shell_sees_exit_status_2_and_one_line(name: str, tmp_path: Path) -> None:
    (bad,) = [path for path in BAD.glob(f"???-{name}.*") if path.suffix != ".expected"]

    done = in_a_shell("plan", str(bad), "-o", str(tmp_path / "plan.json"))

    sentence = bad.with_suffix(".expected").read_text(encoding="utf-8").splitlines()[2]
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1
    assert sentence in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_the_schema_command_prints_the_published_schema() -> None:
    done = in_a_shell("schema", "session")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == session_schema()


def test_a_plan_is_utf_8_in_a_terminal_that_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", terminal)

    output.print_document("5 µL …\n")

    assert terminal.buffer.getvalue() == "5 µL …\n".encode()


def test_a_reader_that_stops_early_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)

    done = in_a_shell("schema", "session", out=writer)

    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "the following arguments are required: COMMAND (see python -m planner --help)"),
        (("plam",), "argument COMMAND: invalid choice: 'plam'"),
        (("plan",), "the following arguments are required: SESSION.json (see python -m planner plan --help)"),
        (("plan", "a.json", "b.json"), "unrecognized arguments: b.json"),
        (("schema", "patient"), "argument file: invalid choice: 'patient'"),
        (("run", "--port", "x"), "argument --port: must be a whole number from 1 to 65535, not 'x'"),
        (("run", "--port", "0"), "argument --port: must be a whole number from 1 to 65535, not '0'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_word_is_refused_in_one_line(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)

    error = capsys.readouterr().err
    assert left.value.code == 2
    assert error.startswith(said)
    assert error.count("\n") == 1


def test_a_session_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        refused(capsys, "plan", "no/such.json") == "no/such.json cannot be read: No such file or directory."
    )


def test_a_folder_is_no_session(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert refused(capsys, "plan", str(tmp_path)) == f"{tmp_path} cannot be read: Is a directory."


def test_a_name_that_no_file_can_have_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "plan", "a\0b") == r"'a\x00b' is no file name."


def test_an_endless_file_is_refused_and_not_read_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "plan", "/dev/zero").startswith("The file is larger than 5 MB")


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


def test_a_plan_is_not_written_over_its_session(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    session = tmp_path / "session.json"
    session.write_bytes(MIXED.read_bytes())

    said = refused(capsys, "plan", str(session), "-o", str(session))

    assert said == f"--output: {session} is the session itself: give the plan another name."
    assert session.read_bytes() == MIXED.read_bytes()


@pytest.mark.parametrize(
    ("name", "why"), [("no/such/plan.json", "No such file or directory"), ("folder", "Is a directory")]
)
def test_a_place_that_cannot_be_written_is_refused(
    name: str, why: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()

    said = refused(capsys, "plan", str(MIXED), "-o", str(tmp_path / name))

    assert said == f"--output: {tmp_path / name} cannot be written: {why}."
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_full_disk_leaves_the_old_plan(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "plan.json"
    target.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    said = refused(capsys, "plan", str(MIXED), "-o", str(target))

    assert said == f"--output: {target} cannot be written: No space left on device."
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_mistake_of_ours_is_no_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(session: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("planner.commands.plan.read_session", broken)

    with pytest.raises(ZeroDivisionError):
        main(["plan", str(MIXED), "-o", str(tmp_path / "plan.json")])
    assert list(tmp_path.iterdir()) == []


def test_run_serves_on_this_machine_only_and_sends_nothing_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    started: list[list[str]] = []
    (tmp_path / "planner").mkdir()
    (tmp_path / "app.py").touch()
    monkeypatch.setattr(planner, "__file__", str(tmp_path / "planner" / "__init__.py"))
    monkeypatch.setattr("sys.argv", ["planner"])
    monkeypatch.chdir(PROJECT)
    monkeypatch.setattr(runpy, "run_module", lambda name, **_: started.append([name, *sys.argv]))

    assert main(["run", "--port", str(free_port())]) == 0

    (words,) = started
    said = capsys.readouterr().out
    assert re.fullmatch(r"Mesoplan serves http://127\.0\.0\.1:\d+ \(Ctrl\+C stops it\)\n", said)
    assert words[:4] == ["streamlit", "streamlit", "run", str(tmp_path / "app.py")]
    assert "--server.address=127.0.0.1" in words
    assert "--browser.gatherUsageStats=false" in words
    assert Path.cwd() == tmp_path


def test_run_says_where_the_app_should_be(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(planner, "__file__", str(tmp_path / "planner" / "__init__.py"))

    said = refused(capsys, "run")

    assert said == f"The app is not at {tmp_path / 'app.py'}: run this from a checkout of the project."


def test_run_refuses_a_port_that_is_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "app.py").touch()
    monkeypatch.setattr(planner, "__file__", str(tmp_path / "planner" / "__init__.py"))

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(capsys, "run", "--port", str(port))

    assert said == f"--port: 127.0.0.1, port {port} cannot be served: Address already in use."


def test_run_refuses_an_address_that_is_not_here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "app.py").touch()
    monkeypatch.setattr(planner, "__file__", str(tmp_path / "planner" / "__init__.py"))

    said = refused(capsys, "run", "--address", "192.0.2.1")

    assert said == "--port: 192.0.2.1, port 8501 cannot be served: Cannot assign requested address."


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port
