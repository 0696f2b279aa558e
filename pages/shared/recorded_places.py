"""What is recorded of places and projects as maps show it: corrected positions and statuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from data.plan import Place, Plan, Project
from data.positions import FIELD as POSITION
from data.positions import recorded_positions, with_positions
from data.record import STATUSES, Entry, Subject
from geo.map_bundle import PlanMap
from geo.map_spec import LegendGroup, LegendItem, MapSpec
from pages.shared import queries
from pages.shared.labels import name_of, word
from pages.shared.recording import RecordField, present
from pages.shared.recording_words import field_of, status_name


def map_as_recorded(plan_id: str) -> PlanMap | None:
    """Return the map of a plan with the positions recorded at the moment that the reader looks at.

    None when its region has no boundary.
    """
    try:
        return queries.map_of(plan_id, recorded_positions(present(plan_id)))
    except OSError:  # a full or read-only disk: the plan's own map is there already
        return queries.map_of(plan_id)


def place_as_recorded(plan: Plan, place_id: str) -> Place:
    """Return a place of the plan, with its recorded position where there is one."""
    moved = with_positions(plan, recorded_positions(present(plan.plan_id, "place")))
    return next(place for place in moved.places if place.place_id == place_id)


def project_statuses(entries: Mapping[Subject, Entry]) -> dict[str, str]:
    """Return the recorded status of each project that has one, by its id."""
    return {
        subject.subject_id: entry.value
        for subject, entry in entries.items()
        if subject.kind == "project" and subject.field == "status"
    }


def position_fields(plan: Plan, project: Project) -> list[RecordField]:
    """Return the fields for a project's position: those of its places; its own where the plan names no place."""
    places = [place for place in plan.places if place.place_id in project.place_ids]
    if not places:
        return [field_of(plan, Subject(plan.plan_id, "project", project.project_id, POSITION))]
    fields = [place_field(plan, place) for place in places]
    if len(places) == 1:
        return fields
    return [
        RecordField(field.subject, f"{field.label} · {name_of(place)}", field.input)
        for field, place in zip(fields, places, strict=True)
    ]


def place_field(plan: Plan, place: Place) -> RecordField:
    """Return the field for a place's position."""
    return field_of(plan, Subject(plan.plan_id, "place", place.place_id, POSITION))


def status_group(plan_map: PlanMap, statuses: Mapping[str, str], hidden: Collection[int] = ()) -> list[LegendGroup]:
    """Return the legend of the statuses of the projects that are shown; none where nothing is recorded."""
    shown = [project_id for project_id, index in plan_map.index_of("project").items() if index not in hidden]
    counts = Counter(statuses[project_id] for project_id in shown if project_id in statuses)
    items = tuple(
        LegendItem(status_name(code), "status", glyph=code, count=counts[code]) for code in STATUSES if counts[code]
    )
    return [LegendGroup(word("record.status_legend"), items, is_compact=True)] if items else []


def with_status_group(
    groups: Sequence[LegendGroup], plan_map: PlanMap, statuses: Mapping[str, str], hidden: Collection[int]
) -> tuple[LegendGroup, ...]:
    """Return the groups of a legend with that of the statuses as the second: later ones may be folded."""
    return (*groups[:1], *status_group(plan_map, statuses, hidden), *groups[1:])


def with_statuses(spec: MapSpec, plan_map: PlanMap, statuses: Mapping[str, str]) -> MapSpec:
    """Return a map with recorded statuses (a code by project id) as badges and in its legend."""
    legend = with_status_group(spec.legend, plan_map, statuses, set(spec.hidden))
    return replace(spec, statuses=statuses, legend=legend)
