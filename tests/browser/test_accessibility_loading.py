"""A bureau loads its own institutions: the file's coordinates are recognised, the set is used and its link holds."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
import shapely
from playwright.sync_api import expect

from data.supply_demand import shelf
from geo import boundaries, crs
from geo.crs import System
from tests.supply_sets import made_up

PLAN = "weihai-2022-2024"
CODES = {"环翠区": "371002", "文登区": "371003", "荣成市": "371082", "乳山市": "371083"}


def geojson(datum, count=600):
    """Return institutions spread over the districts, their positions written in a datum."""
    random = np.random.default_rng(5)
    features = []
    while len(features) < count:
        name, code = list(CODES.items())[len(features) % len(CODES)]
        outline = boundaries.boundary(code).polygon
        west, south, east, north = outline.bounds
        xy = random.uniform(west, east), random.uniform(south, north)
        if shapely.contains_xy(outline, *xy):
            numbers = crs.numbers_in(np.array([xy]), System(datum))[0].tolist()
            properties = {"名称": f"机构<b>{len(features)}</b>", "区县": name, "床位": 50}
            geometry = {"type": "Point", "coordinates": numbers}
            features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


@pytest.fixture
def page(open_page, server):
    return open_page(server)


def test_a_geojson_in_gcj02_is_recognised_and_used(page):
    page.open("accessibility", plan=PLAN, view="data", load="facilities")
    upload = page.page.locator('input[type="file"]')
    upload.set_input_files({"name": "机构.geojson", "mimeType": "application/json", "buffer": geojson("GCJ-02", 2000)})
    page.expect_text("坐标体检")
    expect(page.page.locator(".loading-table tr.is-best")).to_contain_text("GCJ-02")
    expect(page.page.locator(".loading-table tr.is-best")).to_contain_text("符合")
    page.page.get_by_role("button", name="采用这 2,000 行").click()
    page.expect_text("坐标按GCJ-02")
    expect(page.page).to_have_url(re.compile(r"[?&]in=[0-9a-f]{16}"))
    card = page.page.locator(".loading-part", has_text="机构").nth(0)
    expect(card).to_contain_text("2,000 个点")
    page.page.reload()
    page.settle()
    page.expect_text("2,000 个点")


def test_a_faulty_row_is_told_and_nothing_is_used(page):
    page.open("accessibility", plan=PLAN, view="data", load="facilities")
    table = "名称,经度,纬度,床位\n甲院,122.1,37.5,很多\n".encode("gbk")
    page.page.locator('input[type="file"]').set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": table})
    page.expect_text("有 1 处需要改正")
    expect(page.page.locator(".loading-table td", has_text="很多")).to_be_visible()
    expect(page.page.get_by_role("button", name="采用")).to_have_count(0)


def test_no_system_is_chosen_for_the_reader_where_several_fit(page):
    page.open("accessibility", plan=PLAN, view="data", load="facilities")
    upload = {"name": "机构.geojson", "mimeType": "application/json", "buffer": geojson("WGS84", 3)}
    page.page.locator('input[type="file"]').set_input_files(upload)
    page.expect_text("无法替您判断")
    page.expect_text("文件自己写的是：WGS 84")
    adopt = page.page.get_by_role("button", name="采用这 3 行")
    expect(adopt).to_have_count(0)
    page.page.get_by_text("GCJ-02（高德、腾讯等）").last.click()
    expect(adopt).to_be_visible()


def test_what_was_loaded_is_still_used_after_a_look_at_another_page_or_plan(page, server, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(server.folder / "records"))
    page.open("accessibility", plan=PLAN, view="data", **{"in": shelf.put(made_up(40, 5, plan_id=PLAN))})
    page.expect_text("40 个点")
    page.page.get_by_role("link", name="重点项目").click()
    expect(page.page).not_to_have_url(re.compile(r"[?&]in="))
    page.page.get_by_role("link", name="服务可达").click()
    page.expect_text("40 个点")
    expect(page.page).to_have_url(re.compile(r"[?&]in=[0-9a-f]{16}"))
    page.page.get_by_role("button", name="恢复示例").click()
    page.expect_text("示例：只用公开可查的数据")
    page.page.get_by_role("button", name="人口 40 个点，设施 5 个点").click()
    page.expect_text("40 个点")
