"""Sums of what is filtered: projects, money, beds by type, floor area – each with how many state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.plan import Plan, Project
from data.project_filter import ProjectFacts
from pages.key_projects.amounts import amount_of
from pages.shared.citation import cited_sum, unstated
from pages.shared.labels import area, money, value_label, word
from pages.shared.markup import esc, tile, tiles


def totals(plan: Plan, rows: Sequence[ProjectFacts], all_rows: Sequence[ProjectFacts]) -> str:
    """Return the tiles; only `project` rows are summed, as components and programmes refine or set targets."""
    projects = [row for row in rows if row.project.row_kind == "project"]
    return f'<div class="bigtiles">{tiles(_tiles(plan, projects, rows, all_rows))}</div>'


def _tiles(
    plan: Plan, projects: Sequence[ProjectFacts], rows: Sequence[ProjectFacts], all_rows: Sequence[ProjectFacts]
) -> list[str]:
    everything = sum(row.project.row_kind == "project" for row in all_rows)
    aside = len(rows) - len(projects)
    detail = word("project.of_all", n=everything) + (f" · {word('project.aside', n=aside)}" if aside else "")
    count = f"{len(projects):,} {word('unit.count')}"
    count = cited_sum(count, plan, [row.project for row in projects]) if projects else esc(count)
    return [
        tile(count, word("project.count"), detail=_hint(detail)),
        _sum_tile(plan, projects, "investment", money, word("measure.investment")),
        _beds_tile(plan, projects),
        _sum_tile(plan, projects, "floor", area, word("measure.floor_area")),
    ]


def _sum_tile(plan: Plan, rows: Sequence[ProjectFacts], measure: str, write: object, label: str) -> str:
    stated = [row for row in rows if amount_of(row, measure) is not None]
    if not stated:
        return tile(unstated(), label, stated=False, detail=_counts(0, len(rows)))
    text = write(sum(amount_of(row, measure) or 0 for row in stated))  # type: ignore[operator]
    return tile(cited_sum(text, plan, [row.project for row in stated]), label, detail=_counts(len(stated), len(rows)))


def _beds_tile(plan: Plan, rows: Sequence[ProjectFacts]) -> str:
    """Return the beds by type: acute, care, home and renovated beds are different things and are never added."""
    stated = [row.project for row in rows if row.beds is not None]
    label = word("project.beds_by_type")
    if not stated:
        return tile(unstated(), label, stated=False, detail=_counts(0, len(rows)))
    lines = []
    for (bed_type, change), count in beds_by_type(stated).items():
        name = value_label("bed_types", bed_type) or word("project.type_unstated")
        if change == "renovated":
            name += f"（{value_label('bed_change', change)}）"
        sources = [project for project in stated if _has(project, bed_type, change)]
        lines.append(f"<li><span>{esc(name)}</span><b>{cited_sum(f'{count:,}', plan, sources)}</b></li>")
    value = f'<ul class="bedlist">{"".join(lines)}</ul>'
    return tile(value, label, detail=_counts(len(stated), len(rows)))


def beds_by_type(projects: Sequence[Project]) -> dict[tuple[str, str], int]:
    """Return the beds per type and change (new, renovated, not stated), most first."""
    counts: Counter[tuple[str, str]] = Counter()
    for project in projects:
        change = "renovated" if project.bed_change == "renovated" else ""
        for bed in project.beds:
            counts[bed.bed_type, change] += bed.count
    return dict(counts.most_common())


def _has(project: Project, bed_type: str, change: str) -> bool:
    is_renovated = project.bed_change == "renovated"
    return bed_type in project.bed_counts_by_type and is_renovated == (change == "renovated")


def _counts(stated: int, everything: int) -> str:
    return _hint(word("common.stated_count", n=stated, m=everything - stated))


def _hint(text: str) -> str:
    return f'<div class="hint">{esc(text)}</div>'
