"""数据下载: the data of a plan as files, with plan, version, filters, time and sources in each."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.downloads import choices, files, layers
from pages.shared import queries
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup


@st.fragment
def show_page() -> None:
    """Show the page; a choice reruns only this."""
    plan = current_plan()
    page_header(word("page.downloads"), subtitle_of(plan, "downloads"))
    show_markup(f'<p class="hint">{esc(word("downloads.lead"))}</p>')
    left, right = st.columns([1, 1.35], gap="medium")
    with left, st.container(key="downloads_choices"):
        choice = choices.choose(plan)
        st.caption(word("downloads.command"))
    with right:
        counts = {choice.extract.title(name): len(choice.extract.cells(name)[1]) for name in choice.extract.tables}
        show_markup(f"<h2 class='part'>{esc(word('downloads.as_tables'))}</h2>{_counts(counts, 'rows')}")
        files.show_table_files(choice)
        _show_layers(choice)


def _show_layers(choice: choices.Choice) -> None:
    plan_map = queries.map_of(choice.extract.plan.plan_id)
    show_markup(f"<h2 class='part'>{esc(word('downloads.as_maps'))}</h2>")
    if plan_map is None:
        st.warning(word("downloads.no_boundary"))
        return
    counts, unlocated = layers.count_shapes(choice, plan_map)
    show_markup(_counts(counts, "shapes"))
    files.show_map_files(choice)
    notes = [word("downloads.schematic")]
    if unlocated:
        notes.append(word("downloads.unlocated", n=unlocated))
    show_markup("".join(f'<p class="hint">{esc(note)}</p>' for note in notes))


def _counts(counts: Mapping[str, int], unit: str) -> str:
    if not counts:
        return f'<p class="hint">{esc(word("downloads.nothing"))}</p>'
    items = "".join(f"<span>{esc(name)} <b>{count:,}</b></span>" for name, count in counts.items())
    return f'<div class="counts" title="{esc(word(f"downloads.{unit}"))}">{items}</div>'


def show() -> None:
    """Show 数据下载."""
    show_page()
