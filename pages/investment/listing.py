"""The ranked list of 招商推介: its columns, its order, its rows; only what is shown is made."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from data.investment.candidate import Candidate
from data.investment.score import RankBy, Score
from data.investment.shortlist import MOST_LISTED as MOST_STARRED
from data.plan import Plan
from pages.investment.choices import STAR
from pages.investment.facts import beds_lines, range_text
from pages.shared.fact_table import Cell, Column, Row, SortKey, sort_key
from pages.shared.labels import joined, language, name_of, region_of, value_label, word
from pages.shared.unit_names import short_name

MOST_LISTED = 100
KEYS = ("star", "name", "score", "grade", "size", "beds", "money", "per_bed", "demand")
SORTS = ("", *(mark + key for key in KEYS for mark in ("", "-")))
NUMBERS = frozenset({"score", "size", "beds", "money", "per_bed", "demand"})
SHARES = (4, 21, 11, 9, 11, 12, 12, 11, 9)
# how much of m², 万元, 万元 and people one unit of the heading is
UNITS = {
    "zh": {"size": 10_000, "money": 10_000, "per_bed": 1, "demand": 10_000},
    "en": {"size": 1, "money": 100, "per_bed": 0.1, "demand": 1_000},
}
DECIMALS = {
    "zh": {"size": 2, "money": 2, "per_bed": 1, "demand": 2},
    "en": {"size": 0, "money": 1, "per_bed": 0, "demand": 1},
}
UNSORTED = sort_key(None)
GRADE_TONES = {"A": "reached", "B": "near", "C": "warning", "D": "lack"}


@dataclass(frozen=True, slots=True)
class Order:
    """What columns are sorted by that no candidate holds itself: scores, which are on the shortlist; and the column."""

    scores: Mapping[str, Score]
    by: RankBy
    starred: Collection[str]
    sort: str = ""

    @property
    def column(self) -> str:
        """The column that the list is sorted by; "" for the score's own order."""
        name = self.sort.removeprefix("-")
        return name if name in KEYS else ""

    def of(self, one: Candidate, name: str) -> SortKey:
        """Return what a candidate is sorted by in a column."""
        score = self.scores.get(one.key)
        match name:
            case "star":
                return sort_key(0 if one.key in self.starred else 1)
            case "name":
                return sort_key(one.project.name.encode("gb18030", "replace").hex())
            case "score":
                return sort_key(getattr(score, self.by) if score else None)
            case "grade":
                return sort_key(-one.completeness.share)
            case "size":
                return sort_key(one.floor_area_m2)  # land is no floor area: it stands last
            case "beds":
                return sort_key(max(one.project.bed_counts_by_type.values(), default=None))
            case "money":
                return sort_key(one.investment_wan_yuan)
            case "per_bed":
                return sort_key(one.per_bed.amount if one.per_bed else None)
            case _:
                return sort_key(one.demand.people.age_60_plus)


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(key, word(f"invest.column_{key}"), share, number=key in NUMBERS)
        for key, share in zip(KEYS, SHARES, strict=True)
    ]


def in_order(candidates: Sequence[Candidate], places: Mapping[str, int], order: Order) -> list[Candidate]:
    """Return the candidates by their places, or by the column that a heading asked for; the unstated stand last.

    Without places (no criterion has a weight) they stand in the order of the plans.
    """
    ranked = sorted(candidates, key=lambda one: places.get(one.key, 0))
    if not order.column:
        return ranked
    keyed = [(order.of(one, order.column), one) for one in ranked]
    is_down = order.sort.startswith("-")
    stated = sorted((pair for pair in keyed if not pair[0][0]), key=lambda pair: pair[0], reverse=is_down)
    return [one for _, one in (*stated, *(pair for pair in keyed if pair[0][0]))]


def table_rows(candidates: Sequence[Candidate], plans: Mapping[str, Plan], order: Order) -> list[Row]:
    """Return the rows of the list, in the order given."""
    return [_row(one, plans[one.plan_id], order) for one in candidates]


def district_names(plan: Plan, candidate: Candidate) -> str:
    """Return the districts of a candidate; the region's name alone where the plan names none."""
    return joined(name_of(row) for row in plan.districts if row.district_code in candidate.demand.codes)


def _where(plan: Plan, candidate: Candidate) -> str:
    """Return region, districts by their short names and category, in few characters."""
    rows = [row for row in plan.districts if row.district_code in candidate.demand.codes]
    is_zh = language() == "zh"
    districts = joined((row.short_name if is_zh else "") or short_name(plan, row.district_code) for row in rows)
    category = value_label("category", candidate.project.category)
    return " · ".join(part for part in (region_of(plan), districts, category) if part)


def _row(one: Candidate, plan: Plan, order: Order) -> Row:
    project = one.project
    is_land = one.floor_area_m2 is None and one.land_area_m2 is not None
    size = _in_unit(one.land_area_m2 if is_land else one.floor_area_m2, "size")
    cells: tuple[Cell | str | None, ...] = (
        _star_cell(one.key, order.starred),
        Cell(name_of(project), note=_where(plan, one)),
        _score_cell(order.scores.get(one.key), order.by),
        Cell(tag=one.grade, tone=GRADE_TONES[one.grade]),
        Cell(size, note=word("invest.land")) if is_land else size,
        joined(beds_lines(project, in_full=False)) or None,
        _in_unit(one.investment_wan_yuan, "money"),
        _in_unit(one.per_bed.amount if one.per_bed else None, "per_bed"),
        _in_unit(one.demand.people.age_60_plus, "demand") or "–",
    )
    # the table asks for the column that it is sorted by, and for no other
    return Row(one.key, cells, tuple(order.of(one, key) if key == order.column else UNSORTED for key in KEYS))


def _in_unit(value: float | None, name: str) -> str | None:
    """Return an amount in the unit of its heading, each row with the same decimals; None where not stated."""
    if value is None:
        return None
    tongue = language()
    return f"{value / UNITS[tongue][name]:,.{DECIMALS[tongue][name]}f}"


def _star_cell(key: str, starred: Collection[str]) -> Cell:
    """Return the star of a row; on a full shortlist only those that are on it can be pressed."""
    if key in starred:
        return Cell("★", choice=STAR + key, after="☆")
    return Cell("☆", choice=STAR + key, after="★") if len(starred) < MOST_STARRED else Cell("☆")


def _score_cell(score: Score | None, by: RankBy) -> Cell | str:
    if score is None:
        return "–"
    value = getattr(score, by)
    return Cell(f"{value:.0f}", note=range_text(score) or word("invest.certain"), bar=f"{value:.0f}%")
