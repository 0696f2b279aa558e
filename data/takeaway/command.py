"""What `python -m data export` and `python -m geo export` share: which plans, which files, into which folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from data.catalog import find_plan_ids, load_plan
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
    formats = [name for name in options.format.split(",") if name]
    unknown = [name for name in formats if name not in writers]
    if unknown or not formats:
        told = f"（不认识 {'、'.join(unknown)}）" if unknown else ""
        print(f"--format“{options.format}”：应为 {'、'.join(writers)} 中的若干个，逗号隔开{told}", file=sys.stderr)
        return 2
    jobs = []
    for plan_id in options.plans or find_plan_ids():
        plan = load_plan(plan_id)
        known = {district.district_code: district.name for district in plan.districts}
        if wrong := [code for code in options.district if code not in known]:
            told = "、".join(f"{code} {name}" for code, name in known.items())
            print(f"--district“{wrong[0]}”不是 {plan_id} 的统计单元，应为 {told}", file=sys.stderr)
            return 2
        moment = datetime.now().astimezone()
        extract = Extract(plan, options.lang, known_tables(), moment, frozenset(options.district))
        for name in formats:
            suffix, write = writers[name]
            jobs.append(Job(f"{plan_id}{suffix}", partial(write, extract)))
    return make_files(jobs, options.out)
