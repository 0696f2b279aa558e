"""The player on the page: a button that opens the briefing over the whole window, from data already there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.briefing.font_subset import ready_font_faces
from pages.briefing.player_payload import player_payload
from pages.briefing.scene import Briefing
from pages.briefing.single_file import FOLDER, document, written_in
from pages.shared import parameters, queries
from pages.shared.labels import word
from pages.shared.own_component import own_component

__all__ = ["player_payload", "show_player"]

_mount = own_component("briefing_player", FOLDER, "opener", '<div class="opener"></div>')


def show_player(briefing: Briefing, bundle: Mapping[str, Any] | None, *, key: str, mark: str) -> None:
    """Show the buttons that start the briefing; once it is open it needs the server no more.

    `scene` in the address names the scene that the second button starts from. `play=1` opens the briefing at once
    when the page is loaded, in the window: full screen needs a press of a key or button. `mark` changes with anything
    that the briefing is made of.
    """
    # the page checks what the address names; a hidden scene is none to start from
    named = parameters.read("scene")
    first = named if named in {scene.scene_id for scene in briefing.scenes} else ""
    opens = parameters.read("play", "", ("", "1")) == "1"
    _mount(
        key=key,
        data={
            "document": document_of(briefing, bundle, mark),
            "first": first,
            "opens": opens and bool(briefing.scenes),
            "empty": not briefing.scenes,
            "words": {name: word(f"player.{name}") for name in ("start", "start_here", "hint", "frame")},
        },
    )


def document_of(briefing: Briefing, bundle: Mapping[str, Any] | None, mark: str) -> str:
    """Return the page that plays a briefing; it is kept under the mark of all that it is made of."""

    def write() -> str:
        payload = player_payload(briefing, bundle)
        return document(payload, ready_font_faces(written_in(payload)))

    return queries.made(f"player {mark}", write)
