"""The card of an indicator value: definition, its other values, the same indicator elsewhere, source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.indicator_path import RequiredChange
from data.indicator_status import Assessment
from data.plan import Indicator, IndicatorValue, Plan
from data.progress import Progress
from pages.indicators.standing import amount, per_year_words, reason_words, status_tone, status_words
from pages.indicators.values import name_of_value, value_words, when
from pages.shared.citation import cited, source_box
from pages.shared.labels import language, period, region_of, value_label, word
from pages.shared.markup import esc, fact_rows, pill, tile, tiles

OTHER_COLOUR = "#4B5563"
KIND_COLOURS = {"target": "#0F5C63", "estimate": "#2B5B8A", "forecast": "#574593", "standard": "#6E4A06"}
Found = tuple[Plan, IndicatorValue]


def card_head(plan: Plan, row: IndicatorValue) -> str:
    """Return the kind and name of a value."""
    name = esc(name_of_value(plan, row, _english()))
    return f'<div class="card">{_badges(row)}<h3>{name}</h3>{tiles([_value_tile(plan, row)])}</div>'


def standing_part(plan: Plan, row: IndicatorValue, progress: Progress) -> str:
    """Return how the indicator stands against the target that is selected, else the one that stands for it."""
    item = next((one for one in progress.assessments if _is_of(one, row)), progress.headline())
    unit = progress.series.unit
    change = progress.needed(item)
    need = per_year_words(change, unit)
    facts = [
        (word("card.status"), status_pill(item) + f' <span class="hint">{esc(reason_words(item, unit))}</span>'),
        (word("card.latest"), _latest(progress)),
        (word("card.per_year"), f"{esc(need)} {_need_formula(change)}" if need else ""),
    ]
    return f'<div class="card standing">{fact_rows(facts)}</div>'


def status_pill(item: Assessment) -> str:
    """Return the status as a small coloured label."""
    return f'<span class="status status-{esc(status_tone(item))}">{esc(status_words(item))}</span>'


def value_card(plan: Plan, row: IndicatorValue, others: Sequence[Plan]) -> str:
    """Return what the plan states of a value; `others` are the plans to look for the same indicator in."""
    indicator = plan.indicators.get(row.indicator_id)
    here = [
        (plan, value) for value in plan.indicator_values if value.indicator_id == row.indicator_id and value is not row
    ]
    elsewhere = _values_of(others, (row.indicator_id,))
    related = _values_of([plan, *others], indicator.related if indicator else ())
    return (
        f'<div class="card">{fact_rows(_facts(plan, row, indicator))}{source_box(plan, row)}'
        f"{_list(word('indicator.same_here'), here)}"
        f"{_list(word('indicator.same_elsewhere'), elsewhere, word('indicator.same_note'))}"
        f"{_list(word('indicator.related'), related, word('indicator.related_note'))}</div>"
    )


def intro_card(plan: Plan, shown: int) -> str:
    """Return what stands beside the table while nothing is selected."""
    kinds = Counter(row.value_kind for row in plan.indicator_values)
    counts = [tile(str(count), value_label("value_kind", kind)) for kind, count in kinds.items()]
    ids = {row.indicator_id for row in plan.indicator_values}
    restated = sum(bool(row.restates) for row in plan.indicator_values)
    facts = [
        (word("indicator.ids"), str(len(ids))),
        (word("indicator.restated"), str(restated) if restated else ""),
    ]
    hint = word("indicator.pick_long") if shown else word("indicator.none")
    return (
        f'<div class="card"><h3>{esc(word("indicator.all", n=len(plan.indicator_values)))}</h3>{tiles(counts)}'
        f'{fact_rows(facts)}<p class="hint">{esc(hint)}</p></div>'
    )


def _is_of(item: Assessment, row: IndicatorValue) -> bool:
    rows = item.goal.rows if item.goal else (item.row,)
    return row in rows


def _latest(progress: Progress) -> str:
    actual = progress.latest
    if actual is None:
        return f'<span class="hint">{esc(word("card.no_actual"))}</span>'
    figure = amount(actual.value, progress.series.unit)
    return f'<b>{esc(figure)}</b> <span class="hint">{actual.year}</span>'


def _need_formula(change: RequiredChange | None) -> str:
    if change is None:
        return ""
    target, start = amount(change.to_value, ""), amount(change.from_value, "")
    formula = word("card.formula", target=target, start=start, to=change.to_year, since=change.from_year)
    basis = word(f"per_year.from_{change.basis}", year=change.from_year)
    return f'<span class="hint">{esc(formula)} · {esc(basis)} · {esc(word("cite.derived"))}</span>'


def _badges(row: IndicatorValue) -> str:
    badges = [pill(value_label("value_kind", row.value_kind), KIND_COLOURS.get(row.value_kind, OTHER_COLOUR))]
    if row.restates:
        badges.append(pill(word("indicator.restated"), "#85590B"))
    return " ".join(badges)


def _value_tile(plan: Plan, row: IndicatorValue) -> str:
    words = value_words(row)
    label = when(row) or word("indicator.no_year")
    return tile(cited(words or word("common.not_stated"), plan, row), label, stated=bool(words))


def _facts(plan: Plan, row: IndicatorValue, indicator: Indicator | None) -> list[tuple[str, str]]:
    restated = next((value for value in plan.indicator_values if value.value_id == row.restates), None)
    better = indicator.better if indicator else ""
    printed = row.name if _english() or (indicator and indicator.name != row.name) else ""
    return [
        (word("indicator.printed"), esc(printed)),
        (word("indicator.definition"), esc(indicator.definition) if indicator else ""),
        (word("indicator.better"), esc(word(f"better.{better}")) if better in ("higher", "lower") else ""),
        (word("indicator.level"), esc(value_label("level", row.level))),
        (word("indicator.scope"), esc(plan.district_name(row.scope))),
        (word("indicator.reference"), esc(row.reference)),
        (word("indicator.restates"), _restated(plan, restated)),
    ]


def _restated(plan: Plan, row: IndicatorValue | None) -> str:
    if row is None:
        return ""
    return f"{cited(value_words(row) or word('common.not_stated'), plan, row)} · {esc(row.section)}"


def _list(title: str, found: Sequence[Found], note: str = "") -> str:
    if not found:
        return ""
    hint = f'<div class="hint">{esc(note)}</div>' if note else ""
    items = "".join(_item(plan, row, with_plan=bool(note)) for plan, row in found)
    return f'<h4>{esc(title)} · {len(found)}</h4>{hint}<ul class="plainlist">{items}</ul>'


def _item(plan: Plan, row: IndicatorValue, *, with_plan: bool) -> str:
    place = f"{region_of(plan)} {period(plan)} · " if with_plan else ""
    restated = f" · {word('indicator.restated')}" if row.restates else ""
    about = f"{place}{when(row) or word('indicator.no_year')} · {value_label('value_kind', row.value_kind)}{restated}"
    name = f'<br><span class="hint">{esc(name_of_value(plan, row, _english()))}</span>' if with_plan else ""
    figure = cited(value_words(row) or word("common.not_stated"), plan, row)
    return f"<li><span>{esc(about)}{name}</span><span>{figure}</span></li>"


def _values_of(plans: Sequence[Plan], ids: Sequence[str]) -> list[Found]:
    wanted = set(ids)
    return [
        (plan, row)
        for plan in plans
        for row in plan.indicator_values
        if row.indicator_id in wanted and not row.restates
    ]


def _english() -> bool:
    return language() == "en"
