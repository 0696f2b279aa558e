"""Plan folders that nobody should write: hostile names, no layout, one district, faults, nothing at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.serving import PLANS
from tests.synthetic import SOURCE, counties, plan_row, write_folder

HOSTILE, BARE, SINGLE, FAULTY, SOUND = "hostile-2021", "bare-2021", "single-2021", "faulty-2021", "dazhou-2021-2025"
REGION = "511700"
LONG = "很长的名字" * 40
# each says in `window.hacked` that it ran; one request for `x` would be a 404 as well
ATTACKS = (
    "<img src=x onerror=\"window.hacked='img'\">",
    "${window.hacked='template'}",
    "`;window.hacked='tick';//`",
    "C:\\path\\2019\\u0041\\x41",
    "\"'><script>window.hacked='script'</script>",
    "');window.hacked='quote';//",
    "</style></script><svg onload=\"window.hacked='svg'\">",
    "[link](javascript:window.hacked='link') **bold** :red[red] $x^2$ :material/home:",
    "{{window.hacked='braces'}} {% raw %} {0} %s",
    LONG,
)


def write_odd_plans(parent: Path) -> Path:
    """Write all of them beside one real plan; return the folder of the plans."""
    parent.mkdir(parents=True)
    shutil.copytree(PLANS / SOUND, parent / SOUND)
    write_hostile_plan(parent / HOSTILE)
    write_folder(parent / BARE, plan_row(BARE), [], {"districts": counties(5, "511800")})
    district = counties(1, "511702")
    project = {"project_id": "k1", "name": "唯一项目", "row_kind": "project", "category": "other", **SOURCE}
    project["district_codes"] = district[0]["district_code"]
    single = plan_row(SINGLE, region_code="511702", region_name="通川区")
    tables = {"districts": district, "projects": [project]}
    write_folder(parent / SINGLE, single, [_element("core-1", "core", "唯一核", "511702")], tables)
    shutil.copytree(PLANS / SOUND, parent / FAULTY)
    break_plan(parent / FAULTY)
    return parent


def write_hostile_plan(folder: Path) -> None:
    """Write a plan whose every text is an attack: row k of each table carries attack k."""
    units = [
        {**unit, **_texts(text), "short_name": text} for unit, text in zip(_hostile_units(), ATTACKS, strict=False)
    ]
    code = units[0]["district_code"]
    tables = {
        "districts": units,
        "places": [_place(k, text, code) for k, text in enumerate(ATTACKS)],
        "projects": [_project(k, text, code) for k, text in enumerate(ATTACKS)],
        "indicators": [_indicator(k, text) for k, text in enumerate(ATTACKS)],
        "tasks": [_task(k, text) for k, text in enumerate(ATTACKS)],
    }
    names = dict(
        zip(("title", "formula", "positioning", "note", "brand", "issuing_bodies", "source"), ATTACKS, strict=False)
    )
    plan = plan_row(HOSTILE, **{**names, "title_en": ATTACKS[0], "region_code": REGION, "region_name": ATTACKS[0]})
    write_folder(folder, plan, [_hostile_element(k, text, units) for k, text in enumerate(ATTACKS)], tables)


def _hostile_units() -> list[dict[str, Any]]:
    return counties(len(ATTACKS), REGION)


def _place(number: int, text: str, code: str) -> dict[str, Any]:
    known = {"place_id": f"p{number}", "kind": "facility", "district_code": code, "location_basis": "district"}
    return {**known, **_texts(text)}


def _project(number: int, text: str, code: str) -> dict[str, Any]:
    known = {"project_id": f"k{number}", "row_kind": "project", "district_codes": code, "category": "other"}
    more = {"action": text, "investment": "1000万元" if number % 2 else "", "element_ids": "zone-1"}
    return {**known, **more, **_texts(text)}


def _indicator(number: int, text: str) -> dict[str, Any]:
    known = {"value_id": f"i{number}", "indicator_id": "elderly_care_beds", "value_kind": "target", "year": 2025}
    value = {"comparator": "ge", "value": 100 + number, "unit": text[:20], "is_striving": "false", "scope": REGION}
    if number == 0:
        value.update(comparator="relative", value="", reference=text)
    return {**known, **value, **_texts(text)}


def _task(number: int, text: str) -> dict[str, Any]:
    known = {"task_id": f"t{number}", "source_table": "body", "row_status": "filled", "number": str(number)}
    words = {"title": text, "summary": text, "group": text, "agencies": text.replace(";", "，"), "deadline_text": text}
    return {**known, **words, "agency_basis": "joint", "deadline_kind": "none", **_texts(text)}


def _hostile_element(number: int, text: str, units: list[dict[str, Any]]) -> dict[str, Any]:
    code = units[number % len(units)]["district_code"]
    element = _element(f"zone-{number}", "zone" if number % 2 else "core", text, code)
    words = {"theme": text, "business_forms": [text], "target_group": text, "ambiguity": text}
    return {**element, **words}


def break_plan(folder: Path) -> None:
    """Put faults into a copied plan that a careless hand could make."""
    plan = (folder / "plan.yaml").read_text(encoding="utf-8").replace(SOUND, FAULTY)
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    projects = (folder / "projects.csv").read_text(encoding="utf-8").splitlines()
    projects[1] = projects[1].replace(",350,", ",许多,")
    (folder / "projects.csv").write_text("\n".join([*projects, "zz,多余的一行"]) + "\n", encoding="utf-8")
    (folder / "layout.yaml").write_text("- element_id: [\n", encoding="utf-8")


def _texts(text: str) -> dict[str, Any]:
    return {"name": text, "name_en": text, "note": text, "section": "一", "as_written": text.replace("|", "，")[:40]}


def _element(element_id: str, kind: str, name: str, code: str) -> dict[str, Any]:
    members = [{"district": code, "role": "named"}]
    return {"element_id": element_id, "kind": kind, **_texts(name), "members": members}
