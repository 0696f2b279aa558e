"""What a reader asks for on 重点项目: from the address bar to a filter, and the filter in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.plan import Plan
from data.project_filter import GROUP, NONE, STATES, ProjectFacts, ProjectFilter, district_choices, element_choices
from pages.shared import parameters
from pages.shared.labels import in_brackets, joined, kind_label, name_of, trim, value_label, word

NAMES = ("district", "element", "category", "invest", "beds", "unstated", "states", "q")
WAN_YUAN_PER_YI = 10_000


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in a plan, with the names that a reader sees; ranges are 0 to the upper bound."""

    districts: dict[str, str]
    elements: dict[str, str]
    categories: dict[str, str]
    highest_investment: float
    highest_beds: int


def choices_of(plan: Plan, facts: Sequence[ProjectFacts]) -> Choices:
    """Return what the rows of a plan offer; amounts in 亿元."""
    districts = {row.district_code: name_of(row) for row in plan.districts}
    elements = {row.element_id: name_of(row) for row in plan.elements}
    categories = dict.fromkeys(row.project.category for row in facts)
    return Choices(
        {code: districts.get(code, word("project.undistricted")) for code in district_choices(plan, facts)},
        {value: elements.get(value) or _group_name(value) for value in element_choices(plan)},
        {name: value_label("category", name) for name in categories if name},
        float(math.ceil(max((row.investment or 0 for row in facts), default=0) / WAN_YUAN_PER_YI)),
        math.ceil(max((row.beds or 0 for row in facts), default=0) / 10) * 10,
    )


def read_filter(choices: Choices) -> ProjectFilter:
    """Return the filter that the address bar (or the last visit) states; unknown values leave a notice."""
    money = parameters.read_range("invest", 0.0, choices.highest_investment)
    beds = parameters.read_range("beds", 0, choices.highest_beds)
    return ProjectFilter(
        districts=frozenset(parameters.read_list("district", (), choices.districts)),
        elements=frozenset(parameters.read_list("element", (), choices.elements)),
        categories=frozenset(parameters.read_list("category", (), choices.categories)),
        investment=None
        if money == (0, choices.highest_investment)
        else (money[0] * WAN_YUAN_PER_YI, money[1] * WAN_YUAN_PER_YI),
        beds=None if beds == (0, choices.highest_beds) else beds,
        keeps_unstated=parameters.read("unstated", "0", ("0", "1")) == "1",
        states=parameters.read("states", "", STATES),
        text=parameters.read("q").strip(),
        with_parts=parameters.read("parts", "0", ("0", "1")) == "1",
    )


def clear() -> None:
    """Forget all filters; the kinds of rows, circles and layers stay."""
    parameters.reset(*NAMES)


def chip(name: str, chosen: Iterable[str], names: dict[str, str]) -> str:
    """Return the label of a filter: its name and what is chosen."""
    values = [names[value] for value in chosen if value in names]
    if not values:
        return word("project.chip", name=name, value=word("common.all"))
    return word("project.chip", name=name, value=values[0] if len(values) == 1 else str(len(values)))


def range_text(wanted: ProjectFilter) -> str:
    """Return the amounts asked for in words; "" when any will do."""
    parts = []
    if wanted.investment:
        low, high = (trim(amount / WAN_YUAN_PER_YI, 2) for amount in wanted.investment)
        parts.append(f"{low}–{high} {word('unit.yi_yuan')}")
    if wanted.beds:
        parts.append(f"{wanted.beds[0]:,.0f}–{wanted.beds[1]:,.0f} {word('unit.beds')}")
    return " · ".join(parts)


def in_words(wanted: ProjectFilter, choices: Choices) -> str:
    """Return the whole filter in words, as a downloaded file states it."""
    listed = (
        (word("project.district"), wanted.districts, choices.districts),
        (word("project.element"), wanted.elements, choices.elements),
        (word("project.category"), wanted.categories, choices.categories),
    )
    parts = [
        word("project.chip", name=name, value=joined(names[value] for value in names if value in chosen))
        for name, chosen, names in listed
        if chosen
    ]
    if amounts := range_text(wanted):
        kept = in_brackets(word("project.include_unstated")) if wanted.keeps_unstated else ""
        parts.append(word("project.chip", name=word("project.ranges"), value=amounts + kept))
    if wanted.states:
        parts.append(word("project.chip", name=word("project.states"), value=word(f"project.states_{wanted.states}")))
    if wanted.text:
        parts.append(word("project.chip", name=word("project.text"), value=wanted.text))
    rows = word("project.rows_all" if wanted.with_parts else "project.rows_projects")
    return word("project.joint").join([*(parts or [word("project.no_filter")]), rows])


def _group_name(value: str) -> str:
    if value == NONE:
        return word("project.no_element")
    return word("project.group", kind=kind_label(value.removeprefix(GROUP))) if value.startswith(GROUP) else value
