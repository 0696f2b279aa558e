"""The player on the page: a button that opens the briefing over the whole window, from data already there."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.briefing.font_subset import ready_font_faces
from pages.briefing.player_payload import player_payload
from pages.briefing.scene import Briefing
from pages.briefing.single_file import FOLDER, document, written_in
from pages.shared import parameters
from pages.shared.labels import word

__all__ = ["player_payload", "show_player"]

KEPT_DOCUMENTS = 6
# what was written last, with what it was written from: most reruns of the page change nothing of it
_kept: deque[tuple[Briefing, Mapping[str, Any] | None, str]] = deque(maxlen=KEPT_DOCUMENTS)

_mount = st.components.v2.component(
    "briefing_player",
    html='<div class="opener"></div>',
    css=(FOLDER / "opener.css").read_text(encoding="utf-8"),
    js=(FOLDER / "opener.js").read_text(encoding="utf-8"),
)


def show_player(briefing: Briefing, bundle: Mapping[str, Any] | None, *, key: str) -> None:
    """Show the buttons that start the briefing; once it is open it needs the server no more.

    `scene` in the address names the scene that the second button starts from. `play=1` opens the briefing at once
    when the page is loaded, in the window: full screen needs a press of a key or button.
    """
    # the page checks what the address names; a hidden scene is none to start from
    named = parameters.read("scene")
    first = named if named in {scene.scene_id for scene in briefing.scenes} else ""
    opens = parameters.read("play", "", ("", "1")) == "1"
    _mount(
        key=key,
        data={
            "document": document_of(briefing, bundle),
            "first": first,
            "opens": opens and bool(briefing.scenes),
            "empty": not briefing.scenes,
            "words": {name: word(f"player.{name}") for name in ("start", "start_here", "hint", "frame")},
        },
    )


def document_of(briefing: Briefing, bundle: Mapping[str, Any] | None) -> str:
    """Return the page that plays a briefing; the same text as before while neither it nor the map file changed."""
    for told, content, text in list(_kept):
        if content is bundle and told == briefing:
            return text
    payload = player_payload(briefing, bundle)
    text = document(payload, ready_font_faces(written_in(payload)))
    _kept.append((briefing, bundle, text))
    return text
