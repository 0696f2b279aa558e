"""Hold a plan's slogan and its layout elements against each other, by count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from layouts.formula import Formula, read_formula
from layouts.layout import LayoutElement
from layouts.vocabulary import find_kind

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class AgreementFinding:
    """One disagreement. `expected_count` is None for 多 and where the slogan does not name the kind."""

    kind: str
    expected_count: int | None
    found_count: int
    element_ids: tuple[str, ...]
    level: Level
    message: str


def find_agreement_errors(formula_text: str, elements: Iterable[LayoutElement]) -> list[AgreementFinding]:
    """List every disagreement between a slogan and the elements; empty without a slogan or when all counts agree.

    A wrong count is an error; 多 with no element, and a slogan without one readable part, is a warning; an unknown noun
    and a kind that the slogan does not name is information, since plans name parks or nodes outside their slogan too.
    """
    if not formula_text.strip():
        return []
    formula = read_formula(formula_text)
    remaining = sorted(elements, key=lambda element: element.element_id)
    findings: list[AgreementFinding] = []
    assigned = _assign_elements(formula, remaining)
    for kind, expected in formula.counts.items():
        finding = _check_count(formula_text, kind, expected, assigned[kind])
        if finding is not None:
            findings.append(finding)
    findings += _find_unreadable(formula_text, formula)
    if formula.counts:
        taken = {element.element_id for group in assigned.values() for element in group}
        findings += _find_unnamed_kinds(formula_text, [e for e in remaining if e.element_id not in taken])
    return findings


def _assign_elements(formula: Formula, elements: Sequence[LayoutElement]) -> dict[str, list[LayoutElement]]:
    """Give each kind of the slogan its own elements first, then related kinds while its count is not reached."""
    assigned = {kind: [element for element in elements if element.kind == kind] for kind in formula.counts}
    free = [element for element in elements if element.kind not in assigned]
    for kind, expected in formula.counts.items():
        known = find_kind(kind)
        for element in list(free):
            has_room = expected is None or len(assigned[kind]) < expected
            if known is not None and element.kind in known.accepts and has_room:
                assigned[kind].append(element)
                free.remove(element)
    return assigned


def _check_count(
    formula_text: str, kind: str, expected: int | None, elements: Sequence[LayoutElement]
) -> AgreementFinding | None:
    found = len(elements)
    if found == expected or (expected is None and found > 0):
        return None
    names = "、".join(element.name for element in elements) or "无"
    amount = "多个" if expected is None else f"{expected}个"
    message = f"口号“{formula_text}”应有{amount}“{_name_kind(kind)}”，布局要素中有{found}个（{names}）"
    level: Level = "warning" if expected is None else "error"
    ids = tuple(element.element_id for element in elements)
    return AgreementFinding(kind, expected, found, ids, level, message)


def _find_unreadable(formula_text: str, formula: Formula) -> list[AgreementFinding]:
    """Report a slogan without a readable part, and each noun the vocabulary does not know."""
    if not formula.counts:
        message = f"口号“{formula_text}”中读不出“数词＋类型”（如一核、两区、三带），无法与布局要素核对"
        return [AgreementFinding("", None, 0, (), "warning", message)]
    return [
        AgreementFinding(
            "", part.count, 0, (), "info", f"口号“{formula_text}”中的“{part.printed}”不在布局词汇表内，未参与核对"
        )
        for part in formula.unknown_parts
    ]


def _find_unnamed_kinds(formula_text: str, elements: Sequence[LayoutElement]) -> list[AgreementFinding]:
    """Report the elements of kinds that the slogan does not name."""
    findings = []
    for kind in sorted({element.kind for element in elements}):
        group = [element for element in elements if element.kind == kind]
        names = "、".join(element.name for element in group)
        message = f"口号“{formula_text}”未提“{_name_kind(kind)}”，布局要素中有{len(group)}个（{names}）"
        ids = tuple(element.element_id for element in group)
        findings.append(AgreementFinding(kind, None, len(group), ids, "info", message))
    return findings


def _name_kind(code: str) -> str:
    kind = find_kind(code)
    return kind.name if kind is not None else code
