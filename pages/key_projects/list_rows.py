"""The rows of the project list as the browser builds them; words are looked up once per list, not once per row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.plan import Plan
from data.project_filter import ProjectFacts
from pages.shared.labels import bed_text, joined, language, name_of, value_label, word
from pages.shared.map_themes.project_map import Shown
from pages.shared.project_amounts import aligned_text, amount_of


def list_rows(plan: Plan, shown: Shown, columns: Sequence[str], bases: Mapping[str, str]) -> list[list[Any]]:
    """Return per project: id, name, district and category, kind of row, 未定位 or "", [value, text, more], status."""
    rows = shown.rows
    is_english = language() == "en"
    districts = {row.district_code: name_of(row) for row in plan.districts}
    labels = {
        field: {value: value_label(field, value) for value in {getattr(row.project, field) for row in rows}}
        for field in ("category", "row_kind")
    }
    no_district, unlocated, texts = word("project.undistricted"), word("basis.unlocated"), _amount_texts(rows, columns)
    made = []
    for number, row in enumerate(rows):
        project = row.project
        named = [districts[code] for code in districts if code in row.districts]
        place = (named[0] if len(named) == 1 else joined(named)) if named else no_district
        made.append(
            [
                project.project_id,
                (is_english and project.name_en) or project.name,
                f"{place} · {labels['category'][project.category]}",
                "" if project.row_kind == "project" else labels["row_kind"][project.row_kind],
                "" if project.project_id in bases else unlocated,
                [texts[name][number] for name in columns],
                shown.statuses.get(project.project_id, ""),
            ]
        )
    return made


def _amount_texts(rows: Sequence[ProjectFacts], columns: Sequence[str]) -> dict[str, list[list[Any]]]:
    tongue = language()
    return {
        name: [
            _beds(row) if name == "beds" else [value, aligned_text(value, name, tongue), ""]
            for row in rows
            for value in (amount_of(row, name),)
        ]
        for name in columns
    }


def _beds(row: ProjectFacts) -> list[Any]:
    """Return beds and what the cell says on hovering; beds of two types are not added."""
    beds = row.project.beds
    return [row.beds, " + ".join(f"{bed.count:,}" for bed in beds), bed_text(row.project) if beds else ""]
