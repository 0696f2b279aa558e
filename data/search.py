"""Searching the rows of all plans: every word must occur, best hits first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.plan import Plan
from data.schema import label
from data.wording import value_text

DEFAULT_LIMIT = 20
LONGEST_QUERY = 100

# what a word is worth: the whole name, the name's beginning, inside the name, elsewhere in the row
WHOLE_NAME, NAME_BEGINS, IN_NAME, ELSEWHERE = 100, 40, 20, 4

_KIND_ORDER = ("element", "project", "place", "indicator", "task", "support")


@dataclass(frozen=True, slots=True)
class Hit:
    """A row found: its plan, kind (one of those in `_KIND_ORDER`), id, name and a line of detail."""

    plan_id: str
    kind: str
    id: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A searchable row: the hit it gives, its names and all its words, folded."""

    hit: Hit
    names: tuple[str, ...]
    words: str


def search(catalog: Sequence[Plan], text: str, limit: int = DEFAULT_LIMIT) -> list[Hit]:
    """Return at most `limit` rows that hold every word of `text` (Chinese or English), best first."""
    return search_index(build_index(catalog), text, limit)


def build_index(catalog: Iterable[Plan]) -> tuple[Entry, ...]:
    """Return the searchable rows of all plans, for many searches over the same catalog."""
    return tuple(entry for plan in catalog for entry in _entries(plan))


def search_index(index: Iterable[Entry], text: str, limit: int = DEFAULT_LIMIT) -> list[Hit]:
    """Return the best hits of an index."""
    words = fold(text[:LONGEST_QUERY]).split()
    if not words or limit <= 0:
        return []
    scored = [(score, entry.hit) for entry in index if (score := _score(entry, words))]
    scored.sort(key=lambda item: (-item[0], len(item[1].name), _KIND_ORDER.index(item[1].kind)))
    return [hit for _, hit in scored[:limit]]


def fold(text: str) -> str:
    """Return a text as it is compared: half-width, lower case.

    >>> fold("ＣＣＲＣ社区 Hospital")
    'ccrc社区 hospital'
    """
    return unicodedata.normalize("NFKC", text).casefold()


def _score(entry: Entry, words: Sequence[str]) -> int:
    """Return the worth of an entry; 0 where it lacks a word."""
    total = 0
    for word in words:
        if word not in entry.words:
            return 0
        total += max(_worth(name, word) for name in entry.names)
    return total


def _worth(name: str, word: str) -> int:
    if word not in name:
        return ELSEWHERE
    if word == name:
        return WHOLE_NAME
    return NAME_BEGINS if name.startswith(word) else IN_NAME


def _entries(plan: Plan) -> Iterator[Entry]:
    for element in plan.elements:
        names = _names(plan, element.district_codes)
        detail = _joined(label("element_kind", element.kind), names, element.theme)
        more = (*element.business_forms, element.target_group)
        yield _entry(plan, "element", element.element_id, (element.name, element.name_en), detail, more)
    for project in plan.projects:
        names = _names(plan, project.district_codes)
        detail = _joined(label("category", project.category), names, project.investment, project.action)
        yield _entry(plan, "project", project.project_id, (project.name, project.name_en), detail)
    for place in plan.places:
        detail = _joined(label("place_kind", place.kind), _names(plan, (place.district_code,)))
        yield _entry(plan, "place", place.place_id, (place.name, place.name_en), detail)
    yield from _indicator_entries(plan)
    for task in plan.tasks:
        detail = _joined(task.number, "、".join(task.agencies), task.deadline_text)
        more = (task.summary, task.group)
        yield _entry(plan, "task", task.task_id, (task.title or task.number,), detail, more)
    for measure in plan.support_measures:
        titles = (measure.summary, measure.summary_en)
        detail = _joined(label("support_topic", measure.topic), measure.section.replace(";", "、"), measure.condition)
        more = (label("support_topic", measure.topic, "en"), measure.condition_en)
        yield _entry(plan, "support", measure.measure_id, titles, detail, more)


def _indicator_entries(plan: Plan) -> Iterator[Entry]:
    for value in plan.indicator_values:
        indicator = plan.indicators.get(value.indicator_id)
        year = str(value.year) if value.year else ""
        detail = _joined(year, label("value_kind", value.value_kind), value_text(value))
        names = (value.name, indicator.name if indicator else "", indicator.name_en if indicator else "")
        yield _entry(plan, "indicator", value.value_id, names, detail)


def _entry(plan: Plan, kind: str, row_id: str, names: Sequence[str], detail: str, more: Sequence[str] = ()) -> Entry:
    folded = tuple(fold(name) for name in names if name)
    words = "\n".join((*folded, fold(detail), *map(fold, more), fold(plan.region_name)))
    return Entry(Hit(plan.plan_id, kind, row_id, names[0], detail), folded or ("",), words)


def _names(plan: Plan, codes: Iterable[str]) -> str:
    return "、".join(plan.district_name(code) for code in codes if code)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
