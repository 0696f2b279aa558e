"""What may be recorded in each field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record import COMMENT, STATUS_NAMES, STATUSES, Author, Change, RecordError, Subject
from data.record_value import LONGEST_NOTE, LONGEST_TEXT, accept, accept_author, expectation_of, is_plain_number

ACTUAL = Subject("p", "indicator", "beds@990000", "actual:2021")
STATUS = Subject("p", "task", "t01", "status")
FINISHED = Subject("p", "project", "k01", "finished_on")
EVIDENCE = Subject("p", "project", "k01", "evidence")
POSITION = Subject("p", "place", "p01", "position")
REASON = Subject("p", "finding", "identities:1", "acknowledged")
THREAD = Subject("p", "place", "p01", COMMENT)

NO_NUMBERS = (
    *("三", "1,234", "60%", "NaN", "inf", "1e5", "+5", ".5", "5.", "007", "１２", "1 2", "--"),
    *("9" * 16, "1.0000000001"),
)
NO_DATES = ("2023-02-29", "2021-6-4", "2021/06/04", "20210604", "0001-01-01", "2021-06-24T00:00")
NO_POSITIONS = ("104.5", "104.5，31.25", "104.5, 31.25", "104.5,31.25,0", "a,b", "-104.5,31.25", "1e2,31")


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        (ACTUAL, "3350"),
        (ACTUAL, "-0.5"),
        (ACTUAL, "0"),
        (ACTUAL, "66.50"),
        (ACTUAL, ""),
        *((STATUS, status) for status in STATUSES),
        (STATUS, ""),
        (FINISHED, "2024-02-29"),
        (EVIDENCE, "市卫发〔2021〕3号\nhttps://example.gov.cn/a?b=1"),
        (POSITION, "104.5,31.25"),
        (POSITION, "122.119999999999,37.5"),
        (Subject("p", "project", "k01", "position"), "104.5,31.25"),
        (REASON, "表内合计为四舍五入所致"),
        (THREAD, "<b>好</b> 👨‍👩‍👧"),
    ],
)
def test_a_value_of_its_field_is_accepted(subject, value):
    assert expectation_of(Change(subject, value)) == ""


@pytest.mark.parametrize(
    ("subject", "value", "expectation"),
    [
        *((ACTUAL, value, "不带单位和千分号的数字") for value in NO_NUMBERS),
        *((STATUS, value, "应为 未启动（not_started）") for value in ("done", "已完成", "COMPLETED")),
        *((FINISHED, value, "2021-06-24 这样的日期") for value in NO_DATES),
        *((POSITION, value, "经度,纬度") for value in NO_POSITIONS),
        (POSITION, "31.25,104.5", "经度应在前"),
        (POSITION, "10.5,31.25", "东经 73—136"),
        (POSITION, "104.5,89", "北纬 3—54"),
        (EVIDENCE, "a" * (LONGEST_TEXT + 1), f"不超过 {LONGEST_TEXT} 字"),
        (EVIDENCE, "a\x00b", "控制字符"),
        (EVIDENCE, "a\x1b[31m", "控制字符"),
        (EVIDENCE, "a\ud800", "控制字符"),
        (EVIDENCE, "a\u202egpj.exe", "改变文字方向"),
        (THREAD, "", "评论不能为空"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_of_its_field_is_refused_with_what_was_expected(subject, value, expectation):
    assert expectation in expectation_of(Change(subject, value))
    with pytest.raises(RecordError, match="没有保存"):
        accept([Change(subject, value)])


@pytest.mark.parametrize(
    "subject",
    [
        Subject("p", "indicator", "beds@990000", "status"),
        Subject("p", "indicator", "beds@990000", "actual:21"),
        Subject("p", "indicator", "beds@990000", "actual:1066"),
        Subject("p", "indicator", "beds", "actual:2021"),
        Subject("p", "task", "t01", "position"),
        Subject("p", "place", "p01", "acknowledged"),
        Subject("p", "plan", "p", "status"),
        Subject("", "task", "t01", "status"),
        Subject("p", "task", " ", "status"),
        Subject("p", "task", "a\nb", "status"),
        Subject("p", "task", "a" * 301, "status"),
    ],
)
def test_a_subject_that_nothing_can_be_recorded_about_is_refused(subject):
    assert expectation_of(Change(subject, "started"))


def test_source_and_note_are_bounded_too():
    assert "来源不超过 500 字" in expectation_of(Change(ACTUAL, "1", source="a" * 501))
    assert "来源含有" in expectation_of(Change(ACTUAL, "1", source="一\n二"))
    assert "备注不超过" in expectation_of(Change(ACTUAL, "1", note="a" * (LONGEST_NOTE + 1)))
    assert expectation_of(Change(ACTUAL, "1", note="一\n二")) == ""


def test_blanks_around_texts_are_left_out():
    (change,) = accept([Change(EVIDENCE, " 纪要\n", source=" 督查 ", note="\t")])
    assert (change.value, change.source, change.note) == ("纪要", "督查", "")


def test_the_same_thing_twice_in_one_save_is_refused_but_comments_may():
    with pytest.raises(RecordError, match="只能出现一次"):
        accept([Change(ACTUAL, "1"), Change(ACTUAL, "2")])
    assert len(accept([Change(THREAD, "一"), Change(THREAD, "二")])) == 2


@pytest.mark.parametrize("name", ["", "  ", "a" * 61, "张\n三", "张\u202e三"])
def test_who_records_has_a_name(name):
    with pytest.raises(RecordError, match="记录人"):
        accept_author(Author(name))
    assert accept_author(Author(" 张三 ")) == Author("张三")


@given(st.text(max_size=30))
def test_what_passes_for_a_number_is_one_and_finite(text):
    if is_plain_number(text):
        assert abs(float(text)) < 10**15


@given(st.text(max_size=40), st.sampled_from([ACTUAL, STATUS, FINISHED, EVIDENCE, POSITION, REASON, THREAD]))
def test_whatever_is_accepted_can_be_stored_and_shown(text, subject):
    if expectation_of(Change(subject, text)) == "":
        text.encode("utf-8")
        assert "\0" not in text


def test_every_status_has_its_names():
    assert tuple(STATUS_NAMES) == STATUSES
    assert all(zh and en for zh, en in STATUS_NAMES.values())
