"""指标、任务: what is to be reached and done, and what was recorded of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data import progress as indicator_progress
from data import task_progress
from data.indicator_status import STATUSES
from data.plan import Plan, Task
from data.progress import Progress
from data.task_progress import STATES, TaskProgress
from pages.briefing.scene import Scene, SceneChart, SceneFigure, SceneTable
from pages.briefing.scenes_material import Material
from pages.briefing.scenes_text import (
    derived,
    joined_clauses,
    recorded,
    recorded_on,
    sentence_of,
    source_lines,
    table,
    unstated,
)
from pages.briefing.scenes_values import indicator_name, last_baseline, last_target, value_with_year
from pages.shared.english import in_english
from pages.shared.labels import joined, word, years_text

MOST_LINES, FEWEST_POINTS = 4, 2


def indicators(material: Material) -> Scene | None:
    """Return 指标: baseline, target and, where actual values were recorded, how each stands. None without targets."""
    known = indicator_progress.progress_of(material.plan, material.entries, this_year=material.today.year)
    # as 目标 counts them: “普遍设置” is a goal, yet no value that could be reached
    rows = [row for row in known if last_target(row.series)]
    if not rows:
        return None
    targets = [row for one in rows for row in one.series.of_kind("target")]
    told = [row for row in rows if row.actuals]
    heads = [word("briefing.indicator"), word("briefing.baseline"), word("briefing.target")]
    cells = [_indicator_row(row) for row in rows]
    if told:
        heads.append(word("briefing.standing"))
        cells = [(*line, word(f"status.{row.headline().status}")) for line, row in zip(cells, rows, strict=True)]
    years = [row.year for row in targets if row.year]
    span = years_text(min(years, default=None), max(years, default=None))
    return Scene(
        "indicators",
        "indicators",
        word("briefing.indicators"),
        sentence_of([word("briefing.indicator_total", n=len(rows), years=span), _indicators_told(rows, told)]),
        tuple(_indicator_figures(material, rows, told)),
        table(heads, cells, (1, 2)),
        _path_chart(rows),
        sources=source_lines(material.plan, targets),
        notes="\n".join([word("briefing.indicators_note"), word("briefing.recorded_note")]),
    )


def tasks(material: Material) -> Scene | None:
    """Return 任务: how many, by when, by whom; where they stand by what was recorded. None without tasks."""
    rows = task_progress.progress_of(material.plan, material.entries, material.today)
    if not rows:
        return None
    told = [row for row in rows if row.status]
    dated = [row.task for row in rows if row.task.deadline_kind in ("complete", "start")]
    led = [row.task for row in rows if row.task.agencies]
    counts = joined_clauses(
        word("briefing.task_total", n=len(rows)),
        word("briefing.tasks_dated" if dated else "briefing.tasks_undated", n=len(dated)),
        word("briefing.tasks_led" if led else "briefing.tasks_unled", n=len(led)),
    )
    return Scene(
        "tasks",
        "tasks",
        word("briefing.tasks"),
        sentence_of([counts, _tasks_told(rows, told)]),
        tuple(_task_figures(material, rows, dated, led)),
        _group_table(material.plan, rows),
        _deadline_chart(dated),
        sources=source_lines(material.plan, [row.task for row in rows]),
        notes="\n".join([word("briefing.tasks_note"), word("briefing.recorded_note")]),
    )


def _indicator_row(row: Progress) -> tuple[str, ...]:
    known, target = last_baseline(row.series), last_target(row.series)
    silent = word("common.not_stated")
    return (
        indicator_name(row.series),
        value_with_year(known) if known else silent,
        value_with_year(target) if target else silent,
    )


def _indicators_told(rows: Sequence[Progress], told: Sequence[Progress]) -> str:
    if not told:
        return word("briefing.no_actuals")
    counts = Counter(row.headline().status for row in told)
    parts = joined(f"{word(f'status.{status}')} {counts[status]}" for status in STATUSES if counts[status])
    return word("briefing.actuals", n=len(told), m=len(rows), parts=parts)


def _indicator_figures(material: Material, rows: Sequence[Progress], told: Sequence[Progress]) -> list[SceneFigure]:
    targets = [row for one in rows for row in one.series.of_kind("target")]
    figures = [
        derived(word("briefing.target_count"), str(len(rows)), targets, word("briefing.counted")),
        derived(word("briefing.target_values"), str(len(targets)), targets, word("briefing.counted")),
    ]
    entries = [entry for subject, entry in material.entries.items() if subject.kind == "indicator" and entry.value]
    how = word("briefing.recorded_until", date=recorded_on(entries)) if entries else word("briefing.nothing_recorded")
    figures.append(recorded(word("briefing.actual_count"), f"{len(told)} / {len(rows)}", how))
    counts = Counter(row.headline().status for row in told)
    figures += [recorded(word(f"status.{name}"), str(counts[name]), how) for name in STATUSES if counts[name]]
    return figures


def _path_chart(rows: Sequence[Progress]) -> SceneChart | None:
    """Return the shares (%) that the plan states for two years or more, as lines; None where it states none."""
    lines: list[tuple[str, dict[int, float]]] = []
    for row in rows:
        points = {
            value.year: float(value.value)
            for value in row.series.of_kind("baseline", "estimate", "target")
            if value.year and value.value is not None and value.comparator != "relative"
        }
        if row.series.unit == "%" and len(set(points.values())) >= FEWEST_POINTS:
            lines.append((indicator_name(row.series), points))
    if not lines:
        return None
    shown = sorted(lines, key=lambda line: -len(line[1]))[:MOST_LINES]
    years = sorted({year for _, points in shown for year in points})
    series = tuple((name, tuple(points.get(year) for year in years)) for name, points in shown)
    return SceneChart("line", tuple(str(year) for year in years), series, "%")


def _tasks_told(rows: Sequence[TaskProgress], told: Sequence[TaskProgress]) -> str:
    if not told:
        return word("briefing.no_statuses")
    counts = Counter(row.state for row in told)
    parts = joined(f"{_state_name(state)} {counts[state]}" for state in STATES if counts[state])
    return word("briefing.statuses", n=len(told), m=len(rows), parts=parts)


def _task_figures(
    material: Material, rows: Sequence[TaskProgress], dated: Sequence[Task], led: Sequence[Task]
) -> list[SceneFigure]:
    how = word("briefing.counted")
    everything = [row.task for row in rows]
    figures = [
        derived(word("briefing.task_count"), str(len(rows)), everything, how),
        *(
            derived(word(label), str(len(stating)), stating, how) if stating else unstated(word(label))
            for label, stating in (("briefing.dated_count", dated), ("briefing.agency_count", led))
        ),
    ]
    told = [row for row in rows if row.status]
    entries = [entry for subject, entry in material.entries.items() if subject.kind == "task" and entry.value]
    since = word("briefing.recorded_until", date=recorded_on(entries)) if entries else word("briefing.nothing_recorded")
    figures.append(recorded(word("briefing.status_count"), f"{len(told)} / {len(rows)}", since))
    counts = Counter(row.state for row in told)
    for state in ("completed", "overdue"):
        if counts[state]:
            figures.append(recorded(_state_name(state), str(counts[state]), since))
    return figures


def _state_name(state: str) -> str:
    return word(f"progress.{state}", n=task_progress.WINDOW_DAYS)


def _group_table(plan: Plan, rows: Sequence[TaskProgress]) -> SceneTable | None:
    """Return the groups of tasks with how many there are and the last deadline."""
    groups: dict[str, list[TaskProgress]] = {}
    for row in rows:
        groups.setdefault(row.task.group, []).append(row)
    heads = (word("briefing.group"), word("briefing.task_count"), word("briefing.last_deadline"))
    lines = [(_group_name(plan, name), str(len(group)), _last_deadline(group)) for name, group in groups.items()]
    return table(heads, lines, (1, 2))


def _group_name(plan: Plan, group: str) -> str:
    return in_english(plan, "tasks", group, "group", group) or word("briefing.no_group")


def _last_deadline(rows: Sequence[TaskProgress]) -> str:
    days = [row.deadline for row in rows if row.deadline]
    return max(days).isoformat() if days else word("common.not_stated")


def _deadline_chart(dated: Sequence[Task]) -> SceneChart | None:
    """Return how many tasks fall due in each year."""
    counts = Counter(day.year for task in dated if (day := task_progress.date_of(task.deadline_on)))
    if len(counts) <= 1:  # one bar compares with nothing
        return None
    years = sorted(counts)
    values = tuple(float(counts[year]) for year in years)
    return SceneChart("bar", tuple(str(year) for year in years), ((word("briefing.due_tasks"), values),))
