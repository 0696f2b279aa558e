"""The command line of 项目推介书: `python -m pages.investment PLAN [PROJECT_ID…] --out DIR` fills a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import cast

from data.catalog import PlanNotFoundError, load_catalog, load_plan
from data.command_arguments import WRONG, ArgumentsError, Parser, checked, checked_date, listed, say
from data.making import Job, make_files
from data.plan import Plan
from pages.investment.booklet import booklet_pdf
from pages.investment.sheet import SheetBase, sheet_base, sheet_of
from pages.investment.sheet_content import Language
from pages.investment.sheet_pdf import sheet_pdf

LANGUAGES = ("zh", "en")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the sheets of a plan's projects, or one booklet of them; return the exit status."""
    try:
        options = _parser().parse_args(arguments)
        languages = checked("--lang", listed(options.lang), LANGUAGES)
        made_on = checked_date("--date", options.date)
        plan = load_plan(options.plan)
        chosen = _chosen(plan, options.projects)
    except (ArgumentsError, PlanNotFoundError) as fault:
        say(str(fault))
        return WRONG
    return make_files(_jobs(plan, chosen, languages, is_booklet=options.booklet, made_on=made_on), options.out)


def _parser() -> Parser:
    parser = Parser(prog="python -m pages.investment", description="项目推介书与招商项目册（PDF）")
    parser.add_argument("plan", metavar="PLAN", help="规划编号（见 python -m data plans）")
    parser.add_argument("projects", nargs="*", metavar="PROJECT_ID", help="项目编号；不写则该规划全部重点项目")
    parser.add_argument("--lang", default="zh", metavar="zh,en", help="语言，逗号隔开")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="写入的文件夹")
    parser.add_argument("--booklet", action="store_true", help="合成一册：封面、一览、位置图、推介书、依据")
    parser.add_argument("--date", default=date.today().isoformat(), metavar="YYYY-MM-DD", help="制作日期，默认今天")
    return parser


def _chosen(plan: Plan, wanted: Sequence[str]) -> list[str]:
    known = [row.project_id for row in plan.projects if row.row_kind == "project"]
    if not wanted and not known:
        raise ArgumentsError(f"规划“{plan.plan_id}”没有列出具体项目（工程与行动须写明编号）")
    every = [row.project_id for row in plan.projects]
    return checked(f"{plan.plan_id} 的项目", wanted, every) if wanted else known


def _jobs(plan: Plan, chosen: Sequence[str], languages: Sequence[str], *, is_booklet: bool, made_on: str) -> list[Job]:
    base = cache(lambda: sheet_base(plan))
    if is_booklet:
        return [
            Job(f"{plan.plan_id}_booklet_{tongue}.pdf", partial(_booklet, base, chosen, tongue, made_on))
            for tongue in languages
        ]
    return [
        Job(f"{plan.plan_id}_{project_id}_{tongue}.pdf", partial(_sheet, base, project_id, tongue, made_on))
        for project_id in chosen
        for tongue in languages
    ]


def _sheet(base: Callable[[], SheetBase], project_id: str, tongue: str, made_on: str) -> bytes:
    own = base()
    return sheet_pdf(
        [sheet_of(own.plan, project_id, cast(Language, tongue), plans=_plans(), base=own, made_on=made_on)]
    )


def _booklet(base: Callable[[], SheetBase], chosen: Sequence[str], tongue: str, made_on: str) -> bytes:
    own = base()
    sheets = [
        sheet_of(own.plan, project_id, cast(Language, tongue), plans=_plans(), base=own, made_on=made_on)
        for project_id in chosen
    ]
    return booklet_pdf(sheets, {own.plan.plan_id: own})


@cache
def _plans() -> tuple[Plan, ...]:
    return tuple(load_catalog())
