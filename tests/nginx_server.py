"""nginx with the files of ``deploy/nginx``: their ports and folders put elsewhere, nothing else changed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[1] / "deploy" / "nginx"
SHIPPED_PORTS = (8501, 8502)
FOLDERS = {"/etc/nginx/mesoplan": "mesoplan", "/var/cache/mesoplan-nginx": "cache", "/var/log/nginx": "."}
AROUND = """
daemon off;
{user}
pid nginx.pid;
worker_processes 2;
error_log error.log;
events {{ worker_connections 256; }}
http {{
    types {{ text/html html; }}
    {temporary}
    include mesoplan.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx_program() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def require_nginx() -> None:
    """Fail in CI if there is no nginx to start; elsewhere say loudly that its tests did not run."""
    if nginx_program():
        return
    sentence = "THE TESTS BEHIND NGINX DID NOT RUN: it is missing. On Debian: sudo apt install nginx-light"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


class NginxServer:
    """One nginx on the loopback before the given replicas."""

    def __init__(self, folder: Path, port: int, replica_ports: tuple[int, int]) -> None:
        self.folder, self.port = folder, port
        self.url = f"http://127.0.0.1:{port}"
        self._ports = dict(zip(map(str, SHIPPED_PORTS), map(str, replica_ports), strict=True))
        (folder / "mesoplan").mkdir(parents=True)
        for name in ("mesoplan.conf", "mesoplan/replicas.conf", "mesoplan/listen.conf"):
            (folder / name).write_text(self._moved((SHIPPED / name).read_text()))
        temporary = " ".join(f"{name}_temp_path {folder}/{name}_temp;" for name in TEMPORARY)
        user = "user root;" if os.geteuid() == 0 else ""  # whose folder this is
        (folder / "nginx.conf").write_text(AROUND.format(temporary=temporary, user=user))

    def check(self) -> None:
        """Let nginx itself read the files."""
        subprocess.run([*self._command(), "-t"], check=True, capture_output=True)

    def start(self) -> None:
        self._server = subprocess.Popen(self._command())

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(20)

    @property
    def requests(self) -> list[str]:
        """The lines of the log of requests."""
        return (self.folder / "mesoplan.access.log").read_text().splitlines()

    def _command(self) -> list[str]:
        return [str(nginx_program()), "-p", str(self.folder), "-c", "nginx.conf"]

    def _moved(self, text: str) -> str:
        text = text.replace("listen 127.0.0.1:8080;", f"listen 127.0.0.1:{self.port};")
        for shipped, here in self._ports.items():
            text = text.replace(f"server 127.0.0.1:{shipped} ", f"server 127.0.0.1:{here} ")
        for shipped, here in FOLDERS.items():
            text = text.replace(shipped, str(self.folder / here))
        return text
