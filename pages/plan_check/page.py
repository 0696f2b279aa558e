"""规划体检."""

from __future__ import annotations

from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word


def show() -> None:
    """Show 规划体检."""
    page_header(word("page.plan_check"), subtitle_of(current_plan(), "plan_check"))
