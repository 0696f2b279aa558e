"""Files that people take away: their kinds and their names."""

from __future__ import annotations

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME = 120


def file_name(suffix: str, *parts: str) -> str:
    """Return a file name of parts; blank parts and characters that file systems refuse are left out.

    >>> file_name("xlsx", "威海市", "", "重点/项目", "2026-01-31")
    '威海市_重点项目_2026-01-31.xlsx'
    """
    name = "_".join(part for part in parts if part)
    return "".join(sign for sign in name if sign.isalnum() or sign in "-_ （）()")[:LONGEST_NAME] + f".{suffix}"
