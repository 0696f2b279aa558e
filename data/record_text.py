"""Texts that people record: how long they may be, which signs they may not hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# marks that turn the direction of what follows: a text could show other than what it holds
DIRECTION_MARKS = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
LINE_BREAKS = {"\n", "\t"}


def text_fault(text: str, longest: int, name: str, allowed: Iterable[str] = ()) -> str:
    """Return what is wrong with a text called `name`, "" where it can be recorded.

    >>> text_fault("好", 5, "备注"), text_fault("一二三四五六", 5, "备注")
    ('', '备注不超过 5 字，现有 6 字')
    """
    if len(text) > longest:
        return f"{name}不超过 {longest} 字，现有 {len(text)} 字"
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in allowed for sign in text):
        return f"{name}含有不可见的控制字符，请删去"
    return f"{name}含有改变文字方向的字符，请删去" if DIRECTION_MARKS & set(text) else ""
