"""links.csv: optional, read into the plan, checked row by row, held against the text."""

from __future__ import annotations

import pytest

from data.checking import check_plan
from data.verification import verify_plan

HEADER = "link_id,from_kind,from_id,to_kind,to_id,basis,reason,section,as_written,note"
STATED = "l01,task,a01,project,k01,stated,,专栏1,县养老院扩建,"
INFERRED = "l02,indicator,elderly_health_management_rate_65_pct,task,a01,inferred,健康档案是健康管理的一步,,,"


@pytest.fixture
def linked(plan_folder):
    """Return a function that writes links.csv into the example plan and reads the plan."""

    def write(*rows):
        (plan_folder.path / "links.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return plan_folder.read()

    return write


def found(plan):
    return [(finding.rule, finding.row, finding.column, finding.value) for finding in check_plan(plan)]


def test_a_plan_without_links_is_whole(plan_folder):
    plan = plan_folder.read()
    assert plan.links == ()
    assert found(plan) == []


def test_an_empty_file_of_links_is_fine(linked):
    assert found(linked()) == []


def test_good_links_are_read_and_not_complained_about(linked):
    plan = linked(STATED, INFERRED)
    assert [(row.link_id, row.from_id, row.to_id, row.basis) for row in plan.links] == [
        ("l01", "a01", "k01", "stated"),
        ("l02", "elderly_health_management_rate_65_pct", "a01", "inferred"),
    ]
    assert plan.links[1].reason == "健康档案是健康管理的一步"
    assert found(plan) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("l01,task,a09,project,k01,stated,,专栏1,滩头护理院,", ("link_end_unknown", 2, "from_id", "a09")),
        ("l01,task,a02,project,k01,stated,,专栏1,滩头护理院,", ("link_end_unknown", 2, "from_id", "a02")),
        ("l01,task,t01,project,k99,stated,,专栏1,滩头护理院,", ("link_end_unknown", 2, "to_id", "k99")),
        ("l01,task,t01,place,p99,stated,,专栏1,滩头护理院,", ("link_end_unknown", 2, "to_id", "p99")),
        ("l01,task,t01,district,990009,stated,,专栏1,滩头护理院,", ("link_end_unknown", 2, "to_id", "990009")),
        ("l01,task,t01,element,zone-9,stated,,专栏1,滩头护理院,", ("link_end_unknown", 2, "to_id", "zone-9")),
        # an indicator that has only a baseline is no target
        (
            "l01,indicator,elderly_care_beds,task,t01,inferred,同,,,",
            ("link_end_unknown", 2, "from_id", "elderly_care_beds"),
        ),
        ("l01,project,k01,task,t01,inferred,同,,,", ("link_direction", 2, "to_kind", "task")),
        ("l01,task,t01,task,t02,inferred,同,,,", ("link_direction", 2, "to_kind", "task")),
        ("l01,project,k01,project,k01,inferred,同,,,", ("link_direction", 2, "to_kind", "project")),
        ("l01,task,t01,project,k02,inferred,,,,", ("link_without_reason", 2, "reason", "")),
        ("l01,task,t01,project,k02,stated,,专栏1,,", ("link_without_words", 2, "as_written", "")),
        ("l01,task,t01,project,k02,stated,,,滩头护理院,", ("link_words_without_section", 2, "section", "")),
        ("l01,project,k02,place,p02,stated,,专栏1,滩头护理院,", ("link_repeated", 2, "to_id", "p02")),
        ("l01,project,k01,project,k01a,stated,,专栏1,其中医疗床位50张,", ("link_repeated", 2, "to_id", "k01a")),
        ("l01,task,t01,project,k02,guessed,同,,,", ("bad_choice", 2, "basis", "guessed")),
        ("l01,target,x,project,k02,inferred,同,,,", ("bad_choice", 2, "from_kind", "target")),
        ("l01,task,t01,project,k02,inferred,同,二(一),,", ("section_form", 2, "section", "二(一)")),
        ("l01,task,t01,project,,inferred,同,,,", ("required_blank", 2, "to_id", "")),
    ],
)
def test_a_faulty_link_names_row_column_and_value(linked, row, expected):
    assert expected in found(linked(row))


def test_a_link_written_twice_names_the_first(linked):
    plan = linked(STATED, STATED.replace("l01", "l02"))
    (finding,) = [entry for entry in check_plan(plan) if entry.rule == "link_repeated"]
    assert str(finding) == "links.csv 第3行 to_id“k01”与 a01 的联系已在第2行（每条联系只写一次）"


def test_an_unknown_end_is_told_with_ids_like_it(linked):
    plan = linked("l01,task,t1,project,k02,inferred,同,,,")
    (finding,) = check_plan(plan)
    assert finding.message == "没有这个编号"
    assert "tasks.csv 中的 task_id" in finding.expectation
    assert "t01" in finding.expectation


def test_the_words_of_a_link_are_held_against_their_section(linked, example_text):
    good = verify_plan(linked(STATED), example_text)
    assert good.run_found == good.run_total
    bad = verify_plan(linked(STATED.replace("专栏1", "三/1")), example_text)
    (finding,) = [entry for entry in bad.findings if entry.rule == "run_not_found"]
    assert (finding.file, finding.row, finding.value) == ("links.csv", 2, "县养老院扩建")
    assert "专栏1" in finding.expectation


def test_links_can_be_asked_for_on_the_command_line(linked):
    from data.answers import table_csv

    assert table_csv(linked(STATED), "links").splitlines() == [HEADER, STATED]
    assert table_csv(linked(), "links").splitlines() == [HEADER]
