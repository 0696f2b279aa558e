"""The command line of 汇报演示: `python -m pages.briefing PLAN… --format pptx,pdf,html --out DIR` fills a folder."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from data.arrangement import FIELD, Arrangement, ArrangementError, read_arrangement
from data.command_arguments import WRONG, ArgumentsError, Parser, checked, checked_date, listed, say
from data.making import STOPPED, Job, make_files
from data.positions import recorded_positions
from data.record import Subject
from geo.map_bundle import PlanMap
from pages.briefing.arrangement import arrange, lost_scenes
from pages.briefing.products import FORMATS, RATIOS, Format, Ratio, product_bytes
from pages.briefing.scene import Briefing
from pages.briefing.scenes import Known, make_briefing
from pages.briefing.scenes_ready import map_content
from pages.shared import queries, records
from pages.shared.labels import Language

LANGUAGES = ("zh", "en")
EXIT_STATUS = "退出状态：0 全部完成；1 有文件没有写成；2 参数有误；130 中断"


@dataclass(frozen=True)
class _Order:
    """A briefing that is asked for: it is made when its first file is."""

    plan_id: str
    language: Language
    made_on: str
    arrangement: Arrangement | None
    with_recorded: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the files that are asked for and return the exit status."""
    try:
        options = _options(arguments)
        return make_files(list(_jobs(options)), Path(options.out))
    except (ArgumentsError, OSError) as fault:
        say(str(fault))
        return WRONG
    except KeyboardInterrupt:
        say("已中断；写好的文件都是完整的。")
        return STOPPED


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    options = _parser().parse_args(arguments)
    known = queries.plan_ids()
    options.plans = checked("规划", options.plans or known, known)
    options.format = checked("--format", listed(options.format), FORMATS)
    options.lang = checked("--lang", listed(options.lang), LANGUAGES)
    options.ratio = checked("--ratio", [options.ratio], RATIOS)[0]
    if not options.out:
        raise ArgumentsError("缺少 --out：文件写到哪个文件夹")
    checked_date("--date", options.date)
    if options.arrangement and len(options.plans) > 1:
        raise ArgumentsError("--arrangement 是一个规划的方案，请只写一个规划")
    return options


def _parser() -> Parser:
    parser = Parser(prog="python -m pages.briefing", description="汇报演示：成批做汇报文件", epilog=EXIT_STATUS)
    parser.add_argument("plans", nargs="*", metavar="PLAN", help="规划的编号；不写为全部（python -m data plans 列出）")
    parser.add_argument("--format", default="pptx", help=f"逗号分隔：{', '.join(FORMATS)}")
    parser.add_argument("--lang", default="zh", help="逗号分隔：zh, en")
    parser.add_argument("--out", metavar="DIR", help="写到哪个文件夹，没有则新建")
    parser.add_argument("--arrangement", default="", metavar="ID", help="已保存的方案（链接中 briefing= 之后）")
    parser.add_argument("--ratio", default=RATIOS[0], help=f"幻灯片版式：{'、'.join(RATIOS)}")
    parser.add_argument("--date", default=date.today().isoformat(), help="制作日期，默认今天")
    parser.add_argument("--recorded", action="store_true", help="带上用户记录的实际值、状态和位置")
    return parser


def _jobs(options: argparse.Namespace) -> Iterator[Job]:
    for plan_id in options.plans:
        arrangement = _arrangement(plan_id, options.arrangement) if options.arrangement else None
        for language in options.lang:
            order = _Order(plan_id, language, options.date, arrangement, options.recorded)
            for kind in options.format:
                yield _job(order, kind, options.arrangement, options.ratio)


def _job(order: _Order, kind: Format, identity: str, ratio: Ratio) -> Job:
    # the same name from night to night, so that a new file takes the place of the old one
    shape = "4x3" if kind == "pptx" and ratio == "4:3" else ""
    name = "_".join(part for part in (order.plan_id, "briefing", identity, order.language, shape) if part)

    def make() -> bytes:
        briefing, plan_map = _made(order)
        return product_bytes(briefing, map_content(plan_map), kind, ratio)

    return Job(f"{name}.{kind}", make)


@cache
def _made(order: _Order) -> tuple[Briefing, PlanMap | None]:
    plan = queries.plan(order.plan_id)
    entries = records.present_of(order.plan_id) if order.with_recorded else {}
    plan_map = queries.map_of(order.plan_id, recorded_positions(entries))
    known = Known(plan_map, entries, queries.rule_findings(order.plan_id))
    briefing = make_briefing(plan, order.language, made_on=order.made_on, known=known)
    if order.arrangement is None:
        return briefing, plan_map
    if lost := lost_scenes(briefing, order.arrangement):
        say(f"{order.plan_id} 规划现在没有方案中的 {len(lost)} 幕，已跳过：{'、'.join(one.scene_id for one in lost)}")
    return arrange(briefing, order.arrangement), plan_map


def _arrangement(plan_id: str, identity: str) -> Arrangement:
    fault = records.fault()
    if fault:
        raise ArgumentsError(f"读不到汇报方案：{fault}")
    entries = records.present_of(plan_id)
    entry = entries.get(Subject(plan_id, "briefing", identity, FIELD))
    if entry is None:
        known = [one.subject_id for one in entries if one.kind == "briefing"]
        raise ArgumentsError(f"{plan_id} 没有汇报方案“{identity}”，可用：{'、'.join(known) or '无'}")
    try:
        return read_arrangement(entry.value)
    except ArrangementError as error:
        raise ArgumentsError(f"汇报方案“{identity}”读不出来：{error}") from error
