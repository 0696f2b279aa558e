"""Scenarios of 选址 side by side: each computed anew with its own assumptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from data.siting_scenario import Scenario
from data.supply_demand import shelf
from data.supply_demand.input_set import InputSet
from geo.reach.road_use import MODES, Mode
from geo.siting.problem import Model
from geo.siting.result import Reach, Siting
from pages.accessibility.choices import default_kinds, kind_label
from pages.accessibility.naming import example_of, how_many, named_inputs
from pages.accessibility.results import Question
from pages.accessibility.roads import has_roads
from pages.accessibility.siting_cards import minutes_text, model_value
from pages.accessibility.siting_choices import SitingChoices, need_label
from pages.accessibility.siting_premise import gained_told, is_blind, told
from pages.accessibility.siting_results import Asked, answer_of, chosen_candidates, sites_of
from pages.shared import queries
from pages.shared.labels import joined, people, trim, word
from pages.shared.markup import esc

MOST_NAMED = 8


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    scenario: Scenario
    asked: Asked | None  # None: its inputs are not there
    answer: Siting | None


def comparison_html(asked: Asked, scenarios: Sequence[Scenario]) -> str:
    """Return the table: one column per scenario; a scenario whose data is not there says so."""
    columns = [_column(asked, one) for one in scenarios]
    head = "".join(f"<th>{esc(column.scenario.name)}</th>" for column in columns)
    lines = "".join(_line(label, tell, columns) for label, tell in _lines())
    first = esc(word("siting.scenarios"))
    return (
        '<div class="siting-compare"><table><thead><tr>'
        f"<th>{first}</th>{head}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def comparison_rows(asked: Asked, answer: Siting, scenarios: Sequence[Scenario]) -> list[tuple[str, ...]]:
    """Return the same table as text, a label before what each scenario says; the first is what is asked, answered."""
    columns = [_Column(scenarios[0], asked, answer), *(_column(asked, one) for one in scenarios[1:])]
    return [(word(label), *(tell(column) for column in columns)) for label, tell in _lines()]


def asked_of(asked: Asked, scenario: Scenario) -> Asked | None:
    """Return the question that a scenario stands for; None where its inputs are not on the shelf."""
    found = _inputs(asked, scenario.inputs_id)
    if found is None:
        return None
    inputs = named_inputs(asked.question.plan, found)
    choices = replace(
        asked.question.choices,
        minutes=int(scenario.minutes),
        speed_kmh=scenario.speed_kmh,
        detour=scenario.detour,
        group=scenario.group,
        kinds=default_kinds(inputs.facilities) if scenario.kinds is None else scenario.kinds,
        mode=mode_of(scenario),
    )
    wanted = SitingChoices(
        cast(Model, scenario.model),
        scenario.new_sites,
        scenario.candidates,
        scenario.planned,
        asked.choices.target_pct,
        scenario.beds_per_1000,
    )
    return Asked(Question(asked.question.plan, inputs, choices), wanted, scenario.chosen)


def mode_of(scenario: Scenario) -> Mode:
    """Return how people go along roads, where the inputs hold any; an older record does not say: on foot."""
    mode = scenario.travel.mode if scenario.travel else MODES[0]
    return next((one for one in MODES if one == mode), MODES[0])


def _column(asked: Asked, scenario: Scenario) -> _Column:
    own = asked_of(asked, scenario)
    return _Column(scenario, own, answer_of(own) if own else None)


def _inputs(asked: Asked, inputs_id: str) -> InputSet | None:
    if inputs_id == asked.question.inputs.id:
        return asked.question.inputs
    plan = asked.question.plan
    if not inputs_id:
        return example_of(plan)
    inputs = queries.made(f"input_set {inputs_id}", lambda: shelf.get(inputs_id))
    is_whole = inputs is not None and (not inputs.roads or has_roads(inputs.roads))
    return inputs if is_whole else None


def _line(label: str, tell: Callable[[_Column], str], columns: Sequence[_Column]) -> str:
    cells = "".join(f"<td>{esc(tell(column))}</td>" for column in columns)
    return f"<tr><th>{esc(word(label))}</th>{cells}</tr>"


def _lines() -> list[tuple[str, Callable[[_Column], str]]]:
    return [
        ("siting.model", lambda one: word(f"siting.model_{one.scenario.model}")),
        ("siting.assumed", _assumed),
        ("siting.need", lambda one: need_label(f"{one.scenario.beds_per_1000:g}")),
        ("access.kinds", _kinds),
        ("siting.planned", _planned),
        ("siting.before_new", _before),
        ("siting.after_new", _after),
        ("siting.gained_new", _gained),
        ("siting.mean", lambda one: _of(one, lambda answer: minutes_text(answer.after.mean_minutes))),
        ("siting.objective", lambda one: _of(one, lambda answer: model_value(answer, answer.value))),
        ("siting.gap", lambda one: _of(one, lambda answer: f"≤ {100 * answer.gap:.2f}%")),
        ("siting.sites_chosen", _sites),
    ]


def _kinds(column: _Column) -> str:
    if column.asked is None:
        return word("siting.no_inputs")
    return joined(kind_label(kind) for kind in column.asked.question.choices.kinds) or word("access.kinds_all")


def _of(column: _Column, tell: Callable[[Siting], str]) -> str:
    return tell(column.answer) if column.answer else word("siting.no_inputs")


def _assumed(column: _Column) -> str:
    one = column.scenario
    older = word("siting.older") if one.travel is None or one.kinds is None else ""
    is_by_road = column.asked.question.inputs.roads if column.asked else one.travel and one.travel.roads
    if is_by_road:
        mode = word(f"access.mode_{mode_of(one)}")
        by_road = word("siting.roads_line", n=f"{one.minutes:g}", mode=mode, group=word(f"access.group_{one.group}"))
        return by_road + older
    straight = word(
        "siting.assumed_line",
        n=f"{one.minutes:g}",
        speed=trim(one.speed_kmh, 0),
        detour=trim(one.detour, 1),
        group=word(f"access.group_{one.group}"),
    )
    return straight + older


def _planned(column: _Column) -> str:
    planned = column.scenario.planned
    what = word(f"siting.planned_{planned.count}")
    if planned.count != "none" and planned.year is not None:
        what += " · " + word("siting.by_end", year=planned.year)
        what += " · " + word("siting.later", n=planned.delay) if planned.delay else ""
    counted = how_many(column.asked.question.inputs.facilities, sites_of(column.asked).counts) if column.asked else 0
    return f"{what} · {word('siting.n_there', n=counted)}"


def _before(column: _Column) -> str:
    if column.asked is None or column.answer is None:
        return word("siting.no_inputs")
    if is_blind(column.asked) and column.scenario.planned.count == "none":
        return word("siting.unknown_list")
    return told(column.asked, "siting.covered_told", text=_covered(column.answer.before))


def _after(column: _Column) -> str:
    if column.asked is None or column.answer is None:
        return word("siting.no_inputs")
    return told(column.asked, "siting.covered_told", text=_covered(column.answer.after))


def _covered(reach: Reach) -> str:
    share = "" if reach.people <= 0 else f" · {100 * reach.share:.1f}%"
    return people(reach.covered) + share


def _gained(column: _Column) -> str:
    if column.asked is None or column.answer is None:
        return word("siting.no_inputs")
    return gained_told(column.asked, column.answer.after.covered - column.answer.before.covered)


def _sites(column: _Column) -> str:
    if column.asked is None or column.answer is None:
        return word("siting.no_inputs")
    candidates = column.asked.question.inputs.candidates
    places = chosen_candidates(column.asked, column.answer)
    names = joined(candidates.names[at] for at in places[:MOST_NAMED]) + ("…" if len(places) > MOST_NAMED else "")
    is_other = column.scenario.chosen and {candidates.ids[at] for at in places} != set(column.scenario.chosen)
    listed = f"{len(places)}" + (f" · {names}" if names else "")
    return listed + (word("siting.other_than_saved") if is_other else "")
