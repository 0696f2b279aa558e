"""How an indicator stands, in words: status, reason, gap, what is needed each year. Pure: no widgets here."""

from __future__ import annotations

from data.indicator_path import RequiredChange
from data.indicator_status import Assessment
from data.plan import IndicatorValue, Plan
from data.progress import Progress, year_of
from pages.indicators.values import name_of_value, value_words
from pages.shared.fact_table import Cell
from pages.shared.labels import in_brackets, joined, language, trim, unit_text, word

DIGITS = 4
PER_YEAR_DIGITS = 2


def amount(number: float, unit: str, digits: int = DIGITS) -> str:
    """Return a number with its unit."""
    return f"{trim(number, digits)} {unit_text(unit)}".strip()


def name_of_series(plan: Plan, row: Progress) -> str:
    """Return the name of an indicator as its first target prints it."""
    return name_of_value(plan, row.assessments[0].row, language() == "en")


def status_words(item: Assessment) -> str:
    """Return the status in a word; what was only striven for has its own."""
    return word(f"status.soft_{item.status}") if item.is_soft else word(f"status.{item.status}")


def status_tone(item: Assessment) -> str:
    """Return the tone that a status is shown in."""
    return "soft" if item.is_soft else item.status


def reason_words(item: Assessment, unit: str) -> str:
    """Return why the status is as it is, in a sentence."""
    gap = amount(item.gap or 0, unit)
    expected = "" if item.expected is None else amount(item.expected, unit, PER_YEAR_DIGITS)
    due = item.goal.due if item.goal else ""
    key = item.reason
    if item.reason == "reached" and not item.is_over:
        key = "reached_early"
    elif item.status == "missed":
        key = "short_over" if item.gap else "strict_over"
    text = word(f"reason.{key}", gap=gap, expected=expected, due=due)
    return f"{text}{'；' if language() == 'zh' else '. '}{word('reason.striving')}" if item.is_soft else text


def target_words(item: Assessment) -> str:
    """Return the target in words; "" where the plan leaves it open."""
    return value_words(item.row)


def year_words(year: int | None) -> str:
    """Return a target's year, or that the plan states none."""
    return str(year) if year else word("indicator.no_year")


def restated_words(item: Assessment, unit: str) -> str:
    """Return how often a target is said again; where the other place says it differently, what it says there."""
    again = item.goal.rows[1:] if item.goal else ()
    if not again:
        return ""
    here = short_value(item.row, unit)
    said = dict.fromkeys(words for row in again if (words := short_value(row, unit)) != here)
    return word("cell.restated", n=len(again)) + (in_brackets(joined(said)) if said else "")


def start_cell(row: Progress) -> Cell | str:
    """Return how things stood by the plan; "" where it states nothing."""
    known = row.known()
    if known:
        point, kind = known
        note = f"{point.year} {word(f'start.{kind}')}"
        return Cell(short_value(point.row, row.series.unit), note=note, choice=f"indicator:{point.row.value_id}")
    undated = row.undated_baseline()
    if undated:
        words = short_value(undated, row.series.unit)
        return Cell(words, note=word("indicator.no_year"), choice=f"indicator:{undated.value_id}")
    return ""


def short_value(row: IndicatorValue, unit: str) -> str:
    """Return a value without the unit that stands at the indicator's name."""
    words = value_words(row)
    return words.removesuffix(unit_text(unit)).strip() if row.unit == unit and row.comparator != "relative" else words


def per_year_words(change: RequiredChange | None, unit: str) -> str:
    """Return what is needed each year, with its sign; "" where nothing is."""
    if change is None:
        return ""
    sign = "+" if change.per_year > 0 else "−"
    number = f"{sign}{amount(abs(change.per_year), '', PER_YEAR_DIGITS)}"
    return word("per_year.value", value=f"{number} {unit_text(unit)}".strip())


def per_year_cell(change: RequiredChange | None, item: Assessment) -> Cell | str:
    """Return what is needed each year and from when it is counted; until when, where that is not the target's year."""
    if change is None:
        return ""
    since = word(f"per_year.from_{change.basis}", year=change.from_year)
    is_later = item.goal is not None and change.to_year != item.goal.due
    until = word("per_year.until", year=change.to_year) if is_later else ""
    return Cell(per_year_words(change, ""), note=since + until)


def choice_of(row: Progress, item: Assessment, choice: str) -> str:
    """Return the selection that a row answers to: what is selected where it is the indicator's, else its target."""
    chosen = choice.removeprefix("indicator:")
    return choice if choice and row.has_value(chosen) else f"indicator:{item.row.value_id}"


def due_year(item: Assessment) -> int | None:
    """Return the stated year of a target; None where the plan states none."""
    return year_of(item)
