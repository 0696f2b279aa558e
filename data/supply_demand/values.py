"""The text of a cell → a number, a position, a status. What may be meant in two ways is refused."""

from __future__ import annotations

import math
import re

from data.record_import.cell_reading import CellError, folded, read_text, read_year
from data.supply_demand.points import Precision, Status
from data.words import Words

COORDINATE = Words(
    "应为数字，如 122.123456、122°07′24″ 或以米计的 4150123.4",
    "a number such as 122.123456, 122°07′24″, or 4150123.4 in metres",
)
COMMA = Words(
    "小数点应为“.”，不用逗号，如 122.123456；米数的千分位请去掉",
    "a decimal point, not a comma, such as 122.123456; no thousands separators in metres",
)
LARGEST_COUNT = 2_000_000_000
BLANKS = frozenset(
    ("", "-", "--", "—", "——", "/", "\\", "无", "空", "不详", "未知", "nan", "none", "null", "n/a", "#n/a")
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_COUNTERS = re.compile(r"(?:人|张|床|位|名|个)$")
_SIXTIETHS = r"[0-5]?[0-9](?:\.[0-9]+)?"
_SEXAGESIMAL = re.compile(
    rf"(?:[ENen]|东经|北纬)?([0-9]{{1,3}})[°度]({_SIXTIETHS})[′'’分](?:({_SIXTIETHS})(?:[″\"”秒]|''|′′)?)?[ENen]?"
)
# 122:06:15, 122-06-15, 122 06 15
_SEPARATED = re.compile(rf"([0-9]{{1,3}})[ :-]([0-5]?[0-9])[ :-]({_SIXTIETHS})")
# what keyboards and instruments write for degree, minute and second
_LOOKALIKES = str.maketrans(dict.fromkeys("º˚⁰", "°") | dict.fromkeys("´`ʹˊ‘", "′") | dict.fromkeys("¨“〃ʺ", "″"))
_LONG_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3},[0-9]{3}\.[0-9]+")
_SPACED = re.compile(r"[0-9]\.? \.?[0-9]")
_SPACED_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
_DATED = re.compile(r"([0-9]{4})(?:[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}日?|月)?)")
_DEGREE_SIGNS = re.compile(r"^(?:[ENen]|东经|北纬)|(?:°|度|[ENen])+$")
_STATUSES: dict[str, Status] = {
    **dict.fromkeys(("existing", "现有", "已建", "已建成", "在营", "运营", "建成", "已投用", "开业"), "existing"),
    **dict.fromkeys(("planned", "规划", "拟建", "在建", "新建", "规划中", "待建", "筹建"), "planned"),
}  # fmt: skip
_PRECISIONS: dict[str, Precision] = {
    **dict.fromkeys(("exact", "具体", "精确", "点位", "村", "社区", "小区", "网格"), "exact"),
    **dict.fromkeys(("town", "镇街", "乡镇", "街道", "镇"), "town"),
    **dict.fromkeys(("district", "区县", "县区", "县", "区"), "district"),
}  # fmt: skip


def is_blank(text: str) -> bool:
    """Tell whether a cell says that nothing is stated: empty, a dash, 不详 …; 0 is a figure and no blank."""
    return folded(text).lower() in BLANKS


def read_count(text: str) -> float:
    """Return a number of people or beds; NaN where nothing is stated. CellError where it is no count.

    >>> read_count("1,234 人"), read_count("0"), read_count("—")
    (1234.0, 0.0, nan)
    """
    if is_blank(text):
        return math.nan
    plain = _COUNTERS.sub("", folded(_unmarked(text))).strip()
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    number = float(plain) if _NUMBER.fullmatch(plain.lower()) else math.nan
    if not 0 <= number <= LARGEST_COUNT:
        raise CellError(
            Words(
                "应为不小于 0 的数字，如 1234；不知道的留空", "a number of 0 or more such as 1234; blank if not known"
            )
        )
    return number


def read_coordinate(text: str) -> float:
    """Return a number of a position: degrees, degrees with minutes and seconds, or metres. CellError for all else.

    >>> read_coordinate("122.1"), read_coordinate("122°06′00″"), read_coordinate("4 150 000.5"), read_coordinate("")
    (122.1, 122.1, 4150000.5, nan)
    """
    if is_blank(text):
        return math.nan
    spaced = " ".join(folded(_unmarked(text)).translate(_LOOKALIKES).split())
    plain = "".join(spaced.split())
    if match := _SEPARATED.fullmatch(spaced) or _SEXAGESIMAL.fullmatch(plain):
        degrees, minutes, seconds = (float(part or 0) for part in match.groups())
        return round(degrees + minutes / 60 + seconds / 3600, 9)
    if _SPACED.search(spaced) and not _SPACED_THOUSANDS.fullmatch(spaced):  # 122 06 is not 12206
        raise CellError(COORDINATE)
    plain = _DEGREE_SIGNS.sub("", plain) if not _NUMBER.fullmatch(plain.lower()) else plain
    if _LONG_THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif "," in plain:  # 122,123 is 122.123 to some and 122123 to others
        raise CellError(COMMA)
    number = float(plain) if _NUMBER.fullmatch(plain.lower()) else math.nan
    if not math.isfinite(number):
        raise CellError(COORDINATE)
    return number


def read_place_status(text: str) -> Status:
    """Return whether a facility is there or planned; existing where nothing is stated.

    >>> read_place_status("在建"), read_place_status("")
    ('planned', 'existing')
    """
    if is_blank(text):
        return "existing"
    if status := _STATUSES.get(folded(text).lower()):
        return status
    raise CellError(Words("应为 现有 或 规划", "existing or planned"))


def read_precision(text: str) -> Precision:
    """Return how well a position is known; exact where nothing is stated."""
    if is_blank(text):
        return "exact"
    if precision := _PRECISIONS.get(folded(text).lower()):
        return precision
    raise CellError(Words("应为 具体、镇街 或 区县", "exact, town or district"))


def read_optional_year(text: str) -> int | None:
    """Return a year, that of a day too; None where nothing is stated.

    >>> read_optional_year("2019年"), read_optional_year("2019-05-01"), read_optional_year("2019年5月")
    (2019, 2019, 2019)
    """
    if is_blank(text):
        return None
    dated = _DATED.fullmatch(folded(text))
    return int(dated[1]) if dated else read_year(text)


def _unmarked(text: str) -> str:
    """Return a text without invisible signs and without the apostrophe that makes a number a text in Excel."""
    return read_text(text).removeprefix("'")
