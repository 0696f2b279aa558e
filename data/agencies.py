"""Units that tasks name, one each however they are spelled; every spelling is kept as printed.

Two spellings are one unit when they differ only in the width of brackets, in spaces, in the region's name before the
unit (雅安市民政局 is 市民政局 in 雅安's plan), or by the short names of `reference/agency_names.csv`. The level stays:
市民政局 and 区民政局 are two units; so are 市卫生健康委 and 卫生健康部门, which may mean any level.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from data.plan import Plan, Task

NAMES_FILE = Path(__file__).parent / "reference" / "agency_names.csv"
LEVELS = ("自治区", "省", "市", "区", "县", "州", "旗")
PLAIN_ORGANS = ("部门", "分局", "支队", "局", "厅")
CATEGORY_STARTS, CATEGORY_ENDS = ("各", "相关", "有关", "当地"), ("部门", "部门(单位)", "部门和单位", "街道办事处")
Role = Literal["lead", "support", "other", "undivided"]
ROLES: tuple[Role, ...] = ("lead", "support", "other", "undivided")


@dataclass(frozen=True, slots=True)
class Agency:
    """A unit: its key, the spelling that the plan uses most, and all spellings as printed, the most used first."""

    key: str
    name: str
    spellings: tuple[str, ...]

    @property
    def is_category(self) -> bool:
        """Whether the words mean several units (各县(区)人民政府, 财政部门) and not one."""
        return self.key.startswith(CATEGORY_STARTS) or self.key.endswith(CATEGORY_ENDS)


@dataclass(frozen=True, slots=True)
class SpellingVariants:
    """A unit that one plan spells in two ways or more: each spelling with the tasks that print it."""

    agency: Agency
    tasks: tuple[tuple[str, tuple[Task, ...]], ...]


@lru_cache(maxsize=8192)
def agency_key(name: str, region_name: str = "") -> str:
    """Return what all spellings of one unit have in common; `region_name` is the plan's (雅安市).

    >>> agency_key("雅安市卫生和计划生育委员会", "雅安市"), agency_key("市卫生计生委")
    ('市卫生计生委', '市卫生计生委')
    >>> agency_key("各县（区） 人民政府") == agency_key("各县(区)政府")
    True
    >>> agency_key("市民政局") == agency_key("区民政局")
    False
    """
    text = _without_region(_normalised(name), _normalised(region_name))
    rest, organ = _split_organ(text)
    level, duty = _split_level(rest)
    if organ == "厅" and level in ("省", "自治区") and duty and not _split_level(duty)[0]:
        level = ""  # only a province has a 厅
    key = level + _aliases("duty").get(duty, duty) + organ
    return _aliases("name").get(key, key)


def agency_of(name: str, plan: Plan) -> Agency:
    """Return the unit that a spelling means in a plan; one of that spelling alone where no task names it."""
    key = agency_key(name, plan.region_name)
    return next((agency for agency in agencies_of_plan(plan) if agency.key == key), Agency(key, name, (name,)))


def agencies_of_plan(plan: Plan) -> tuple[Agency, ...]:
    """Return the units of a plan's tasks, those with most tasks first."""
    counts: dict[str, Counter[str]] = {}
    for task in plan.tasks:
        for key, spellings in _spellings_of(task, plan.region_name).items():
            counts.setdefault(key, Counter()).update(spellings)
    agencies = [_agency(key, spellings) for key, spellings in counts.items()]
    tasks = Counter(key for task in plan.tasks for key in _spellings_of(task, plan.region_name))
    return tuple(sorted(agencies, key=lambda agency: (-tasks[agency.key], agency.key)))


def roles_of(task: Task, region_name: str = "") -> dict[str, Role]:
    """Return the role of each unit of a task by the unit's key, in the order in which the text names them.

    A unit leads or supports only where the text has a rule for it. `other`: the text names a lead and gives this unit
    no role; `undivided`: it names no lead at all.
    """
    lead, support = (_keys(names, region_name) for names in (task.lead_agencies, task.support_agencies))
    rest: Role = "other" if lead else "undivided"
    roles: dict[str, Role] = {}
    for key in _keys((*task.agencies, *task.lead_agencies, *task.support_agencies), region_name):
        roles[key] = "lead" if key in lead else "support" if key in support else rest
    return roles


def tasks_of(agency: Agency, plan: Plan) -> tuple[tuple[Task, Role], ...]:
    """Return the tasks of a unit with its role in each, in the document's order."""
    found = ((task, roles_of(task, plan.region_name).get(agency.key)) for task in plan.tasks)
    return tuple((task, role) for task, role in found if role)


def spelling_variants(plan: Plan) -> tuple[SpellingVariants, ...]:
    """Return the units that the tasks of one plan spell in two ways or more, with the tasks of each spelling."""
    return tuple(
        SpellingVariants(agency, tuple((name, _printing(plan, name)) for name in agency.spellings))
        for agency in agencies_of_plan(plan)
        if len(agency.spellings) > 1
    )


def _agency(key: str, spellings: Mapping[str, int]) -> Agency:
    # of two that are used alike the longer says more; the last criterion only settles the order
    ordered = sorted(spellings, key=lambda name: (-spellings[name], -len(name), name))
    return Agency(key, ordered[0], tuple(ordered))


def _spellings_of(task: Task, region_name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in (*task.agencies, *task.lead_agencies, *task.support_agencies):
        found.setdefault(agency_key(name, region_name), set()).add(name)
    return found


def _keys(names: Iterable[str], region_name: str) -> list[str]:
    return list(dict.fromkeys(agency_key(name, region_name) for name in names))


def _printing(plan: Plan, name: str) -> tuple[Task, ...]:
    return tuple(task for task in plan.tasks if name in (*task.agencies, *task.lead_agencies, *task.support_agencies))


def _normalised(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _without_region(text: str, region: str) -> str:
    if not region or not text.startswith(region) or text == region:
        return text
    level = next((level for level in LEVELS if region.endswith(level)), "")
    return level + text[len(region) :]


def _split_organ(text: str) -> tuple[str, str]:
    """Return what stands before the kind of organ, and the kind in its standard form; "" where none is known."""
    organ = next((organ for organ in _organs() if text.endswith(organ)), "")
    return text[: len(text) - len(organ)], _aliases("organ").get(organ, organ)


def _split_level(text: str) -> tuple[str, str]:
    duties = _aliases("duty")
    if text in duties or text in duties.values():
        return "", text  # 市场监管 begins with no level
    level = next((level for level in LEVELS if text.startswith(level)), "")
    return level, text[len(level) :]


@cache
def _organs() -> tuple[str, ...]:
    aliases = _aliases("organ")
    return tuple(sorted({*aliases, *aliases.values(), *PLAIN_ORGANS}, key=lambda organ: (-len(organ), organ)))


@cache
def _aliases(part: str) -> dict[str, str]:
    """Return the standard form by spelling for one part of a name (duty, organ or name)."""
    with NAMES_FILE.open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["part"] == part]
    return {_normalised(row["spelling"]): _normalised(row["standard"]) for row in rows}
