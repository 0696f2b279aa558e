"""The ranked list of 招商推介: its columns, its order, its rows; only what is shown is made."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from data.investment.candidate import Candidate
from data.investment.score import RankBy, Score
from data.plan import Plan
from pages.investment.choices import STAR
from pages.investment.facts import beds_lines, per_bed_text, range_text
from pages.shared.fact_table import Cell, Column, Row, SortKey, sort_key
from pages.shared.labels import area, joined, language, money, name_of, people, region_of, value_label, word

MOST_LISTED = 100
KEYS = ("star", "name", "score", "grade", "size", "beds", "money", "per_bed", "demand")
NUMBERS = frozenset({"score", "size", "beds", "money", "per_bed", "demand"})
SHARES = {"zh": (4, 28, 15, 7, 10, 11, 9, 8, 8), "en": (4, 27, 14, 7, 10, 11, 10, 9, 8)}
GRADE_TONES = {"A": "reached", "B": "near", "C": "warning", "D": "lack"}


@dataclass(frozen=True, slots=True)
class Order:
    """What columns are sorted by that no candidate holds itself: scores, and which are on the shortlist."""

    scores: Mapping[str, Score]
    by: RankBy
    starred: Collection[str]

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
                return sort_key(one.floor_area_m2 if one.floor_area_m2 is not None else one.land_area_m2)
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
    shares = SHARES[language()]
    return [
        Column(key, word(f"invest.column_{key}"), share, number=key in NUMBERS)
        for key, share in zip(KEYS, shares, strict=True)
    ]


def in_order(candidates: Sequence[Candidate], places: Mapping[str, int], sort: str, order: Order) -> list[Candidate]:
    """Return the candidates by their places, or by the column that a heading asked for; the unstated stand last.

    Without places (no criterion has a weight) they stand in the order of the plans.
    """
    ranked = sorted(candidates, key=lambda one: places.get(one.key, 0))
    name = sort.removeprefix("-")
    if name not in KEYS:
        return ranked
    keyed = [(order.of(one, name), one) for one in ranked]
    stated = sorted((pair for pair in keyed if not pair[0][0]), key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [one for _, one in (*stated, *(pair for pair in keyed if pair[0][0]))]


def table_rows(candidates: Sequence[Candidate], plans: Mapping[str, Plan], order: Order) -> list[Row]:
    """Return the rows of the list, in the order given."""
    return [_row(one, plans[one.plan_id], order) for one in candidates]


def district_names(plan: Plan, candidate: Candidate) -> str:
    """Return the districts of a candidate; the region's name alone where the plan names none."""
    return joined(name_of(row) for row in plan.districts if row.district_code in candidate.demand.codes)


def _row(one: Candidate, plan: Plan, order: Order) -> Row:
    project = one.project
    where = " · ".join(part for part in (region_of(plan), district_names(plan, one)) if part)
    land = one.floor_area_m2 is None and one.land_area_m2 is not None
    cells: tuple[Cell | str | None, ...] = (
        Cell("★" if one.key in order.starred else "☆", choice=STAR + one.key),
        Cell(name_of(project), note=f"{where} · {value_label('category', project.category)}"),
        _score_cell(order.scores.get(one.key), order.by),
        Cell(tag=one.completeness.grade, tone=GRADE_TONES[one.completeness.grade]),
        Cell(area(one.land_area_m2), note=word("invest.land")) if land else area(one.floor_area_m2) or None,
        joined(beds_lines(project)) or None,
        money(one.investment_wan_yuan) or None,
        per_bed_text(one) or None,
        people(one.demand.people.age_60_plus) or "–",
    )
    return Row(one.key, cells, tuple(order.of(one, key) for key in KEYS))


def _score_cell(score: Score | None, by: RankBy) -> Cell | str:
    if score is None:
        return "–"
    value = getattr(score, by)
    return Cell(f"{value:.0f}", note=range_text(score), bar=f"{value:.0f}%")
