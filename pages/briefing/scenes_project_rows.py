"""What scenes tell of projects: beds by type, money, and a table of the largest."""

from __future__ import annotations

from collections.abc import Sequence

from data.plan import Plan, Project
from pages.briefing.scene import SceneFigure, SceneTable
from pages.briefing.scenes_text import derived, names_text, stated, table, without_blank_columns
from pages.shared.labels import bed_text, language, money, name_of, value_label, word
from pages.shared.unit_names import name_without_region

MOST_BED_TYPES = 2


def bed_figures(projects: Sequence[Project], most: int = MOST_BED_TYPES) -> list[SceneFigure]:
    """Return the beds by type, the most first; those of one project as it prints them, others as a sum."""
    counts: dict[str, list[Project]] = {}
    for project in projects:
        for kind in project.bed_counts_by_type:
            counts.setdefault(kind, []).append(project)
    totals = {kind: sum(row.bed_counts_by_type[kind] for row in rows) for kind, rows in counts.items()}
    kinds = sorted(totals, key=lambda kind: -totals[kind])[:most]
    return [_beds(kind, totals[kind], counts[kind]) for kind in kinds]


def investment_figure(projects: Sequence[Project]) -> SceneFigure | None:
    """Return the investment that projects state; None where none does."""
    stating = [row for row in projects if row.investment_wan_yuan is not None]
    label = word("measure.investment")
    if not stating:
        return None
    if len(stating) == 1:
        return stated(label, printed_money(stating[0]), stating[0])
    total = sum(row.investment_wan_yuan or 0.0 for row in stating)
    return derived(label, money(total), stating, _sum_of(stating, projects))


def printed_money(project: Project) -> str:
    """Return the investment as printed, in English converted; "" where not stated."""
    return project.investment if language() == "zh" else money(project.investment_wan_yuan)


def project_table(plan: Plan, projects: Sequence[Project]) -> SceneTable | None:
    """Return projects by size: where, beds, money; columns that no row fills are left out."""
    heads = [word("briefing.project"), word("briefing.where"), word("measure.bed_count"), word("measure.investment")]
    ordered = sorted(projects, key=lambda row: (-(row.investment_wan_yuan or 0), -(row.bed_count or 0)))
    rows = [[name_of(row), _where(plan, row), bed_text(row), printed_money(row)] for row in ordered]
    heads, rows, numeric = without_blank_columns(heads, rows, (3,))
    silent = word("common.not_stated")
    return table(heads, [[cell or silent for cell in row] for row in rows], numeric)


def _where(plan: Plan, project: Project) -> str:
    names = [_short_name(plan, code) for code in project.district_codes]
    return names_text(names, "briefing.districts_more")


def _short_name(plan: Plan, code: str) -> str:
    unit = next((unit for unit in plan.districts if unit.district_code == code), None)
    if unit is None:
        return plan.district_name(code)
    return (unit.short_name if language() == "zh" else "") or name_without_region(plan, code)


def _beds(kind: str, count: int, rows: Sequence[Project]) -> SceneFigure:
    label = value_label("bed_types", kind) or word("measure.bed_count")
    unit = word("unit.beds")
    renovated = all(row.bed_change == "renovated" for row in rows)
    label = word("briefing.renovated", label=label) if renovated else label
    if len(rows) == 1:
        return stated(label, f"{count:,}", rows[0], unit)
    return derived(label, f"{count:,}", rows, word("briefing.sum_of", n=len(rows)), unit)


def _sum_of(stating: Sequence[Project], projects: Sequence[Project]) -> str:
    lacking = len(projects) - len(stating)
    told = word("briefing.sum_of", n=len(stating))
    return told + (word("briefing.sum_lacks", n=lacking) if lacking else "")
