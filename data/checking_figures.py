"""Rules for figures: beds, amounts that stand twice, indicator values, years in order."""

from __future__ import annotations

from collections.abc import Iterator

from data.checking_row import CheckedRow, checked_rows
from data.finding import Finding
from data.plan import Plan, Project

AMOUNT_COLUMNS = ("bed_counts", "investment", "floor_area", "land_area", "households")


def find_bed_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `beds_not_paired` and `bed_change_blank`."""
    for checked in checked_rows(plan, "projects"):
        counts = _parts(checked, "bed_counts")
        types = _parts(checked, "bed_types")
        if counts != types:
            message = f"有 {counts} 个床位数、{types} 个床位类型"
            yield checked.finding("beds_not_paired", "bed_types", message, "逐一配对，用 ; 分隔")
        if bool(counts) != bool(checked.row.get("bed_change")):
            expectation = "有床位时填 new、renovated 或 not_stated，没有时留空"
            yield checked.finding("bed_change_blank", "bed_change", "与床位数不相应", expectation)


def find_project_tree_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `component_without_project`, `parent_of_project` and `amount_repeated`."""
    projects = {project.project_id: project for project in plan.projects}
    for checked in checked_rows(plan, "projects"):
        project: Project = checked.value
        if project.row_kind == "component" and not project.parent_project_id:
            expectation = "组成部分须写明 parent_project_id"
            yield checked.finding("component_without_project", "parent_project_id", "没有内容", expectation)
        if project.parent_project_id == project.project_id:
            yield checked.finding("parent_of_itself", "parent_project_id", "指向自己", "所属项目的编号")
        elif project.parent_project_id in projects:
            yield from _repeated_amounts(checked, projects[project.parent_project_id])


def _repeated_amounts(checked: CheckedRow, parent: Project) -> Iterator[Finding]:
    for column in AMOUNT_COLUMNS:
        own, of_parent = getattr(checked.value, column), getattr(parent, column)
        if own and own == of_parent:
            message = f"与所属项目 {parent.project_id} 重复"
            yield checked.finding("amount_repeated", column, message, "每个数额只在一行载明")


def find_value_errors(plan: Plan) -> Iterator[Finding]:
    """Yield faults of a value with its comparator, upper value and reference."""
    for checked in checked_rows(plan, "indicators"):
        value = checked.value
        if value.comparator == "between" and value.value_max is None:
            yield checked.finding("between_without_max", "value_max", "没有内容", "区间须写明上限")
        if value.value_max is not None and value.comparator != "between":
            yield checked.finding("max_without_between", "comparator", "却有上限", "有上限时为 between")
        if value.value is not None and value.value_max is not None and value.value_max <= value.value:
            yield checked.finding("range_reversed", "value_max", "不大于数值", f"大于 {value.value}")
        if value.comparator == "relative" and not value.reference:
            yield checked.finding("relative_without_reference", "reference", "没有内容", "相对值须写明与什么相比")
        if value.value is not None and not value.unit:
            yield checked.finding("unit_blank", "unit", "没有内容", "有数值就有单位")
        if value.value is not None and not value.comparator:
            yield checked.finding("comparator_blank", "comparator", "没有内容", "如 eq、ge、about")
        is_open = value.comparator == "relative" or "--" in value.as_written or value.note
        if value.value is None and not checked.row.get("value") and not is_open:
            message, expectation = "没有内容", "原文为 -- 或相对值时才留空，其他情形在 note 中说明"
            yield checked.finding("value_blank", "value", message, expectation, level="warning")


def find_restatement_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `restates_itself` and `restatement_differs`."""
    values = {value.value_id: value for value in plan.indicator_values}
    for checked in checked_rows(plan, "indicators"):
        value, other = checked.value, values.get(checked.value.restates)
        if other is value:
            yield checked.finding("restates_itself", "restates", "指向自己", "另一行的编号")
        elif other and (other.indicator_id, other.value, other.unit) != (
            value.indicator_id,
            value.value,
            value.unit,
        ):
            message = f"与所重述的 {other.value_id} 指标、数值或单位不同"
            yield checked.finding("restatement_differs", "restates", message, level="warning")


def find_year_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `period_reversed` where a start lies after its end, `issued_after_period` for the plan."""
    pairs = (("plan", "end_year"), ("projects", "end_year"), ("indicators", "year"))
    for table, end_column in pairs:
        for checked in checked_rows(plan, table):
            start, end = checked.value.start_year, getattr(checked.value, end_column)
            if start is not None and end is not None and start > end:
                yield checked.finding("period_reversed", "start_year", "晚于结束年", f"不晚于 {end}")
    for checked in checked_rows(plan, "plan"):
        if plan.end_year and plan.issued_on[:4] > str(plan.end_year):
            message, expectation = "晚于规划期", f"规划期到 {plan.end_year} 年"
            yield checked.finding("issued_after_period", "issued_on", message, expectation, level="warning")


def _parts(checked: CheckedRow, column: str) -> int:
    return sum(bool(part.strip()) for part in checked.row.get(column).split(";"))


RULES = (
    find_bed_errors,
    find_project_tree_errors,
    find_value_errors,
    find_restatement_errors,
    find_year_errors,
)
