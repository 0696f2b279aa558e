"""The card of a finding: what, the arithmetic, the places it rests on, what could settle it, which rule asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.plan import Plan
from data.plan_rules.finding import PlaceInText, Rule, RuleFinding, Severity
from data.record import Entry
from pages.plan_check.listing import SEVERITIES, counts_by, family_label, remedy_of, sentence_of, severity_label
from pages.shared.citation import source_of
from pages.shared.labels import language, period, region_of, word
from pages.shared.links import address
from pages.shared.markup import esc, pill

SEVERITY_COLOURS: dict[Severity, str] = {"high": "#A4262C", "medium": "#85590B", "low": "#2B5B8A"}
FAMILY_COLOUR, DONE_COLOUR = "#4B5563", "#0F5C63"
PAGES = {
    "indicator": "indicators",
    "project": "key_projects",
    "task": "tasks",
    "element": "spatial_layout",
    "place": "spatial_layout",
    "district": "districts",
}
SHOWN_PLACES = 6
Counted = tuple[Plan, Sequence[RuleFinding], Mapping[str, Entry]]


def finding_card(
    finding: RuleFinding, plans: Mapping[str, Plan], rule: Rule | None, plan_id: str, *, is_done: bool
) -> str:
    """Return the card of a finding; `plans` are those its places may stand in."""
    badges = [
        pill(severity_label(finding.severity), SEVERITY_COLOURS[finding.severity]),
        pill(family_label(finding.family), FAMILY_COLOUR),
    ]
    if is_done:
        badges.append(pill(word("check.state.acknowledged"), DONE_COLOUR))
    return (
        f'<div class="card finding">{" ".join(badges)}<h3>{esc(sentence_of(finding))}</h3>{_arithmetic(finding)}'
        f"{_places(finding, plans, plan_id)}{_remedy(finding)}{_rule(finding, rule)}</div>"
    )


def intro_card(plan: Plan, findings: Sequence[RuleFinding], done: Mapping[str, Entry], rules: int) -> str:
    """Return what stands beside the list while nothing is selected."""
    left_open = sum(finding.key not in done for finding in findings)
    if not findings:
        title, hint = word("check.clean"), word("check.clean_hint", n=rules)
    elif not left_open:
        title, hint = word("check.settled"), word("check.settled_hint", n=len(findings))
    else:
        title, hint = word("check.open", n=left_open), word("check.pick")
    return f"<h3>{esc(title)}</h3><p>{esc(hint)}</p>"


def matrix(counted: Sequence[Counted], current: str) -> str:
    """Return the small table plan × severity of what is still open; each plan opens its own page."""
    heads = "".join(f"<th>{esc(severity_label(severity))}</th>" for severity in SEVERITIES)
    lines = "".join(_matrix_row(*entry, current=current) for entry in counted)
    return (
        f'<table class="matrix"><thead><tr><th>{esc(word("frame.plan"))}</th>{heads}'
        f"<th>{esc(word('check.state.acknowledged'))}</th></tr></thead><tbody>{lines}</tbody></table>"
    )


def _matrix_row(plan: Plan, findings: Sequence[RuleFinding], done: Mapping[str, Entry], *, current: str) -> str:
    counts = counts_by(finding.severity for finding in findings if finding.key not in done)
    cells = "".join(f'<td class="is-{severity}">{counts.get(severity, 0) or "–"}</td>' for severity in SEVERITIES)
    settled = sum(finding.key in done for finding in findings)
    name = esc(f"{region_of(plan)} {period(plan)}")
    here = plan.plan_id == current
    link = (
        f"<b>{name}</b>"
        if here
        else f'<a href="{esc(address("plan_check", plan=plan.plan_id))}" target="_self">{name}</a>'
    )
    return f"<tr{' class=is-here' if here else ''}><th>{link}</th>{cells}<td>{settled or '–'}</td></tr>"


def _arithmetic(finding: RuleFinding) -> str:
    if not finding.arithmetic:
        return ""
    lines = "".join(f"<div>{esc(line)}</div>" for line in finding.arithmetic.splitlines() if line.strip())
    return f'<h4>{esc(word("check.arithmetic"))}</h4><div class="arithmetic">{lines}</div>'


def _places(finding: RuleFinding, plans: Mapping[str, Plan], plan_id: str) -> str:
    shown = [_place(place, plans, plan_id) for place in finding.places]
    folded = ""
    if len(shown) > SHOWN_PLACES:
        rest = "".join(shown[SHOWN_PLACES:])
        more = esc(word("check.all_places", n=len(shown) - SHOWN_PLACES))
        folded = f'<details class="more"><summary>{more}</summary><div class="places">{rest}</div></details>'
    title = esc(word("check.places", n=len(shown)))
    if not shown:
        return f'<p class="hint">{esc(word("check.no_place"))}</p>'
    return f'<h4>{title}</h4><div class="places">{"".join(shown[:SHOWN_PLACES])}</div>{folded}'


def _place(place: PlaceInText, plans: Mapping[str, Plan], plan_id: str) -> str:
    plan = plans.get(place.plan_id)
    if plan is None:
        return f'<section class="source place">{_link(place)}</section>'
    # within the plan itself its title goes without saying
    is_other = place.plan_id != plan_id
    where = f'<span class="hint">{esc(region_of(plan))} {esc(period(plan))}</span>' if is_other else ""
    body = source_of(plan, place, with_document=is_other)
    return f'<section class="source place"><div class="place-name">{_link(place)}{where}</div>{body}</section>'


def _link(place: PlaceInText) -> str:
    kind, _, row_id = place.row.partition(":")
    page = PAGES.get(kind)
    if not page or not row_id:
        return f"<b>{esc(place.label)}</b>"
    target = address(page, plan=place.plan_id, sel=place.row)
    return f'<a href="{esc(target)}" target="_self"><b>{esc(place.label)}</b></a>'


def _remedy(finding: RuleFinding) -> str:
    remedy = remedy_of(finding)
    return f"<h4>{esc(word('check.remedy'))}</h4><p>{esc(remedy)}</p>" if remedy else ""


def _rule(finding: RuleFinding, rule: Rule | None) -> str:
    title = (rule.title_en if language() == "en" else rule.title) if rule else ""
    return f'<p class="hint">{esc(word("check.rule"))} {esc(finding.rule)}{" · " if title else ""}{esc(title)}</p>'
