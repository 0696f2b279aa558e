"""Rules of the family links: targets that nobody is asked to reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.chain import chain_of
from data.plan import IndicatorValue, Plan
from data.plan_rules.finding import Rule, RuleFinding, place_of

# what all of a plan's work comes to: no single task is expected to carry it
OUTCOMES = frozenset({"life_expectancy_years"})
NAMED = 6


def find_targets_without_task(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield one gap with all targets that neither a task nor a project carries.

    A target in a task's own article has that task. A plan without links.csv yields nothing: its links were not
    read, so that none of its targets can be said to lack one.
    """
    rows = _targets_alone(plan) if plan.links else []
    if rows:
        yield _finding(plan, rows)


def _targets_alone(plan: Plan) -> list[IndicatorValue]:
    """Return the first target value of each indicator that leads to nothing."""
    chain = chain_of(plan)
    alone = {
        node.id
        for node in chain.of_kind("indicator")
        if not any(link.target.kind in ("task", "project") for link in chain.after.get(node, ()))
    }
    first: dict[str, IndicatorValue] = {}
    for row in plan.indicator_values:
        if row.value_kind == "target" and row.indicator_id in alone - OUTCOMES:
            first.setdefault(row.indicator_id, row)
    return list(first.values())


def _finding(plan: Plan, rows: Sequence[IndicatorValue]) -> RuleFinding:
    names = [f"“{row.name}”" for row in rows]
    ids = sorted(row.indicator_id for row in rows)
    english = [_english(plan, row) for row in rows]
    return RuleFinding(
        key=f"target_without_task:{'+'.join(ids)}",
        rule="target_without_task",
        family="links",
        severity="low",
        sentence=f"有{len(rows)}项目标没有任务或项目承接：{_listed(names, '、', '等')}。",
        sentence_en=(
            f"{len(rows)} target{'s' * (len(rows) > 1)} that no task and no project carries: "
            f"{_listed(english, '; ', ' and more')}."
        ),
        arithmetic="",
        places=tuple(place_of(plan, row, f"indicator:{row.value_id}", row.name) for row in rows),
        remedy="写明由哪项任务、哪个单位落实；若由多项任务共同达成，点明牵头单位",
        remedy_en="Say which task and which unit carries it; where several do, name the one that leads",
    )


def _english(plan: Plan, row: IndicatorValue) -> str:
    known = plan.indicators.get(row.indicator_id)
    return (known.name_en if known else "") or row.name


def _listed(names: Sequence[str], between: str, more: str) -> str:
    return between.join(names[:NAMED]) + (more if len(names) > NAMED else "")


RULES: tuple[Rule, ...] = (
    Rule(
        "target_without_task",
        "links",
        "每项目标是否有任务或项目承接",
        "Is every target carried by a task or a project?",
        find_targets_without_task,
    ),
)
