"""空间结构 and its elements, a scene each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.english import translation
from data.inference import inferred_projects, stated_projects
from data.people import people_of_codes
from data.plan import Plan, Project
from layouts.layout import LayoutElement
from pages.briefing.scene import Scene, SceneFigure
from pages.briefing.scenes_map import layout_map
from pages.briefing.scenes_material import Material
from pages.briefing.scenes_project_rows import bed_figures, investment_figure, project_table
from pages.briefing.scenes_text import (
    citation,
    counted_word,
    cut,
    derived,
    names_text,
    reference,
    sentence_of,
    source_lines,
    stated,
    table,
    unstated,
)
from pages.shared.english import own_and_words
from pages.shared.labels import joined, kind_label, language, name_of, people, value_label, word
from pages.shared.unit_names import name_without_region
from pages.shared.views import kind_counts

MOST_ELEMENTS = 30
MOST_KINDS = 5
LONGEST_THEME = 28


def structure(material: Material) -> Scene | None:
    """Return 空间结构: the slogan and all elements; None for a plan without a layout."""
    plan = material.plan
    if not plan.elements:
        return None
    counts = Counter(element.kind for element in plan.elements)
    told = word("briefing.counts", n=len(plan.elements), kinds=kind_counts(plan))
    slogan = own_and_words(plan, "formula")
    slogan = word("briefing.slogan", text=slogan) if slogan else word("briefing.no_slogan")
    heads = (word("briefing.element"), word("briefing.kind"), word("briefing.members"))
    return Scene(
        "structure",
        "structure",
        word("briefing.structure"),
        sentence_of([slogan, told]),
        tuple(_structure_figures(plan, counts)),
        table(heads, [_element_row(plan, element) for element in plan.elements]),
        map=layout_map(material),
        sources=source_lines(plan, [plan, *plan.elements]),
        notes="\n".join([word("briefing.schematic_note"), *_ambiguities(plan.elements)]),
    )


def elements(material: Material) -> list[Scene]:
    """Return a scene per element, the plan's order; beyond thirty they stand in the table of the structure only."""
    return [_element(material, element) for element in material.plan.elements[:MOST_ELEMENTS]]


def _element(material: Material, element: LayoutElement) -> Scene:
    plan = material.plan
    own = stated_projects(plan, element)
    inferred = inferred_projects(plan, element)
    counted = [row for row in own if row.row_kind == "project"]
    return Scene(
        f"element:{element.element_id}",
        "element",
        name_of(element),
        _sentence(plan, element, own),
        tuple(_figures(plan, element, own, counted)),
        project_table(plan, own),
        map=layout_map(material, selected=f"element:{element.element_id}"),
        box=material.boxes.get(element.element_id),
        sources=source_lines(plan, [element, *own], with_census=_aged(plan, element) is not None),
        notes=_notes(material, element, inferred),
    )


def _sentence(plan: Plan, element: LayoutElement, own: Sequence[Project]) -> str:
    """Tell kind, members, theme, for whom, and how many projects the text assigns."""
    names = [_district_name(plan, code) for code in element.district_codes]
    kind = kind_label(element.kind)
    members = (
        word("briefing.element_members", kind=kind, members=names_text(names, "briefing.districts_more"))
        if names
        else word("briefing.element_without_members", kind=kind)
    )
    theme, group = (_own_words(plan, element, column) for column in ("theme", "target_group"))
    for_whom = word("briefing.for_whom", group=group) if group else ""
    projects = counted_word("briefing.element_projects", len(own)) if own else ""
    return sentence_of([members, theme, for_whom, projects])


def _own_words(plan: Plan, element: LayoutElement, column: str) -> str:
    """Return what the plan says of an element; in English our translation only: quotations would make no sentence."""
    printed = getattr(element, column)
    if language() == "zh":
        return cut(printed, LONGEST_THEME)
    return translation(plan, "layout", element.element_id, column) if printed else ""


def _figures(
    plan: Plan, element: LayoutElement, own: Sequence[Project], counted: Sequence[Project]
) -> list[SceneFigure]:
    members = element.district_codes
    label = word("briefing.member_count")
    figures = [derived(label, str(len(members)), [element], word("briefing.counted")) if members else unstated(label)]
    if (aged := _aged(plan, element)) is not None:
        names = joined(_district_name(plan, code) for code in members)
        figures.append(reference(word("measure.age_60_plus"), people(aged), names, word("unit.people")))
    projects = word("briefing.assigned_projects")
    figures.append(derived(projects, str(len(own)), own, word("briefing.counted")) if own else unstated(projects))
    figures += bed_figures(counted)
    if (money := investment_figure(counted)) is not None:
        figures.append(money)
    return figures


def _aged(plan: Plan, element: LayoutElement) -> int | None:
    """Return the people aged 60 and over of the member districts; None where one of them has no census row."""
    districts = {unit.district_code: unit for unit in plan.districts}
    members = [districts.get(code) for code in element.district_codes]
    if not members or any(unit is None or not unit.population_scope for unit in members):
        return None
    codes = [code for unit in members if unit for code in unit.population_scope]
    return people_of_codes(tuple(dict.fromkeys(codes)), plan).age_60_plus


def _notes(material: Material, element: LayoutElement, inferred: Sequence[Project]) -> str:
    plan_map = material.plan_map
    shape = plan_map.explanations.get(element.element_id) if plan_map else None
    lines = [
        word("briefing.shape", text=shape[1 if language() == "en" else 0]) if shape else "",
        word("briefing.roles", text=_roles(material.plan, element)) if _has_roles(element) else "",
        word("briefing.forms", text=joined(element.business_forms)) if element.business_forms else "",
        word("briefing.ambiguity", text=element.ambiguity) if element.ambiguity else "",
        word("briefing.inferred", n=len(inferred), names=names_text([name_of(row) for row in inferred]))
        if inferred
        else "",
        word("briefing.words", text=citation(element)),
    ]
    return "\n".join(line for line in lines if line)


def _has_roles(element: LayoutElement) -> bool:
    return any(member.role != "named" for member in element.members)


def _roles(plan: Plan, element: LayoutElement) -> str:
    members = element.members
    return joined(f"{_district_name(plan, one.district)} {value_label('member_role', one.role)}" for one in members)


def _structure_figures(plan: Plan, counts: Counter[str]) -> list[SceneFigure]:
    label = word("briefing.slogan_label")
    by_kind = [
        derived(
            kind_label(kind), str(count), [row for row in plan.elements if row.kind == kind], word("briefing.counted")
        )
        for kind, count in counts.most_common(MOST_KINDS)
    ]
    # a translated slogan is too long for a figure: the sentence has it, with the words of the plan
    is_translated = language() == "en" and bool(translation(plan, "plan", plan.plan_id, "formula"))
    return by_kind if is_translated else [stated(label, plan.formula, plan), *by_kind]


def _element_row(plan: Plan, element: LayoutElement) -> tuple[str, str, str]:
    names = [_district_name(plan, code, is_short=True) for code in element.district_codes]
    members = names_text(names, "briefing.districts_more") or word("common.not_stated")
    return name_of(element), kind_label(element.kind), members


def _district_name(plan: Plan, code: str, *, is_short: bool = False) -> str:
    unit = next((row for row in plan.districts if row.district_code == code), None)
    if unit is None:
        return plan.district_name(code)
    return (unit.short_name if is_short and language() == "zh" else "") or name_without_region(plan, code)


def _ambiguities(rows: Sequence[LayoutElement]) -> list[str]:
    return [f"{name_of(row)}: {row.ambiguity}" for row in rows[:MOST_ELEMENTS] if row.ambiguity]
