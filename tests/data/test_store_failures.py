"""A full disk, a read-only or locked file, a server that is away: a clear sentence, nothing lost, and on it goes."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa

from data.record import COMMENT, Author, Change, RecordError, Subject, actual_subject
from data.store import database, open_store
from data.store.database import database_url
from data.store.migrating import HEAD, MIGRATIONS, VERSION_TABLE
from data.store.tables import metadata

PLAN = "yunhe-2020-2025"
ME = Author("张三")
BEDS = actual_subject(PLAN, "elderly_care_beds", "990000", 2021)
THREAD = Subject(PLAN, "task", "t01", COMMENT)
LONG = "字" * 3900


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path}/records.sqlite3"


def save(store, number=0):
    (entry,) = store.record([Change(THREAD, f"{number} {LONG}")], ME)
    return entry


def test_a_full_disk_is_a_clear_error_and_no_lost_row(sqlite_url, caplog):
    store = open_store(sqlite_url)
    saved = [save(store, number) for number in range(5)]
    with store.database.engine.connect() as connection:
        (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
    limit = sa.event.listens_for(store.database.engine, "begin")

    @limit
    def allow_few_pages(connection):
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")

    with caplog.at_level(logging.ERROR), pytest.raises(RecordError, match="^没有保存：磁盘已满，请清理后重试$"):
        for number in range(5, 50):
            saved.append(save(store, number))
    assert "database or disk is full" in caplog.text
    assert store.history("")[::-1] == saved
    with pytest.raises(RecordError, match="没有保存：磁盘已满"):
        store.record([Change(BEDS, "1"), *(Change(THREAD, LONG) for _ in range(9))], ME)
    assert store.present(PLAN) == {}
    # there is room again
    sa.event.remove(store.database.engine, "begin", allow_few_pages)
    store.close()
    saved.append(save(store, 99))
    store.close()
    assert open_store(sqlite_url).history("")[::-1] == saved


LIMITED = """
import resource, signal, sys
from data.record import Author, Change, RecordError, Subject
from data.store import open_store
store = open_store(sys.argv[1])
subject = Subject("p", "task", "t01", "comment")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
saved = 0
try:
    for number in range(500):
        saved = store.record([Change(subject, f"{number} " + "字" * 3900)], Author("甲"))[-1].entry_id
except RecordError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.record([Change(subject, "又可以写了")], Author("甲"))
print(saved)
"""


def test_a_write_that_the_system_refuses_loses_nothing(sqlite_url, root):
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, sqlite_url], cwd=root, capture_output=True, text=True, check=True
    )
    message, saved = ran.stdout.splitlines()
    assert message.startswith("没有保存：")
    entries = open_store(sqlite_url).history("p", limit=10**9)
    assert [entry.entry_id for entry in entries] == list(range(int(saved) + 1, 0, -1))
    assert entries[0].value == "又可以写了"


def test_a_full_disk_of_the_server_is_a_clear_error(postgresql):
    store = open_store(postgresql())
    first = save(store)
    fail = (
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', "
        "MESSAGE = 'could not extend file: No space left on device'; END $$",
        "CREATE TRIGGER fail BEFORE INSERT ON atlas_entries FOR EACH ROW EXECUTE FUNCTION fail()",
    )
    with store.database.engine.begin() as connection:
        for statement in fail:
            connection.execute(sa.text(statement))
    with pytest.raises(RecordError, match="^没有保存：数据库所在磁盘已满，请清理后重试$"):
        save(store, 1)
    with store.database.engine.begin() as connection:
        connection.execute(sa.text("DROP TRIGGER fail ON atlas_entries"))
    assert store.history("") == [first]
    assert save(store, 2).entry_id == 2
    store.close()


def test_a_read_only_file_can_be_read_and_says_why_it_cannot_be_written(tmp_path, sqlite_url):
    store = open_store(sqlite_url)
    entry = save(store)
    store.close()
    read_only = open_store(f"sqlite:///file:{tmp_path}/records.sqlite3?mode=ro&uri=true")
    assert read_only.history("") == [entry]
    with pytest.raises(RecordError, match="^没有保存：记录文件是只读的，请检查文件和文件夹的权限$"):
        save(read_only)
    assert save(store, 1).entry_id == 2


def test_a_locked_file_is_waited_for_then_told(tmp_path, sqlite_url, monkeypatch):
    settings = ("PRAGMA busy_timeout = 50", *database.SQLITE_SETTINGS[1:])
    monkeypatch.setattr(database, "SQLITE_SETTINGS", settings)
    store = open_store(sqlite_url)
    save(store)
    other = sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordError, match="^没有保存：记录文件正被另一个程序占用，请稍后重试$"):
        save(store, 1)
    assert len(store.history("")) == 1  # reading goes on
    other.execute("ROLLBACK")
    assert save(store, 2).entry_id == 2


def test_a_locked_server_is_waited_for_then_told(postgresql, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 1)
    url = postgresql()
    store, other = open_store(url), open_store(url)
    with other.database.writing():
        begun = time.monotonic()
        with pytest.raises(RecordError, match="^没有保存：记录库正被占用，请稍后重试$"):
            save(store)
        assert time.monotonic() - begun < 5
    assert save(store).entry_id == 1


def test_a_server_that_comes_back_is_used_again(postgresql):
    url = postgresql()
    store, other = open_store(url), open_store(url)
    entry = save(store)
    end = sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    with other.database.engine.connect() as connection:
        connection.execute(end)
    assert store.history("") == [entry]
    # the connection ends in the middle of a save
    told = pytest.raises(RecordError, match="^没有保存：数据库正在停止或启动，请稍后重试$")
    with told, store.database.writing() as connection, other.database.engine.connect() as second:
        second.execute(end)
        connection.execute(sa.text("SELECT 1"))
    assert save(store, 1).entry_id == 2
    # it ends while the save is acknowledged: whether it was kept cannot be told, and is not
    told = pytest.raises(RecordError, match="不能确定是否已保存")
    with told, store.database.writing(), other.database.engine.connect() as second:
        second.execute(end)
    assert store.version() == 2


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite:////proc/nowhere/records.sqlite3", "打不开记录库：没有这个文件夹"),
        ("sqlite:////dev/null", "打不开记录库"),
        ("sqlite:///:memory:", "DATABASE_URL 应指向"),
        ("sqlite://", "DATABASE_URL 应指向"),
        ("mysql://u:geheim@localhost/x", "不支持 mysql"),
        ("postgresql://u:geheim@localhost:x/y", "不是数据库地址"),
        ("u:geheim@localhost", "不是数据库地址"),
        ("postgresql://u:geheim@127.0.0.1:1/x", "打不开记录库：连不上数据库"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(url, message):
    with pytest.raises(RecordError, match=message) as caught:
        open_store(url)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("content", [b"no database at all, just text" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_left_alone(tmp_path, sqlite_url, content):
    (tmp_path / "records.sqlite3").write_bytes(content)
    with pytest.raises(RecordError, match="打不开记录库：.*备份恢复"):
        open_store(sqlite_url)
    assert (tmp_path / "records.sqlite3").read_bytes() == content


def test_the_address_is_that_of_the_environment_else_a_file_beside_the_product(monkeypatch, tmp_path, root):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("CARE_PLAN_ATLAS_RECORDS", raising=False)
    assert database_url().database == str(root / "records" / "records.sqlite3")
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path / "new" / "folder"))
    open_store().close()
    assert (tmp_path / "new" / "folder" / "records.sqlite3").is_file()
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@db/x?sslmode=require")
    assert database_url().render_as_string(hide_password=False) == "postgresql+psycopg://u:p@db/x?sslmode=require"


def test_sqlite_keeps_a_log_and_syncs_every_save(sqlite_url):
    with open_store(sqlite_url).database.engine.connect() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert values == ["wal", 2, 1, 10_000]


def test_the_migrations_make_the_tables_that_the_code_uses(store):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD
    with store.database.engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}), metadata)
            == []
        )


def test_tables_of_other_programs_in_the_same_database_are_left_alone(store_url):
    engine = sa.create_engine(database_url(store_url))
    with engine.begin() as connection:
        for name in ("alembic_version", "entries"):
            connection.execute(sa.text(f"CREATE TABLE {name} (version_num VARCHAR(32))"))
            connection.execute(sa.text(f"INSERT INTO {name} VALUES ('theirs')"))
    store = open_store(store_url)
    assert save(store).entry_id == 1
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalars().all() == ["theirs"]
    store.close()
    engine.dispose()


def test_a_store_of_a_newer_version_is_not_touched(store, store_url):
    save(store)
    with store.database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE atlas_version SET version_num = '9999'"))
    with pytest.raises(RecordError, match="打不开记录库：记录由更新的版本写成，请升级本产品"):
        open_store(store_url)
    assert len(store.history("")) == 1
