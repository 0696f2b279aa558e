"""The cards of 总览: of a plan – period and status, slogan, how much of what it states – and of the promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from data.finding import has_error
from data.measures import DistrictStatistics
from data.plan import Plan, Project
from layouts.layout import LayoutElement
from pages.shared.citation import cited, cited_sum
from pages.shared.english import own_words
from pages.shared.labels import joined, money, period, plan_name, region_of, value_label, word
from pages.shared.markup import esc, pill, tile, tiles

STATUS_COLOURS = {"in_force": "#0F5C63", "expired": "#5B6675", "replaced": "#5B6675"}
FAULT_COLOUR = "#B3261E"
PROMISES = ("figures", "layout", "offline", "folder")


def plan_card(plan: Plan, totals: DistrictStatistics, fault_count: int = 0) -> str:
    """Return the card of a plan; a faulty one says so, what can be counted is counted."""
    slogan = cited(own_words(plan, "formula"), plan, plan) if plan.formula else esc(word("overview.no_formula"))
    tone = "slogan" if plan.formula else "slogan hint"
    return (
        f'<div class="card plan-card">{_badges(plan, fault_count)}<h3>{esc(region_of(plan))}'
        f'<span class="plan-title">{esc(plan_name(plan))}</span></h3>'
        f'<div class="{tone}">{slogan}</div>{tiles(_tiles(plan, totals))}</div>'
    )


def promises_card() -> str:
    """Return what the product promises, in a line each."""
    items = "".join(
        f"<li><b>{esc(word(f'overview.promise_{name}'))}</b> {esc(word(f'overview.promise_{name}_about'))}</li>"
        for name in PROMISES
    )
    return f'<div class="card promises"><h3>{esc(word("overview.promises"))}</h3><ul>{items}</ul></div>'


def _badges(plan: Plan, fault_count: int) -> str:
    badges = [pill(period(plan), "#0F5C63")] if period(plan) else []
    if plan.status:
        badges.append(pill(value_label("status", plan.status), STATUS_COLOURS.get(plan.status, "#5B6675")))
    if fault_count:
        badges.append(pill(word("overview.faults", n=fault_count), FAULT_COLOUR))
    return " ".join(badges)


def _tiles(plan: Plan, totals: DistrictStatistics) -> list[str]:
    projects = [row for row in plan.projects if row.row_kind == "project"]
    return [
        _count(plan, plan.elements, word("overview.elements")),
        _count(plan, projects, word("overview.projects"), _besides(plan)),
        _beds(plan, projects, totals),
        _investment(plan, projects, totals),
        _count(plan, plan.indicator_values, word("indicator.count"), _indicators(plan)),
        _count(plan, plan.tasks, word("overview.tasks"), _annex(plan)),
    ]


def _count(plan: Plan, rows: Sequence[Any], label: str, more: str = "") -> str:
    """Return how many rows of a kind there are; rows with a name are listed when it is opened."""
    if not rows:
        nothing = _no_layout(plan) if rows is plan.elements else _nothing(plan)
        return tile(nothing, label, stated=False, detail=_detail(more))
    is_listed = isinstance(rows[0], (LayoutElement, Project))
    figure = cited_sum(str(len(rows)), plan, rows) if is_listed else str(len(rows))
    return tile(figure, label, detail=_detail(more))


def _nothing(plan: Plan) -> str:
    # rows that could not be read are no silence of the plan
    return esc(word("map.no_data" if has_error(plan.findings) else "common.not_stated"))


def _no_layout(plan: Plan) -> str:
    return _nothing(plan) if has_error(plan.findings) else esc(word("overview.no_elements"))


def _besides(plan: Plan) -> str:
    kinds = Counter(row.row_kind for row in plan.projects)
    parts = [f"{value_label('row_kind', kind)} {kinds[kind]}" for kind in ("component", "programme") if kinds[kind]]
    return word("overview.besides", rows=joined(parts)) if parts else ""


def _beds(plan: Plan, projects: list[Project], totals: DistrictStatistics) -> str:
    stating = [row for row in projects if row.bed_count is not None]
    if not stating:
        return tile(_nothing(plan), word("overview.beds"), stated=False)
    # beds of different types are never one sum: each type has its line
    lines = [
        f'<div class="bed-line"><span>{esc(value_label("bed_types", kind))}</span> '
        f"{cited_sum(f'{count:,}', plan, [row for row in stating if kind in row.bed_counts_by_type])}</div>"
        for kind, count in totals.bed_counts_by_type.items()
    ]
    renovated = totals.renovated_bed_count
    more = _detail(word("overview.renovated", n=f"{renovated:,}")) if renovated else ""
    return tile("".join(lines), word("overview.beds"), detail=_stated(len(stating), len(projects)) + more)


def _investment(plan: Plan, projects: list[Project], totals: DistrictStatistics) -> str:
    stating = [row for row in projects if row.investment_wan_yuan is not None]
    if not stating:
        return tile(_nothing(plan), word("overview.investment"), stated=False)
    figure = cited_sum(money(totals.investment_wan_yuan), plan, stating)
    return tile(figure, word("overview.investment"), detail=_stated(len(stating), len(projects)))


def _stated(stated: int, total: int) -> str:
    return _detail(word("overview.stated", n=stated, m=total - stated))


def _indicators(plan: Plan) -> str:
    ids = {row.indicator_id for row in plan.indicator_values}
    return word("overview.ids", n=len(ids)) if ids else ""


def _annex(plan: Plan) -> str:
    annex = sum(row.source_table == "annex" for row in plan.tasks)
    return word("overview.annex", n=annex) if annex else ""


def _detail(text: str) -> str:
    return f'<div class="detail">{esc(text)}</div>' if text else ""
