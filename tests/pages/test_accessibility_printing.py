"""服务可达 on paper: a map says what it rests on, whoever prints it, in the language of its sheet."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from data.catalog import load_plan
from geo.map_overlay import MapOverlay
from geo.reach.example import example_inputs
from pages.accessibility import maps
from pages.accessibility.assumptions import assumption_notes
from pages.accessibility.choices import Choices
from pages.accessibility.naming import how_many, named_inputs
from pages.accessibility.paper_facilities import merged
from pages.accessibility.printing import map_file
from pages.accessibility.results import Question, counts_of
from pages.shared import queries
from pages.shared.labels import in_language, word
from tests.supply_sets import made_up

WEIHAI = "weihai-2022-2024"
CHOICES = Choices(15, 30.0, 1.3, "age_60_plus", "all", ("elderly_care", "medical", "nursing"))


@pytest.fixture(scope="module")
def question() -> Question:
    plan = load_plan(WEIHAI)
    return Question(plan, named_inputs(plan, example_inputs(plan)), CHOICES)


def test_every_map_of_the_page_carries_its_assumptions(question):
    with in_language("zh"):
        told = assumption_notes(question)
        assert "示例" in told[0]
        assert any("30" in note and "1.3" in note for note in told)
        site_map = maps.spec_of(question, "", MapOverlay(), question.inputs.candidates)  # the map of 选址
        assert [spec.overlay.notes for spec in (maps.coverage_map(question, ""), site_map)] == [told] * 2
        of_beds = maps.capacity_map(question, "", "quantile").overlay.notes
        assert of_beds[0] == told[0] and set(told) < set(of_beds)


@pytest.mark.parametrize(("language", "colon"), [("zh", "："), ("en", ": ")])
def test_the_printed_sheet_tells_each_assumption_once(question, language, colon):
    with in_language(language):
        spec, told = maps.coverage_map(question, ""), assumption_notes(question)
        svg = map_file(question, spec, queries.map_of(WEIHAI).url, "svg")
    found = ["".join(node.itertext()) for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    squeezed = "".join("".join(found).split())
    for number, note in enumerate(told, start=2):  # the first note is that of 示意
        assert squeezed.count("".join(f"{number}. {note}".split())) == 1, note
    assert all(colon in note for note in told[1:])


@pytest.mark.parametrize(("method", "decay", "told"), [
    ("2sfca", "steps", ["两步移动搜寻（2SFCA）"]), ("e2sfca", "gaussian", ["E2SFCA", "高斯（边界处0.01）"])
])  # fmt: skip
def test_the_map_of_beds_names_its_method_and_decay(question, method, decay, told):
    asked = replace(question, choices=replace(CHOICES, method=method, decay=decay))
    found = written(map_file(asked, maps.capacity_map(asked, "", "quantile"), queries.map_of(WEIHAI).url, "svg"))
    assert f"方法：{word(f'access.method_{method}')}" in found
    assert all(found.count(text) >= 2 for text in told)  # in the title and among the notes
    assert ("距离衰减" in found) == (method != "2sfca")
    assert "ⱼ" not in found  # the typeface of paper has no subscripts


def test_screen_and_paper_count_a_place_with_two_types_of_beds_once(question):
    spec = maps.coverage_map(question, "")
    planned = next(item for group in spec.legend for item in group.items if item.label == "规划")
    kept = merged(spec.overlay, question.inputs.facilities).layers[-1]
    facilities, counts = question.inputs.facilities, counts_of(question.inputs.facilities, CHOICES)
    assert planned.count == kept.count(1) == how_many(facilities, counts) == counts.sum() - 1
    told = next(note for note in spec.overlay.notes if note.startswith("计入的设施"))
    assert f"{len(facilities) - 1} 个中计入 {planned.count} 个" in told


def test_own_facilities_of_one_name_on_one_spot_count_once_on_screen_and_paper(question):
    inputs = made_up(12, 3)
    names, lon, lat = ("甲院", "甲院", "乙院"), np.array([122.1, 122.1, 122.4]), np.array([37.2, 37.2, 37.2])
    homes = replace(inputs.facilities, names=names, lon=lon, lat=lat, kinds=("medical", "elderly_care", "nursing"))
    own = replace(question, inputs=replace(inputs, facilities=homes, id="f11e000000000007"))
    overlay = maps.coverage_map(own, "").overlay
    assert overlay.layers[-1].count(0) == merged(overlay, homes).layers[-1].count(0) == 2


def written(svg: bytes) -> str:
    found = ["".join(node.itertext()) for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    return "".join("".join(found).split())
