"""The card of a plan on 总览: period and status, slogan, how much of what it states."""

from __future__ import annotations

from data.measures import DistrictStatistics
from data.plan import Plan, Project
from pages.shared.citation import cited, cited_sum
from pages.shared.labels import money, period, plan_name, value_label, word
from pages.shared.markup import esc, pill, tile, tiles

STATUS_COLOURS = {"in_force": "#0F5C63", "expired": "#5B6675", "replaced": "#5B6675"}
FAULT_COLOUR = "#B3261E"


def plan_card(plan: Plan, totals: DistrictStatistics) -> str:
    """Return the card of a plan; a faulty one says so, what can be counted is counted."""
    slogan = cited(plan.formula, plan, plan) if plan.formula else esc(word("overview.no_formula"))
    tone = "slogan" if plan.formula else "slogan hint"
    return (
        f'<div class="card plan-card">{_badges(plan)}<h3>{esc(plan.region_name or plan.plan_id)}'
        f'<span class="plan-title">{esc(plan_name(plan))}</span></h3>'
        f'<div class="{tone}">{slogan}</div>{tiles(_tiles(plan, totals))}</div>'
    )


def _badges(plan: Plan) -> str:
    badges = [pill(period(plan), "#0F5C63")] if period(plan) else []
    if plan.status:
        badges.append(pill(value_label("status", plan.status), STATUS_COLOURS.get(plan.status, "#5B6675")))
    faults = sum(finding.level == "error" for finding in plan.findings)
    if faults:
        badges.append(pill(word("overview.faults", n=faults), FAULT_COLOUR))
    return " ".join(badges)


def _tiles(plan: Plan, totals: DistrictStatistics) -> list[str]:
    projects = [row for row in plan.projects if row.row_kind == "project"]
    kinds = [row.row_kind for row in plan.projects]
    others = {"components": kinds.count("component"), "programmes": kinds.count("programme")}
    return [
        tile(_count(plan, len(plan.elements)), word("overview.elements")),
        tile(
            cited_sum(str(len(projects)), plan, projects) if projects else "0",
            word("overview.projects"),
            detail=_detail(word("overview.components", **others)) if any(others.values()) else "",
        ),
        _beds(plan, projects, totals),
        _investment(plan, projects, totals),
        tile(str(len(plan.indicator_values)), word("indicator.count"), detail=_detail(_indicators(plan))),
        tile(str(len(plan.tasks)), word("overview.tasks"), detail=_detail(_annex(plan))),
    ]


def _count(plan: Plan, count: int) -> str:
    return cited_sum(str(count), plan, plan.elements) if count else "0"


def _beds(plan: Plan, projects: list[Project], totals: DistrictStatistics) -> str:
    stating = [row for row in projects if row.bed_count is not None]
    if not stating:
        return tile(esc(word("common.not_stated")), word("overview.beds"), stated=False)
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
        return tile(esc(word("common.not_stated")), word("overview.investment"), stated=False)
    figure = cited_sum(money(totals.investment_wan_yuan), plan, stating)
    return tile(figure, word("overview.investment"), detail=_stated(len(stating), len(projects)))


def _stated(stated: int, total: int) -> str:
    return _detail(word("overview.stated", n=stated, m=total - stated))


def _indicators(plan: Plan) -> str:
    return word("overview.ids", n=len({row.indicator_id for row in plan.indicator_values}))


def _annex(plan: Plan) -> str:
    annex = sum(row.source_table == "annex" for row in plan.tasks)
    return word("overview.annex", n=annex) if annex else ""


def _detail(text: str) -> str:
    return f'<div class="detail">{esc(text)}</div>' if text else ""
