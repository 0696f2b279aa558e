from __future__ import annotations

from pathlib import Path

import openpyxl
import pyogrio
import pytest
from playwright.sync_api import expect

from tests.browser.watching import Watched

WEIHAI = "weihai-2022-2024"


def take(atlas: Watched, name: str, folder: Path) -> Path:
    with atlas.page.expect_download() as waiting:
        atlas.page.get_by_role("button", name=name, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize(("name", "suffix"), [("GPKG", "gpkg"), ("KML", "kml")])
def test_spatial_data_are_taken_away(atlas: Watched, tmp_path: Path, name: str, suffix: str) -> None:
    path = take(atlas.open("downloads", plan=WEIHAI), name, tmp_path)
    assert path.suffix == f".{suffix}" and path.name.startswith("威海市_数据下载_")
    assert len(pyogrio.list_layers(path)) > 5


def test_the_workbook_holds_what_the_link_chooses(atlas: Watched, tmp_path: Path) -> None:
    atlas.open("downloads", plan=WEIHAI, district="371002", tables="projects,tasks")
    expect(atlas.page.locator(".counts").first).to_contain_text("重点项目")
    book = openpyxl.load_workbook(take(atlas, "XLSX", tmp_path))
    assert book.sheetnames == ["来源", "重点项目", "任务", "说明"]
    assert dict(book["来源"].iter_rows(values_only=True))["筛选"] == "区县：环翠区"


def test_with_nothing_chosen_the_page_says_so_and_offers_no_file(atlas: Watched) -> None:
    atlas.open("downloads", plan=WEIHAI, tables="-")
    atlas.expect_text("未选任何内容")
    expect(atlas.page.get_by_role("button", name="XLSX", exact=True)).to_be_disabled()
    expect(atlas.page.get_by_role("button", name="KML", exact=True)).to_be_enabled()
