"""Read a slogan such as “三区引领、五核集聚” into numeral + kind pairs, and write it back.

Order, verbs, separators and qualifiers vary from plan to plan, so all printed characters are kept:
`write_formula(read_formula(text)) == text` for any text. Words that the vocabulary does not know stay visible as parts
with a blank kind; nothing is dropped in silence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from layouts.numerals import NUMERAL_PATTERN, is_numeral, read_numeral, write_numeral
from layouts.vocabulary import find_kind, kinds_by_characters

# words that may stand between numeral and noun: 五大组团, 三条产业带, 两个康养示范区
_MEASURES = ("大", "个", "条", "座", "处", "类")
_MODIFIERS = """
生态 康养 医养 健康 养老 中医药 医疗 文化 旅游 温泉 森林 滨海 沿海 沿江 滨江 山地 绿色 城镇 城市 产业 经济
服务 功能 特色 综合 结合 融合 示范 发展 引领 集聚 聚集 支撑 辐射 联动 重点 核心 主要 区域 战略 创新 先行 试验 保障 主体
"""
_SEPARATORS = "、，,；;：: 　+＋·—-“”\"'‘’《》（）()和与及"


@dataclass(frozen=True, slots=True)
class FormulaPart:
    """One numeral + kind pair, with what is printed before it (separator, verb) and between its words.

    `count` is None for 多; `kind` is blank where the slogan prints none (“1+3+N”) or an unknown noun (“一体”).
    """

    count: int | None
    kind: str
    numeral: str
    noun: str
    qualifier: str = ""
    before: str = ""

    @property
    def printed(self) -> str:
        """The part as printed, without what stands before it."""
        return self.numeral + self.qualifier + self.noun


@dataclass(frozen=True, slots=True)
class Formula:
    """A slogan: its parts in order and what is printed after the last one."""

    parts: tuple[FormulaPart, ...]
    tail: str = ""

    @property
    def counts(self) -> dict[str, int | None]:
        """Expected number by kind, in the slogan's order; None where the slogan says 多."""
        counts: dict[str, int | None] = {}
        for part in self.parts:
            if part.kind:
                known = counts.get(part.kind, 0)
                counts[part.kind] = None if known is None or part.count is None else known + part.count
        return counts

    @property
    def unknown_parts(self) -> tuple[FormulaPart, ...]:
        """Parts whose kind could not be read."""
        return tuple(part for part in self.parts if not part.kind)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _part_pattern() -> re.Pattern[str]:
    # 核心带 before a numeral is “the core leads”, so 核心 qualifies no 带
    modifiers = rf"(?:(?!核心带)(?:{_any_of(_MODIFIERS.split())}))*"
    nouns = _any_of(kinds_by_characters())
    return re.compile(rf"(?P<numeral>{NUMERAL_PATTERN})(?P<words>(?:{_any_of(_MEASURES)})?{modifiers}(?:{nouns}))")


_BARE_NUMERAL = re.compile(rf"(?P<numeral>{NUMERAL_PATTERN})")
_UNKNOWN_NOUN = re.compile(rf"(?P<numeral>{NUMERAL_PATTERN})(?P<noun>[\u4e00-\u9fff])")


def _split_noun(words: str) -> tuple[str, str]:
    """Split “大产业带” into qualifier and the longest noun that ends it."""
    noun = max((noun for noun in kinds_by_characters() if words.endswith(noun)), key=len)
    return words[: len(words) - len(noun)], noun


def _read_known(text: str, start: int) -> tuple[FormulaPart, int] | None:
    match = _part_pattern().match(text, start)
    if match is None or not is_numeral(match["numeral"]):
        return None
    qualifier, noun = _split_noun(match["words"])
    kind = kinds_by_characters()[noun]
    return FormulaPart(read_numeral(match["numeral"]), kind, match["numeral"], noun, qualifier), match.end()


def _read_unknown(text: str, start: int, *, follows_part: bool) -> tuple[FormulaPart, int] | None:
    """Read “1” of “1+3+N”, or an unknown noun (一体) where a part is due: at the start, after a separator or a part."""
    bare = _BARE_NUMERAL.match(text, start)
    if bare is None or not is_numeral(bare["numeral"]):
        return None
    numeral, end = bare["numeral"], bare.end()
    if text[end : end + 1] in ("+", "＋") or text[start - 1 : start] in ("+", "＋"):
        return FormulaPart(read_numeral(numeral), "", numeral, ""), end
    is_due = start == 0 or follows_part or text[start - 1] in _SEPARATORS
    match = _UNKNOWN_NOUN.match(text, start)
    if not is_due or match is None or not is_numeral(match["numeral"]):
        return None
    return FormulaPart(read_numeral(match["numeral"]), "", match["numeral"], match["noun"]), match.end()


def read_formula(text: str) -> Formula:
    """Read a slogan; never fails, and keeps every character.

    >>> [(part.count, part.kind) for part in read_formula("三区引领、五核集聚").parts]
    [(3, 'zone'), (5, 'core')]
    >>> read_formula("一轴、两带、三片区、多节点").counts
    {'axis': 1, 'belt': 2, 'zone': 3, 'node': None}
    """
    parts: list[FormulaPart] = []
    position = last_end = 0
    while position < len(text):
        follows_part = bool(parts) and position == last_end
        found = _read_known(text, position) or _read_unknown(text, position, follows_part=follows_part)
        if found is None:
            position += 1
            continue
        part, end = found
        before = text[last_end:position]
        parts.append(FormulaPart(part.count, part.kind, part.numeral, part.noun, part.qualifier, before))
        position = last_end = end
    return Formula(tuple(parts), text[last_end:])


def write_formula(formula: Formula) -> str:
    """Write a slogan exactly as it was read.

    >>> write_formula(read_formula("一核引领、两翼齐飞"))
    '一核引领、两翼齐飞'
    """
    return "".join(part.before + part.printed for part in formula.parts) + formula.tail


def make_formula(counts: Iterable[tuple[int | None, str]], separator: str = "") -> Formula:
    """Make the canonical slogan of counts and kinds. Raise ValueError for a kind the vocabulary lacks.

    >>> write_formula(make_formula([(1, "core"), (2, "zone"), (3, "belt"), (None, "node")]))
    '一核两区三带多点'
    """
    parts: list[FormulaPart] = []
    for count, code in counts:
        kind = find_kind(code)
        if kind is None:
            raise ValueError(f"词汇表中没有布局要素类型“{code}”")
        before = separator if parts else ""
        parts.append(FormulaPart(count, code, write_numeral(count), kind.characters[0], before=before))
    return Formula(tuple(parts))
