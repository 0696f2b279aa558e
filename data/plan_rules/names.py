"""Rules of the family names: one thing printed under names that may mislead, and misprints in names."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from data.plan import IndicatorValue, Place, Plan
from data.plan_rules.finding import Find, PlaceInText, Rule, RuleFinding, place_of
from data.plan_rules.telling import ANNEX, Telling, quoting_rows, tell, value_places
from data.table import split_runs
from data.wording import value_text

# words of an indicator's name that change what it is a share or a number of
_SCOPE = re.compile(
    "机构|总|县级|市级|省级|镇级以上|以上人民政府|公立|民办|留成|城市|城镇|农村|职工|居民|失能|新建|在建|已建"
)
_AGE = re.compile("[0-9]+周?岁")
_DOUBLED = re.compile(r"([^\W\d_]{4,12})\1")
_WORD_MORE = "[^\\W\\d_等和与及、]{1,4}"  # 荥经天麻等产业园区 is the same name in a list
_QUOTED = re.compile("“([^”]{5,16})”")
ALIKE, NEARLY = 0.85, 0.7
SHARED_START = 4


def find_differing_scopes(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield each indicator whose values stand under names of different scope: 养老总床位 and 养老机构床位."""
    for values in _by_indicator(plan).values():
        names = list(dict.fromkeys(row.name for row in values))
        rows = [next(row for row in values if row.name == name) for name in names]
        misleading = [pair for pair in combinations(rows, 2) if _scope_words(pair[0]) != _scope_words(pair[1])]
        if misleading:
            yield _tell_scopes(plan, misleading[0])


def find_two_scopes_of_one_target(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield two targets of related indicators that read alike, in two sections, at one figure: which one holds?"""
    targets = [row for row in plan.indicator_values if row.value_kind == "target" and not row.restates]
    for one, two in combinations(targets, 2):
        is_related = _are_related(plan, one.indicator_id, two.indicator_id) and one.section != two.section
        if is_related and one.value == two.value and _likeness(one.name, two.name) >= ALIKE:
            yield _tell_targets(plan, one, two)


def find_ages_unsaid(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the values on people of an age whose own words do not say from which age on."""
    for row in plan.indicator_values:
        known = plan.indicators.get(row.indicator_id)
        if known and _AGE.search(known.name) and not _AGE.search(row.name + row.as_written):
            yield tell(
                "names.age_unsaid",
                "names",
                Telling(
                    "medium",
                    (
                        f"“{row.name}”（{value_text(row)}）没有写从多少岁起算，读者会与其他年龄口径混淆。",
                        f"“{row.name}” ({value_text(row, 'en')}) does not say from which age on.",
                    ),
                    (f"写明年龄口径，如“{known.name}”。", "State the age, such as 60 and over."),
                    value_places(plan, [row]),
                ),
            )


def find_varying_places(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield each place that the text names once with a word more inside: 川西（区域）远程会诊中心."""
    for place in plan.places:
        for variant in _inserted(place):
            yield tell(
                "names.place",
                "names",
                Telling(
                    "low",
                    (
                        f"同一处先后写作“{place.name}”和“{variant}”。",
                        f"One place is printed as “{place.name}” and as “{variant}”.",
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
                "names.quotation",
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
                    "names.doubled_words",
                    "names",
                    Telling(
                        "low",
                        (f"“{run}”中“{match[1]}”重复，疑为衍文。", f"“{match[1]}” stands twice in a row in “{run}”."),
                        ("删去重复的字。", "Delete the repetition."),
                        (place_of(plan, row, name, label),),
                        about=match[1],
                    ),
                )


def _tell_scopes(plan: Plan, rows: Sequence[IndicatorValue]) -> RuleFinding:
    names = [row.name for row in rows]
    return tell(
        "names.scope",
        "names",
        Telling(
            "medium",
            (
                f"同一指标先后写作“{names[0]}”和“{names[1]}”，统计口径可能不同，数值不能直接相比。",
                f"One indicator is printed as “{names[0]}” and “{names[1]}”: the values may not be comparable.",
            ),
            ("统一名称和口径；口径有变的，按新口径重算现状值。", "Use one name and scope, or restate the baseline."),
            value_places(plan, rows),
            "\n".join(f"{row.name}（{row.year or '未写年份'}）：{value_text(row)}" for row in rows),
        ),
    )


def _tell_targets(plan: Plan, one: IndicatorValue, two: IndicatorValue) -> RuleFinding:
    return tell(
        "names.target_scope",
        "names",
        Telling(
            "medium",
            (
                f"同一目标值{value_text(one)}，一处对“{one.name}”，一处对“{two.name}”，对象范围不同。",
                f"The same figure {value_text(one)} is set for “{one.name}” and for “{two.name}”: which one holds?",
            ),
            ("明确考核哪一个范围，两处写成一致。", "Say which of the two is assessed; write both alike."),
            value_places(plan, [one, two]),
            "\n".join(f"{row.name}（{row.year or '未写年份'}）：{value_text(row)}" for row in (one, two)),
        ),
    )


def _by_indicator(plan: Plan) -> dict[tuple[str, str], list[IndicatorValue]]:
    groups: dict[tuple[str, str], list[IndicatorValue]] = defaultdict(list)
    for row in plan.indicator_values:
        if not row.restates:
            groups[row.indicator_id, row.scope].append(row)
    return groups


def _are_related(plan: Plan, one: str, two: str) -> bool:
    pairs = ((one, two), (two, one))
    return any(other in plan.indicators[name].related for name, other in pairs if name in plan.indicators)


def _scope_words(row: IndicatorValue) -> frozenset[str]:
    """Return the words of scope in a name, those only that the text itself prints."""
    return frozenset(word for word in _SCOPE.findall(row.name) if word in row.as_written)


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
    return Rule(f"names.{name}", "names", title, title_en, find)


RULES: tuple[Rule, ...] = (
    _rule("scope", "同一指标前后名称的统计口径一致", "An indicator keeps its scope", find_differing_scopes),
    _rule(
        "target_scope",
        "同一目标值前后的对象范围一致",
        "A target is set for the same objects each time",
        find_two_scopes_of_one_target,
    ),
    _rule("age_unsaid", "涉及年龄的指标写明从多少岁起算", "Ages are stated", find_ages_unsaid),
    _rule("place", "同一地点、机构的名称一致", "A place keeps its name", find_varying_places),
    _rule("quotation", "附件与正文的专名一致", "Annex and text use the same terms", find_varying_quotations),
    _rule("doubled_words", "没有重复的衍文", "No words are doubled", find_doubled_words),
)
