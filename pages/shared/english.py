"""What a plan's cells say in the reader's language: our translation, else the plan's own words marked as such."""

from __future__ import annotations

from collections.abc import Sequence

from data.english import translation
from data.plan import Plan, Project
from geo.boundaries import told_attribution
from pages.shared.labels import language, unit_text, word

FIRST_HAN, LAST_HAN = "\u3400", "\u9fff"


def in_english(plan: Plan, table: str, row_id: str, column: str, printed: str) -> str:
    """Return a cell in the reader's language: in English our translation, else the Chinese words as a quotation."""
    own = translation(plan, table, row_id, column) if language() == "en" else ""
    return own or _quoted(printed)


def all_in_english(plan: Plan, table: str, row_id: str, column: str, printed: Sequence[str]) -> tuple[str, ...]:
    """Return a list of a cell in the reader's language, likewise."""
    own = translation(plan, table, row_id, column) if language() == "en" else ""
    return tuple(part.strip() for part in own.split(";")) if own else tuple(map(_quoted, printed))


def agencies_in_english(plan: Plan, names: Sequence[str]) -> tuple[str, ...]:
    """Return units of government in the reader's language, likewise."""
    return tuple(in_english(plan, "agencies", name, "name", name) for name in names)


def figures_in_english(plan: Plan, project: Project) -> list[tuple[str, str]]:
    """Return a project's further figures as name and amount, likewise."""
    return [
        (
            in_english(plan, "projects", project.project_id, f"other_figures_{number}", figure.name),
            f"{figure.value} {unit_text(figure.unit)}".strip(),
        )
        for number, figure in enumerate(project.other_figures, 1)
    ]


def has_chinese(text: str) -> bool:
    """Tell whether a text has a Chinese character.

    >>> has_chinese("Ya'an"), has_chinese("雅安")
    (False, True)
    """
    return any(FIRST_HAN <= sign <= LAST_HAN for sign in text)


def own_and_words(plan: Plan, column: str) -> str:
    """Return what a plan says of itself (slogan, positioning, brand); in English translated, its words as a quotation.

    "" where the plan does not say it.
    """
    printed = str(getattr(plan, column))
    own = translation(plan, "plan", plan.plan_id, column) if language() == "en" else ""
    return word("english.with_words", own=own, text=_inner_quotes(printed)) if own else _quoted(printed)


def own_words(plan: Plan, column: str) -> str:
    """Return what a plan says of itself where its source stands beside it; in English our translation alone."""
    own = translation(plan, "plan", plan.plan_id, column) if language() == "en" else ""
    return own[:1].upper() + own[1:] or _quoted(str(getattr(plan, column)))


def issuers(plan: Plan) -> tuple[str, ...]:
    """Return who issued a plan in the reader's language, likewise."""
    return all_in_english(plan, "plan", plan.plan_id, "issuing_bodies", plan.issuing_bodies)


def outlines_line(attribution: str) -> str:
    """Return where the outlines of a map come from; words of another source stand whole, to be found."""
    told = told_attribution(attribution, is_english=language() == "en")
    return word("print.source_boundaries", text=told) if has_chinese(told) else told


def _quoted(printed: str) -> str:
    if language() != "en" or not has_chinese(printed):
        return printed
    return word("english.only_chinese", text=_inner_quotes(printed))


def _inner_quotes(printed: str) -> str:
    return printed.replace("“", "‘").replace("”", "’")
