"""Several processes at one store, some of them killed: nothing acknowledged is lost, nobody overwrites unseen."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from types import ModuleType

import pytest

from data.store import open_store
from tests.data.store_processes import BEDS, COMMENTS, KILLED, Worker, keep_saving, open_at_a_sign, race, save_many

EVERY = 10**9
TOGETHER = 2  # killed while the other goes on
RACERS, WRITERS = 4, 4


@pytest.fixture(autouse=True)
def plain_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes from no script: a page tested before in this process may have left its own as the main module."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


def kill_writers(url, kills, dice):
    """Start writers two by two and kill each at a random moment; return what they acknowledged."""
    acknowledged = {}
    for number in range(0, kills, TOGETHER):
        workers = [Worker(keep_saving, url, f"w{number + k}") for k in range(TOGETHER)]
        for worker in workers:
            assert worker.answers.poll(60)  # it is at work
            time.sleep(dice.uniform(0, 0.05))
            acknowledged |= {entry_id: value for save in worker.kill() for entry_id, value in save}
    return acknowledged


def check_nothing_acknowledged_is_lost(url, kills):
    open_store(url).close()
    acknowledged = kill_writers(url, kills, random.Random(kills))
    store = open_store(url)
    entries = {entry.entry_id: entry for entry in store.history(KILLED, limit=EVERY)}
    lost = {entry_id for entry_id, value in acknowledged.items() if entries[entry_id].value != value}
    print(f"\n{kills} kills: {len(acknowledged)} acknowledged entries, {len(entries)} stored, {len(lost)} lost")
    assert not lost
    assert len(acknowledged) >= kills
    # no save is there by half: numbers without gaps, each status with its comments
    assert sorted(entries) == list(range(1, len(entries) + 1))
    fields = Counter(entry.subject.field for entry in entries.values())
    assert fields["comment"] == COMMENTS * fields["status"]
    store.close()


def check_one_wins_each_round(url, rounds):
    workers = [Worker(race, url, str(number)) for number in range(RACERS)]
    winners = []
    for number in range(rounds):
        for worker in workers:
            worker.answers.send(number)
        assert [worker.answers.recv() for worker in workers] == ["ready"] * RACERS
        for worker in workers:
            worker.answers.send("go")
        outcomes = Counter(worker.answers.recv() for worker in workers)
        (winner,) = (entry_id for outcome, entry_id in outcomes if outcome == "won")
        assert outcomes == {("won", winner): 1, ("lost", winner): RACERS - 1}
        winners.append(winner)
    for worker in workers:
        worker.answers.send(None)
        worker.finish()
    store = open_store(url)
    print(f"\n{RACERS} savers, {rounds} rounds: {len(winners)} winners, {rounds * (RACERS - 1)} conflicts")
    assert [entry.entry_id for entry in reversed(store.history("race", limit=EVERY))] == winners
    store.close()


def check_no_save_is_lost(url, saves):
    workers = [Worker(save_many, url, str(number), saves) for number in range(WRITERS)]
    conflicts = sum(worker.answers.recv() for worker in workers)
    for worker in workers:
        worker.finish()
    store = open_store(url)
    chain = store.history("race", BEDS, limit=EVERY)[::-1]
    print(f"\n{WRITERS} writers × {saves} saves: {len(chain)} entries, {conflicts} conflicts on the way")
    assert Counter(entry.value for entry in chain) == Counter(
        f"{number}.{worker}" for number in range(saves) for worker in range(WRITERS)
    )
    # each entry took the place of the one before it
    assert [entry.old_entry_id for entry in chain] == [None, *(entry.entry_id for entry in chain[:-1])]
    assert [entry.recorded_at for entry in chain] == sorted({entry.recorded_at for entry in chain})
    store.close()


def test_what_was_acknowledged_survives_kill_9(store_url):
    check_nothing_acknowledged_is_lost(store_url, 20)


@pytest.mark.heavy
def test_what_was_acknowledged_survives_kill_9_many_times(store_url):
    check_nothing_acknowledged_is_lost(store_url, 200)


def test_of_savers_of_the_same_thing_exactly_one_wins(store_url):
    check_one_wins_each_round(store_url, 20)


@pytest.mark.heavy
def test_of_savers_of_the_same_thing_exactly_one_wins_every_time(store_url):
    check_one_wins_each_round(store_url, 500)


def test_savers_that_try_again_lose_nothing(store_url):
    check_no_save_is_lost(store_url, 10)


@pytest.mark.heavy
def test_many_savers_that_try_again_lose_nothing(store_url):
    check_no_save_is_lost(store_url, 200)


def test_processes_that_open_a_fresh_store_at_once_find_it_made_once(store_url):
    workers = [Worker(open_at_a_sign, store_url) for _ in range(RACERS)]
    assert [worker.answers.recv() for worker in workers] == ["ready"] * RACERS
    for worker in workers:
        worker.answers.send("go")
    assert sorted(worker.answers.recv() for worker in workers) == list(range(1, RACERS + 1))
    for worker in workers:
        worker.finish()
