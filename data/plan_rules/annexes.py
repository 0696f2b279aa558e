"""Rules on a list of tasks in an annex that repeats the targets of the text: neither may know what the other lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.plan import IndicatorValue, Plan
from data.plan_rules.figures import shown, shown_en
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, quoted_en, value_places
from data.plan_rules.telling import in_quotes

ANNEX = "附"  # 附件, 附表
# an annex is the list of the text's targets where it repeats at least half of them
LEAST_SHARE = 0.5


def find_targets_missing_on_one_side(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a gap for targets that only the annex has, and one for targets that the annex leaves out."""
    targets = [row for row in plan.indicator_values if row.value_kind == "target" and row.value is not None]
    annex = [row for row in targets if row.section.startswith(ANNEX)]
    body = [row for row in targets if not row.section.startswith(ANNEX)]
    in_both = {row.indicator_id for row in annex} & {row.indicator_id for row in body}
    if not in_both or len(in_both) < LEAST_SHARE * len({row.indicator_id for row in body}):
        return
    for rows, where, other in ((annex, "附件", "正文"), (body, "正文", "附件")):
        alone = [row for row in rows if row.indicator_id not in in_both]
        if alone:
            yield _missing(plan, alone, where, other)


def _missing(plan: Plan, rows: list[IndicatorValue], where: str, other: str) -> RuleFinding:
    told = "、".join(f"{in_quotes(row.name)}{shown(row)}" for row in rows)
    names = ", ".join(f"{quoted_en(plan, row)} {shown_en(row)}" for row in rows)
    sides = {"附件": "the annex", "正文": "the text"}
    return RuleFinding(
        key=key_of("annex_and_text", (row.value_id for row in rows)),
        rule="annex_and_text",
        family="repeats",
        severity="low",
        sentence=f"{where}有{len(rows)}个目标{other}没有：{told}。",
        sentence_en=f"Missing in {sides[other]}, though set in {sides[where]}: {names}.",
        arithmetic="",
        places=value_places(plan, rows),
        remedy="正文与附件的目标逐项对齐：补上缺的一处，或说明为何只列一处",
        remedy_en="Align the targets of text and annex one by one, or say why one side leaves them out",
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "annex_and_text",
        "repeats",
        "附件与正文的目标是否对齐",
        "Do annex and text hold the same targets?",
        find_targets_missing_on_one_side,
    ),
)
