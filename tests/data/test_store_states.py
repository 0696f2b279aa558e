"""Any past state, and what undo restores, against a replay in plain Python; on both databases."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.record import COMMENT, Author, Change, ConflictError, RecordError, Subject
from data.store import open_store
from data.store.store import Store

START = datetime(2026, 1, 1, tzinfo=UTC)
SUBJECTS = [
    Subject("p", "indicator", "beds@1", "actual:2021"),
    Subject("p", "indicator", "beds@1", "actual:2022"),
    Subject("p", "task", "t1", "evidence"),
    Subject("q", "task", "t1", "evidence"),
    Subject("p", "task", "t1", COMMENT),
]
AUTHORS = st.sampled_from([Author("张三"), Author("li", "oidc")])
VALUES = st.sampled_from(["", "1", "2", "3"])
# a step of the clock: on, standing still, or a little back as clocks of several machines are
STEPS = st.integers(min_value=-1000, max_value=5000)
CHANGES = st.lists(st.tuples(st.sampled_from(SUBJECTS), VALUES), min_size=1, max_size=3, unique_by=lambda pair: pair[0])
SAVES = st.tuples(st.just("save"), CHANGES, STEPS, AUTHORS)
UNDOS = st.tuples(st.just("undo"), st.integers(0, 5), STEPS, AUTHORS)
PROPERTY = settings(max_examples=25, deadline=None)


class World:
    """Plans that no other example knows, in a store with a clock that the example turns."""

    def __init__(self, database, number):
        self.number = number
        self.now = self.start = START + timedelta(days=number)
        self.store = Store(database, lambda: self.now)
        self.entries = []

    def plan(self, plan_id):
        return f"{plan_id}{self.number}"

    def subject(self, subject):
        return replace(subject, plan_id=self.plan(subject.plan_id))

    def play(self, actions):
        """Do what the actions say, always having seen the newest; keep all entries, the oldest first."""
        for action, content, step, author in actions:
            self.now += timedelta(milliseconds=step)
            if action == "save":
                self.entries += self.save(content, author)
            elif content < len(self.entries):
                self.entries += self.undo(self.entries[content], author)
        return self.entries

    def save(self, content, author):
        pairs = [(self.subject(subject), value) for subject, value in content]
        newest = self.newest()
        changes = [
            Change(
                subject, value or ("说" if subject.field == COMMENT else ""), newest.get(subject), source=author.name
            )
            for subject, value in pairs
        ]
        return self.store.record(changes, author)

    def newest(self):
        return {entry.subject: entry.entry_id for entry in self.entries if entry.subject.field != COMMENT}

    def undo(self, entry, author):
        can_be = self.newest().get(entry.subject, entry.entry_id) == entry.entry_id
        is_taken_back = any(later.old_entry_id == entry.entry_id for later in self.entries)
        try:
            undone = self.store.undo(entry.entry_id, author)
        except RecordError:
            assert not can_be or is_taken_back
            return []
        assert can_be
        assert not is_taken_back
        assert (undone.value, undone.undoes, undone.old_value) == (entry.old_value, entry.entry_id, entry.value)
        before = next((old for old in self.entries if old.entry_id == entry.old_entry_id), None)
        assert undone.source == (before.source if before else "")
        return [undone]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def new_world(request, tmp_path_factory):
    is_sqlite = request.param == "sqlite"
    folder = tmp_path_factory.mktemp("states")
    url = f"sqlite:///{folder}/r.sqlite3" if is_sqlite else request.getfixturevalue("postgresql")()
    database = open_store(url).database
    numbers = itertools.count(1)
    yield lambda: World(database, next(numbers))
    database.close()


def replay(entries, plan_id, at=None):
    """Return the state at a moment as one would tell it by hand: the last word on each subject counts."""
    told = [entry for entry in entries if entry.subject.plan_id == plan_id and entry.subject.field != COMMENT]
    state = {entry.subject: entry for entry in told if at is None or entry.recorded_at <= at}
    return {subject: entry for subject, entry in state.items() if entry.value}


@PROPERTY
@given(actions=st.lists(SAVES | UNDOS, max_size=10), moment=st.integers(-2000, 40_000))
def test_every_past_state_is_what_a_replay_tells(new_world, actions, moment):
    world = new_world()
    entries = world.play(actions)
    moments = [None, world.start + timedelta(milliseconds=moment), *(entry.recorded_at for entry in entries[-3:])]
    for plan_id in (world.plan("p"), world.plan("q")):
        assert world.store.history(plan_id)[::-1] == [entry for entry in entries if entry.subject.plan_id == plan_id]
        for at in moments:
            assert world.store.present(plan_id, at=at) == replay(entries, plan_id, at)


@PROPERTY
@given(actions=st.lists(SAVES | UNDOS, max_size=10))
def test_each_entry_takes_the_place_of_the_last_one_of_its_subject(new_world, actions):
    entries = new_world().play(actions)
    # numbers without gaps, moments that never run back
    assert [entry.entry_id for entry in entries] == [entries[0].entry_id + k for k in range(len(entries))]
    assert [entry.recorded_at for entry in entries] == sorted(entry.recorded_at for entry in entries)
    last = {}
    for entry in entries:
        if entry.subject.field != COMMENT:
            old = last.get(entry.subject)
            assert (entry.old_entry_id, entry.old_value) == ((old.entry_id, old.value) if old else (None, ""))
            last[entry.subject] = entry


@PROPERTY
@given(actions=st.lists(SAVES, min_size=1, max_size=6), saved=CHANGES)
def test_undoing_a_save_brings_back_the_state_before_it(new_world, actions, saved):
    world = new_world()
    world.play(actions)
    plans = (world.plan("p"), world.plan("q"))
    before = [values(world.store.present(plan_id)) for plan_id in plans]
    for entry in world.save(saved, Author("王五")):
        world.store.undo(entry.entry_id, Author("张三"))
    assert [values(world.store.present(plan_id)) for plan_id in plans] == before


def values(state):
    return {subject: (entry.value, entry.source) for subject, entry in state.items()}


@PROPERTY
@given(changes=CHANGES, stale=st.sampled_from([None, 0, 1, 2]))
def test_who_saw_anything_but_the_newest_is_told_and_changes_nothing(new_world, changes, stale):
    world = new_world()
    subject, ids = world.subject(SUBJECTS[0]), []
    for value in ("1", "2", "3", "4"):
        ids.append(world.store.record([Change(subject, value, ids[-1] if ids else None)], Author("张三"))[0].entry_id)
    others = [Change(world.subject(other), value or "说") for other, value in changes if other in SUBJECTS[2:]]
    late = Change(subject, "9", None if stale is None else ids[stale])
    with pytest.raises(ConflictError) as caught:
        world.store.record([*others, late], Author("li", "oidc"))
    assert [(conflict.change, conflict.theirs.entry_id) for conflict in caught.value.conflicts] == [(late, ids[-1])]
    assert world.store.version() == ids[-1]


def test_a_clock_that_was_set_right_does_not_drag_on(new_world):
    world = new_world()
    world.save([(SUBJECTS[0], "1")], Author("张三"))
    world.now -= timedelta(days=1)
    (entry,) = world.save([(SUBJECTS[1], "2")], Author("张三"))
    assert entry.recorded_at == world.now
