"""An arrangement of a briefing in the store, on both databases: history, undo, conflict, refusal."""

from __future__ import annotations

import pytest

from data.arrangement import ArrangedScene, Arrangement, write_arrangement
from data.record import Author, Change, ConflictError, Subject
from data.record_value import RefusedError

WANG = Author("王工")
SHORT = write_arrangement(Arrangement("十分钟版", (ArrangedScene("cover", seconds=8), ArrangedScene("goals"))))
LONG = write_arrangement(
    Arrangement("全本", tuple(ArrangedScene(f"element:带-{n}", notes="长" * 400) for n in range(99)))
)


def subject(identity: str = "talk-1") -> Subject:
    return Subject("arrangements", "briefing", identity, "scenes")


def test_an_arrangement_is_kept_changed_and_brought_back(store):
    (first,) = store.record([Change(subject(), SHORT)], WANG)
    (second,) = store.record([Change(subject(), LONG, first.entry_id)], WANG)
    assert store.present("arrangements", "briefing")[subject()].value == LONG
    store.undo(second.entry_id, WANG)
    assert store.present("arrangements", "briefing")[subject()].value == SHORT
    assert [entry.value for entry in store.history("arrangements", subject())] == [SHORT, LONG, SHORT]


def test_a_save_that_did_not_see_the_newest_is_a_conflict(store):
    store.record([Change(subject("talk-2"), SHORT)], WANG)
    with pytest.raises(ConflictError) as caught:
        store.record([Change(subject("talk-2"), LONG)], WANG)
    assert caught.value.conflicts[0].theirs.value == SHORT


@pytest.mark.parametrize(
    ("identity", "value", "words"),
    [
        ("talk-3", "{}", "汇报方案 talk-3 编排“{}”：汇报编排应为含 name、scenes 两项的 JSON"),
        ("Talk 3", SHORT, "小写字母、数字和连字符"),
        ("x" * 61, SHORT, "小写字母、数字和连字符"),
    ],
)
def test_what_is_no_arrangement_is_not_recorded(store, identity, value, words):
    with pytest.raises(RefusedError, match=words):
        store.record([Change(subject(identity), value)], WANG)
