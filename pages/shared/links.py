"""Links from page to page: inside the session by `page_link` and `open_page`, in markup by `address`."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from pages.shared import parameters
from pages.shared.labels import word

START_PAGE = "overview"


def page_link(page: str, label: str = "", *, icon: str = "", **params: str) -> None:
    """Show a link to a page that keeps plan and language; `label` is Markdown, the page's name by default."""
    kept = parameters.shared_params(**params)
    mark = f":material/{icon}:" if icon else None
    st.page_link(_page(page), label=label or word(f"page.{page}"), icon=mark, query_params=kept)


def open_page(page: str, **params: str) -> None:
    """Go to a page at once; nothing after this runs."""
    st.switch_page(_page(page), query_params=parameters.shared_params(**params))


def address(page: str, **params: str) -> str:
    """Return the address of a page relative to this one, for a link in markup: such a link loads the page anew."""
    return f"{page}?{urlencode(parameters.shared_params(**params))}"


def _page(name: str) -> st.Page:
    # Streamlit knows pages by their place in the address: this stands for the page that app.py registered
    return st.Page(_stand_in, title=name, url_path=name, default=name == START_PAGE)


def _stand_in() -> None:
    raise RuntimeError("a link is no page")
