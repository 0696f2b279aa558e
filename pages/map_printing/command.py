"""The command line of 专题制图: `python -m pages.map_printing PLAN… --theme … --out DIR` fills a folder."""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import product as combinations
from pathlib import Path
from typing import cast

from data.command_arguments import WRONG, ArgumentsError, Parser, checked, checked_date, listed, say
from data.making import STOPPED, write_whole
from data.positions import recorded_positions
from geo.sheet import PAPERS, Format
from pages.map_printing.findings import finding_text
from pages.map_printing.order import AS_THEME, MapOrder
from pages.map_printing.product import PRINT_DPI, MapProduct, product_of
from pages.shared import queries, records
from pages.shared.labels import Language, in_language
from pages.shared.map_themes import THEMES, theme_title, themes_of
from pages.shared.recorded_places import project_statuses

FORMATS = ("png", "svg", "pdf")
LANGUAGES = ("zh", "en")
ALL = "all"
DPI_RANGE = (72, 600)
DONE, FAILED, NOT_PUBLIC = 0, 1, 3
EXIT_STATUS = (
    "退出状态：0 全部完成；1 有图没有画成；2 参数有误；3 已完成，但有公开图未通过预检、已加盖“内部资料”；130 中断"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the sheets that are asked for and return the exit status."""
    try:
        options = _options(arguments)
        with suppress(ValueError):  # not the main thread: whoever runs this ends it otherwise
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        return _print_all(options)
    except ArgumentsError as fault:
        say(str(fault))
        return WRONG
    except KeyboardInterrupt:
        say("已中断；写好的文件都是完整的。")
        return STOPPED


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    options = _parser().parse_args(arguments)
    known = queries.plan_ids()
    options.plans = checked("规划", options.plans or known, known)
    options.theme = checked("--theme", listed(options.theme), (*THEMES, ALL))
    options.paper = checked("--paper", listed(options.paper), tuple(PAPERS))
    options.format = checked("--format", listed(options.format), FORMATS)
    options.lang = checked("--lang", listed(options.lang), LANGUAGES)
    if not options.out:
        raise ArgumentsError("缺少 --out：文件写到哪个文件夹")
    checked_date("--date", options.date)
    if not DPI_RANGE[0] <= options.dpi <= DPI_RANGE[1]:
        raise ArgumentsError(f"--dpi“{options.dpi}”应在 {DPI_RANGE[0]} 到 {DPI_RANGE[1]} 之间")
    return options


def _parser() -> Parser:
    parser = Parser(prog="python -m pages.map_printing", description="专题制图：成批出图", epilog=EXIT_STATUS)
    parser.add_argument("plans", nargs="*", metavar="PLAN", help="规划的编号；不写为全部（python -m data plans 列出）")
    parser.add_argument(
        "--theme", default="layout", help=f"逗号分隔；{ALL} 为该规划有内容的全部主题：{', '.join(THEMES)}"
    )
    parser.add_argument("--paper", default="a4-landscape", help=f"逗号分隔：{', '.join(PAPERS)}")
    parser.add_argument("--format", default="pdf", help=f"逗号分隔：{', '.join(FORMATS)}")
    parser.add_argument("--lang", default="zh", help="图上文字，逗号分隔：zh, en")
    parser.add_argument("--out", metavar="DIR", help="写到哪个文件夹，没有则新建")
    parser.add_argument("--dpi", type=int, default=PRINT_DPI, help="PNG 的分辨率，默认 300")
    parser.add_argument("--public", action="store_true", help="公开用图：过公开预检，未通过的加盖“内部资料”")
    parser.add_argument("--approval", default="", help="审图号，如 川S(2024)0001号")
    for name, words in (("number", "图号"), ("org", "编制单位"), ("reviewer", "审核"), ("secrecy", "密级")):
        parser.add_argument(f"--{name}", default="", help=words)
    parser.add_argument("--date", default=date.today().isoformat(), help="成图日期，默认今天")
    parser.add_argument("--recorded", action="store_true", help="带上用户记录的位置和状态（公开图不能有）")
    return parser


def _print_all(options: argparse.Namespace) -> int:
    jobs = list(_jobs(options))
    total, status = len(jobs) * len(options.format), DONE
    said: set[str] = set()
    for number, (plan_id, order) in enumerate(jobs):
        places = [f"[{number * len(options.format) + k}/{total}]" for k in range(1, len(options.format) + 1)]
        try:
            sheet = _product(plan_id, order, with_recorded=options.recorded)
        except Exception as error:  # one faulty plan must not keep the others from paper
            say(f"{places[-1]} {plan_id} {order.theme} 没有画成：{error!r}")
            status = FAILED
            continue
        _say_findings(sheet, said)
        for place, kind in zip(places, options.format, strict=True):
            status = max(status, _print_one(sheet, Path(options.out), kind, place, options.dpi), key=_weight)
    return status


def _say_findings(sheet: MapProduct, said: set[str]) -> None:
    """Say what keeps a sheet from being published, once per plan."""
    with in_language("zh"):
        lines = [f"{sheet.plan.plan_id} 公开预检未通过 · {finding_text(finding)}" for finding in sheet.findings]
    for line in lines:
        if line not in said:
            say(line)
    said.update(lines)


def _jobs(options: argparse.Namespace) -> Iterator[tuple[str, MapOrder]]:
    for plan_id in options.plans:
        for theme in _themes(plan_id, options.theme):
            for paper, language in combinations(options.paper, options.lang):
                yield plan_id, _order(options, theme, paper, language)


def _themes(plan_id: str, asked: Sequence[str]) -> Iterable[str]:
    stated = themes_of(queries.plan(plan_id))
    if ALL in asked:
        return stated
    with in_language("zh"):
        for theme in (theme for theme in asked if theme not in stated):
            say(f"{plan_id} 规划未载明，没有“{theme_title(theme)}”（{theme}），跳过")
    return [theme for theme in asked if theme in stated]


def _order(options: argparse.Namespace, theme: str, paper: str, language: str) -> MapOrder:
    return MapOrder(
        theme,
        cast(Language, language),
        paper,
        "public" if options.public else "internal",
        colour=AS_THEME,
        figure_number=options.number,
        organisation=options.org,
        reviewer=options.reviewer,
        secrecy=options.secrecy,
        approval_number=options.approval,
        made_on=options.date,
    )


def _product(plan_id: str, order: MapOrder, *, with_recorded: bool) -> MapProduct:
    plan, entries = queries.plan(plan_id), records.present_of(plan_id) if with_recorded else {}
    plan_map = queries.map_of(plan_id, recorded_positions(entries))
    if plan_map is None:
        raise LookupError(f"{plan_id} 的地区“{plan.region_code}”没有边界，画不了图（见 python -m geo check）")
    return product_of(plan, order, plan_map, project_statuses(entries))


def _print_one(sheet: MapProduct, folder: Path, kind: str, place: str, dpi: int) -> int:
    path, began = folder / _file_name(sheet, kind), time.perf_counter()
    try:
        write_whole(path, sheet.draw(cast(Format, kind), dpi))
    except Exception as error:
        say(f"{place} {path.name} 没有写成：{error!r}")
        return FAILED
    say(f"{place} {path.name} {time.perf_counter() - began:.1f} 秒")
    print(path, flush=True)
    return NOT_PUBLIC if sheet.findings else DONE


def _file_name(sheet: MapProduct, kind: str) -> str:
    # the same from night to night, so that a new sheet takes the place of the old one
    order, reach = sheet.order, "public" if sheet.is_cleared else "internal"
    return f"{sheet.plan.plan_id}_{order.theme}_{order.paper}_{order.language}_{reach}.{kind}"


def _weight(status: int) -> int:
    return (DONE, NOT_PUBLIC, FAILED).index(status)
