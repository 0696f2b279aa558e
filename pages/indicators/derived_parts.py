"""派生与延期: people between stated years, beds per 1,000 of them, what must be built each year. Ready markup."""

from __future__ import annotations

from collections.abc import Sequence

from data.derived import WAN, BedRate, DerivedPoint, build_rates
from data.indicator_path import RequiredChange
from data.measures import DistrictStatistics
from data.plan import Plan
from data.progress import Progress
from pages.indicators import standing
from pages.indicators.chart_data import Datum, stated_source
from pages.indicators.chart_spec import FORECAST, INK, SECOND, Spec, layer, specification, tooltip, x_axis, y_axis
from pages.indicators.values import name_of_value, value_words, when
from pages.shared.citation import CENSUS, cited, cited_reference, cited_sum
from pages.shared.labels import language, trim, value_label, word
from pages.shared.markup import esc

HEIGHT_PX = 210
HEADROOM = 1.2
MARKS: dict[str, Spec] = {
    "stated": {"type": "point", "shape": "triangle-up", "filled": True, "size": 90, "color": FORECAST},
    "interpolated": {"type": "point", "shape": "circle", "filled": False, "size": 45, "color": FORECAST},
    "census": {"type": "point", "shape": "square", "filled": True, "size": 80, "color": INK},
}
LABELLED = ("stated", "census")


def section(title: str, formula: str, body: str) -> str:
    """Return a card of a derived series: marked, with its formula."""
    mark = f'<span class="pill" style="background:{SECOND}">{esc(word("derived.mark"))}</span>'
    shown = f'<p class="formula">{esc(formula)}</p>' if formula else ""
    return f'<div class="card derived">{mark}<h3>{esc(title)}</h3>{shown}{body}</div>'


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of ready markup; the first column is text, the others are figures."""
    head = "".join(f"<th>{esc(text)}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    rows_shown = f'<table class="derived"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="table-card">{rows_shown}</div>'


def population_spec(points: Sequence[DerivedPoint], census: DerivedPoint | None) -> Spec:
    """Return the chart of people aged 60 and over: stated, interpolated, and the census beside them."""
    shown = [*points, *([census] if census else [])]
    years = (min(point.year for point in shown), max(point.year for point in shown))
    top = HEADROOM * max(point.value for point in shown)
    line = [{"x": point.year, "y": point.value} for point in points]
    layers: list[Spec] = [
        layer([{"x": years[0], "y": 0}], {"type": "point", "opacity": 0}, {"x": x_axis(years), "y": y_axis(0, top)}),
        layer(line, {"type": "line", "color": FORECAST, "strokeDash": [2, 3], "strokeWidth": 1.4}),
    ]
    for basis, mark in MARKS.items():
        found = [_mark(point) for point in shown if point.basis == basis]
        layers.append(layer(found, mark, {"tooltip": tooltip()}))
    named = [_mark(point) for point in shown if point.basis in LABELLED]
    for is_census, dy in ((False, -13), (True, 16)):
        found = [mark for mark in named if mark["census"] is is_census]
        layers.append(layer(found, {"type": "text", "dy": dy}, {"text": {"field": "text", "type": "nominal"}}))
    return specification(layers, HEIGHT_PX, word("derived.population"))


def population_table(plan: Plan, points: Sequence[DerivedPoint], census: DerivedPoint | None) -> str:
    """Return the people by year, each with its source or its two stated years."""
    shown = sorted([*points, *([census] if census else [])], key=lambda point: (point.year, point.basis))
    rows = [(str(point.year), _people(plan, point), esc(word(f"basis.{point.basis}"))) for point in shown]
    return table([word("indicator.year"), word("derived.people"), word("cite.basis")], rows)


def bed_rates(plan: Plan, planned: Sequence[BedRate], targets: Sequence[BedRate], totals: DistrictStatistics) -> str:
    """Return the rates of planned project beds by type and of bed targets."""
    rows = [_planned(plan, rate) for rate in planned] + [_target(plan, rate, totals) for rate in targets]
    if not rows:
        return f'<p class="hint">{esc(word("derived.no_beds"))}</p>'
    heads = ("derived.what", "derived.beds", "derived.people", "derived.rate")
    return table([word(key) for key in heads], rows)


def build_table(plan: Plan, rows: Sequence[Progress]) -> str:
    """Return what must be added each year; what has no start is named below."""
    found = build_rates(rows)
    known = [(row, change) for row, change in found if change]
    unknown = [standing.name_of_series(plan, row) for row, change in found if change is None]
    parts = []
    if known:
        heads = ("indicator.name", "column.start", "column.target", "column.per_year")
        parts.append(table([word(key) for key in heads], [_build(plan, row, change) for row, change in known]))
    if unknown:
        note = word("derived.no_start", n=len(unknown))
        names = "".join(f"<li>{esc(name)}</li>" for name in unknown)
        parts.append(f'<details class="rule"><summary>{esc(note)}</summary><ul>{names}</ul></details>')
    return "".join(parts) or f'<p class="hint">{esc(word("derived.no_stock"))}</p>'


def _build(plan: Plan, row: Progress, change: RequiredChange) -> tuple[str, ...]:
    unit = row.series.unit
    item = row.assessments[-1]
    target = cited(value_words(item.row), plan, item.row)
    since = word(f"per_year.from_{change.basis}", year=change.from_year)
    start = f'{esc(standing.amount(change.from_value, unit))}<span class="note">{esc(since)}</span>'
    to = f'{target}<span class="note">{change.to_year}</span>'
    return esc(standing.name_of_series(plan, row)), start, to, f"<b>{esc(standing.per_year_words(change, unit))}</b>"


def _planned(plan: Plan, rate: BedRate) -> tuple[str, ...]:
    projects = [
        project
        for project in plan.projects
        if project.row_kind == "project" and any(bed.bed_type == rate.name for bed in project.beds)
    ]
    beds = cited_sum(trim(rate.beds, 0), plan, projects)
    name = word("derived.planned", name=value_label("bed_types", rate.name))
    return esc(name), beds, _denominator(plan, rate), f"<b>{trim(rate.rate, 2)}</b>"


def _target(plan: Plan, rate: BedRate, totals: DistrictStatistics) -> tuple[str, ...]:
    assert rate.goal is not None
    row = rate.goal.row
    figure = trim(rate.rate, 2) if rate.rate_max is None else f"{trim(rate.rate, 1)}–{trim(rate.rate_max, 1)}"
    name = word(
        "derived.target", name=name_of_value(plan, row, language() == "en"), year=standing.year_words(rate.goal.year)
    )
    return esc(name), cited(value_words(row), plan, row), _denominator(plan, rate), f"<b>{figure}</b>"


def _denominator(plan: Plan, rate: BedRate) -> str:
    note = word("derived.of_year", year=rate.people_year, basis=word(f"basis.{rate.people_basis}"))
    figure = trim(rate.people / WAN, 2)
    shown = cited_reference(figure, plan, [plan.region_code]) if rate.people_basis == "census" else esc(figure)
    return f'{shown}<span class="note">{esc(note)}</span>'


def _people(plan: Plan, point: DerivedPoint) -> str:
    figure = trim(point.value, 2)
    if point.basis == "census":
        return cited_reference(figure, plan, [plan.region_code])
    if point.basis == "stated":
        return cited(figure, plan, point.between[0].row)
    before, after = point.between
    note = f"{trim(before.value, 2)} + ({trim(after.value, 2)} − {trim(before.value, 2)}) × ({point.year} − {before.year}) ÷ ({after.year} − {before.year})"  # noqa: E501
    return f'<span title="{esc(note)}">{figure}</span>'


def _mark(point: DerivedPoint) -> Datum:
    is_stated = point.basis == "stated"
    source = stated_source(point.between[0].row) if is_stated else CENSUS if point.basis == "census" else "—"
    return {
        "x": point.year, "y": point.value, "text": trim(point.value, 1), "kind": word(f"basis.{point.basis}"),
        "value": f"{trim(point.value, 2)} {word('derived.wan')}", "source": source,
        "census": point.basis == "census", "when": when(point.between[0].row) if is_stated else str(point.year),
    }  # fmt: skip
