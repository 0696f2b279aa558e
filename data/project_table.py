"""Projects as the rows of a file: names instead of codes, amounts as printed and as numbers, the words of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.export import CellValue, ExportColumn
from data.plan import Plan, Project
from data.schema import Language, label, load_schema

NOT_STATED = {"zh": "规划未载明", "en": "not stated"}
GROUP_ONLY = {"zh": "（规划只写明{kind}这一组）", "en": "(the plan names only the group: {kind})"}
RUN_JOINT = " … "
# heading: field, width; bed types and amounts come between action and section
NAMES = (
    ("project_id", 9),
    ("name", 34),
    ("row_kind", 10),
    ("parent_project_id", 22),
    ("district_names", 18),
    ("element_ids", 22),
    ("category", 16),
    ("action", 34),
)
AMOUNTS = (
    ("bed_change", 10),
    ("investment", 13),
    ("investment_wan_yuan", 13),
    ("floor_area", 14),
    ("floor_area_m2", 14),
    ("land_area", 12),
    ("land_area_m2", 14),
    ("households", 10),
    ("other_figures", 26),
)
WORDS = (("location_basis", 16), ("section", 14), ("as_written", 50), ("note", 40))
PRINTED = frozenset({"investment", "floor_area", "land_area", "households"})
YEARS = ("start_year", "end_year")


def project_columns(language: Language) -> tuple[ExportColumn, ...]:
    """Return the headings of a file of projects."""
    unit = {"zh": "（张）", "en": " (beds)"}[language]
    names = (*NAMES, *((("name_en", 34),) if language == "zh" else ()))
    beds = [ExportColumn(f"{label('bed_types', kind, language)}{unit}", 10) for kind in bed_types()]
    years = [ExportColumn(label(name, None, language), 9, is_year=True) for name in YEARS]
    return (*_headings(names, language), *beds, *_headings(AMOUNTS, language), *years, *_headings(WORDS, language))


def project_rows(
    plan: Plan, projects: Iterable[Project], language: Language, bases: Mapping[str, str]
) -> tuple[tuple[CellValue, ...], ...]:
    """Return a row per project under `project_columns`.

    Amounts stand as printed (“规划未载明” where the plan is silent) and as numbers (blank there). `bases` tells by
    project id, in words, how well its position is known.
    """
    return tuple(_row(plan, project, language, bases.get(project.project_id, "")) for project in projects)


def bed_types() -> tuple[str, ...]:
    """Return the bed types in the order of the column dictionary."""
    return load_schema().fields["bed_types"].allowed


def _headings(columns: Iterable[tuple[str, int]], language: Language) -> list[ExportColumn]:
    as_printed = {"zh": "（原文）", "en": " (as printed)"}[language]
    return [
        ExportColumn(label(field, None, language) + (as_printed if field in PRINTED else ""), width)
        for field, width in columns
    ]


def _row(plan: Plan, project: Project, language: Language, basis: str) -> tuple[CellValue, ...]:
    silent = NOT_STATED[language]
    beds = project.bed_counts_by_type
    figures = ";".join(f"{figure.name}={figure.value} {figure.unit}".strip() for figure in project.other_figures)
    names: list[CellValue] = [
        project.project_id,
        _name(project, language),
        label("row_kind", project.row_kind, language),
        _parent(plan, project, language),
        _districts(plan, project, language) or silent,
        _elements(plan, project, language) or silent,
        label("category", project.category, language),
        project.action,
    ]
    if language == "zh":
        names.append(project.name_en)
    return (
        *names,
        *(beds.get(kind) for kind in bed_types()),
        label("bed_change", project.bed_change, language) if project.bed_change else "",
        project.investment or silent,
        project.investment_wan_yuan,
        project.floor_area or silent,
        project.floor_area_m2,
        project.land_area or silent,
        project.land_area_m2,
        project.households or silent,
        figures or silent,
        project.start_year,
        project.end_year,
        basis,
        project.section,
        project.as_written.replace("|", RUN_JOINT),
        project.note,
    )


def _name(row: object, language: Language) -> str:
    english = str(getattr(row, "name_en", "")) if language == "en" else ""
    return english or str(getattr(row, "name", ""))


def _parent(plan: Plan, project: Project, language: Language) -> str:
    parents = [row for row in plan.projects if row.project_id == project.parent_project_id]
    return _name(parents[0], language) if parents else ""


def _districts(plan: Plan, project: Project, language: Language) -> str:
    names = {row.district_code: _name(row, language) for row in plan.districts}
    return "、".join(names.get(code) or plan.district_name(code) for code in project.district_codes)


def _elements(plan: Plan, project: Project, language: Language) -> str:
    names = [_name(row, language) for row in plan.elements if row.element_id in project.element_ids]
    if not names and project.element_kind:
        return GROUP_ONLY[language].format(kind=label("element_kind", project.element_kind, language))
    return "、".join(names)
