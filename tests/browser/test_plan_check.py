"""规划体检 in a browser: tiles filter, a finding opens its card, acknowledged ones stand apart, files download."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from data.catalog import load_catalog
from data.plan_rules.book import find_all
from data.plan_rules.finding import RuleFinding
from tests.browser.watching import WAIT_MS, Watched
from tests.serving import PLANS

DAZHOU = "dazhou-2021-2025"
ROWS = "tr[data-id^='finding:']"


def findings(plan_id: str = DAZHOU) -> list[RuleFinding]:
    plans = load_catalog(PLANS)
    return find_all(next(plan for plan in plans if plan.plan_id == plan_id), plans)


def count(severity: str) -> int:
    return sum(finding.severity == severity for finding in findings())


def test_a_tile_filters_by_severity_and_the_address_says_so(atlas: Watched) -> None:
    atlas.open("plan_check", plan=DAZHOU)
    expect(atlas.page.locator(ROWS)).to_have_count(len(findings()))
    atlas.page.locator(".st-key-check_severities button", has_text="缺漏").click()
    expect(atlas.page.locator(ROWS)).to_have_count(count("low"))
    assert "severity=low" in atlas.query()
    atlas.page.locator(".st-key-check_families button", has_text="空间布局").click()
    layout = [row for row in findings() if (row.severity, row.family) == ("low", "layout")]
    expect(atlas.page.locator(ROWS)).to_have_count(len(layout))
    atlas.page.get_by_role("button", name="清除筛选").click()
    expect(atlas.page.locator(ROWS)).to_have_count(len(findings()))


def test_a_finding_opens_its_card_and_the_link_restores_it(atlas: Watched) -> None:
    atlas.open("plan_check", plan=DAZHOU)
    chosen = next(row for row in findings() if row.rule == "broken_promise")
    atlas.page.locator(f"tr[data-id='finding:{chosen.key}']").click()
    expect(atlas.page.locator(".finding h3")).to_have_text(chosen.sentence)
    expect(atlas.page.locator(".finding .place")).to_have_count(len(chosen.places))
    atlas.page.goto(atlas.page.url)
    atlas.settle()
    expect(atlas.page.locator(".finding h3")).to_have_text(chosen.sentence)
    atlas.page.locator(".finding .place a").first.click()
    expect(atlas.page.locator(".card h3").first).to_contain_text(chosen.places[0].label, timeout=WAIT_MS)
    assert "/spatial_layout?" in atlas.page.url


@pytest.mark.heavy
def test_the_matrix_leads_to_another_plan(atlas: Watched) -> None:
    atlas.open("plan_check", plan=DAZHOU)
    atlas.page.locator("table.matrix a", has_text="威海").click()
    atlas.settle()
    expect(atlas.page.locator(ROWS)).to_have_count(len(findings("weihai-2022-2024")))


@pytest.mark.heavy
def test_every_rule_is_listed_also_those_that_found_nothing(atlas: Watched) -> None:
    atlas.open("plan_check", plan="sichuan-2020-2022")
    atlas.page.get_by_text("检查了什么").click()
    expect(atlas.page.locator(".rules li").first).to_be_visible()
    atlas.expect_text("布局口号中的数与布局要素的个数是否一致")


def test_what_is_listed_downloads_as_word_and_excel(atlas: Watched) -> None:
    atlas.open("plan_check", plan=DAZHOU, severity="low")
    rows = [row.sentence for row in findings() if row.severity == "low"]
    document = Document(io.BytesIO(downloaded(atlas, "审查意见表 Word")))
    assert [row.cells[3].text for row in document.tables[0].rows][1:] == rows
    page = load_workbook(io.BytesIO(downloaded(atlas, "Excel"))).active
    assert page is not None
    assert [cell.value for cell in page["D"]][-len(rows) :] == rows


def downloaded(atlas: Watched, name: str) -> bytes:
    with atlas.page.expect_download() as download:
        atlas.page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes()


def test_an_acknowledged_finding_is_counted_apart_and_says_who_and_why(atlas: Watched) -> None:
    chosen = next(row for row in findings() if row.rule == "only_supporting")
    atlas.open("plan_check", plan=DAZHOU, sel=f"finding:{chosen.key}")
    atlas.page.locator("[class*='st-key-record_acknowledge'] button").click()
    dialog = atlas.page.get_by_role("dialog")
    dialog.get_by_label("署名").fill("张三")
    dialog.locator("textarea").first.fill("主体由渠县另行确定")
    dialog.get_by_role("button", name="保存").click()
    expect(atlas.page.locator(".st-key-check_filters")).to_contain_text("已确认 1", timeout=WAIT_MS)
    expect(atlas.page.locator(".st-key-side")).to_contain_text("主体由渠县另行确定")
    expect(atlas.page.locator(".finding .pill").last).to_have_text("已确认")
    atlas.open("plan_check", plan=DAZHOU)
    expect(atlas.page.locator(ROWS)).to_have_count(len(findings()) - 1)
    expect(atlas.page.locator(".st-key-check_severities")).to_contain_text(f"{count('medium') - 1}")
    atlas.open("plan_check", plan=DAZHOU, state="acknowledged")
    expect(atlas.page.locator(ROWS)).to_have_count(1)
    expect(atlas.page.locator(ROWS)).to_contain_text("已确认（张三）：主体由渠县另行确定")
