"""A click sends little: ids and classes to the map, never geometry."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.benchmarks.stopwatch import Traffic
from tests.browser.catalogue import quick
from tests.browser.test_selection import click_an_area
from tests.browser.watching import Watched
from tests.serving import Server

LARGEST_PAYLOAD_BYTES = 20_000


@pytest.mark.parametrize("plan_id", quick(["dazhou-2021-2025", "sichuan-2020-2022"], keep=["dazhou-2021-2025"]))
def test_a_click_sends_the_map_less_than_20_kilobytes(
    open_page: Callable[..., Watched], server: Server, plan_id: str
) -> None:
    atlas = open_page(server)
    traffic = Traffic().watch(atlas.page)
    atlas.open("spatial_layout", plan=plan_id, colour="age_60_plus")
    traffic.reset()
    click_an_area(atlas, "element:" if plan_id.startswith("dazhou") else "district:")
    assert 0 < traffic.element_bytes() <= LARGEST_PAYLOAD_BYTES
