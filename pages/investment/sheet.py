"""项目推介书: the sheet of one project, as content. `sheet_pdf` draws it on paper, `sheet_view` shows it on screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from data.plan import Plan
from data.record import BEIJING, Entry, Subject
from pages.investment import sheet_facts, sheet_place, sheet_sources
from pages.investment.sheet_base import (
    Material,
    ProjectNotFoundError,
    SheetBase,
    material_of,
    sentence_case,
    sheet_base,
)
from pages.investment.sheet_content import Fact, Language, ProjectSheet, Section
from pages.investment.sheet_demand_facts import demand_section, district_bars
from pages.investment.sheet_facts import overview_cells
from pages.investment.sheet_figures import figures
from pages.investment.sheet_layout_facts import layout_section, neighbours_section, support_section
from pages.shared.english import in_english
from pages.shared.labels import in_language, value_label, word

__all__ = ["ProjectNotFoundError", "ProjectSheet", "SheetBase", "sheet_base", "sheet_of"]


def sheet_of(  # noqa: PLR0913 - what a sheet may be material beside the plan
    plan: Plan,
    project_id: str,
    language: Language,
    *,
    plans: Sequence[Plan] = (),
    entries: Mapping[Subject, Entry] | None = None,
    base: SheetBase | None = None,
    made_on: str = "",
) -> ProjectSheet:
    """Return the sheet of a project.

    Args:
        plan: the plan that names it.
        project_id: its id; ProjectNotFoundError, naming those there are, for another one.
        language: zh or en.
        plans: all plans, for English names of regions around.
        entries: what is recorded, set apart from what the plan states.
        base: what the sheets of this plan share; made anew where it is not given.
        made_on: ISO date of the sheet; today where blank.
    """
    material = material_of(base or sheet_base(plan), project_id, plans=plans, entries=entries)
    day = made_on or f"{datetime.now(tz=BEIJING):%Y-%m-%d}"
    with in_language(language):
        return _sheet(material, language, day)


def _sheet(material: Material, language: Language, made_on: str) -> ProjectSheet:
    plan, project = material.plan, material.project
    spot = sheet_place.spot_of(material)
    tags = (sentence_case(value_label("category", project.category)), sheet_facts.row_kind_tag(project))
    return ProjectSheet(
        plan_id=plan.plan_id,
        project_id=project.project_id,
        language=language,
        plan_line=sheet_sources.plan_line(plan),
        status=sheet_sources.status_fact(plan),
        title=(project.name_en if language == "en" else "") or project.name,
        other_name=_other_name(material, language),
        tags=tuple(tag for tag in tags if tag),
        lead=_lead(material),
        figures=figures(material),
        sections={section.key: section for section in _sections(material)},
        bars=district_bars(material),
        maps=sheet_place.maps_of(material, spot),
        position=sheet_place.position_fact(material, spot),
        position_basis=spot[2] if spot else "unlocated",
        grade=material.completeness.grade,
        grade_rule=sheet_facts.grade_fact(material),
        contact_title=word("sheet.contact"),
        contact=tuple(word(f"sheet.contact_{name}") for name in sheet_sources.CONTACT),
        legend=word("sheet.legend"),
        foot=sheet_sources.foot(plan, made_on),
        made_on=made_on,
        cells=overview_cells(material),
        district_codes=material.whole.district_codes,
        spot=spot,
    )


def _sections(material: Material) -> list[Section]:
    what = sheet_facts.what_section(material)
    return [
        Section(what.key, what.title, (*sheet_place.where_facts(material), *what.facts), what.note),
        layout_section(material),
        demand_section(material),
        neighbours_section(material),
        support_section(material),
        sheet_sources.recorded_section(material),
        sheet_facts.missing_section(material),
        sheet_sources.sources_section(material),
    ]


def _lead(material: Material) -> Fact:
    project = material.project
    text = in_english(material.plan, "projects", project.project_id, "action", project.action)
    if not text:
        return Fact(word("project.action"), (word("common.not_stated"),), "missing")
    return Fact(word("project.action"), (text,), "stated", project.section, project.as_written)


def _other_name(material: Material, language: Language) -> str:
    """Return the name in the other language; an English one says that it is our translation."""
    project = material.project
    if language == "en":
        return f"{project.name} · {word('sheet.our_translation')}" if project.name_en else word("sheet.no_english")
    return f"{project.name_en}（{word('sheet.our_translation')}）" if project.name_en else ""
