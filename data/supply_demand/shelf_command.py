"""The commands `python -m data inputs list|prune`: what people loaded on 服务可达, and what may go."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from data.supply_demand import shelf_care
from data.supply_demand.shelf_care import Kept


def add_inputs(commands: Any) -> None:
    """Add the commands to those of `python -m data`."""
    inputs = commands.add_parser("inputs", help="服务可达载入的数据：清单、清理")
    actions = inputs.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="列出载入的数据和路网：大小、多久未用、是否有记录引用")
    listing.set_defaults(run=_print_list)
    prune = actions.add_parser("prune", help="清理无记录引用、久未使用的数据；不加 --delete 只列出，不删除")
    prune.add_argument("--unused-for", required=True, type=_days, metavar="DAYS", help="至少多少天未用（≥ 1）")
    prune.add_argument("--delete", action="store_true", help="真的删除")
    prune.add_argument("--without-records", action="store_true", help="记录库里一条记录也没有时仍可删除")
    prune.set_defaults(run=_prune)


def _days(text: str) -> int:
    days = int(text)
    if days < 1:
        raise argparse.ArgumentTypeError("应为不小于 1 的整数")
    return days


def _print_list(_options: argparse.Namespace) -> int:
    found, _, told = _kept()
    _print_lines(found)
    print(f"共 {len(found)} 份，{_mb(found)}；{told}")
    return 0


def _prune(options: argparse.Namespace) -> int:
    found, count, told = _kept()
    going = shelf_care.prunable(found, options.unused_for)
    _print_lines(going)
    if options.delete and not count and not options.without_records:
        # asked beside the database that the server uses, everything would look unused
        print(
            f"未删除：{told}；请确认 DATABASE_URL 与服务所用的一致，确实没有记录请加 --without-records", file=sys.stderr
        )
        return 1
    if options.delete:
        shelf_care.delete(going)
    done = "已删除" if options.delete else "可以删除（未删除；要删除请加 --delete）"
    print(f"{done} {len(going)} 份，{_mb(going)}；留下 {len(found) - len(going)} 份；{told}")
    return 0


def _kept() -> tuple[list[Kept], int, str]:
    """Return what lies on the shelf, the number of records, and the words that say which records were asked."""
    # the store is loaded by those commands that need it
    from data.store import open_store
    from data.store.commands import EVERY_ENTRY

    store = open_store()
    try:
        entries = store.history("", limit=EVERY_ENTRY)
    finally:
        store.close()
    where = store.database.url.render_as_string(hide_password=True)
    kept = shelf_care.kept(shelf_care.ids_in(entries))
    return kept, len(entries), f"引用按记录库 {where} 的 {len(entries)} 条记录判断"


def _print_lines(found: Iterable[Kept]) -> None:
    for one in found:
        kind = f"数据 {one.plan_id}" if one.is_set else "路网" if one.is_named else "路网（无数据使用）或已损坏"
        referred = "有记录引用" if one.is_referred else "无记录引用"
        print(f"{one.id}  {one.size / 1e6:8.2f} MB  {one.unused_days:>4} 天未用  {referred}  {kind}")


def _mb(found: Iterable[Kept]) -> str:
    return f"{sum(one.size for one in found) / 1e6:.2f} MB"
