"""`python -m pages.briefing`: files in a folder, an arrangement from the records, mistakes told in Chinese."""

from __future__ import annotations

import pytest

from data.arrangement import ArrangedScene, Arrangement, write_arrangement
from data.making import STOPPED
from data.record import Author, Change, Subject
from pages.briefing import command
from pages.shared import queries

FULING, WEIHAI = "fuling-2022", "weihai-2022-2024"


@pytest.fixture
def content(monkeypatch):
    """Return what the files are made of, without the libraries that draw them."""
    made = []

    def write(briefing, bundle, kind, ratio):
        made.append((briefing, bundle, kind, ratio))
        return b"file"

    monkeypatch.setattr(command, "product_bytes", write)
    return made


def save(plan_id: str, identity: str, arrangement: Arrangement) -> None:
    subject = Subject(plan_id, "briefing", identity, "scenes")
    seen = queries.store().newest([subject]).get(subject)
    change = Change(subject, write_arrangement(arrangement), seen.entry_id if seen else None)
    queries.store().record([change], Author("王工"))


def test_each_format_and_language_is_a_file(tmp_path, content, capsys):
    assert command.main([FULING, "--lang", "zh,en", "--format", "pptx,html", "--out", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "fuling-2022_briefing_en.html",
        "fuling-2022_briefing_en.pptx",
        "fuling-2022_briefing_zh.html",
        "fuling-2022_briefing_zh.pptx",
    ]
    assert {briefing.language for briefing, *_ in content} == {"zh", "en"}
    assert all(bundle["plan"] == FULING for _, bundle, *_ in content)
    assert "[4/4]" in capsys.readouterr().err


def test_a_saved_arrangement_is_followed_and_lost_scenes_are_told(tmp_path, content, capsys):
    wishes = (ArrangedScene("goals", title="先说目标"), ArrangedScene("gone"), ArrangedScene("cover", is_hidden=True))
    save(FULING, "short-1", Arrangement("短", wishes))
    assert command.main([FULING, "--arrangement", "short-1", "--out", str(tmp_path)]) == 0
    (briefing, *_) = content[0]
    assert briefing.scenes[0].title == "先说目标"
    assert "cover" not in {scene.scene_id for scene in briefing.scenes}
    assert "已跳过：gone" in capsys.readouterr().err
    assert (tmp_path / "fuling-2022_briefing_short-1_zh.pptx").read_bytes() == b"file"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "“nowhere”不认识"),
        ([FULING, "--format", "doc"], "“doc”不认识，可用：pptx、pdf、html"),
        ([FULING, "--format", ","], "--format“”不认识"),
        ([FULING, "--lang", "fr"], "“fr”不认识"),
        ([FULING, "--ratio", "3:2"], "“3:2”不认识"),
        ([FULING, "--date", "20260101"], "应为日期"),
        ([FULING, "--arrangement", "nix"], "没有汇报方案“nix”"),
        ([FULING, WEIHAI, "--arrangement", "nix"], "只写一个规划"),
        ([FULING, "--what"], "参数有误"),
    ],
)
def test_a_wrong_argument_is_told_in_chinese(arguments, words, tmp_path, content, capsys):
    assert command.main([*arguments, "--out", str(tmp_path / "out")]) == command.WRONG
    assert words in capsys.readouterr().err
    assert not content


def test_a_missing_folder_is_asked_for(capsys):
    assert command.main([FULING]) == command.WRONG
    assert "--out" in capsys.readouterr().err


def test_ctrl_c_leaves_no_half_file(tmp_path, monkeypatch, capsys):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "product_bytes", stop)
    assert command.main([FULING, "--out", str(tmp_path)]) == STOPPED
    assert list(tmp_path.iterdir()) == []
    assert "已中止" in capsys.readouterr().err


def test_a_file_that_fails_is_told_and_the_others_are_made(tmp_path, monkeypatch, capsys):
    def write(_briefing, _bundle, kind, _ratio):
        if kind == "pptx":
            raise ValueError("坏了")
        return b"file"

    monkeypatch.setattr(command, "product_bytes", write)
    assert command.main([FULING, "--format", "pptx,html", "--out", str(tmp_path)]) == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".html"]
    assert "失败：坏了" in capsys.readouterr().err
