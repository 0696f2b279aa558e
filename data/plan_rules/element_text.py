"""Rules of the family layout on what the text says of each element, and what it leaves open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from data.plan import Plan
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.telling import Telling, element_places, english, listed, listed_en, plural, quoted, tell
from layouts.layout import LayoutElement

# what a name can promise that its business forms must then show
SPECIALITIES = {"中医": "Chinese medicine", "温泉": "hot springs", "森林": "forests", "智慧": "smart care"}
_IS_OPEN = re.compile("未载明|未划|未说明|未写|未分|没有|读不出|是否|还是|不明")


def find_unplaced_elements(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the elements of which the text names neither a district nor a place in one."""
    unplaced = [element for element in plan.elements if is_unplaced(plan, element)]
    if unplaced:
        names = quoted(element.name for element in unplaced)
        english_names = [english(element) for element in unplaced]
        yield tell(
            "unplaced_element",
            "layout",
            Telling(
                "low",
                (
                    f"布局要素{listed(names, '个')}没有写明所在或所含的县（市、区）。",
                    f"The text names no district for {listed_en(english_names)}.",
                ),
                ("写明各要素所在或所含的县（市、区）。", "Name the district or districts of each element."),
                element_places(plan, unplaced),
                ambiguities(unplaced),
            ),
        )


def find_elements_without_main_member(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield each element of which the text names what supplements it, but not what it consists of."""
    for element in plan.elements:
        if element.members and all(member.role == "supporting" for member in element.members):
            districts = listed([plan.district_name(code) for code in element.district_codes], "个")
            yield tell(
                "only_supporting",
                "layout",
                Telling(
                    "medium",
                    (
                        f"“{element.name}”只写了{districts}“为补充”，没有写以哪里为主体。",
                        f"{english(element)}: only what supplements it is named, not what it mainly consists of.",
                    ),
                    ("补写该要素的主体县（市、区）。", "Name the district that the element mainly consists of."),
                    element_places(plan, [element]),
                    element.ambiguity,
                ),
            )


def find_broken_promises(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield each element whose name promises a speciality that none of its stated business forms shows."""
    for element in plan.elements:
        for word, word_en in SPECIALITIES.items():
            if word in element.name and element.business_forms and not _shows(element, word):
                yield _tell_promise(plan, element, word, word_en)


def find_ambiguous_elements(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one finding, the elements whose extent, members or projects the text leaves open."""
    elements = [
        element
        for element in plan.elements
        if _IS_OPEN.search(element.ambiguity) and not is_unplaced(plan, element) and _has_main(element)
    ]
    if not elements:
        return
    names, count = quoted(element.name for element in elements), len(elements)
    yield tell(
        "ambiguous_element",
        "layout",
        Telling(
            "low",
            (
                f"布局要素{listed(names, '个')}的范围、成员或项目归属，原文可作不同理解。",
                f"The text leaves extent, members or projects of {plural(count, 'layout element')} open: "
                f"{listed_en([english(element) for element in elements])}.",
            ),
            ("在正文或附图中写明范围、成员和项目归属。", "State extent, members and projects in the text or on a map."),
            element_places(plan, elements),
            ambiguities(elements),
        ),
    )


def _tell_promise(plan: Plan, element: LayoutElement, word: str, word_en: str) -> RuleFinding:
    others = [row for row in plan.elements if row is not element and _shows(row, word)]
    elsewhere = f"；写有“{word}”业态的反而是{listed(quoted(row.name for row in others), '个')}" if others else ""
    elsewhere_en = f"; those of {listed_en([english(row) for row in others])} are" if others else ""
    forms = "\n".join(f"{row.name}：{'、'.join(row.business_forms)}" for row in (element, *others))
    return tell(
        "broken_promise",
        "layout",
        Telling(
            "medium",
            (
                f"“{element.name}”名称点明“{word}”，所列业态却没有一项是“{word}”{elsewhere}。",
                f"{english(element)} is named for {word_en}, yet none of its stated business forms is about it"
                f"{elsewhere_en}.",
            ),
            (
                "补写名称所指的业态，或改要素的名称。",
                "Add business forms that the name stands for, or change the name.",
            ),
            element_places(plan, [element, *others]),
            forms,
            about=word,
        ),
    )


def _shows(element: LayoutElement, word: str) -> bool:
    return any(word in form for form in element.business_forms)


def is_unplaced(plan: Plan, element: LayoutElement) -> bool:
    """Tell whether the text names neither a district of an element nor a place in one."""
    located = {place.place_id for place in plan.places if place.district_code}
    return not element.members and not located.intersection(element.place_ids)


def _has_main(element: LayoutElement) -> bool:
    return not element.members or any(member.role != "supporting" for member in element.members)


def ambiguities(elements: Sequence[LayoutElement]) -> str:
    """Return what the text leaves open, once for all elements that share it."""
    names: dict[str, list[str]] = defaultdict(list)
    for element in elements:
        if element.ambiguity:
            names[element.ambiguity].append(element.name)
    return "\n".join(f"{'、'.join(group)}：{text}" for text, group in names.items())


ELEMENT_RULES: tuple[Rule, ...] = (
    Rule(
        "unplaced_element",
        "layout",
        "每个布局要素是否写明所在的县（市、区）",
        "Has every layout element a district?",
        find_unplaced_elements,
    ),
    Rule(
        "only_supporting",
        "layout",
        "写了“补充”的布局要素是否也写明主体",
        "Does an element with a supplement name its main part?",
        find_elements_without_main_member,
    ),
    Rule(
        "broken_promise",
        "layout",
        "布局要素的业态与名称所指的特色是否相符",
        "Do an element's business forms show what its name promises?",
        find_broken_promises,
    ),
    Rule(
        "ambiguous_element",
        "layout",
        "布局要素的范围、成员和项目归属是否只有一种读法",
        "Can extent, members and projects of elements be read in one way only?",
        find_ambiguous_elements,
    ),
)
