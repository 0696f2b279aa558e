"""对比分析."""

from __future__ import annotations

from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word


def show() -> None:
    """Show 对比分析."""
    page_header(word("page.comparison"), subtitle_of(current_plan(), "comparison"))
