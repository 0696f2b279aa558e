"""Plans of a few rows for the rules of 规划体检: defaults that no rule minds, and only what a test is about said.

Every row gets an id, a section and words of its own, so that two rows are two places in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from data.plan import District, Indicator, IndicatorValue, Plan, Population, Project, Task
from data.plan_rules.finding import Rule, RuleFinding
from data.reading import read_indicator_vocabulary
from layouts.layout import LayoutElement, Member

REGION = "510100"
_NUMBERS = count(1)


def make_plan(**given: Any) -> Plan:
    """Return a plan of 2021–2025, issued in January 2021, with the common vocabulary and no rows of its own.

    `values`, `projects`, `tasks`, `elements` may be lists; `indicators` adds to the common vocabulary.
    """
    own: Sequence[Indicator] = given.pop("indicators", ())
    rows = {
        "indicator_values": tuple(given.pop("values", ())),
        "projects": tuple(given.pop("projects", ())),
        "tasks": tuple(given.pop("tasks", ())),
        "elements": tuple(given.pop("elements", ())),
        "districts": tuple(given.pop("districts", ())),
    }
    people: Sequence[Population] = given.pop("people", ())
    defaults: dict[str, Any] = {
        "plan_id": "yunhe-2021-2025",
        "folder": Path("yunhe-2021-2025"),
        "title": "云河市医养结合发展规划（2021—2025年）",
        "short_title": "云河市规划",
        "region_code": REGION,
        "region_name": "云河市",
        "issued_on": "2021-01-10",
        "start_year": 2021,
        "end_year": 2025,
        "period_basis": "stated",
        "section": "题头",
        "as_written": "云河市医养结合发展规划（2021—2025年）|2021年1月10日",
        "indicators": read_indicator_vocabulary() | {entry.id: entry for entry in own},
        "population": {row.code: row for row in people},
    }
    return Plan(**(defaults | rows | given))


def value(indicator_id: str = "elderly_care_beds", amount: float | None = 100, **given: Any) -> IndicatorValue:
    """Return a target of 2025 for the whole region that equals `amount`, its words made of the figure."""
    number = next(_NUMBERS)
    known = read_indicator_vocabulary().get(indicator_id)
    name, unit = (known.name, known.unit) if known else (indicator_id, "个")
    shown = "" if amount is None else format(amount, "g")
    row = IndicatorValue(
        value_id=f"v{number}",
        indicator_id=indicator_id,
        name=name,
        value_kind="target",
        year=2025,
        comparator="" if amount is None else "eq",
        value=amount,
        unit=unit,
        scope=REGION,
        section=f"二/（{number}）",
        as_written=f"{given.get('name', name)}达到{shown}{given.get('unit', unit)}",
    )
    return replace(row, **given)


def baseline(indicator_id: str, amount: float | None, **given: Any) -> IndicatorValue:
    """Return how things stood at the end of 2020."""
    return value(indicator_id, amount, **({"value_kind": "baseline", "year": 2020, "as_of": "2020-12-31"} | given))


def project(**given: Any) -> Project:
    """Return a project without figures; `bed_types` and `bed_change` follow from `bed_counts` where not given."""
    number = next(_NUMBERS)
    beds = tuple(given.get("bed_counts", ()))
    name = given.get("name", f"项目{number}")
    row = Project(
        project_id=f"k{number}",
        name=name,
        row_kind="project",
        category="elderly_care",
        action="新建",
        bed_types=("nursing",) * len(beds),
        bed_change="new" if beds else "",
        section=f"三/（{number}）",
        as_written="|".join([name, *(f"床位{beds_}张" for beds_ in beds)]),
    )
    return replace(row, **given)


def task(**given: Any) -> Task:
    """Return a task of the text with one leading unit and no deadline."""
    number = next(_NUMBERS)
    row = Task(
        task_id=f"t{number}",
        source_table="body",
        row_status="filled",
        title=f"任务{number}",
        agencies=("市民政局",),
        lead_agencies=("市民政局",),
        agency_basis="lead_support",
        deadline_kind="none",
        section=f"四/（{number}）",
        as_written=f"任务{number}|责任单位：市民政局",
    )
    return replace(row, **given)


def element(kind: str = "core", **given: Any) -> LayoutElement:
    """Return a layout element; `districts` are the codes of its members, each only named."""
    number = next(_NUMBERS)
    members = tuple(Member(code) for code in given.pop("districts", ()))
    row = LayoutElement(
        element_id=f"{kind}-{number}",
        kind=kind,
        name=f"要素{number}",
        members=members,
        section=f"三/（{number}）",
        as_written=f"要素{number}",
    )
    return replace(row, **given)


def district(code: str, **given: Any) -> District:
    """Return a county of the region."""
    return District(code, **({"name": f"县{code}", "kind": "county", "parent_code": REGION} | given))


def found(rules: Sequence[Rule], plan: Plan, *others: Plan, rule: str = "") -> list[RuleFinding]:
    """Return what some rules find in a plan (only those of the rule named `rule`, where one is named)."""
    return [finding for entry in rules if rule in ("", entry.name) for finding in entry.find(plan, (plan, *others))]
