"""What the web server does beyond Streamlit."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from streamlit import net_util

from pages.shared.server import AtlasServer, server_options


@pytest.fixture
def kept_lookup(monkeypatch):
    """Put Streamlit's own look-up back after the test."""
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)


def test_the_server_never_asks_the_internet_for_its_address(monkeypatch, kept_lookup):
    asked = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, timeout: asked.append(url))
    net_util.get_external_ip()
    assert asked, "Streamlit's own look-up is what this test is about"
    asked.clear()
    server_options(lambda: None)
    assert net_util.get_external_ip() is None
    assert asked == []


async def page(request):
    """Answer as Streamlit does a page."""
    return HTMLResponse("<html><head><title>x</title></head></html>")


async def script(request):
    """Answer as Streamlit does a static file."""
    return Response("1", media_type="text/javascript")


def answer_of(path, route):
    """Return status, headers and body of a request through the middleware."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"accept-encoding", b"gzip")]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers, "root_path": ""}
    asyncio.run(AtlasServer(Starlette(routes=[route]))(scope, receive, send))
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return start["status"], dict(start["headers"]), body


def test_a_page_says_its_base_address_so_that_deep_links_ask_for_nothing_that_is_not_there():
    status, headers, body = answer_of("/spatial_layout", Route("/spatial_layout", page))
    assert status == 200
    assert b"<head><script>window.__streamlit={BACKEND_BASE_URL:location.origin" in body
    assert int(headers[b"content-length"]) == len(body)


def test_a_hashed_file_may_be_kept_and_another_may_not():
    for path, is_kept in (("/app/static/vendor/a.js", True), ("/app/static/other/a.js", False)):
        route = Route(path, script)
        assert (b"immutable" in answer_of(path, route)[1].get(b"cache-control", b"")) is is_kept
