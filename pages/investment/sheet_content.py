"""项目推介书: what stands on the sheet of one project, ready to be drawn on paper or shown on screen.

Every text says what vouches for it. Nothing here knows of paper or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from geo.locator_drawing import LocatorMap
from pages.shared.line_breaking import clean

# `stated` by the plan, `derived` from it by arithmetic, `inferred` by the product, `reference` (census, boundaries),
# `recorded` by people, `missing`: the plan does not say, `product`: our own words (labels, rules, versions)
Basis = Literal["stated", "derived", "inferred", "reference", "recorded", "missing", "product"]
Language = Literal["zh", "en"]
FEW_BARS = 2
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’")
_BEFORE_LATIN = re.compile(r"[“”](?=[A-Za-z])")
_AFTER_LATIN = re.compile(r"(?<=[A-Za-z.,])[“”]")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the sheet.

    Attributes:
        label: its name; "" for a line without one.
        items: its texts, set as a list; where there is no room for all, the last ones are counted instead of named.
        basis: what vouches for it.
        section: where in the plan it stands.
        words: the plan's own words (runs joined by `|`), the arithmetic of what is derived, the source of a reference.
        unit: of a figure in large type.
        row_ids: rows of the plan that it was taken from.
        separator: what stands between the texts where it is no comma.
    """

    label: str
    items: tuple[str, ...]
    basis: Basis = "stated"
    section: str = ""
    words: str = ""
    unit: str = ""
    row_ids: tuple[str, ...] = ()
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of lines, with a remark beneath."""

    key: str
    title: str
    facts: tuple[Fact, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A district's bar: `text` is the written value."""

    label: str
    value: float
    text: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A small list of bars with the arithmetic behind them; `note` tells what is left out."""

    title: str
    bars: tuple[Bar, ...]
    basis: Basis
    words: str
    note: str = ""

    def first(self, most: int) -> tuple[Bar, ...]:
        """Return the first bars, at most so many, the project's own district always among them."""
        own = tuple(bar for bar in self.bars[most:] if bar.is_own)
        return (*self.bars[: max(0, most - len(own))], *own)

    @property
    def sentence(self) -> str:
        """The values as text where they are one or two, which make no picture; else ""."""
        return "" if len(self.bars) > FEW_BARS else " · ".join(f"{bar.label} {bar.text}" for bar in self.bars)


@dataclass(frozen=True, slots=True)
class SheetMap:
    """A small map with what stands above and below it; None where the region has no boundary."""

    title: str
    drawing: LocatorMap | None
    caption: str


@dataclass(frozen=True, slots=True)
class ProjectSheet:
    """The sheet of a project in one language.

    Attributes:
        plan_line: plan, document number, issuing bodies.
        status: whether the plan is still in force.
        title: name of the project; `other_name` that in the other language with what it is.
        tags: category, kind of row, works.
        lead: what is to be done.
        figures: in large type, five at most.
        sections: facts by `key`: what, layout, demand, neighbours, support, recorded, missing, sources.
        bars: districts against each other.
        maps: in the city, in the region.
        position: how well the position is known, and the basis that its symbol shows.
        grade: of completeness, with its share and rule.
        contact: names of the fields that the bureau fills in.
        legend: what the marks behind the facts mean.
        foot: version, date, that maps are schematic.
        cells: its line in a table of several sheets: name, region, district, beds, money, floor area, people, grade.
        district_codes: its districts.
        spot: longitude, latitude and basis of its symbol; None where it has no position.
    """

    plan_id: str
    project_id: str
    language: Language
    plan_line: str
    status: Fact
    title: str
    other_name: str
    tags: tuple[str, ...]
    lead: Fact
    figures: tuple[Fact, ...]
    sections: dict[str, Section]
    bars: tuple[Bars, ...]
    maps: tuple[SheetMap, ...]
    position: Fact
    position_basis: str
    grade: str
    grade_rule: Fact
    contact_title: str
    contact: tuple[str, ...]
    legend: str
    foot: str
    made_on: str
    cells: tuple[str, ...] = ()
    district_codes: tuple[str, ...] = ()
    spot: tuple[float, float, str] | None = None

    def facts(self) -> Iterator[Fact]:
        """Yield every line of the sheet."""
        yield from (self.status, self.lead, *self.figures, self.position, self.grade_rule)
        for section in self.sections.values():
            yield from section.facts


def shown_text(fact: Fact, language: str, most: int = 99) -> str:
    """Return a line's texts as a list of at most `most`; the others are counted.

    >>> shown_text(Fact("", ("甲", "乙", "丙")), "zh", 2), shown_text(Fact("", ("a", "b", "c")), "en", 2)
    ('甲、乙等 3 项', 'a, b and 1 more')
    """
    named, left = fact.items[:most], len(fact.items) - most
    if language == "zh":
        return (fact.separator or "、").join(named) + (f"等 {len(fact.items)} 项" if left > 0 else "")
    return (fact.separator or ", ").join(named) + (f" and {left} more" if left > 0 else "")


def latin(text: str) -> str:
    r"""Return text that can be printed, with straight quotes at Latin words: curly ones are as wide as a Chinese sign.

    >>> latin("People’s “beds” only"), latin("“两院一体”项目")
    ('People\'s "beds" only', '“两院一体”项目')
    """
    text = _APOSTROPHE.sub("'", clean(text))
    return _AFTER_LATIN.sub('"', _BEFORE_LATIN.sub('"', text))
