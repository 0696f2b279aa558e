"""Rules for tasks: rows of annex tables, who leads, until when."""

from __future__ import annotations

from collections.abc import Iterator

from data.checking_row import checked_rows
from data.finding import Finding
from data.plan import Plan

# only these say who leads
LEADING_BASES = ("lead_support", "first_is_lead")


def find_row_status_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `task_without_title` and `empty_row_with_title`."""
    for checked in checked_rows(plan, "tasks"):
        task = checked.value
        if task.row_status == "filled" and not task.title:
            yield checked.finding("task_without_title", "title", "没有内容", "有内容的任务须有名称")
        if task.row_status == "empty" and task.title:
            expectation = "空行不写任务名称"
            yield checked.finding("empty_row_with_title", "title", "写在空行上", expectation, level="warning")


def find_agency_errors(plan: Plan) -> Iterator[Finding]:
    """Yield faults of the agencies: a lead without a rule of the text, a lead that is no agency of the task."""
    for checked in checked_rows(plan, "tasks"):
        task = checked.value
        for column in ("lead_agencies", "support_agencies"):
            strangers = [name for name in getattr(task, column) if name not in task.agencies]
            if strangers:
                message = f"中的 {'、'.join(strangers)} 不在责任单位中"
                yield checked.finding("agency_unlisted", column, message, "agencies 按原文次序列出全部单位")
        if task.lead_agencies and task.agency_basis not in LEADING_BASES:
            expectation = "只有原文分列牵头、配合，或写明排在第一位的为牵头时才填写"
            yield checked.finding("lead_without_rule", "lead_agencies", "没有原文依据", expectation)
        if task.agencies and not task.lead_agencies and task.agency_basis in LEADING_BASES:
            yield checked.finding("lead_blank", "lead_agencies", "没有内容", "按原文填写牵头单位", level="warning")
        if task.agency_basis != "none" and not task.agencies:
            expectation = "没有责任单位时为 none"
            yield checked.finding("agency_basis_differs", "agency_basis", "却没有责任单位", expectation)


def find_deadline_errors(plan: Plan) -> Iterator[Finding]:
    """Yield faults of the deadline: a date without a deadline, a deadline without its words, before the issue."""
    for checked in checked_rows(plan, "tasks"):
        task = checked.value
        has_date = task.deadline_kind in {"complete", "start"}
        if task.deadline_on and not has_date:
            message, expectation = "却没有完成或启动时限", "持续开展和未载明的不填日期"
            yield checked.finding("deadline_without_kind", "deadline_on", message, expectation)
        if has_date and not task.deadline_on and not checked.row.get("deadline_on"):
            expectation = "如 2017年6月前 为 2017-05-31"
            yield checked.finding("deadline_blank", "deadline_on", "没有内容", expectation, level="warning")
        if (task.deadline_kind != "none") != bool(task.deadline_text):
            message = "与时限性质不相应"
            expectation = "有时限就有原文；未载明时留空"
            yield checked.finding("deadline_text_differs", "deadline_text", message, expectation)
        if task.deadline_on and plan.issued_on and task.deadline_on < plan.issued_on:
            message, expectation = "早于发文日期", f"不早于 {plan.issued_on}"
            yield checked.finding("deadline_before_issue", "deadline_on", message, expectation, level="warning")


RULES = (find_row_status_errors, find_agency_errors, find_deadline_errors)
