"""Workbook and CSV files of a plan, opened again: what stands in them, what the filters leave, what they tell."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from data.__main__ import main
from data.catalog import find_plan_ids, load_plan
from data.takeaway.extract import STATISTICS, Extract
from data.takeaway.files import csv_zip_bytes, workbook_bytes
from data.takeaway.tables import known_tables
from tests.browser.odd_plans import write_hostile_plan

WEIHAI, HUANCUI = "weihai-2022-2024", "371002"
NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def extract(plan_id: str = WEIHAI, **more: object) -> Extract:
    return Extract(load_plan(plan_id), "zh", known_tables(), NOON, **more)


def book(taken: Extract) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(taken)))


def csv_files(taken: Extract) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(csv_zip_bytes(taken))) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {name: list(csv.reader(io.StringIO(text))) for name, text in texts.items()}


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_the_workbook_holds_every_row_of_every_table_between_sources_and_notes(plan_id: str):
    taken = extract(plan_id)
    opened = book(taken)
    assert opened.sheetnames == ["来源", *map(taken.title, taken.tables), "说明"]
    for name in taken.tables:
        sheet, (header, rows) = opened[taken.title(name)], taken.cells(name)
        assert (sheet.max_row - 1, sheet.max_column) == (len(rows), len(header)), name


def test_amounts_are_numbers_and_what_the_plan_does_not_state_is_blank():
    sheet = book(extract())["重点项目"]
    heads = [cell.value for cell in sheet[1]]
    column = heads.index("投资（万元）（investment_wan_yuan）")
    values = [row[column].value for row in sheet.iter_rows(min_row=2)]
    stated = [project.investment_wan_yuan for project in load_plan(WEIHAI).projects]
    assert [value for value in values if value is not None] == [value for value in stated if value is not None]
    assert values.count(None) == stated.count(None)
    assert 0 not in values


def test_a_file_says_which_plan_version_filters_and_moment_it_is_of():
    notes = dict(book(extract(districts=frozenset({HUANCUI})))["来源"].iter_rows(values_only=True))
    assert notes["文号"] == "威民发〔2022〕3号"
    assert notes["筛选"] == "区县：环翠区"
    assert notes["成文时间"] == "2026-01-31T12:00+00:00"
    assert notes["数据版本"].startswith(load_plan(WEIHAI).data_version)


def test_a_filter_by_district_leaves_its_rows_and_says_what_it_does_not_reach():
    taken = extract(districts=frozenset({HUANCUI}))
    header, rows = taken.cells("projects")
    at = header.index("district_codes")
    assert rows and all(HUANCUI in row[at].split(";") for row in rows)
    assert [row[0] for row in taken.cells(STATISTICS)[1]] == [HUANCUI]
    notes = dict(book(taken)["说明"].iter_rows(values_only=True))
    assert "任务" in notes["筛选范围"]


def test_kinds_of_rows_are_filtered_in_the_projects_only():
    taken = extract(row_kinds=frozenset({"project"}))
    header, rows = taken.cells("projects")
    assert {row[header.index("row_kind")] for row in rows} == {"project"}
    assert len(taken.cells("tasks")[1]) == len(extract().cells("tasks")[1])


def test_each_csv_ends_with_its_sources():
    files = csv_files(extract())
    assert len(files) == len(known_tables())
    for name, rows in files.items():
        assert ["文号", "威民发〔2022〕3号"] in rows, name


def test_the_same_moment_gives_the_same_bytes():
    assert csv_zip_bytes(extract()) == csv_zip_bytes(extract())


def test_no_text_of_a_hostile_plan_becomes_a_formula(tmp_path: Path):
    write_hostile_plan(tmp_path / "hostile-2021")
    table = (tmp_path / "hostile-2021" / "projects.csv").read_text(encoding="utf-8")
    (tmp_path / "hostile-2021" / "projects.csv").write_text(table.replace("C:\\path", "=cmd|' /C calc'!A0 C:\\path"))
    taken = replace(extract(), plan=load_plan("hostile-2021", tmp_path))
    cells = [cell for sheet in book(taken) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    starts = ("=", "+", "@")
    assert not [cell for rows in csv_files(taken).values() for row in rows for cell in row if cell.startswith(starts)]
    assert any("=cmd" in str(cell.value) for cell in cells)


def test_libreoffice_opens_the_workbook(tmp_path: Path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here")
    (tmp_path / "a.xlsx").write_bytes(workbook_bytes(extract()))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    command += [
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(tmp_path), str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=120)
    (made,) = tmp_path.glob("a*.csv")
    rows = list(csv.reader(io.StringIO(made.read_text(encoding="utf-8"))))
    assert len(rows) == 1 + len(load_plan(WEIHAI).projects)
    assert rows[0][1] == "名称（name）"


def test_the_command_writes_the_files_it_was_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["export", WEIHAI, "--out", str(tmp_path), "--format", "xlsx,csv"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{WEIHAI}.xlsx", f"{WEIHAI}_csv.zip"]
    assert f"[1/2] {WEIHAI}.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "told"), [(["--format", "doc"], "xlsx、csv"), (["--district", "999999"], "371002 环翠区")]
)
def test_a_wrong_word_is_answered_with_those_that_are_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], told: str
):
    assert main(["export", WEIHAI, "--out", str(tmp_path), *wrong]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
