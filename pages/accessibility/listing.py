"""Tables of many places: all are put in order, and the rows that are shown are written."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.accessibility.selection import select
from pages.shared import parameters
from pages.shared.fact_table import Cell, Column, Row, show_fact_table, sort_choices, sort_key
from pages.shared.labels import word

MOST = 200
Value = float | str | None
Cells = tuple[Cell | str | None, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: its columns, by row what each column is sorted by, and how a row is written.

    Attributes:
        columns: the columns.
        values: by row one value per column; None where nothing is known.
        write: the selection and the cells of the row at a position of `values`.
    """

    columns: Sequence[Column]
    values: Sequence[tuple[Value, ...]]
    write: Callable[[int], tuple[str, Cells]]

    def rows(self, sort: str = "", most: int = MOST) -> list[Row]:
        """Return the first `most` rows in the order that `sort` names (`people`, `-people`); as they stand for ""."""
        return [
            Row(*self.write(at), tuple(sort_key(value) for value in self.values[at])) for at in self._order(sort)[:most]
        ]

    def _order(self, sort: str) -> list[int]:
        names = [column.key for column in self.columns]
        places = range(len(self.values))
        if sort.removeprefix("-") not in names:
            return list(places)
        column = names.index(sort.removeprefix("-"))
        keys = [sort_key(values[column]) for values in self.values]
        known = [at for at in places if not keys[at][0]]
        known.sort(key=lambda at: keys[at], reverse=sort.startswith("-"))
        return known + [at for at in places if keys[at][0]]


def show_listing(listing: Listing, choice: str, key: str, label: str, empty: str) -> None:
    """Show a table of which a row can be selected; a long one ends after MOST rows and says so."""
    if not listing.values:
        st.caption(empty)
        return
    sort = parameters.read("sort", "", sort_choices(listing.columns))
    show_fact_table(listing.columns, listing.rows(sort), choice, key=key, label=label, on_select=select)
    if len(listing.values) > MOST:
        st.caption(word("access.table_more", n=MOST, all=len(listing.values)))


def known(value: float) -> float | None:
    """Return a figure, None for NaN: not stated."""
    return None if math.isnan(value) else float(value)


def finite(value: float) -> float | None:
    """Return a figure, None for NaN and infinity: beyond all limits."""
    return float(value) if math.isfinite(value) else None
