"""Which pages there are: every folder of pages/ with a page.py."""

from __future__ import annotations

from tests.serving import ROOT

FIRST = "overview"
PAGES = sorted(path.parent.name for path in (ROOT / "pages").glob("*/page.py"))


def path_of(page: str) -> str:
    """Return a page's address; the first page has none."""
    return "" if page == FIRST else page
