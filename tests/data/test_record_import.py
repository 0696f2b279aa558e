"""Actual values and statuses from files that people fill in."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from data.catalog import find_plan_ids, load_plan
from data.record import Author, Entry, Subject, actual_subject
from data.record_import import read_import, template
from data.record_import.cell_reading import CellError, read_amount, read_date
from data.record_import.sheet import LARGEST_BYTES, MOST_ROWS
from data.series import series_of

BEDS = "elderly_care_beds@990000"
RATE = "elderly_health_management_rate_65_pct@990000"
INDICATOR_HEADER = ["指标编号", "年份", "实际值", "来源", "备注"]
TASK_HEADER = ["任务编号", "状态", "完成日期", "佐证", "来源"]
MOMENT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def csv_of(*rows, encoding="utf-8"):
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue().encode(encoding)


def xlsx_of(*rows, formats=None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def entry(subject, value, entry_id=7):
    return Entry(entry_id, subject, value, None, "", "", "", Author("张三"), MOMENT)


def values(result):
    assert result.faults == (), [str(fault) for fault in result.faults]
    return [(change.subject.subject_id, change.subject.field, change.value) for change in result.changes]


def faults(result):
    assert result.changes == ()
    return [str(fault) for fault in result.faults]


@pytest.fixture
def read(example_plan):
    return lambda content, present=None, name="填报.csv": read_import(name, content, example_plan, present or {})


def test_a_filled_template_is_read(example_plan):
    book = load_workbook(io.BytesIO(template(example_plan, "indicator")))
    sheet = book["指标实际值"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {(row[0].value, row[columns["年份"] - 1].value): row[0].row for row in sheet.iter_rows(min_row=2)}
    sheet.cell(rows[RATE, 2025], columns["实际值"], 71.5)
    sheet.cell(rows[RATE, 2025], columns["来源"], "统计公报")
    target = io.BytesIO()
    book.save(target)
    result = read_import("填报.xlsx", target.getvalue(), example_plan, {})
    assert values(result) == [(RATE, "actual:2025", "71.5")]
    assert (result.kind, result.changes[0].source, result.changes[0].seen) == ("indicator", "统计公报", None)


@pytest.mark.parametrize("plan_id", find_plan_ids())
@pytest.mark.parametrize("kind", ["indicator", "task", "project"])
def test_a_template_left_blank_asks_for_nothing(plan_id, kind):
    plan = load_plan(plan_id)
    result = read_import("模板.xlsx", template(plan, kind), plan, {})
    assert (result.kind, values(result), result.warnings) == (kind, [], ())
    expected = {
        "indicator": sum(len({year or plan.end_year for year in series.targets()}) for series in series_of(plan)),
        "task": sum(task.row_status != "empty" for task in plan.tasks),
        "project": len(plan.projects),
    }
    assert result.rows == expected[kind] > 0


def test_the_template_shows_what_is_recorded_and_offers_the_statuses(example_plan):
    status = Subject(example_plan.plan_id, "task", "t01", "status")
    book = load_workbook(io.BytesIO(template(example_plan, "task", {status: entry(status, "blocked")})))
    sheet = book["任务进度"]
    row = {cell.value: sheet.cell(2, cell.column).value for cell in sheet[1]}
    assert (row["任务编号"], row["任务"], row["已录状态"], row["状态"]) == ("t01", "开展签约服务", "受阻", None)
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"未启动,已启动,持续开展,受阻,已完成"'
    assert "E2" not in rule.sqref
    assert "F2" in rule.sqref
    assert "留空的格子不改动" in str(list(book["说明"].values))


def test_the_template_shows_recorded_figures_and_not_what_was_withdrawn(example_plan):
    beds, rate = (
        actual_subject(example_plan.plan_id, indicator_id, "990000", 2025)
        for indicator_id in ("nursing_bed_share_pct", "elderly_health_management_rate_65_pct")
    )
    content = template(example_plan, "indicator", {beds: entry(beds, "41.5"), rate: entry(rate, "")})
    sheet = load_workbook(io.BytesIO(content))["指标实际值"]
    column = next(cell.column for cell in sheet[1] if cell.value == "已录值") - 1
    recorded = {row[0].value: row[column].value for row in sheet.iter_rows(min_row=2)}
    assert (recorded["nursing_bed_share_pct@990000"], recorded[RATE]) == (41.5, None)


def test_no_text_of_a_plan_becomes_a_formula_in_the_template(plan_folder):
    plan_folder.replace("tasks.csv", "开展签约服务,", "=HYPERLINK(0),")
    sheet = load_workbook(io.BytesIO(template(plan_folder.read(), "task")))["任务进度"]
    assert (sheet["B2"].value, sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("=HYPERLINK(0)", "s", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_in_the_encodings_of_excel(read, encoding):
    content = csv_of(INDICATOR_HEADER, [BEDS, "2021", "3350", "统计公报", "年末"], encoding=encoding)
    result = read(content)
    assert values(result) == [(BEDS, "actual:2021", "3350")]
    assert (result.changes[0].source, result.changes[0].note) == ("统计公报", "年末")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("3350", "张", "3350"),
        (" 3,350 ", "张", "3350"),
        ("１，２３４", "张", "1234"),
        ("1,234,567.5", "万元", "1234567.5"),
        ("60%", "%", "60"),
        ("６０％", "%", "60"),
        ("6.50", "张", "6.50"),
        ("3350张", "张", "3350"),
        ("3350 张", "张", "3350"),
        ("-1.2", "%", "-1.2"),
        ("0", "张", "0"),
    ],
)
def test_a_number_that_can_be_meant_in_one_way_only_is_accepted(text, unit, value):
    assert read_amount(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("60%", "张"),
        ("1,23", "张"),
        ("12,34", "张"),
        ("1.234.5", "张"),
        ("约3000", "张"),
        ("3000以上", "张"),
        ("3000-4000", "张"),
        ("1.2万", "张"),
        ("1.2万张", "张"),
        ("1e5", "张"),
        ("NaN", "张"),
        ("inf", "张"),
        ("三千", "张"),
        ("=1+1", "张"),
        ("0x10", "张"),
        ("3350人", "张"),
        ("1 234", "张"),
        ("+5", "张"),
        ("②", "张"),
        ("10²", "张"),
        ("0.3333333333333333", "%"),
    ],
)
def test_a_number_that_could_be_meant_otherwise_is_refused(text, unit):
    with pytest.raises(CellError, match="应为|小数|单位"):
        read_amount(text, unit)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False))
def test_a_number_is_read_the_same_with_thousands_separators(number):
    assert read_amount(f"{number:,}", "张") == read_amount(f"{number}", "张") == f"{number}"


@pytest.mark.parametrize(
    "text", ["2021-06-04", "2021/6/4", "2021.6.4", "2021年6月4日", "20210604", "２０２１－０６－０４"]
)
def test_a_day_is_read_in_the_usual_forms(text):
    assert read_date(text, datetime.date(2026, 1, 1)) == "2021-06-04"


@pytest.mark.parametrize(
    "text", ["6/4/2021", "2021-13-01", "2021-02-30", "2021-6", "44351", "去年", "2021-6/4", "2031-01-01"]
)
def test_a_day_that_is_unclear_or_to_come_is_refused(text):
    with pytest.raises(CellError):
        read_date(text, datetime.date(2026, 1, 1))


def test_excel_cells_are_read_as_people_see_them(read):
    rows = [INDICATOR_HEADER, [RATE, 2021, 0.6], [RATE, 2022, 66.60000000000001], [BEDS, 2021, 3350.0]]
    content = xlsx_of(*rows, formats={"C2": "0%"})
    assert [value for _, _, value in values(read(content, name="填报.xlsx"))] == ["60", "66.6", "3350"]
    task = xlsx_of(TASK_HEADER, ["t01", "已完成", datetime.datetime(2021, 6, 24)])
    assert values(read(task))[1] == ("t01", "finished_on", "2021-06-24")


def test_statuses_are_read_by_name_and_by_code(read):
    content = csv_of(TASK_HEADER, ["t01", "已完成", "2021/6/24", "市卫发〔2021〕3号", "督查"], ["t02", "continuing"])
    result = read(content)
    assert values(result) == [
        ("t01", "status", "completed"),
        ("t01", "finished_on", "2021-06-24"),
        ("t01", "evidence", "市卫发〔2021〕3号"),
        ("t02", "status", "continuing"),
    ]
    assert {change.source for change in result.changes[:3]} == {"督查"}


def test_what_is_recorded_already_is_counted_and_passed_as_seen(read, example_plan):
    beds = actual_subject(example_plan.plan_id, "elderly_care_beds", "990000", 2021)
    content = csv_of(INDICATOR_HEADER, [BEDS, 2021, 3350], [BEDS, 2022, 3400])
    result = read(content, {beds: entry(beds, "3350")})
    assert (values(result), result.unchanged) == ([(BEDS, "actual:2022", "3400")], 1)
    (changed, _) = read(content, {beds: entry(beds, "3300")}).changes
    assert changed.seen == 7


def test_a_blank_cell_leaves_as_is(read, example_plan):
    status = Subject(example_plan.plan_id, "task", "t01", "status")
    result = read(csv_of(TASK_HEADER, ["t01", "", "", "纪要"], ["t02"]), {status: entry(status, "started")})
    assert values(result) == [("t01", "evidence", "纪要")]


def test_every_fault_is_told_with_row_column_value_and_expectation_and_nothing_is_taken(read):
    content = csv_of(
        INDICATOR_HEADER,
        [BEDS, 2021, "3350"],
        [BEDS, 2022, "三千"],
        ["elderly_care_bed@990000", 2021, "1"],
        ["", 2021, "1"],
        [BEDS, 1999, "1"],
        [BEDS, "", "1"],
        [BEDS, "2021年", "3360"],
    )
    told = faults(read(content))
    assert told == [
        "填报.csv 第3行 实际值“三千”不能采用（应为不带单位和千分号的数字，如 17.8）",
        "填报.csv 第4行 指标编号“elderly_care_bed@990000”本规划没有这个编号（是否为 elderly_care_beds@990000）",
        "填报.csv 第5行 指标编号“”没有编号（每行应有模板中的编号）",
        f"填报.csv 第6行 年份“1999”不能采用（应为 2019—{min(2030, datetime.date.today().year)} 之间的年份）",
        "填报.csv 第7行 年份“”没有填（应为四位年份，如 2021）",
        "填报.csv 第8行 实际值“3360”与第2行重复（同一项只填一次）",
    ]


def test_a_name_that_belongs_to_another_row_is_a_fault(read):
    content = csv_of(["任务编号", "任务", "状态"], ["t01", "培训护理员", "已启动"])
    assert faults(read(content)) == ["填报.csv 第2行 任务“培训护理员”与编号不符，可能错行（t01 为“开展签约服务”）"]


def test_a_file_of_another_plan_is_refused(read):
    content = csv_of(["任务编号", "状态", "规划编号"], ["t01", "已启动", "weihai-2022-2024"])
    assert faults(read(content)) == ["填报.csv 第2行 规划编号“weihai-2022-2024”是另一个规划（应为 yunhe-2020-2025）"]


def test_another_unit_is_a_fault(read):
    content = csv_of(["指标编号", "单位", "年份", "实际值"], [BEDS, "万张", 2021, "0.3"])
    assert "与规划的单位不同（应为“张”" in faults(read(content))[0]


def test_a_plan_that_counts_the_same_things_in_two_ways_may_be_answered_in_either():
    plan = load_plan("weihai-2022-2024")
    header = ["指标编号", "单位", "年份", "实际值"]
    rows = [
        ["medical_elderly_institutions@371000", unit, year, f"59{unit}"] for unit, year in (("处", 2022), ("个", 2023))
    ]
    assert [value for _, _, value in values(read_import("x.csv", csv_of(header, *rows), plan, {}))] == ["59", "59"]
    rows = [["elderly_care_beds@511700", "张", 2022, "38000"]]
    assert "应为“万张”" in faults(read_import("x.csv", csv_of(header, *rows), load_plan("dazhou-2021-2025"), {}))[0]


def test_a_finished_task_that_is_not_completed_is_a_fault(read, example_plan):
    status = Subject(example_plan.plan_id, "task", "t01", "status")
    content = csv_of(TASK_HEADER, ["t01", "", "2021-06-24"])
    assert "有完成日期而状态为“未录”" in faults(read(content))[0]
    assert "有完成日期而状态为“受阻”" in faults(read(content, {status: entry(status, "blocked")}))[0]
    assert values(read(content, {status: entry(status, "completed")})) == [("t01", "finished_on", "2021-06-24")]


def test_odd_values_are_warned_of_but_taken(read):
    content = csv_of(INDICATOR_HEADER, [RATE, 2021, "106"], [RATE, 2022, "0.66"], [BEDS, 2021, "", "公报"])
    result = read(content)
    assert len(values(result)) == 2
    assert [(warning.row, warning.level) for warning in result.warnings] == [
        (2, "warning"),
        (3, "warning"),
        (4, "warning"),
    ]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (["指标编号", "年份"], "缺少这一列"),
        (["指标编号", "年份", "实际值", "出处"], "不是“指标实际值”的列（列名为 指标编号、"),
        (["指标编号", "年份", "实际值", "实际值"], "这一列重复"),
        (["编号", "年份", "实际值", "来源"], "没有找到表头"),
        (["任务编号", "来源", "备注"], "没有可以导入的列"),
    ],
)
def test_wrong_columns_are_told(read, header, message):
    told = faults(read(csv_of(header, [BEDS, "2021", "1", "x"])))
    assert any(message in text for text in told), told


def test_a_title_above_the_headings_and_a_foreign_delimiter_do_not_matter(read):
    content = "2021年填报\n\n指标编号\t年份\t实际值\n" + f"{BEDS}\t2021\t3350\n"
    assert values(read(content.encode())) == [(BEDS, "actual:2021", "3350")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Excel"),
        (b"PK\x03\x04 broken", "文件已损坏"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x81\xff", "也不是 UTF-8"),
        ("指標編號,年份\n".encode("big5"), "也不是 UTF-8"),
        ("指标编号,年份\n".encode("utf-16-le"), "也不是 UTF-8"),
        ('指标编号,年份,实际值\n"x,2021,3\n'.encode(), "不是完整的 CSV"),
        (b"x" * (LARGEST_BYTES + 1), "应不超过 5 MB"),
        (("指标编号,年份,实际值\n" + "x,2021,3\n" * (MOST_ROWS + 1)).encode(), "请分成几份"),
        (("指标编号,年份,实际值\n" + "x" * 30_000).encode(), "有一格超过"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(read, content, message):
    (told,) = faults(read(content))
    assert message in told


def with_part(content, name, text):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return target.getvalue()


def test_a_zip_bomb_is_refused_before_it_unpacks(read):
    bomb = with_part(xlsx_of(INDICATOR_HEADER), "xl/worksheets/sheet2.xml", b"0" * 80_000_000)
    assert len(bomb) < 200_000
    assert "解压后过大" in faults(read(bomb))[0]


def test_declared_entities_are_refused(read):
    text = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    assert "XML 声明" in faults(read(with_part(xlsx_of(INDICATOR_HEADER), "xl/sharedStrings.xml", text)))[0]


def test_a_formula_counts_with_the_value_that_excel_computed_and_else_is_a_fault(read):
    content = xlsx_of(INDICATOR_HEADER, [BEDS, 2021, "=3000+350"])
    (told,) = faults(read(content, name="填报.xlsx"))
    assert told == "填报.xlsx 第2行 C“=3000+350”公式没有算出的结果（请用 Excel 打开并保存一次，或粘贴为数值）"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    computed = sheet.replace("<f>3000+350</f><v></v>", "<f>3000+350</f><v>3350</v>").replace(
        "<f>3000+350</f><v />", "<f>3000+350</f><v>3350</v>"
    )
    assert computed != sheet
    assert values(read(with_part(content, "xl/worksheets/sheet1.xml", computed))) == [(BEDS, "actual:2021", "3350")]


def test_hostile_texts_are_kept_as_texts_or_refused(read):
    content = csv_of(TASK_HEADER, ["t01", "已启动", "", "<script>alert(1)</script>", "=cmd|' /C calc'!A0"])
    result = read(content)
    assert values(result)[1][2] == "<script>alert(1)</script>"
    assert result.changes[0].source == "=cmd|' /C calc'!A0"
    assert "控制字符" in faults(read(csv_of(TASK_HEADER, ["t01", "已启动", "", "a\x07b"])))[0]


FULING = load_plan("fuling-2022")


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(content):
    result = read_import("x.csv", content, FULING, {})
    assert result.changes == ()
    assert result.faults


@settings(max_examples=50)
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_no_rows_make_the_reader_fail(rows):
    cells = [[cell.replace("\0", "").encode("utf-8", "ignore").decode() for cell in row] for row in rows]
    result = read_import("x.csv", csv_of(INDICATOR_HEADER, *cells), FULING, {})
    assert not (result.changes and result.faults)
