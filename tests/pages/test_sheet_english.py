"""The English sheets: no Chinese word without a mark."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from data.catalog import find_plan_ids, load_plan
from data.plan import Plan
from pages.investment.booklet import booklet_pdf
from pages.investment.sheet import sheet_base, sheet_of
from pages.investment.sheet_content import ProjectSheet

RUN = re.compile(r"[\u3400-\u9fff]+")
# a title in 《》 beside its English one, words in quotation marks, the number of a document, an address in the text
ALLOWED = re.compile(r"《[^》]*》|“[^”]*”|document no\. [^)]*|section [一-十\d/（）、附件表专栏]+")
TITLES = frozenset({"Chinese text"})


def lines_of(sheet: ProjectSheet) -> Iterator[tuple[str, str]]:
    """Yield what is told, by place; not the Chinese name under the English one, which is marked as such."""
    yield from [("title", sheet.title), ("plan", sheet.plan_line), ("legend", sheet.legend), ("foot", sheet.foot)]
    yield from [("contact", text) for text in (sheet.contact_title, *sheet.contact)]
    yield from [("line of the table", text) for text in (*sheet.cells, *sheet.tags)]
    yield ("grade", sheet.grade_rule.words)
    for section in sheet.sections.values():
        yield from [("section", section.title), ("remark", section.note)]
    for fact in sheet.facts():
        if fact.label not in TITLES:
            yield from [(fact.label, text) for text in (fact.label, fact.unit, *fact.items)]
    for bars in sheet.bars:
        yield from [("bars", text) for text in (bars.title, bars.note, *(bar.label + bar.text for bar in bars.bars))]
    for one in sheet.maps:
        yield from [("map", one.title), ("map", one.caption)]
        yield from [("name on a map", name.text) for name in (one.drawing.names if one.drawing else ())]


def chinese_of(plan: Plan, kinds: tuple[str, ...]) -> list[str]:
    base, found = sheet_base(plan), []
    for project in plan.projects:
        if project.row_kind in kinds:
            for place, text in lines_of(sheet_of(plan, project.project_id, "en", base=base)):
                found += [f"{project.project_id} {place}: {run}" for run in RUN.findall(ALLOWED.sub("", text))]
    return found


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_an_english_sheet_has_chinese_words_only_as_names_and_quotations(plan_id: str):
    assert not chinese_of(load_plan(plan_id), ("project",))


@pytest.mark.heavy
@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_so_have_the_sheets_of_programmes_and_components(plan_id: str):
    assert not chinese_of(load_plan(plan_id), ("programme", "component"))


def test_words_without_a_translation_stand_as_a_quotation(tmp_path):
    plan = load_plan("weihai-2022-2024")
    (tmp_path / plan.plan_id).mkdir()
    for file in plan.folder.iterdir():
        if file.name != "english.csv":
            (tmp_path / plan.plan_id / file.name).write_bytes(file.read_bytes())
    bare = load_plan(plan.plan_id, tmp_path)
    lead = sheet_of(bare, "k01", "en").lead.items[0]
    assert lead == f"“{plan.projects[0].action.replace('“', '‘').replace('”', '’')}” (in Chinese only)"
    assert not chinese_of(bare, ("project",))


def test_a_chinese_sheet_does_not_quote_the_plan_as_foreign():
    plan = load_plan("weihai-2022-2024")
    assert sheet_of(plan, "k01", "zh").lead.items[0] == plan.projects[0].action


def test_no_cell_is_translated_twice():
    for plan_id in find_plan_ids():
        text = (load_plan(plan_id).folder / "english.csv").read_text(encoding="utf-8")
        keys = [(row["table"], row["row_id"], row["column"]) for row in csv.DictReader(io.StringIO(text))]
        assert len(keys) == len(set(keys)), plan_id


def test_an_english_booklet_has_chinese_words_only_as_names_and_quotations():
    plans = [load_plan("dazhou-2021-2025"), load_plan("weihai-2022-2024")]
    bases = {plan.plan_id: sheet_base(plan) for plan in plans}
    sheets = [sheet_of(plan, "k03", "en", plans=plans, base=bases[plan.plan_id]) for plan in plans]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(booklet_pdf(sheets, bases))).pages]
    own = [page for page in pages if not any(sheet.other_name.split(" · ")[0] in page for sheet in sheets)]
    assert len(own) == len(pages) - len(sheets)
    left = [run for page in own for run in RUN.findall(ALLOWED.sub("", page.replace("\n", " ")))]
    assert not left
