"""Which pages there are: every folder of pages/ with a page.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.serving import ROOT

FIRST = "overview"
RICHEST, POOREST = "weihai-2022-2024", "sichuan-2020-2022"
PAGES = sorted(path.parent.name for path in (ROOT / "pages").glob("*/page.py"))
# the pages that show most of what files say; the others are left to make test-full
OFTEN = ("overview", "spatial_layout", "key_projects", "tasks", "plan_check", "briefing", "investment", "accessibility")


def quick(values: Sequence[Any], *, keep: Sequence[Any]) -> list[Any]:
    """Return the parameters of a sweep: what is not in `keep` is left to `make test-full`."""
    return [pytest.param(value, marks=() if value in keep else pytest.mark.heavy) for value in values]


def path_of(page: str) -> str:
    """Return a page's address; the first page has none."""
    return "" if page == FIRST else page
