"""The server gives the browser plotly.js once, and keeps the page to itself."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from planner.ui.server import MIDDLEWARE, PLOTLY_URL, ROUTES


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(path: str, *, encoding: str = "gzip") -> Answer:
    """Return what the server answers, without a socket."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"accept-encoding", encoding.encode())],
    }
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    with ThreadPoolExecutor(1) as elsewhere:  # the browser tests leave a loop running in this thread
        elsewhere.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))


def test_plotly_comes_from_the_installed_package_and_is_asked_for_once() -> None:
    answer = ask(PLOTLY_URL, encoding="identity")

    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]
    assert b"plotly.js v" in answer.body[:300]


def test_plotly_goes_compressed_only_where_the_browser_can_read_it() -> None:
    plain, compressed = ask(PLOTLY_URL, encoding="identity"), ask(PLOTLY_URL)

    assert "content-encoding" not in plain.headers
    assert compressed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(compressed.body) == plain.body
    assert len(compressed.body) < len(plain.body) / 2


@pytest.mark.parametrize("path", [PLOTLY_URL, "/nowhere"])
def test_every_answer_forbids_everything_from_elsewhere(path: str) -> None:
    headers = ask(path).headers

    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http:" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
