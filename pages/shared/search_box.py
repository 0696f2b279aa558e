"""The search over all plans: a field that answers while one types, its hits as links."""

from __future__ import annotations

import streamlit as st

from data.search import Hit
from pages.shared import links, queries
from pages.shared.labels import region_of, word
from pages.shared.markup import plain

LIMIT = 10
LONGEST_QUERY, LONGEST_NAME, LONGEST_DETAIL = 80, 60, 40
PAGES = {"element": "spatial_layout", "place": "spatial_layout", "project": "key_projects", "indicator": "indicators",
         "task": "tasks", "support": "investment"}  # fmt: skip
ICONS = {"element": "hub", "place": "place", "project": "location_on", "indicator": "monitoring", "task": "checklist",
         "support": "handshake"}  # fmt: skip


def show_search(key: str = "search") -> None:
    """Show the field and the hits of what is typed; `key` tells several fields apart."""
    text = st.text_input(
        word("frame.search"), key=f"{key}_text", placeholder=word("frame.search_hint"), type="search", live=True,
        label_visibility="collapsed", max_chars=LONGEST_QUERY, icon=":material/search:",
    )  # fmt: skip
    if text and text.strip():
        _show_hits(text.strip(), key)


def _show_hits(text: str, key: str) -> None:
    hits = queries.find(text, LIMIT)
    with st.container(key=f"{key}_results"):
        if not hits:
            st.caption(plain(word("frame.search_none", text=text)))
        for hit in hits:
            page = PAGES.get(hit.kind, links.START_PAGE)
            is_selectable = hit.kind in PAGES and hit.kind != "support"
            sel = f"{hit.kind}:{hit.id}" if is_selectable else ""
            links.page_link(page, _label(hit), icon=ICONS.get(hit.kind, "map"), plan=hit.plan_id, sel=sel)
        if len(hits) == LIMIT:
            st.caption(word("frame.search_more", n=LIMIT))


def _label(hit: Hit) -> str:
    region = plain(region_of(queries.plan(hit.plan_id)))
    return f"{plain(hit.name[:LONGEST_NAME])} :small[:gray[{region} {plain(hit.detail[:LONGEST_DETAIL])}]]"
