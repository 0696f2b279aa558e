"""The deadlines on a line: starts, completions and continuous tasks drawn apart, today's line, the tasks by date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from data.plan import Plan, Task
from data.task_progress import TaskProgress
from pages.shared.labels import joined, value_label, word
from pages.shared.own_component import own_component, picked
from pages.tasks.rows import title_of
from pages.tasks.standing import Standing
from pages.tasks.state_words import TONES, span_words, state_label, status_words

FOLDER = Path(__file__).resolve().parent
SLOT = "task_timeline"
FEW_UNITS = 3

_mount = own_component("task_timeline", FOLDER, "timeline", '<div class="frame"></div>')


def show_timeline(standing: Standing, tasks: Sequence[Task], choice: str, on_select: Callable[[str], None]) -> None:
    """Show the timeline; picking a task calls `on_select` with its selection, picking it again with ""."""
    _mount(key=SLOT, data={**timeline_of(standing, tasks), "chosen": choice}, on_pick_change=picked(SLOT, on_select))


def timeline_of(standing: Standing, tasks: Sequence[Task]) -> dict[str, Any]:
    """Return the timeline for the browser: dated tasks by date, continuous ones, those without a deadline.

    Dates are days since 1970. A deadline that the plan does not state is counted and listed, never placed.
    """
    rows = [progress for task in tasks if (progress := standing.of(task))]
    dated = [row for row in rows if row.deadline]
    days = sorted({row.deadline for row in dated if row.deadline})
    first, last = _span(standing.plan, days)
    return {
        "range": [_day(first), _day(last)] if first and last else [],
        "period": _period(standing.plan),
        "today": _day(standing.at),
        "years": _years(first, last),
        "dates": [_date(standing, day, [row for row in dated if row.deadline == day]) for day in days],
        "continuous": [_task(standing, row) for row in rows if row.state == "continuous"],
        "undated": [_task(standing, row) for row in rows if not row.deadline and row.state != "continuous"],
        "words": _words(standing),
    }


def _date(standing: Standing, day: date, rows: Sequence[TaskProgress]) -> dict[str, Any]:
    kinds = [row.task.deadline_kind for row in rows]
    counts = [
        f"{value_label('deadline_kind', kind)} {kinds.count(kind)}" for kind in ("complete", "start") if kind in kinds
    ]
    ordered = sorted(rows, key=lambda row: row.task.deadline_kind)
    open_rows = [row for row in rows if row.state not in ("completed", "started")]
    return {
        "day": _day(day),
        "label": day.isoformat(),
        "note": " · ".join(part for part in (joined(counts), span_words(open_rows[0]) if open_rows else "") if part),
        "complete": kinds.count("complete"),
        "start": kinds.count("start"),
        "tasks": [_task(standing, row) for row in ordered],
    }


def _task(standing: Standing, row: TaskProgress) -> dict[str, str]:
    task = row.task
    names = {agency.key: agency.name for agency in standing.agencies}
    units = [names[key] for key, role in standing.roles[task.task_id].items() if role in ("lead", "undivided")]
    more = "…" if len(units) > FEW_UNITS else ""
    return {
        "id": f"task:{task.task_id}",
        "kind": task.deadline_kind,
        "number": task.number,
        "title": title_of(task),
        "units": joined(units[:FEW_UNITS]) + more,
        "printed": task.deadline_text.replace(";", "；"),
        "state": state_label(row.state),
        "tone": TONES[row.state],
        "note": status_words(row),
    }


def _span(plan: Plan, days: Sequence[date]) -> tuple[date | None, date | None]:
    """Return the first and the last day of the line: the plan's period and all deadlines; None without any."""
    starts = [date(plan.start_year, 1, 1)] if plan.start_year else []
    ends = [date(plan.end_year, 12, 31)] if plan.end_year else []
    if not plan.start_year and plan.end_year:
        starts = [date(plan.end_year, 1, 1)]
    known = [*starts, *ends, *days]
    return (min(known), max(known)) if known else (None, None)


def _period(plan: Plan) -> list[int]:
    if not plan.end_year:
        return []
    return [_day(date(plan.start_year or plan.end_year, 1, 1)), _day(date(plan.end_year, 12, 31))]


def _years(first: date | None, last: date | None) -> list[tuple[int, str]]:
    """Return the first day of each year on the line with the year's number."""
    if first is None or last is None:
        return []
    return [(_day(date(year, 1, 1)), str(year)) for year in range(first.year, last.year + 1)]


def _day(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _words(standing: Standing) -> dict[str, str]:
    keys = ("no_dates", "continuous_line", "undated_line", "period", "timeline")
    today = word("progress.today" if standing.is_now else "progress.day")
    words = {key: word(f"progress.{key}") for key in keys}
    kinds = {kind: value_label("deadline_kind", kind) for kind in ("complete", "start", "continuous")}
    return {**words, **kinds, "today": today, "at": standing.at.isoformat()}
