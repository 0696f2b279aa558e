"""What a presenter changes of one scene: its title, how long it stays, own notes, whether it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from data.arrangement import FEWEST_SECONDS, LONGEST_NOTES, LONGEST_TITLE, MOST_SECONDS, ArrangedScene
from pages.briefing.arrangement import PlacedScene
from pages.briefing.controls_desk import Desk
from pages.shared import parameters
from pages.shared.labels import word


def show_scene_editor(desk: Desk, one: PlacedScene) -> None:
    """Show the fields of a scene; leaving one takes it over."""
    scene, wish = one.scene, one.wish
    key = f"briefing_{desk.identity}_{desk.number}_{scene.scene_id}"
    with st.container(key="briefing_editor", horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            word("briefing.scene_title"),
            wish.title,
            key=f"{key}_title",
            max_chars=LONGEST_TITLE,
            placeholder=scene.title,
            help=word("briefing.scene_title_help"),
            on_change=_taking(desk, wish, f"{key}_title", _with_title),
        )
        st.number_input(
            word("briefing.seconds"),
            FEWEST_SECONDS,
            MOST_SECONDS,
            wish.seconds or scene.seconds,
            step=5,
            key=f"{key}_seconds",
            on_change=_taking(desk, wish, f"{key}_seconds", _with_seconds),
        )
        st.toggle(
            word("briefing.is_shown"),
            not wish.is_hidden,
            key=f"{key}_shown_{wish.is_hidden}",
            on_change=_taking(desk, wish, f"{key}_shown_{wish.is_hidden}", _with_shown),
        )
        with st.popover(word("briefing.own_notes_edit"), icon=":material/sticky_note_2:"):
            st.text_area(
                word("briefing.own_notes_label"),
                wish.notes,
                key=f"{key}_notes",
                max_chars=LONGEST_NOTES,
                height=140,
                on_change=_taking(desk, wish, f"{key}_notes", _with_notes),
            )


def toggled(desk: Desk, scene_id: str) -> ArrangedScene:
    """Return the wish for a scene with its other state: hidden or shown."""
    wish = desk.wish_for(scene_id)
    return replace(wish, is_hidden=not wish.is_hidden)


def _taking(
    desk: Desk, wish: ArrangedScene, key: str, change: Callable[[ArrangedScene, object], ArrangedScene]
) -> Callable[[], None]:
    def take() -> None:
        desk.wish(change(desk.wish_for(wish.scene_id), parameters.held(key)))

    return take


def _with_title(wish: ArrangedScene, value: object) -> ArrangedScene:
    return replace(wish, title=" ".join(str(value or "").split())[:LONGEST_TITLE])


def _with_notes(wish: ArrangedScene, value: object) -> ArrangedScene:
    return replace(wish, notes=str(value or "").strip()[:LONGEST_NOTES])


def _with_seconds(wish: ArrangedScene, value: object) -> ArrangedScene:
    return replace(wish, seconds=int(value) if isinstance(value, int | float) else None)


def _with_shown(wish: ArrangedScene, value: object) -> ArrangedScene:
    return replace(wish, is_hidden=not value)
