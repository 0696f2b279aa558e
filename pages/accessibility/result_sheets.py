"""Sheets beside the tables of the page: pockets that are left, beds per 1,000 by district, how evenly they lie."""

from __future__ import annotations

import numpy as np

from data.export import DEGREE_DECIMALS, ExportColumn, ExportTable
from geo.reach import inequality
from pages.accessibility.cards import district_name
from pages.accessibility.districts import mean_by_district
from pages.accessibility.file_columns import DEGREES, NAME, NARROW, WIDE, Row, file_table, number
from pages.accessibility.file_sources import by_way, sheet_name
from pages.accessibility.inequality_view import FEWEST, thinned
from pages.accessibility.naming import how_many
from pages.accessibility.results import Flags, Question, accessibility_of, counts_of, pockets_of
from pages.accessibility.zones import zone_name, zones_of
from pages.shared.labels import joined, word

MOST_POINTS = 1000  # of a Lorenz curve: more tell no more
MOST_IDS = 200  # of the points of a pocket in one cell
SHARE_DIGITS, INDEX_DIGITS = 4, 6


def pockets_table(question: Question) -> ExportTable:
    """Return where people are left uncovered, most people first, as the page ranks them."""
    demand, facilities, counted = question.inputs.demand, question.inputs.facilities, question.people
    columns = [
        ExportColumn(word("access.rank"), 8),
        ExportColumn(word("access.pocket"), NAME),
        ExportColumn(word("access.pocket_districts"), WIDE),
        ExportColumn(by_way(question, word("access.left_within", n=question.choices.minutes)), WIDE),
        ExportColumn(word("access.pocket_rough"), WIDE),
        ExportColumn(word("access.pocket_points"), NARROW),
        ExportColumn(word("access.nearest"), NAME),
        ExportColumn(by_way(question, word("access.pocket_mean")), WIDE, decimals=1),
        ExportColumn(by_way(question, word("access.pocket_most")), WIDE, decimals=1),
        *DEGREES,
        ExportColumn(word("access.pocket_linked"), NAME),
    ]
    rows: list[Row] = [
        (
            rank,
            demand.names[max(pocket.points, key=lambda at: counted[at])],
            joined(district_name(question, code) for code in pocket.district_codes),
            pocket.people,
            pocket.indicative,
            len(pocket.points),
            facilities.names[pocket.nearest] if pocket.nearest >= 0 else "",
            number(pocket.mean_min, "access.beyond_tip", 1),
            number(pocket.most_min, "access.beyond_tip", 1),
            round(pocket.lon, DEGREE_DECIMALS),
            round(pocket.lat, DEGREE_DECIMALS),
            joined(demand.ids[at] for at in pocket.points[:MOST_IDS]) + ("…" if len(pocket.points) > MOST_IDS else ""),
        )
        for rank, pocket in enumerate(pockets_of(question), 1)
    ]
    return file_table(sheet_name(question, word("access.sheet_pockets")), columns, rows)


def district_beds_table(question: Question) -> ExportTable:
    """Return by district the mean of what its people can reach, and what stands in it."""
    minutes = question.choices.minutes
    columns = [
        ExportColumn(word("access.code"), NARROW),
        ExportColumn(word("access.district"), NAME),
        ExportColumn(word(f"access.group_{question.choices.group}"), WIDE),
        ExportColumn(by_way(question, word("access.mean_within", n=minutes)), WIDE, decimals=3),
        ExportColumn(by_way(question, word("access.no_facility_within")), WIDE),
        ExportColumn(word("access.not_told_people"), WIDE),
        ExportColumn(word("access.places_there"), WIDE),
        ExportColumn(word("access.beds_there"), WIDE),
    ]
    means = mean_by_district(question.inputs.demand, accessibility_of(question).per_1000, question.people)
    homes = np.array(question.inputs.demand.district_codes, dtype=object)
    stands = np.array(question.inputs.facilities.district_codes, dtype=object)
    rows = [_district_row(question, code, mean, homes == code, stands == code) for code, mean in sorted(means.items())]
    return file_table(sheet_name(question, word("access.sheet_beds")), columns, rows)


def inequality_table(question: Question) -> ExportTable:
    """Return Gini and Theil of all, Theil within and between zones, then each zone."""
    values, counted = accessibility_of(question).per_1000, question.people
    told = (~np.isnan(values) & (counted > 0)).sum()
    columns = [
        ExportColumn(word("access.zone_or_all"), NAME),
        ExportColumn(word("access.figure"), NAME),
        ExportColumn(by_way(question, word("access.value")), WIDE),
    ]
    gini = inequality.gini(values, counted) if told >= FEWEST else np.nan
    zones = zones_of(question.plan, question.inputs.demand)
    found = inequality.theil(values, counted, zones)
    has_zones, whole = len(found.zones) > 1, word("access.whole_region")
    rows: list[Row] = [
        (whole, word("access.points_counted"), int(told)),
        (whole, word("access.gini"), number(gini, "access.not_told", INDEX_DIGITS)),
        *(
            (whole, word(key), number(value if told >= FEWEST else np.nan, "access.not_told", INDEX_DIGITS))
            for key, value, is_shown in (
                ("access.theil", found.total, True),
                ("access.theil_between", found.between, has_zones),
                ("access.theil_within", found.within, has_zones),
            )
            if is_shown
        ),
        *(row for part in found.zones if has_zones for row in _zone_rows(question, part)),
    ]
    return file_table(sheet_name(question, word("access.sheet_inequality")), columns, rows)


def lorenz_table(question: Question) -> ExportTable:
    """Return the points of the Lorenz curve, least served people first; of very many points some."""
    values, counted = accessibility_of(question).per_1000, question.people
    curve = inequality.lorenz(values, counted)
    columns = [
        ExportColumn(by_way(question, word("access.lorenz_x")), WIDE, decimals=SHARE_DIGITS),
        ExportColumn(by_way(question, word("access.lorenz_y")), WIDE, decimals=SHARE_DIGITS),
    ]
    rows: list[Row] = [
        (number(100 * x, "access.not_told", SHARE_DIGITS), number(100 * y, "access.not_told", SHARE_DIGITS))
        for x, y in thinned(curve, MOST_POINTS)
    ]
    return file_table(sheet_name(question, word("access.sheet_lorenz")), columns, rows)


def _district_row(question: Question, code: str, mean: float | None, is_home: Flags, is_there: Flags) -> Row:
    """Return the row of a district: `is_home` (n,) are its people, `is_there` (m,) its facilities."""
    facilities, counted, values = question.inputs.facilities, question.people, accessibility_of(question).per_1000
    lives = is_home & ~np.isnan(counted)
    stands = is_there & counts_of(facilities, question.choices)
    beds = facilities.capacity[stands]
    stated = beds[~np.isnan(beds)]
    return (
        code,
        district_name(question, code),
        float(counted[lives].sum()),
        word("access.unknown") if mean is None else round(mean, 3),
        float(counted[lives & (values == 0)].sum()),
        float(counted[lives & np.isnan(values)].sum()),
        how_many(facilities, stands),
        float(stated.sum()) if len(stated) or not len(beds) else word("access.not_stated"),
    )


def _zone_rows(question: Question, part: inequality.ZoneShare) -> list[Row]:
    name = zone_name(question.plan, part.zone)
    return [
        (name, word("access.counted_people"), part.people),
        (name, word("access.zone_mean"), round(part.mean, 3)),
        (name, word("access.zone_share"), number(100 * part.value_share, "access.not_told", SHARE_DIGITS)),
        (name, word("access.zone_theil"), round(part.theil, INDEX_DIGITS)),
    ]
