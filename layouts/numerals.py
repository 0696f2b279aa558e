"""Numerals of a slogan: 一…九十九, 两, 双, digits of both widths, and 多 / 若干 / N for any number."""

import re

ANY_NUMBER = ("多", "若干", "N", "n", "Ｎ")
NUMERAL_PATTERN = r"若干|多|(?<![A-Za-z])[NnＮ](?![A-Za-z])|[一二三四五六七八九十两双]+|[0-9０-９]+"

_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", start=1)} | {"两": 2, "双": 2}
_TENS = re.compile(r"([一二三四五六七八九])?十([一二三四五六七八九])?")
_LARGEST = 99


def read_numeral(text: str) -> int | None:
    """Read a numeral; None for 多, 若干 and N. Raise ValueError for anything that is not one numeral.

    >>> read_numeral("两"), read_numeral("十二"), read_numeral("３"), read_numeral("多")
    (2, 12, 3, None)
    """
    if text in ANY_NUMBER:
        return None
    if text.isdecimal() and int(text) > 0:
        return int(text)
    if text in _DIGITS:
        return _DIGITS[text]
    tens = _TENS.fullmatch(text)
    if tens is None:
        raise ValueError(f"“{text}”不是口号中的数词（一至九十九、两、双、多、若干、N 或阿拉伯数字）")
    return 10 * _DIGITS.get(tens[1] or "一", 1) + (_DIGITS[tens[2]] if tens[2] else 0)


def is_numeral(text: str) -> bool:
    """Tell whether the text is one numeral; “一二三” in “一二三产业” is not."""
    try:
        read_numeral(text)
    except ValueError:
        return False
    return True


def write_numeral(count: int | None) -> str:
    """Write a count the way slogans do: 一核, 两区, 十二园, 多点; digits above 99.

    >>> [write_numeral(count) for count in (1, 2, 10, 12, 20, None)]
    ['一', '两', '十', '十二', '二十', '多']
    """
    if count is None:
        return "多"
    if count < 1:
        raise ValueError(f"口号中的数量应为正整数，而不是 {count}")
    if count > _LARGEST:
        return str(count)
    tens, ones = divmod(count, 10)
    digits = "零一二三四五六七八九"
    if tens == 0:
        return "两" if ones == 2 else digits[ones]  # noqa: PLR2004 - 两 is how slogans write 2
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
