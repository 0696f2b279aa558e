"""The layout element that a project belongs to and what it means; what stands near it; the support it may count on."""

from __future__ import annotations

from collections.abc import Sequence

from data.inference import inferred_projects
from data.place_names import place_name_en
from data.plan import Project
from data.support import SupportMeasure, support_of
from geo import boundaries
from layouts.layout import LayoutElement
from layouts.vocabulary import find_kind
from pages.investment.sheet_base import Material, sentence_case
from pages.investment.sheet_content import Basis, Fact, Section
from pages.shared.english import all_in_english, in_english
from pages.shared.labels import in_brackets, kind_label, language, name_of, region_of, value_label, word
from pages.shared.unit_names import district_name

MOST_ELEMENTS, MANY = 2, 99
ROLES = {"main": "layout.role_main", "supporting": "layout.role_supporting"}


def layout_section(material: Material) -> Section:
    """Return the element with kind, theme, members, business forms and for whom; or that the plan assigns none."""
    plan, whole = material.plan, material.whole
    title = word("sheet.layout")
    if not plan.elements:
        return Section("layout", title, (Fact("", (word("sheet.no_layout"),), "missing"),))
    stated = [row for row in plan.elements if row.element_id in whole.element_ids]
    if stated:
        return Section(
            "layout", word("sheet.layout_of"), _element_lines(material, stated, "stated"), _formula(material, stated)
        )
    lines = [_unassigned(material)]
    inferred = [row for row in plan.elements if material.project in inferred_projects(plan, row)]
    if inferred:
        lines += _element_lines(material, inferred, "inferred")
    return Section("layout", title, tuple(lines), _formula(material, inferred))


def neighbours_section(material: Material) -> Section:
    """Return other projects of the same district and element, and the districts next to it."""
    lines = [_same_district(material), _same_element(material), *_adjoining(material)]
    found = tuple(line for line in lines if line)
    return Section("neighbours", word("sheet.neighbours"), found)


def support_section(material: Material) -> Section:
    """Return the plan's support measures for this project, a line per topic, with what they ask for."""
    by_topic: dict[str, list[SupportMeasure]] = {}
    for measure in support_of(material.plan, material.project):
        by_topic.setdefault(measure.topic, []).append(measure)
    if not by_topic:
        lines = [Fact("", (word("sheet.support_none"),), "missing")]
        return Section("support", word("sheet.support"), tuple(lines))
    lines = [_support_line(topic, measures) for topic, measures in by_topic.items()]
    return Section("support", word("sheet.support"), tuple(lines), word("sheet.support_note"))


def _support_line(topic: str, measures: Sequence[SupportMeasure]) -> Fact:
    """Return the measures on a topic, the most closely addressed ones first, each with what it asks for."""
    ranked = sorted(measures, key=lambda one: (not one.project_ids, len(one.applies_to) or MANY, one.measure_id))
    sections = dict.fromkeys(part for one in ranked for part in one.section.split(";"))
    return Fact(
        sentence_case(value_label("support_topic", topic)),
        tuple(_support_text(one) for one in ranked),
        "stated",
        ";".join(sections),
        "|".join(one.as_written for one in ranked),
        row_ids=tuple(one.measure_id for one in ranked),
        separator=word("sheet.support_separator"),
    )


def _support_text(measure: SupportMeasure) -> str:
    english = language() == "en"
    text = measure.summary_en if english and measure.summary_en else measure.summary
    condition = measure.condition_en if english and measure.condition_en else measure.condition
    return text + (in_brackets(word("sheet.condition", text=condition)) if condition else "")


def _element_lines(material: Material, elements: Sequence[LayoutElement], basis: Basis) -> tuple[Fact, ...]:
    lines: list[Fact] = []
    # an element that is only inferred need not be material at length twice
    most = MOST_ELEMENTS if basis == "stated" else 1
    for element in elements[:most]:
        lines += _one_element(material, element, basis)
    if len(elements) > most:
        names = tuple(name_of(row) for row in elements[most:])
        lines.append(Fact(word("sheet.more_elements"), names, basis, elements[most].section))
    return tuple(lines)


def _one_element(material: Material, element: LayoutElement, basis: Basis) -> list[Fact]:
    plan, row_id = material.plan, element.element_id
    cited = {"section": element.section, "words": element.as_written, "row_ids": (row_id,)}
    kind_text = in_brackets(kind_label(element.kind))
    members = tuple(
        district_name(plan, member.district) + (in_brackets(word(ROLES[member.role])) if member.role in ROLES else "")
        for member in element.members
    )
    theme = in_english(plan, "layout", row_id, "theme", element.theme)
    target = in_english(plan, "layout", row_id, "target_group", element.target_group)
    forms = all_in_english(plan, "layout", row_id, "business_forms", element.business_forms)
    # where the element itself is a guess, what it would bring along is told in short
    is_stated = basis == "stated"
    label = word("sheet.element" if is_stated else "sheet.element_inferred")
    rows = [
        Fact(label, (name_of(element) + kind_text,), basis, **cited),
        *([Fact(word("sheet.element_theme"), (theme,), "stated", **cited)] if theme else []),
        *([Fact(word("sheet.element_forms"), forms, "stated", **cited)] if forms and is_stated else []),
        *([Fact(word("sheet.element_target"), (target,), "stated", **cited)] if target else []),
        *([Fact(word("layout.members"), members, "stated", **cited)] if members and is_stated else []),
    ]
    return rows


def _unassigned(material: Material) -> Fact:
    kind = material.whole.element_kind
    if kind:
        text = word("project.only_group", kind=kind_label(kind))
        return Fact("", (text,), "stated", material.project.section, material.project.as_written)
    return Fact("", (word("sheet.no_element"),), "missing")


def _formula(material: Material, elements: Sequence[LayoutElement] = ()) -> str:
    """Return the plan's slogan, and what the kinds of the elements named above mean."""
    formula = material.plan.formula
    own = in_english(material.plan, "plan", material.plan.plan_id, "formula", "")
    parts = [word("sheet.formula", formula=formula, own=in_brackets(own) if own else "")] if formula else []
    kinds = [find_kind(kind) for kind in dict.fromkeys(element.kind for element in elements)]
    if language() == "zh":
        parts += [word("sheet.kind_means", kind=kind.name, text=kind.definition) for kind in kinds if kind]
    return " ".join(parts)


def _same_district(material: Material) -> Fact | None:
    codes = set(material.demand.codes)
    rows = _others(material, lambda row: bool(codes.intersection(row.district_codes)))
    return Fact(word("sheet.same_district"), _named(rows), "stated", row_ids=_ids(rows)) if codes and rows else None


def _same_element(material: Material) -> Fact | None:
    ids, codes = set(material.whole.element_ids), set(material.demand.codes)
    rows = _others(
        material, lambda row: bool(ids.intersection(row.element_ids)) and not codes.intersection(row.district_codes)
    )
    return Fact(word("sheet.same_element"), _named(rows), "stated", row_ids=_ids(rows)) if ids and rows else None


def _others(material: Material, fits: object) -> list[Project]:
    related = {material.project.project_id, material.project.parent_project_id}
    return [
        row
        for row in material.plan.projects
        if row.row_kind == "project" and row.project_id not in related and fits(row)  # type: ignore[operator]
    ]


def _named(rows: Sequence[Project]) -> tuple[str, ...]:
    return tuple(name_of(row) for row in rows)


def _ids(rows: Sequence[Project]) -> tuple[str, ...]:
    return tuple(row.project_id for row in rows)


def _adjoining(material: Material) -> list[Fact]:
    """Return the districts that share an edge with the project's own: of the plan, and beyond its region."""
    if len(material.demand.codes) != 1:
        return []
    row = next(row for row in material.plan.districts if row.district_code == material.demand.codes[0])
    code = row.boundary_code or row.parent_code
    if not boundaries.has_boundary(code):
        return []
    own = boundaries.boundary(code)
    named = {one.boundary_code: name_of(one) for one in material.plan.districts if one.boundary_code}
    touching = [one for one in boundaries.units_within(own.polygon, own.level) if one.code != own.code]
    inside = tuple(named[one.code] for one in touching if one.code in named)
    outside = tuple(_outside_name(one, own) for one in touching if one.code not in named)
    holder = in_brackets(word("sheet.adjoining_of", name=district_name(material.plan, code))) if row.is_zone else ""
    source = boundaries.ATTRIBUTION
    lines = [
        Fact(word("sheet.adjoining") + holder, inside, "reference", words=source) if inside else None,
        Fact(word("sheet.adjoining_outside", region=region_of(material.plan)), outside, "reference", words=source)
        if outside
        else None,
    ]
    return [line for line in lines if line]


def _outside_name(unit: boundaries.Boundary, region: boundaries.Boundary) -> str:
    """Return a unit beyond the region with its city, where that is another than the region's own."""
    is_told = unit.level == "county" and unit.prefecture_code != region.prefecture_code
    if language() == "en":
        name, city = place_name_en(unit.code, unit.name), place_name_en(unit.prefecture_code)
        return name + in_brackets(city) if is_told and city and name != unit.name else name
    if is_told and boundaries.has_boundary(unit.prefecture_code):
        return boundaries.boundary(unit.prefecture_code).short_name + unit.name
    return unit.name
