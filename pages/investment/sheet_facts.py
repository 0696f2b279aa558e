"""What a project is, how big, for how much, until when; and what the plan does not say of it."""

from __future__ import annotations

from collections.abc import Sequence

from data.investment.candidate import money_per_bed
from data.investment.completeness import GRADES, NeededField, stated_agencies
from data.plan import Project
from data.plan_rules.densities import group_words
from pages.investment.sheet_base import Material
from pages.investment.sheet_content import Fact, Section
from pages.investment.sheet_figures import cited_fact
from pages.shared.english import agencies_in_english, figures_in_english, in_english
from pages.shared.labels import (
    area,
    bed_text,
    joined,
    language,
    money,
    name_of,
    region_of,
    trim,
    value_label,
    word,
)
from pages.shared.unit_names import short_name

SOUGHT = {  # what an investor asks first, and the words by which a plan would say it
    "cooperation": ("公建民营", "民办公助", "PPP", "社会资本", "合资", "合作共建"),
    "share": ("出资比例", "持股", "股权"),
    "operator": ("运营方", "运营主体", "委托运营", "托管"),
}


def what_section(material: Material) -> Section:
    """Return the lines on the project itself."""
    project, plan = material.project, material.plan
    parents = [row for row in plan.projects if row.project_id == project.parent_project_id]
    parts = [row for row in plan.projects if row.parent_project_id == project.project_id]
    agencies = agencies_in_english(plan, stated_agencies(plan, project))
    lines = [
        _rows_fact(word("project.parent"), parents),
        _rows_fact(word("project.components"), parts),
        *_other_figures(material),
        _years(project),
        _per_bed(project),
        Fact(word("sheet.actor"), agencies, "stated", words="") if agencies else None,
        _note(material),
    ]
    return Section("what", word("sheet.what"), tuple(line for line in lines if line))


def missing_section(material: Material) -> Section:
    """Return what the plan does not say, and what it says in part only."""
    full, partial = material.completeness.missing, material.completeness.partial
    lines = [
        Fact(word("sheet.missing_list"), _names(full), "missing") if full else None,
        Fact(word("sheet.partial_list"), tuple(_partial_words(material, field) for field in partial), "missing")
        if partial
        else None,
    ]
    lines += _sought(material)
    found = tuple(line for line in lines if line)
    note = word("sheet.missing_note") if found else word("sheet.missing_none")
    return Section("missing", word("sheet.missing"), found, note)


def _sought(material: Material) -> list[Fact]:
    """Return what the plan does not say of an investor's part: only words that stand in the project's row say it."""
    said = [one for words in SOUGHT.values() for one in words if one in material.project.as_written]
    missing = [key for key, words in SOUGHT.items() if not any(one in said for one in words)]
    names = tuple(word(f"sheet.sought_{key}") for key in missing)
    return [Fact(word("sheet.sought"), names, "missing")] if names else []


def grade_fact(material: Material) -> Fact:
    """Return the share that is stated, with the rule and the weights it follows from."""
    own = material.completeness
    english = language() == "en"
    terms = [
        f"{state.field.name_en if english else state.field.name} {trim(state.field.weight * state.share, 1)}"
        f"/{state.field.weight}"
        for state in own.states
    ]
    grades = " ".join(f"{grade}≥{100 * least:.0f}%" for least, grade in GRADES[:-1])
    text = word("sheet.grade", share=f"{100 * own.share:.0f}%", grades=grades)
    words = word("sheet.grade_terms", terms=" + ".join(terms))
    return Fact(word("sheet.grade_label"), (text,), "derived", words=words)


def _rows_fact(label: str, rows: list[Project]) -> Fact | None:
    if not rows:
        return None
    return Fact(
        label, tuple(name_of(row) for row in rows), "stated", rows[0].section, row_ids=tuple(r.project_id for r in rows)
    )


def _other_figures(material: Material) -> list[Fact]:
    told = figures_in_english(material.plan, material.project)
    return [cited_fact(material.project, label, amount) for label, amount in told]


def _years(project: Project) -> Fact | None:
    start, end = project.start_year, project.end_year
    if not start and not end:
        return None
    if start and end:
        text = word("sheet.years_both", start=start, end=end)
    else:
        text = word("sheet.years_start", start=start) if start else word("sheet.years_end", end=end)
    return cited_fact(project, word("sheet.years"), text)


def _per_bed(project: Project) -> Fact | None:
    found = money_per_bed(project)
    if found is None:
        return None
    zh, en = group_words(found.group)
    number = word("sheet.per_bed_value", wan=trim(found.amount, 1), thousand=trim(found.amount * 10, 0))
    like = en if language() == "en" else zh
    text = word("sheet.per_bed_text", amount=number, like=like)
    return Fact(word("sheet.per_bed"), (text,), "derived", project.section, found.arithmetic)


def _note(material: Material) -> Fact | None:
    project = material.project
    if not project.note:
        return None
    text = in_english(material.plan, "projects", project.project_id, "note", project.note)
    return Fact(word("cite.note"), (text,), "product")


def _names(fields: Sequence[NeededField]) -> tuple[str, ...]:
    english = language() == "en"
    return tuple(field.name_en if english else field.name for field in fields)


def _partial_words(material: Material, field: NeededField) -> str:
    name = field.name_en if language() == "en" else field.name
    reason = {"site": "sheet.partial_site", "years": "sheet.partial_years", "element": "sheet.partial_element"}
    return f"{name}{word(reason[field.id])}" if field.id in reason else name


def overview_cells(material: Material) -> tuple[str, ...]:
    """Return the project's line in a table of several: what the plan does not state says so."""
    project, unstated = material.project, word("common.not_stated")
    districts = joined(short_name(material.plan, code) for code in material.whole.district_codes)
    people = material.demand.people.age_60_plus
    own = material.completeness
    return (
        name_of(project),
        region_of(material.plan),
        districts or unstated,
        bed_text(project) or unstated,
        money(project.investment_wan_yuan) or unstated,
        area(project.floor_area_m2) or unstated,
        f"{people:,}" if people is not None else "–",
        f"{own.grade} {100 * own.share:.0f}%",
    )


def row_kind_tag(project: Project) -> str:
    """Return what kind of row it is where it is not a project of its own."""
    return value_label("row_kind", project.row_kind) if project.row_kind != "project" else ""
