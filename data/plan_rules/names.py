"""Rules of the family names: one thing printed under names that may mislead, and misprints in names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from data.agencies import spelling_variants
from data.plan import IndicatorValue, Place, Plan
from data.plan_rules.finding import Find, PlaceInText, Rule, RuleFinding, place_of
from data.plan_rules.telling import (
    ANNEX,
    Telling,
    listed,
    listed_en,
    quoted,
    quoting_rows,
    task_places,
    tell,
    value_places,
)
from data.table import split_runs
from data.wording import value_text

_AGE = re.compile("[0-9]+周?岁")
_DOUBLED = re.compile(r"([^\W\d_]{4,12})\1")
_WORD_MORE = "[^\\W\\d_等和与及、]{1,4}"  # 荥经天麻等产业园区 is the same name in a list
_QUOTED = re.compile("“([^”]{5,16})”")
NEARLY = 0.7
SHARED_START = 4


def find_ages_unsaid(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the values on people of an age whose own words do not say from which age on."""
    for row in plan.indicator_values:
        known = plan.indicators.get(row.indicator_id)
        if known and _AGE.search(known.name) and not _AGE.search(row.name + row.as_written):
            beside = _age_beside(plan, row)
            doubt = beside or "读者会与其他年龄口径混淆"
            yield tell(
                "age_unsaid",
                "names",
                Telling(
                    "low" if beside else "medium",
                    (
                        f"“{row.name}”（{value_text(row)}）没有写从多少岁起算，{doubt}。",
                        f"“{row.name}” ({value_text(row, 'en')}) does not say from which age on"
                        f"{', though figures beside it do' if beside else ''}.",
                    ),
                    (f"写明年龄口径，如“{known.name}”。", "State the age, such as 60 and over."),
                    value_places(plan, [row]),
                ),
            )


def find_varying_agencies(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield each unit that tasks spell in two ways; brackets, spaces and the region before a name are no second way."""
    for variants in spelling_variants(plan):
        (first, tasks), *others = variants.tasks
        differing = [(name, rows) for name, rows in others if not _is_same_spelling(first, name)]
        if differing:
            names = [first, *(name for name, _ in differing)]
            yield tell(
                "agency_spelling",
                "names",
                Telling(
                    "low",
                    (
                        f"同一单位先后写作{listed(quoted(names), '种')}。",
                        f"One unit is spelled in {len(names)} ways: {listed_en(names)}.",
                    ),
                    (
                        "统一用一种名称；若是两个单位，分别写全称。",
                        "Use one spelling; if they are two units, write both in full.",
                    ),
                    task_places(plan, [tasks[0], *(rows[0] for _, rows in differing)]),
                    about=variants.agency.key,
                ),
            )


def find_varying_places(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield each place that the text names once with a word more inside: 川西（区域）远程会诊中心."""
    for place in plan.places:
        for variant in _inserted(place):
            is_both = f"建设{place.name}" in place.as_written and f"依托{variant}" in place.as_written
            doubt = "，前者写“建设”，后者写“依托”，是新建还是已有也没有写清" if is_both else ""
            doubt_en = "; the one is to be built (建设), the other relied on (依托)" if is_both else ""
            yield tell(
                "place_name",
                "names",
                Telling(
                    "low",
                    (
                        f"同一处先后写作“{place.name}”和“{variant}”{doubt}。",
                        f"One place is printed as “{place.name}” and as “{variant}”{doubt_en}.",
                    ),
                    ("统一名称；若是两处，分别写明。", "Use one name; if they are two places, say so."),
                    (place_of(plan, place, f"place:{place.place_id}", place.name),),
                    about=variant,
                ),
            )


def find_varying_quotations(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield names in quotation marks that the annex prints a little differently from the text."""
    body, annex = _quotations(plan, annex=False), _quotations(plan, annex=True)
    for name in annex.keys() - body.keys():
        likest = max(body.keys() - annex.keys(), key=lambda other: _likeness(name, other), default="")
        starts_alike = likest[:SHARED_START] == name[:SHARED_START]
        if likest and starts_alike and len(likest) == len(name) and _likeness(name, likest) >= NEARLY:
            yield tell(
                "annex_term",
                "names",
                Telling(
                    "low",
                    (
                        f"正文写“{likest}”，附件写“{name}”，是一件事还是两件事没有写清。",
                        f"The text says “{likest}”, the annex “{name}”: one thing or two?",
                    ),
                    (
                        "统一用语；若是两件事，在正文中补写附件的一件。",
                        "Use one term, or add the annex's one to the text.",
                    ),
                    (body[likest], annex[name]),
                ),
            )


def find_doubled_words(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield words that stand twice in a row, a slip of the keyboard."""
    seen: set[str] = set()
    for row, name, label in quoting_rows(plan):
        for run in split_runs(row.as_written):
            match = _DOUBLED.search(run)
            if match and match[1] not in seen:
                seen.add(match[1])
                yield tell(
                    "doubled_words",
                    "names",
                    Telling(
                        "low",
                        (f"“{run}”中“{match[1]}”重复，疑为衍文。", f"“{match[1]}” stands twice in a row in “{run}”."),
                        ("删去重复的字。", "Delete the repetition."),
                        (place_of(plan, row, name, label),),
                        about=match[1],
                    ),
                )


def _age_beside(plan: Plan, row: IndicatorValue) -> str:
    """Return that figures of the same section state an age, from which a reader may tell; "" where none does."""
    ages = [
        match[0]
        for other in plan.indicator_values
        if other.section == row.section and (match := _AGE.search(other.as_written))
    ]
    return f"同处另有数字写明“{ages[0]}”，只能按上下文判断" if ages else ""


def _is_same_spelling(one: str, two: str) -> bool:
    """Tell whether two spellings differ only in width, spaces or what stands before the shorter one."""
    plain = sorted(("".join(unicodedata.normalize("NFKC", name).split()) for name in (one, two)), key=len)
    return plain[1].endswith(plain[0])


def _likeness(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _inserted(place: Place) -> list[str]:
    """Return the forms in a place's words that are its name with one to four characters more inside."""
    name, found = place.name.strip("“”"), []
    for run in split_runs(place.as_written):
        for at in range(2, len(name) - 3):
            pattern = re.escape(name[:at]) + _WORD_MORE + re.escape(name[at:])
            match = re.search(pattern, run)
            if match and name not in run:
                found.append(match[0])
                break
    return list(dict.fromkeys(found))


def _quotations(plan: Plan, *, annex: bool) -> dict[str, PlaceInText]:
    """Return the names in quotation marks of the annex, or of the text, with the first place of each."""
    found: dict[str, PlaceInText] = {}
    for row, name, label in quoting_rows(plan):
        if (row.section.split("/")[0] == ANNEX) == annex:
            for words in _QUOTED.findall(row.as_written):
                found.setdefault(unicodedata.normalize("NFKC", words), place_of(plan, row, name, label))
    return found


def _rule(name: str, title: str, title_en: str, find: Find) -> Rule:
    return Rule(name, "names", title, title_en, find)


RULES: tuple[Rule, ...] = (
    _rule("agency_spelling", "同一单位的名称是否一致", "Does a unit keep its name?", find_varying_agencies),
    _rule("age_unsaid", "涉及年龄的指标是否写明从多少岁起算", "Are ages stated?", find_ages_unsaid),
    _rule("place_name", "同一地点、机构的名称是否一致", "Does a place keep its name?", find_varying_places),
    _rule("annex_term", "附件与正文的专名是否一致", "Do annex and text use the same terms?", find_varying_quotations),
    _rule("doubled_words", "是否有重复的衍文", "Are words doubled?", find_doubled_words),
)
