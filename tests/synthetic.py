"""Plan folders made up for tests: any number of districts and projects, in real counties of one province.

The rows are valid by the data contract; names and figures are invented, the same for every run.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from data.schema import load_schema
from geo import boundaries

Row = Mapping[str, Any]

REGION = ("510000", "四川省")
CATEGORIES = (
    "hospital",
    "elderly_care",
    "medical_elderly",
    "community_care",
    "rehabilitation_aids",
    "tcm",
    "wellness_tourism",
    "smart_care",
)
BED_TYPES = ("hospital", "nursing", "elderly_care", "medical_elderly")
SOURCE = {"section": "一", "as_written": "虚构规划"}


def write_folder(folder: Path, plan: Row, layout: Sequence[Row], tables: Mapping[str, Iterable[Row]]) -> Path:
    """Write a plan folder: columns that a row leaves out are blank, others are left out; return the folder."""
    folder.mkdir(parents=True)
    schema = load_schema().tables
    complete = {name: plan.get(name, "") for name in schema["plan"].column_names}
    (folder / "plan.yaml").write_text(_yaml(complete), encoding="utf-8")
    blank: dict[str, Any] = {"members": [], "place_ids": [], "business_forms": []}
    elements = [{name: row.get(name, blank.get(name, "")) for name in schema["layout"].column_names} for row in layout]
    (folder / "layout.yaml").write_text(_yaml(elements), encoding="utf-8")
    for name in ("districts", "places", "projects", "indicators", "tasks"):
        _write_table(folder / schema[name].file, schema[name].column_names, tables.get(name, ()))
    return folder


def plan_row(plan_id: str, **more: Any) -> dict[str, Any]:
    """Return the keys of a plan.yaml that a valid plan needs."""
    return {
        "plan_id": plan_id,
        "title": f"虚构规划 {plan_id}",
        "title_en": f"Fictional plan {plan_id}",
        "short_title": "虚构规划",
        "region_code": REGION[0],
        "region_name": REGION[1],
        "issuing_bodies": "虚构市人民政府",
        "issued_on": "2021-01-01",
        "start_year": 2021,
        "end_year": 2025,
        "period_basis": "stated",
        "status": "expired",
        "data_version": "1.0.0",
        "data_as_of": "2026-11-22",
        "source": "虚构规划（测试用）",
        **SOURCE,
        **more,
    }


def counties(count: int, region: str = REGION[0]) -> list[dict[str, Any]]:
    """Return rows of districts.csv that borrow real counties; beyond their number, functional zones in them."""
    units = [
        unit
        for unit in boundaries.units_within(boundaries.region_polygon(region), "county")
        if boundaries.is_part_of(unit, boundaries.boundary(region))
    ]
    rows = [_county(unit) for unit in units[:count]]
    zones = [_zone(units[k % len(units)], k) for k in range(max(0, count - len(units)))]
    return [*rows, *zones]


def write_plan(parent: Path, plan_id: str, *, districts: int = 200, projects: int = 1000, elements: int = 12) -> Path:
    """Write a valid made-up plan of any size into `parent`; return its folder."""
    dice = random.Random(plan_id)
    units = counties(districts)
    codes = [row["district_code"] for row in units if "boundary_code" in row]
    layout = [_element(k, dice.sample(codes, min(4, len(codes)))) for k in range(elements)]
    tables = {
        "districts": units,
        "places": [_place(k, dice.choice(codes)) for k in range(projects // 10)],
        "projects": [_project(k, dice, codes) for k in range(projects)],
        "indicators": [_indicator(k) for k in range(40)],
        "tasks": [_task(k) for k in range(60)],
    }
    return write_folder(parent / plan_id, plan_row(plan_id, formula=""), layout, tables)


def _county(unit: boundaries.Boundary) -> dict[str, Any]:
    return {
        "district_code": unit.code,
        "name": unit.name,
        "name_en": f"Unit {unit.code}",
        "short_name": unit.short_name,
        "kind": "county",
        "parent_code": unit.prefecture_code,
        "boundary_code": unit.code,
        "population_scope": unit.code,
    }


def _zone(unit: boundaries.Boundary, number: int) -> dict[str, Any]:
    return {
        "district_code": f"{unit.code}-zone{number}",
        "name": f"{unit.name}新区",
        "name_en": f"Zone {number}",
        "short_name": f"新区{number}",
        "kind": "functional_zone",
        "parent_code": unit.code,
    }


def _element(number: int, members: Sequence[str]) -> dict[str, Any]:
    kind = ("zone", "belt", "core")[number % 3]
    chosen = members[:1] if kind == "core" else members
    return {
        "element_id": f"{kind}-{number}",
        "kind": kind,
        "name": f"第{number + 1}{'区带核'[number % 3]}",
        "name_en": f"Element {number}",
        "theme": "虚构主题",
        "members": [{"district": code, "role": "named"} for code in chosen],
        "business_forms": ["康复", "旅居"],
        **SOURCE,
    }


def _place(number: int, code: str) -> dict[str, Any]:
    return {
        "place_id": f"p{number:04}",
        "name": f"虚构地点{number}",
        "name_en": f"Place {number}",
        "kind": "facility",
        "district_code": code,
        "location_basis": "district",
        **SOURCE,
    }


def _project(number: int, dice: random.Random, codes: Sequence[str]) -> dict[str, Any]:
    stated = number % 3 > 0
    beds = dice.randint(20, 900)
    return {
        "project_id": f"k{number:04}",
        "name": f"虚构项目{number}",
        "name_en": f"Project {number}",
        "row_kind": "project",
        "district_codes": dice.choice(codes),
        "category": CATEGORIES[number % len(CATEGORIES)],
        "action": "新建",
        "bed_counts": beds if stated else "",
        "bed_types": BED_TYPES[number % 4] if stated else "",
        "bed_change": "new" if stated else "",
        "investment": f"{dice.randint(200, 90000)}万元" if stated else "",
        "floor_area": f"{dice.randint(1000, 60000)}平方米" if number % 4 == 0 else "",
        **SOURCE,
    }


def _indicator(number: int) -> dict[str, Any]:
    return {
        "value_id": f"s-i{number:03}",
        "indicator_id": "elderly_care_beds",
        "name": "养老床位总数",
        "value_kind": "target",
        "year": 2021 + number % 5,
        "comparator": "ge",
        "is_striving": "false",
        "value": 1000 + number,
        "unit": "张",
        "scope": REGION[0],
        **SOURCE,
    }


def _task(number: int) -> dict[str, Any]:
    return {
        "task_id": f"t{number:03}",
        "source_table": "body",
        "row_status": "filled",
        "number": str(number + 1),
        "title": f"虚构任务{number}",
        "agencies": "卫生健康局;民政局",
        "agency_basis": "joint",
        "deadline_kind": "none",
        **SOURCE,
    }


class _Plain(yaml.SafeDumper):
    """Writes a value that stands twice twice: plan files know no references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(content: Any) -> str:
    return yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False)


def _write_table(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
