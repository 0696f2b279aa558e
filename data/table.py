"""A file of a plan folder as it stands: rows of text with their line numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on and the text of its cells by column.

    A layout element's `members` stand here as `code role;code role`, other lists joined by `;`.
    """

    line: int | None
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """Return the text of a cell; "" where the file lacks the column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A file as read: the columns of its header in their order, and its rows."""

    name: str
    file: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def split_list(cell: str) -> tuple[str, ...]:
    """Split a cell at `;`, without blanks.

    >>> split_list("511702; 511703;")
    ('511702', '511703')
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def split_runs(cell: str) -> tuple[str, ...]:
    """Split `as_written` at `|`, without blanks.

    >>> split_runs("床位76张|200张")
    ('床位76张', '200张')
    """
    return tuple(part.strip() for part in cell.split("|") if part.strip())
