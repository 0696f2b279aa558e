"""How well a position is known is said in the same words in the legend, on the sheet, on slides and in files."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import yaml

from data.catalog import load_plan
from data.schema import label, position_bases
from data.takeaway.about import reading_notes
from data.takeaway.extract import Extract
from geo.map_bundle import plan_map
from geo.map_views import POINT_BASES, point_items
from pages.investment.sheet import sheet_base, sheet_of
from pages.shared import labels
from pages.shared.labels import in_language, word

WEIHAI = "weihai-2022-2024"
BASES = (*POINT_BASES, "unlocated")


def test_every_precision_of_a_map_has_a_name_and_no_two_share_one():
    assert {value for value, _, _ in position_bases()} == set(BASES)
    assert len({zh for _, zh, _ in position_bases()}) == len({en for _, _, en in position_bases()}) == len(BASES)


def test_no_page_brings_words_of_its_own_for_a_precision():
    for file in labels.PAGES_FOLDER.glob("*/words.yaml"):
        keys = yaml.safe_load(file.read_text(encoding="utf-8"))
        own = [key for key in keys if key.split(".")[-1].removeprefix("basis_") in BASES and "basis" in key]
        own = [key for key in own if key.split("basis_")[-1] != "recorded"]  # of a figure, not of a position
        assert not own, (file, own)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_legend_sheet_and_file_say_the_same_of_a_position(language):
    plan = load_plan(WEIHAI)
    with in_language(language):
        names = {basis: word(f"basis.{basis}") for basis in BASES}
    legend = {item.basis: item.label for item in point_items(plan_map(plan), ("project",), names)}
    note = " ".join(text for _, text in reading_notes(Extract(plan, language, (), datetime.now(tz=UTC))))
    base = sheet_base(plan)
    for project in plan.projects[:12]:
        sheet = sheet_of(plan, project.project_id, language, base=base)
        said = sheet.position.items[0].split(" · ")[0]
        assert said == label("location_basis", sheet.position_basis, language), project.project_id
        assert said == legend.get(sheet.position_basis, names["unlocated"])
        assert said in note
