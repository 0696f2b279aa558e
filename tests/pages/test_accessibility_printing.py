"""服务可达 on paper: a map says what it rests on, whoever prints it, in the language of its sheet."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from data.catalog import load_plan
from geo.map_overlay import MapOverlay
from geo.reach.example import example_inputs
from pages.accessibility import maps
from pages.accessibility.assumptions import assumption_notes
from pages.accessibility.choices import Choices
from pages.accessibility.printing import map_file
from pages.accessibility.results import Question
from pages.shared import queries
from pages.shared.labels import in_language

WEIHAI = "weihai-2022-2024"
CHOICES = Choices(15, 30.0, 1.3, "age_60_plus", "all", ("elderly_care", "medical", "nursing"))


@pytest.fixture(scope="module")
def question() -> Question:
    plan = load_plan(WEIHAI)
    return Question(plan, example_inputs(plan), CHOICES)


def test_every_map_of_the_page_carries_its_assumptions(question):
    with in_language("zh"):
        told = assumption_notes(question)
        assert "示例" in told[0]
        assert any("30" in note and "1.3" in note for note in told)
        shown = [maps.coverage_map(question, ""), maps.capacity_map(question, "", "quantile")]
        shown.append(maps.spec_of(question, "", MapOverlay(), question.inputs.candidates))  # the map of 选址
        assert [spec.overlay.notes for spec in shown] == [told] * 3


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
