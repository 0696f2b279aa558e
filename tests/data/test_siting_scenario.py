"""A scenario of siting as it is recorded: written and read back, hostile text refused with the reason."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record import Author, Change, ConflictError, Subject
from data.record_value import RefusedError
from data.siting_scenario import (
    COUNTS,
    MODELS,
    TRAVEL_MODES,
    PlannedProjects,
    Scenario,
    ScenarioError,
    ScenarioTravel,
    read_scenario,
    scenario_fault,
    write_scenario,
)
from data.supply_demand.points import GROUPS

WANG = Author("王工")
PLAIN = Scenario("新增三处", new_sites=3, chosen=("371002",), planned=PlannedProjects("some", ("k03",), 2, 2025))

names = st.text("甲乙丙abc 12，。", min_size=1, max_size=40).filter(str.strip)
ids = st.lists(st.text("abc123:-", min_size=1, max_size=12), max_size=5, unique=True).map(tuple)
scenarios = st.builds(
    Scenario,
    names,
    st.sampled_from(MODELS),
    st.integers(0, 200),
    st.floats(1, 240),
    st.floats(1, 200),
    st.floats(1, 5),
    st.sampled_from(GROUPS),
    st.builds(PlannedProjects, st.sampled_from(COUNTS), ids, st.integers(0, 30), st.none() | st.integers(1900, 2100)),
    ids,
    ids,
    st.floats(0, 1000),
    st.sampled_from(["", "0123456789abcdef"]),
    st.none()
    | st.sampled_from(TRAVEL_MODES).map(
        lambda mode: ScenarioTravel(mode, "" if mode == "straight" else "0123456789abcdef")
    ),
    st.none() | ids,
    st.none() | st.floats(0, 100),
    st.booleans(),
)


@given(scenarios)
def test_a_scenario_is_read_as_it_was_written(scenario):
    assert read_scenario(write_scenario(scenario)) == scenario


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("name", "", "情景名称应为文字，不能为空"),
        ("name", "长" * 41, "情景名称"),
        ("name", "a\u202eb", "情景名称"),
        ("model", "best", "模型应为 max_coverage、p_median、p_centre、set_covering 之一"),
        ("model", ["max_coverage"], "模型应为"),
        ("group", {}, "人群应为"),
        ("p", True, "新增处数应为 0—200 的整数"),
        ("p", 2.5, "新增处数应为 0—200 的整数"),
        ("p", 201, "新增处数应为 0—200 的整数"),
        ("minutes", "15", "时间（分钟）应为 1—240 的数"),
        ("minutes", 10**400, "时间（分钟）应为 1—240 的数"),
        ("detour", 0.5, "绕行系数应为 1—5 的数"),
        ("inputs", "../../etc", "数据编号应为空或 16 位十六进制数"),
        ("inputs", 7, "数据编号应为空或 16 位十六进制数"),
        ("chosen", "371002", "入选点应为不超过 2000 个编号的列表"),
        ("chosen", ["a", "a"], "入选点的编号有重复"),
        ("candidates", [1], "备选点的编号应为文字，不能为空"),
        ("travel", {"mode": "walking"}, "travel 应含 mode、roads"),
        ("travel", {"mode": "flying", "roads": ""}, "出行方式应为 straight、walking、driving 之一"),
        ("travel", {"mode": "driving", "roads": ""}, "沿路网的出行方式应有路网编号，直线的没有"),
        ("travel", {"mode": "straight", "roads": "0" * 16}, "沿路网的出行方式应有路网编号，直线的没有"),
        ("travel", {"mode": "driving", "roads": "../x"}, "路网编号应为空或 16 位十六进制数"),
        ("kinds", "nursing", "床位类型应为不超过 60 个的列表"),
        ("target", 101, "目标覆盖率应为 0—100 的数"),
        ("more", 1, "的 JSON"),
        ("planned", {"count": "all"}, "planned 应含 count、delay、ids、year"),
        ("planned", {"count": "most", "ids": [], "delay": 0, "year": None}, "计入的规划项目应为 all、some、none 之一"),
        ("planned", {"count": "all", "ids": [], "delay": -1, "year": None}, "推迟年数应为 0—30 的整数"),
    ],
)
def test_what_is_no_scenario_says_why(key, value, fault):
    content = {**json.loads(write_scenario(PLAIN)), key: value}
    with pytest.raises(ScenarioError, match=fault):
        read_scenario(json.dumps(content))


def test_a_record_of_before_travel_was_kept_is_still_read_and_says_nothing_of_it():
    content = json.loads(write_scenario(PLAIN))
    older = read_scenario(json.dumps({key: value for key, value in content.items() if key != "checked"}))
    assert older == PLAIN
    assert (older.travel, older.kinds, older.target_pct, older.is_checked) == (None, None, None, False)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "选址情景不是有效的 JSON"),
        ("[" * 50_000, "选址情景不是有效的 JSON"),
        ("[]", "的 JSON"),
        ('{"name":NaN}', "选址情景中不能有 NaN"),
        (write_scenario(PLAIN).replace("15.0", "1e999"), "时间（分钟）应为 1—240 的数"),
        ('{"name":"a","name":"b"}', "选址情景中有重复的项"),
        ("x" * 60_001, "选址情景不超过 60000 字，现有 60001 字"),
    ],
)
def test_hostile_text_is_refused(text, fault):
    assert fault in scenario_fault(text)


def test_a_scenario_is_kept_changed_and_brought_back(store):
    subject = Subject("scenarios", "scenario", "three-new", "definition")
    (first,) = store.record([Change(subject, write_scenario(PLAIN))], WANG)
    later = write_scenario(replace(PLAIN, new_sites=4))
    (second,) = store.record([Change(subject, later, first.entry_id)], WANG)
    with pytest.raises(ConflictError):
        store.record([Change(subject, write_scenario(PLAIN), first.entry_id)], WANG)
    store.undo(second.entry_id, WANG)
    assert read_scenario(store.present("scenarios", "scenario")[subject].value) == PLAIN


@pytest.mark.parametrize(
    ("identity", "value", "words"),
    [
        ("three-new", "{}", "选址情景 three-new 设定“{}”：选址情景应为含"),
        ("Three New", write_scenario(PLAIN), "选址情景的编号应为不超过 60 字的小写字母、数字和连字符"),
    ],
)
def test_what_is_no_scenario_is_not_recorded(store, identity, value, words):
    with pytest.raises(RefusedError, match=words):
        store.record([Change(Subject("scenarios", "scenario", identity, "definition"), value)], WANG)
