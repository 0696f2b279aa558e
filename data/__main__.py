"""The command line: `python -m data plans|check|verify|table|districts|export|backup|restore|history|inputs`."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from data.answers import TABLE_NAMES, districts_csv, table_csv
from data.catalog import PlanNotFoundError, find_plan_ids, load_plan
from data.checking import check_plan
from data.finding import LEVEL_NAMES, Finding, has_error
from data.plan import Plan
from data.raw_reading import FileReport, read_text
from data.record import RecordError
from data.supply_demand.shelf_command import add_inputs
from data.takeaway.command import add_export
from data.takeaway.files import csv_zip_bytes, workbook_bytes
from data.verification import Verification, verify_plan

WRITERS = {"xlsx": (".xlsx", workbook_bytes), "csv": ("_csv.zip", csv_zip_bytes)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _print_utf8()
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except PlanNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    except RecordError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


def _print_utf8() -> None:
    """Print UTF-8 with LF whatever the terminal's settings are, as the product's files have it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="规划数据：清单、检查、核对原文、导出")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    plans = commands.add_parser("plans", help="列出规划编号")
    plans.set_defaults(run=_print_plans)
    check = commands.add_parser("check", help="检查规划文件夹，列出每一处问题")
    check.add_argument("plans", nargs="*", metavar="PLAN")
    check.set_defaults(run=_check)
    verify = commands.add_parser("verify", help="与公布的原文逐字核对")
    verify.add_argument("--sources", required=True, type=Path, metavar="DIR", help="存有 <plan_id>.txt 的文件夹")
    verify.add_argument("plans", nargs="*", metavar="PLAN")
    verify.set_defaults(run=_verify)
    table = commands.add_parser("table", help="导出一张表（CSV）：文件原有的列和换算后的列")
    table.add_argument("plan", metavar="PLAN")
    table.add_argument("table", metavar="TABLE", choices=TABLE_NAMES)
    table.set_defaults(run=_print_table)
    districts = commands.add_parser("districts", help="导出分区县统计（CSV），最后一行为未分区")
    districts.add_argument("plan", metavar="PLAN")
    districts.add_argument("--by", choices=("unit", "county"), default="unit", help="规划单元或行政区")
    districts.set_defaults(run=_print_districts)
    add_export(commands, WRITERS, "导出数据文件：Excel 工作簿、CSV 压缩包，带来源与说明")
    _add_record_commands(commands)
    add_inputs(commands)
    return parser


def _add_record_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser("backup", help="把已录的内容写成一个备份文件")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="从备份文件恢复；SQLite 与 PostgreSQL 通用")
    restore.add_argument("--replace", action="store_true", help="替换现有的记录，先把它们备份")
    restore.set_defaults(run=_restore)
    for command in (backup, restore):
        command.add_argument("file", type=Path, metavar="FILE")
    history = commands.add_parser("history", help="列出录入的历史：谁、何时、什么、旧值、新值、来源、备注")
    history.add_argument("plans", nargs="*", metavar="PLAN")
    history.add_argument("--csv", action="store_true", help="输出 CSV")
    history.set_defaults(run=_print_history)


def _backup(options: argparse.Namespace) -> int:
    # the store is loaded by those commands that need it
    from data.store.commands import print_backup

    return print_backup(options.file)


def _restore(options: argparse.Namespace) -> int:
    from data.store.commands import print_restore

    return print_restore(options.file, is_replacing=options.replace)


def _print_history(options: argparse.Namespace) -> int:
    from data.store.commands import print_history

    return print_history(options.plans, as_csv=options.csv)


def _print_table(options: argparse.Namespace) -> int:
    print(table_csv(load_plan(options.plan), options.table), end="")
    return 0


def _print_districts(options: argparse.Namespace) -> int:
    print(districts_csv(load_plan(options.plan), options.by), end="")
    return 0


def _print_plans(_options: argparse.Namespace) -> int:
    for plan_id in find_plan_ids():
        print(plan_id)
    return 0


def _chosen_plans(options: argparse.Namespace) -> list[Plan]:
    return [load_plan(plan_id) for plan_id in options.plans or find_plan_ids()]


def _check(options: argparse.Namespace) -> int:
    findings: list[Finding] = []
    for plan in _chosen_plans(options):
        found = check_plan(plan)
        _print_findings(plan.plan_id, found)
        print(f"{plan.plan_id}：{_count_levels(found)}")
        findings += found
    return int(has_error(findings))


def _verify(options: argparse.Namespace) -> int:
    status = 0
    for plan in _chosen_plans(options):
        path: Path = options.sources / f"{plan.plan_id}.txt"
        if not path.is_file():
            print(f"{plan.plan_id}：没有原文 {path}，未核对")
            status = status or int(plan.plan_id in options.plans)
            continue
        report = FileReport(path.name)
        verification = verify_plan(plan, read_text(path, report) or "")
        _print_findings(plan.plan_id, report.findings)
        _print_verification(verification)
        status = status or int(has_error(verification.findings))
    return status


def _print_verification(verification: Verification) -> None:
    _print_findings(verification.plan_id, verification.findings)
    accounted = verification.number_accounted + verification.number_explained
    print(
        f"{verification.plan_id}：原文摘录 {verification.run_found}/{verification.run_total}，"
        f"文中数字 {accounted}/{verification.number_total}"
        f"（数据行载明 {verification.number_accounted}，另有说明 {verification.number_explained}）"
    )


def _print_findings(plan_id: str, findings: Sequence[Finding]) -> None:
    for finding in findings:
        print(f"{plan_id} {LEVEL_NAMES[finding.level]} {finding} [{finding.rule}]")


def _count_levels(findings: Sequence[Finding]) -> str:
    counts = [f"{name} {sum(finding.level == level for finding in findings)}" for level, name in LEVEL_NAMES.items()]
    return "，".join(counts)


if __name__ == "__main__":
    sys.exit(main())
