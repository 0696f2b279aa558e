"""What stands around a printed map: titles, 图签栏, sources, notes, made from the plan and what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.plan import Plan
from geo.map_spec import NOT_STATED, MapSpec
from geo.sheet import MapSheet, TitleBlock
from pages.map_printing.order import LEFT_OUT, MapOrder
from pages.shared.citation import people_source
from pages.shared.english import issuers, outlines_line
from pages.shared.labels import in_brackets, joined, language, period, plan_name, word
from pages.shared.map_themes import PROJECT_THEMES, theme_title
from pages.shared.views import MEASURES, formula_text

PEOPLE_RATES = ("beds_per_1000", "investment_per_1000")


def sheet_of(plan: Plan, order: MapOrder, spec: MapSpec, bundle: Mapping[str, Any]) -> MapSheet:
    """Return the sheet of a map in the language of `labels.language()`, not stamped yet."""
    return MapSheet(
        order.sheet_paper,
        titles_of(plan, order),
        _block(plan, order),
        tuple(_sources(plan, order, spec, bundle)),
        tuple(_notes(plan, order, spec, bundle)),
        word("print.disclaimer"),
        is_english=language() == "en",
    )


def titles_of(plan: Plan, order: MapOrder) -> tuple[str, str, str]:
    """Return the three titles: as asked for, else plan, figure and what it shows."""
    made = (plan_name(plan), theme_title(order.theme, plan), _third(plan, order))
    asked = [title.strip() or own for title, own in zip(order.titles, made, strict=True)]
    first, second, third = ("" if title == LEFT_OUT else title for title in asked)
    return first, second, third


def _third(plan: Plan, order: MapOrder) -> str:
    if order.theme == "layout":
        return formula_text(plan)
    if order.theme in PROJECT_THEMES:
        count = sum(project.row_kind == "project" for project in plan.projects)
        return " · ".join(part for part in (word("print.project_count", n=count), period(plan)) if part)
    years = "" if MEASURES[order.theme].is_reference else period(plan)
    return " · ".join(part for part in (word("print.by_unit"), years) if part)


def _block(plan: Plan, order: MapOrder) -> TitleBlock:
    _, figure, _ = titles_of(plan, order)
    return TitleBlock(
        figure_name=figure or theme_title(order.theme, plan),
        figure_number=order.figure_number,
        organisation=order.organisation,
        reviewer=order.reviewer,
        made_on=order.made_on,
        data_as_of=plan.data_as_of,
        version=plan.data_version,
        secrecy=order.secrecy or word("print.secrecy_public" if order.audience == "public" else "print.stamp"),
        approval_number=order.approval_number,
    )


def _sources(plan: Plan, order: MapOrder, spec: MapSpec, bundle: Mapping[str, Any]) -> list[str]:
    number = in_brackets(plan.document_number) if plan.document_number else ""
    bodies = joined(issuers(plan))
    lines = [word("print.source_plan", text="".join([plan_name(plan), number, f" · {bodies}" if bodies else ""]))]
    if _shows_people(order, spec):
        codes = [district.district_code for district in plan.districts]
        lines.append(word("print.source_people", text=people_source(plan, codes)))
    if attribution := str(bundle.get("attribution", "")):
        lines.append(outlines_line(attribution))
    if bundle.get("rivers") and "rivers" in spec.layers:
        lines.append(word("print.source_rivers"))
    return lines


def _shows_people(order: MapOrder, spec: MapSpec) -> bool:
    measure = order.theme if order.theme in MEASURES else order.colour
    if measure not in MEASURES:  # a layout without elements is coloured by people
        return spec.choropleth is not None
    return MEASURES[measure].is_reference or measure in PEOPLE_RATES


def _notes(plan: Plan, order: MapOrder, spec: MapSpec, bundle: Mapping[str, Any]) -> list[str]:
    notes = []
    if any(layer.startswith("elements:") for layer in spec.layers) and plan.elements:
        notes.append(word("print.note_elements"))
    if order.theme == "layout" and not plan.elements:
        notes.append(word("print.note_no_elements"))
    if spec.choropleth and NOT_STATED in spec.choropleth.classes.values():
        notes.append(word("print.note_not_stated"))
    if spec.layers & {"projects", "places"} and _has_schematic_points(spec, bundle):
        notes.append(word("print.note_points"))
    if any(feature["properties"].get("zone") for feature in bundle["districts"]["features"]):
        notes.append(word("print.note_zones"))
    if spec.statuses or any(point.get("basis") == "recorded" for point in bundle["points"]):
        notes.append(word("print.note_recorded"))
    if order.internal_note.strip():
        notes.append(word("print.note_internal", text=order.internal_note.strip()))
    return notes


def _has_schematic_points(spec: MapSpec, bundle: Mapping[str, Any]) -> bool:
    hidden = set(spec.hidden)
    return any(
        point.get("basis") in ("district", "schematic") for k, point in enumerate(bundle["points"]) if k not in hidden
    )
