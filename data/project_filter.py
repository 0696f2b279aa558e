"""Which projects a reader asked for: filters, order, and what a project states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from data.plan import Plan, Project

NONE = "none"  # stands for “no district”, “no element” in a filter
GROUP = "group:"  # before a kind: the text assigns a project only to a group of elements (“三带”)
STATES = ("", "figure", "investment", "beds", "floor", "nothing")
ROW_KINDS = ("project", "component", "programme")

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project with the figures that filters ask for, read once: money in 万元, beds, floor area in m²."""

    project: Project
    investment: float | None
    beds: int | None
    floor: float | None
    districts: frozenset[str]
    haystack: str

    @property
    def states(self) -> frozenset[str]:
        """Which of investment, beds, floor the row states; `figure` when it states any, `nothing` when none at all."""
        named = {name for name in ("investment", "beds", "floor") if getattr(self, name) is not None}
        project = self.project
        has_other = bool(project.land_area or project.households or project.other_figures or project.investment)
        if named or has_other or project.floor_area:
            return frozenset({*named, "figure"})
        return frozenset({"nothing"})


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What a reader asked for; an empty filter leaves every `project` row.

    Attributes:
        districts: district codes, or NONE for projects that name no district of the plan (region-wide ones, too).
        elements: element ids, `group:<kind>`, or NONE for projects that the text assigns to no element.
        categories: project categories.
        investment: lowest and highest amount in 万元; None: any, stated or not.
        beds: lowest and highest number of beds; None: any, stated or not.
        keeps_unstated: whether a range keeps the projects that do not state the figure.
        states: "", figure, investment, beds, floor or nothing.
        text: words that must all stand in the project's own words.
        with_parts: whether components and programmes are listed beside projects.
    """

    districts: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    investment: Range | None = None
    beds: Range | None = None
    keeps_unstated: bool = False
    states: str = ""
    text: str = ""
    with_parts: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the kinds of rows is asked for."""
        aside = ("with_parts", "keeps_unstated")
        return any(getattr(self, field.name) for field in fields(self) if field.name not in aside)

    def matches(self, facts: ProjectFacts) -> bool:
        """Tell whether a project is one of those asked for."""
        project = facts.project
        return (
            (self.with_parts or project.row_kind == "project")
            and (not self.categories or project.category in self.categories)
            and (not self.districts or bool(self.districts & facts.districts))
            and (not self.elements or bool(self.elements & elements_of(project)))
            and (not self.states or self.states in facts.states)
            and self._in_range(facts.investment, self.investment)
            and self._in_range(facts.beds, self.beds)
            and all(part in facts.haystack for part in self.text.casefold().split())
        )

    def _in_range(self, value: float | None, wanted: Range | None) -> bool:
        if wanted is None:
            return True
        return self.keeps_unstated if value is None else wanted[0] <= value <= wanted[1]


def project_facts(plan: Plan) -> tuple[ProjectFacts, ...]:
    """Return all rows of projects.csv with their figures, in the reading order of `sort_key`."""
    names = {row.district_code: f"{row.name} {row.name_en}" for row in plan.districts}
    return tuple(sorted((_facts(row, names) for row in plan.projects), key=sort_key))


def filter_projects(facts: Iterable[ProjectFacts], wanted: ProjectFilter) -> list[ProjectFacts]:
    """Return the projects that were asked for, in the order given."""
    return [row for row in facts if wanted.matches(row)]


def sort_key(facts: ProjectFacts) -> tuple[float, int, int, bytes]:
    """Return what orders projects: money (largest first, unstated last), kind of row, beds, name.

    Names go by their GB 18030 bytes: its common characters stand in the order of pinyin.
    """
    kind = facts.project.row_kind
    rank = ROW_KINDS.index(kind) if kind in ROW_KINDS else len(ROW_KINDS)
    amount = -1.0 if facts.investment is None else facts.investment
    return -amount, rank, -(facts.beds or 0), facts.project.name.encode("gb18030", "replace")


def elements_of(project: Project) -> frozenset[str]:
    """Return the filter values of a project's elements: ids, `group:<kind>`, or NONE."""
    if project.element_ids:
        return frozenset(project.element_ids)
    return frozenset({f"{GROUP}{project.element_kind}" if project.element_kind else NONE})


def element_choices(plan: Plan) -> list[str]:
    """Return the filter values that projects of a plan have: its elements, groups, then NONE."""
    used = frozenset().union(*(elements_of(row) for row in plan.projects))
    ids = [row.element_id for row in plan.elements if row.element_id in used]
    groups = sorted(value for value in used if value.startswith(GROUP))
    return [*ids, *groups, *([NONE] if NONE in used and (ids or groups) else [])]


def district_choices(plan: Plan, facts: Iterable[ProjectFacts]) -> list[str]:
    """Return the districts that projects name, in the plan's order; NONE last when some name none."""
    used = frozenset().union(*(row.districts for row in facts))
    codes = [row.district_code for row in plan.districts if row.district_code in used]
    return [*codes, *([NONE] if NONE in used and codes else [])]


def _facts(project: Project, names: Mapping[str, str]) -> ProjectFacts:
    known = [code for code in project.district_codes if code in names]
    words = [project.name, project.name_en, project.action, project.as_written, project.note]
    return ProjectFacts(
        project,
        project.investment_wan_yuan,
        project.bed_count,
        project.floor_area_m2,
        frozenset(known or (NONE,)),
        " ".join([*words, *(names[code] for code in known)]).casefold(),
    )
