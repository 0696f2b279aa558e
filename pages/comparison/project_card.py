"""The card of a project category, or of all projects: what each plan states, in relation to people and money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.comparison.projects import CategoryFigures, beds_per_yi_yuan, per_1000_aged_60_plus
from data.plan import Plan, Project
from geo.region_area import region_area_km2
from pages.comparison import choices, matrix
from pages.shared.citation import cited, cited_reference, cited_sum, unstated
from pages.shared.labels import bed_text, money, name_of, people, trim, value_label, word
from pages.shared.markup import esc, fact_rows

MAX_PROJECTS = 30
Figures = Mapping[str, Mapping[str, CategoryFigures]]


def project_card(category: str, plans: Sequence[Plan], figures: Figures) -> str:
    """Return the card; `category` "" means all projects."""
    colours = choices.colours_of(plans)
    parts = [f"<h3>{esc(value_label('category', category) or word('comparison.all_projects'))}</h3>"]
    for plan in plans:
        parts.append(matrix.plan_head(plan, colours[plan.plan_id]))
        found = figures[plan.plan_id].get(category)
        if found is None or not found.projects:
            parts.append(matrix.hint(word("comparison.no_projects_here")))
            continue
        parts.append(f'<div class="wide-facts">{fact_rows(_facts(plan, found))}</div>')
        if category:
            parts.append(_list(plan, found.projects))
    return matrix.card(*parts)


def _facts(plan: Plan, found: CategoryFigures) -> list[tuple[str, str]]:
    paid = cited_sum(money(found.investment_wan_yuan), plan, found.paying) if found.paying else unstated()
    beds = [
        cited_sum(f"{value_label('bed_types', kind)} {count:,}", plan, _with_type(found.bedded, kind))
        for kind, count in found.bed_counts_by_type.items()
    ]
    whole = [] if found.category else _region_facts(plan)
    return [
        (word("map.projects"), cited_sum(str(len(found.projects)), plan, found.projects)),
        (word("measure.investment"), f"{paid} {_stated(len(found.paying), found)}" if found.paying else paid),
        (
            word("measure.bed_count"),
            f"{_lines(beds)}{_stated(len(found.bedded), found)}" if beds else unstated(),
        ),
        *_rates(plan, found),
        *whole,
    ]


def _lines(figures: Sequence[str]) -> str:
    return "".join(f"<div>{figure}</div>" for figure in figures)


def _stated(count: int, found: CategoryFigures) -> str:
    words = word("common.stated_count", n=count, m=len(found.projects) - count)
    return f'<span class="hint">{esc(words)}</span>'


def _rates(plan: Plan, found: CategoryFigures) -> list[tuple[str, str]]:
    facts = []
    note = word("comparison.project_rate_note")
    if (rate := per_1000_aged_60_plus(found.investment_wan_yuan, plan)) is not None:
        text = f"{trim(rate, 1)} {word('unit.wan_yuan_per_1000')}"
        facts.append((word("comparison.money_per_1000"), cited_sum(text, plan, found.paying, note)))
    lines = [
        cited_sum(f"{value_label('bed_types', kind)} {trim(rate, 2)}", plan, _with_type(found.bedded, kind), note)
        for kind, count in found.bed_counts_by_type.items()
        if (rate := per_1000_aged_60_plus(count, plan)) is not None
    ]
    if lines:
        facts.append((word("comparison.beds_per_1000"), _lines(lines)))
    each, both = beds_per_yi_yuan(found.projects)
    if each is not None:
        text = f"{trim(each, 1)} {word('unit.beds')}"
        facts.append(
            (
                word("comparison.beds_per_yi"),
                cited_sum(text, plan, both, word("comparison.beds_per_yi_note", n=len(both))),
            )
        )
    return facts


def _region_facts(plan: Plan) -> list[tuple[str, str]]:
    census = plan.population.get(plan.region_code)
    area = region_area_km2(plan.region_code)
    aged = census.age_60_plus if census else None
    facts = []
    if aged is not None:
        facts.append((word("measure.age_60_plus"), cited_reference(people(aged), plan, (plan.region_code,))))
    if area:
        source = word("comparison.area_note")
        facts.append((word("comparison.area"), matrix.cited_as(f"{trim(area, 0)} km²", "reference", source)))
        if aged is not None:
            arithmetic = f"{aged:,} ÷ {trim(area, 0)}"
            density = matrix.cited_as(trim(aged / area, 1), "derived", f"{arithmetic} · {source}")
            facts.append((word("comparison.aged_per_km2"), density))
    return facts


def _with_type(projects: Sequence[Project], kind: str) -> list[Project]:
    return [row for row in projects if kind in row.bed_counts_by_type]


def _list(plan: Plan, projects: Sequence[Project]) -> str:
    items = "".join(
        f"<li><span>{cited(name_of(row), plan, row)}</span><span>{_amounts(row)}</span></li>"
        for row in projects[:MAX_PROJECTS]
    )
    more = f'<li class="hint">+{len(projects) - MAX_PROJECTS}</li>' if len(projects) > MAX_PROJECTS else ""
    return f'<ul class="plainlist">{items}{more}</ul>'


def _amounts(row: Project) -> str:
    return esc(" · ".join(part for part in (money(row.investment_wan_yuan), bed_text(row)) if part))
