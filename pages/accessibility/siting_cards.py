"""What an answer of 选址 says in figures and sentences: before and after, target, gap, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from data.plan import Plan
from geo.siting.planned import is_chosen, people_to_target
from geo.siting.result import Reach, Siting
from pages.accessibility.naming import how_many, is_renovation
from pages.accessibility.results import Flags, counted_kinds
from pages.accessibility.siting_premise import gained_told, is_blind, told
from pages.accessibility.siting_results import Asked, answer_of, change_of, check_of, quick_answer_of, sites_of
from pages.shared.citation import cited, unstated
from pages.shared.labels import people, trim, word
from pages.shared.markup import esc, tile, tiles

if TYPE_CHECKING:
    from geo.siting.exact import Check

CIRCLE = "service_circle_minutes"
TO_BED = ("p_median", "p_centre")  # with beds, their minutes lead to the facility with room
SHOWN_GAP = 5e-5  # below it the gap reads 0.00 %


def result_card(asked: Asked, first: Sequence[str] = ()) -> str:
    """Return the card: people gained, the states side by side, the sentences, `first` ones before the others."""
    answer, change = answer_of(asked), change_of(asked)
    minutes, group = asked.question.choices.minutes, word(f"access.group_{asked.question.choices.group}")
    gained = answer.after.covered - answer.before.covered
    figures = tiles(
        [
            tile(esc(f"{len(answer.chosen)}"), word("siting.sites_chosen")),
            tile(esc(gained_told(asked, gained)), told(asked, "siting.gained_new")),
        ]
    )
    premise = f'<p class="amber">{esc(word("siting.blind"))}</p>' if is_blind(asked) else ""
    lines = "".join(f'<p class="hint">{esc(line)}</p>' for line in (*first, *sentences(asked, answer)))
    return (
        f'<div class="card"><h3>{esc(word("siting.heading", n=minutes, group=group))}</h3>{premise}{figures}'
        f"{_states(asked, answer, change.before)}"
        f'<p class="siting-gap">{esc(gap_sentence(asked))}</p>{lines}'
        f"{target_told(asked.question.plan)}</div>"
    )


def target_told(plan: Plan) -> str:
    """Return what the plan says of a target: the minutes of its circle where it states them; a share it does not."""
    circle = next((row for row in plan.indicator_values if row.indicator_id == CIRCLE), None)
    if circle is None or circle.value is None:
        return f'<p class="hint">{esc(word("siting.target_unstated"))}</p>'
    circle_told = cited(word("siting.circle", n=trim(circle.value, 0)), plan, circle)
    return f'<div class="hint">{circle_told}</div><p class="hint">{esc(word("siting.target_unstated"))}</p>'


def gap_sentence(asked: Asked) -> str:
    """Return how far from the best the answer is at most, in the unit of the model."""
    return gap_told(asked, answer_of(asked), check_of(asked))


def gap_told(asked: Asked, answer: Siting, found: Check | None) -> str:
    """Return how far from the best an answer is at most, and what proved it."""
    if not len(answer.chosen) and not answer.notes and answer.gap == 0:
        return told(asked, "siting.gap_nothing")
    by = word("siting.by_engine", engine=found.engine, n=f"{found.seconds:.1f}") if found else ""
    if answer.gap <= SHOWN_GAP:
        return told(asked, "siting.proved") + by
    if not np.isfinite(answer.gap):
        return word("siting.gap_unknown") + by
    values = {
        "value": model_value(answer, answer.value),
        "bound": model_value(answer, answer.bound),
        "gap": f"{100 * answer.gap:.2f}%",
    }
    return word(f"siting.gap_{answer.model}", **values) + by


def sentences(asked: Asked, answer: Siting) -> list[str]:
    """Return what must be said beside the figures."""
    lines = []
    if answer.out_of_reach > 0:
        by_minutes = answer.model in ("max_coverage", "set_covering")
        minutes = asked.question.choices.minutes if by_minutes else _limit(asked)
        lines.append(word("siting.out_of_reach", n=people(answer.out_of_reach), minutes=f"{minutes:g}"))
    lines += [_note(asked, code, number) for code, number in answer.notes]
    if answer.model == "p_centre" and np.isinf(answer.value):
        lines.append(word("siting.no_centre", minutes=f"{_limit(asked):g}"))
    if (answer.after.beyond if is_blind(asked) else max(answer.before.beyond, answer.after.beyond)) >= 1:
        beyond = (people(answer.before.beyond), people(answer.after.beyond))
        lines.append(told(asked, "siting.ways_of", minutes=f"{_limit(asked):g}", before=beyond[0], after=beyond[1]))
    if answer.model == "p_median" and answer.after.beyond > 0:
        lines.append(word("siting.beyond", n=people(answer.after.beyond), minutes=f"{_limit(asked):g}"))
    precision = asked.question.inputs.demand.precision
    if precision and set(precision) == {"district"}:
        lines.append(word("siting.rough", n=len(precision)))
    if asked.choices.beds_per_1000:
        lines += _rooms_told(asked, answer)
    lines += [_changed_by_check(asked), _counted_sentence(asked)]
    return [line for line in lines if line]


def _note(asked: Asked, code: str, number: float) -> str:
    if code in ("no_new_sites", "no_site_helps"):
        return told(asked, f"siting.note_{code}")
    return word(f"siting.note_{code}", n=f"{number:g}")


def _changed_by_check(asked: Asked) -> str:
    """Return what the exact check changed: a better value of the model may cover fewer people within the time."""
    found = check_of(asked)
    quick = quick_answer_of(asked)
    if found is None or set(found.answer.chosen.tolist()) == set(quick.chosen.tolist()):
        return ""
    return word(
        f"siting.changed_{found.answer.model}",
        old=model_value(quick, quick.value),
        new=model_value(found.answer, found.answer.value),
        minutes=asked.question.choices.minutes,
        before=people(quick.after.covered),
        after=people(found.answer.after.covered),
    )


def _rooms_told(asked: Asked, answer: Siting) -> list[str]:
    """Return what a bed is worth, by which rule people are shared out, and who finds no room."""
    lines = [word("siting.need_told", n=trim(1000 / asked.choices.beds_per_1000, 1))]
    if "without_capacity" in dict(answer.notes):
        return lines
    minutes = asked.question.choices.minutes
    lines.append(word(f"siting.rule_{answer.model}", minutes=minutes, limit=f"{_limit(asked):g}"))
    if answer.after.turned_away >= 1:
        away = people(answer.after.turned_away)
        lines.append(word("siting.turned_away", n=away, minutes=f"{_limit(asked):g}"))
    return lines


def model_value(answer: Siting, value: float) -> str:
    """Return a value of the model in its unit."""
    if np.isnan(value):
        return word("siting.none")
    if answer.model == "max_coverage":
        return people(value)
    if answer.model == "set_covering":
        return f"{value:.0f}"
    return word("access.n_minutes", n=trim(value, 2)) if np.isfinite(value) else word("siting.beyond_limit")


def minutes_text(value: float) -> str:
    """Return minutes with one decimal; none where nobody is reached."""
    return word("siting.min", n=f"{value:.1f}") if np.isfinite(value) else word("siting.none")


def _states(asked: Asked, answer: Siting, existing: Reach) -> str:
    """Return the states side by side: who is covered, how far the target is, who finds no room, the ways."""
    has_planned = asked.choices.planned.count != "none"
    columns: list[tuple[str, Reach | None]] = [(word("siting.column_existing"), None if is_blind(asked) else existing)]
    if has_planned:
        columns.append((told(asked, "siting.column_planned"), answer.before))
    last = "siting.column_both" if has_planned and is_blind(asked) else "siting.column_new"
    columns.append((told(asked, last), answer.after))
    target, has_rooms = asked.choices.target_pct, bool(asked.choices.beds_per_1000)
    way = ways_to_bed(asked, answer)
    lines: list[tuple[str, Callable[[Reach], str]]] = [
        (word("siting.covered_short"), lambda reach: esc(people(reach.covered))),
        (word("siting.share_short"), _share),
        (word("siting.to_target", share=f"{target:g}%"), lambda reach: esc(_missing(reach, target))),
        *([(word("siting.no_room"), lambda reach: esc(people(reach.no_room)))] if has_rooms else []),
        (word(f"siting.mean{way}"), lambda reach: esc(minutes_text(reach.mean_minutes))),
        (word(f"siting.longest{way}"), lambda reach: esc(minutes_text(reach.longest_minutes))),
    ]
    head = "".join(f"<th>{esc(label)}</th>" for label, _ in columns)
    unknown = esc(word("siting.unknown"))
    body = "".join(
        f"<tr><th>{esc(label)}</th>{''.join(f'<td>{tell(one) if one else unknown}</td>' for _, one in columns)}</tr>"
        for label, tell in lines
    )
    return f'<table class="siting-states"><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>'


def ways_to_bed(asked: Asked, answer: Siting) -> str:
    """Return the end of the words for ways: to a bed where the model shares people out so, else to the nearest."""
    is_shared = asked.choices.beds_per_1000 and answer.model in TO_BED and "without_capacity" not in dict(answer.notes)
    return "_to_bed" if is_shared else ""


def _missing(reach: Reach, target: float) -> str:
    missing = people_to_target(reach, target)
    if np.isnan(missing):
        return word("siting.none")
    return people(missing) if missing >= 1 else word("siting.reached")


def _share(reach: Reach) -> str:
    return unstated() if np.isnan(reach.share) else esc(f"{100 * reach.share:.1f}%")


def _counted_sentence(asked: Asked) -> str:
    sites, facilities = sites_of(asked), asked.question.inputs.facilities
    planned = np.array([status == "planned" for status in facilities.statuses], dtype=bool)
    if not planned.any():
        return ""
    n, all_planned = (how_many(facilities, flags) for flags in (sites.counts & planned, planned))
    existing = int((sites.counts & ~planned).sum())
    words = told(asked, "siting.counted", n=n, all=all_planned, existing=existing)
    words += word("siting.not_counted") if n < all_planned else ""
    return words + _renovated(asked, sites.counts & planned) + _years_assumed(asked)


def _renovated(asked: Asked, counts: Flags) -> str:
    """Return how many of the projects that count renovate a facility that stands already."""
    plan, facilities = asked.question.plan, asked.question.inputs.facilities
    flags = [bool(flag) and is_renovation(plan, facilities, at) for at, flag in enumerate(counts)]
    n = how_many(facilities, np.array(flags, dtype=bool))
    return word("siting.renovated", n=n) if n else ""


def _years_assumed(asked: Asked) -> str:
    """Return of how many projects of the scenario the year is assumed, whether or not they are there by then."""
    facilities, planned, end_year = (
        asked.question.inputs.facilities,
        asked.choices.planned,
        asked.question.plan.end_year,
    )
    if planned.year is None or not end_year:
        return ""
    named, of_kind = set(planned.ids), counted_kinds(facilities, asked.question.choices)
    rows = zip(facilities.ids, facilities.statuses, facilities.years or (None,) * len(facilities), strict=True)
    silent = [status == "planned" and not year and is_chosen(planned, one, named) for one, status, year in rows]
    n = how_many(facilities, np.array(silent, dtype=bool) & of_kind)
    return word("siting.year_assumed", n=n, year=end_year) if n else ""


def _limit(asked: Asked) -> float:
    from pages.accessibility.siting_results import problem_of

    return problem_of(asked).times.limit_min
