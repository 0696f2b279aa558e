"""The text of a cell → what is recorded. What can be meant in one way only is accepted, all else is refused."""

from __future__ import annotations

import datetime
import re

from data.record import STATUS_NAMES
from data.record_value import DATE_EXPECTATION, NUMBER_EXPECTATION, STATUS_EXPECTATION, is_plain_number
from data.words import Words

# the full-width forms of ASCII, and the blank as wide as a character
_USUAL_SIGNS = {0xFF00 + code: 0x20 + code for code in range(1, 0x5F)} | {0x3000: 0x20}
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})(日?)")
_COMPACT_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR = re.compile(r"([0-9]{4})年?")
_PERCENT = "%"
_COUNTERS = frozenset("个处家所张人名户套项件次间座辆台支类种")
MOST_DECIMALS = 9


class CellError(ValueError):
    """A cell that cannot be read; the text says what was expected."""


def folded(text: str) -> str:
    """Return a text with full-width signs as usual ones, without the blanks around it.

    Raised and circled digits stay what they are: 10² is not 102.

    >>> folded(" ６０．５％ "), folded("10²")
    ('60.5%', '10²')
    """
    return text.translate(_USUAL_SIGNS).strip()


def read_amount(text: str, *units: str) -> str:
    """Return a number as it is recorded; CellError where it is none or in other units than these, which are alike.

    >>> read_amount("1,234", "张"), read_amount("60%", "%"), read_amount("６０", "%"), read_amount("3350张", "张")
    ('1234', '60', '60', '3350')
    """
    plain = folded(text)
    unit = next((unit for unit in map(folded, units) if unit and plain.endswith(unit)), "")
    plain = plain.removesuffix(unit).rstrip()
    if plain.endswith(_PERCENT):
        raise CellError(f"单位是“{units[0]}”，不应有 %；{NUMBER_EXPECTATION}")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if is_plain_number(plain):
        return plain
    if "." in plain and is_plain_number(plain[: plain.index(".") + 1 + MOST_DECIMALS]):
        raise CellError(f"小数不超过 {MOST_DECIMALS} 位，请按公布的位数填写")
    raise CellError(NUMBER_EXPECTATION)


def alike(unit: str, *others: str) -> tuple[str, ...]:
    """Return a unit and those of the others that count the same: 处 and 个 do, 张 and 万张 do not.

    >>> alike("处", "个", "万个", "%"), alike("万张", "张")
    (('处', '个'), ('万张',))
    """
    counts = [other for other in others if not _is_scaled(other)]
    return (unit, *([] if _is_scaled(unit) else counts))


def _is_scaled(unit: str) -> bool:
    """Return whether a unit is a multiple or a measure rather than a word that counts things one by one."""
    return folded(unit) not in _COUNTERS


def read_year(text: str) -> int:
    """Return a year; CellError where it is none.

    >>> read_year("2021年"), read_year("２０２１")
    (2021, 2021)
    """
    match = _YEAR.fullmatch(folded(text))
    if match is None:
        raise CellError(Words("应为四位年份，如 2021", "a year of four digits such as 2021"))
    return int(match[1])


def read_status(text: str) -> str:
    """Return the code of a status, given by its code or its Chinese name.

    >>> read_status("受阻"), read_status("completed")
    ('blocked', 'completed')
    """
    plain = folded(text)
    code = next((code for code, (zh, _) in STATUS_NAMES.items() if plain in {code, zh}), None)
    if code is None:
        raise CellError(STATUS_EXPECTATION)
    return code


def read_date(text: str, today: datetime.date) -> str:
    """Return a day that has been, in the ISO form; CellError where it is none.

    >>> read_date("2021年6月4日", datetime.date(2022, 1, 1)), read_date("2021/6/4", datetime.date(2022, 1, 1))
    ('2021-06-04', '2021-06-04')
    """
    plain = folded(text)
    match = _DATE.fullmatch(plain) or _COMPACT_DATE.fullmatch(plain)
    numbers = [int(part) for part in match.groups() if part and part.isdigit()] if match else []
    try:
        day = datetime.date(*numbers)
    except (TypeError, ValueError):
        raise CellError(DATE_EXPECTATION) from None
    if day > today:
        raise CellError(f"完成日期不应晚于今天（{today.isoformat()}）")
    return day.isoformat()


def read_text(text: str) -> str:
    """Return a text with plain line ends and without invisible signs that copying brings along."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return "".join(sign for sign in lines if sign not in "\ufeff\u200b\u2060").strip()
