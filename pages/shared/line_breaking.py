"""Where lines of Chinese and English text break: no word is cut, no full stop begins a line.

What is printed and what stands on slides is measured with the very font, so that nothing runs over its box.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NEVER_FIRST = "，。、；：？！）》」』】〕〉”’…—～·%％‰℃+,.;:?!)]}"
_NEVER_LAST = "（《「『【〔〈“‘([{"
# a run of Latin letters and figures with what stands inside a number or a word is one piece; so is a short mark 〔…〕
_PIECE = re.compile(r"〔[^〕]{1,20}〕|\s+|[A-Za-z0-9À-ɏ]+(?:[.,:/'’\-–&+][A-Za-z0-9À-ɏ]+)*|.", re.DOTALL)


def clean(text: object) -> str:
    r"""Return text without the control characters that files refuse; line breaks and tabs stay.

    >>> clean("床位\x00 476\x0b张")
    '床位 476张'
    """
    return _CONTROL.sub("", str(text))


def lines_of(text: object, width: float, measure: Measure) -> list[str]:
    """Break text into lines no wider than `width`; `measure` tells the width of a run in the same unit.

    A word that is wider than a line is cut between its letters. Blank text has no lines.

    >>> lines_of("到2025年，床位达476张。", 7, len)
    ['到2025年，', '床位达476', '张。']
    """
    lines: list[str] = []
    for paragraph in clean(text).expandtabs(1).splitlines():
        lines.extend(_lines(paragraph.strip(), width, measure))
    return lines


def longest_piece(text: object, measure: Measure) -> float:
    """Return the width of the longest run of a text that no line break may part.

    >>> longest_piece("Planned investment 1,200", len)
    10
    """
    return max((measure(piece) for piece in _pieces(" ".join(clean(text).split()))), default=0)


def _lines(paragraph: str, width: float, measure: Measure) -> Iterator[str]:
    line = ""
    for piece in _pieces(paragraph):
        if measure((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            yield line.rstrip()
        line = piece.lstrip()
        while measure(line.rstrip()) > width and len(line) > 1:
            fitting = _fitting(line, width, measure)
            yield line[:fitting]
            line = line[fitting:]
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> list[str]:
    """Return the unbreakable pieces of a text: signs that end or begin something stay with their neighbour."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        closes = piece in _NEVER_FIRST and pieces and not pieces[-1].isspace()
        opened = pieces and pieces[-1][-1] in _NEVER_LAST
        if closes or (opened and not piece.isspace()):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _fitting(word: str, width: float, measure: Measure) -> int:
    """Return how many letters of a word stand on a line, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
