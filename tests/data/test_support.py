"""support_measures.csv: optional, read, checked row by row, held against the text, matched to projects."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.answers import table_csv
from data.checking import check_plan
from data.plan import Plan, Project
from data.schema import load_schema
from data.support import SupportMeasure, applies, support_of, topics
from data.verification import verify_plan

HEADER = "measure_id,topic,summary,summary_en,applies_to,project_ids,condition,condition_en,section,as_written,note"
LAND = "s01,land,可用30亩地,Land of 30 mu,hospital;medical_elderly,k04,非营利,Non-profit,专栏1,占地30亩,"
PEOPLE = "s02,people,长期培训护理人员,Care workers are trained,,,,,三/2,2.培训护理员|持续开展,"
CATEGORIES = load_schema().fields["category"].allowed


@pytest.fixture
def supported(plan_folder):
    """Return a function that writes support_measures.csv into the example plan and reads the plan."""

    def write(*rows):
        (plan_folder.path / "support_measures.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return plan_folder.read()

    return write


def found(plan):
    return [(finding.rule, finding.row, finding.column, finding.value) for finding in check_plan(plan)]


def ids_for(plan, project_id):
    (project,) = [row for row in plan.projects if row.project_id == project_id]
    return [row.measure_id for row in support_of(plan, project)]


def test_a_plan_without_the_file_is_whole_and_supports_nothing(plan_folder):
    plan = plan_folder.read()
    assert found(plan) == []
    assert [support_of(plan, project) for project in plan.projects] == [()] * len(plan.projects)


def test_good_measures_are_read_and_not_complained_about(supported):
    plan = supported(PEOPLE, LAND)
    assert [(row.measure_id, row.topic, row.applies_to, row.project_ids) for row in plan.support_measures] == [
        ("s02", "people", (), ()),
        ("s01", "land", ("hospital", "medical_elderly"), ("k04",)),
    ]
    assert found(plan) == []


def test_a_measure_goes_to_its_categories_and_named_projects_and_one_without_limits_to_all(supported):
    plan = supported(PEOPLE, LAND)
    # k01 is medical and elderly care, k02 a hospital, k03 rehabilitation aids, k04 an industry park named by id
    assert {row.project_id: ids_for(plan, row.project_id) for row in plan.projects} == {
        "k01": ["s01", "s02"],
        "k01a": ["s01", "s02"],
        "k02": ["s01", "s02"],
        "k03": ["s02"],
        "k04": ["s01", "s02"],
    }


def test_a_measure_for_one_named_project_goes_to_no_other(supported):
    plan = supported(LAND.replace("hospital;medical_elderly", ""))
    assert [row.project_id for row in plan.projects if ids_for(plan, row.project_id)] == ["k04"]


def test_a_misspelt_category_or_project_never_widens_a_measure_to_all(supported):
    wrong = LAND.replace("hospital;medical_elderly,k04", "hospitals,k99")
    plan = supported(wrong)
    assert [ids_for(plan, row.project_id) for row in plan.projects] == [[]] * len(plan.projects)
    assert found(plan) == [
        ("support_category_unknown", 2, "applies_to", "hospitals"),
        ("support_project_unknown", 2, "project_ids", "k99"),
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (LAND.replace("land", "money"), ("bad_choice", 2, "topic", "money")),
        (LAND.replace("可用30亩地", "占地30亩"), ("support_summary_copied", 2, "summary", "占地30亩")),
        (LAND.replace("可用30亩地", "长" * 61), ("support_summary_long", 2, "summary", "长" * 61)),
        (LAND.replace("Non-profit", ""), ("support_condition_untranslated", 2, "condition_en", "")),
        (LAND.replace("Land of 30 mu", ""), ("required_blank", 2, "summary_en", "")),
        (LAND.replace("专栏1", "专栏一(1)"), ("section_form", 2, "section", "专栏一(1)")),
        (LAND.replace("占地30亩,", ","), ("required_blank", 2, "as_written", "")),
        (LAND.replace("占地30亩,", "占" * 41 + ","), ("run_too_long", 2, "as_written", "占" * 41)),
    ],
)
def test_a_faulty_measure_names_row_column_and_value(supported, row, expected):
    assert expected in found(supported(row))


def test_a_measure_written_twice_names_the_first(supported):
    (finding,) = check_plan(supported(LAND, LAND.replace("s01", "s02")))
    assert str(finding) == "support_measures.csv 第3行 summary“可用30亩地”与第2行相同（每项措施只写一次，章节可并列）"


def test_a_summary_of_sixty_characters_is_short_enough(supported):
    assert found(supported(LAND.replace("可用30亩地", "长" * 60))) == []


def test_the_words_of_a_measure_are_held_against_their_section(supported, example_text):
    good = verify_plan(supported(LAND, PEOPLE), example_text)
    assert (good.run_found, good.findings) == (good.run_total, ())
    bad = verify_plan(supported(LAND.replace("专栏1", "三/1")), example_text)
    (finding,) = [entry for entry in bad.findings if entry.rule == "run_not_found"]
    assert (finding.file, finding.row, finding.value) == ("support_measures.csv", 2, "占地30亩")


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("可用30亩地", "可用31亩地", "summary"),
        ("Land of 30 mu", "Land of 31 mu", "summary_en"),
        (",非营利,", ",非营利，运营31年,", "condition"),
        (",Non-profit,", ",Non-profit for 31 years,", "condition_en"),
    ],
)
def test_a_figure_that_the_words_lack_is_an_error(supported, example_text, old, new, column):
    verification = verify_plan(supported(LAND.replace(old, new)), example_text)
    assert [(entry.rule, entry.column, entry.level) for entry in verification.findings] == [
        ("figure_not_quoted", column, "error")
    ]


def test_measures_can_be_asked_for_on_the_command_line(supported, run_data):
    assert table_csv(supported(LAND), "support_measures").splitlines() == [HEADER, LAND]
    status, printed = run_data("table", "yunhe-2020-2025", "support_measures")
    assert (status, printed.splitlines()) == (0, [HEADER])


names = st.sampled_from(["k01", "k02", "k03"])
measures = st.lists(
    st.builds(
        SupportMeasure,
        st.uuids().map(str),
        st.sampled_from([*topics(), "unknown"]),
        applies_to=st.lists(st.sampled_from(CATEGORIES), max_size=2).map(tuple),
        project_ids=st.lists(names, max_size=2).map(tuple),
    ),
    max_size=8,
)


@given(measures, names, st.sampled_from(CATEGORIES))
def test_what_a_project_gets_is_what_applies_topic_by_topic_in_the_files_order(rows, project_id, category):
    plan = Plan("p", Path(), support_measures=tuple(rows))
    project = Project(project_id, "", category=category)
    given_measures = support_of(plan, project)
    assert set(given_measures) == {row for row in rows if applies(row, project)}
    order = [*topics(), "unknown"]
    places = [(order.index(row.topic), rows.index(row)) for row in given_measures]
    assert places == sorted(places)
