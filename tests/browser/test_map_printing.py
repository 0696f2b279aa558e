"""专题制图 in a browser: a sheet is chosen, seen and taken away; what is not for the public says why."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from geo.sheet import PAPERS
from tests.browser.watching import WAIT_MS, Watched

WEIHAI = "weihai-2022-2024"
POINTS_PER_MM = 72 / 25.4


def sheet(atlas: Watched) -> Locator:
    return atlas.page.locator(".st-key-print_sheet img")


def downloaded(atlas: Watched, name: str) -> tuple[str, bytes]:
    with atlas.page.expect_download(timeout=WAIT_MS) as download:
        atlas.page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_an_a3_sheet_is_chosen_seen_and_downloaded_as_pdf(atlas: Watched) -> None:
    atlas.open("map_printing", plan=WEIHAI)
    expect(sheet(atlas)).to_be_visible(timeout=WAIT_MS)
    first = sheet(atlas).get_attribute("src")
    atlas.page.get_by_role("radio", name="A3").click()
    expect(sheet(atlas)).not_to_have_attribute("src", first or "", timeout=WAIT_MS)
    assert "paper=a3" in atlas.query()
    name, content = downloaded(atlas, "PDF")
    page = PdfReader(io.BytesIO(content)).pages[0]
    paper = PAPERS["a3-landscape"]
    assert abs(float(page.mediabox.width) / POINTS_PER_MM - paper.width_mm) < 1
    assert abs(float(page.mediabox.height) / POINTS_PER_MM - paper.height_mm) < 1
    assert "空间布局图" in page.extract_text()
    assert name.startswith("威海市_空间布局图_a3-landscape_内部资料_")


def test_a_public_sheet_lists_what_failed_and_a_number_settles_one(atlas: Watched) -> None:
    atlas.open("map_printing", plan=WEIHAI)
    atlas.page.get_by_role("radio", name="公开").click()
    failed = atlas.page.locator(".print-checks li.failed")
    expect(failed).to_have_count(2, timeout=WAIT_MS)
    expect(failed.first).to_contain_text("没有填审图号")
    field = atlas.page.get_by_label("审图号")
    field.fill("鲁S(2024)0001号")
    field.press("Enter")
    expect(failed).to_have_count(1, timeout=WAIT_MS)
    expect(failed.first).to_contain_text("不是标准地图")
    expect(atlas.page.locator(".print-state")).to_contain_text("有 1 项未通过")
    name, content = downloaded(atlas, "SVG")
    assert "内部资料" in name
    assert "内部资料" in content.decode("utf-8")


def test_wrong_choices_in_a_link_are_noted_and_the_sheet_is_there(atlas: Watched) -> None:
    atlas.open("map_printing", plan=WEIHAI, theme="weather", paper="a9")
    expect(sheet(atlas)).to_be_visible(timeout=WAIT_MS)
    atlas.expect_text("weather")
    atlas.expect_text("a9")


@pytest.mark.heavy
def test_the_organisation_comes_back_on_another_plan_and_after_a_new_visit(atlas: Watched) -> None:
    atlas.open("map_printing", plan=WEIHAI)
    atlas.page.get_by_text("图名与图签").click()
    field = atlas.page.get_by_label("编制单位")
    field.fill("威海市卫生健康委员会")
    field.press("Enter")
    expect(atlas.page).to_have_url(re.compile("org="), timeout=WAIT_MS)
    atlas.settle()
    atlas.open("map_printing", plan="dazhou-2021-2025")
    atlas.page.get_by_text("图名与图签").click()
    expect(atlas.page.get_by_label("编制单位")).to_have_value("威海市卫生健康委员会", timeout=WAIT_MS)
