"""Rules of the family links: targets that nobody is asked to reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.chain import chain_of, without_owner
from data.plan import IndicatorValue, Plan
from data.plan_rules import commitments
from data.plan_rules.finding import Rule, RuleFinding, place_of
from data.plan_rules.telling import listed, listed_en, plural, quoted

NAMED = 6


def find_targets_without_task(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield one gap with all targets that neither a task nor a project carries, as the chain of the plan counts them.

    Outcomes such as life expectancy are named, not counted. A plan without links.csv yields nothing: its links were
    not read, so that none of its targets can be said to lack one.
    """
    if not plan.links:
        return
    unowned = without_owner(chain_of(plan), plan)
    rows = _first_values(plan, {node.id for node in unowned.targets})
    if rows:
        yield _finding(plan, rows, _first_values(plan, {node.id for node in unowned.outcomes}))


def _first_values(plan: Plan, ids: set[str]) -> list[IndicatorValue]:
    """Return the first target value of each of some indicators."""
    first: dict[str, IndicatorValue] = {}
    for row in plan.indicator_values:
        if row.value_kind == "target" and row.indicator_id in ids:
            first.setdefault(row.indicator_id, row)
    return list(first.values())


def _finding(plan: Plan, rows: Sequence[IndicatorValue], outcomes: Sequence[IndicatorValue]) -> RuleFinding:
    names = quoted(row.name for row in rows)
    ids = sorted(row.indicator_id for row in rows)
    english = [_english(plan, row) for row in rows]
    left_out = f"（{'、'.join(row.name for row in outcomes)}属综合结果，未计）" if outcomes else ""
    outcome = ", ".join(_english(plan, row) for row in outcomes)
    left_out_en = f" ({outcome}: an outcome of all the work, not counted)" if outcomes else ""
    return RuleFinding(
        key=f"target_without_task:{'+'.join(ids)}",
        rule="target_without_task",
        family="links",
        severity="low",
        sentence=f"有{len(rows)}项目标没有任务或项目承接：{listed(names, '项', most=NAMED)}{left_out}。",
        sentence_en=(
            f"{plural(len(rows), 'target')} that no task and no project carries: "
            f"{listed_en(english, most=NAMED)}{left_out_en}."
        ),
        arithmetic="",
        places=tuple(place_of(plan, row, f"indicator:{row.value_id}", row.name) for row in rows),
        remedy="写明由哪项任务、哪个单位落实；若由多项任务共同达成，点明牵头单位",
        remedy_en="Say which task and which unit carries it; where several do, name the one that leads",
    )


def _english(plan: Plan, row: IndicatorValue) -> str:
    known = plan.indicators.get(row.indicator_id)
    return (known.name_en if known else "") or row.name


RULES: tuple[Rule, ...] = (
    Rule(
        "target_without_task",
        "links",
        "每项目标是否有任务或项目承接",
        "Is every target carried by a task or a project?",
        find_targets_without_task,
    ),
    *commitments.RULES,
)
