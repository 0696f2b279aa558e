"""The product on a free port and a real browser before it; a page that saw a fault fails its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.watching import LAUNCH_ARGUMENTS, WAIT_MS, Watched
from tests.serving import Server, lay_out

NewServer = Callable[..., Server]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder: it needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def new_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewServer]:
    """Return a function that starts the product; the servers end with the session."""
    servers: list[Server] = []

    def start(plans: Path | None = None) -> Server:
        folder = lay_out(tmp_path_factory.mktemp("product") / "app")
        servers.append(Server(folder, plans).start().wait_until_healthy())
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def server(new_server: NewServer) -> Server:
    """Return the product with the real plans."""
    return new_server()


@pytest.fixture(scope="module")
def browser(browser_path: str | None) -> Iterator[Browser]:
    """Return the browser; it lives for a module, so that its event loop is in no other test's way."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path, args=list(LAUNCH_ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser context with a desktop window."""
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", reduced_motion="reduce")
    opened.set_default_timeout(WAIT_MS)
    yield opened
    opened.close()


@pytest.fixture
def open_page(context: BrowserContext) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens a watched page of a server; the faults are checked at the end."""
    opened: list[Watched] = []

    def new(server: Server, *, width: int = 1440, height: int = 900) -> Watched:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        opened.append(Watched(page, server.url))
        return opened[-1]

    yield new
    for watched in opened:
        try:
            watched.check()
        finally:
            watched.page.close()


@pytest.fixture
def atlas(open_page: Callable[..., Watched], server: Server) -> Watched:
    """Return a watched page of the product with the real plans."""
    return open_page(server)
