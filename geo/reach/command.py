"""`python -m geo coordinates FILE PLAN`: the 坐标体检 of a file, as the page 服务可达 shows it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, get_args

from data.catalog import load_plan
from data.record_import.sheet import FileError
from data.supply_demand.columns import KIND_NAMES, TableKind, has_needed, recognised
from data.supply_demand.raw_table import RawTable
from data.supply_demand.rows import read_rows
from geo.reach.coordinate_check import CoordinateCheck
from geo.reach.coordinate_systems import name_of
from geo.reach.input_files import read_input_file
from geo.reach.input_reading import degrees_of, outside, place_rows

FITS, OPEN, FAULTY = 0, 1, 2
WRONG = "不符"
MOST_PRINTED = 200


def add_coordinates(commands: Any) -> None:
    """Add the command to a command line."""
    command = commands.add_parser("coordinates", help="坐标体检：一份数据的坐标是什么坐标系")
    command.add_argument("file", metavar="FILE", help="CSV、XLSX、GeoJSON、GeoPackage、Shapefile（.zip）")
    command.add_argument("plan", metavar="PLAN")
    command.add_argument("--kind", choices=get_args(TableKind), help="人口 demand、机构 facilities、备选点 candidates")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the check; return 0 where one system fits, 1 where it is open or none fits, 2 where the file is faulty."""
    plan = load_plan(options.plan)
    path = Path(options.file)
    try:
        table = read_input_file(path.name, path.read_bytes())
    except (FileError, OSError) as error:
        print(f"{path.name}：{error}", file=sys.stderr)
        return FAULTY
    kind = options.kind or _likely_kind(table)
    placed = place_rows(read_rows(table, kind, recognised(table.headings, kind)), plan)
    for fault in placed.faults[:MOST_PRINTED]:
        print(fault, file=sys.stderr)
    if placed.fault_count > MOST_PRINTED:
        print(f"另有 {placed.fault_count - MOST_PRINTED} 处", file=sys.stderr)
    if placed.faults:
        return FAULTY
    if placed.check is None:
        print(f"{path.name}：没有可以核对的坐标")
        return OPEN
    print(f"{path.name}：按“{KIND_NAMES[kind]}”读取，{placed.check.total} 个点，核对 {placed.check.tried} 个", end="")
    print(f"，其中 {placed.check.stated} 个写了区县")
    _print_verdicts(placed.check)
    if placed.check.is_certain:
        for remark in outside(placed, degrees_of(placed, placed.check.alike[0]), plan):
            print(f"提醒 {remark}")
    return FITS if placed.check.is_certain else OPEN


def _likely_kind(table: RawTable) -> TableKind:
    """Return the first kind whose needed columns are there and that knows the most of the headings."""
    kinds: tuple[TableKind, ...] = get_args(TableKind)
    return max(kinds, key=lambda kind: (has_needed(columns := recognised(table.headings, kind), kind), len(columns)))


def _print_verdicts(check: CoordinateCheck) -> None:
    for verdict in check.verdicts:
        is_alike = verdict.system in check.alike
        said = ("符合" if check.is_certain else "无法区分") if is_alike else WRONG
        stated = f"区县内 {verdict.in_district}/{check.stated}，" if check.stated else ""
        print(f"{said}\t{name_of(verdict.system)[0]}\t{stated}区域内 {verdict.in_region}/{check.tried}")
    if not check.alike:
        print("没有一种坐标系符合：请核对规划是否选对、经纬度是否有误")
    elif not check.is_certain:
        print("标为“无法区分”的几种都说得通，请按数据来源选择")
