"""The card of a unit, of 未分区 or of the whole plan: every figure with what it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.inference import elements_of_district
from data.measures import Reading
from data.plan import Plan, Project
from geo.style import element_colours
from pages.districts.figures import bed_rows, figure_tiles, people_tiles, rate_tiles
from pages.districts.units import Unit
from pages.shared.citation import cited
from pages.shared.labels import area, bed_text, joined, kind_label, money, name_of, region_of, value_label, word
from pages.shared.markup import esc, fact_rows, pill, tiles

MAX_PROJECTS = 30


def unit_card(plan: Plan, unit: Unit, by: Reading, *, has_amounts: bool) -> str:
    """Return the card of a district; without amounts per district in the plan, people come first."""
    district = unit.districts[0]
    return _card(
        f"{pill(value_label('district_kind', district.kind), '#5B6675')}<h3>{esc(name_of(district))}</h3>",
        _figures(plan, unit, has_amounts=has_amounts),
        bed_rows(plan, unit),
        fact_rows([(word("layout.elements"), _elements(plan, unit)), *_notes(plan, unit, by)]),
        _projects(plan, unit.projects, word("map.projects")),
        _projects(plan, unit.shared, word("district.shared"), word("district.shared_note")),
    )


def rest_card(plan: Plan, unit: Unit) -> str:
    """Return the card of 未分区: the projects that the plan ties to no district, or to several."""
    return _card(
        f"<h3>{esc(word('district.unassigned'))}</h3>",
        f'<p class="hint">{esc(word("district.rest_note"))}</p>',
        tiles(figure_tiles(plan, unit)),
        bed_rows(plan, unit),
        _projects(plan, unit.projects, word("map.projects"), where=lambda project: _districts(plan, project)),
    )


def plan_card(plan: Plan, unit: Unit, rest_count: int, *, has_amounts: bool) -> str:
    """Return the card of the whole plan, shown while nothing is selected."""
    note = word("district.of_these_rest", n=rest_count) if rest_count else ""
    return _card(
        f"<h3>{esc(word('district.whole', name=region_of(plan)))}</h3>",
        f'<p class="hint">{esc(word("district.pick_long"))}</p>',
        _figures(plan, unit, has_amounts=has_amounts),
        bed_rows(plan, unit),
        f'<p class="hint">{esc(note)}</p>' if note else "",
    )


def _figures(plan: Plan, unit: Unit, *, has_amounts: bool) -> str:
    """Return the tiles; where the plan ties no amount to a district, that is said once and people come first."""
    people = people_tiles(plan, unit)
    if has_amounts:
        return tiles([*figure_tiles(plan, unit), *rate_tiles(plan, unit), *people])
    silence = f'<p class="unstated">{esc(word("layout.no_district_money"))}</p>'
    return tiles([*people, *figure_tiles(plan, unit, all_amounts=False)]) + silence


def _card(*parts: str) -> str:
    return f'<div class="card">{"".join(parts)}</div>'


def _notes(plan: Plan, unit: Unit, by: Reading) -> list[tuple[str, str]]:
    district = unit.districts[0]
    parent = plan.district_name(district.parent_code) if district.is_zone else ""
    zones = [zone for zone in plan.districts if zone.is_zone and zone.parent_code == district.district_code]
    names = joined(name_of(zone) for zone in zones)
    counted = "district.zones_in" if by == "county" else "district.zones_apart"
    return [
        (word("district.by"), esc(word("district.zone_of", name=parent)) if parent else ""),
        (word("district.by"), esc(word(counted, names=names)) if names else ""),
        (word("district.towns"), esc(joined(district.members))),
        (word("cite.note"), "<br>".join(esc(row.note) for row in unit.districts if row.note)),
    ]


def _elements(plan: Plan, unit: Unit) -> str:
    colours = element_colours(plan.elements)
    found = {
        row.element_id: row for member in unit.districts for row in elements_of_district(plan, member.district_code)
    }
    return "<br>".join(
        f'<span class="dot" style="background:{esc(colours[row.element_id][0])}"></span>'
        f"{esc(kind_label(row.kind))} · {esc(name_of(row))}"
        for row in found.values()
    )


def _projects(
    plan: Plan, projects: Sequence[Project], title: str, note: str = "", where: Callable[[Project], str] | None = None
) -> str:
    if not projects:
        return ""
    amounts = {row.project_id: _amounts(row) for row in projects[:MAX_PROJECTS]}
    # where none of them states a figure, the card has said so once
    silence = f'<span class="unstated small">{esc(word("common.not_stated"))}</span>' if any(amounts.values()) else ""
    items = "".join(
        f"<li><span>{cited(name_of(row), plan, row)}{_where(where, row)}</span>"
        f"<span>{amounts[row.project_id] or silence}</span></li>"
        for row in projects[:MAX_PROJECTS]
    )
    more = f'<li class="hint">+{len(projects) - MAX_PROJECTS}</li>' if len(projects) > MAX_PROJECTS else ""
    hint = f'<p class="hint">{esc(note)}</p>' if note else ""
    return f'<h4>{esc(title)} · {len(projects)}</h4>{hint}<ul class="plainlist">{items}{more}</ul>'


def _where(where: Callable[[Project], str] | None, project: Project) -> str:
    return f'<br><span class="hint">{esc(where(project))}</span>' if where else ""


def _districts(plan: Plan, project: Project) -> str:
    names = [plan.district_name(code) for code in project.district_codes]
    return joined(names) if names else word("district.no_district")


def _amounts(project: Project) -> str:
    parts = [money(project.investment_wan_yuan), bed_text(project), area(project.floor_area_m2)]
    return "<br>".join(esc(part) for part in parts if part)
