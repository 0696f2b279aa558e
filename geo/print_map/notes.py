"""Sources and numbered notes of a printed sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.print_map import fonts
from geo.print_map.words import word
from geo.sheet import MapSheet

MOST_LEFT_OUT = 8888


@dataclass(frozen=True, slots=True)
class Notes:
    """Headed lines of text: sources, numbered notes, the 示意 note."""

    lines: tuple[tuple[str, bool], ...]
    size: float
    width: float

    @property
    def height(self) -> float:
        """The height of all lines in mm."""
        return sum(self.size * (1.75 if is_head else 1.32) for _, is_head in self.lines)


def lay_notes(
    bundle: Mapping[str, Any],
    sheet: MapSheet,
    width: float,
    size: float,
    left_out: int = MOST_LEFT_OUT,
    numbers: Sequence[str] = (),
) -> Notes:
    """Return sources and numbered notes, broken into lines.

    The last ones tell what the numbers on the map stand for (from 1), and how many names are missing altogether.
    """
    sources = [*sheet.sources]
    attribution = fonts.clean(bundle.get("attribution") or "")
    if attribution and not any(attribution in source for source in sources):
        sources.append(attribution)
    notes = [note for note in (sheet.disclaimer, *sheet.notes) if note]
    if numbers:
        told = ("; " if sheet.is_english else "；").join(f"{k} {name}" for k, name in enumerate(numbers, start=1))
        notes.append(word("numbered", sheet.is_english, names=told))
    if left_out:
        notes.append(word("left_out", sheet.is_english, n=left_out))
    lines: list[tuple[str, bool]] = []
    for key, texts in (("sources", sources), ("notes", notes)):
        if texts:
            lines.append((word(key, sheet.is_english), True))
        for number, text in enumerate(texts, start=1):
            start = f"{number}. " if key == "notes" else ""
            lines += [(line, False) for line in fonts.wrap(start + fonts.clean(text), size, width)]
    return Notes(tuple(lines), size, width)
