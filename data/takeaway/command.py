"""What `python -m data export` and `python -m geo export` share: which plans, which files, into which folder."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from data.catalog import find_plan_ids, load_plan
from data.command_arguments import WRONG, ArgumentsError, checked, listed, say
from data.making import Job, make_files
from data.takeaway.extract import Extract
from data.takeaway.tables import known_tables

Writer = Callable[[Extract], bytes]


def add_export(commands: Any, writers: Mapping[str, tuple[str, Writer]], help_text: str) -> None:
    """Add the command; `writers` holds for each format the end of the file's name and what writes it."""
    command: argparse.ArgumentParser = commands.add_parser("export", help=help_text)
    command.add_argument("plans", nargs="*", metavar="PLAN", help="规划编号；不写则全部")
    command.add_argument("--out", required=True, type=Path, metavar="DIR", help="写入的文件夹")
    command.add_argument("--format", default=",".join(writers), help=f"格式，逗号隔开：{'、'.join(writers)}")
    command.add_argument("--lang", choices=("zh", "en"), default="zh")
    command.add_argument("--district", action="append", default=[], metavar="CODE", help="只取这些区县（可多次）")
    command.set_defaults(run=partial(_export, writers))


def _export(writers: Mapping[str, tuple[str, Writer]], options: argparse.Namespace) -> int:
    try:
        formats = checked("--format", listed(options.format), tuple(writers))
        jobs = [
            Job(f"{extract.plan.plan_id}{writers[name][0]}", partial(writers[name][1], extract))
            for extract in _extracts(options)
            for name in formats
        ]
    except ArgumentsError as fault:
        say(str(fault))
        return WRONG
    return make_files(jobs, options.out)


def _extracts(options: argparse.Namespace) -> Iterator[Extract]:
    for plan in map(load_plan, options.plans or find_plan_ids()):
        known = {district.district_code: district.name for district in plan.districts}
        for code in options.district:
            if code not in known:
                told = "、".join(f"{one} {name}" for one, name in known.items())
                raise ArgumentsError(f"--district“{code}”不是 {plan.plan_id} 的统计单元，应为 {told}")
        moment = datetime.now().astimezone()
        yield Extract(plan, options.lang, known_tables(), moment, frozenset(options.district))
