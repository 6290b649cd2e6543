"""The real app as a process that a test may kill and start again, on the same port and the same store."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.browser.conftest import APP, SERVER_FLAGS, free_port, wait_for
from tests.faults.sizes import times

# A process that has read all libraries and waits at the door: most of the time of a start goes into those.
STANDBY = """
import runpy, sys
import streamlit.web.bootstrap, uvicorn, planner.ui.warm_up, planner.ui.pages.plan, planner.ui.pages.treat
sys.stdin.readline()
runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
"""


# Each start of a server that is killed again and again would start a worker as well.
_WORKERS = {"PLANNER_WORKERS": str(times(in_ci=0, full=1))}


class MortalApp:
    """One server after the other on one port and one folder of data."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.data, self.log = folder / "data", folder / "server.log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = settings
        self._server: subprocess.Popen[bytes] | None = None
        self._standby: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        return self._server is not None and self._server.poll() is None

    def start(self) -> None:
        self.launch()
        self.wait_until_ready()

    def launch(self) -> None:
        """Start, without waiting until it answers."""
        self._server, self._standby = self._standby or self._process("-m", "streamlit"), None
        if self._server.stdin:
            self._server.stdin.close()

    def stand_by(self) -> None:
        """Have the next server read its libraries while the present one works; `launch` then lets it in."""
        self._standby = self._process("-c", STANDBY, stdin=subprocess.PIPE)

    def wait_until_ready(self) -> None:
        wait_for(f"{self.url}/_stcore/health", self._server, self.log)

    def kill(self) -> None:
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()

    def stop(self) -> None:
        for server in (self._server, self._standby):
            if server is not None:
                server.terminate()
                server.wait(20)

    def _process(self, *what: str, stdin: int | None = None) -> subprocess.Popen[bytes]:
        command = [sys.executable, *what, "run", APP.name, f"--server.port={self.port}", *SERVER_FLAGS]
        surroundings = os.environ | {"PLANNER_DATA": str(self.data)} | _WORKERS | self._settings
        with self.log.open("a") as told:
            return subprocess.Popen(
                command, cwd=APP.parent, stdin=stdin, stdout=told, stderr=told, env=surroundings
            )
