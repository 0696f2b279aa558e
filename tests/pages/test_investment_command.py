"""Sheets of projects made at night by the command line."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from data.making import STOPPED
from pages.investment import command
from pages.investment.command import main

DAZHOU = "dazhou-2021-2025"


def test_a_sheet_per_project_and_language_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([DAZHOU, "k01", "--lang", "zh,en", "--out", str(tmp_path)]) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"{DAZHOU}_k01_en.pdf", f"{DAZHOU}_k01_zh.pdf"]
    assert all(len(pypdf.PdfReader(path).pages) == 1 for path in tmp_path.iterdir())
    assert "[2/2]" in capsys.readouterr().err


def test_a_booklet_holds_all_in_one_file(tmp_path: Path):
    assert main([DAZHOU, "k01", "k02", "--booklet", "--out", str(tmp_path)]) == 0
    (path,) = tmp_path.iterdir()
    assert len(pypdf.PdfReader(path).pages) > 2  # cover, overview, map, sheets


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["nowhere-2020"], DAZHOU),
        ([DAZHOU, "k999"], "k01"),
        ([DAZHOU, "k01", "--lang", "fr"], "zh、en"),
        ([DAZHOU, "k01", "--date", "2026-02-30"], "2026-01-31"),
    ],
)
def test_a_wrong_word_is_answered_with_those_that_are_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], told: str
):
    assert main([*wrong, "--out", str(tmp_path)]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_stopped_command_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stop(_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "sheet_pdf", stop)
    assert main(["fuling-2022", "k04", "--out", str(tmp_path)]) == STOPPED
    assert not list(tmp_path.iterdir())
