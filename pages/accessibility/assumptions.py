"""What a result rests on, always in view: example or own data, estimate, positions, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from data.supply_demand.points import DemandPoints, Facilities
from geo.reach.road_use import class_speeds
from pages.accessibility.choices import ACUTE, SCENARIO, kind_label
from pages.accessibility.naming import how_many
from pages.accessibility.results import Question, counts_of
from pages.accessibility.roads import road_travel
from pages.shared.labels import joined, language, trim, word
from pages.shared.markup import esc, pill

SUBSCRIPTS = str.maketrans("ᵢⱼ", "ij")
EXAMPLE_TONE, ESTIMATE_TONE = "#85590B", "#5B6675"


def assumption_strip(question: Question) -> str:
    """Return the strip above the map: what kind of data and travel, then the details to unfold."""
    lines = "".join(f"<dt>{esc(label)}</dt><dd>{esc(text)}</dd>" for label, text in assumptions(question))
    shown = "".join(pill(text, tone) for text, tone in pills(question))
    summary = f"{shown}<span>{esc(headline(question))}</span><b>{esc(word('access.more'))}</b>"
    return f'<details class="access-strip"><summary>{summary}</summary><dl>{lines}</dl></details>'


def headline(question: Question) -> str:
    """Return the one sentence that must not be missed."""
    demand, facilities = question.inputs.demand, question.inputs.facilities
    if demand.is_example:
        return word("access.example_warning")
    rough = demand.precision.count("district") + facilities.precision.count("district")
    if rough:
        key = "access.rough_roads" if question.inputs.roads else "access.rough_warning"
        return word(key, n=rough, all=len(demand) + len(facilities))
    return word("access.roads_warning" if question.inputs.roads else "access.estimate_warning")


def assumption_notes(question: Question) -> tuple[str, ...]:
    """Return what a map rests on as plain lines for paper: first what is an estimate, then each assumption."""
    return (headline(question), *as_lines(assumptions(question)))


def method_notes(question: Question) -> tuple[tuple[str, str], ...]:
    """Return by which method beds per 1,000 people are computed and, where it has one, with which decay."""
    choices = question.choices
    formula = f"{word(f'access.method_{choices.method}')} · {word(f'access.formula_{choices.method}')}"
    decay = [(word("access.decay"), word(f"access.decay_{choices.decay}"))] if choices.has_decay else []
    return ((word("access.method"), formula), *decay)


def as_lines(notes: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return notes as lines for paper; its typeface has no subscripts."""
    colon = ": " if language() == "en" else "："
    return tuple(f"{name}{colon}{text.translate(SUBSCRIPTS)}" for name, text in notes)


def assumptions(question: Question) -> list[tuple[str, str]]:
    """Return what the figures rest on as (heading, sentence): shown here and written into every file."""
    inputs, choices = question.inputs, question.choices
    by_scenario = choices.counted == SCENARIO
    counted = 0 if by_scenario else how_many(inputs.facilities, counts_of(inputs.facilities, choices))
    all_of = how_many(inputs.facilities)
    kinds = joined(kind_label(kind) for kind in choices.kinds) or word("access.kinds_all")
    without = word("access.without_acute") if ACUTE in inputs.facilities.kinds and ACUTE not in choices.kinds else ""
    pairs = [
        (word("access.travel"), _travel_line(question)),
        (word("access.road_speeds"), _speeds_line(question)),
        (word("access.demand_source"), _with_precision(inputs.demand)),
        (word("access.facility_source"), _with_precision(inputs.facilities)),
        (
            word("access.counted"),
            word("access.counted_line", n=counted, all=all_of, kinds=kinds) + without,
        )
        if not by_scenario
        else (word("siting.candidates"), _with_precision(inputs.candidates)),
        *((word("cite.note"), note) for note in inputs.notes),
        (word("access.not_known"), word("access.example_limits")) if inputs.is_example else ("", ""),
    ]
    return [(label, text) for label, text in pairs if text]


def _travel_line(question: Question) -> str:
    inputs, choices = question.inputs, question.choices
    if not inputs.roads:
        return word("access.travel_line", detour=trim(choices.detour, 1), speed=trim(choices.speed_kmh, 0))
    share = f"{100 * road_travel(inputs.roads, choices.mode).kept_share:.1f}%"
    return word("access.roads_line", mode=word(f"access.mode_{choices.mode}"), share=share)


def _speeds_line(question: Question) -> str:
    if not question.inputs.roads:
        return ""
    mode = question.choices.mode
    return joined(f"{name} {speeds[mode]:g}" for name, speeds in class_speeds().items() if mode in speeds)


def _with_precision(points: DemandPoints | Facilities) -> str:
    source, counts = points.source, dict(Counter(points.precision))
    if isinstance(points, Facilities):
        counts = {
            name: how_many(points, np.array([one == name for one in points.precision], dtype=bool)) for name in counts
        }
    told = joined(word("access.precision_count", name=word(f"basis.{name}"), n=counts[name]) for name in counts)
    return word("access.source_line", source=source or word("access.no_source"), precision=told) if told else source


def pills(question: Question) -> list[tuple[str, str]]:
    """Return what the figures are, in a word each with its tone: example (or its candidates alone), then estimate."""
    inputs = question.inputs
    example = [(word("access.example"), EXAMPLE_TONE)] if inputs.is_example else []
    if not inputs.is_example and question.choices.counted == SCENARIO and inputs.candidates.is_example:
        example = [(word("siting.example_candidates"), EXAMPLE_TONE)]
    return [*example, (word("access.along_roads" if question.inputs.roads else "access.estimate"), ESTIMATE_TONE)]
