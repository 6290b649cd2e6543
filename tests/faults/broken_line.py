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
            pair = Pair(near, far)
            threading.Thread(target=self._up, args=(pair,), daemon=True).start()
            threading.Thread(target=pair.pass_down, daemon=True).start()

    def _up(self, pair: "Pair") -> None:
        """Pass on what the app says to the server, and strike at its next commit."""
        with suppress(OSError):
            while chunk := pair.near.recv(65536):
                fault = self.fault if COMMIT in chunk else ""
                if not fault:
                    pair.far.sendall(chunk)
                    continue
                self.fault, self.struck = "", self.struck + 1
                if not self._strike(pair, chunk, fault):
                    return
        pair.end()

    def _strike(self, pair: "Pair", commit: bytes, fault: str) -> bool:
        """Do what the fault says and tell whether the line goes on."""
        pair.is_silent = fault in {"stall", "silence before", "silence after"}
        if fault == "delay":
            time.sleep(self.delay_s)
        if not fault.endswith("before"):
            pair.far.sendall(commit)
        if fault == "delay":
            return True
        if fault == "stall":
            time.sleep(self.delay_s)
        if fault.startswith("silence"):
            pair.wait_until_the_app_hangs_up()
        pair.end(reset=fault in {"reset", "stall"})
        return False


class Pair:
    """The two ends of one connection through the line."""

    def __init__(self, near: socket.socket, far: socket.socket) -> None:
        self.near, self.far = near, far
        self.is_silent = False  # what the server says gets lost, and nobody hears that it hangs up

    def pass_down(self) -> None:
        with suppress(OSError):
            while chunk := self.far.recv(65536):
                if not self.is_silent:
                    self.near.sendall(chunk)
        if not self.is_silent:
            self.end()

    def wait_until_the_app_hangs_up(self) -> None:
        with suppress(OSError):
            while self.near.recv(65536):
                pass

    def end(self, *, reset: bool = False) -> None:
        for end in (self.near, self.far):
            with suppress(OSError):
                if reset:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_ONCE)
                    end.close()
                end.shutdown(socket.SHUT_RDWR)
