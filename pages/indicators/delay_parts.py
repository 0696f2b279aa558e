"""派生与延期: which year's target falls when everything comes some years later. Ready markup."""

from __future__ import annotations

from collections.abc import Sequence

from data.delay import DelayedTarget, delayed_targets, has_course, stated_completion_years
from data.plan import Plan
from data.progress import Progress
from pages.indicators import standing
from pages.indicators.derived_parts import table
from pages.indicators.values import value_words
from pages.shared.citation import cited
from pages.shared.labels import in_brackets, joined, trim, unit_text, word
from pages.shared.markup import esc

Late = tuple[Progress, tuple[DelayedTarget, ...]]


def late_series(plan: Plan, rows: Sequence[Progress], delay_years: float) -> list[Late]:
    """Return the indicators that have a course, with their targets under the delay."""
    return [(row, delayed_targets(row, plan.end_year, delay_years)) for row in rows if has_course(row, plan.end_year)]


def basis_text(plan: Plan) -> str:
    """Return what the plan says of completion years, and so what the delay can be held against."""
    beds, dated, any_dated = stated_completion_years(plan)
    key = "delay.basis_beds" if beds else "delay.basis_none"
    return f"{word(key, beds=beds, dated=dated, any=any_dated)}{word('delay.basis_path')}"


def summary_text(late: Sequence[Late], delay_years: float) -> str:
    """Return how many targets of which years fall."""
    known = [item for _, items in late for item in items if item.expected is not None]
    fallen = [item for item in known if not item.is_kept]
    years = sorted({item.goal.year for item in fallen if item.goal.year})
    if not known:
        return word("delay.nothing")
    if not fallen:
        return word("delay.kept", delay=trim(delay_years, 1), n=len(known))
    listed = joined(map(str, years))
    return word("delay.fallen", delay=trim(delay_years, 1), n=len(known), m=len(fallen), years=listed)


def late_table(plan: Plan, late: Sequence[Late]) -> str:
    """Return indicators and years: the value that the late course has, and what it lacks."""
    years = sorted({item.goal.year for _, items in late for item in items if item.goal.year})
    if not years:
        return ""
    rows = []
    for row, items in late:
        by_year = {item.goal.year: item for item in items}
        unit = unit_text(row.series.unit)
        name = standing.name_of_series(plan, row) + (in_brackets(unit) if unit else "")
        rows.append((esc(name), *(_cell(plan, by_year.get(year), row.series.unit) for year in years)))
    return table([word("indicator.name"), *map(str, years)], rows)


def _cell(plan: Plan, item: DelayedTarget | None, unit: str) -> str:
    if item is None:
        return ""
    target = cited(standing.short_value(item.goal.row, unit) or value_words(item.goal.row), plan, item.goal.row)
    if item.expected is None:
        return f'{target}<span class="note">{esc(word("delay.unknown"))}</span>'
    if item.is_kept:
        return f'{target}<span class="note kept">✓ {esc(trim(item.expected, 2))}</span>'
    words = word("delay.lacks", value=trim(item.expected, 2), gap=trim(item.lacks, 2))
    met = word("delay.met", when=_when_met(item.met_in or 0))
    return f'{target}<span class="note fallen">✗ {esc(words)}<br>{esc(met)}</span>'


def _when_met(year: float) -> str:
    """Return the year at whose end a target is met, or in the middle of which."""
    return f"{year:.0f}" if year.is_integer() else word("delay.mid", year=int(year) + 1)
