"""What the reader can choose on 任务进度: text, unit, deadline, group, source table."""

from __future__ import annotations

from data.plan import Plan
from data.schema import load_schema
from pages.shared import parameters
from pages.shared.filtering import choose_any, choose_words, filter_line
from pages.shared.labels import value_label, word
from pages.tasks.rows import UNASSIGNED, UNGROUPED, Filters, agency_choices, group_of


def choose_filters(plan: Plan) -> Filters:
    """Show the filters; only what the plan has is offered."""
    rows, fields = plan.tasks, load_schema().fields
    has_deadlines, has_sources = {row.deadline_kind for row in rows}, {row.source_table for row in rows}
    deadlines = [kind for kind in fields["deadline_kind"].allowed if kind in has_deadlines]
    sources = [table for table in fields["source_table"].allowed if table in has_sources]
    groups = list(dict.fromkeys(group_of(row) for row in rows))
    with filter_line():
        text = choose_words()
        agencies = choose_any("agency", word("task.agency"), agency_choices(rows), _agency_name)
        chosen = choose_any("deadline", word("task.deadline"), deadlines, _deadline_name)
        chosen_groups = choose_any("group", word("task.group"), groups, _group_name) if len(groups) > 1 else ()
        tables = choose_any("source", word("task.table"), sources, _source_name) if len(sources) > 1 else ()
    return Filters(agencies, chosen, chosen_groups, tables, text)


def reset_filters() -> None:
    """Clear every filter."""
    for name in ("q", "agency", "deadline", "group", "source"):
        parameters.write(name, "")


def _agency_name(agency: str) -> str:
    return word("common.not_stated") if agency == UNASSIGNED else agency


def _deadline_name(kind: str) -> str:
    return value_label("deadline_kind", kind)


def _group_name(group: str) -> str:
    return word("task.no_group") if group == UNGROUPED else group


def _source_name(table: str) -> str:
    return value_label("source_table", table)
