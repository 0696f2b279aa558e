"""The card of a project: what, where, how much, who says so. Shared by map pages."""

from __future__ import annotations

from data.plan import Plan, Project
from geo.style import element_colours
from pages.shared.citation import cited, source_box, unstated
from pages.shared.labels import area, joined, kind_label, money, name_of, region_of, value_label, word
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
    """Return the tiles of a project; beds of different types are different things and stand apart."""
    beds = [
        (f"{count:,} {word('unit.beds')}", value_label("bed_types", kind) or word("measure.bed_count"))
        for kind, count in project.bed_counts_by_type.items()
    ]
    amounts = [
        (money(project.investment_wan_yuan), word("measure.investment")),
        *(beds or [("", word("measure.bed_count"))]),
        (area(project.floor_area_m2), word("measure.floor_area")),
    ]
    return [
        tile(cited(text, plan, project) if text else esc(word("common.not_stated")), label, stated=bool(text))
        for text, label in amounts
    ]


def _facts(plan: Plan, project: Project, basis: str) -> list[tuple[str, str]]:
    printed = [(word("project.land"), project.land_area), (word("project.households"), project.households)]
    printed += [(figure.name, f"{figure.value} {figure.unit}".strip()) for figure in project.other_figures]
    years = "—".join(str(year) for year in (project.start_year, project.end_year) if year)
    parents = [name_of(row) for row in plan.projects if row.project_id == project.parent_project_id]
    places = [name_of(row) for row in plan.places if row.place_id in project.place_ids]
    return [
        (word("project.parent"), esc(joined(parents))),
        (word("project.district"), _districts(plan, project)),
        (word("project.element"), _elements(plan, project)),
        (word("project.action"), esc(project.action)),
        (word("project.bed_change"), esc(value_label("bed_change", project.bed_change) if project.beds else "")),
        *((label, cited(text, plan, project)) for label, text in printed if text),
        (word("common.period"), esc(years)),
        (word("map.places"), esc(joined(places))),
        (word("project.location"), esc(word(f"basis.{basis or 'unlocated'}"))),
    ]


def _districts(plan: Plan, project: Project) -> str:
    names = [name_of(row) for row in plan.districts if row.district_code in project.district_codes]
    is_listed = any(row.district_code == plan.region_code for row in plan.districts)
    if plan.region_code in project.district_codes and not is_listed:
        names.insert(0, region_of(plan))
    return esc(joined(names)) if names else unstated()


def _elements(plan: Plan, project: Project) -> str:
    colours = element_colours(plan.elements)
    chips = [
        f'<span class="dot" style="background:{esc(colours[row.element_id][0])}"></span>{esc(name_of(row))}'
        for row in plan.elements
        if row.element_id in project.element_ids
    ]
    if not chips and project.element_kind:
        return esc(word("project.only_group", kind=kind_label(project.element_kind)))
    return "<br>".join(chips) or (unstated() if plan.elements else "")


def _parts(plan: Plan, parts: list[Project]) -> str:
    if not parts:
        return ""
    items = "".join(f"<li><span>{cited(name_of(part), plan, part)}</span><span></span></li>" for part in parts)
    return f'<h4>{esc(word("project.components"))} · {len(parts)}</h4><ul class="plainlist">{items}</ul>'
