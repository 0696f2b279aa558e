"""A plan with 200 districts and 1,000 projects: every page draws, a click answers on the same map."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.catalogue import PAGES, path_of
from tests.browser.conftest import NewServer
from tests.browser.test_selection import IS_KEPT, KEEP, click_an_area
from tests.browser.watching import Watched
from tests.serving import Server
from tests.synthetic import write_plan

pytestmark = pytest.mark.heavy
LARGE = "synthetic-200-1000"


@pytest.fixture(scope="module")
def large_server(new_server: NewServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return the product with one very large plan."""
    folder = tmp_path_factory.mktemp("large")
    write_plan(folder, LARGE)
    return new_server(folder)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_a_very_large_plan_loads(
    open_page: Callable[..., Watched], large_server: Server, name: str
) -> None:
    atlas = open_page(large_server).open(path_of(name), plan=LARGE)
    if atlas.has_map:
        assert atlas.in_map("() => atlas.current.bundle.districts.features.length") == 200


def test_a_click_on_a_very_large_map_keeps_the_map(open_page: Callable[..., Watched], large_server: Server) -> None:
    atlas = open_page(large_server).open("spatial_layout", plan=LARGE)
    atlas.in_map(KEEP)
    click_an_area(atlas, "district:")
    assert atlas.in_map(IS_KEPT)
