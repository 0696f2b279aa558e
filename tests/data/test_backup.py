"""Backup, restore and the history on the command line, within a database and from one to the other."""

from __future__ import annotations

import csv
import io
import json
import threading
import zipfile

import pytest

from data.record import COMMENT, Author, Change, RecordError, Subject, actual_subject
from data.store import open_store
from data.store.backup import backup, restore
from data.store.backup_file import ENTRIES, MANIFEST

PLAN = "yunhe-2020-2025"
ZHANG, LI = Author("张三"), Author("li@example.gov.cn", "oidc")
BEDS = actual_subject(PLAN, "elderly_care_beds", "990000", 2021)
STATUS = Subject(PLAN, "task", "t01", "status")
THREAD = Subject(PLAN, "task", "t01", COMMENT)
DATABASES = ["sqlite", "postgresql"]


def fill(store):
    store.record([Change(BEDS, "3350", source="公报\u3000一", note="年末\n数"), Change(STATUS, "started")], ZHANG)
    store.record([Change(BEDS, "-1.5", 1, source="=1+1"), Change(THREAD, "<b>好</b> 🎉")], LI)
    store.undo(3, ZHANG, "录错")
    store.record([Change(STATUS, "", 2), Change(Subject("other", "place", "p01", "position"), "104.5,31.25")], LI)
    return store.history("")


@pytest.fixture(autouse=True)
def empty_shelf(monkeypatch, tmp_path):
    """No loaded inputs but those of the test: others may have filled the shelf of this process."""
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path / "own-records"))


@pytest.fixture
def new_store(tmp_path, request):
    opened = []

    def make(kind):
        number = len(opened)
        is_sqlite = kind == "sqlite"
        url = f"sqlite:///{tmp_path}/new{number}.sqlite3" if is_sqlite else request.getfixturevalue("postgresql")()
        opened.append(open_store(url))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.mark.parametrize("source", DATABASES)
@pytest.mark.parametrize("target", DATABASES)
def test_a_backup_of_either_database_is_restored_in_either(new_store, tmp_path, source, target):
    old, new = new_store(source), new_store(target)
    entries = fill(old)
    manifest = backup(old, tmp_path / "b.zip")
    assert (manifest.entry_count, manifest.newest_id) == (7, 7)
    assert restore(new, tmp_path / "b.zip")[1] is None
    assert new.history("") == entries
    assert new.present(PLAN) == old.present(PLAN)
    # and goes on from there
    assert new.record([Change(STATUS, "completed", 6)], ZHANG)[0].entry_id == 8


def test_a_store_that_holds_something_is_refused(store, tmp_path):
    fill(store)
    backup(store, tmp_path / "b.zip")
    store.record([Change(STATUS, "completed", 6)], ZHANG)
    with pytest.raises(RecordError, match="记录库里已有记录.*--replace"):
        restore(store, tmp_path / "b.zip")
    assert store.history("")[0].value == "completed"


def test_replacing_first_keeps_what_is_there(store, new_store, tmp_path):
    entries = fill(store)
    backup(store, tmp_path / "b.zip")
    store.record([Change(STATUS, "completed", 6)], ZHANG)
    later, version = store.history(""), store.version()
    _, saved = restore(store, tmp_path / "b.zip", is_replacing=True)
    assert store.history("") == entries
    # a page that keeps what it has read by the version looks again, even once there are as many entries as before
    versions = {version, store.version()}
    store.record([Change(STATUS, "blocked", 6)], ZHANG)
    assert store.version() not in versions
    other = new_store("sqlite")
    restore(other, saved)
    assert other.history("") == later


def test_after_replacing_the_database_refuses_to_delete_again(store, tmp_path):
    fill(store)
    backup(store, tmp_path / "b.zip")
    restore(store, tmp_path / "b.zip", is_replacing=True)
    for statement in ("DELETE FROM atlas_entries", "UPDATE atlas_entries SET note = ''"):
        with pytest.raises(Exception, match="append-only"), store.database.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_a_restore_that_fails_half_way_leaves_all_as_it_was(store, tmp_path, monkeypatch):
    entries = fill(store)
    backup(store, tmp_path / "b.zip")

    def fail(_connection, _entries):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.store.backup._insert", fail)
    with pytest.raises(RecordError, match="没有恢复：磁盘已满"):
        restore(store, tmp_path / "b.zip", is_replacing=True)
    assert store.history("") == entries
    with pytest.raises(Exception, match="append-only"), store.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM atlas_entries")


def test_a_backup_is_of_one_moment_while_others_record(store, new_store, tmp_path):
    fill(store)
    done = threading.Event()

    def keep_recording():
        while not done.is_set():
            store.record([Change(THREAD, "一"), Change(THREAD, "二")], LI)

    writer = threading.Thread(target=keep_recording)
    writer.start()
    manifests = [backup(store, tmp_path / f"b{number}.zip") for number in range(5)]
    done.set()
    writer.join()
    # each save adds two: no backup holds half of one
    assert [manifest.entry_count % 2 for manifest in manifests] == [1] * 5
    assert manifests[0].entry_count < manifests[-1].entry_count
    restored = new_store("sqlite")
    restore(restored, tmp_path / "b4.zip")
    assert restored.history("") == store.history("", limit=10**9)[-manifests[4].entry_count :]


def test_a_backup_never_takes_the_place_of_a_file(store, tmp_path):
    (tmp_path / "b.zip").write_text("重要")
    with pytest.raises(RecordError, match="文件已存在"):
        backup(store, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "重要"
    with pytest.raises(RecordError, match="没有备份：没有这个文件夹"):
        backup(store, tmp_path / "nowhere" / "b.zip")


@pytest.fixture
def backup_file(new_store, tmp_path):
    store = new_store("sqlite")
    fill(store)
    backup(store, tmp_path / "b.zip")
    return tmp_path / "b.zip"


def rewritten(path, change, *, is_signed=False):
    """Write the backup anew with changed lines; signed: with a manifest that agrees with them."""
    import hashlib

    with zipfile.ZipFile(path) as archive:
        manifest, lines = json.loads(archive.read(MANIFEST)), archive.read(ENTRIES).decode().splitlines()
    lines = change([json.loads(line) for line in lines])
    content = "".join(json.dumps(line) + "\n" for line in lines).encode()
    if is_signed:
        newest = lines[-1].get("id", 0)
        manifest |= {"entries": len(lines), "newest_id": newest, "sha256": hashlib.sha256(content).hexdigest()}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(ENTRIES, content)
        archive.writestr(MANIFEST, json.dumps(manifest))
    return path


def test_every_cut_of_a_backup_is_refused(backup_file, new_store):
    store, whole = new_store("sqlite"), backup_file.read_bytes()
    for length in range(0, len(whole), 40):
        backup_file.write_bytes(whole[:length])
        with pytest.raises(RecordError, match="已损坏，或不是本产品的备份"):
            restore(store, backup_file)
    assert store.version() == 0


def test_no_changed_byte_of_a_backup_goes_unnoticed(backup_file, new_store):
    store, whole = new_store("sqlite"), backup_file.read_bytes()
    expected = None
    for position in range(0, len(whole), 7):
        broken = bytearray(whole)
        broken[position] ^= 0x55
        backup_file.write_bytes(broken)
        try:
            restore(store, backup_file)
        except RecordError:
            continue
        # a byte that says nothing (a date inside the zip): what is restored is what was written
        restored, store = store.history(""), new_store("sqlite")
        expected = expected or restored
        assert restored == expected
        assert len(restored) == 7


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda lines: [*lines[:3], lines[3] | {"value": "改"}, *lines[4:]], "已损坏"),
        (lambda lines: lines[:-1], "已损坏"),
    ],
)
def test_a_backup_that_was_tampered_with_is_refused(backup_file, new_store, change, message):
    with pytest.raises(RecordError, match=message):
        restore(new_store("sqlite"), rewritten(backup_file, change))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda lines: lines[1:], "第 3 条记录与前面的记录接不上"),
        (lambda lines: [lines[0] | {"value": "3"}, *lines[1:]], "第 3 条记录与前面的记录接不上"),
        (lambda lines: [lines[0], lines[0]], "第 1 条记录与前面的记录接不上"),
        (lambda lines: [lines[0] | {"undoes": 9}], "第 1 条记录与前面的记录接不上"),
        (lambda lines: [lines[0] | {"value": "a\0b"}], "已损坏"),
        (lambda lines: [lines[0] | {"recorded_at": "2021-01-01"}], "已损坏"),
        (lambda lines: [lines[0] | {"id": "x"}], "已损坏"),
        (lambda lines: [{}], "已损坏"),
    ],
)
def test_a_backup_whose_entries_do_not_follow_each_other_is_refused(backup_file, new_store, change, message):
    store = new_store("sqlite")
    with pytest.raises(RecordError, match=message):
        restore(store, rewritten(backup_file, change, is_signed=True))
    assert store.version() == 0


@pytest.fixture
def run_records(run_data, store_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", store_url)
    return run_data


def test_the_command_line_backs_up_and_restores(run_records, store, tmp_path):
    fill(store)
    path = tmp_path / "b.zip"
    assert run_records("backup", str(path)) == (0, f"已备份 7 条记录到 {path}\n")
    status, printed = run_records("restore", str(path))
    assert (status, "要替换它们请加 --replace" in printed) == (1, True)
    status, printed = run_records("restore", str(path), "--replace")
    assert status == 0
    assert "原有的记录已备份到" in printed
    assert "已恢复 7 条记录" in printed
    assert run_records("restore", str(tmp_path / "none.zip"))[0] == 1


def test_the_history_is_a_table(run_records, store):
    assert run_records("history") == (0, "没有记录\n")
    fill(store)
    status, printed = run_records("history", PLAN)
    lines = printed.splitlines()
    assert status == 0
    assert lines[0].split() == ["编号", "时间", "谁", "规划", "什么", "旧", "→", "新", "来源", "备注"]
    assert len(lines) == 7
    assert "已启动 → （无）" in lines[1]
    assert "张三（未认证）" in lines[2]
    assert "-1.5 → 3350" in lines[2]
    assert "撤销第 3 条；录错" in lines[2]
    assert len(run_records("history")[1].splitlines()) == 8


def test_the_history_as_csv_holds_no_formula(run_records, store):
    fill(store)
    rows = list(csv.DictReader(io.StringIO(run_records("history", "--csv")[1])))
    assert [int(row["entry_id"]) for row in rows] == [7, 6, 5, 4, 3, 2, 1]
    assert rows[0]["recorded_at"].endswith("+00:00")
    assert (rows[4]["value"], rows[4]["old_value"], rows[4]["source"]) == ("-1.5", "3350", "'=1+1")
    assert (rows[2]["undoes"], rows[6]["author_basis"]) == ("3", "stated")


def test_a_store_that_cannot_be_reached_ends_with_a_sentence(run_data, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://u:geheim@/x?host={tmp_path}")
    status, printed = run_data("history")
    assert status == 1
    assert "打不开记录库：连不上数据库，请检查数据库是否运行、DATABASE_URL 是否正确\n" in printed
    assert "geheim" not in printed
