"""Rules for ids: whatever a row points at exists; the slogan and the layout elements agree."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from data.checking_row import CheckedRow, checked_rows
from data.finding import Finding, Level
from data.plan import Plan
from data.reading import read_indicator_vocabulary
from data.schema import load_schema
from layouts.agreement import find_agreement_errors
from layouts.vocabulary import find_kind, kinds_by_code

SHOWN_IDS = 8


def find_unknown_districts(plan: Plan) -> Iterator[Finding]:
    """Yield `unknown_district` for codes that are no unit of the plan (and not the region where that is allowed)."""
    units = [district.district_code for district in plan.districts]
    expectation = _some(units)
    message = f"不是{plan.region_name or '本规划'}的区县"
    for table, column in (("places", "district_code"), ("projects", "district_codes")):
        for checked in checked_rows(plan, table):
            if set(_ids(checked, column)) - {*units, plan.region_code}:
                yield checked.finding("unknown_district", column, message, expectation)
    for checked in checked_rows(plan, "layout"):
        if set(checked.value.district_codes) - {*units, plan.region_code}:
            yield checked.finding("unknown_district", "members", message, expectation)
    for checked in checked_rows(plan, "indicators"):
        if checked.value.scope not in {*units, plan.region_code, ""}:
            message = f"既不是{plan.region_name}也不是其区县"
            yield checked.finding("unknown_district", "scope", message, f"{plan.region_code}、{expectation}")


def find_unknown_ids(plan: Plan) -> Iterator[Finding]:
    """Yield `unknown_id` for places, elements, projects, values and indicators that do not exist."""
    places = [place.place_id for place in plan.places]
    elements = [element.element_id for element in plan.elements]
    values = [value.value_id for value in plan.indicator_values]
    body = [task.task_id for task in plan.tasks if task.source_table == "body"]
    links: tuple[tuple[str, str, Iterable[str], str], ...] = (
        ("layout", "place_ids", places, "places.csv"),
        ("projects", "place_ids", places, "places.csv"),
        ("projects", "element_ids", elements, "layout.yaml"),
        ("projects", "parent_project_id", [project.project_id for project in plan.projects], "projects.csv"),
        ("tasks", "same_as", body, "tasks.csv 正文任务"),
        ("indicators", "restates", values, "indicators.csv"),
        ("indicators", "indicator_id", plan.indicators, "共同词表或本规划 indicators.yaml"),
        ("indicator_vocabulary", "related", plan.indicators, "共同词表或本规划 indicators.yaml"),
    )
    for table, column, known, where in links:
        known_ids = set(known)
        for checked in checked_rows(plan, table):
            unknown = [name for name in _ids(checked, column) if name not in known_ids]
            if unknown:
                message = f"指向不存在的编号 {'、'.join(unknown[:SHOWN_IDS])}"
                yield checked.finding("unknown_id", column, message, _expected_ids(unknown[0], known_ids, where))


def find_unknown_kinds(plan: Plan) -> Iterator[Finding]:
    """Yield `unknown_element_kind` and `unknown_role` for words outside the layout grammar."""
    roles = load_schema().fields["member_role"].allowed
    expectation = "、".join(kinds_by_code())
    for table, column in (("layout", "kind"), ("projects", "element_kind")):
        for checked in checked_rows(plan, table):
            kind = checked.row.get(column)
            if kind and find_kind(kind) is None:
                yield checked.finding("unknown_element_kind", column, "不在布局词汇表内", expectation)
    for checked in checked_rows(plan, "layout"):
        if any(member.role not in roles for member in checked.value.members):
            yield checked.finding("unknown_role", "members", "中有未规定的角色", "、".join(roles))


def find_formula_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `formula_disagrees` where the slogan and the elements do not agree by count."""
    for checked in checked_rows(plan, "plan"):
        for error in find_agreement_errors(plan.formula, plan.elements):
            expectation = "layout.yaml 的要素与口号逐项相符"
            yield checked.finding("formula_disagrees", "formula", error.message, expectation, level=error.level)


def find_thin_ribbons(plan: Plan) -> Iterator[Finding]:
    """Yield `belt_with_one_member` for belts and axes that connect fewer than two districts or places."""
    for checked in checked_rows(plan, "layout"):
        kind = find_kind(checked.value.kind)
        ends = len(set(checked.value.district_codes)) + len(checked.value.place_ids)
        if kind and kind.geometry in {"ribbon", "line"} and ends <= 1:
            message = f"只连着 {ends} 个区县或地点"
            expectation = "带、轴至少连接两处；原文确实如此的，在 ambiguity 中说明"
            level: Level = "info" if checked.value.ambiguity else "warning"
            yield checked.finding("belt_with_one_member", "members", message, expectation, level=level)


def find_redefined_indicators(plan: Plan) -> Iterator[Finding]:
    """Yield `indicator_redefined` where a plan defines an id of the common vocabulary again."""
    common = read_indicator_vocabulary()
    for checked in checked_rows(plan, "indicator_vocabulary"):
        if checked.row.get("id") in common:
            message = "共同词表已有这项指标"
            yield checked.finding("indicator_redefined", "id", message, "定义不同时另取编号", level="warning")


def _ids(checked: CheckedRow, column: str) -> list[str]:
    return [part.strip() for part in checked.row.get(column).split(";") if part.strip()]


def _expected_ids(unknown: str, known: set[str], where: str) -> str:
    similar = difflib.get_close_matches(unknown, sorted(known), n=3)
    return f"{where} 中的编号" + (f"，相近的有 {'、'.join(similar)}" if similar else "")


def _some(ids: Iterable[str]) -> str:
    listed = list(ids)
    return "、".join(listed[:SHOWN_IDS]) + ("、…" if len(listed) > SHOWN_IDS else "")


RULES = (
    find_unknown_districts,
    find_unknown_ids,
    find_unknown_kinds,
    find_formula_errors,
    find_thin_ribbons,
    find_redefined_indicators,
)
