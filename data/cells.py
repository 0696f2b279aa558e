"""The text of a cell → its value, by the type of its field. An unreadable cell says what was expected."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from data.plan import Number, OtherFigure
from data.schema import Field
from data.table import split_list
from data.units import area_m2, count_of, money_wan_yuan
from layouts.layout import Member

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_OTHER_FIGURE = re.compile(r"(?P<name>[^=]+)=(?P<value>[0-9.—\-–~～,]+)\s*(?P<unit>\S*)")


class CellError(ValueError):
    """A cell that is not what its field asks for; the text says what was expected."""


def read_cell(text: str, field: Field) -> Any:
    """Return the value of a cell that is not blank; CellError says what was expected."""
    return _READERS[field.type](text.strip(), field)


def blank_value(field: Field) -> Any:
    """Return what stands for a blank cell: "", (), False or None by the type of the field."""
    if field.type in {"list", "codes", "choices", "integers", "pairs", "members"}:
        return ()
    if field.type in {"number", "integer", "year"}:
        return None
    return False if field.type == "boolean" else ""


def read_number(text: str) -> Number:
    """Return a plain number.

    >>> read_number("17.8"), read_number("100")
    (17.8, 100)
    """
    if not _NUMBER.fullmatch(text):
        raise CellError("应为不带单位和千分号的数字，如 17.8")
    return float(text) if "." in text else int(text)


def read_members(text: str) -> tuple[Member, ...]:
    """Return members written as `code role;code role`.

    >>> read_members("511702 main")
    (Member(district='511702', role='main'),)
    """
    pairs = [part.partition(" ") for part in split_list(text)]
    return tuple(Member(code, role.strip() or "named") for code, _, role in pairs)


def _text(text: str, _field: Field) -> str:
    return text


def _matching(pattern: re.Pattern[str], expectation: str) -> Callable[[str, Field], str]:
    def read(text: str, _field: Field) -> str:
        if not pattern.fullmatch(text):
            raise CellError(expectation)
        return text

    return read


def _choice(text: str, field: Field) -> str:
    if text not in field.allowed:
        raise CellError(f"应为 {'、'.join(field.allowed)} 之一")
    return text


def _choices(text: str, field: Field) -> tuple[str, ...]:
    return tuple(_choice(part, field) for part in split_list(text))


def _list(text: str, _field: Field) -> tuple[str, ...]:
    return split_list(text)


def _integer(text: str, _field: Field) -> int:
    number = read_number(text)
    if not isinstance(number, int) or number < 0:
        raise CellError("应为不小于0的整数")
    return number


def _integers(text: str, field: Field) -> tuple[int, ...]:
    return tuple(_integer(part, field) for part in split_list(text))


def _year(text: str, _field: Field) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or not EARLIEST_YEAR <= int(text) <= LATEST_YEAR:
        raise CellError(f"应为 {EARLIEST_YEAR}—{LATEST_YEAR} 之间的四位年份")
    return int(text)


def _date(text: str, _field: Field) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise CellError("应为 2021-06-24 这样的日期") from None


def _partial_date(text: str, field: Field) -> str:
    if not _PARTIAL_DATE.fullmatch(text):
        raise CellError("应为 2019、2019-12 或 2019-12-31 这样的时间")
    _date((text + "-01-01")[:10], field)
    return text


def _boolean(text: str, _field: Field) -> bool:
    if text not in {"true", "false"}:
        raise CellError("应为 true 或 false")
    return text == "true"


def _amount(convert: Callable[[str], float | None], example: str) -> Callable[[str, Field], str]:
    def read(text: str, _field: Field) -> str:
        if convert(text) is None:
            raise CellError(f"应为带单位的单一数额，如 {example}")
        return text

    return read


def _pairs(text: str, _field: Field) -> tuple[OtherFigure, ...]:
    return tuple(_other_figure(part) for part in split_list(text))


def _other_figure(text: str) -> OtherFigure:
    match = _OTHER_FIGURE.fullmatch(text)
    if match is None:
        raise CellError("应为 名称=数值 单位，如 老年食堂=658 处")
    return OtherFigure(match["name"].strip(), match["value"], match["unit"])


_READERS: dict[str, Callable[[str, Field], Any]] = {
    "text": _text,
    "sections": _text,
    "runs": _text,
    "identifier": _matching(_IDENTIFIER, "应由小写字母、数字和 - _ 组成"),
    "code": _matching(_CODE, "应由字母、数字和 - 组成的代码"),
    "list": _list,
    "codes": _list,
    "members": lambda text, _field: read_members(text),
    "choice": _choice,
    "choices": _choices,
    "integer": _integer,
    "integers": _integers,
    "number": lambda text, _field: read_number(text),
    "year": _year,
    "date": _date,
    "partial_date": _partial_date,
    "boolean": _boolean,
    "money": _amount(money_wan_yuan, "600万元"),
    "area": _amount(area_m2, "1.1万平方米"),
    "count": _amount(count_of, "6000户"),
    "pairs": _pairs,
}
