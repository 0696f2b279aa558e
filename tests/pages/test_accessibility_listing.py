"""Long tables of 服务可达: put in order as a whole, written as far as they are shown."""

from __future__ import annotations

from pages.accessibility.listing import MOST, Cells, Listing
from pages.shared.fact_table import Column

COLUMNS = [Column("name", "地点", 50), Column("people", "人口", 50, number=True)]


def listing_of(figures: list[float | None]) -> tuple[Listing, list[int]]:
    written: list[int] = []

    def write(at: int) -> tuple[str, Cells]:
        written.append(at)
        return f"demand:{at}", (f"点 {at}", str(figures[at]))

    return Listing(COLUMNS, [(f"点 {at}", figure) for at, figure in enumerate(figures)], write), written


def test_the_largest_of_all_rows_comes_first_even_if_it_stands_at_the_end() -> None:
    listing, _ = listing_of([float(at) for at in range(3 * MOST)])
    rows = listing.rows("-people")
    assert [row.choice for row in rows[:2]] == [f"demand:{3 * MOST - 1}", f"demand:{3 * MOST - 2}"]
    assert len(rows) == MOST


def test_what_is_not_known_comes_last_in_both_directions() -> None:
    listing, _ = listing_of([None, 2.0, None, 1.0])
    assert [row.choice for row in listing.rows("people")] == ["demand:3", "demand:1", "demand:0", "demand:2"]
    assert [row.choice for row in listing.rows("-people")] == ["demand:1", "demand:3", "demand:0", "demand:2"]


def test_rows_stand_as_given_without_an_order_or_with_one_from_nowhere() -> None:
    listing, _ = listing_of([3.0, 1.0, 2.0])
    assert [row.choice for row in listing.rows()] == ["demand:0", "demand:1", "demand:2"]
    assert listing.rows("-nothing") == listing.rows()


def test_only_the_rows_that_are_shown_are_written() -> None:
    listing, written = listing_of([float(at) for at in range(3 * MOST)])
    listing.rows("-people")
    assert len(written) == MOST
