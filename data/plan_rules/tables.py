"""Rules of the family tables: gaps in printed tables, numbering, and the annex held against the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from data.plan import Plan, Task
from data.plan_rules.annex import ANNEX_RULES
from data.plan_rules.finding import Find, Rule, RuleFinding
from data.plan_rules.telling import Telling, listed, plural, quoting_rows, task_places, tell, value_places
from data.table import split_list, split_runs
from layouts.numerals import is_numeral, read_numeral

_DASHES = {"--", "—", "——", "-", "／", "/", "…"}
_NUMBER = re.compile(r"[（(]?([0-9]+|[一二三四五六七八九十]+)[）)]?[、.．]?")
Numbered = dict[int, list[Task]]


def find_dashed_cells(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, once per indicator, the cells of a table that print a dash instead of a figure."""
    cells: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(plan.indicator_values):
        if row.value is None and _DASHES.intersection(split_runs(row.as_written)):
            cells[row.indicator_id].append(at)
    for indicator_id, found in cells.items():
        rows = [plan.indicator_values[at] for at in found]
        years = listed([str(row.year) for row in rows if row.year], "年")
        dash = next(run for run in split_runs(rows[0].as_written) if run in _DASHES)
        yield tell(
            "dash_cell",
            "tables",
            Telling(
                "low",
                (
                    f"{rows[0].section}中“{rows[0].name}”{years}年一格印作“{dash}”，没有数值。",
                    f"{rows[0].section}: the cell of “{rows[0].name}” for {years} prints “{dash}” and no figure.",
                ),
                (
                    "补填数值；尚未开展的写 0，没有统计的写明。",
                    "Fill in the figure: 0 if not begun, or say it is not counted.",
                ),
                value_places(plan, rows),
                about=indicator_id,
            ),
        )


def find_empty_rows(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the rows of a task table that are empty or merged with another."""
    for row in plan.tasks:
        if row.row_status in ("empty", "merged"):
            what = "只有序号，没有内容" if row.row_status == "empty" else "与相邻行合并"
            what_en = "has a number and no content" if row.row_status == "empty" else "is merged with its neighbour"
            yield tell(
                "empty_row",
                "tables",
                Telling(
                    "low",
                    (
                        f"{row.section}第{row.number}行{what}，是漏印、错行还是与上一行合并，看不出来。",
                        f"Row {row.number} of {row.section} {what_en}: left out, shifted or merged?",
                    ),
                    ("补齐该行，或删去序号并顺排。", "Fill the row in, or delete its number and renumber."),
                    task_places(plan, [*_neighbours(plan, row)]),
                    row.note,
                ),
            )


def find_numbering_errors(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield gaps and repetitions in the numbers of tasks that stand under one heading."""
    sections = _numbers_of_sections(plan)
    for parent, numbered in _numbered_tasks(plan).items():
        used = set(numbered) | sections.get(parent, set())
        missing = [number for number in range(min(used), max(used)) if number not in used]
        twice = [number for number, rows in numbered.items() if len(rows) > 1]
        if missing:
            yield _tell_missing(plan, parent, missing, numbered)
        for number in twice:
            yield _tell_twice(plan, parent, number, numbered[number])


def _tell_missing(plan: Plan, parent: str, missing: Sequence[int], numbered: Numbered) -> RuleFinding:
    near = [row for number, rows in numbered.items() for row in rows if {number - 1, number + 1} & set(missing)]
    numbers = listed([str(number) for number in missing], "个")
    return tell(
        "numbering",
        "tables",
        Telling(
            "low",
            (
                f"{parent}的编号缺{numbers}，前后不连续。",
                f"The numbering of {parent} lacks {numbers}.",
            ),
            ("核对是否漏印一项，或顺排编号。", "Check whether an item was left out, or renumber."),
            task_places(plan, near),
            f"已有编号：{'、'.join(str(number) for number in sorted(numbered))}",
            about=f"{parent} lacks",
        ),
    )


def _tell_twice(plan: Plan, parent: str, number: int, rows: Sequence[Task]) -> RuleFinding:
    return tell(
        "numbering",
        "tables",
        Telling(
            "medium",
            (
                f"{parent}中编号{number}用了{len(rows)}次。",
                f"Number {number} of {parent} is used for {plural(len(rows), 'item')}.",
            ),
            ("顺排编号，并核对引用该编号之处。", "Renumber, and check what refers to the number."),
            task_places(plan, rows),
            about=f"{parent} {number}",
        ),
    )


def _neighbours(plan: Plan, row: Task) -> list[Task]:
    """Return the row between those that stand before and after it in its table."""
    table = [task for task in plan.tasks if task.source_table == row.source_table]
    at = table.index(row)
    return table[max(0, at - 1) : at + 2]


def _numbered_tasks(plan: Plan) -> dict[str, Numbered]:
    """Return the tasks by heading and number; those of an annex stand under the annex itself."""
    found: dict[str, Numbered] = defaultdict(lambda: defaultdict(list))
    for row in plan.tasks:
        number = _number(row.number)
        section = next(iter(split_list(row.section)), "")
        parent = section if row.source_table == "annex" else section.rpartition("/")[0]
        if number is not None and parent:
            found[parent][number].append(row)
    return found


def _numbers_of_sections(plan: Plan) -> dict[str, set[int]]:
    """Return the numbers of the sections under each heading that any row of the plan stands in."""
    found: dict[str, set[int]] = defaultdict(set)
    for row, _, _ in quoting_rows(plan):
        for section in split_list(row.section):
            parts = section.split("/")
            for depth in range(1, len(parts)):
                number = _number(parts[depth])
                if number is not None:
                    found["/".join(parts[:depth])].add(number)
    return found


def _number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text.strip())
    return read_numeral(match[1]) if match and is_numeral(match[1]) else None


def _rule(name: str, title: str, title_en: str, find: Find) -> Rule:
    return Rule(name, "tables", title, title_en, find)


RULES: tuple[Rule, ...] = (
    _rule(
        "dash_cell",
        "指标表每一格是否都有数值",
        "Does every cell of an indicator table hold a figure?",
        find_dashed_cells,
    ),
    _rule("empty_row", "任务表是否有空行或合并行", "Is a row of a task table empty or merged?", find_empty_rows),
    _rule(
        "numbering", "任务编号是否连续、不重复", "Are tasks numbered without gap or repetition?", find_numbering_errors
    ),
    *ANNEX_RULES,
)
