"""How wide the columns of a printed table are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pages.shared.line_breaking import clean, longest_piece
from pages.shared.pdf_page import TextStyle, text_width


def column_widths(rows: Sequence[Sequence[str]], width: float, style: TextStyle, padding: float = 8.0) -> list[float]:
    """Share a width among columns: each holds its longest word, short ones their longest cell, the others the rest."""
    bold = replace(style, bold=True)
    columns = list(zip(*rows, strict=True))
    needs = [max(text_width(clean(cell), bold) for cell in column) + padding for column in columns]
    if sum(needs) <= width:
        return shared_width(needs, width)

    def measure(run: str) -> float:
        return text_width(run, bold)

    words = [max(longest_piece(cell, measure) for cell in column) + padding for column in columns]
    if sum(words) >= width:
        return shared_width(words, width)
    rest = shared_width([need - word for need, word in zip(needs, words, strict=True)], width - sum(words))
    return [word + more for word, more in zip(words, rest, strict=True)]


def shared_width(needs: Sequence[float], width: float) -> list[float]:
    """Share a width: whoever needs less than an even share gets what it needs; what is over is spread in proportion.

    >>> shared_width([10, 20, 300, 300], 230)
    [10, 20, 100.0, 100.0]
    """
    if sum(needs) <= width:
        return [need * width / (sum(needs) or 1) for need in needs]
    given: dict[int, float] = {}
    while True:
        share = (width - sum(given.values())) / (len(needs) - len(given))
        small = [k for k, need in enumerate(needs) if k not in given and need <= share]
        if not small:
            return [given.get(k, share) for k in range(len(needs))]
        given.update((k, needs[k]) for k in small)
