"""Words in the reader's language: of pages, kinds, fields and values; numbers with their units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal, cast

import yaml
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.plan import IndicatorValue, Plan, Project
from data.schema import label as field_label
from data.schema import position_bases
from data.units import format_money
from layouts.vocabulary import find_kind
from pages.shared import parameters

Language = Literal["zh", "en"]
WAN = 10_000
QUICK_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # reads 3,000 words in a sixth of the time
YUAN_IN_WAN = {"元": 1e-4, "万元": 1.0, "亿元": 10_000.0}
PAGES_FOLDER = Path(__file__).resolve().parent.parent
COMPARATORS = {"eq": "", "ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "about": "约 ", "between": "", "relative": ""}
_told: ContextVar[Language | None] = ContextVar("told_language", default=None)


@contextmanager
def in_language(tongue: Language) -> Iterator[None]:
    """Use a language where no run can be asked for it: a file is written when the browser fetches it."""
    token = _told.set(tongue)
    try:
        yield
    finally:
        _told.reset(token)


def language() -> Language:
    """Return the language that the reader chose; Chinese by default."""
    told = _told.get()
    if told:
        return told
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        return _chosen_language()
    # a page asks with every word, and a run cannot change it; each run begins with new cursors
    began, known = getattr(run, "atlas_language", (None, "zh"))
    if began is not run.cursors:
        known = _chosen_language()
        run.atlas_language = (run.cursors, known)  # type: ignore[attr-defined]
    return cast(Language, known)


def word(key: str, **values: object) -> str:
    """Return a word of the pages in the reader's language, with `{names}` filled in."""
    text = _words()[key][1 if language() == "en" else 0]
    return text.format(**values) if values else text


def value_label(field: str, value: str) -> str:
    """Return the name of a coded value, such as a bed type; "" stays ""."""
    return field_label(field, value, language()) if value else ""


def column_label(field: str) -> str:
    """Return the name of a column."""
    return field_label(field, None, language())


def kind_label(kind: str) -> str:
    """Return the name of a kind of layout element."""
    found = find_kind(kind)
    if found is None:
        return kind
    return found.name_en if language() == "en" else found.name


def name_of(row: object) -> str:
    """Return a row's name in the reader's language; the Chinese one where no English one is known."""
    english = getattr(row, "name_en", "") if language() == "en" else ""
    return str(english or getattr(row, "name", ""))


def plan_name(plan: Plan) -> str:
    """Return the plan's title in the reader's language."""
    return (plan.title_en if language() == "en" else plan.title) or plan.title or plan.plan_id


def region_of(plan: Plan) -> str:
    """Return the name of the plan's region in the reader's language; the plan's id where it has none."""
    return (plan.region_name_en if language() == "en" else "") or plan.region_name or plan.plan_id


def period(plan: Plan) -> str:
    """Return the plan's years, such as 2021—2025."""
    return years_text(plan.start_year, plan.end_year)


def years_text(first: int | None, last: int | None) -> str:
    """Return a span of years with the dash of the reader's language; the one year where only one is known."""
    if first and last and first != last:
        return f"{first}{'—' if language() == 'zh' else '–'}{last}"
    return str(last or first or "")


def joined(names: Iterable[str]) -> str:
    """Return names as a list in the reader's language."""
    return ("、" if language() == "zh" else ", ").join(names)


def in_brackets(text: str) -> str:
    """Return text in the brackets of the reader's language."""
    return f"（{text}）" if language() == "zh" else f" ({text})"


def with_unit(name: str, unit: str) -> str:
    """Return a name with its unit in brackets; alone where it names the unit itself, as “Planned beds” does."""
    return name if not unit or name.lower().endswith(unit.lower()) else name + in_brackets(unit)


def money(wan_yuan: float | None) -> str:
    """Return an amount in 万元 as 万元 or 亿元 (in English as CNY million); "" where not stated."""
    if wan_yuan is None:
        return ""
    if language() == "en":
        return format_money(wan_yuan, "en")
    if wan_yuan >= WAN:
        return f"{trim(wan_yuan / WAN, 2)} {word('unit.yi_yuan')}"
    return f"{trim(wan_yuan, 0)} {word('unit.wan_yuan')}"


def area(m2: float | None) -> str:
    """Return an area in m², in 万平方米 from ten thousand on when the language is Chinese; "" where not stated."""
    if m2 is None:
        return ""
    if language() == "zh" and m2 >= WAN:
        return f"{trim(m2 / WAN, 2)} 万平方米"
    return f"{trim(m2, 0)} {word('unit.m2')}"


def people(count: float | None) -> str:
    """Return a number of people, in 万 from ten thousand on when the language is Chinese."""
    if count is None:
        return ""
    if language() == "zh" and count >= WAN:
        return f"{count / WAN:,.2f} 万"
    return f"{count:,.0f}"


def trim(number: float, digits: int) -> str:
    """Return a number with thousands separators and at most `digits` decimals, no trailing zeros."""
    text = f"{number:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def bed_text(project: Project) -> str:
    """Return the beds of a project by type, such as 医疗床位 76、养老床位 200."""
    return joined(f"{value_label('bed_types', bed.bed_type)} {bed.count:,}" for bed in project.beds)


def indicator_text(row: IndicatorValue) -> str:
    """Return an indicator value with its comparator and unit as one would read it aloud."""
    if row.comparator == "relative":
        return row.reference
    if row.value is None:
        return ""
    number = trim(float(row.value), 4)
    if row.comparator == "between" and row.value_max is not None:
        number = f"{number}–{trim(float(row.value_max), 4)}"
    sign = COMPARATORS.get(row.comparator, "")
    if language() == "en":
        sign = sign.replace("约", "about")
    striving = ("力争 " if language() == "zh" else "striving for ") if row.is_striving else ""
    if language() == "en" and row.unit in YUAN_IN_WAN and row.comparator != "between":
        return f"{striving}{sign}{format_money(float(row.value) * YUAN_IN_WAN[row.unit], 'en')}"
    unit = unit_text(row.unit)
    gap = "" if unit == "%" and language() == "en" else " "
    return f"{striving}{sign}{number}{gap}{unit}".strip()


def unit_text(unit: str) -> str:
    """Return a unit as printed; in English its translation where there is one (“处” and its like need none)."""
    if language() == "zh" or not unit:
        return unit
    return _words().get(f"printed_unit.{unit}", ["", unit])[1]


@cache
def _words() -> dict[str, list[str]]:
    """Return the words of all page folders, each of one file only; `basis.…`, of positions, of the data dictionary."""
    words = {f"basis.{value}": [zh, en] for value, zh, en in position_bases()}
    for file in sorted(PAGES_FOLDER.glob("*/words.yaml")):
        words |= yaml.load(file.read_text(encoding="utf-8"), Loader=QUICK_LOADER) or {}
    return words


def _chosen_language() -> Language:
    return cast(Language, parameters.read("lang", "zh", ("zh", "en")))
