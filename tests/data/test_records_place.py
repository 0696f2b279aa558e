from pathlib import Path

import pytest

from data.records_place import is_unwritten
from data.store import open_store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path / "new" / "records"))
    return tmp_path


def test_records_are_unwritten_until_the_store_is_opened(folder: Path):
    assert is_unwritten()
    open_store().close()
    assert not is_unwritten()


def test_a_named_database_is_never_taken_for_unwritten(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@127.0.0.1/records")
    assert not is_unwritten()


def test_a_folder_that_cannot_be_made_is_left_to_the_store_to_explain(folder: Path):
    (folder / "new").write_text("a file where the folder should be", encoding="utf-8")
    assert not is_unwritten()
