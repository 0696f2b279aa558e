"""What the reader can choose on 记录: text, kind, person, a past day, and what the page shows."""

from __future__ import annotations

from collections.abc import Sequence

from data.record import Entry
from pages.records.rows import KINDS, Filters, people_of
from pages.shared import parameters, widgets
from pages.shared.filtering import choose_any, choose_words, filter_line
from pages.shared.labels import word
from pages.shared.past_state import choose_moment

VIEWS = ("history", "import")


def choose_view() -> str:
    """Show the choice between all entries and the import."""
    return widgets.choose_segment("view", "records.view", VIEWS)


def choose_filters(entries: Sequence[Entry]) -> Filters:
    """Show the filters; only what there is is offered."""
    present = {entry.subject.kind for entry in entries}
    kinds = [kind for kind in KINDS if kind in present]
    with filter_line():
        text = choose_words()
        chosen = choose_any("kind", word("records.kind"), kinds, lambda kind: word(f"records.kind_{kind}"))
        people = choose_any("who", word("records.who"), people_of(entries), str)
        choose_moment()
    return Filters(chosen, people, text)


def reset_filters() -> None:
    """Clear every filter."""
    for name in ("q", "kind", "who"):
        parameters.write(name, "")
