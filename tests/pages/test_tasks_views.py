"""任务进度: what timeline, matrix, Excel file and paper tell."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from data.catalog import load_catalog, load_plan
from data.plan import Plan
from data.task_sheet import task_book
from pages.shared.labels import in_language
from pages.tasks.download import lists_shown, named
from pages.tasks.filters import Filters, shown_tasks
from pages.tasks.matrix import matrix_of
from pages.tasks.print_view import print_html
from pages.tasks.sheets import filters_in_words, list_of, lists_by_agency, sheet_of
from pages.tasks.standing import Standing
from pages.tasks.timeline import timeline_of
from tests.pages.test_tasks import stand, standing, task

YAAN, FULING, WEIHAI = (load_plan(name) for name in ("yaan-2017-2020", "fuling-2022", "weihai-2022-2024"))


def days(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def unit_file(now: Standing, name: str, filters: str = "") -> list[list[object]]:
    agency = now.agency(name)
    content = task_book([sheet_of(now, list_of(now, now.plan.tasks, agency), filters)], "&P")
    return [list(row) for row in load_workbook(io.BytesIO(content)).worksheets[0].values]


def test_yaans_deadlines_stand_on_three_days_and_the_rest_is_counted():
    line = timeline_of(stand(YAAN), YAAN.tasks)
    assert [(day["label"], day["complete"], day["start"]) for day in line["dates"]] == [
        ("2017-05-31", 2, 8), ("2017-06-30", 1, 3), ("2017-12-31", 5, 1),
    ]  # fmt: skip
    assert (len(line["continuous"]), len(line["undated"])) == (13, 28)
    assert line["range"] == line["period"] == [days("2017-01-01"), days("2020-12-31")]
    assert [year for _, year in line["years"]] == ["2017", "2018", "2019", "2020"]


def test_a_deadline_after_the_period_lengthens_the_line_but_not_the_period():
    line = timeline_of(stand(WEIHAI), WEIHAI.tasks)
    assert line["period"][1] == days("2024-12-31")
    assert line["range"][1] == days("2025-12-31")


def test_a_plan_without_deadlines_has_an_empty_line_and_lists_its_tasks():
    plan = load_plan("dazhou-2021-2025")
    line = timeline_of(stand(plan), plan.tasks)
    assert (line["dates"], line["continuous"], len(line["undated"])) == ([], [], 17)


def test_a_plan_without_years_and_deadlines_has_no_line():
    assert timeline_of(standing(task()), [task()])["range"] == []


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_every_task_stands_on_the_timeline_or_in_one_of_its_lists_once(plan: Plan):
    line = timeline_of(stand(plan), plan.tasks)
    listed = [row["id"] for part in (*(day["tasks"] for day in line["dates"]), line["continuous"], line["undated"])
              for row in part]  # fmt: skip
    assert sorted(listed) == sorted(f"task:{row.task_id}" for row in plan.tasks if row.row_status == "filled")


def test_a_recorded_completion_changes_the_tone_on_the_timeline():
    row = task("a", deadline_kind="complete", deadline_text="2022年底", deadline_on="2022-12-31")
    before, after = (timeline_of(standing(row, recorded=told), [row])["dates"][0] for told in ({}, {"a": "completed"}))
    assert (before["tasks"][0]["state"], after["tasks"][0]["state"]) == ("到期无记录", "已完成")
    assert (before["note"], after["note"]) == ("完成时限 1 · 已过 3 年", "完成时限 1")


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_the_matrix_holds_each_unit_of_each_task_once(plan: Plan):
    now = stand(plan)
    drawn = matrix_of(now, plan.tasks)
    assert len(drawn["tasks"]) == len(plan.tasks)
    assert sum(len(row["cells"]) for row in drawn["tasks"]) == sum(len(roles) for roles in now.roles.values())
    counts = [count for _, count in drawn["units"]]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == sum(len(row["cells"]) for row in drawn["tasks"])


def test_the_matrix_marks_lead_and_support_only_by_rule():
    drawn = matrix_of(stand(YAAN), YAAN.tasks)
    units = [name for name, _ in drawn["units"]]
    rows = {row["id"]: {units[unit]: drawn["roles"][role][2] for unit, role in row["cells"]} for row in drawn["tasks"]}
    assert rows["task:a08"] == {"市卫生计生委": "lead", "市民政局": "support"}
    assert rows["task:a05"] == {"市民政局": "undivided", "市卫生计生委": "undivided"}
    assert rows["task:t02"] == {"市卫生计生委": "lead", "市民政局": "other", "各县(区)人民政府": "other"}
    assert rows["task:a04"] == {}


def test_a_units_file_says_what_it_is_and_lists_what_it_leads_first():
    rows = unit_file(stand(YAAN), "市民政局", "时限：完成时限")
    told = "\n".join(str(row[0]) for row in rows[:7])
    for text in ("市民政局 · 任务清单", "雅安市国家级医养结合试点市建设实施意见", "共 36 项任务：牵头 10、配合 5",
                 "筛选：时限：完成时限", "截至：2026-01-01", "数据版本 1.0.0"):  # fmt: skip
        assert text in told
    head = next(at for at, row in enumerate(rows) if row[0] == "分工")
    lines = rows[head + 1 :]
    assert len(lines) == 36
    assert [row[0] for row in lines] == ["牵头"] * 10 + ["配合"] * 5 + ["其他"] * 13 + ["未分主次"] * 8
    columns = rows[head]
    assert columns[:5] == ["分工", "序号", "任务", "摘要", "责任单位"]
    plan = {str(row[2]): dict(zip(columns, row, strict=True)) for row in lines}["修订医疗、养老机构设置规划"]
    assert plan["时限（原文）"] == "2017年6月底前"
    assert plan["按此日计"] == datetime(2017, 6, 30)
    assert (plan["时限性质"], plan["进度"], plan["进展状态"]) == (
        "完成时限",
        "到期无记录（已过 8 年 6 个月）",
        "未记录",
    )
    assert plan["章节"] == "附件"
    assert "7修订完善医疗、养老机构设置规划" in str(plan["原文"])
    assert "规划未载明" in {row[columns.index("时限（原文）")] for row in lines}


@pytest.mark.heavy
def test_the_file_of_all_units_has_a_sheet_for_each():
    now = stand(YAAN)
    lists = lists_shown(now, shown_tasks(now, Filters(), ""), "units")
    book = load_workbook(io.BytesIO(task_book([sheet_of(now, part, "") for part in lists], "&P / &N")))
    assert book.sheetnames == [agency.name for agency in now.agencies]
    sheet = book["市老龄办"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.center.text
    assert sheet.print_title_rows
    assert sheet.freeze_panes


def test_one_unit_or_a_list_is_one_sheet():
    now = stand(YAAN)
    assert len(lists_shown(now, shown_tasks(now, Filters(agencies=("市民政局",)), ""), "units")) == 1
    assert lists_shown(now, shown_tasks(now, Filters(), ""), "list")[0].tasks == YAAN.tasks


def test_texts_in_the_file_never_become_formulas():
    row = task("a", title="=1+1", summary="@SUM(A1)", agencies=("=cmd局",), note="+x", as_written="-1|=2")
    now = standing(row)
    part = lists_by_agency(now, [row])[0]
    sheet = load_workbook(io.BytesIO(task_book([sheet_of(now, part, "=3")], "&P"))).worksheets[0]
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert {"=1+1", "@SUM(A1)", "+x", "-1 … =2"} <= {cell.value for cell in cells}


def test_the_filters_are_told_in_words():
    filters = Filters(agencies=("市民政局",), deadlines=("start",), states=("overdue",), text="医院")
    assert filters_in_words(filters, with_agency=False) == "时限：启动时限；进度：逾期；文字：医院"
    assert filters_in_words(filters, with_agency=True).startswith("责任单位：市民政局；")
    assert filters_in_words(Filters(), with_agency=True) == ""


def test_a_file_name_holds_region_unit_and_day():
    assert named(stand(YAAN), "各县(区)人民政府/x") == "雅安市_任务进度_各县(区)人民政府x_2026-01-01.xlsx"


def test_a_file_in_english_has_english_headings():
    with in_language("en"):
        rows = unit_file(stand(YAAN), "市民政局")
    assert any(row[:3] == ["Role", "No.", "Task"] for row in rows)


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_every_list_of_every_plan_can_be_printed(plan: Plan):
    now = stand(plan)
    for part in (list_of(now, plan.tasks, None), *lists_by_agency(now, plan.tasks)):
        page = print_html(now, part, "")
        assert page.count("<tr>") == len(part.tasks) + 1
        assert '<tr class="running">' in page
        assert "2026-01-01" in page


def test_paper_shows_hostile_text_as_text():
    row = task("a", title="<script>x</script>", summary="<b>y", number="<i>", agencies=("<u>局",), section="<s>")
    now = standing(row, recorded={"a": "completed"})
    page = print_html(now, lists_by_agency(now, [row])[0], "<em>")
    for tag in ("<script", "<b>y", "<i>", "<u>", "<s>", "<em>"):
        assert tag not in page


def test_the_unit_with_two_spellings_says_both_on_paper():
    now = stand(FULING)
    page = print_html(now, list_of(now, FULING.tasks, now.agency("区大数据局")), "")
    assert "区大数据发展局（又写作 区大数据局）" in page
