"""A page of a real browser that remembers everything that must not happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from playwright.sync_api import ConsoleMessage, FrameLocator, Page, Request, Response, TimeoutError, expect

LAUNCH_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--mute-audio",
)
LOCAL_HOSTS = {"localhost", "127.0.0.1", ""}
MAP_FRAME = 'iframe[title="streamlit_folium.st_folium"]'
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
READY = "[data-ready=true]"
WAIT_MS = 45_000
# the state reads “not running” before the first run as well, so that content must be there too
SETTLED = """([idle, frame, ready]) => {
  const main = document.querySelector('[data-testid="stMain"]');
  if (!document.querySelector(idle) || !main || document.querySelector('[data-testid="stSkeleton"]')) return false;
  if (!main.querySelector('h1, [data-testid="stAlert"], [data-testid="stMarkdown"]')) return false;
  return [...document.querySelectorAll(frame)].every((node) => node.contentDocument.querySelector(ready));
}"""
AREAS = (Path(__file__).parent / "areas.js").read_text(encoding="utf-8")
CRASH_WORDS = ("本页出错", "This page failed", "Traceback")


@dataclass
class Watched:
    """A page, where it is served, and every fault seen on it so far."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._see_request)
        self.page.on("response", self._see_response)
        self.page.on("console", self._see_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("requestfailed", self._see_failure)

    def _see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOCAL_HOSTS:
            self.faults.append(f"request to another machine: {request.url}")

    def _see_response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"HTTP {response.status}: {response.url}")

    def _see_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console error: {message.text[:300]}")

    def _see_failure(self, request: Request) -> None:
        # leaving a page ends what it still waited for
        if "ERR_ABORTED" not in (request.failure or ""):
            self.faults.append(f"request failed: {request.url} {request.failure}")

    def open(self, name: str = "", **query: str) -> Watched:
        """Open a page of the product by name and wait until it stands."""
        parameters = urlencode(query, quote_via=quote)
        self.page.goto(f"{self.base}/{name}{'?' + parameters if parameters else ''}")
        return self.settle()

    def settle(self) -> Watched:
        """Wait until the script has run and, where there is a map, it is drawn."""
        try:
            self._wait_until_drawn()
        except TimeoutError as error:
            shown = self.page.locator("body").inner_text()
            raise AssertionError(f"{self.page.url} does not settle: {error}\n{self.faults}\n{shown[:2000]}") from error
        return self

    def _wait_until_drawn(self) -> None:
        self.page.wait_for_function(SETTLED, arg=[IDLE, MAP_FRAME, READY], timeout=WAIT_MS)
        # a late message may still bring something
        self.page.wait_for_timeout(150)
        self.page.wait_for_function(SETTLED, arg=[IDLE, MAP_FRAME, READY], timeout=WAIT_MS)

    @property
    def has_map(self) -> bool:
        """Tell whether the page shows a map."""
        return self.page.locator(MAP_FRAME).count() > 0

    @property
    def map(self) -> FrameLocator:
        """Return the map's frame."""
        return self.page.frame_locator(MAP_FRAME).first

    def in_map(self, script: str, argument: Any = None) -> Any:
        """Run a function of JavaScript inside the map's frame."""
        return self.map.locator("body").evaluate(f"(_, argument) => ({script})(argument)", argument)

    def areas(self) -> list[tuple[str, list[float]]]:
        """Return (key, point) of every area of the map that a click can hit, in pixels of its frame."""
        return [(str(key), point) for key, point in self.in_map(AREAS)]

    def click_map(self, point: list[float]) -> None:
        """Click a point given in pixels of the map's frame."""
        box = self.page.locator(MAP_FRAME).first.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + point[0], box["y"] + point[1])

    def text(self) -> str:
        """Return all visible text of the page, the map's too."""
        words = self.page.locator("body").inner_text()
        return words + ("\n" + self.map.locator("body").inner_text() if self.has_map else "")

    def query(self) -> str:
        """Return the query of the address."""
        return urlsplit(self.page.url).query

    def expect_selected(self, key: str) -> None:
        """Wait until the map shows a selection that came back from the server."""
        self.map.locator(READY).wait_for(timeout=WAIT_MS)
        self.page.wait_for_function(
            "key => document.querySelector('iframe[title=\"streamlit_folium.st_folium\"]')"
            ".contentWindow.atlas.current.state.sel === key",
            arg=key or None,
            timeout=WAIT_MS,
        )

    def expect_text(self, text: str) -> None:
        """Wait until a text stands on the page."""
        expect(self.page.locator("body")).to_contain_text(text, timeout=WAIT_MS)

    def check(self) -> None:
        """Fail when anything happened that must not."""
        shown = self.page.locator("body").inner_text()
        crashed = [word for word in CRASH_WORDS if word in shown]
        assert not self.faults, "\n".join(dict.fromkeys(self.faults))
        assert not crashed, f"{self.page.url}: {crashed}"
