"""Which figures a row states, and whether its own runs (as_written) carry them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from data.document import compact_text
from data.finding import Level
from data.table import Row, split_runs

# columns whose every number must stand in the row's runs
STATING_COLUMNS: dict[str, tuple[str, ...]] = {
    "plan": ("document_number", "issued_on", "start_year", "end_year"),
    "projects": (
        "bed_counts", "investment", "floor_area", "land_area", "households", "other_figures",
        "start_year", "end_year",
    ),
    "indicators": ("value", "value_max", "year", "start_year", "as_of"),
    "tasks": ("deadline_text", "deadline_on"),
    "support_measures": ("summary", "summary_en", "condition", "condition_en"),
}  # fmt: skip

# columns in our own words: a number in them that the runs lack is only pointed out
TELLING_COLUMNS: dict[str, tuple[str, ...]] = {
    "layout": ("theme", "business_forms", "target_group"),
    "projects": ("name", "action"),
    "indicators": ("reference",),
    "tasks": ("title", "summary"),
}

# a date made of words keeps only its year: 截至2019年底 → 2019-12-31, 2017年6月前 → 2017-05-31
_YEAR_ONLY = {"as_of", "deadline_on"}

# words that name a year without its digits: five-year plans end in …5 and …0, the seventh census was 2020
_YEARS_OF_WORDS = {
    "十二五": (2011, 2015),
    "十三五": (2016, 2020),
    "十四五": (2021, 2025),
    "十五五": (2026, 2030),
    "第七次全国人口普查": (2020,),
}
HUNDRED = Decimal(100)
_WHOLE = ("全", "所有", "均", "每", "各", "都")

# columns whose figure the text may spell out: 一所, 五个一, 一千平方米
_SPELT_COLUMNS = {("indicators", "value"), ("indicators", "value_max"), ("projects", "other_figures")}
_SPELT_NUMBER = re.compile("[一二两三四五六七八九十百千万]+")
_SPELT_DIGITS = "〇一二三四五六七八九"
_SPELT_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}

_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class UnsupportedFigure:
    """A number that a row states in `column` and its own runs do not carry."""

    column: str
    number: str
    level: Level


def find_unsupported_figures(table: str, row: Row) -> Iterator[UnsupportedFigure]:
    """Yield each number of a row that its own runs do not carry; in our own words it is only a warning."""
    runs = row.get("as_written")
    quoted = quoted_numbers(runs)
    for column in STATING_COLUMNS.get(table, ()):
        spelt = spelt_numbers(runs) if (table, column) in _SPELT_COLUMNS else set()
        for number in _stated_numbers(column, row.get(column)):
            if number not in quoted | spelt and not _is_whole(number, column, row):
                yield UnsupportedFigure(column, format(number, "f"), "error")
    for column in TELLING_COLUMNS.get(table, ()):
        for number in numbers_in(row.get(column)):
            if number not in quoted:
                yield UnsupportedFigure(column, format(number, "f"), "warning")


def numbers_in(text: str) -> list[Decimal]:
    """Return the numbers of a text.

    >>> numbers_in("1,870万元，1.1万平方米")
    [Decimal('1870'), Decimal('1.1')]
    """
    plain = unicodedata.normalize("NFKC", text)
    return [Decimal(match.replace(",", "")) for match in _NUMBER.findall(plain)]


def quoted_numbers(as_written: str) -> set[Decimal]:
    """Return the numbers that the runs print, and the years that their words name.

    >>> sorted(quoted_numbers("截至“十三五”末|床位76 张"))
    [Decimal('76'), Decimal('2016'), Decimal('2020')]
    """
    runs = split_runs(as_written)
    years = {Decimal(year) for word, named in _YEARS_OF_WORDS.items() if word in as_written for year in named}
    spaced = {number for run in runs for number in numbers_in(run)}
    return years | spaced | {number for run in runs for number in numbers_in(compact_text(run))}


def _stated_numbers(column: str, cell: str) -> list[Decimal]:
    if column in _YEAR_ONLY:
        return numbers_in(cell)[:1]
    if column == "issued_on":
        return [Decimal(part) for part in cell.split("-") if part.isdigit()]
    return numbers_in(cell)


def spelt_numbers(text: str) -> set[Decimal]:
    """Return the numbers that a text spells out, however they are meant.

    >>> sorted(spelt_numbers("总面积大于一千平方米，两所，第二十三条"))
    [Decimal('2'), Decimal('23'), Decimal('1000')]
    """
    return {_spelt_value(match) for match in _SPELT_NUMBER.findall(text)}


def _spelt_value(numeral: str) -> Decimal:
    total, part, digit = 0, 0, 0
    for character in numeral.replace("两", "二"):
        unit = _SPELT_UNITS.get(character)
        if unit is None:
            digit = _SPELT_DIGITS.index(character)
        elif unit == _SPELT_UNITS["万"]:
            total, part, digit = (total + (part + digit or 1)) * unit, 0, 0
        else:
            part, digit = part + (digit or 1) * unit, 0
    return Decimal(total + part + digit)


def _is_whole(number: Decimal, column: str, row: Row) -> bool:
    """Return whether the number is 100 % and the runs say so in words: 全覆盖, 所有."""
    is_share = column in {"value", "value_max"} and row.get("unit") == "%"
    return is_share and number == HUNDRED and any(word in row.get("as_written") for word in _WHOLE)
