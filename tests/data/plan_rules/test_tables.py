"""Rules of the family tables: gaps, numbering, and the annex against the text."""

from __future__ import annotations

import pytest

from data.plan import Task
from data.plan_rules.tables import RULES
from tests.data.plan_rules.builders import found, make_plan, task, value


def test_a_dash_in_a_table_is_found_once_per_indicator():
    rows = [value("home_care_beds", None, year=year, as_written=f"家庭养老床位数|--|{year}年") for year in (2021, 2022)]
    (finding,) = found(RULES, make_plan(values=rows), rule="dash_cell")
    assert "2021、2022年一格印作“--”" in finding.sentence
    assert len(finding.places) == 2


def test_a_value_and_a_goal_in_words_are_no_dash():
    rows = [value("home_care_beds", 160), value("home_care_beds", None, as_written="普遍设置")]
    assert not found(RULES, make_plan(values=rows), rule="dash_cell")


def annex_row(number: str, **given: object) -> Task:
    return task(**({"source_table": "annex", "section": "附件", "number": number} | given))


def test_an_empty_row_is_found_between_its_neighbours():
    rows = [annex_row("3", title="甲"), annex_row("4", title="", row_status="empty"), annex_row("5", title="乙")]
    (finding,) = found(RULES, make_plan(tasks=rows), rule="empty_row")
    assert finding.sentence.startswith("附件第4行只有序号，没有内容")
    assert [place.label for place in finding.places] == ["3 甲", "4", "5 乙"]


def test_a_merged_row_is_told_as_merged_and_filled_rows_are_not():
    (finding,) = found(RULES, make_plan(tasks=[annex_row("1"), annex_row("2", row_status="merged")]), rule="empty_row")
    assert "与相邻行合并" in finding.sentence
    assert not found(RULES, make_plan(tasks=[annex_row("1"), annex_row("2")]), rule="empty_row")


def test_a_number_that_is_left_out_is_found():
    (finding,) = found(RULES, make_plan(tasks=[annex_row(number) for number in "1245"]), rule="numbering")
    assert finding.sentence == "附件的编号缺3，前后不连续。"
    assert finding.arithmetic == "已有编号：1、2、4、5"
    assert [place.label.split()[0] for place in finding.places] == ["2", "4"]


def test_a_number_that_is_used_twice_is_doubtful():
    (finding,) = found(RULES, make_plan(tasks=[annex_row(number) for number in "1223"]), rule="numbering")
    assert finding.severity == "medium"
    assert finding.sentence == "附件中编号2用了2次。"


def body_row(section: str, number: str) -> Task:
    return task(section=section, number=number)


@pytest.mark.parametrize(
    "rows",
    [
        [annex_row(number) for number in "123"],
        # numbering that runs on from chapter to chapter
        [body_row("四/（一）", "（一）"), body_row("四/（二）", "（二）"), body_row("五/（三）", "（三）")],
        # it begins anew under each heading
        [body_row("四/（一）/1", "1"), body_row("四/（一）/2", "2"), body_row("四/（二）/1", "1")],
        # （二） has tasks of its own below it
        [body_row("三/（一）", "（一）"), body_row("三/（二）/1", "1"), body_row("三/（三）", "（三）")],
        [body_row("四", ""), body_row("五", "任务一")],
    ],
)
def test_numbering_that_runs_on_begins_anew_or_goes_deeper_is_sound(rows: list[Task]):
    assert not found(RULES, make_plan(tasks=rows), rule="numbering")


def test_a_gap_in_the_numbers_of_clauses_is_found():
    rows = [body_row("四/（一）", "（一）"), body_row("四/（二）", "（二）"), body_row("四/（四）", "（四）")]
    (finding,) = found(RULES, make_plan(tasks=rows), rule="numbering")
    assert finding.sentence == "四的编号缺3，前后不连续。"


def led(title: str, *lead: str, **given: object) -> Task:
    return task(**({"title": title, "agencies": lead, "lead_agencies": lead} | given))


def test_a_task_with_other_leaders_in_the_annex_is_found():
    rows = [
        led("发展中药材种植产业", "市农业局"),
        led("发展中药材种植产业", "市农业局", "市林业局", source_table="annex", section="附件"),
    ]
    (finding,) = found(RULES, make_plan(tasks=rows), rule="annex_lead")
    assert finding.severity == "medium"
    assert finding.arithmetic == "发展中药材种植产业：正文由市农业局牵头，附件由市农业局、市林业局牵头"


def test_units_that_each_answer_for_a_task_are_no_single_leader():
    rows = [
        led("加快中医药制药业发展", "市经信委"),
        task(
            title="加快中医药制药业发展",
            agencies=("市经信委", "市药监局"),
            lead_agencies=(),
            agency_basis="separate",
            source_table="annex",
        ),
    ]
    (finding,) = found(RULES, make_plan(tasks=rows), rule="annex_lead")
    assert finding.arithmetic.endswith("附件由市经信委、市药监局分别负责")


@pytest.mark.parametrize(
    "annex",
    [
        led("加大中医药健康养老服务", "市卫生局", source_table="annex"),
        led("做好老年人权益保障", "市老龄办", source_table="annex"),
        task(title="加强中医药健康养老服务", agencies=("市卫生局",), lead_agencies=(), source_table="annex"),
    ],
)
def test_the_same_leader_and_another_task_are_left_alone(annex: Task):
    assert not found(RULES, make_plan(tasks=[led("加强中医药健康养老服务", "市卫生局"), annex]), rule="annex_lead")


def test_tasks_are_paired_as_recorded_whatever_their_titles():
    rows = [
        led("统筹布局", "市民政局", task_id="t-lay"),
        led("修订设置规划", "市民政局", "市卫生局", source_table="annex", number="7", same_as=("t-lay",)),
        led("引入社会资本", "市民政局", task_id="t-in"),
        led("引入社会资本", "市财政局", source_table="annex", number="8"),
    ]
    (finding,) = found(RULES, make_plan(tasks=rows), rule="annex_lead")
    assert finding.sentence == "1条任务的牵头单位，正文与附件写得不同：“统筹布局”。"
    assert finding.arithmetic == ("统筹布局：正文由市民政局牵头，附件第7行由市民政局、市卫生局牵头")


def test_a_task_of_the_text_without_lead_is_not_held_against_the_annex():
    rows = [
        task(title="协同推进", task_id="t-all", lead_agencies=(), agencies=("财政部门", "民政部门")),
        led("落实投入", "市财政局", source_table="annex", same_as=("t-all",)),
    ]
    assert not found(RULES, make_plan(tasks=rows), rule="annex_lead")


def test_a_row_of_the_annex_without_a_task_or_target_in_the_text_is_found():
    rows = [
        led("签约合作", "民政局", task_id="t-sign"),
        annex_row("1", title="全部签约", same_as=("t-sign",)),
        annex_row("2", title="健康管理率72%以上"),
        annex_row("3", title="流动助医服务队"),
    ]
    again = value("rate", 72, section="附件", restates="v0", as_written="健康管理率 72%以上 2022年底")
    (finding,) = found(RULES, make_plan(tasks=rows, values=[again]), rule="annex_only")
    assert finding.sentence == "附件有1行任务在正文中没有对应的任务：“3 流动助医服务队”。"
    assert finding.arithmetic == "附件任务 3 行 = 正文有对应的任务或目标 2 行 + 没有 1 行"


def test_an_annex_whose_pairs_nobody_recorded_is_not_asked_for_them():
    rows = [led("签约合作", "民政局"), annex_row("3", title="流动助医服务队")]
    assert not found(RULES, make_plan(tasks=rows), rule="annex_only")


def dated(*texts: str):
    return make_plan(
        tasks=[annex_row(str(at), deadline_text=text, deadline_kind="complete") for at, text in enumerate(texts, 1)]
    )


def test_the_one_deadline_without_its_verb_is_found():
    plan = dated("2017年底前完成", "持续开展", "2017年6月底前", "2017年6月前启动", "2018年完成")
    (finding,) = found(RULES, plan, rule="deadline_verb")
    assert finding.sentence.startswith("附件第3行的时限写“2017年6月底前”")


@pytest.mark.parametrize("texts", [["2022年底"] * 5, ["2022年底前完成"] * 5, []])
def test_a_column_of_bare_dates_or_of_full_ones_is_sound(texts: list[str]):
    assert not found(RULES, dated(*texts), rule="deadline_verb")


def test_by_june_and_by_the_end_of_june_in_one_table_are_one_finding():
    plan = dated("2017年6月前启动", "2017年6月底前启动", "2017年6月底前完成", "2018年6月前完成")
    (finding,) = found(RULES, plan, rule="deadline_month")
    assert finding.sentence.startswith("附件有1行写“2017年6月前”，2行写“2017年6月底前”")
    assert not found(RULES, dated("2017年6月前启动", "2017年7月底前启动"), rule="deadline_month")
