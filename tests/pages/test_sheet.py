"""项目推介书: one page each, every figure vouched for, nothing missing kept quiet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from data.catalog import find_plan_ids, load_catalog, load_plan
from data.english import translations
from data.investment.candidate import money_per_bed
from data.investment.completeness import completeness_of
from data.investment.demand import share_pct
from data.plan import Plan, Population, Project, Task
from data.record import Author, Entry, Subject
from data.units import format_number
from pages.investment.sheet import ProjectNotFoundError, sheet_base, sheet_of
from pages.investment.sheet_base import SheetBase
from pages.investment.sheet_content import Fact, ProjectSheet, shown_text
from pages.investment.sheet_pdf import HEIGHT, WIDTH, sheet_pdf
from tests.synthetic import write_plan

MADE_ON = "2026-11-27"
A4_POINTS = (595.28, 841.89)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# what says how many of a list are not named
CUT = re.compile(r"等\s*\d+\s*项|and\s*\d+\s*more|另有\s*\d+\s*条未列出|\d+\s*more\s*not\s*listed")
LANGUAGES = ("zh", "en")


@cache
def plans() -> tuple[Plan, ...]:
    return tuple(load_catalog())


@cache
def base(plan_id: str) -> SheetBase:
    return sheet_base(next(plan for plan in plans() if plan.plan_id == plan_id))


def sheet(plan_id: str, project_id: str, language: str = "zh", **more: object) -> ProjectSheet:
    own = base(plan_id)
    return sheet_of(own.plan, project_id, language, plans=plans(), base=own, made_on=MADE_ON, **more)  # type: ignore[arg-type]


def rows(*, every_row: bool = False) -> list[tuple[str, str]]:
    found = [(plan.plan_id, row) for plan in plans() for row in plan.projects]
    return [(plan_id, row.project_id) for plan_id, row in found if every_row or row.row_kind == "project"]


def written_out(words: str) -> set[str]:
    """Return the figures that the plan writes as signs: 建立一个专业医护团队."""
    return {str(figure) for figure, sign in enumerate("一二三四五六七八九", 1) if sign in words}


def numbers(text: str) -> set[str]:
    return {run.replace(",", "") for run in NUMBER.findall(text)}


def page_text(pdf: bytes, page: int = 0) -> str:
    return PdfReader(io.BytesIO(pdf)).pages[page].extract_text()


def squeezed(text: str) -> str:
    return "".join(text.split())


def texts(one: ProjectSheet) -> Iterator[str]:
    """Yield all that the content holds, each text whole."""
    yield from (one.title, one.other_name, one.plan_line, one.contact_title, one.legend, one.foot, *one.tags)
    for fact in one.facts():
        yield from (fact.label, shown_text(fact, one.language), fact.unit, fact.section)
    yield one.grade_rule.words
    for section in one.sections.values():
        yield from (section.title, section.note)
    for bars in one.bars:
        yield from (bars.title, bars.note, *(f"{bar.label} {bar.text}" for bar in bars.bars))
    for small in one.maps:
        yield from (small.title, small.caption)
        if small.drawing:
            yield f"{small.drawing.bar_km:g} km"
            yield from (name.text for name in small.drawing.names)


def quoted(plan: Plan, project: Project, fact: Fact) -> str:
    """Return the words of all rows that a fact names, and of the project itself."""
    known = {row.project_id: row for row in plan.projects}
    cited = [known[row_id] for row_id in fact.row_ids if row_id in known]
    names = [f"{row.name} {row.name_en}" for row in (*cited, *plan.projects)]
    places = [f"{row.name} {row.name_en}" for row in (*plan.places, *plan.elements, *plan.districts)]
    printed = " ".join(row.as_written for row in (project, *cited))
    document = f"{plan.title} {plan.title_en} {plan.document_number} {plan.issued_on}"
    years = f"{plan.start_year} {plan.end_year}"
    return " ".join([fact.words, fact.section, printed, *names, *places, document, years])


def derived(plan: Plan, project: Project) -> set[str]:
    """Return what may be computed of the project, computed here anew."""
    found: set[str] = set()
    if project.investment_wan_yuan is not None:
        wan = project.investment_wan_yuan
        found |= numbers(f"{format_number(wan / 100)} {format_number(wan / 10_000)} {format_number(wan)}")
    for area in (project.floor_area_m2, project.land_area_m2):
        if area is not None:
            found |= numbers(f"{area:.0f} {format_number(area / 10_000)}")
    if (per_bed := money_per_bed(project)) is not None:
        found |= numbers(f"{format_number(per_bed.amount, 1)} {per_bed.amount * 10:.0f}")
    own = completeness_of(plan, project)
    return found | numbers(f"{100 * own.share:.0f} 75 50 25")


def together(plan: Plan, project: Project) -> Population:
    """Return the census people of all districts of a project, added here anew."""
    scopes = {
        code for row in plan.districts if row.district_code in project.district_codes for code in row.population_scope
    }
    found = [plan.population[code] for code in scopes]
    ages = ("population", "age_60_plus", "age_65_plus", "age_80_plus")
    return Population("", **{age: sum(getattr(row, age) or 0 for row in found) for age in ages})


def census(plan: Plan, project: Project) -> set[str]:
    """Return counts and shares of all census rows, of districts with their zones, and of a project's districts."""
    found = {"60", "65", "80", "2020"}
    units = [
        together(plan, project),
        *plan.population.values(),
        *base(plan.plan_id).table.units.values(),
        *base(plan.plan_id).table.counties.values(),
    ]
    for unit in units:
        for age in ("60", "65", "80"):
            count = getattr(unit, f"age_{age}_plus")
            share = share_pct(count, unit.population)
            found |= {str(count)} | ({f"{share:.1f}"} if share is not None else set())
    return found


def unvouched(one: ProjectSheet) -> list[str]:
    """Return the figures of a sheet's facts that neither the plan, nor the census, nor arithmetic gives."""
    plan = base(one.plan_id).plan
    project = next(row for row in plan.projects if row.project_id == one.project_id)
    wrong = []
    for fact in one.facts():
        if fact.basis in ("recorded", "product"):
            continue
        words = quoted(plan, project, fact)
        allowed = numbers(words) | (written_out(fact.words) if fact.basis == "stated" else set())
        if fact.basis in ("derived", "stated"):
            allowed |= derived(plan, project)
        if fact.basis in ("reference", "missing"):
            allowed |= census(plan, project) | numbers("0.1.0")
        if fact.basis == "reference":
            allowed |= numbers(" ".join(row.location_source for row in plan.places))
        extra = numbers(shown_text(fact, one.language)) - allowed
        wrong += [f"{one.plan_id} {one.project_id} {one.language} {fact.label}: {extra}"] if extra else []
    return wrong


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_figure_of_every_sheet_is_in_the_plan_the_census_or_computed_from_them(plan_id: str):
    chosen = [pair for pair in rows() if pair[0] == plan_id]
    wrong = [line for pair in chosen for language in LANGUAGES for line in unvouched(sheet(*pair, language))]
    assert not wrong, "\n".join(wrong)


def check_pages(chosen: list[ProjectSheet]) -> list[str]:
    """Return what is wrong with the printed sheets: size, fonts, figures, what must be told."""
    wrong = []
    reader = PdfReader(io.BytesIO(sheet_pdf(chosen)))
    if len(reader.pages) != len(chosen):
        return [f"{len(reader.pages)} pages for {len(chosen)} sheets"]
    for page, one in zip(reader.pages, chosen, strict=True):
        name = f"{one.plan_id} {one.project_id} {one.language}"
        text = page.extract_text()
        size = (float(page.mediabox.width), float(page.mediabox.height))
        if size != pytest.approx(A4_POINTS, abs=0.1):
            wrong.append(f"{name}: {size}")
        known = {number for words in texts(one) for number in numbers(words)} | {
            str(n) for n in range(1, len(chosen) + 1)
        }
        if extra := numbers(CUT.sub(" ", text)) - known:
            wrong.append(f"{name}: {extra} on paper only")
        plain = squeezed(text)
        for fact in (*one.figures, *one.sections["missing"].facts):
            wrong += [f"{name}: lacks {item}" for item in fact.items if squeezed(item) not in plain]
    return wrong


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_a_sheet_is_one_a4_page_with_its_figures_its_gaps_and_no_other_figure(plan_id: str):
    chosen = [pair for pair in rows() if pair[0] == plan_id][::5]
    wrong = check_pages([sheet(*pair, language) for pair in chosen for language in LANGUAGES])
    assert not wrong, "\n".join(wrong)


@pytest.mark.heavy
@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_components_and_programmes_have_such_sheets_too(plan_id: str):
    chosen = [pair for pair in rows(every_row=True) if pair[0] == plan_id]
    sheets = [sheet(*pair, language) for pair in chosen for language in LANGUAGES]
    wrong = check_pages(sheets[::3]) + [line for one in sheets for line in unvouched(one)]
    assert not wrong, "\n".join(wrong)


def test_the_fonts_of_a_sheet_are_embedded():
    reader = PdfReader(io.BytesIO(sheet_pdf([sheet("weihai-2022-2024", "k24")])))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
    used = [font for font in fonts if "NotoSansSC" in str(font["/BaseFont"])]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)
    assert len(used) == len(fonts)


def test_the_same_sheet_gives_the_same_bytes():
    assert sheet_pdf([sheet("weihai-2022-2024", "k24")]) == sheet_pdf([sheet("weihai-2022-2024", "k24")])


def test_what_the_plan_does_not_state_is_listed_whole_and_is_no_zero():
    one = sheet("weihai-2022-2024", "k16")
    own = completeness_of(
        base(one.plan_id).plan, next(r for r in base(one.plan_id).plan.projects if r.project_id == "k16")
    )
    assert one.sections["missing"].facts[0].items == tuple(field.name for field in own.missing)
    assert all("0 张" not in shown_text(fact, "zh") for fact in one.figures)


def test_beds_of_two_types_stand_apart_and_say_whether_they_are_new():
    beds = [fact for fact in sheet("weihai-2022-2024", "k24").figures if "张" in fact.unit]
    assert [(fact.label, fact.items, fact.unit) for fact in beds] == [
        ("医疗床位", ("76",), "张 · 新增"),
        ("养老床位", ("200",), "张 · 新增"),
    ]


def test_money_in_english_is_converted_and_says_from_what():
    money = next(fact for fact in sheet("weihai-2022-2024", "k16", "en").figures if "yuan" in fact.unit)
    assert (money.items, money.unit, money.basis, money.words) == (("1,611",), "million yuan", "derived", "16.11亿元")


def test_a_project_without_district_shows_the_people_of_the_region_and_says_so():
    one = sheet("dazhou-2021-2025", "k01")
    assert any("规划未载明区县" in shown_text(fact, "zh") for fact in one.sections["demand"].facts)
    assert one.position_basis == "unlocated"
    assert one.maps[0].drawing is not None
    assert one.maps[0].drawing.spot is None


def test_an_inferred_element_says_that_it_is_inferred():
    facts = sheet("weihai-2022-2024", "k24").sections["layout"].facts
    assert facts[0].basis == "missing"
    assert next(fact for fact in facts if "示范区" in fact.items[0]).basis == "inferred"
    assert "推断" in page_text(sheet_pdf([sheet("weihai-2022-2024", "k24")]))


def test_a_zone_without_census_is_held_by_its_county_and_says_so():
    demand = sheet("weihai-2022-2024", "k19").sections["demand"]
    assert "文登区" in demand.title
    assert "南海新区没有单列的普查人口" in demand.note


def test_an_expired_plan_says_so_on_the_sheet():
    assert "已满" in page_text(sheet_pdf([sheet("weihai-2022-2024", "k24")]))


def test_what_was_recorded_stands_apart_and_moves_the_symbol():
    when = load_time()
    author = Author("王工")
    position = Subject("weihai-2022-2024", "project", "k24", "position")
    status = Subject("weihai-2022-2024", "project", "k24", "status")
    entries = {
        position: Entry(1, position, "122.05,37.20", None, "", "现场测量", "", author, when),
        status: Entry(2, status, "started", None, "", "", "", author, when),
    }
    one = sheet("weihai-2022-2024", "k24", entries=entries)
    recorded = one.sections["recorded"]
    assert [fact.basis for fact in recorded.facts] == ["recorded", "recorded"]
    assert "不是规划内容" in recorded.title
    assert one.position_basis == "recorded"
    assert "已启动" in squeezed(page_text(sheet_pdf([one])))
    assert not sheet("weihai-2022-2024", "k24").sections["recorded"].facts


def load_time():
    from datetime import UTC, datetime

    return datetime(2026, 11, 1, tzinfo=UTC)


def test_an_unknown_project_is_answered_with_those_there_are():
    with pytest.raises(ProjectNotFoundError, match=r"没有项目“k99”.*k01、k02"):
        sheet("weihai-2022-2024", "k99")


def test_no_sheets_make_no_pdf():
    with pytest.raises(ValueError, match="至少要有一个项目"):
        sheet_pdf([])


def hostile(text: str, times: int) -> ProjectSheet:
    """Return the sheet of 于家口 with a text in every place that people fill."""
    own = base("weihai-2022-2024")
    plan = own.plan
    project = next(row for row in plan.projects if row.project_id == "k24")
    odd = replace(project, name=text * times, name_en=text * times, action=text * times, note=text * times)
    projects = [odd if row is project else replace(row, name=text * times) for row in plan.projects]
    places = tuple(replace(row, name=text * times, location_source=text * times) for row in plan.places)
    elements = tuple(
        replace(row, name=text * times, theme=text * times, business_forms=(text,) * times) for row in plan.elements
    )
    changed = replace(plan, title=text * times, projects=tuple(projects), places=places, elements=elements)
    return sheet_of(changed, "k24", "zh", base=replace(own, plan=changed), made_on=MADE_ON)


@pytest.mark.parametrize(
    "text", ["超长项目名称", "Extraordinarilylong", "<script>alert(1)</script>", "\x00\ud800\u202e", " "]
)
def test_odd_and_endless_texts_still_make_one_page(text: str):
    reader = PdfReader(io.BytesIO(sheet_pdf([hostile(text, 60)])))
    assert len(reader.pages) == 1


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1, max_size=12), st.integers(1, 40))
def test_any_text_makes_one_page(text: str, times: int):
    assert len(PdfReader(io.BytesIO(sheet_pdf([hostile(text, times)]))).pages) == 1


def test_nothing_is_drawn_outside_the_page():
    places: list[tuple[float, float]] = []

    def visit(text: str, _cm: object, tm: list[float], *_: object) -> None:
        if text.strip():
            places.append((float(tm[4]), float(tm[5])))

    for one in (hostile("超长项目名称", 60), sheet("weihai-2022-2024", "k24"), sheet("dazhou-2021-2025", "k11", "en")):
        PdfReader(io.BytesIO(sheet_pdf([one]))).pages[0].extract_text(visitor_text=visit)
    assert all(-1 <= x <= WIDTH and -HEIGHT <= y <= HEIGHT for x, y in places)


def test_a_plan_of_a_region_without_outline_has_a_sheet_without_maps(tmp_path: Path):
    plan = replace(base("fuling-2022").plan, region_code="999999")
    one = sheet_of(plan, "k04", "zh", made_on=MADE_ON)
    assert [small.drawing for small in one.maps] == [None, None]
    assert "没有这一地区的边界" in squeezed(page_text(sheet_pdf([one])))


def test_a_made_up_plan_of_many_projects_has_sheets(tmp_path: Path):
    write_plan(tmp_path, "synthetic", districts=12, projects=40)
    plan = load_plan("synthetic", tmp_path)
    own = sheet_base(plan)
    made = [sheet_of(plan, row.project_id, "zh", base=own, made_on=MADE_ON) for row in plan.projects[:3]]
    assert len(PdfReader(io.BytesIO(sheet_pdf(made))).pages) == 3


def named_units(task: Task) -> set[str]:
    return {*task.lead_agencies, *task.support_agencies, *task.agencies}


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_our_english_belongs_to_a_cell_of_the_plan_and_adds_no_figure(plan_id: str):
    plan = base(plan_id).plan
    tables = {
        "projects": {row.project_id: row for row in plan.projects},
        "layout": {row.element_id: row for row in plan.elements},
        "plan": {plan.plan_id: plan},
        "places": {row.place_id: row for row in plan.places},
        "tasks": {task.group: task for task in plan.tasks},
        "agencies": {name: SimpleNamespace(name=name) for task in plan.tasks for name in named_units(task)},
    }
    wrong = []
    for (table, row_id, column), text in translations(plan).items():
        row = tables[table].get(row_id)
        if row is not None and column.startswith("other_figures_"):
            printed = row.other_figures[int(column.removeprefix("other_figures_")) - 1].name
        else:
            printed = str(getattr(row, column, "")) if row is not None else ""
        if not printed or numbers(text) - numbers(printed):
            wrong.append(f"{table} {row_id} {column}: {text}")
    assert not wrong, "\n".join(wrong)


def test_the_projects_of_all_plans_have_their_works_in_english():
    known = {
        plan.plan_id: {
            row_id for table, row_id, column in translations(plan) if (table, column) == ("projects", "action")
        }
        for plan in plans()
    }
    lacking = [pair for pair in rows() if pair[1] not in known[pair[0]]]
    assert not lacking
