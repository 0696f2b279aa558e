"""目标链."""

from __future__ import annotations

from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word


def show() -> None:
    """Show 目标链."""
    page_header(word("page.chain"), subtitle_of(current_plan(), "chain"))
