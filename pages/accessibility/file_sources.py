"""来源 of the files of 服务可达: the people, facilities and roads that the figures were computed with."""

from __future__ import annotations

import numpy as np

from data.export import Note
from data.supply_demand.points import DemandPoints, Facilities
from geo.reach.uncovered import LINK_KM
from pages.accessibility.assumptions import headline, method_notes, pills
from pages.accessibility.results import Question, accessibility_of, states_beds
from pages.shared.labels import in_brackets, joined, language, word

ROADS_MARK = "路网："  # of the note that names the road file


def input_sources(question: Question, *, has_candidates: bool = False) -> tuple[Note, ...]:
    """Return what kind of data it is, and of each part whether it is the example or which file it came from."""
    inputs = question.inputs
    parts = [("access.demand_source", inputs.demand), ("access.facility_source", inputs.facilities)]
    if has_candidates:
        parts.append(("siting.candidates", inputs.candidates))
    told = [(word(key), _source_of(points)) for key, points in parts if len(points)]
    if inputs.roads:
        files = [note.removeprefix(ROADS_MARK) for note in inputs.notes if note.startswith(ROADS_MARK)]
        told.append((word("access.road_source"), joined(files) or word("access.no_source")))
    return ((word("access.data_kind"), data_kind(question)), *told)


def question_notes(question: Question) -> tuple[Note, ...]:
    """Return what was asked: time, people, method and, where the method has one, decay."""
    choices = question.choices
    return (
        (word("access.minutes"), word("access.n_minutes", n=choices.minutes)),
        (word("access.group"), word(f"access.group_{choices.group}")),
        *method_notes(question),
        *([(word("access.zero"), word("access.zero_note"))] if states_beds(question) else []),
    )


def sheet_notes(question: Question) -> tuple[Note, ...]:
    """Return how the sheets of pockets and of evenness come about."""
    told = int((~np.isnan(accessibility_of(question).per_1000) & (question.people > 0)).sum())
    return (
        (word("access.sheet_pockets"), word("access.pockets_note", km=f"{LINK_KM:g}")),
        (word("access.sheet_inequality"), word("access.inequality_note", n=told)),
    )


def data_kind(question: Question) -> str:
    """Return what the figures are, first in one word each, then in the sentence that must not be missed."""
    return joined(marks(question)) + in_brackets(headline(question))


def marks(question: Question) -> list[str]:
    """Return 示例 where the bundled example is in use (of 选址: or its candidates alone), and 估算 or 沿路网."""
    return [text for text, _ in pills(question)]


def has_example(question: Question) -> bool:
    """Tell whether anything that the figures rest on is the bundled example."""
    return len(marks(question)) > 1


def sheet_name(question: Question, name: str) -> str:
    """Return the name of a sheet; of the bundled example it says so."""
    return f"{name}{in_brackets(word('access.example'))}" if has_example(question) else name


def name_mark(question: Question) -> str:
    """Return the end of the names of CSV files; of the bundled example it says so."""
    return "_example" if has_example(question) else ""


def layer_titles(question: Question) -> dict[str, tuple[str, str]]:
    """Return the titles of the layers in the language of now; of the bundled example they say so."""
    from geo.reach.result_layers import TITLES  # GDAL: loaded when somebody asks

    named = {name: zh if language() == "zh" else en for name, (zh, en) in TITLES.items()}
    named["reach"] = word("access.reach_roads" if question.inputs.roads else "access.reach_title")
    return {name: (sheet_name(question, title),) * 2 for name, title in named.items()}


def flags(question: Question, count: int) -> dict[str, list[bool]]:
    """Return columns that say of each of `count` rows of a layer what its figures are."""
    return {"is_example": [has_example(question)] * count, "is_estimate": [not question.inputs.roads] * count}


def by_way(question: Question, name: str) -> str:
    """Return the name of a column of minutes, or of what follows from minutes: estimated, or along roads."""
    way = word("access.along_roads" if question.inputs.roads else "access.estimate")
    if name.endswith(("）", ")")):  # one pair of brackets holds both
        return f"{name[:-1]}{word('access.and_in_brackets')}{way}{name[-1]}"
    return name + in_brackets(way)


def _source_of(points: DemandPoints | Facilities) -> str:
    key = "access.from_example" if points.is_example else "access.from_own"
    return word(key, source=points.source or word("access.no_source"))
