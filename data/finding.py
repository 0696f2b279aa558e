"""One fault found in a plan folder, told so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]

LEVEL_NAMES: dict[Level, str] = {"error": "错误", "warning": "提醒", "info": "说明"}

SHOWN_VALUE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: where it stands, what stands there, what was expected.

    `row` is the line number in the file (the header is line 1) or None for the whole file.
    `rule` is a stable name for programs; `message` and `expectation` are for people.
    """

    file: str
    row: int | None
    column: str
    value: str
    message: str
    expectation: str
    level: Level = "error"
    rule: str = ""

    def __str__(self) -> str:
        """Return one line such as `projects.csv 第7行 investment“许多”不是金额（如 600万元）`."""
        place = self.file if self.row is None else f"{self.file} 第{self.row}行"
        subject = f"{self.column}“{shorten(self.value)}”" if self.column or self.value else ""
        expectation = f"（{self.expectation}）" if self.expectation else ""
        return f"{place} {subject}{self.message}{expectation}"


def shorten(text: str, length: int = SHOWN_VALUE_LENGTH) -> str:
    r"""Return `text` on one line, cut to `length` characters.

    >>> shorten("一\n二")
    '一 二'
    """
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= length else one_line[: length - 1] + "…"


def has_error(findings: list[Finding] | tuple[Finding, ...]) -> bool:
    """Return whether one of the findings is an error."""
    return any(finding.level == "error" for finding in findings)
