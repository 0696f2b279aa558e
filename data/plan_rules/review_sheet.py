"""审查意见表: findings of a plan as a Word or Excel file to print, circulate and answer.

Texts come from plan files and from people: none of them may become a formula, and none may break the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CHINESE_TITLE_FONT, CHINESE_FONT, LATIN_FONT = "微软雅黑", "宋体", "Times New Roman"
Fact = tuple[str, str]
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class ReviewColumn:
    """A column of the sheet: its heading and its share of the width, in per cent."""

    label: str
    share: float


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """What the file holds: title, what it is about (label, text), the table, the words “page {n} of {all}”.

    A cell may hold several lines. `empty` is said where the table has no row.
    """

    title: str
    facts: tuple[Fact, ...]
    columns: tuple[ReviewColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    page_words: tuple[str, str, str]


def printable(text: str) -> str:
    """Return a text without the characters that neither file can hold (control characters, half surrogates).

    >>> printable("床位" + chr(0) + " 500" + chr(11) + "张")
    '床位 500张'
    """
    return _UNPRINTABLE.sub("", text)
