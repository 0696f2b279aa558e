"""The frame of 医养一张图 · Care Plan Atlas: page registry, plan, language, search."""

from __future__ import annotations

from functools import partial
from importlib import import_module

import streamlit as st

from pages.shared import frame, parameters, queries
from pages.shared.labels import word
from pages.shared.server import server_options

# section of the menu → pages with their icons; a page lives in pages/<name>/page.py and offers show()
REGISTRY = {
    "nav.browse": {
        "overview": "home",
        "spatial_layout": "hub",
        "key_projects": "location_on",
        "districts": "bar_chart",
    },
    "nav.monitor": {"indicators": "monitoring", "tasks": "checklist", "chain": "account_tree", "plan_check": "rule",
                    "records": "history_edu"},
    "nav.compare": {"comparison": "compare", "accessibility": "directions_walk"},
    "nav.share": {"map_printing": "print", "briefing": "slideshow", "investment": "handshake", "downloads": "download"},
}  # fmt: skip


def run_page(name: str) -> None:
    """Run a page; it is imported when it is first asked for, so that the first map waits for no other page."""
    import_module(f"pages.{name}.page").show()


def main() -> None:
    """Run the frame, then the chosen page."""
    st.set_page_config(page_title="医养一张图 · Care Plan Atlas", page_icon=frame.ICON, layout="wide")
    pages = {
        name: st.Page(
            partial(run_page, name),
            title=word(f"page.{name}"),
            url_path=name,
            icon=f":material/{icon}:",
            default=name == "overview",
        )
        for names in REGISTRY.values()
        for name, icon in names.items()
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    name = next(key for key, page in pages.items() if page.url_path == chosen.url_path)
    parameters.set_page(name)
    frame.show_frame(REGISTRY, pages, name)
    frame.run_safely(chosen)


if __name__ == "__main__":
    main()
else:  # `streamlit run` finds the application here and runs this very file as its script
    app = st.App(__file__, **server_options(queries.prepare))
