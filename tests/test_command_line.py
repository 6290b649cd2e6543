"""The command line as a stranger meets it: help, examples, one line for a refusal, whole files."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from planner.__main__ import main
from planner.commands import Command, all_commands
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
    return subprocess.run(
        [sys.executable, "-m", "planner", *words],
        input=given,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        cwd=folder,
    )


def test_the_commands_are_these() -> None:
    names = [command.name for command in all_commands()]

    assert names == ["backup", "doctor", "migrate", "plan", "restore", "run", "schema", "verify"]


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


def test_a_mistake_of_ours_is_no_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(session: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("planner.commands.plan.read_session", broken)

    with pytest.raises(ZeroDivisionError):
        main(["plan", str(MIXED), "-o", str(tmp_path / "plan.json")])
    assert list(tmp_path.iterdir()) == []
