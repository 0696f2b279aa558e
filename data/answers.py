"""Tables as answers of the command line: a file's columns with normalised ones, and the district statistics."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from data.measures import DistrictStatistics, Reading, district_statistics
from data.plan import Number, Place, Plan, Project
from data.schema import load_schema
from layouts.layout import LayoutElement

TABLE_NAMES = ("plan", "layout", "districts", "places", "projects", "indicators", "tasks", "links", "support_measures")

# columns that follow the file's own
ADDED_COLUMNS: dict[str, tuple[str, ...]] = {
    "layout": ("district_names", "place_names"),
    "places": ("district_names",),
    "projects": (
        "bed_count",
        "investment_wan_yuan",
        "floor_area_m2",
        "land_area_m2",
        "district_names",
        "place_names",
        "lon",
        "lat",
        "location_basis",
    ),
    "indicators": ("district_names",),
}

_PEOPLE = ("population", "age_60_plus", "age_65_plus", "age_80_plus")

Cells = list[str]


def table_csv(plan: Plan, table: str) -> str:
    """Return a table of a plan as CSV: the columns of the file, then the normalised ones."""
    return _csv(*table_cells(plan, table))


def table_cells(plan: Plan, table: str) -> tuple[list[str], list[Cells]]:
    """Return the columns of a table (those of the file, then the normalised ones) and its rows in the file's order."""
    schema = load_schema().tables[table]
    header = [*schema.column_names, *ADDED_COLUMNS.get(table, ())]
    added = _added_cells(plan, table)
    rows = plan.tables[table].rows if table in plan.tables else ()
    return header, [[*map(row.get, schema.column_names), *added[i]] for i, row in enumerate(rows)]


def district_cells(plan: Plan, by: Reading = "unit") -> tuple[list[str], list[Cells]]:
    """Return the columns and rows of the statistics per district; blank: nothing stated."""
    bed_types = load_schema().fields["bed_types"].allowed
    header = ["district_code", "district_name", "project_count", "bed_count"]
    header += [f"bed_count_{kind}" for kind in bed_types]
    header += ["investment_wan_yuan", "floor_area_m2", *_PEOPLE]
    return header, [_statistics_cells(row, bed_types) for row in district_statistics(plan, by)]


def districts_csv(plan: Plan, by: Reading = "unit") -> str:
    """Return the statistics per district as CSV; blank: nothing stated."""
    return _csv(*district_cells(plan, by))


def number_text(value: Number | None) -> str:
    """Return a number for a CSV cell: no trailing zeros, at most four decimals, blank for None.

    >>> number_text(161100.0), number_text(124666.66666666667), number_text(None)
    ('161100', '124666.6667', '')
    """
    if value is None:
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _statistics_cells(row: DistrictStatistics, bed_types: Sequence[str]) -> Cells:
    beds = [row.bed_counts_by_type.get(kind) for kind in bed_types]
    figures = [row.project_count, row.bed_count, *beds, row.investment_wan_yuan, row.floor_area_m2]
    figures += [row.population, row.age_60_plus, row.age_65_plus, row.age_80_plus]
    return [row.district_code, row.district_name, *map(number_text, figures)]


def _added_cells(plan: Plan, table: str) -> list[Cells]:
    if table == "layout":
        return [_element_cells(plan, element) for element in plan.elements]
    if table == "places":
        return [[plan.district_name(place.district_code)] for place in plan.places]
    if table == "projects":
        return [_project_cells(plan, project) for project in plan.projects]
    if table == "indicators":
        return [[plan.district_name(value.scope)] for value in plan.indicator_values]
    return [[] for _ in plan.tables[table].rows] if table in plan.tables else []


def _element_cells(plan: Plan, element: LayoutElement) -> Cells:
    return [_names(plan, element.district_codes), _place_names(plan, element.place_ids)]


def _project_cells(plan: Plan, project: Project) -> Cells:
    amounts = [project.bed_count, project.investment_wan_yuan, project.floor_area_m2, project.land_area_m2]
    names = [_names(plan, project.district_codes), _place_names(plan, project.place_ids)]
    return [*map(number_text, amounts), *names, *_position_cells(plan, project)]


def _position_cells(plan: Plan, project: Project) -> Cells:
    """Return lon, lat and basis of the project's one place; else no position, at best its district."""
    places = [place for place in plan.places if place.place_id in project.place_ids]
    if len(places) == 1:
        place: Place = places[0]
        return [_degrees(place.lon), _degrees(place.lat), place.location_basis]
    return ["", "", "district" if project.district_codes else "unlocated"]


def _degrees(value: Number | None) -> str:
    return "" if value is None else str(value)


def _names(plan: Plan, codes: Iterable[str]) -> str:
    return ";".join(plan.district_name(code) for code in codes)


def _place_names(plan: Plan, place_ids: Iterable[str]) -> str:
    return ";".join(plan.place_name(place_id) for place_id in place_ids)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()
