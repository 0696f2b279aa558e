"""Times what a person waits for, with the browser's own clock: from the event to the frame after the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.watching import AREAS, MAP_FRAME

WAIT_MS = 60_000
COMPONENT = "component_instance"

ARM = (Path(__file__).parent / "stopwatch.js").read_text(encoding="utf-8")
STOPPED = """() => Promise.race([
  window.__timed,
  new Promise((_, no) => setTimeout(() => no(new Error("not reached")), 30000)),
])"""


@dataclass
class Traffic:
    """What the server sent over the web socket since the last `reset`."""

    frames: list[bytes] = field(default_factory=list)

    def watch(self, page: Page) -> Traffic:
        """Listen to a page's sockets from now on."""
        page.on("websocket", self._listen)
        return self

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: self.frames.append(data if isinstance(data, bytes) else data.encode()))

    def reset(self) -> None:
        """Forget what came so far."""
        self.frames.clear()

    @property
    def total_bytes(self) -> int:
        """Everything, in bytes before compression."""
        return sum(map(len, self.frames))

    def element_bytes(self, kind: str = COMPONENT) -> int:
        """Return the bytes of the messages that carry one kind of element; the map is a component."""
        return sum(len(frame) for frame in self.frames if _kind_of(frame) == kind)


def _kind_of(frame: bytes) -> str:
    message = ForwardMsg()
    message.ParseFromString(frame)
    if message.WhichOneof("type") != "delta":
        return ""
    return str(message.delta.new_element.WhichOneof("type") or "")


def arm(page: Page, is_done: str, argument: Any = None, *, frame: str | None = MAP_FRAME, event: str = "click") -> None:
    """Arm the stopwatch: `is_done` is a JavaScript function of the frame's window and `argument`."""
    page.evaluate(ARM, {"frame": frame, "event": event, "isDone": is_done, "argument": argument})


def read(page: Page) -> float:
    """Wait until the armed stopwatch stops; return milliseconds."""
    page.set_default_timeout(WAIT_MS)
    return float(page.evaluate(STOPPED))


def click_in_frame(page: Page, point: Sequence[float]) -> None:
    """Click a point given in pixels of the map's frame."""
    box = page.locator(MAP_FRAME).first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + point[0], box["y"] + point[1])


def clickable_areas(page: Page) -> list[tuple[str, list[float]]]:
    """Return (key, point) of every area on the map that a click can hit."""
    found = page.frame_locator(MAP_FRAME).first.locator("body").evaluate(AREAS)
    return [(str(key), point) for key, point in found]
