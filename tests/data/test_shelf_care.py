"""The shelf of loaded inputs: in every backup, put back by a restore, and pruned without what records refer to."""

from __future__ import annotations

import os
import re
import time
import zipfile
from dataclasses import replace

import pytest

from data.record import Author, Change, RecordError, Subject
from data.siting_scenario import Scenario, write_scenario
from data.store import open_store
from data.store.backup import backup, restore
from data.supply_demand import shelf, shelf_care
from tests.supply_sets import made_up

ZHANG = Author("张三")
ROADS, OTHER_ROADS = "00000000000000aa", "00000000000000bb"
SLOT = Subject("weihai-2022-2024", "scenario", "three", "definition")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path / "records"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "records").mkdir()
    return tmp_path


def save_scenario(set_id, seen=None):
    store = open_store()
    (entry,) = store.record([Change(SLOT, write_scenario(Scenario("三处", inputs_id=set_id)), seen)], ZHANG)
    store.close()
    return entry.entry_id


def put(people, roads=""):
    return shelf.put(replace(made_up(people, 1), roads=roads))


def put_roads(roads_id, content=b"roads"):
    shelf.folder().mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(shelf.folder() / f"{roads_id}.npz", "w") as file:
        file.writestr("lon.npy", content)


def grow_old(*ids, days=100):
    past = time.time() - days * 86_400
    for one in ids:
        os.utime(shelf.folder() / f"{one}.npz", (past, past))


def wipe(folder):
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def test_what_was_loaded_comes_back_with_a_backup(place):
    put_roads(ROADS)
    ids = {put(3, ROADS), put(4)}
    store = open_store()
    store.record([Change(SLOT, write_scenario(Scenario("三处", inputs_id=min(ids))))], ZHANG)
    manifest = backup(store, place / "b.zip")
    store.close()
    assert set(manifest.inputs) == {f"{one}.npz" for one in {*ids, ROADS}}
    wipe(place / "records")
    assert not shelf.has(min(ids))
    restore(open_store(), place / "b.zip")
    assert {len(shelf.get(one).demand) for one in ids} == {3, 4}
    assert zipfile.ZipFile(shelf.folder() / f"{ROADS}.npz").read("lon.npy") == b"roads"
    assert not list(shelf.folder().glob(".*"))


def test_a_restore_mends_what_is_damaged_and_keeps_what_is_there_besides(place):
    one = put(3)
    store = open_store()
    backup(store, place / "b.zip")
    other = put(4)
    (shelf.folder() / f"{one}.npz").write_bytes(b"PK damaged")
    restore(store, place / "b.zip")
    assert (len(shelf.get(one).demand), len(shelf.get(other).demand)) == (3, 4)


def test_a_restore_that_is_refused_puts_no_inputs_back(place):
    one = put(3)
    save_scenario(one)
    store = open_store()
    backup(store, place / "b.zip")
    wipe(shelf.folder())
    with pytest.raises(RecordError, match="--replace"):
        restore(store, place / "b.zip")
    assert shelf.files() == []


def test_no_changed_byte_of_the_inputs_in_a_backup_goes_unnoticed(place):
    put(30)
    store = open_store()
    backup(store, place / "b.zip")
    whole = (place / "b.zip").read_bytes()
    begin = whole.index(b"inputs/") + 60
    wipe(shelf.folder())
    for position in range(begin, whole.rindex(b"manifest.json") - 400, 211):
        broken = bytearray(whole)
        broken[position] ^= 0x55
        (place / "c.zip").write_bytes(broken)
        with pytest.raises(RecordError, match="已损坏，或不是本产品的备份"):
            restore(store, place / "c.zip")
    assert shelf.files() == []


def test_a_name_in_a_backup_that_climbs_out_writes_nothing(place):
    put(3)
    store = open_store()
    backup(store, place / "b.zip")
    with zipfile.ZipFile(place / "b.zip") as old, zipfile.ZipFile(place / "c.zip", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = re.sub(rb'"[0-9a-f]{16}\.npz"', b'"../../x.npz"', content)
            new.writestr(re.sub(r"[0-9a-f]{16}\.npz", "../../x.npz", name), content)
    with pytest.raises(RecordError, match="已损坏"):
        restore(store, place / "c.zip")
    assert not list(place.rglob("x.npz"))


def test_a_backup_of_before_inputs_were_in_it_is_restored(place):
    store = open_store()
    backup(store, place / "b.zip")
    with zipfile.ZipFile(place / "b.zip") as file:
        assert '"format_version": 1' in file.read("manifest.json").decode()
    assert restore(store, place / "b.zip")[0].inputs == {}


def test_pruning_lists_first_and_deletes_only_when_told(place, run_data):
    old = put(3)
    save_scenario("0" * 16)
    grow_old(old)
    status, told = run_data("inputs", "prune", "--unused-for", "90")
    assert status == 0 and "可以删除（未删除；要删除请加 --delete） 1 份" in told and old in told
    assert shelf.has(old)
    assert "已删除 1 份" in run_data("inputs", "prune", "--unused-for", "90", "--delete")[1]
    assert not shelf.has(old)


def test_what_a_scenario_refers_to_is_never_deleted_nor_are_its_roads(place, run_data):
    put_roads(ROADS), put_roads(OTHER_ROADS)
    kept, first, gone = put(3, ROADS), put(4), put(5, OTHER_ROADS)
    seen = save_scenario(first)  # saved anew since: it can still be brought back
    save_scenario(kept, seen)
    grow_old(kept, first, gone, ROADS, OTHER_ROADS)
    assert "已删除 2 份" in run_data("inputs", "prune", "--unused-for", "1", "--delete")[1]
    assert {path.stem for path in shelf.files()} == {kept, first, ROADS}


def test_a_link_within_a_note_keeps_what_it_names(place, run_data):
    named = put(3)
    store = open_store()
    task = Subject("weihai-2022-2024", "task", "t01", "status")
    store.record([Change(task, "started", note=f"见 http://x/accessibility?in={named}&minutes=15")], ZHANG)
    store.close()
    grow_old(named)
    assert "已删除 0 份" in run_data("inputs", "prune", "--unused-for", "1", "--delete")[1]
    assert shelf.has(named)


def test_what_was_used_lately_stays_with_its_roads(place, run_data):
    put_roads(ROADS)
    used, other = put(3, ROADS), put(4)
    save_scenario("0" * 16)
    grow_old(used, other, ROADS)
    shelf.note_use(used)
    assert "已删除 1 份" in run_data("inputs", "prune", "--unused-for", "90", "--delete")[1]
    assert {path.stem for path in shelf.files()} == {used, ROADS}


def test_without_any_record_nothing_is_deleted_unless_told(place, run_data):
    """The command may have been started without the DATABASE_URL of the server."""
    one = put(3)
    grow_old(one)
    status, told = run_data("inputs", "prune", "--unused-for", "90", "--delete")
    assert (status, shelf.has(one)) == (1, True)
    assert "DATABASE_URL" in told
    assert run_data("inputs", "prune", "--unused-for", "90", "--delete", "--without-records")[0] == 0
    assert not shelf.has(one)


def test_the_list_says_what_each_file_is(place, run_data):
    put_roads(ROADS), put_roads(OTHER_ROADS)
    one, other = put(3, ROADS), put(4)
    save_scenario(one)
    grow_old(other, days=12)
    lines = {line[:16]: line for line in run_data("inputs", "list")[1].splitlines()}
    assert "有记录引用  数据 weihai-2022-2024" in lines[one]
    assert "12 天未用  无记录引用  数据 weihai-2022-2024" in lines[other]
    assert lines[ROADS].endswith("有记录引用  路网")
    assert lines[OTHER_ROADS].endswith("无记录引用  路网（无数据使用）或已损坏")
    (place / "records" / "inputs" / "notes.txt").write_text("x")
    assert "共 4 份" in run_data("inputs", "list")[1]


@pytest.mark.parametrize("days", ["0", "-1", "x"])
def test_a_number_of_days_below_one_is_refused(place, run_data, days):
    with pytest.raises(SystemExit):
        run_data("inputs", "prune", "--unused-for", days)


def test_what_somebody_takes_up_while_it_is_pruned_stays(place):
    one, other = put(3), put(4)
    grow_old(one, other)
    going = shelf_care.prunable(shelf_care.kept(set()), 1)
    shelf.note_use(one)
    shelf_care.delete(going)
    assert (shelf.has(one), shelf.has(other)) == (True, False)
