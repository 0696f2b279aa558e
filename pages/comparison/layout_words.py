"""What stands above and below the map of a plan: its slogan, and the element that is picked."""

from __future__ import annotations

from data.plan import Plan
from geo.style import element_colours
from layouts.layout import LayoutElement
from pages.comparison import choices
from pages.shared.citation import cited, source_box
from pages.shared.english import own_words
from pages.shared.labels import in_brackets, joined, kind_label, name_of, word
from pages.shared.markup import esc, fact_rows, pill


def slogan(plan: Plan) -> str:
    """Return region, years and slogan of a plan, as markup."""
    words = cited(own_words(plan, "formula"), plan, plan) if plan.formula else _unsaid(plan)
    return f'<div class="compare-head"><b>{esc(choices.plan_label(plan))}</b> {words}</div>'


def element_card(plan: Plan, element: LayoutElement) -> str:
    """Return the card of an element: kind, theme, districts, source."""
    same = [row for row in plan.elements if row.kind == element.kind]
    position = word("common.of", k=same.index(element) + 1, n=len(same))
    dark = element_colours(plan.elements)[element.element_id][1]
    facts = [
        (word("layout.theme"), esc(element.theme)),
        (word("layout.members"), esc(members(plan, element)) or _no_members()),
        (word("layout.forms"), esc(" · ".join(element.business_forms))),
        (word("layout.ambiguity"), esc(element.ambiguity)),
    ]
    return (
        f'<div class="card">{pill(kind_label(element.kind), dark)} <span class="hint">{esc(position)}</span>'
        f"<h3>{esc(name_of(element))}</h3>{fact_rows(facts)}{source_box(plan, element, is_open=False)}</div>"
    )


def members(plan: Plan, element: LayoutElement) -> str:
    """Return the districts of an element with their roles; "" where the plan names none."""
    names = {row.district_code: name_of(row) for row in plan.districts}
    return joined(
        names.get(member.district, member.district)
        + (in_brackets(word(f"layout.role_{member.role}")) if member.role in ("main", "supporting") else "")
        for member in element.members
    )


def _unsaid(plan: Plan) -> str:
    key = "overview.no_formula" if plan.elements else "comparison.no_layout"
    return f'<span class="hint">{esc(word(key))}</span>'


def _no_members() -> str:
    return f'<span class="hint">{esc(word("layout.no_members"))}</span>'
