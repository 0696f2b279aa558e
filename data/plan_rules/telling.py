"""How rules tell a finding: its stable key, names in a list, places of rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.citation import Quoting
from data.plan import IndicatorValue, Plan, Project, Task
from data.plan_rules.finding import Family, PlaceInText, RuleFinding, Severity, place_of
from layouts.layout import LayoutElement

Both = tuple[str, str]
MOST_NAMES = 4
KEY_LENGTH = 10
ANNEX = "附件"  # the section that annex rows stand in


@dataclass(frozen=True, slots=True)
class Telling:
    """What a rule has to say about some places: sentence and remedy in Chinese and English, the working."""

    severity: Severity
    sentence: Both
    remedy: Both
    places: tuple[PlaceInText, ...]
    arithmetic: str = ""
    about: str = ""


def tell(rule: str, family: Family, telling: Telling) -> RuleFinding:
    """Return a finding whose key stays while the rows and words it rests on stay.

    `about` tells findings apart that rest on the same words.
    """
    return RuleFinding(
        key=f"{rule}:{_digest(telling)}",
        rule=rule,
        family=family,
        severity=telling.severity,
        sentence=telling.sentence[0],
        sentence_en=telling.sentence[1],
        arithmetic=telling.arithmetic,
        places=telling.places,
        remedy=telling.remedy[0],
        remedy_en=telling.remedy[1],
    )


def listed(names: Sequence[str], counter: str = "项", most: int = MOST_NAMES) -> str:
    """Return names as a Chinese list; a long one names the first and says how many there are.

    Between quotation marks stands no comma.

    >>> listed(["甲", "乙"]), listed(["“甲”", "“乙”"]), listed(["甲", "乙", "丙"], "个", most=2)
    ('甲、乙', '“甲”“乙”', '甲、乙等3个')
    """
    comma = "" if all(name.startswith("“") for name in names) else "、"
    if len(names) <= most:
        return comma.join(names)
    return f"{comma.join(names[:most])}等{len(names)}{counter}"


def listed_en(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """Return names, which may hold commas, as an English list.

    >>> listed_en(["A", "B"]), listed_en(["A", "B", "C"], most=2)
    ('A; B', 'A; B and 1 more')
    """
    if len(names) <= most:
        return "; ".join(names)
    return f"{'; '.join(names[:most])} and {len(names) - most} more"


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its English noun.

    >>> plural(1, "task"), plural(3, "task"), plural(2, "county", "counties")
    ('1 task', '3 tasks', '2 counties')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def in_quotes(name: str) -> str:
    """Return a name in Chinese quotation marks, once where it stands in them; others inside become single ones.

    >>> in_quotes("健康旅游示范带"), in_quotes("“国药基地”"), in_quotes("“十五分钟”医养健康圈")
    ('“健康旅游示范带”', '“国药基地”', '“‘十五分钟’医养健康圈”')
    """
    is_quoted = name.startswith("“") and name.find("”") == len(name) - 1
    return f"“{(name[1:-1] if is_quoted else name).replace('“', '‘').replace('”', '’')}”"


def quoted(names: Iterable[str]) -> list[str]:
    """Return names in Chinese quotation marks, once where they already stand in them."""
    return [in_quotes(name) for name in names]


def english(row: LayoutElement | Project) -> str:
    """Return the English name of a row; the Chinese one where none is known."""
    return row.name_en or row.name


def element_places(plan: Plan, rows: Iterable[LayoutElement]) -> tuple[PlaceInText, ...]:
    """Return where layout elements stand."""
    return tuple(place_of(plan, row, f"element:{row.element_id}", row.name) for row in rows)


def project_places(plan: Plan, rows: Iterable[Project]) -> tuple[PlaceInText, ...]:
    """Return where projects stand."""
    return tuple(place_of(plan, row, f"project:{row.project_id}", row.name) for row in rows)


def task_places(plan: Plan, rows: Iterable[Task]) -> tuple[PlaceInText, ...]:
    """Return where tasks stand."""
    return tuple(place_of(plan, row, f"task:{row.task_id}", _task_label(row)) for row in rows)


def value_places(plan: Plan, rows: Iterable[IndicatorValue]) -> tuple[PlaceInText, ...]:
    """Return where indicator values stand."""
    return tuple(place_of(plan, row, f"indicator:{row.value_id}", row.name) for row in rows)


def quoting_rows(plan: Plan) -> Iterator[tuple[Quoting, str, str]]:
    """Yield every row that quotes the plan, with its `kind:id` and its label."""
    yield from ((row, f"element:{row.element_id}", row.name) for row in plan.elements)
    yield from ((row, f"place:{row.place_id}", row.name) for row in plan.places)
    yield from ((row, f"project:{row.project_id}", row.name) for row in plan.projects)
    yield from ((row, f"indicator:{row.value_id}", row.name) for row in plan.indicator_values)
    yield from ((row, f"task:{row.task_id}", _task_label(row)) for row in plan.tasks)


def _task_label(row: Task) -> str:
    return f"{row.number} {row.title}".strip()


def _digest(telling: Telling) -> str:
    places = (f"{place.plan_id} {place.row} {place.as_written}" for place in telling.places)
    words = [telling.about, *sorted(places)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:KEY_LENGTH]
