"""Verdicts, reasons and the basis of a comparison between two levels, in words."""

from __future__ import annotations

from collections.abc import Sequence

from data.plan import Plan
from data.transmission import Reason, Transmission
from pages.comparison import choices
from pages.shared.citation import source_box
from pages.shared.labels import joined, plan_name, region_of, word
from pages.shared.markup import esc

# verdict → tone of its tag
TONES = {
    "equal": "complete",
    "stricter": "complete",
    "looser": "looser",
    "later": "restated",
    "unjudged": "lack",
    "similar": "estimate",
    "absent": "lack",
    "direct": "start",
    "not_compared": "lack",
}
# verdicts that are no comparison, so that nothing need be said of its fairness
NO_COMPARISON = ("direct", "not_compared")


def verdict_name(answer: Transmission) -> str:
    """Return the verdict in one word."""
    return word(f"comparison.verdict_{answer.verdict}")


def fairness_name(answer: Transmission) -> str:
    """Return whether the comparison is fair, in one word; "" where none is made."""
    return "" if answer.verdict in NO_COMPARISON else word(f"comparison.fair_{answer.fairness}")


def reason_texts(reasons: Sequence[Reason], upper: Plan, lower: Plan) -> list[str]:
    """Return why a comparison is not, or not quite, fair."""
    names = {
        "upper": region_of(upper),
        "lower": region_of(lower),
        "issued": upper.issued_on,
        "issued_lower": lower.issued_on,
        "end": lower.end_year or "",
        "start": lower.start_year or "",
    }
    return [word(f"comparison.reason_{reason}", **names) for reason in reasons]


def basis_card(upper: Plan, lower: Plan) -> str:
    """Return on what the comparison of two plans rests: dates, periods, who cites whom; with the plan's own note."""
    basis = lower.parent_basis or "unsaid"
    lines = [
        word(f"comparison.basis_{basis}", upper=plan_name(upper), lower=region_of(lower)),
        word(
            "comparison.basis_dates",
            upper=choices.plan_label(upper),
            issued=upper.issued_on or word("comparison.unsaid"),
            lower=choices.plan_label(lower),
            issued_lower=lower.issued_on or word("comparison.unsaid"),
        ),
    ]
    text = "".join(f"<p>{esc(line)}</p>" for line in lines)
    text += "".join(f'<p class="hint">{esc(line)}</p>' for line in _noted(upper, lower))
    title = joined([region_of(upper), region_of(lower)]).replace("、", " → ").replace(", ", " → ")
    return f'<div class="card"><h3>{esc(title)}</h3>{text}{source_box(lower, lower, is_open=False)}</div>'


def _noted(upper: Plan, lower: Plan) -> list[str]:
    """Return the sentences of the lower plan's note that speak of the upper one."""
    names = [name for name in (upper.region_name, upper.document_number, "上级", "上位") if name]
    return [f"{line}。" for line in lower.note.split("。") if any(name in line for name in names)]
