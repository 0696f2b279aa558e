"""Rules for single cells: blanks, addresses, runs, units, control characters, the plan's own keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.checking_row import checked_rows
from data.document import compact_text
from data.finding import Finding
from data.plan import Plan
from data.schema import load_schema
from data.table import split_list, split_runs
from data.verification import QUOTING_TABLES

LONGEST_RUN = 40

_NUMERAL = "[一二三四五六七八九十百]+"
_PART = rf"(?:{_NUMERAL}|（{_NUMERAL}）|[0-9]+|（[0-9]+）|第{_NUMERAL}[章节])"
_OWN_ADDRESS = rf"(?:题头|落款|附件[0-9]*|附表[0-9]*|(?:专栏|表)(?:[0-9]+|{_NUMERAL}))"
_ADDRESS = re.compile(rf"(?:{_OWN_ADDRESS}|{_PART})(?:/{_PART})*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def find_blank_cells(plan: Plan) -> Iterator[Finding]:
    """Yield `required_blank` for each required cell without content."""
    for table in load_schema().tables.values():
        for checked in checked_rows(plan, table.name):
            for column in table.columns:
                if column.is_required and not checked.row.get(column.name):
                    yield checked.finding("required_blank", column.name, "没有内容", f"{column.field.zh}必填")


def find_control_characters(plan: Plan) -> Iterator[Finding]:
    """Yield `control_character` for each cell with characters that no screen shows."""
    for name in plan.tables:
        for checked in checked_rows(plan, name):
            for column, text in checked.row.cells.items():
                if _CONTROL.search(text):
                    yield checked.finding("control_character", column, "含有不可见的控制字符", "只用可见文字")


def find_address_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `section_form` for each address that is not written like 三/（二）."""
    tables = [*QUOTING_TABLES, "unaccounted"]
    for name in tables:
        for checked in checked_rows(plan, name):
            for column in ("section", "agency_section"):
                addresses = split_list(checked.row.get(column))
                if any(not _ADDRESS.fullmatch(address) for address in addresses):
                    expectation = "如 三/（二）/1、专栏1、表1、附件、题头、落款；括号用全角"
                    yield checked.finding("section_form", column, "不是章节地址的写法", expectation)


def find_run_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `run_too_long` for quoted runs of more than 40 characters."""
    for name in QUOTING_TABLES:
        for checked in checked_rows(plan, name):
            for run in split_runs(checked.row.get("as_written")):
                length = len(compact_text(run))
                if length > LONGEST_RUN:
                    message = f"有一段 {length} 字：{run[:12]}…"
                    expectation = f"每段不超过 {LONGEST_RUN} 字，用 | 分段"
                    yield checked.finding("run_too_long", "as_written", message, expectation)


def find_unknown_units(plan: Plan) -> Iterator[Finding]:
    """Yield `unit_unknown` for units that neither the dictionary nor the plan's indicators know."""
    known = {*load_schema().fields["unit"].known, *(indicator.unit for indicator in plan.indicators.values())}
    for checked in checked_rows(plan, "indicators"):
        if checked.row.get("unit") and checked.row.get("unit") not in known:
            expectation = "常用单位，或在本规划 indicators.yaml 的 unit 中写明"
            yield checked.finding("unit_unknown", "unit", "是没有见过的单位", expectation, level="warning")


def find_plan_errors(plan: Plan) -> Iterator[Finding]:
    """Yield faults of plan.yaml: `plan_id_differs`, `status_differs`, `parent_plan_unknown`, `parent_basis_blank`."""
    for checked in checked_rows(plan, "plan"):
        if checked.row.get("plan_id") != plan.plan_id:
            yield checked.finding("plan_id_differs", "plan_id", "与文件夹名称不同", f"应为 {plan.plan_id}")
        if plan.status == "in_force" and plan.end_year and str(plan.end_year) < plan.data_as_of[:4]:
            message, expectation = "而规划期已满", f"规划期到 {plan.end_year} 年"
            yield checked.finding("status_differs", "status", message, expectation, level="warning")
        if plan.parent_plan_id and not (plan.folder.parent / plan.parent_plan_id).is_dir():
            expectation = "规划文件夹的名称"
            yield checked.finding("parent_plan_unknown", "parent_plan_id", "没有这部规划", expectation, level="warning")
        if bool(plan.parent_plan_id) != bool(plan.parent_basis):
            message = "应与 parent_plan_id 同时填写或同时留空"
            yield checked.finding("parent_basis_blank", "parent_basis", message)


def find_unaccounted_errors(plan: Plan) -> Iterator[Finding]:
    """Yield faults of unaccounted.csv: `explanation_repeated`, `explanation_without_number`."""
    seen: set[tuple[str, str]] = set()
    for checked in checked_rows(plan, "unaccounted"):
        run = checked.row.get("run")
        key = (run, checked.row.get("section"))
        if key in seen:
            yield checked.finding("explanation_repeated", "run", "同一章节已说明过", "每处一行", level="warning")
        if run and not re.search("[0-9]", run):
            yield checked.finding("explanation_without_number", "run", "不含数字", "原文中的数字", level="warning")
        seen.add(key)


RULES = (
    find_blank_cells,
    find_control_characters,
    find_address_errors,
    find_run_errors,
    find_unknown_units,
    find_plan_errors,
    find_unaccounted_errors,
)
