"""The demand of a project's district: older people by the census, planned beds per 1,000 of them by type."""

from __future__ import annotations

from collections.abc import Sequence

from data.investment.demand import bed_rates, share_pct
from data.measures import DistrictStatistics
from data.people import People, people_of_codes
from pages.investment.sheet_base import Material
from pages.investment.sheet_content import Bar, Bars, Fact, Section
from pages.shared.citation import people_source
from pages.shared.labels import joined, language, region_of, value_label, word
from pages.shared.unit_names import district_name, short_name

AGES = ("60", "65", "80")
MOST_TYPES = 2
MOST_BARS = 8


def demand_section(material: Material) -> Section:
    """Return the older people of the district with their shares, against those of the whole region."""
    own, region = material.demand.people, people_of_codes((material.plan.region_code,), material.plan)
    if own.age_60_plus is None:
        missing = word("sheet.no_people") if material.demand.codes else word("sheet.no_district_demand")
        lines = [Fact("", (missing,), "missing"), *_people_lines(material, region, None)]
        return Section("demand", word("sheet.demand_of", name=region_of(material.plan)), tuple(lines))
    name = joined(short_name(material.plan, code) for code in _counted_codes(material))
    is_whole = set(_counted_codes(material)) == {material.plan.region_code} or own.population == region.population
    lines = _people_lines(material, own, None if is_whole else region)
    return Section("demand", word("sheet.demand_of", name=name), tuple(lines), _people_note(material))


def district_bars(material: Material) -> tuple[Bars, ...]:
    """Return a list of bars per bed type of the project (else of its district), or of the shares of people aged 60+.

    A district that states no such beds has no bar: it is named in the note, as not stated.
    """
    others = material.base.table.others(material.demand)
    own = material.demand.rates
    kinds = list(dict.fromkeys(material.project.bed_types or (own.bed_counts_by_type if own else ())))
    found = [_rate_bars(material, others, kind) for kind in kinds[:MOST_TYPES]]
    rated = tuple(bars for bars in found if bars)
    return rated or tuple(bars for bars in (_share_bars(material, others),) if bars)


def _people_lines(material: Material, own: People, region: People | None) -> list[Fact]:
    source = people_source(
        material.plan, _census_codes(material) if region or material.demand.codes else (material.plan.region_code,)
    )
    lines = []
    for age in AGES:
        count = getattr(own, f"age_{age}_plus")
        share = share_pct(count, own.population)
        if count is None:
            continue
        text = word("sheet.people", count=f"{count:,}", share=f"{share:.1f}%" if share is not None else "–")
        whole = share_pct(getattr(region, f"age_{age}_plus"), region.population) if region else None
        if whole is not None:
            text += word("sheet.people_region", region=region_of(material.plan), share=f"{whole:.1f}%")
        lines.append(Fact(word("sheet.age", age=age), (text,), "reference", words=source))
    return lines


def _counted_codes(material: Material) -> tuple[str, ...]:
    return (material.demand.county_code,) if material.demand.basis == "county" else material.demand.codes


def _census_codes(material: Material) -> tuple[str, ...]:
    codes = _counted_codes(material)
    if material.demand.basis != "county":
        return codes
    return (*codes, *(row.district_code for row in material.plan.districts if row.is_zone and row.parent_code in codes))


def _people_note(material: Material) -> str:
    if material.demand.basis != "county":
        return ""
    zone, county = material.demand.codes[0], material.demand.county_code
    return word("sheet.of_county", zone=district_name(material.plan, zone), county=district_name(material.plan, county))


def _rate_bars(material: Material, others: Sequence[DistrictStatistics], kind: str) -> Bars | None:
    rates = bed_rates(others, kind)
    rows = {row.district_code: row for row in others}
    stated = {code: rate for code, rate in rates.items() if rate is not None}
    own = material.demand.rates.district_code if material.demand.rates else ""
    if not stated:
        return None
    bars = [
        Bar(short_name(material.plan, code), rate, f"{rate:.2f}", code == own)
        for code, rate in sorted(stated.items(), key=lambda item: (-item[1], item[0]))
    ]
    words = "; ".join(
        f"{district_name(material.plan, code)} 1000 × {rows[code].bed_counts_by_type[kind]} ÷ {rows[code].age_60_plus}"
        for code in stated
    )
    kind_name = value_label("bed_types", kind) or word("measure.bed_count")
    title = word("sheet.bars_beds", kind=kind_name)
    unstated = [code for code in rates if code not in stated]
    return Bars(title, _kept(bars), "derived", words, _bars_note(material, unstated, len(bars), own))


def _bars_note(material: Material, unstated: Sequence[str], count: int, own: str) -> str:
    notes = []
    if material.demand.rates_by == "county":
        notes.append(word("sheet.bars_by_county"))
    if unstated:
        names = joined(short_name(material.plan, code) for code in unstated)
        notes.append(word("sheet.bars_unstated", names=names))
    if count > MOST_BARS:
        notes.append(word("sheet.bars_cut", n=count))
    if own in unstated:
        notes.append(word("sheet.bars_own_unstated", name=district_name(material.plan, own)))
    return (" " if language() == "en" else "").join(notes)


def _share_bars(material: Material, others: Sequence[DistrictStatistics]) -> Bars | None:
    own = set(_counted_codes(material))
    shares = [(row, share_pct(row.age_60_plus, row.population)) for row in others]
    known = [(row, share) for row, share in shares if share is not None]
    if len(known) < MOST_TYPES:
        return None
    bars = [
        Bar(short_name(material.plan, row.district_code), share, f"{share:.1f}%", row.district_code in own)
        for row, share in sorted(known, key=lambda item: (-item[1], item[0].district_code))
    ]
    words = people_source(material.plan, tuple(row.district_code for row, _ in known))
    notes = [word("sheet.bars_no_beds"), *([word("sheet.bars_cut", n=len(bars))] if len(bars) > MOST_BARS else [])]
    note = (" " if language() == "en" else "").join(notes)
    return Bars(word("sheet.bars_share"), _kept(bars), "reference", words, note)


def _kept(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Return the first bars and always the own ones; what is left out is counted in the note."""
    own = [bar for bar in bars[MOST_BARS:] if bar.is_own][:2]
    return tuple([*bars[: MOST_BARS - len(own)], *own])
