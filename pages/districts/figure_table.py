"""The table of all district figures: sorted by any heading, picked by row, 未分区 and the total kept below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from data.measures import DistrictStatistics
from data.plan import Plan
from pages.districts.columns import Column, Figures, cell, sort_choices, sorted_rows
from pages.districts.units import in_tree_order
from pages.shared import parameters
from pages.shared.labels import word
from pages.shared.own_component import own_component, picked

FOLDER = Path(__file__).resolve().parent

_mount = own_component("district_table", FOLDER, "figure_table", '<div class="frame" tabindex="-1"></div>')


def show_figures(plan: Plan, figures: Figures, *, active: str, choice: str, on_select: Callable[[str], None]) -> None:
    """Show the table; picking a row calls `on_select` with its selection, picking it again with ""."""
    choices = sort_choices(figures.columns)
    sort = parameters.read("sort", "", choices)
    slot = "district_table"

    def order() -> None:
        value = parameters.component_value(slot).get("sort")
        parameters.write("sort", value if value in choices else "")

    data = {**table_data(plan, figures, sort, active), "chosen": choice}
    _mount(key=slot, data=data, on_pick_change=picked(slot, on_select), on_sort_change=order)


def table_data(plan: Plan, figures: Figures, sort: str, active: str) -> dict[str, Any]:
    """Return the table for the browser; `active` is the key of the column that map and bars show."""
    placed = sorted_rows(in_tree_order(plan, figures.rows), figures.columns, sort)
    parents = {row.district_code: figures.names.get(row.parent_code, "") for row in plan.districts if row.is_zone}
    return {
        "columns": [_heading(column, active) for column in figures.columns],
        "rows": [_line(row, figures, parents, is_tree=not sort) for row in placed],
        "foot": _foot(figures),
        "sort": sort,
        "words": _words(),
    }


def _heading(column: Column, active: str) -> dict[str, Any]:
    return {
        "key": column.key,
        "group": column.group,
        "label": column.label,
        "unit": column.unit,
        "digits": column.digits,
        "active": column.key == active,
    }


def _line(row: DistrictStatistics, figures: Figures, parents: Mapping[str, str], *, is_tree: bool) -> dict[str, Any]:
    code = row.district_code
    parent = parents.get(code, "")
    return {
        "id": f"district:{code}",
        "name": figures.names[code],
        "tone": "zone" if parent and is_tree else "",
        "note": word("district.inside", name=parent) if parent else "",
        "cells": [cell(column, row) for column in figures.columns],
    }


def _foot(figures: Figures) -> list[dict[str, Any]]:
    rest = [{**_line(row, figures, {}, is_tree=False), "tone": "rest"} for row in figures.rows if not row.district_code]
    cells = ["" if column.key == "shared" else cell(column, figures.total) for column in figures.columns]
    return [*rest, {"id": "", "name": word("common.total"), "tone": "total", "note": "", "cells": cells}]


def _words() -> dict[str, str]:
    lacks = {name: word(f"map.{name}") for name in ("not_stated", "same_cover", "no_data")}
    return {**lacks, "district": word("project.district"), "sort": word("facts.sort"), "label": word("district.table")}
