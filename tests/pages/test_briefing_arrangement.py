"""Arranging a briefing never loses or doubles a scene; what is recorded of it is checked."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.arrangement import (
    MOST_SECONDS,
    ArrangedScene,
    Arrangement,
    ArrangementError,
    read_arrangement,
    write_arrangement,
)
from pages.briefing.arrangement import (
    arrange,
    as_generated,
    changed,
    lost_scenes,
    moved,
    new_scenes,
    placed_scenes,
)
from pages.briefing.scene import Briefing, Scene

IDS = [f"s{number}" for number in range(12)]
TEXTS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cf")), max_size=30)
WISHES = st.builds(
    ArrangedScene,
    st.sampled_from(IDS),
    TEXTS,
    TEXTS,
    st.none() | st.integers(3, MOST_SECONDS),
    st.booleans(),
)
ARRANGEMENTS = st.builds(
    Arrangement,
    TEXTS.filter(lambda text: bool(text.strip())),
    st.lists(WISHES, max_size=12, unique_by=lambda wish: wish.scene_id).map(tuple),
)
BRIEFINGS = st.lists(st.sampled_from(IDS), min_size=1, max_size=12, unique=True).map(
    lambda ids: Briefing("p", "zh", "t", "s", "1", "", "2026-01-01", tuple(Scene(one, "element", one) for one in ids))
)


def briefing_of(*ids: str) -> Briefing:
    return Briefing("p", "zh", "t", "s", "1", "", "2026-01-01", tuple(Scene(one, "element", one) for one in ids))


def arrangement_of(*ids: str) -> Arrangement:
    return Arrangement("方案", tuple(ArrangedScene(one) for one in ids))


@given(BRIEFINGS, ARRANGEMENTS)
def test_no_scene_is_lost_or_doubled(briefing, arrangement):
    ids = [one.scene.scene_id for one in placed_scenes(briefing, arrangement)]
    assert sorted(ids) == sorted(scene.scene_id for scene in briefing.scenes)
    hidden = {wish.scene_id for wish in arrangement.scenes if wish.is_hidden}
    shown = [scene.scene_id for scene in arrange(briefing, arrangement).scenes]
    assert shown == ([one for one in ids if one not in hidden] or ids[:1])


@given(BRIEFINGS, ARRANGEMENTS)
def test_scenes_keep_the_order_of_the_arrangement(briefing, arrangement):
    known = {scene.scene_id for scene in briefing.scenes}
    wanted = [wish.scene_id for wish in arrangement.scenes if wish.scene_id in known]
    ids = [one.scene.scene_id for one in placed_scenes(briefing, arrangement)]
    assert [one for one in ids if one in wanted] == wanted


@given(ARRANGEMENTS, st.sampled_from(IDS), st.integers(-20, 20))
def test_moving_keeps_every_scene(arrangement, scene_id, steps):
    result = moved(arrangement, scene_id, steps)
    assert sorted(map(repr, result.scenes)) == sorted(map(repr, arrangement.scenes))


@given(ARRANGEMENTS.filter(lambda one: any(not wish.is_hidden for wish in one.scenes)))
def test_what_is_written_is_read_again(arrangement):
    assert read_arrangement(write_arrangement(arrangement)) == arrangement


@given(BRIEFINGS)
def test_the_generated_arrangement_changes_nothing(briefing):
    assert arrange(briefing, as_generated(briefing)) == briefing


def test_a_new_scene_stands_after_the_one_that_it_follows():
    order = placed_scenes(briefing_of("a", "b", "new", "c"), arrangement_of("c", "b", "a"))
    assert [one.scene.scene_id for one in order] == ["c", "b", "new", "a"]


def test_a_scene_that_the_plan_lost_is_skipped_and_told():
    arrangement = arrangement_of("a", "gone", "b")
    assert [scene.scene_id for scene in arrange(briefing_of("a", "b"), arrangement).scenes] == ["a", "b"]
    assert [wish.scene_id for wish in lost_scenes(briefing_of("a", "b"), arrangement)] == ["gone"]
    assert [scene.scene_id for scene in new_scenes(briefing_of("a", "b", "x"), arrangement)] == ["x"]


def test_title_seconds_and_notes_are_those_of_the_presenter():
    base = Briefing("p", "zh", "t", "s", "1", "", "2026-01-01", (Scene("a", "goals", "目标", notes="来源"),))
    wish = ArrangedScene("a", title="三年做什么", notes="慢一点", seconds=45)
    (shown,) = arrange(base, changed(arrangement_of("a"), wish)).scenes
    assert (shown.title, shown.seconds, shown.notes) == ("三年做什么", 45, "慢一点\n来源")


def test_where_everything_is_hidden_the_first_scene_is_shown():
    hidden = Arrangement("空", (ArrangedScene("b", is_hidden=True), ArrangedScene("a", is_hidden=True)))
    assert [scene.scene_id for scene in arrange(briefing_of("a", "b"), hidden).scenes] == ["b"]


def scenes_json(*scenes: object, name: object = "短") -> str:
    return json.dumps({"name": name, "scenes": list(scenes)}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "expectation"),
    [
        ("", "不是有效的 JSON"),
        ("[" * 50_000, "不是有效的 JSON"),
        ("[]", "name、scenes"),
        ('{"name":"短"}', "name、scenes"),
        ('{"name":"短","scenes":[{"id":"a"}],"x":1}', "name、scenes"),
        ('{"name":"短","name":"长","scenes":[{"id":"a"}]}', "重复的项"),
        ('{"name":"短","scenes":[{"id":"a","seconds":NaN}]}', "不能有 NaN"),
        (scenes_json(), "1—300 幕，现有 0 幕"),
        (scenes_json(*({"id": f"s{n}"} for n in range(301))), "现有 301 幕"),
        (scenes_json({"id": "a"}, {"id": "a"}), "“a”出现了两次"),
        (scenes_json({"id": "a", "hidden": True}), "至少留一幕"),
        (scenes_json({"id": ""}), "第 1 幕的 id不能为空"),
        (scenes_json({"id": 3}), "应为文字"),
        (scenes_json("a"), "应有 id"),
        (scenes_json({"id": "a", "html": "<script>"}), "没有“html”一项"),
        (scenes_json({"id": "a", "seconds": 2}), "停留应为 3—600 秒"),
        (scenes_json({"id": "a", "seconds": True}), "停留应为 3—600 秒"),
        (scenes_json({"id": "a", "seconds": 9.5}), "停留应为 3—600 秒"),
        (scenes_json({"id": "a", "hidden": "no"}), "true 或 false"),
        (scenes_json({"id": "a", "title": "长" * 61}), "标题不超过 60 字"),
        (scenes_json({"id": "a", "title": "一\n二"}), "控制字符"),
        (scenes_json({"id": "a", "title": "\u202e"}), "改变文字方向"),
        (scenes_json({"id": "a", "notes": "\ud800"}), "控制字符"),
        (scenes_json({"id": "a"}, name=" "), "方案名称不能为空"),
        (scenes_json({"id": "a"}, name="长" * 41), "方案名称不超过 40 字"),
        (scenes_json({"id": "a", "notes": "长" * 1001}), "备注不超过 1000 字"),
        ("x" * 60_001, "不超过 60000 字"),
    ],
)
def test_a_text_that_is_no_arrangement_is_refused_in_chinese(text, expectation):
    with pytest.raises(ArrangementError, match=expectation):
        read_arrangement(text)


@given(st.text(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "name", "scenes", "x"]), inner),
).map(json.dumps))  # fmt: skip
def test_no_text_breaks_the_reader(text):
    try:
        read_arrangement(text)
    except ArrangementError as error:
        assert str(error)
