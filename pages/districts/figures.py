"""The figures of a card: sums with their projects, census figures with their source, rates with their formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.measures import DistrictStatistics
from data.plan import Plan, Project
from pages.districts.units import Unit
from pages.shared.citation import cited_reference, cited_sum, people_source
from pages.shared.district_measures import BED_TYPES, measure_of
from pages.shared.labels import area, joined, language, money, name_of, people, trim, value_label, word
from pages.shared.markup import esc, tile
from pages.shared.views import Measure, lack

Amount = Callable[[Project], float | None]


def figure_tiles(plan: Plan, unit: Unit, *, all_amounts: bool = True) -> list[str]:
    """Return projects, beds, investment and floor area; the latter, if so wished, only where stated."""
    row = unit.row
    count = cited_sum(str(row.project_count), plan, unit.projects) if unit.projects else "0"
    tiles = [tile(count, word("map.projects"), detail=_shared(row))]
    beds = f"{row.bed_count or 0:,} {word('unit.beds')}"
    amounts = [
        _sum_tile(plan, unit, "bed_count", beds, lambda project: project.bed_count),
        _sum_tile(plan, unit, "investment", money(row.investment_wan_yuan), _investment),
        _sum_tile(plan, unit, "floor_area", area(row.floor_area_m2), lambda project: project.floor_area_m2),
    ]
    stated = (row.bed_count, row.investment_wan_yuan, row.floor_area_m2)
    tiles += [text for text, value in zip(amounts, stated, strict=True) if all_amounts or value is not None]
    return tiles


def rate_tiles(plan: Plan, unit: Unit) -> list[str]:
    """Return beds and investment per 1,000 people aged 60 and over, or why there is no such rate."""
    return [
        _rate_tile(plan, unit, "beds_per_1000", lambda project: project.bed_count),
        _rate_tile(plan, unit, "investment_per_1000", lambda project: project.investment_wan_yuan),
    ]


def people_tiles(plan: Plan, unit: Unit) -> list[str]:
    """Return the people aged 60, 65, 80 and over with their shares, and all residents."""
    row = unit.row
    if row.population is None:
        return [tile(esc(word("map.no_data")), word("district.group_people"), stated=False)]
    note = _people_note(plan, unit)
    tiles = [
        tile(
            cited_reference(people(count), plan, unit.census_codes, note),
            word(f"measure.{name}"),
            detail=_share(plan, unit, count),
        )
        for name in ("age_60_plus", "age_65_plus", "age_80_plus")
        if (count := getattr(row, name)) is not None
    ]
    return [
        *tiles,
        tile(cited_reference(people(row.population), plan, unit.census_codes, note), word("measure.population")),
    ]


def bed_rows(plan: Plan, unit: Unit) -> str:
    """Return beds by type, each with its projects and its rate; how many of them are renovated, not new."""
    row = unit.row
    if not row.bed_counts_by_type:
        return ""
    kinds = [kind for kind in (*BED_TYPES, "") if kind in row.bed_counts_by_type]
    lines = "".join(
        f"<li><span>{esc(_type_name(kind))}</span><span>{_typed(plan, unit, kind)}</span></li>" for kind in kinds
    )
    renovated = word("district.renovated", n=f"{row.renovated_bed_count:,}") if row.renovated_bed_count else ""
    hint = f'<p class="hint">{esc(renovated)}</p>' if renovated else ""
    return f'<h4>{esc(word("district.beds_by_type"))}</h4><ul class="plainlist">{lines}</ul>{hint}'


def why_no_rate(plan: Plan, unit: Unit) -> str:
    """Return in the reader's language why beds or money cannot be divided by people; "" where they can."""
    if not unit.row.rate_note:
        return ""
    if unit.row.age_60_plus is None:
        return word("district.no_people")
    code = unit.row.district_code
    held = [zone for zone in plan.districts if zone.parent_code == code and zone.is_zone and not zone.population_scope]
    names = joined(name_of(zone) for zone in held)
    return word("district.areas_differ", names=names) if held else unit.row.rate_note


def _sum_tile(plan: Plan, unit: Unit, name: str, text: str, amount: Amount) -> str:
    stating = [project for project in unit.projects if amount(project) is not None]
    silent = len(unit.projects) - len(stating)
    label = word(f"measure.{name}")
    if not stating:
        return tile(esc(word("common.not_stated")), label, stated=False)
    count = word("common.stated_count", n=len(stating), m=silent)
    return tile(cited_sum(text, plan, stating, count), label, detail=_detail(count))


def _rate_tile(plan: Plan, unit: Unit, name: str, amount: Amount) -> str:
    measure, row = measure_of(name), unit.row
    label = word(f"measure.{name}")
    value = measure.value(row)
    if value is None:
        why = lack(row, measure)
        detail = _detail(why_no_rate(plan, unit)) if why != "not_stated" else ""
        return tile(esc(word(f"map.{why}")), label, stated=False, detail=detail)
    formula = _formula(row, measure)
    stating = [project for project in unit.projects if amount(project) is not None]
    explained = [word("district.explain_rate")] if name == "beds_per_1000" else []
    note = " · ".join([formula, *explained, people_source(plan, unit.census_codes)])
    return tile(cited_sum(_rate_text(name, value), plan, stating, note), label, detail=_detail(formula))


def _investment(project: Project) -> float | None:
    return project.investment_wan_yuan


def _rate_text(name: str, value: float) -> str:
    if name == "beds_per_1000":
        return f"{value:.2f} {word('unit.beds')}"
    return money(value) if language() == "en" else f"{trim(value, 1)} {word('unit.wan_yuan')}"


def _formula(row: DistrictStatistics, measure: Measure) -> str:
    part = measure.part(row) if measure.part else None
    return f"{trim(part or 0.0, 2)} ÷ {row.age_60_plus:,} × 1000"


def _typed(plan: Plan, unit: Unit, kind: str) -> str:
    count = unit.row.bed_counts_by_type[kind]
    stating: Sequence[Project] = [project for project in unit.projects if kind in project.bed_counts_by_type]
    text = cited_sum(f"{count:,} {word('unit.beds')}", plan, stating)
    rate = unit.row.planned_beds_per_1000_aged_60_plus_by_type.get(kind)
    if rate is None:
        return text
    return f'{text} <span class="hint">{rate:.2f} {esc(word("unit.per_1000"))}</span>'


def _type_name(kind: str) -> str:
    return value_label("bed_types", kind) or word("district.untyped")


def _shared(row: DistrictStatistics) -> str:
    return _detail(word("district.and_shared", n=row.shared_project_count)) if row.shared_project_count else ""


def _share(plan: Plan, unit: Unit, count: int) -> str:
    everyone = unit.row.population
    if not everyone:
        return ""
    share = f"{100 * count / everyone:.1f}%"
    detail = cited_reference(share, plan, unit.census_codes, f"{count:,} ÷ {everyone:,}")
    return f'<div class="hint">{esc(word("layout.population_share"))} {detail}</div>'


def _people_note(plan: Plan, unit: Unit) -> str:
    codes = unit.census_codes
    return f"{word('district.census_units')} {joined(codes)}" if len(codes) > 1 else ""


def _detail(text: str) -> str:
    return f'<div class="hint">{esc(text)}</div>'
