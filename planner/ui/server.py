"""What the server adds to Streamlit: plotly.js from the installed package, a number, and strict headers."""

import base64
import gzip
import hashlib
import re
from collections.abc import MutableMapping
from functools import cache
from importlib.resources import files
from typing import Any

import plotly
import streamlit as st
from plotly.offline import get_plotlyjs_version
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from planner.ui.erasures import ERASED_URL, send_erased

PLOTLY_URL = f"/assets/plotly-{get_plotlyjs_version()}.min.js"


@cache
def plotly_js() -> tuple[bytes, bytes]:
    """Return plotly.js as it is and compressed, read once."""
    plain = files(plotly).joinpath("package_data", "plotly.min.js").read_bytes()
    return plain, gzip.compress(plain, mtime=0)


def send_plotly(request: Request) -> Response:
    """Return plotly.js; its version stands in the address, so a browser asks for it only once."""
    plain, compressed = plotly_js()
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            compressed, media_type="text/javascript", headers=headers | {"Content-Encoding": "gzip"}
        )
    return Response(plain, media_type="text/javascript", headers=headers)


@cache
def _content_security_policy() -> str:
    """Return the policy: nothing from anywhere else; Streamlit's own inline script by its hash."""
    page = files(st).joinpath("static", "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline
    )
    return "; ".join(
        (
            "default-src 'self'",
            # Plotly's WebGL writes its drawing functions as text (regl): without 'unsafe-eval' plans above
            # 2,000 injections fall back to SVG, which takes 440 ms to draw 3,000 of them instead of 70.
            f"script-src 'self' 'unsafe-eval' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class StrictHeaders:
    """Adds to every answer the headers that keep the page to itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on and mark the start of its answer."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(message)
            await send(message)

        await self.app(scope, receive, marked)


def _mark(message: MutableMapping[str, Any]) -> None:
    headers = MutableHeaders(scope=message)
    headers["Content-Security-Policy"] = _content_security_policy()
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"


ROUTES = [Route(PLOTLY_URL, send_plotly), Route(ERASED_URL, send_erased)]
MIDDLEWARE = [Middleware(StrictHeaders)]
