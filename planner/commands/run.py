"""``run``: serve the app on this machine."""

import os
import runpy
import socket
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

import planner
from planner.commands.command import Command
from planner.commands.surroundings import now, store_address
from planner.errors import FileRefused

_LOOPBACK = "127.0.0.1"
_THIS_MACHINE = frozenset({_LOOPBACK, "localhost", "::1"})
_NAMES_SETTING = "STREAMLIT_SERVER_ALLOWED_HOSTS"
_PORT = 8501
_MOST_PORT = 65535


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=_PORT, help="port to serve on (default: %(default)s)")
    parser.add_argument(
        "--address",
        default=_LOOPBACK,
        help="address to serve on (default: %(default)s, this machine only; 0.0.0.0 opens it to the network)",
    )


def _run(arguments: Namespace) -> None:
    app = _require_app()
    _require_free(arguments.address, arguments.port)
    _require_store()
    _require_workers()
    _require_zone()
    shown = f"[{arguments.address}]" if ":" in arguments.address else arguments.address
    print(f"Mesoplan serves http://{shown}:{arguments.port} (Ctrl+C stops it)", flush=True)
    os.chdir(app.parent)  # the app's settings lie beside it
    sys.argv = streamlit_arguments(app, arguments.address, arguments.port)
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def streamlit_arguments(app: Path, address: str, port: int) -> list[str]:
    """Return the command line that makes Streamlit serve ``app`` there, and send nothing anywhere else.

    Opened to a network it is reached by names that only whoever opens it knows.
    """
    is_opened = address not in _THIS_MACHINE and _NAMES_SETTING not in os.environ
    return [
        "streamlit",
        "run",
        str(app),
        f"--server.address={address}",
        f"--server.port={port}",
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
        *(["--server.allowedHosts=*"] if is_opened else []),
    ]


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_PORT):
        raise ArgumentTypeError(f"must be a whole number from 1 to {_MOST_PORT}, not {text!r}")
    return int(text)


def _require_app() -> Path:
    app = Path(planner.__file__).resolve().parent.parent / "app.py"
    if not app.is_file():
        raise FileRefused(f"The app is not at {app}: run this from a checkout of the project.")
    return app


def _require_store() -> None:
    """Refuse in one line what would end the server while it starts."""
    from planner.storage.opening import open_store

    open_store(store_address(), at=now()).close()


def _require_workers() -> None:
    from planner.ui.workers import wanted_workers

    wanted_workers()


def _require_zone() -> None:
    from planner.ui.clock import require_server_zone

    require_server_zone(os.environ.get("TZ", ""))


def _require_free(address: str, port: int) -> None:
    try:
        # Streamlit itself would say it in several lines and another exit status.
        with socket.create_server((address, port), family=_family_of(address)):
            return
    except OSError as error:
        why = str(error.strerror).split(" (")[0]  # Python adds the address, which the line has already
        raise FileRefused(f"{address}, port {port} cannot be served: {why}.", field="--port") from None


def _family_of(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


COMMAND = Command(
    name="run",
    summary="serve the app on this machine",
    example="python -m planner run --port 8501",
    add_arguments=_add_arguments,
    run=_run,
)
