"""选址 as files: sheets, layers and what they rest on; a printed map of each state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from data.export import Note
from data.record import BEIJING
from data.siting_scenario import Scenario
from data.takeaway.extract import Extract
from data.takeaway.results import ResultFile
from geo.map_spec import MapSpec
from geo.sheet import Format
from pages.accessibility import maps, siting_sheets
from pages.accessibility.assumptions import as_lines, assumptions
from pages.accessibility.file_sources import flags, input_sources, layer_titles, name_mark
from pages.accessibility.naming import how_many
from pages.accessibility.printing import Heading, map_file
from pages.accessibility.result_tables import facilities_table
from pages.accessibility.siting_answer import Answered
from pages.accessibility.siting_cards import gap_told, sentences
from pages.accessibility.siting_classes import CLASSES, classes_of, states_of
from pages.accessibility.siting_maps import siting_overlay
from pages.shared.labels import language, people, trim, word

# what a map says of the question: of a state without new sites nothing about them
SAID_OF = {
    "existing": ("siting.target", "siting.need"),
    "planned": ("siting.planned", "siting.target", "siting.need"),
    "new": (
        *("siting.model", "siting.new", "siting.file_offered", "siting.planned", "siting.target", "siting.need"),
        *("siting.file_said", "siting.file_note"),
    ),
}


def siting_file(found: Answered, scenarios: Sequence[Scenario]) -> ResultFile:
    """Return all that was computed, as of now, in the reader's language; the first scenario is what is asked."""
    question = found.asked.question
    extract = Extract(question.plan, language(), (), datetime.now(BEIJING))
    tables = {
        "before_after": siting_sheets.states_table(found),
        "new_sites": siting_sheets.sites_table(found),
        "planned": siting_sheets.planned_table(found),
        "people": siting_sheets.people_table(found),
        "facilities": facilities_table(question, found.sites.counts),
        "scenarios": siting_sheets.scenarios_table(found, scenarios),
    }
    notes = (*siting_notes(found), *assumptions(question))
    return ResultFile(extract, tables, notes, input_sources(question, has_candidates=True), name_mark(question))


def siting_notes(found: Answered) -> tuple[Note, ...]:
    """Return what was asked, how far from the best the answer is, and what must be said beside the figures."""
    asked, question = found.asked, found.asked.question
    choices, offered, candidates = asked.choices, len(found.sites.offered), question.inputs.candidates
    said = (word("siting.file_said"), gap_told(found.asked, found.answer, found.check))
    return (
        (word("access.minutes"), word("access.n_minutes", n=question.choices.minutes)),
        (word("access.group"), word(f"access.group_{question.choices.group}")),
        (word("siting.model"), word(f"siting.model_{choices.model}")),
        *([(word("siting.new"), str(choices.new_sites))] if choices.model != "set_covering" else []),
        (word("siting.file_offered"), f"{offered}/{len(candidates)}"),
        (word("siting.planned"), _planned_told(found)),
        (word("siting.target"), f"{choices.target_pct:g}% · {word('siting.target_unstated')}"),
        (word("siting.need"), _need_told(choices.beds_per_1000)),
        said,
        *((word("siting.file_note"), line) for line in sentences(asked, found.answer)),
    )


def siting_layers(found: Answered, scenarios: Sequence[Scenario], kind: str) -> bytes:
    """Return people, facilities and candidate sites with what was computed, as GeoJSON or GeoPackage."""
    from geo.geo_files import frames_as_geojson, frames_as_geopackage  # GDAL: loaded when somebody asks
    from geo.reach.result_layers import result_frames, site_frame

    inputs, result = found.asked.question.inputs, siting_file(found, scenarios)
    frames = result_frames(inputs.demand, inputs.facilities, _of_people(found), found.sites.counts.tolist())
    if len(inputs.candidates):
        frames["candidates"] = site_frame(inputs.candidates, _of_candidates(found))
    if kind == "geojson":
        return frames_as_geojson(frames, result.notes)
    return frames_as_geopackage(frames, layer_titles(found.asked.question), result.extract, result.notes)


def printed_map(found: Answered, stage: str, url: str, kind: Format) -> bytes:
    """Return the map of a state on paper."""
    question, reach = found.asked.question, found.states().get(stage, found.answer.after)
    minutes = question.choices.minutes
    figure = word("siting.file_figure", n=minutes, state=found.state_name(stage))
    share = "" if np.isnan(reach.share) else f"{100 * reach.share:.1f}%"
    told = word("siting.head", n=people(reach.covered), share=share)
    told = word("siting.head_unknown") if found.is_unknown(stage) else told
    group = word(f"access.group_{question.choices.group}")
    return map_file(question, stage_map(found, stage), url, kind, Heading(figure, f"{group} · {told}"))


def stage_map(found: Answered, stage: str) -> MapSpec:
    """Return the map of a state with all that it rests on as notes."""
    said = {word(key) for key in SAID_OF[stage]}
    notes = as_lines([note for note in siting_notes(found) if note[0] in said])
    overlay = siting_overlay(found.asked, found.answer, stage, offers=False)
    return maps.spec_of(found.asked.question, "", overlay, found.asked.question.inputs.candidates, notes)


def _of_people(found: Answered) -> dict[str, Sequence[object]]:
    """Return by state who serves each point, how many people, how far it is; nothing of a state that is unknown."""
    question, states = found.asked.question, found.states()
    count = len(question.inputs.demand)
    columns: dict[str, Sequence[object]] = {**flags(question, count)}
    columns["covered_within_min"] = [question.choices.minutes] * count
    for stage, reach in states.items():
        if found.is_unknown(stage):
            continue
        ranks = classes_of(found.asked, states_of(found.asked, found.answer, stage))
        columns[f"served_by_{stage}"] = [CLASSES[rank] for rank in ranks]
        columns[f"served_{stage}"] = reach.served.round(1)
        columns[f"minutes_{stage}"] = np.where(np.isfinite(reach.nearest), reach.nearest.round(1), np.nan)
    return columns


def _of_candidates(found: Answered) -> dict[str, Sequence[object]]:
    count = len(found.asked.question.inputs.candidates)
    rank, gained, offered = np.full(count, np.nan), np.full(count, np.nan), np.zeros(count, dtype=np.bool_)
    offered[list(found.sites.offered)] = True
    rank[found.chosen] = np.arange(1, len(found.chosen) + 1)
    gained[found.chosen] = found.answer.gained
    return {"offered": offered.tolist(), "chosen": np.isfinite(rank).tolist(), "rank": rank, "people_gained": gained}


def _planned_told(found: Answered) -> str:
    planned, facilities = found.asked.choices.planned, found.asked.question.inputs.facilities
    is_planned = np.array([status == "planned" for status in facilities.statuses], dtype=np.bool_)
    there, everything = how_many(facilities, found.sites.counts & is_planned), how_many(facilities, is_planned)
    parts = [word(f"siting.planned_{planned.count}"), word("siting.file_counted", n=there, all=everything)]
    if planned.count != "none":
        parts.append(word("siting.ever") if planned.year is None else word("siting.by_end", year=planned.year))
        parts += [word("siting.later", n=planned.delay)] if planned.delay else []
    return " · ".join(parts)


def _need_told(beds: float) -> str:
    return word("siting.n_beds", n=trim(beds, 0)) if beds else word("siting.no_need")
