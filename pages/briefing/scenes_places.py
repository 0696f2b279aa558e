"""重点项目 and 区县: what is to be built, and where the people are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.measures import DistrictStatistics
from data.plan import District, Plan, Project
from pages.briefing.scene import Scene, SceneFigure, SceneTable
from pages.briefing.scenes_map import district_map, projects_map
from pages.briefing.scenes_material import Material
from pages.briefing.scenes_project_rows import bed_figures, investment_figure, project_table
from pages.briefing.scenes_text import (
    derived,
    reference,
    sentence_of,
    source_lines,
    table,
    unstated,
    without_blank_columns,
)
from pages.shared.labels import joined, name_of, people, value_label, word
from pages.shared.unit_names import name_without_region
from pages.shared.views import MEASURES, written

MOST_CATEGORIES = 3
FEW_PROJECTS = 3
MOST_PROJECT_BEDS = 3
COLUMNS = ("age_60_plus", "share_60_plus", "project_count", "bed_count", "investment")


def projects(material: Material) -> Scene | None:
    """Return 重点项目; of a plan with hardly any the programmes are listed too. None where there is neither."""
    listed = _listed(material)
    if not listed:
        return None
    counted = material.projects
    return Scene(
        "projects",
        "projects",
        word("briefing.projects"),
        _projects_sentence(listed, counted),
        tuple(_project_figures(material, counted)),
        project_table(material.plan, listed),
        map=projects_map(material),
        sources=source_lines(material.plan, _largest_first(listed)),
        notes="\n".join([word("briefing.projects_note"), word("briefing.beds_note")]),
    )


def districts(material: Material) -> Scene | None:
    """Return 区县: people, projects, beds and money by unit; None for a plan without units."""
    units = _units(material)
    if not units:
        return None
    rows = [row for _, row in units]
    measure = "bed_count" if any(row.bed_count for row in rows) else "age_60_plus"
    lacks_money = not any(row.bed_count or row.investment_wan_yuan for row in rows)
    stating = [row for row in material.projects if len(row.district_codes) == 1]
    return Scene(
        "districts",
        "districts",
        word("briefing.districts"),
        sentence_of([*_people_sentence(units), word("briefing.no_district_money") if lacks_money else ""]),
        tuple(_district_figures(material, units)),
        _district_table(material.plan, units),
        map=district_map(material, measure),
        sources=source_lines(material.plan, stating, with_census=any(row.age_60_plus for row in rows)),
        notes="\n".join([word("briefing.share_formula"), word("briefing.districts_note")]),
    )


def _listed(material: Material) -> list[Project]:
    counted = material.projects
    if len(counted) >= FEW_PROJECTS:
        return counted
    return counted + [row for row in material.plan.projects if row.row_kind == "programme"]


def _largest_first(rows: Sequence[Project]) -> list[Project]:
    return sorted(rows, key=lambda row: (-(row.investment_wan_yuan or 0), -(row.bed_count or 0)))


def _projects_sentence(listed: Sequence[Project], counted: Sequence[Project]) -> str:
    count = word("briefing.project_total", n=len(counted))
    if len(listed) > len(counted):
        count = word("briefing.project_programmes", n=len(counted), m=len(listed) - len(counted))
    kinds = Counter(row.category for row in listed if row.category).most_common(MOST_CATEGORIES)
    mostly = word("briefing.mostly", kinds=joined(value_label("category", kind) for kind, _ in kinds)) if kinds else ""
    investing = [row for row in counted if row.investment_wan_yuan is not None]
    silent = "" if investing else word("briefing.no_investment")
    return sentence_of([count, mostly, silent])


def _project_figures(material: Material, counted: Sequence[Project]) -> list[SceneFigure]:
    plan = material.plan
    how = word("briefing.counted")
    label = word("briefing.project_count")
    figures = [derived(label, str(len(counted)), counted, how) if counted else unstated(label)]
    programmes = [row for row in plan.projects if row.row_kind == "programme"]
    figures.append(investment_figure(counted) or unstated(word("measure.investment")))
    beds = bed_figures(counted, MOST_PROJECT_BEDS)
    figures += beds or [unstated(word("measure.bed_count"))]
    if programmes:
        figures.append(derived(word("briefing.programmes"), str(len(programmes)), programmes, how))
    return figures


def _units(material: Material) -> list[tuple[District, DistrictStatistics]]:
    """Return the units with most people aged 60 and over first; those without a figure stand last."""
    return sorted(material.unit_rows(), key=lambda pair: -(pair[1].age_60_plus or 0))


def _share(row: DistrictStatistics) -> float:
    return row.age_60_plus / row.population if row.age_60_plus and row.population else 0.0


def _people_sentence(units: Sequence[tuple[District, DistrictStatistics]]) -> list[str]:
    known = [(unit, row) for unit, row in units if _share(row)]
    if not known:
        return [word("briefing.no_people")]
    unit, row = known[0]
    oldest, share = max(known, key=lambda pair: _share(pair[1]))
    most = word("briefing.most_people", name=name_of(unit), aged=people(row.age_60_plus))
    if len(known) == 1:
        return [most]
    return [most, word("briefing.oldest", name=name_of(oldest), share=f"{100 * _share(share):.1f}%")]


def _district_figures(material: Material, units: Sequence[tuple[District, DistrictStatistics]]) -> list[SceneFigure]:
    how = word("briefing.counted")
    figures = [derived(word("briefing.unit_count"), str(len(units)), [], how)]
    unit, row = units[0]
    if row.age_60_plus:
        figures.append(
            reference(word("briefing.most_people_label"), people(row.age_60_plus), name_of(unit), word("unit.people"))
        )
    known = [pair for pair in units if _share(pair[1])]
    if known:
        oldest, share = max(known, key=lambda pair: _share(pair[1]))
        text = f"{name_of(oldest)} {share.age_60_plus:,} ÷ {share.population:,}"
        figures.append(reference(word("briefing.oldest_label"), f"{100 * _share(share):.1f}%", text))
    placed = [row for row in material.projects if len(row.district_codes) == 1]
    label = word("briefing.placed_projects")
    figures.append(derived(label, str(len(placed)), placed, how) if placed else unstated(label))
    elsewhere = len(material.projects) - len(placed)
    if elsewhere and placed:
        rest = [row for row in material.projects if len(row.district_codes) != 1]
        figures.append(derived(word("briefing.unplaced_projects"), str(elsewhere), rest, how))
    return figures


def _district_table(plan: Plan, units: Sequence[tuple[District, DistrictStatistics]]) -> SceneTable | None:
    measures = [MEASURES[name] for name in COLUMNS]
    filled = [one for one in measures if any(one.value(row) for _, row in units)]
    heads = [word("briefing.unit"), *(word(f"measure.{one.name}") for one in filled)]
    rows = [
        [name_without_region(plan, unit.district_code), *(written(row, one) for one in filled)] for unit, row in units
    ]
    return table(*without_blank_columns(heads, rows, tuple(range(1, len(heads)))))
