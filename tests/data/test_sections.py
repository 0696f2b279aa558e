"""Section addresses of a published text."""

from __future__ import annotations

import pytest

from data.document import compact_text, find_digit_runs, find_occurrences, read_document
from data.sections import find_headings, read_sections


def addresses(text):
    return [heading.address for heading in find_headings(text)]


def section_text(text, section):
    document = read_sections(text)
    return [document.document.compact[start:end] for start, end in document.ranges(section)]


def test_a_document_on_one_line_has_its_sections():
    text = "通知 　　一、背景 　　（一）现状。有床。 （二）需求。 1．少。 2．贵。 　　二、要求 （三）做。"
    assert addresses(text) == ["一", "一/（一）", "一/（二）", "一/（二）/1", "一/（二）/2", "二", "二/（三）"]
    assert section_text(text, "题头") == ["通知"]
    assert section_text(text, "一/（二）") == ["（二）需求。1．少。2．贵。"]


def test_half_width_brackets_give_the_same_address():
    assert addresses("一、甲\n(一)乙\n(二)丙\n1.丁") == ["一", "一/（一）", "一/（二）", "一/（二）/1"]


def test_numbers_inside_a_sentence_are_no_headings():
    assert addresses("一、甲\n按照（一）所列，一、二级医院，约 1.5万人。\n二、乙") == ["一", "二"]


def test_a_number_out_of_sequence_is_no_heading():
    assert addresses("一、甲\n九、不是\n二、乙\n一、不是") == ["一", "二"]


def test_a_box_is_a_section_of_its_own():
    text = "一、甲\n1.子\n专栏1:项目\n投资9万元\n2.丑\n二、乙"
    assert section_text(text, "专栏1") == ["专栏1:项目投资9万元"]
    assert section_text(text, "一") == ["一、甲1.子", "2.丑"]
    assert section_text(text, "一/2") == ["2.丑"]


def test_the_rows_of_a_flattened_annex_are_numbered():
    text = "一、甲\n附件:清单\n附件\n清单\n1\n开门\n2022年\n2\n3\n关门"
    assert addresses(text)[-3:] == ["附件/1", "附件/2", "附件/3"]
    assert section_text(text, "附件/3") == ["3关门"]
    assert section_text(text, "附件") == ["附件:清单附件清单1开门2022年23关门"]


def test_an_annex_counts_its_headings_anew():
    assert addresses("一、甲\n二、乙\n附件1\n一、丙\n（一）丁") == ["一", "二", "附件1", "附件1/一", "附件1/一/（一）"]


def test_chapters_are_addresses_too():
    assert addresses("第一章 总则\n第一节 目标\n一、甲\n第二章 任务") == [
        "第一章", "第一章/第一节", "第一章/第一节/一", "第二章",
    ]  # fmt: skip


def test_the_sign_off_is_the_date_line_with_its_signature():
    assert section_text("一、甲\n做事。\n云河市人民政府\n2020年3月5日\n", "落款") == ["云河市人民政府2020年3月5日"]


def test_a_text_without_headings_is_all_head():
    assert section_text("只有一句话。", "题头") == ["只有一句话。"]
    assert read_sections("").sections == {"题头": ((0, 0),)}


def test_several_addresses_are_several_ranges():
    assert section_text("一、甲\n二、乙\n三、丙", "一;三") == ["一、甲", "三、丙"]
    assert section_text("一、甲", "九") == []


def test_words_split_by_a_page_break_are_whole():
    document = read_document("开展以县域或\n\n—4—\n\n乡镇为单元")
    assert document.compact == "开展以县域或乡镇为单元"
    start, end = document.text_range(4, 8)
    assert compact_text(document.text[start:end]) == "域或—4—乡镇"


def test_a_span_of_years_is_no_page_mark():
    assert "2003—2019" in read_document("2003—2019年").compact


@pytest.mark.parametrize(
    ("text", "runs"),
    [("占49%，2.17人", ["49", "2.17"]), ("指标\n52\n55", ["52", "55"]), ("2021年\n6月", ["2021", "6"]), ("无", [])],
)
def test_numbers_are_found(text, runs):
    document = read_document(text)
    assert [document.compact[start:end] for start, end in find_digit_runs(document)] == runs


@pytest.mark.parametrize(
    ("text", "run", "count"),
    [
        ("床位200张", "200张", 1),
        ("床位1200张", "200张", 0),
        ("1.5万，5万", "5万", 1),
        ("52 55", "52", 1),
        ("52.5", "52", 0),
        ("2 床", "2床", 1),
    ],
)
def test_a_run_never_cuts_a_number(text, run, count):
    document = read_document(text)
    assert len(find_occurrences(document, run, ((0, len(document.compact)),))) == count
