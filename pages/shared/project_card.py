"""The card of a project: what, where, how much, who says so. Shared by map pages."""

from __future__ import annotations

from data.plan import Plan, Project
from geo.style import element_colours
from pages.shared.citation import cited, source_box, unstated
from pages.shared.labels import bed_text, kind_label, money, name_of, trim, value_label, word
from pages.shared.markup import esc, fact_rows, pill, tile, tiles


def project_card(plan: Plan, project: Project, basis: str = "") -> str:
    """Return the card of a project; `basis` is how well its position is known on the map."""
    parts = [row for row in plan.projects if row.parent_project_id == project.project_id]
    badges = [pill(value_label("category", project.category), "#0F5C63")]
    if project.row_kind != "project":
        badges.append(pill(value_label("row_kind", project.row_kind), "#5B6675"))
    return (
        f'<div class="card">{" ".join(badges)}<h3>{esc(name_of(project))}</h3>'
        f"{tiles(_figures(plan, project))}{fact_rows(_facts(plan, project, basis))}{_parts(plan, parts)}"
        f"{source_box(plan, project)}</div>"
    )


def _figures(plan: Plan, project: Project) -> list[str]:
    amounts = [
        (word("measure.investment"), money(project.investment_wan_yuan)),
        (
            word("measure.bed_count"),
            f"{project.bed_count:,} {word('unit.beds')}" if project.bed_count is not None else "",
        ),
        (
            word("measure.floor_area"),
            f"{trim(project.floor_area_m2, 0)} {word('unit.m2')}" if project.floor_area_m2 else "",
        ),
    ]
    return [
        tile(cited(text, plan, project) if text else esc(word("common.not_stated")), label, stated=bool(text))
        for label, text in amounts
    ]


def _facts(plan: Plan, project: Project, basis: str) -> list[tuple[str, str]]:
    printed = [(word("project.land"), project.land_area), (word("project.households"), project.households)]
    printed += [(figure.name, f"{figure.value} {figure.unit}".strip()) for figure in project.other_figures]
    years = "—".join(str(year) for year in (project.start_year, project.end_year) if year)
    change = value_label("bed_change", project.bed_change)
    return [
        (word("project.district"), _districts(plan, project)),
        (word("project.element"), _elements(plan, project)),
        (word("project.action"), esc(project.action)),
        (word("district.beds_by_type"), esc(bed_text(project) + (f"（{change}）" if change and project.beds else ""))),
        *((label, cited(text, plan, project)) for label, text in printed if text),
        (word("common.period"), esc(years)),
        (word("project.location"), esc(word(f"basis.{basis or 'unlocated'}"))),
    ]


def _districts(plan: Plan, project: Project) -> str:
    names = [name_of(row) for row in plan.districts if row.district_code in project.district_codes]
    if plan.region_code in project.district_codes:
        names.insert(0, plan.region_name)
    return esc("、".join(names)) if names else unstated()


def _elements(plan: Plan, project: Project) -> str:
    colours = element_colours(plan.elements)
    chips = [
        f'<span class="dot" style="background:{esc(colours[row.element_id][0])}"></span>{esc(name_of(row))}'
        for row in plan.elements
        if row.element_id in project.element_ids
    ]
    if not chips and project.element_kind:
        return esc(word("project.only_group", kind=kind_label(project.element_kind)))
    return "<br>".join(chips)


def _parts(plan: Plan, parts: list[Project]) -> str:
    if not parts:
        return ""
    items = "".join(f"<li><span>{cited(name_of(part), plan, part)}</span><span></span></li>" for part in parts)
    return f'<h4>{esc(word("project.components"))} · {len(parts)}</h4><ul class="plainlist">{items}</ul>'
