"""来源 and 说明: what each file says of itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from data.export import Note
from data.plan import Plan
from data.schema import label, position_bases
from data.takeaway.extract import STATISTICS, Extract

PRODUCT = "医养一张图 · Care Plan Atlas"
SOURCES_SHEET = {"zh": "来源", "en": "Sources"}
NOTES_SHEET = {"zh": "说明", "en": "Notes"}
COMMON = ("blank", "source", "conversion", "rows", "position", "names")
UNFILTERED = frozenset({"tasks", "links", "plan", "support_measures"})
NOTES_FILE = Path(__file__).parent / "notes.yaml"
NOT_STATED = {"zh": "规划未载明", "en": "not stated"}


def source_notes(extract: Extract) -> tuple[Note, ...]:
    """Return where the facts come from: document, census, version of the data; filters and the moment of making."""
    plan, is_zh = extract.plan, extract.language == "zh"
    silent = NOT_STATED[extract.language]
    years = f"{plan.start_year or ''}—{plan.end_year or ''}" if plan.start_year or plan.end_year else silent
    status = label("status", plan.status, extract.language)
    version = f"{plan.data_version} · {plan.data_as_of}" if plan.data_version else silent
    pairs = (
        (("规划", "Plan"), plan.title or plan.plan_id),
        (("英文名（本产品译）", "English title (our translation)"), plan.title_en),
        (("文号", "Document number"), plan.document_number or silent),
        (("发文单位", "Issued by"), "、".join(plan.issuing_bodies) or silent),
        (("规划期", "Period"), f"{years} · {status}"),
        (("文本来源", "Text"), plan.source),
        (("数据版本", "Version of the data"), version),
        (("人口", "Population"), "；".join(_census_sources(plan)) or silent),
        (("筛选", "Filters"), extract.filter_words()),
        (("成文时间", "Made at"), extract.made_at.isoformat(timespec="minutes")),
        (("制作", "Made with"), PRODUCT),
    )
    return tuple((names[0 if is_zh else 1], text) for names, text in pairs if text)


def reading_notes(extract: Extract) -> tuple[Note, ...]:
    """Return how the tables are to be read."""
    names = [*COMMON, *(["statistics"] if STATISTICS in extract.tables else [])]
    notes = [_note(name, extract) for name in names]
    whole = [extract.title(name) for name in extract.tables if name in UNFILTERED]
    if extract.districts and whole:
        name, text = _note("unfiltered", extract)
        notes.append((name, text + "、".join(whole)))
    return tuple(notes)


def _note(name: str, extract: Extract) -> Note:
    is_zh = extract.language == "zh"
    heading, text = _texts()[name][0 if is_zh else 1]
    return heading, text.format(bases=_bases(is_zh=is_zh)) if name == "position" else text


def _bases(*, is_zh: bool) -> str:
    """Return what the codes of a position mean, as maps and sheets say it."""
    if is_zh:
        return "，".join(f"{value} {zh}" for value, zh, _ in position_bases())
    return ", ".join(f"{value} = {en}" for value, _, en in position_bases())


@cache
def _texts() -> dict[str, list[list[str]]]:
    texts: dict[str, list[list[str]]] = yaml.safe_load(NOTES_FILE.read_text(encoding="utf-8"))
    return texts


def _census_sources(plan: Plan) -> list[str]:
    codes = dict.fromkeys(code for district in plan.districts for code in district.population_scope)
    return [text for text in dict.fromkeys(plan.population[c].source for c in codes if c in plan.population) if text]
