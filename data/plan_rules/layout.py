"""Rules of the family layout: slogan against elements, and which districts the elements hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from data.inference import stated_projects
from data.plan import Plan
from data.plan_rules.element_text import ELEMENT_RULES, ambiguities
from data.plan_rules.finding import Rule, RuleFinding, place_of
from data.plan_rules.telling import Telling, element_places, english, listed, listed_en, quoted, tell
from layouts.agreement import AgreementFinding, find_agreement_errors
from layouts.layout import LayoutElement
from layouts.vocabulary import find_kind

# kinds that cover ground as a whole; belts and axes may well cross
COVERING = ("polygon", "blob")
GROUND = (*COVERING, "ribbon", "wing", "ring")
MOSTLY = 0.7


def find_slogan_errors(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield each kind that the slogan counts otherwise than the layout does; kinds it does not name are no fault."""
    for error in find_agreement_errors(plan.formula, plan.elements):
        if error.level != "info":
            yield _tell_slogan(plan, error)


def find_shared_districts(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield each district that two elements of one ground-covering kind claim, unless one says it only supports."""
    claims: dict[tuple[str, str], list[LayoutElement]] = defaultdict(list)
    for element in plan.elements:
        if _geometry(element) in COVERING:
            for member in element.members:
                if member.role != "supporting":
                    claims[element.kind, member.district].append(element)
    for (_, code), elements in claims.items():
        if len({element.element_id for element in elements}) > 1:
            yield _tell_shared(plan, code, elements)


def find_units_outside(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the units that no element names, in a layout that covers ground and names most of the others."""
    if not any(_geometry(element) in GROUND for element in plan.elements):
        return
    named = {code for element in plan.elements for code in element.district_codes}
    served = {
        code for element in plan.elements for row in stated_projects(plan, element) for code in row.district_codes
    }
    outside = [district for district in plan.districts if district.district_code not in named | served]
    if not outside or len(outside) > len(plan.districts) * (1 - MOSTLY):
        return
    names, total = [district.name for district in outside], len(plan.districts)
    yield tell(
        "unit_outside_layout",
        "layout",
        Telling(
            "low",
            (
                f"{listed(names, '个')}不在任何一个布局要素之内，其余{total - len(outside)}个规划单元都有归属。",
                f"{listed_en([row.name_en or row.name for row in outside])}: in no layout element; the other "
                f"{total - len(outside)} units are.",
            ),
            ("写明其归入哪个要素，或说明不纳入的理由。", "Assign the unit to an element, or say why it is left out."),
            element_places(plan, [element for element in plan.elements if _geometry(element) in GROUND]),
            f"规划单元 {total} 个，布局要素点名 {total - len(outside)} 个，未点名 {len(outside)} 个",
            about=",".join(district.district_code for district in outside),
        ),
    )


def _tell_slogan(plan: Plan, error: AgreementFinding) -> RuleFinding:
    elements = [element for element in plan.elements if element.element_id in error.element_ids]
    kind = find_kind(error.kind)
    name_en = kind.name_en if kind else error.kind
    expected = "several" if error.expected_count is None else str(error.expected_count)
    sentence_en = (
        f"The slogan “{plan.formula}” counts {expected} × {name_en}; the layout has {error.found_count}."
        if error.kind
        else f"No part of the slogan “{plan.formula}” can be read."
    )
    return tell(
        "slogan_count",
        "layout",
        Telling(
            "high" if error.level == "error" else "medium",
            (f"{error.message}。", sentence_en),
            (
                "改口号中的数，或增减布局要素，使两者一致。",
                "Change the slogan's number or the elements so that both agree.",
            ),
            (place_of(plan, plan, "plan:", plan.formula), *element_places(plan, elements)),
            f"口号 {'多' if error.expected_count is None else error.expected_count} ≠ 要素 {error.found_count}"
            if error.kind
            else "",
            about=error.kind,
        ),
    )


def _tell_shared(plan: Plan, code: str, elements: Sequence[LayoutElement]) -> RuleFinding:
    district = plan.district_name(code)
    names = "和".join(quoted(element.name for element in elements))
    return tell(
        "shared_district",
        "layout",
        Telling(
            "medium",
            (
                f"{district}同时列入{names}，两者的分界没有写明。",
                f"{district} stands in several elements of one kind: {listed_en([english(row) for row in elements])}.",
            ),
            (
                "写明该县（市、区）归哪一个，或以乡镇划分。",
                "Assign the district to one of them, or divide it by township.",
            ),
            element_places(plan, elements),
            ambiguities(elements),
            about=code,
        ),
    )


def _geometry(element: LayoutElement) -> str:
    kind = find_kind(element.kind)
    return kind.geometry if kind else ""


RULES: tuple[Rule, ...] = (
    Rule(
        "slogan_count",
        "layout",
        "布局口号中的数与布局要素的个数是否一致",
        "Do the slogan's numbers agree with the layout elements?",
        find_slogan_errors,
    ),
    Rule(
        "shared_district",
        "layout",
        "一个县（市、区）是否同时归入两个同类片区",
        "Does a district lie in two zones of one kind?",
        find_shared_districts,
    ),
    *ELEMENT_RULES,
    Rule(
        "unit_outside_layout",
        "layout",
        "多数规划单元有归属时，是否漏了个别单元",
        "Where most units belong to an element, is one left out?",
        find_units_outside,
    ),
)
