"""Many files made one after another: each whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from data.making import STOPPED, Job, make_files, write_whole


def _broken() -> bytes:
    raise ValueError("没有边界")


def _interrupted() -> bytes:
    raise KeyboardInterrupt


def test_a_file_that_cannot_be_made_does_not_stop_the_others(tmp_path: Path):
    out = io.StringIO()
    jobs = [Job("a", _broken), Job("b", lambda: b"content")]
    assert make_files(jobs, tmp_path, out) == 1
    assert (tmp_path / "b").read_bytes() == b"content"
    assert "没有边界" in out.getvalue() and "失败 1 个" in out.getvalue()


def test_interrupted_work_keeps_what_was_finished_and_leaves_no_half_file(tmp_path: Path):
    jobs = [Job("a", lambda: b"a"), Job("b", _interrupted), Job("c", lambda: b"c")]
    assert make_files(jobs, tmp_path, io.StringIO()) == STOPPED
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_file_is_written_whole_into_a_folder_that_is_made(tmp_path: Path):
    write_whole(tmp_path / "a" / "b.pdf", b"content")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.pdf"]


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path):
    path = tmp_path / "a.json"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [child.name for child in tmp_path.iterdir()] == ["a.json"]


def test_the_server_may_read_what_was_written(tmp_path: Path):
    write_whole(tmp_path / "a.json", b"x")
    assert (tmp_path / "a.json").stat().st_mode & 0o044 == 0o044
