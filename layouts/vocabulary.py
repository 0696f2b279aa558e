"""The vocabulary of layout kinds (核, 区, 带, 轴, 圈 …), read from vocabulary.csv.

A kind is never an administrative district: `zone` (区) is a part of a layout, `district` a county.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VOCABULARY_PATH = Path(__file__).with_name("vocabulary.csv")


@dataclass(frozen=True, slots=True)
class ElementKind:
    """One kind of layout element.

    `characters` are the words that print the kind in a slogan, the canonical one first; `geometry` is the usual shape
    (point | polygon | blob | ribbon | wing | line | lines | ring); a lower `drawing_order` is drawn first; `accepts`
    are the kinds that may stand for this one when elements are counted against a slogan.
    """

    kind: str
    characters: tuple[str, ...]
    name: str
    name_en: str
    geometry: str
    drawing_order: int
    accepts: tuple[str, ...]
    definition: str


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def read_vocabulary(path: Path = VOCABULARY_PATH) -> tuple[ElementKind, ...]:
    """Read every kind in drawing order."""
    with path.open(encoding="utf-8", newline="") as file:
        kinds = [
            ElementKind(
                kind=row["kind"],
                characters=_split(row["characters"]),
                name=row["name"],
                name_en=row["name_en"],
                geometry=row["geometry"],
                drawing_order=int(row["drawing_order"]),
                accepts=_split(row["accepts"]),
                definition=row["definition"],
            )
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(kinds, key=lambda kind: kind.drawing_order))


@cache
def kinds_by_code() -> dict[str, ElementKind]:
    """Every kind by its identifier, such as `belt`."""
    return {kind.kind: kind for kind in read_vocabulary()}


def find_kind(code: str) -> ElementKind | None:
    """Find a kind by its identifier; None where the vocabulary does not know it."""
    return kinds_by_code().get(code)


@cache
def kinds_by_characters() -> dict[str, str]:
    """Kind identifiers by the words that print them: `{"核": "core", "核心": "core", …}`."""
    return {characters: kind.kind for kind in read_vocabulary() for characters in kind.characters}
