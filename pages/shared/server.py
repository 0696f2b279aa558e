"""What the web server does beyond Streamlit: one base address for deep links, lasting caching of hashed files.

Without it a deep link such as `/spatial_layout?plan=…` first asks `/spatial_layout/_stcore/health`, which
is a 404 on every first load; and browsers would ask again for map files that can never change.
"""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

HASHED_FOLDERS = ("/app/static/vendor/", "/app/static/maps/")
LASTING = b"public, max-age=31536000, immutable"
HTML = b"text/html"


class AtlasServer:
    """ASGI middleware: writes the base address into the page, marks hashed files as lasting."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; its answer may be changed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope.get("path", "")
        answer = _Answer(send, is_hashed=any(folder in path for folder in HASHED_FOLDERS))
        await self.app(_without_encoding(scope) if _may_be_page(path) else scope, receive, answer.send)


class _Answer:
    """Passes an answer on; HTML is gathered, completed and sent in one piece."""

    def __init__(self, send: Send, *, is_hashed: bool) -> None:
        self._send = send
        self._is_hashed = is_hashed
        self._start: MutableMapping[str, Any] | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message["headers"]]
            if self._is_hashed and message["status"] == 200:  # noqa: PLR2004 - OK
                headers = [(n, v) for n, v in headers if n != b"cache-control"] + [(b"cache-control", LASTING)]
            message["headers"] = headers
            if HTML in dict(headers).get(b"content-type", b"") and b"content-encoding" not in dict(headers):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page()
            return
        await self._send(message)

    async def _send_page(self) -> None:
        assert self._start is not None
        body = self._body.replace(b"<head>", b"<head>" + _base_script(), 1)
        headers = [(n, v) for n, v in self._start["headers"] if n not in (b"content-length", b"etag", b"last-modified")]
        self._start["headers"] = [*headers, (b"content-length", str(len(body)).encode())]
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def _base_script() -> bytes:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = json.dumps(f"/{base}" if base else "")
    return f"<script>window.__streamlit={{BACKEND_BASE_URL:location.origin+{path}}}</script>".encode()


def _may_be_page(path: str) -> bool:
    return "." not in path.rsplit("/", 1)[-1] and "/_stcore" not in path


def _without_encoding(scope: Scope) -> Scope:
    # the page is about two kilobytes: changed in the clear rather than unpacked and packed again
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}


def _say_where() -> None:
    port = st.get_option("server.port")
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    hosts = dict.fromkeys(["localhost", net_util.get_internal_ip() or "localhost"])
    places = "  ".join(f"http://{host}:{port}/{base}" for host in hosts)
    print(f"医养一张图 · Care Plan Atlas: {places}", flush=True)


def no_public_address() -> None:
    """Stand in for Streamlit's search of the public address: no request leaves the machine."""


def server_options(prepare: Callable[[], object]) -> dict[str, Any]:
    """Return the options of `st.App`: this middleware, and `prepare`, which runs before the port opens."""
    # Streamlit asks a server on the internet for this machine's public address, at start and to judge strangers
    net_util.get_external_ip = no_public_address
    # `pages/` holds packages, not scripts: else the first deep link is run without the frame
    PagesManager.uses_pages_directory = False

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
        await asyncio.to_thread(prepare)
        # plans, boundaries and modules stay for good: walking them again at every collection costs 100 ms and more
        gc.collect()
        gc.freeze()
        _say_where()
        yield {}

    return {"lifespan": lifespan, "middleware": [Middleware(AtlasServer)]}
