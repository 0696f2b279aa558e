"""The figures in large type: what the plan states of a project, what it does not, the older people around it."""

from __future__ import annotations

from data.investment.demand import share_pct
from data.people import people_of_codes
from data.plan import Project
from pages.investment.sheet_base import Material
from pages.investment.sheet_content import Basis, Fact
from pages.shared.labels import area, in_brackets, language, money, region_of, unit_text, value_label, word

MOST_FIGURES, FEWEST_FIGURES = 5, 3
OLD_UNITS = ("万亩", "亩", "公顷")
MAIN = ("beds", "investment", "floor_area")


def figures(material: Material) -> tuple[Fact, ...]:
    """Return the figures in large type: what is stated first, then what is not, in one, then the older people."""
    stated = stated_figures(material)[: MOST_FIGURES - 1]
    missing = [field for field in material.completeness.missing if field.id in MAIN]
    gap = (
        Fact(
            word("common.not_stated"),
            tuple(field.name_en if language() == "en" else field.name for field in missing),
            "missing",
        )
        if missing
        else None
    )
    found = [*stated, *([gap] if gap else [])]
    # a row of its own needs three; what surrounds the project stands in where it states little itself
    return (*found, *_people_figures(material)[: max(0, FEWEST_FIGURES - len(found))])


def stated_figures(material: Material) -> list[Fact]:
    """Return beds by type, money, money per bed, floor, land, households: what the project's row states."""
    project = material.project
    change = f"beds_{project.bed_change}" if project.bed_change in ("renovated", "not_stated") else "beds_new"
    beds = [
        cited_fact(
            project,
            word("sheet.bed_type", kind=value_label("bed_types", kind)) if kind else word("measure.bed_count"),
            f"{count:,}",
            unit=word("sheet.beds_unit", change=word(f"sheet.{change}")),
        )
        for kind, count in project.bed_counts_by_type.items()
    ]
    amounts = [
        ("measure.investment", *_number_and_unit(money(project.investment_wan_yuan)), project.investment),
        ("measure.floor_area", *_number_and_unit(area(project.floor_area_m2)), project.floor_area),
        ("sheet.land", *_number_and_unit(area(project.land_area_m2)), project.land_area),
        ("project.households", *_households(project), project.households),
    ]
    rows = [_amount(project, word(key), number, unit, printed) for key, number, unit, printed in amounts if printed]
    return [*beds, *rows]


def cited_fact(
    project: Project, label: str, text: str, *, unit: str = "", basis: Basis = "stated", printed: str = ""
) -> Fact:
    """Return a line of a project's row with its section; what is derived says from which printed words."""
    words = printed if basis == "derived" else project.as_written
    return Fact(label, (text,), basis, project.section, words, unit, (project.project_id,))


def _amount(project: Project, label: str, number: str, unit: str, printed: str) -> Fact:
    """Return an amount in one unit where it can be read, else as printed; converted ones are derived from the words."""
    if not number:
        return cited_fact(project, label, printed)
    same = f"{number}{unit}".replace(" ", "").replace(",", "") in printed.replace(" ", "").replace(",", "")
    if same:
        return cited_fact(project, label, number, unit=unit)
    # mu of land and the like: another unit than the plan's, not only another word for it
    unit += in_brackets(_printed_amount(printed)) if printed.endswith(OLD_UNITS) else ""
    return cited_fact(project, label, number, unit=unit, basis="derived", printed=printed)


def _printed_amount(printed: str) -> str:
    """Return an amount as printed; in English with its unit translated."""
    unit = next(one for one in OLD_UNITS if printed.endswith(one))
    return printed if language() == "zh" else f"{printed.removesuffix(unit)} {unit_text(unit)}"


def _number_and_unit(text: str) -> tuple[str, str]:
    """Return an amount as number and unit: `16.11 亿元`, `CNY 1,611 million`."""
    if text.startswith("CNY "):
        number, _, scale = text.removeprefix("CNY ").partition(" ")
        return number, word("sheet.cny", scale=scale)
    number, _, unit = text.partition(" ")
    return number, unit


def _households(project: Project) -> tuple[str, str]:
    count = project.household_count
    return ("", "") if count is None else (f"{count:,.0f}", word("sheet.households_unit"))


def _people_figures(material: Material) -> list[Fact]:
    """Return the older people of the district, else of the region, and their share."""
    own, label = material.demand.people, word("sheet.district_60")
    if own.age_60_plus is None:
        own = people_of_codes((material.plan.region_code,), material.plan)
        label = word("sheet.region_60", name=region_of(material.plan))
    share = share_pct(own.age_60_plus, own.population)
    if own.age_60_plus is None or share is None:
        return []
    return [
        Fact(label, (f"{own.age_60_plus:,}",), "reference", unit=word("unit.people")),
        Fact(word("sheet.share_60"), (f"{share:.1f}",), "reference", unit="%"),
    ]
