"""A line to a server that delays, stalls, or breaks right before or right after a commit."""

import socket
import struct
import threading
import time
from contextlib import suppress

COMMIT = b"COMMIT"
_RESET_AT_ONCE = struct.pack("ii", 1, 0)


class BrokenLine:
    """Passes bytes on to a port of the loopback; `fault` says what happens to the next commit."""

    def __init__(self, server_port: int, delay_s: float) -> None:
        self.fault = ""
        self.delay_s = delay_s
        self.struck = 0
        self._server_port = server_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._server_port))
            threading.Thread(target=self._up, args=(near, far), daemon=True).start()
            threading.Thread(target=_pass_on, args=(far, near), daemon=True).start()

    def _up(self, near: socket.socket, far: socket.socket) -> None:
        """Pass on what the app says to the server, and strike at its next commit."""
        with suppress(OSError):
            while chunk := near.recv(65536):
                fault = self.fault if COMMIT in chunk else ""
                if fault:
                    self.fault, self.struck = "", self.struck + 1
                if fault == "delay":
                    time.sleep(self.delay_s)
                if fault != "drop before":
                    far.sendall(chunk)
                if fault in {"drop before", "drop after", "reset"}:
                    _break(near, far, reset=fault == "reset")
                    return
                if fault == "stall":
                    _stall(near, far, self.delay_s)
                    return
        _break(near, far, reset=False)


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(65536):
            sink.sendall(chunk)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_RDWR)


def _break(near: socket.socket, far: socket.socket, *, reset: bool) -> None:
    for end in (near, far):
        with suppress(OSError):
            if reset:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_ONCE)
                end.close()
            end.shutdown(socket.SHUT_RDWR)


def _stall(near: socket.socket, far: socket.socket, delay_s: float) -> None:
    """Let the server's answer get lost, and the line look alive for a while."""
    with suppress(OSError):
        far.shutdown(socket.SHUT_RDWR)
    time.sleep(delay_s)
    _break(near, far, reset=True)
