"""Looking at a past day: the line that says so on every page, and the way back to now."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from pages.shared import parameters
from pages.shared.labels import word
from pages.shared.markup import esc, show
from pages.shared.recording_moment import BEIJING, look_at, moment, moment_text

KEY = "asof_day"


def show_past_banner() -> None:
    """Say that a past state is shown, where it is."""
    if moment() is None:
        return
    with st.container(key="past_banner", horizontal=True, vertical_alignment="center"):
        show(f'<p role="status">{esc(word("record.past", moment=moment_text()))}</p>')
        st.button(
            word("record.to_now"),
            key="past_to_now",
            icon=":material/today:",
            type="tertiary",
            on_click=look_at,
            args=("",),
        )


def choose_moment() -> None:
    """Show the choice of a past day whose state the pages show."""
    at = moment()
    day = at.astimezone(BEIJING).date() if at else None
    yesterday = datetime.now(BEIJING).date() - timedelta(days=1)
    # another day by another way (an entry's own moment, a link) is another widget
    key = f"{KEY}_{day}_{parameters.counter(KEY)}"

    def keep() -> None:
        chosen = parameters.held(key)
        parameters.counter(KEY, step=1)
        look_at(chosen.isoformat() if chosen else "")

    st.date_input(
        word("record.look_at"),
        day,
        key=key,
        max_value=max(day or yesterday, yesterday),
        format="YYYY-MM-DD",
        help=word("record.look_at_help"),
        on_change=keep,
        width=200,
    )
