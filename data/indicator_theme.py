"""What an indicator is about: health, care, staff … by the words of its name; ours, not the plan's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import yaml

from data.plan import Indicator
from data.schema import SCHEMA_FOLDER


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its two names and the words that tell it; of several the lowest rank wins.

    The theme without words takes what no other one takes.
    """

    id: str
    zh: str
    en: str
    rank: int
    words: tuple[str, ...]


@cache
def themes() -> tuple[Theme, ...]:
    """Read `data/schema/indicator_themes.yaml`."""
    rows = yaml.safe_load((SCHEMA_FOLDER / "indicator_themes.yaml").read_text(encoding="utf-8"))
    return tuple(Theme(row["id"], row["zh"], row["en"], row["rank"], tuple(row["words"])) for row in rows)


def theme_of(indicator: Indicator) -> str:
    """Return the id of the theme of lowest rank of which a word stands in the indicator's name.

    >>> theme_of(Indicator("a", "65岁以上老年人中医药健康管理率")), theme_of(Indicator("b", "别的"))
    ('tcm', 'other')
    """
    return _theme_of_name(indicator.name)


@lru_cache(maxsize=4096)
def _theme_of_name(name: str) -> str:
    ranked = sorted(themes(), key=lambda theme: theme.rank)
    told = (theme for theme in ranked if any(word in name for word in theme.words))
    return next(told, ranked[-1]).id
