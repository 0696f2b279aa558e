"""Counts, money and beds of projects in words, as stated or per 1,000 people aged 60 and over."""

from __future__ import annotations

from dataclasses import dataclass

from data.comparison.projects import CategoryFigures, per_1000_aged_60_plus
from data.plan import Plan
from pages.shared.labels import joined, money, trim, value_label, word

PER_1000, PER_100000 = 1, 100


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is shown of projects: `count`, `investment` (万元) or `beds`; as stated or as a rate.

    Rates are per 1,000 residents aged 60+, of projects (there are few) per 100,000.
    """

    measure: str
    is_rate: bool

    def of(self, amount: float | None, plan: Plan) -> float | None:
        """Return an amount as it is shown; None where it is not stated or the people are not known."""
        if not self.is_rate or amount is None:
            return amount
        rate = per_1000_aged_60_plus(amount, plan)
        return None if rate is None else rate * (PER_100000 if self.measure == "count" else PER_1000)

    def size(self, figures: CategoryFigures | None, plan: Plan) -> float | None:
        """Return what a plan's cell is sorted by; beds of all types together serve the order only."""
        if figures is None or not figures.projects:
            return None
        plain = {
            "count": float(len(figures.projects)),
            "investment": figures.investment_wan_yuan,
            "beds": float(sum(figures.bed_counts_by_type.values())) or None,
        }
        return self.of(plain[self.measure], plan)

    @property
    def unit(self) -> str:
        """The unit of what is shown, in words."""
        return word(f"comparison.unit_{self.measure}{'_rate' if self.is_rate else ''}")


def amount_texts(figures: CategoryFigures, plan: Plan, amounts: Amounts) -> str:
    """Return the shown amount of projects in words, beds type by type; "" where none is stated."""
    if amounts.measure == "beds":
        return joined(
            f"{value_label('bed_types', kind)} {_number(amounts.of(count, plan), amounts)}"
            for kind, count in figures.bed_counts_by_type.items()
        )
    size = amounts.size(figures, plan)
    if size is None:
        return ""
    if amounts.measure == "investment" and not amounts.is_rate:
        return money(size)
    return f"{_number(size, amounts)} {amounts.unit}"


def _number(value: float | None, amounts: Amounts) -> str:
    if value is None:
        return word("map.no_data")
    return trim(value, 2 if amounts.is_rate else 0)
