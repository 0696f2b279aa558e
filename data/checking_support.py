"""Rules for support_measures.csv: categories and projects exist, summaries are short, our own words, and translated."""

from __future__ import annotations

from collections.abc import Iterator

from data.checking_row import checked_rows
from data.document import compact_text
from data.finding import Finding
from data.plan import Plan
from data.schema import load_schema
from data.table import split_runs

LONGEST_SUMMARY = 60


def find_unknown_targets(plan: Plan) -> Iterator[Finding]:
    """Yield `support_category_unknown` and `support_project_unknown`; such an entry fits no project."""
    categories = load_schema().fields["category"].allowed
    projects = {project.project_id for project in plan.projects}
    for checked in checked_rows(plan, "support_measures"):
        unknown = [name for name in checked.value.applies_to if name not in categories]
        if unknown:
            message = f"不是项目类别：{'、'.join(unknown)}"
            yield checked.finding("support_category_unknown", "applies_to", message, "、".join(categories))
        missing = [name for name in checked.value.project_ids if name not in projects]
        if missing:
            message = f"没有这个项目：{'、'.join(missing)}"
            expectation = "projects.csv 中的 project_id"
            yield checked.finding("support_project_unknown", "project_ids", message, expectation)


def find_wordy_summaries(plan: Plan) -> Iterator[Finding]:
    """Yield `support_summary_long`, and `support_summary_copied` where the summary is the plan's text, not ours."""
    for checked in checked_rows(plan, "support_measures"):
        summary = checked.value.summary
        if len(summary) > LONGEST_SUMMARY:
            expectation = f"不超过 {LONGEST_SUMMARY} 字，一句话"
            yield checked.finding("support_summary_long", "summary", f"有 {len(summary)} 字", expectation)
        if compact_text(summary) in map(compact_text, split_runs(checked.value.as_written)):
            expectation = "用自己的话概括，原文放在 as_written"
            yield checked.finding("support_summary_copied", "summary", "与原文摘录相同", expectation, level="warning")


def find_untranslated_conditions(plan: Plan) -> Iterator[Finding]:
    """Yield `support_condition_untranslated` where a condition stands in one language only."""
    for checked in checked_rows(plan, "support_measures"):
        if bool(checked.value.condition) != bool(checked.value.condition_en):
            message = "应与 condition 同时填写或同时留空"
            yield checked.finding("support_condition_untranslated", "condition_en", message)


def find_repeated_measures(plan: Plan) -> Iterator[Finding]:
    """Yield `support_repeated` for a summary that stands twice."""
    seen: dict[str, int | None] = {}
    for checked in checked_rows(plan, "support_measures"):
        summary = checked.value.summary
        if summary in seen:
            message = f"与第{seen[summary]}行相同"
            yield checked.finding("support_repeated", "summary", message, "每项措施只写一次，章节可并列")
        elif summary:
            seen[summary] = checked.row.line


RULES = (find_unknown_targets, find_wordy_summaries, find_untranslated_conditions, find_repeated_measures)
