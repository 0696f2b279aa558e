"""Sums of what is filtered: projects, money, beds by type, floor area – each with how many state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from data.plan import Plan, Project
from data.project_filter import ProjectFacts
from pages.shared.citation import cited_sum, unstated
from pages.shared.labels import area, in_brackets, money, value_label, word
from pages.shared.markup import esc, tile, tiles
from pages.shared.project_amounts import amount_of, stated_measures


def totals(plan: Plan, rows: Sequence[ProjectFacts], all_rows: Sequence[ProjectFacts]) -> str:
    """Return the tiles; only `project` rows are summed, as components and programmes refine or set targets."""
    projects = [row for row in rows if row.project.row_kind == "project"]
    everything = [row for row in all_rows if row.project.row_kind == "project"]
    count = _count_tile(plan, projects, len(everything), len(rows) - len(projects))
    if not stated_measures(everything):  # said once instead of a row of “not stated”
        return f'<div class="bigtiles is-silent">{tiles([count, _categories_tile(projects)])}</div>'
    sums = [
        _sum_tile(plan, projects, "investment", money, word("measure.investment")),
        _beds_tile(plan, projects),
        _sum_tile(plan, projects, "floor", area, word("measure.floor_area")),
    ]
    return f'<div class="bigtiles">{tiles([count, *sums])}</div>'


def _count_tile(plan: Plan, projects: Sequence[ProjectFacts], everything: int, aside: int) -> str:
    detail = word("project.of_all", n=everything) + (f" · {word('project.aside', n=aside)}" if aside else "")
    text = word("project.count_n", n=f"{len(projects):,}")
    value = cited_sum(text, plan, [row.project for row in projects]) if projects else esc(text)
    return tile(value, word("project.count"), detail=_hint(detail))


def _categories_tile(rows: Sequence[ProjectFacts]) -> str:
    """Return what the projects are, for a plan that states no amounts."""
    counts = Counter(row.project.category for row in rows).most_common()
    items = "".join(f"<li><span>{esc(value_label('category', name))}</span><b>{n}</b></li>" for name, n in counts)
    silent = f'<div class="unstated">{esc(word("project.plan_silent"))}</div>'
    return tile(f'<ul class="bedlist is-wide">{items}</ul>', word("project.by_category"), detail=silent)


def _sum_tile(
    plan: Plan, rows: Sequence[ProjectFacts], measure: str, write: Callable[[float | None], str], label: str
) -> str:
    stated = [row for row in rows if amount_of(row, measure) is not None]
    if not stated:
        return tile(unstated(), label, stated=False, detail=_counts(0, len(rows)))
    text = write(sum(amount_of(row, measure) or 0 for row in stated))
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
            name += in_brackets(value_label("bed_change", change))
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
