"""What is told of a candidate, fact by fact: on its card, and side by side. Each figure opens its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.investment.candidate import Candidate
from data.investment.completeness import NeededField, stated_agencies, with_components
from data.investment.score import Score
from data.plan import Plan, Project
from data.plan_rules.densities import group_words
from geo.style import element_colours
from pages.investment.choices import plan_label, status_label
from pages.investment.demand_facts import bed_rate_lines, lines, people_lines
from pages.shared.citation import cited, unstated
from pages.shared.english import agencies_in_english, figures_in_english, in_english
from pages.shared.labels import (
    area,
    column_label,
    in_brackets,
    joined,
    kind_label,
    language,
    money,
    name_of,
    trim,
    value_label,
    word,
)
from pages.shared.markup import esc


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its name, its markup ("" where it does not apply), and the text that tells whether two are the same."""

    label: str
    markup: str
    same: str


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate with its plan, its score and place in the list; `basis` is how well the map knows its position."""

    candidate: Candidate
    plan: Plan
    score: Score | None
    place: int
    basis: str = ""

    @property
    def project(self) -> Project:
        """The project itself."""
        return self.candidate.project


def what_facts(told: Told) -> list[Fact]:
    """Return what the project is, and of which plan."""
    plan, project = told.plan, told.project
    agencies = agencies_in_english(plan, stated_agencies(plan, project))
    action = in_english(plan, "projects", project.project_id, "action", project.action)
    return [
        _fact(word("frame.plan"), plan_label(plan), esc(status_label(plan))),
        _fact(column_label("category"), value_label("category", project.category)),
        _fact(word("project.action"), action, _cited(told, action)),
        _fact(word("invest.element"), *_elements(told)),
        _fact(word("invest.years"), _years(project), _cited(told, _years(project))),
        _fact(word("invest.actor"), joined(agencies), esc(joined(agencies)) or unstated()),
    ]


def where_facts(told: Told) -> list[Fact]:
    """Return where the project is to be, and how exactly that is known."""
    plan, project = told.plan, with_components(told.plan, told.project)
    districts = joined(name_of(row) for row in plan.districts if row.district_code in told.candidate.demand.codes)
    places = joined(name_of(row) for row in plan.places if row.place_id in project.place_ids)
    basis = word(f"basis.{told.basis or 'unlocated'}")
    return [
        _fact(word("project.district"), districts, _cited(told, districts)),
        _fact(word("invest.site"), places, _cited(told, places)),
        _fact(word("project.location"), basis),
    ]


def size_facts(told: Told) -> list[Fact]:
    """Return size, beds and money as stated; what is divided says what by what."""
    project, per_bed = told.project, told.candidate.per_bed
    printed = [
        (word("measure.floor_area"), area(project.floor_area_m2), project.floor_area),
        (word("invest.land"), area(project.land_area_m2), project.land_area),
    ]
    beds = beds_lines(project)
    return [
        *(_fact(label, text, _cited(told, text, _printed(text, raw))) for label, text, raw in printed),
        _fact(word("measure.bed_count"), " ".join(beds), lines(_cited(told, line) for line in beds) or unstated()),
        _fact(
            word("measure.investment"),
            money(project.investment_wan_yuan),
            _cited(told, money(project.investment_wan_yuan)),
        ),
        _fact(word("invest.per_bed"), per_bed_text(told.candidate), _per_bed(told) if per_bed else unstated()),
        *_other_figures(told),
    ]


def demand_facts(told: Told) -> list[Fact]:
    """Return the older people of the district, and the beds planned for them against the other districts."""
    demand = told.candidate.demand
    people = [Fact(*line) for line in people_lines(told.plan, demand)]
    return [*people, Fact(word("invest.bed_rates"), *bed_rate_lines(told.plan, demand))]


def known_facts(told: Told) -> list[Fact]:
    """Return how much the plan states, and what it does not."""
    own = told.candidate.completeness
    missing, partial = field_names(own.missing), field_names(own.partial)
    share = f"{own.grade} · {100 * own.share:.0f}%"
    return [
        _fact(word("invest.completeness"), share, f"{grade_mark(own.grade)} {100 * own.share:.0f}%"),
        Fact(word("common.not_stated"), f'<span class="unstated">{esc(missing)}</span>' if missing else "", missing),
        Fact(word("invest.partly"), esc(partial), partial),
    ]


def score_fact(told: Told) -> Fact:
    """Return the score with its range."""
    text = score_text(told.score)
    return _fact(word("invest.score"), text, f"<b>{esc(text)}</b> {esc(range_text(told.score))}" if text else "–")


def score_text(score: Score | None) -> str:
    """Return the middle of a score; "" without one."""
    return "" if score is None else f"{score.middle:.0f}"


def range_text(score: Score | None) -> str:
    """Return the range of a score where something is unknown; "" where nothing is."""
    if score is None or score.known_share >= 1:
        return ""
    return word("invest.range", low=f"{score.low:.0f}", high=f"{score.high:.0f}")


def beds_lines(project: Project, *, in_full: bool = True) -> list[str]:
    """Return the beds by type, with what is not new said: `护理型床位 100（改造）`.

    In short, only renovated beds are marked.
    """
    marked = ("renovated", "not_stated") if in_full else ("renovated",)
    change = project.bed_change if project.bed_change in marked else ""
    mark = in_brackets(word(f"invest.beds_{change}")) if change else ""
    return [
        f"{value_label('bed_types', kind) or word('measure.bed_count')} {count:,}{mark}"
        for kind, count in project.bed_counts_by_type.items()
    ]


def per_bed_text(candidate: Candidate) -> str:
    """Return the money per bed with its unit; "" where it cannot be told."""
    if candidate.per_bed is None:
        return ""
    if language() == "en":
        return f"{trim(candidate.per_bed.amount * 10, 0)}k {word('invest.yuan')}"
    return f"{trim(candidate.per_bed.amount, 1)} {word('unit.wan_yuan')}"


def field_names(fields: Sequence[NeededField]) -> str:
    """Return fields as a list in the reader's language."""
    return joined(field.name_en if language() == "en" else field.name for field in fields)


def grade_mark(grade: str) -> str:
    """Return a grade as a mark of its own colour."""
    return f'<span class="grade grade-{esc(grade)}">{esc(grade)}</span>'


def _fact(label: str, text: str, markup: str = "") -> Fact:
    return Fact(label, markup or esc(text) or unstated(), text)


def _cited(told: Told, text: str, note: str = "") -> str:
    return cited(text, told.plan, told.project, note=note) if text else unstated()


def _printed(text: str, raw: str) -> str:
    return "" if text.replace(" ", "") == raw.replace(" ", "") else word("invest.as_printed", text=raw)


def _per_bed(told: Told) -> str:
    per_bed = told.candidate.per_bed
    assert per_bed is not None
    like = group_words(per_bed.group)[1 if language() == "en" else 0]
    note = word("invest.per_bed_note", arithmetic=per_bed.arithmetic, like=like)
    text = cited(per_bed_text(told.candidate), told.plan, told.project, basis="derived", note=note)
    return f'{text} <span class="hint">{esc(like)}</span>'


def _other_figures(told: Told) -> list[Fact]:
    project = told.project
    figures = figures_in_english(told.plan, project)
    rows = [*([(word("project.households"), project.households)] if project.households else []), *figures]
    return [_fact(label, text, _cited(told, text)) for label, text in rows]


def _elements(told: Told) -> tuple[str, str]:
    """Return the layout elements as text and as markup with their colours."""
    plan, project = told.plan, with_components(told.plan, told.project)
    colours: Mapping[str, Sequence[str]] = element_colours(plan.elements)
    found = [row for row in plan.elements if row.element_id in project.element_ids]
    if not found and project.element_kind:
        text = word("project.only_group", kind=kind_label(project.element_kind))
        return text, esc(text)
    themes = [in_english(plan, "layout", row.element_id, "theme", row.theme) for row in found]
    chips = [
        f'<span class="dot" style="background:{esc(colours[row.element_id][0])}"></span>{esc(name_of(row))}'
        + (f' <span class="hint">{esc(theme)}</span>' if theme and theme not in row.name else "")
        for row, theme in zip(found, themes, strict=True)
    ]
    return joined(name_of(row) for row in found), lines(chips) or unstated()


def _years(project: Project) -> str:
    if project.start_year is None and project.end_year is not None:
        return word("invest.until", year=project.end_year)
    return "—".join(str(year) for year in (project.start_year, project.end_year) if year)
