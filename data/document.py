"""A published document without its white space and page marks, with the way back to the text as published."""

from __future__ import annotations

import re
from dataclasses import dataclass

Range = tuple[int, int]

# a page mark stands alone: —4—
_PAGE_MARK = re.compile(r"(?<!\S)[—－–-]\s?[0-9]{1,3}\s?[—－–-](?!\S)")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)*")


@dataclass(frozen=True, slots=True)
class Document:
    """`compact` is the text without white space and page marks.

    `offsets[i]` is where `compact[i]` stands in `text`; `breaks` holds each i with a gap before it.
    """

    text: str
    compact: str
    offsets: tuple[int, ...]
    breaks: frozenset[int]

    def text_range(self, start: int, end: int) -> Range:
        """Return the range of `text` that holds `compact[start:end]`."""
        if start >= end:
            return (0, 0)
        return (self.offsets[start], self.offsets[end - 1] + 1)


def read_document(text: str) -> Document:
    """Return the document of a published text."""
    without_marks = _PAGE_MARK.sub(lambda mark: " " * len(mark[0]), text)
    kept = [index for index, character in enumerate(without_marks) if not _is_blank(character)]
    breaks = {i for i, index in enumerate(kept) if i == 0 or kept[i - 1] != index - 1}
    return Document(text, "".join(text[index] for index in kept), tuple(kept), frozenset(breaks))


def compact_text(text: str) -> str:
    """Return a text without white space, as runs are compared.

    >>> compact_text("2020 年 9 月")
    '2020年9月'
    """
    return "".join(character for character in text if not _is_blank(character))


def find_digit_runs(document: Document) -> list[Range]:
    """Return where the numbers stand in `compact`; a gap (the cells of a flattened table) ends a number.

    >>> find_digit_runs(read_document("指标 52 55 占比16.11亿元"))
    [(2, 4), (4, 6), (8, 13)]
    """
    runs: list[Range] = []
    for match in _DIGITS.finditer(document.compact):
        cuts = [i for i in range(match.start() + 1, match.end()) if i in document.breaks]
        edges = [match.start(), *cuts, match.end()]
        runs += [(start, end) for start, end in zip(edges, edges[1:], strict=False)]
    return [(start, end) for start, end in runs if document.compact[start:end].strip(".")]


def find_occurrences(document: Document, run: str, ranges: tuple[Range, ...]) -> list[Range]:
    """Return where `run` stands inside one of `ranges`; never where it would cut a number in two.

    >>> find_occurrences(read_document("占97%，力争7%"), "7%", ((0, 9),))
    [(7, 9)]
    """
    wanted = compact_text(run)
    found: list[Range] = []
    for start, end in ranges if wanted else ():
        position = document.compact.find(wanted, start, end)
        while position >= 0:
            hit = (position, position + len(wanted))
            if not _cuts_number(document, hit[0]) and not _cuts_number(document, hit[1]):
                found.append(hit)
            position = document.compact.find(wanted, position + 1, end)
    return found


def _cuts_number(document: Document, edge: int) -> bool:
    """Return whether a number goes on across `edge`: `9|7`, `16|.11`, `16.|11`."""
    text = document.compact
    if edge in document.breaks or not 0 < edge < len(text):
        return False
    before, after = text[max(0, edge - 2) : edge], text[edge : edge + 2]
    left = before[-1:].isdigit() or (before[-1] == "." and before[:-1].isdigit())
    right = after[:1].isdigit() or (after[0] == "." and before[-1].isdigit() and after[1:].isdigit())
    return left and right


def _is_blank(character: str) -> bool:
    return character.isspace() or character in _INVISIBLE
