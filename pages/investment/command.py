"""The command line of 招商推介: `python -m pages.investment PLAN [PROJECT…] --lang zh,en --out DIR` fills a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from data.catalog import PlanNotFoundError
from data.making import Job, make_files
from data.plan import Plan
from pages.investment.sheet import SheetBase, sheet_base, sheet_of
from pages.investment.sheet_content import Language
from pages.investment.sheet_pdf import sheet_pdf
from pages.shared import queries, records

LANGUAGES: tuple[Language, ...] = ("zh", "en")
WRONG = 2
MOST_TOLD = 60


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the sheets that are asked for and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        jobs = list(_jobs(options))
    except (ValueError, PlanNotFoundError) as fault:
        print(fault, file=sys.stderr)
        return WRONG
    return make_files(jobs, options.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pages.investment",
        description="招商推介：成批做项目推介书（PDF）",
        epilog="退出状态：0 全部完成；1 有文件没有写成；2 参数有误；130 中断",
    )
    parser.add_argument("plan", metavar="PLAN", help="规划的编号（python -m data plans 列出）")
    parser.add_argument("projects", nargs="*", metavar="PROJECT", help="项目编号；不写为该规划的全部项目")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="写到哪个文件夹，没有则新建")
    parser.add_argument("--lang", default="zh", help="逗号分隔：zh, en")
    parser.add_argument("--booklet", action="store_true", help="合成一册，不分开写")
    parser.add_argument("--recorded", action="store_true", help="带上用户记录的状态和位置")
    parser.add_argument("--date", default=date.today().isoformat(), help="制作日期，默认今天")
    return parser


def _jobs(options: argparse.Namespace) -> Iterator[Job]:
    ids = queries.plan_ids()
    if options.plan not in ids:
        raise ValueError(f"没有规划“{options.plan}”，应为 {'、'.join(ids)} 之一")
    tongues = [name for name in options.lang.split(",") if name]
    if not tongues or any(name not in LANGUAGES for name in tongues):
        raise ValueError(f"--lang“{options.lang}”应为 {'、'.join(LANGUAGES)} 中的若干个，逗号隔开")
    chosen = _chosen(queries.plan(options.plan), options.projects)
    for tongue in tongues:
        if options.booklet:
            yield _job(options, chosen, tongue, f"{options.plan}_booklet_{tongue}.pdf")
            continue
        for project_id in chosen:
            yield _job(options, [project_id], tongue, f"{options.plan}_{project_id}_{tongue}.pdf")


def _chosen(plan: Plan, wanted: Sequence[str]) -> list[str]:
    known = {project.project_id: project.name for project in plan.projects}
    unknown = [project_id for project_id in wanted if project_id not in known]
    if unknown:
        told = "、".join(f"{key} {name}" for key, name in list(known.items())[:MOST_TOLD])
        raise ValueError(f"{plan.plan_id} 没有项目“{unknown[0]}”，可用：{told}")
    return list(wanted) or [project.project_id for project in plan.projects if project.row_kind == "project"]


def _job(options: argparse.Namespace, projects: Sequence[str], tongue: Language, name: str) -> Job:
    def make() -> bytes:
        plan = queries.plan(options.plan)
        entries = records.present_of(options.plan) if options.recorded else {}
        shared = {"plans": queries.plans(), "entries": entries, "base": _base(options.plan), "made_on": options.date}
        return sheet_pdf([sheet_of(plan, project_id, tongue, **shared) for project_id in projects])

    return Job(name, make)


@cache
def _base(plan_id: str) -> SheetBase:
    return sheet_base(queries.plan(plan_id))
