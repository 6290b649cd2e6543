"""The real app as a process that a test may kill and start again, on the same port and the same store."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.browser.conftest import APP, SERVER_FLAGS, free_port, wait_for


class MortalApp:
    """One server after the other on one port and one folder of data."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.data, self.log = folder / "data", folder / "server.log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = settings

    def start(self) -> None:
        self.launch()
        self.wait_until_ready()

    def launch(self) -> None:
        """Start, without waiting until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", APP.name, f"--server.port={self.port}"]
        surroundings = os.environ | {"PLANNER_DATA": str(self.data)} | self._settings
        with self.log.open("a") as told:
            self._server = subprocess.Popen(
                [*command, *SERVER_FLAGS], cwd=APP.parent, stdout=told, stderr=told, env=surroundings
            )

    def wait_until_ready(self) -> None:
        wait_for(f"{self.url}/_stcore/health", self._server, self.log)

    def kill(self) -> None:
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait(20)
