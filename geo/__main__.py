"""The command line: `python -m geo build|frontend|maps|check|export|coordinates|reach`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from data.catalog import PlanNotFoundError, find_plan_ids, load_catalog, load_plan
from data.finding import LEVEL_NAMES, Finding, has_error
from data.making import write_whole
from data.plan import Plan
from data.takeaway.command import add_export
from geo.build import maps_folder
from geo.checking import check_geometry
from geo.frontend import install_frontend, static_folder
from geo.geo_files import geojson_bytes, geopackage_bytes
from geo.kml_file import kml_bytes
from geo.map_shelf import kept_map
from geo.reach.command import add_coordinates
from geo.reach.nation_command import add_reach

NO_MAP = "region_code 没有边界，未生成（见 python -m geo check）"

WRITERS = {
    "geojson": (".geojson", geojson_bytes),
    "gpkg": (".gpkg", geopackage_bytes),
    "kml": (".kml", kml_bytes),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except PlanNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description="地图：生成静态文件、检查空间数据")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("build", help="安装前端文件并生成各规划的地图文件").set_defaults(run=_build)
    commands.add_parser("frontend", help="只安装前端文件（需要 npm 源）").set_defaults(run=_frontend)
    commands.add_parser("maps", help="只生成各规划的地图文件（不需要网络）").set_defaults(run=_maps)
    check = commands.add_parser("check", help="检查边界、坐标和布局要素能否落图")
    check.add_argument("plans", nargs="*", metavar="PLAN")
    check.set_defaults(run=_check)
    add_export(commands, WRITERS, "导出空间数据：GeoJSON、GeoPackage、KML")
    add_coordinates(commands)
    add_reach(commands)
    return parser


def _build(options: argparse.Namespace) -> int:
    return _frontend(options) or _maps(options)


def _frontend(_options: argparse.Namespace) -> int:
    print(f"前端文件：{install_frontend()}")
    return 0


def _maps(_options: argparse.Namespace) -> int:
    urls = {plan.plan_id: _map_url(plan) for plan in load_catalog()}
    for plan_id, url in urls.items():
        size = f"{url}，{(static_folder() / url).stat().st_size / 1000:.0f} kB" if url else NO_MAP
        print(f"{plan_id}：{size}")
    write_whole(maps_folder() / "plans.json", (json.dumps(urls, indent=1) + "\n").encode())
    return 0


def _map_url(plan: Plan) -> str:
    # one faulty plan must not keep the others from the map
    try:
        return kept_map(plan).url
    except KeyError:
        return ""


def _check(options: argparse.Namespace) -> int:
    findings: list[Finding] = []
    for plan_id in options.plans or find_plan_ids():
        found = check_geometry(load_plan(plan_id))
        for finding in found:
            print(f"{plan_id} {LEVEL_NAMES[finding.level]} {finding} [{finding.rule}]")
        errors = sum(finding.level == "error" for finding in found)
        print(f"{plan_id}：空间检查错误 {errors}，提醒 {len(found) - errors}")
        findings += found
    return int(has_error(findings))


if __name__ == "__main__":
    sys.exit(main())
