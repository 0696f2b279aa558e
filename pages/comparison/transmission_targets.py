"""The targets of an upper plan one by one: whether the plans below ask for as much, more, less, later or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from data.plan import IndicatorValue, Plan
from data.transmission import Transmission, transmission
from pages.comparison import choices, matrix
from pages.comparison.indicator_words import name_of_indicator, value_text, year_text
from pages.comparison.transmission_words import TONES, fairness_name, reason_texts, verdict_name
from pages.shared.citation import cited
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import joined, language, region_of, value_label, word
from pages.shared.markup import esc, show

KEY = "target:"
Answers = Mapping[str, Mapping[str, Transmission]]


def show_targets(upper: Plan, below: Sequence[Plan]) -> None:
    """Show each target of the upper plan with the answers of the plans below, and the card of the chosen one."""
    answers = {lower.plan_id: {one.upper.value_id: one for one in transmission(upper, lower)} for lower in below}
    rows = [one.upper for one in answers[below[0].plan_id].values()]
    if not rows:
        st.info(word("comparison.no_targets", plan=region_of(upper)))
        return
    show(matrix.hint(_summary(below, answers)))
    keys = [_key(upper, row) for row in rows]
    choice = choices.chosen_of(keys)
    shown = rows[keys.index(choice)] if choice in keys else rows[0]
    columns = [
        Column("name", word("indicator.name"), 34),
        Column("value", word("comparison.asked_by", plan=region_of(upper)), 18),
        *matrix.plan_columns(below, share=48),
    ]
    table = [_row(upper, row, below, answers) for row in rows]
    label = word("comparison.part_targets")
    card = _card(upper, shown, below, answers)
    matrix.show_table_and_card(columns, table, choice, card, key=f"targets_{upper.plan_id}", label=label)


def _key(upper: Plan, row: IndicatorValue) -> str:
    return f"{KEY}{upper.plan_id}/{row.value_id}"


def _summary(below: Sequence[Plan], answers: Answers) -> str:
    lines = []
    for lower in below:
        counts = Counter(one.verdict for one in answers[lower.plan_id].values())
        said = joined(f"{word(f'comparison.verdict_{verdict}')} {count}" for verdict, count in counts.items())
        lines.append(word("comparison.summary", plan=region_of(lower), said=said))
    return " ".join([*lines, word("comparison.targets_note")])


def _row(upper: Plan, row: IndicatorValue, below: Sequence[Plan], answers: Answers) -> Row:
    name = _name(row, upper)
    found = [answers[lower.plan_id][row.value_id] for lower in below]
    kind = "" if row.value_kind == "target" else value_label("value_kind", row.value_kind)
    asked = Cell(value_text(row) or None, tag=kind, tone=row.value_kind, note=year_text(row))
    order = [sort_key(name), sort_key(row.value), *(sort_key(one.verdict) for one in found)]
    return Row(_key(upper, row), (name, asked, *map(_cell, found)), tuple(order))


def _cell(answer: Transmission) -> Cell:
    text = value_text(answer.lower) if answer.lower else ""
    year = year_text(answer.lower) if answer.lower else ""
    note = " · ".join(part for part in (year, fairness_name(answer)) if part)
    return Cell(text, tag=verdict_name(answer), tone=TONES[answer.verdict], note=note)


def _name(row: IndicatorValue, plan: Plan) -> str:
    indicator = plan.indicators.get(row.indicator_id)
    return name_of_indicator(indicator) if indicator and language() == "en" else row.name


def _card(upper: Plan, row: IndicatorValue, below: Sequence[Plan], answers: Answers) -> str:
    asked = cited(value_text(row) or word("common.not_stated"), upper, row)
    indicator = upper.indicators.get(row.indicator_id)
    parts = [
        f"<h3>{esc(_name(row, upper))}</h3>",
        f"<p><b>{esc(word('comparison.asked_by', plan=region_of(upper)))}</b> {asked} · {esc(year_text(row))}</p>",
        matrix.hint(indicator.definition) if indicator else "",
    ]
    colours = choices.colours_of([upper, *below])
    for lower in below:
        parts.append(matrix.plan_head(lower, colours[lower.plan_id]))
        parts.append(_answer(answers[lower.plan_id][row.value_id], upper, lower))
    return matrix.card(*parts)


def _answer(answer: Transmission, upper: Plan, lower: Plan) -> str:
    tags = (
        f'<span class="tone tone-{TONES[answer.verdict]}">{esc(verdict_name(answer))}</span> '
        f'<span class="hint">{esc(fairness_name(answer))}</span>'
    )
    stated = f'<ul class="plainlist">{_item(lower, answer.lower)}</ul>' if answer.lower else ""
    sentence = matrix.hint(word(f"comparison.verdict_{answer.verdict}_long"))
    reasons = "".join(f"<li>{esc(text)}</li>" for text in reason_texts(answer.reasons, upper, lower))
    why = f'<div class="cautions"><ul class="hint">{reasons}</ul></div>' if reasons else ""
    near = "".join(_item(lower, row) for row in answer.related)
    related = f'{matrix.hint(word("comparison.near"))}<ul class="plainlist">{near}</ul>' if near else ""
    return f"<p>{tags}</p>{sentence}{stated}{why}{related}"


def _item(plan: Plan, row: IndicatorValue) -> str:
    figure = cited(value_text(row) or word("common.not_stated"), plan, row)
    return f'<li><span class="hint">{esc(_name(row, plan))} · {esc(year_text(row))}</span><span>{figure}</span></li>'
