"""The notes page of a slide: what the presenter says, where each figure comes from, all sources, the whole table."""

from __future__ import annotations

from typing import Any

from pages.briefing.scene import Briefing, Scene, SceneTable
from pages.briefing.slide_cards import value_text
from pages.briefing.slide_foot import imprint
from pages.shared.labels import word
from pages.shared.line_breaking import clean


def write_notes(slide: Any, briefing: Briefing, scene: Scene, names_left_out: int) -> None:
    """Write the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = clean(notes_text(briefing, scene, names_left_out))
    tongue = "zh-CN" if briefing.language == "zh" else "en-US"
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", tongue)


def notes_text(briefing: Briefing, scene: Scene, names_left_out: int) -> str:
    """Return the text of a notes page; blocks without content are left out."""
    figures = [
        f"{one.label}：{value_text(one)}" + (f"（{one.citation}）" if one.citation else "") for one in scene.figures
    ]
    sources = [f"{number}. {source}" for number, source in enumerate(scene.sources, 1)]
    blocks = [
        ("", [scene.sentence]),
        (word("slides.notes_talk"), [scene.notes]),
        (word("slides.notes_figures"), figures),
        (word("slides.notes_table"), _rows(scene.table) if scene.table else []),
        (word("slides.notes_sources"), sources),
        ("", [word("slides.names_left_out", n=names_left_out)] if names_left_out else []),
        ("", [imprint(briefing)]),
    ]
    said = []
    for head, lines in blocks:
        kept = [line for line in lines if line]
        if kept:
            said.append("\n".join(([f"【{head}】"] if head else []) + kept))
    return "\n".join(said)


def _rows(table: SceneTable) -> list[str]:
    return [" | ".join(row) for row in (table.heads, *table.rows)]
