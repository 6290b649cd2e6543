"""What a stranger, or a broken browser, may send to the server: each is refused, and it goes on serving."""

import secrets
import socket
from contextlib import closing
from urllib.parse import urlsplit

import pytest

A_KEY = "dGhlIHNhbXBsZSBub25jZQ=="
STREAM = "/_stcore/stream"
UPLOAD = "/_stcore/upload_file/no-such-session/no-such-file"
ANSWER_S = 10


def dialled(url: str) -> socket.socket:
    where = urlsplit(url)
    return socket.create_connection((where.hostname, where.port), timeout=ANSWER_S)


def request(verb: str, path: str, *lines: str) -> bytes:
    return "\r\n".join((f"{verb} {path} HTTP/1.1", *lines, "", "")).encode()


def handshake(host: str, origin: str) -> bytes:
    """Return the words with which a page asks for its line, under the name it knows the server by."""
    upgrade = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13")
    return request(
        "GET", STREAM, f"Host: {host}", f"Origin: {origin}", *upgrade, f"Sec-WebSocket-Key: {A_KEY}"
    )


def status_of(url: str, said: bytes) -> int:
    with closing(dialled(url)) as line:
        line.sendall(said)
        return int(line.recv(64).split()[1])


def is_served(url: str) -> bool:
    return status_of(url, request("GET", "/_stcore/health", "Host: localhost", "Connection: close")) == 200


def test_a_page_of_this_server_gets_its_line(app_url: str) -> None:
    host = urlsplit(app_url).netloc

    assert status_of(app_url, handshake(host, app_url)) == 101


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("evil.example", "http://evil.example"),  # its name leads to this machine by now
        ("evil.example:80", "http://evil.example:80"),
        ("127.0.0.1.evil.example", "http://127.0.0.1.evil.example"),
        ("evil.example", "null"),
    ],
)
def test_a_page_under_a_name_of_its_own_gets_no_line(app_url: str, host: str, origin: str) -> None:
    assert status_of(app_url, handshake(host, origin)) == 403


def test_a_page_of_another_origin_gets_no_line(app_url: str) -> None:
    host = urlsplit(app_url).netloc

    assert status_of(app_url, handshake(host, "http://evil.example")) == 403


@pytest.mark.parametrize(
    "frame",
    [
        b"\x81\x85\x00\x00\x00\x00hello",  # text, where messages are binary
        b"\x82\x88\x00\x00\x00\x00" + bytes(range(240, 248)),  # no message of Streamlit's
        b"\x82\x05hello",  # not masked
        b"\xff\xff\xff\xff\xff\xff",
        b"\x82\xff\x00\x00\x00\xff\xff\xff\xff\xff\x00\x00\x00\x00",  # a terabyte, it says
    ],
    ids=["text", "noise", "not masked", "no frame", "a terabyte"],
)
def test_after_a_broken_line_the_server_goes_on(app_url: str, frame: bytes) -> None:
    with closing(dialled(app_url)) as line:
        line.sendall(handshake(urlsplit(app_url).netloc, app_url))
        assert line.recv(64).split()[1] == b"101"
        line.sendall(frame)

        assert is_served(app_url)


def test_nothing_is_taken_that_no_page_sent(app_url: str) -> None:
    host = f"Host: {urlsplit(app_url).netloc}"
    token = secrets.token_hex(16)
    length = "Content-Length: 0"

    without_token = status_of(app_url, request("PUT", UPLOAD, host, length))
    of_nobody = status_of(
        app_url,
        request("PUT", UPLOAD, host, length, f"Cookie: _streamlit_xsrf={token}", f"X-Xsrftoken: {token}"),
    )

    assert without_token == 403
    assert 400 <= of_nobody < 500
