"""Sources and numbered notes of a printed sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.boundaries import told_attribution
from geo.print_map import fonts
from geo.print_map.words import word
from geo.sheet import MapSheet

Line = tuple[str, bool]  # its words, and whether it is a heading

MOST_LEFT_OUT = 8888
COLUMN_GAP_EM = 2.0


@dataclass(frozen=True, slots=True)
class Notes:
    """Headed lines of text: sources, numbered notes, the 示意 note; `width` is that of all columns together."""

    lines: tuple[Line, ...]
    size: float
    width: float
    column_count: int = 1

    @property
    def height(self) -> float:
        """The height of the highest column in mm."""
        return max((sum(self.step(line) for line in column) for column in self.columns()), default=0.0)

    @property
    def column_width(self) -> float:
        """The width of a column in mm."""
        return column_width(self.width, self.size, self.column_count)

    def step(self, line: Line) -> float:
        """Return the height of a line in mm."""
        return self.size * (1.75 if line[1] else 1.32)

    def columns(self) -> list[list[Line]]:
        """Return the lines of each column: all about as high, no heading at the foot of one."""
        most = sum(self.step(line) for line in self.lines) / self.column_count
        columns: list[list[Line]] = [[]]
        used = 0.0
        for line in self.lines:
            if used + (self.step(line) / 2) > most and len(columns) < self.column_count:
                heads = [columns[-1].pop()] if columns[-1] and columns[-1][-1][1] else []
                columns.append(heads)
                used = sum(self.step(head) for head in heads)
            columns[-1].append(line)
            used += self.step(line)
        return columns


def column_width(width: float, size: float, count: int) -> float:
    """Return the width of each of `count` columns that together, with their gaps, are `width` mm wide."""
    return (width - (count - 1) * COLUMN_GAP_EM * size) / count


def lay_notes(  # noqa: PLR0913 - what is told and how it is set
    bundle: Mapping[str, Any],
    sheet: MapSheet,
    width: float,
    size: float,
    left_out: int = MOST_LEFT_OUT,
    numbers: Sequence[str] = (),
    *,
    columns: int = 1,
) -> Notes:
    """Return sources and numbered notes, broken into lines.

    The last ones tell what the numbers on the map stand for (from 1), and how many names are missing altogether.
    """
    sources = [*sheet.sources]
    attribution = told_attribution(bundle.get("attribution") or "", is_english=sheet.is_english)
    attribution = fonts.clean(attribution)
    if attribution and not any(attribution in source for source in sources):
        sources.append(attribution)
    notes = [note for note in (sheet.disclaimer, *sheet.notes) if note]
    if numbers:
        told = ("; " if sheet.is_english else "；").join(f"{k} {name}" for k, name in enumerate(numbers, start=1))
        notes.append(word("numbered", sheet.is_english, names=told))
    if left_out:
        notes.append(word("left_out", sheet.is_english, n=left_out))
    lines: list[Line] = []
    room = column_width(width, size, columns)
    for key, texts in (("sources", sources), ("notes", notes)):
        if texts:
            lines.append((word(key, sheet.is_english), True))
        for number, text in enumerate(texts, start=1):
            start = f"{number}. " if key == "notes" else ""
            lines += [(line, False) for line in fonts.wrap(start + fonts.clean(text), size, room)]
    return Notes(tuple(lines), size, width, columns)
