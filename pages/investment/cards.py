"""The card of the chosen project, and what stands in its place while none is chosen: how the score is made."""

from __future__ import annotations

from collections.abc import Sequence

from data.investment.caution import cautions_of
from data.investment.completeness import GRADES, NEEDED
from data.investment.criteria import CRITERIA, Positions
from data.investment.score import Weights
from data.plan import Plan
from pages.investment.choices import plan_label
from pages.investment.facts import (
    Fact,
    Told,
    demand_facts,
    grade_mark,
    known_facts,
    range_text,
    score_text,
    size_facts,
    what_facts,
    where_facts,
)
from pages.shared.citation import source_box
from pages.shared.labels import joined, language, name_of, region_of, value_label, word
from pages.shared.markup import esc, fact_rows, pill


def candidate_card(told: Told, positions: Positions, weights: Weights) -> str:
    """Return the card: score, what, where, how big, demand, what is missing, sources."""
    project, own = told.project, told.candidate.completeness
    badges = [
        pill(value_label("category", project.category), "#0F5C63"),
        f"{grade_mark(own.grade)} <span class='hint'>{esc(word('invest.completeness'))} {100 * own.share:.0f}%</span>",
    ]
    groups = (
        ("invest.group_where", where_facts(told)),
        ("invest.group_size", size_facts(told)),
        ("invest.group_demand", demand_facts(told)),
        ("invest.group_known", known_facts(told)[1:]),
    )
    return (
        f'<div class="card invest-card">{" ".join(badges)}<h3>{esc(name_of(project))}</h3>'
        f"{_score_line(told)}{fact_rows(_pairs(what_facts(told)))}"
        f"{''.join(_group(word(title), facts) for title, facts in groups)}"
        f"{_breakdown(told, positions, weights)}{source_box(told.plan, project)}{caution_lines([told.plan])}</div>"
    )


def intro_card(shown: Sequence[Plan]) -> str:
    """Return how to use the page, the rules of score and completeness, and the cautions."""
    steps = "".join(f"<li>{esc(word(f'invest.step_{number}'))}</li>" for number in (1, 2, 3))
    rules = "".join(
        f"<dt>{esc(word(f'invest.{name}'))}</dt><dd>{esc(word(f'invest.about_{name}'))}</dd>" for name in CRITERIA
    )
    return (
        f'<div class="card invest-card"><h3>{esc(word("invest.how"))}</h3><ol class="steps">{steps}</ol>'
        f"<h4>{esc(word('invest.rule_score'))}</h4><p>{esc(word('invest.rule_score_text'))}</p>"
        f'<dl class="facts">{rules}</dl>'
        f"<h4>{esc(word('invest.rule_grade'))}</h4>{grade_rule()}{caution_lines(shown)}</div>"
    )


def grade_rule() -> str:
    """Return the rule of the completeness grade: fields, weights, grades."""
    english = language() == "en"
    fields = joined(f"{field.name_en if english else field.name} {field.weight}" for field in NEEDED)
    grades = " ".join(f"{grade_mark(grade)} ≥ {100 * least:.0f}%" for least, grade in GRADES[:-1])
    last = f"{grade_mark(GRADES[-1][1])} {esc(word('invest.below'))}"
    return f"<p>{esc(word('invest.rule_grade_text', fields=fields))}</p><p>{grades} {last}</p>"


def caution_lines(plans: Sequence[Plan]) -> str:
    """Return what must be said beside figures of these plans."""
    found = cautions_of(plans)
    if not found:
        return ""
    items = "".join(f"<li>{esc(_caution(caution.name, caution.plans))}</li>" for caution in found)
    return f'<div class="ambiguity cautions"><ul>{items}</ul></div>'


def _caution(name: str, plans: Sequence[Plan]) -> str:
    labels = joined(plan_label(plan) for plan in plans)
    return word(f"invest.caution_{name}", plans=labels, regions=joined(region_of(plan) for plan in plans))


def _score_line(told: Told) -> str:
    if told.score is None:
        return f'<p class="hint">{esc(word("invest.no_weights"))}</p>'
    low, high = told.score.low, told.score.high
    bar = (
        f'<span class="range"><i style="left:{low:.1f}%;width:{max(high - low, 0.8):.1f}%"></i>'
        f'<b style="left:{told.score.middle:.1f}%"></b></span>'
    )
    place = word("invest.place", n=told.place) if told.place else ""
    return (
        f'<div class="scoreline"><span class="big">{esc(score_text(told.score))}</span>{bar}'
        f'<span class="hint">{esc(" · ".join(part for part in (range_text(told.score), place) if part))}</span></div>'
    )


def _breakdown(told: Told, positions: Positions, weights: Weights) -> str:
    """Return the score's parts: position, weight, and what is unknown."""
    rows = []
    for name in CRITERIA:
        is_known = name in positions
        value = f"{100 * positions[name]:.0f}" if is_known else word("common.not_stated")
        tone = "" if is_known else ' class="unstated"'
        bar = f'<span class="bar"><i style="width:{100 * positions.get(name, 0):.0f}%"></i></span>' if is_known else ""
        rows.append(
            f"<tr><th>{esc(word(f'invest.{name}'))}</th><td>{bar}</td><td{tone}>{esc(value)}</td>"
            f"<td>× {weights[name]}</td></tr>"
        )
    share = f"{100 * told.score.known_share:.0f}" if told.score else "0"
    return (
        f"<h4>{esc(word('invest.breakdown'))}</h4><table class='breakdown'>{''.join(rows)}</table>"
        f'<p class="hint">{esc(word("invest.breakdown_note", share=share))}</p>'
    )


def _group(title: str, facts: Sequence[Fact]) -> str:
    pairs = fact_rows(_pairs(facts))
    return f"<h4>{esc(title)}</h4>{pairs}" if pairs else ""


def _pairs(facts: Sequence[Fact]) -> list[tuple[str, str]]:
    return [(fact.label, fact.markup) for fact in facts]
