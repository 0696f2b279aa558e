"""The cards of 空间布局: what an element, a district or a place is, from the plan and the reference data."""

from __future__ import annotations

from collections.abc import Sequence

from data.inference import elements_of_district, inferred_projects, stated_projects
from data.measures import DistrictStatistics
from data.plan import District, Place, Plan, Project
from geo.map_bundle import PlanMap
from geo.style import element_colours
from layouts.layout import LayoutElement
from pages.shared.citation import cited, cited_reference, cited_sum, source_box, unstated
from pages.shared.english import issuers, own_words
from pages.shared.labels import (
    in_brackets,
    joined,
    kind_label,
    language,
    money,
    name_of,
    people,
    period,
    value_label,
    word,
)
from pages.shared.markup import esc, fact_rows, pill, tile, tiles
from pages.shared.views import formula_text

MAX_PROJECTS = 12


def element_card(
    plan: Plan, element: LayoutElement, plan_map: PlanMap | None, rows: Sequence[DistrictStatistics]
) -> str:
    """Return the card of a layout element."""
    same_kind = [other for other in plan.elements if other.kind == element.kind]
    position = word("common.of", k=same_kind.index(element) + 1, n=len(same_kind))
    dark = element_colours(plan.elements)[element.element_id][1]
    stated, inferred = stated_projects(plan, element), inferred_projects(plan, element)
    return _card(
        f'{pill(kind_label(element.kind), dark)} <span class="hint">{esc(position)}</span>'
        f"<h3>{esc(name_of(element))}</h3>",
        fact_rows(_element_facts(plan, element)),
        tiles(
            [
                *_project_tiles(plan, [p for p in stated if p.row_kind == "project"]),
                *_people_tiles(plan, element.district_codes, rows),
            ]
        ),
        _ambiguity(element),
        fact_rows([(word("layout.method"), esc(_method(element, plan_map)))]),
        _project_list(plan, stated, word("layout.projects_stated")),
        _project_list(plan, inferred, word("layout.projects_inferred"), word("layout.inferred_note")),
        source_box(plan, element),
    )


def district_card(plan: Plan, district: District, rows: Sequence[DistrictStatistics]) -> str:
    """Return the card of a district on the layout page: its elements, people, projects."""
    row = next((row for row in rows if row.district_code == district.district_code), None)
    elements = elements_of_district(plan, district.district_code)
    projects = [p for p in plan.projects if district.district_code in p.district_codes and p.row_kind == "project"]
    facts = [
        (word("layout.elements"), "<br>".join(_element_chip(plan, element) for element in elements)),
        (word("cite.note"), esc(district.note)),
    ]
    return _card(
        f"{pill(value_label('district_kind', district.kind), '#5B6675')}<h3>{esc(name_of(district))}</h3>",
        fact_rows(facts),
        tiles([*_project_tiles(plan, projects), *_people_tiles(plan, (district.district_code,), rows if row else [])]),
        _project_list(plan, projects, word("map.projects")),
    )


def place_card(plan: Plan, place: Place) -> str:
    """Return the card of a place."""
    elements = [element for element in plan.elements if place.place_id in element.place_ids]
    facts = [
        (word("project.district"), esc(plan.district_name(place.district_code)) if place.district_code else unstated()),
        (
            word("project.location"),
            esc(word(f"basis.{place.location_basis or 'unlocated'}"))
            + (f'<br><span class="hint">{esc(place.location_source)}</span>' if place.location_source else ""),
        ),
        (word("layout.elements"), "<br>".join(_element_chip(plan, element) for element in elements)),
    ]
    projects = [project for project in plan.projects if place.place_id in project.place_ids]
    return _card(
        f"{pill(value_label('place_kind', place.kind), '#4B5563')}<h3>{esc(name_of(place))}</h3>",
        fact_rows(facts),
        _project_list(plan, projects, word("map.projects")),
        source_box(plan, place),
    )


def heading(plan: Plan) -> str:
    """Return the slogan; the page's name where a plan has none."""
    return formula_text(plan) if plan.formula else word("page.spatial_layout")


def intro_card(plan: Plan) -> str:
    """Return what is shown while nothing is selected: slogan, positioning, brand; what there is without a layout."""
    facts = [
        (word("layout.positioning"), esc(own_words(plan, "positioning"))),
        (word("layout.brand"), esc(own_words(plan, "brand"))),
        (word("common.period"), esc(period(plan))),
        (word("layout.issuers"), esc(joined(issuers(plan)))),
    ]
    title = own_words(plan, "formula") or word("overview.no_formula")
    hint = word("layout.pick") if plan.elements else word("layout.no_layout")
    counts = "" if plan.elements else tiles(_content_tiles(plan))
    return _card(
        f"<h3>{esc(title)}</h3>",
        f'<p class="hint">{esc(hint)}</p>',
        counts,
        fact_rows(facts),
        source_box(plan, plan, is_open=False),
    )


def _content_tiles(plan: Plan) -> list[str]:
    counts = [
        ("layout.districts_table", len(plan.districts)),
        ("map.projects", sum(row.row_kind == "project" for row in plan.projects)),
        ("layout.programmes", sum(row.row_kind == "programme" for row in plan.projects)),
        ("overview.indicators", len(plan.indicator_values)),
        ("overview.tasks", len(plan.tasks)),
    ]
    return [tile(str(count), word(key)) for key, count in counts]


def _card(*parts: str) -> str:
    return f'<div class="card">{"".join(parts)}</div>'


def _ambiguity(element: LayoutElement) -> str:
    if not element.ambiguity:
        return ""
    return f'<div class="ambiguity"><b>{esc(word("layout.ambiguity"))}</b> {esc(element.ambiguity)}</div>'


def _method(element: LayoutElement, plan_map: PlanMap | None) -> str:
    explanation = plan_map.explanations.get(element.element_id, ("", "")) if plan_map else ("", "")
    return explanation[1 if language() == "en" else 0]


def _element_facts(plan: Plan, element: LayoutElement) -> list[tuple[str, str]]:
    names = [_member_name(plan, member.district, member.role) for member in element.members]
    places = [name_of(place) for place in plan.places if place.place_id in element.place_ids]
    return [
        (word("layout.theme"), esc(element.theme)),
        (
            word("layout.members"),
            esc(joined(names)) if names else f'<span class="hint">{esc(word("layout.no_members"))}</span>',
        ),
        (word("layout.places"), esc(joined(places))),
        (word("layout.forms"), esc(" · ".join(element.business_forms))),
        (word("layout.target"), esc(element.target_group)),
    ]


def unit_name(plan: Plan, code: str) -> str:
    """Return a district's name in the reader's language; the code where it is unknown."""
    district = next((row for row in plan.districts if row.district_code == code), None)
    return name_of(district) if district else code


def _member_name(plan: Plan, code: str, role: str) -> str:
    name = unit_name(plan, code)
    return f"{name}{in_brackets(word(f'layout.role_{role}'))}" if role in ("main", "supporting") else name


def _element_chip(plan: Plan, element: LayoutElement) -> str:
    colour = element_colours(plan.elements)[element.element_id][0]
    return f'<span class="dot" style="background:{esc(colour)}"></span>{esc(name_of(element))}'


def _project_tiles(plan: Plan, projects: Sequence[Project]) -> list[str]:
    beds = [p for p in projects if p.bed_count is not None]
    paid = [p for p in projects if p.investment_wan_yuan is not None]
    return [
        tile(cited_sum(str(len(projects)), plan, projects) if projects else "0", word("map.projects")),
        _sum_tile(
            plan, beds, f"{sum(p.bed_count or 0 for p in beds):,} {word('unit.beds')}", word("measure.bed_count")
        ),
        _sum_tile(plan, paid, money(sum(p.investment_wan_yuan or 0.0 for p in paid)), word("measure.investment")),
    ]


def _sum_tile(plan: Plan, stated: Sequence[Project], text: str, label: str) -> str:
    if not stated:
        return tile(esc(word("common.not_stated")), label, stated=False)
    return tile(cited_sum(text, plan, stated), label)


def _people_tiles(plan: Plan, codes: Sequence[str], rows: Sequence[DistrictStatistics]) -> list[str]:
    chosen = [row for row in rows if row.district_code in set(codes)]
    if not chosen or any(row.age_60_plus is None or row.population is None for row in chosen):
        return []
    aged, everyone = sum(row.age_60_plus or 0 for row in chosen), sum(row.population or 0 for row in chosen)
    note = joined(unit_name(plan, row.district_code) for row in chosen)
    return [
        tile(cited_reference(people(aged), plan, codes, note), word("layout.population")),
        tile(
            cited_reference(f"{100 * aged / everyone:.1f}%", plan, codes, f"{aged:,} ÷ {everyone:,}"),
            word("layout.population_share"),
        ),
    ]


def _project_list(plan: Plan, projects: Sequence[Project], title: str, note: str = "") -> str:
    if not projects:
        return ""
    items = "".join(
        f"<li><span>{cited(name_of(p), plan, p)}</span><span>{_amounts(p)}</span></li>" for p in projects[:MAX_PROJECTS]
    )
    more = f'<li class="hint">+{len(projects) - MAX_PROJECTS}</li>' if len(projects) > MAX_PROJECTS else ""
    hint = f'<div class="hint">{esc(note)}</div>' if note else ""
    return f'<h4>{esc(title)} · {len(projects)}</h4>{hint}<ul class="plainlist">{items}{more}</ul>'


def _amounts(project: Project) -> str:
    parts = [
        money(project.investment_wan_yuan),
        f"{project.bed_count:,} {word('unit.beds')}" if project.bed_count else "",
    ]
    return esc(" · ".join(part for part in parts if part))
