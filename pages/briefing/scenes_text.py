"""How scenes speak: figures with their source, source lines, tables that are cut, texts that fit a slide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from data.citation import Quoting
from data.plan import Plan
from data.record import BEIJING, Entry
from data.table import split_list, split_runs
from pages.briefing.scene import Scene, SceneFigure, SceneTable
from pages.shared.labels import joined, language, plan_name, word

MOST_FIGURES, MOST_ROWS, MOST_SOURCES = 6, 8, 5
LONGEST_TITLE = {"zh": 24, "en": 80}
LONGEST_SENTENCE = {"zh": 80, "en": 220}
LONGEST_CELL = {"zh": 36, "en": 80}
LONGEST_CITATION = 90
MOST_NAMES = 3
MOST_SECTIONS = 4


def cut(text: str, longest: int) -> str:
    """Return a text on one line, cut with … where it is longer.

    >>> cut("一二三四", 3), cut("一二", 3)
    ('一二…', '一二')
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip("，、；,; ") + "…"


def cell(text: str) -> str:
    """Return a text that fits a cell of a table; it begins with a capital."""
    return sentence_case(cut(text, LONGEST_CELL[language()]))


def sentence_case(text: str) -> str:
    """Return a text with a capital at its beginning, as what stands alone has it."""
    return text[:1].upper() + text[1:]


def stated(label: str, value: str, row: Quoting, unit: str = "") -> SceneFigure:
    """Return a figure that the plan prints, with section and words; 规划未载明 where `value` is ""."""
    if not value:
        return unstated(label)
    return SceneFigure(label, value, unit, citation(row, value))


def unstated(label: str) -> SceneFigure:
    """Return a figure that the plan does not state."""
    return SceneFigure(label, word("common.not_stated"), basis="unstated")


def derived(label: str, value: str, rows: Sequence[Any], how: str, unit: str = "") -> SceneFigure:
    """Return a figure computed from rows of the plan; its citation says how and from which sections."""
    where = sections(rows)
    text = word("briefing.derived", how=how) + (f" · {where}" if where else "")
    return SceneFigure(label, value, unit, cut(text, LONGEST_CITATION), "derived")


def reference(label: str, value: str, how: str = "", unit: str = "") -> SceneFigure:
    """Return a figure of the census."""
    text = word("cite.census") + (f" · {how}" if how else "")
    return SceneFigure(label, value, unit, text, "reference")


def recorded(label: str, value: str, how: str, unit: str = "") -> SceneFigure:
    """Return a figure that users recorded; it stands apart from what the plan states."""
    return SceneFigure(label, value, unit, how, "recorded")


def citation(row: Quoting, value: str = "") -> str:
    """Return section and words of a row in one line, such as `三/（一） “以达州市主城区……”`.

    Of a row with many runs those are quoted that hold the value, or a number of it.
    """
    words = "……".join(_runs_with(split_runs(row.as_written), value))
    where = joined(split_list(row.section)[:MOST_SECTIONS])
    return cut(f"{where} “{words}”" if words else where, LONGEST_CITATION)


def _runs_with(runs: Sequence[str], value: str) -> Sequence[str]:
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", value)
    holding = [run for run in runs if value and value in run]
    holding = holding or [run for run in runs if any(number in run for number in numbers)]
    return [run for run in runs if run in holding] or runs


def sections(rows: Iterable[Any]) -> str:
    """Return the sections of rows, each once; of many the first few."""
    found = list(dict.fromkeys(part for row in rows for part in split_list(row.section)))
    return joined(found[:MOST_SECTIONS]) + (word("briefing.and_more") if len(found) > MOST_SECTIONS else "")


def source_lines(plan: Plan, rows: Sequence[Any], *, with_census: bool = False) -> tuple[str, ...]:
    """Return the sources of a scene, a line each: document, section, words; of many rows the first few."""
    name = plan_name(plan)
    title = f"《{name}》" if language() == "zh" else f"{name}: "
    lines = list(dict.fromkeys(f"{title}{citation(row)}" for row in rows))
    more = len(lines) - MOST_SOURCES
    kept = lines[:MOST_SOURCES] + ([word("briefing.more_sources", n=more, where=sections(rows))] if more > 0 else [])
    return (*kept, *((word("cite.census"),) if with_census else ()))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> SceneTable | None:
    """Return a table cut to the rows that a slide holds, its last row says how many are left; None without rows."""
    if not rows:
        return None
    shown = [tuple(cell(text) for text in row) for row in rows]
    more = len(shown) - MOST_ROWS if len(shown) > MOST_ROWS + 1 else 0
    if more:
        blank = ("",) * (len(heads) - 1)
        shown = [*shown[:MOST_ROWS], (word("briefing.rows_more", n=more), *blank)]
    return SceneTable(tuple(heads), tuple(shown), tuple(numeric), more)


def without_blank_columns(
    heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int]
) -> tuple[list[str], list[list[str]], list[int]]:
    """Leave out the columns that no row fills; the others keep on which side they are set."""
    kept = [k for k in range(len(heads)) if any(row[k] for row in rows)]
    set_right = [place for place, k in enumerate(kept) if k in numeric]
    return [heads[k] for k in kept], [[row[k] for k in kept] for row in rows], set_right


def names_text(names: Sequence[str], unit_key: str = "briefing.names_more") -> str:
    """Return names as a list; of many the first few and how many there are."""
    if len(names) <= MOST_NAMES + 1:
        return joined(names)
    return word(unit_key, names=joined(names[:MOST_NAMES]), n=len(names))


def joined_clauses(*clauses: str) -> str:
    """Return clauses of one thought, joined by commas."""
    return ("，" if language() == "zh" else ", ").join(clauses)


def counted_word(key: str, count: int) -> str:
    """Return a word with a count; the English for one stands under `<key>_one`."""
    return word(f"{key}_one" if count == 1 else key, n=count)


def sentence_of(parts: Iterable[str]) -> str:
    """Return clauses as one sentence; blank ones are left out."""
    clauses = [part.strip("。. ") for part in parts if part]
    if not clauses:
        return ""
    mark, stop = ("；", "。") if language() == "zh" else ("; ", ".")
    return sentence_case(mark.join(clauses) + stop)


def date_text(iso: str) -> str:
    """Return an ISO date as people say it; "" for anything else."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return ""
    return f"{day.year}年{day.month}月{day.day}日" if language() == "zh" else iso


def recorded_on(entries: Iterable[Entry]) -> str:
    """Return the day (Beijing) of the newest of some entries; "" where there is none."""
    days = [entry.recorded_at.astimezone(BEIJING).date().isoformat() for entry in entries]
    return max(days, default="")


def fitted(scene: Scene) -> Scene:
    """Return a scene whose texts fit a slide and hold no sign that a file cannot carry."""
    tongue = language()
    clean: Scene = _clean(scene)
    return replace(
        clean,
        title=cut(clean.title, LONGEST_TITLE[tongue]),
        sentence=cut(clean.sentence, LONGEST_SENTENCE[tongue]),
        figures=tuple(replace(one, label=sentence_case(one.label)) for one in clean.figures[:MOST_FIGURES]),
    )


def _clean(value: Any) -> Any:
    """Return texts, and texts within tuples and scene parts, without control signs (line breaks stay)."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type) and type(value).__module__ == Scene.__module__:
        return replace(value, **{item.name: _clean(getattr(value, item.name)) for item in fields(value)})
    return value
