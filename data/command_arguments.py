"""Arguments of the command lines that make files: lists parted by commas, each held against what is allowed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

WRONG = 2  # the exit status of a wrong argument


class ArgumentsError(ValueError):
    """A wrong argument, told with what is allowed."""


class Parser(argparse.ArgumentParser):
    """A parser that raises ArgumentsError, in the words of the other faults, instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Raise ArgumentsError."""
        raise ArgumentsError(f"参数有误：{message}（--help 看用法）")


def listed(text: str) -> list[str]:
    """Return the parts of a list.

    >>> listed("zh, en,")
    ['zh', 'en']
    """
    return [part.strip() for part in text.split(",") if part.strip()]


def checked(what: str, values: Sequence[str], allowed: Sequence[str]) -> list[str]:
    """Return values, each once; ArgumentsError names those that are not allowed, and what is."""
    unknown = [value for value in values if value not in allowed]
    if unknown or not values:
        raise ArgumentsError(f"{what}“{'、'.join(unknown)}”不认识，可用：{'、'.join(allowed) or '无'}")
    return list(dict.fromkeys(values))


def checked_date(what: str, text: str) -> str:
    """Return an ISO date; ArgumentsError for anything else."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise ArgumentsError(f"{what}“{text}”应为日期，如 2026-01-31")


def say(text: str) -> None:
    """Tell something beside the output."""
    print(text, file=sys.stderr, flush=True)
