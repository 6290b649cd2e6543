import re
import runpy
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import planner
from planner.__main__ import main
from planner.commands.run import streamlit_arguments

PROJECT = Path(__file__).parents[2]


def test_run_serves_on_this_machine_only_and_sends_nothing_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    started: list[list[str]] = []
    (tmp_path / "planner").mkdir()
    (tmp_path / "app.py").touch()
    monkeypatch.setattr(planner, "__file__", str(tmp_path / "planner" / "__init__.py"))
    monkeypatch.setattr("sys.argv", ["planner"])
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "data"))
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
    monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], tmp_path: Path
) -> None:
    monkeypatch.setattr(planner, "__file__", str(tmp_path / "planner" / "__init__.py"))

    said = refused("run")

    assert said == f"The app is not at {tmp_path / 'app.py'}: run this from a checkout of the project."


def test_run_refuses_a_port_that_is_taken(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "app.py").touch()
    monkeypatch.setattr(planner, "__file__", str(tmp_path / "planner" / "__init__.py"))

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused("run", "--port", str(port))

    assert said == f"--port: 127.0.0.1, port {port} cannot be served: Address already in use."


def test_run_refuses_an_address_that_is_not_here(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "app.py").touch()
    monkeypatch.setattr(planner, "__file__", str(tmp_path / "planner" / "__init__.py"))

    said = refused("run", "--address", "192.0.2.1")

    assert said == "--port: 192.0.2.1, port 8501 cannot be served: Cannot assign requested address."


def test_run_refuses_a_store_that_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "app.py").touch()
    (tmp_path / "demo.sqlite3").touch()
    monkeypatch.setattr(planner, "__file__", str(tmp_path / "planner" / "__init__.py"))
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path))

    said = refused("run", "--port", str(free_port()))

    assert said.startswith(f"{tmp_path / 'demo.sqlite3'} is empty: restore a backup")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def test_run_refuses_a_time_zone_that_there_is_not(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path))
    monkeypatch.setenv("TZ", "Mars/Olympus")

    said = refused("run", "--port", str(free_port()))

    assert said == (
        "TZ is 'Mars/Olympus', which names no time zone here: name one such as Europe/Rome, or none."
    )


@pytest.mark.parametrize(
    ("address", "names", "is_open"),
    [
        ("127.0.0.1", None, False),
        ("::1", None, False),
        ("192.0.2.1", None, True),
        ("192.0.2.1", "mesoplan.clinic.example", False),
    ],
)
def test_a_server_that_is_opened_to_a_network_answers_under_its_names(
    monkeypatch: pytest.MonkeyPatch, address: str, names: str | None, *, is_open: bool
) -> None:
    monkeypatch.delenv("STREAMLIT_SERVER_ALLOWED_HOSTS", raising=False)
    if names:
        monkeypatch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", names)

    words = streamlit_arguments(Path("app.py"), address, 8501)

    assert ("--server.allowedHosts=*" in words) == is_open
