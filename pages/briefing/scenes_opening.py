"""封面、背景、目标: what the plan is, how things stand, what it is after."""

from __future__ import annotations

from data.plan import Plan
from pages.briefing.scene import Scene, SceneChart, SceneFigure
from pages.briefing.scenes_map import district_map, layout_map
from pages.briefing.scenes_material import Material
from pages.briefing.scenes_text import (
    date_text,
    derived,
    joined_clauses,
    reference,
    sentence_of,
    source_lines,
    stated,
    table,
    unstated,
)
from pages.briefing.scenes_values import (
    SeriesValue,
    by_theme,
    chosen_baselines,
    indicator_name,
    last_baseline,
    last_targets,
    value_with_year,
)
from pages.shared.english import issuers, own_and_words
from pages.shared.labels import (
    indicator_text,
    joined,
    language,
    people,
    period,
    plan_name,
    region_of,
    value_label,
    word,
)
from pages.shared.unit_names import short_name

SHORT_SECONDS = 10
MOST_BASELINES, MOST_TARGETS, MOST_BARS = 2, 5, 12
AGEING = "share_60_plus_pct"
MOST_ISSUERS = 1


def cover(material: Material) -> Scene:
    """Return 封面: title, who issued it and when, its years."""
    plan = material.plan
    short = plan.short_title if language() == "zh" else ""
    figures = (
        stated(word("common.period"), _period(plan), plan),
        stated(word("briefing.issued_on"), date_text(plan.issued_on), plan),
        stated(word("briefing.document_number"), plan.document_number, plan),
    )
    status = word("briefing.status_note", status=value_label("status", plan.status)) if plan.status else ""
    basis = word(f"briefing.period_{plan.period_basis}") if plan.period_basis else ""
    return Scene(
        "cover",
        "cover",
        short or word("briefing.cover_title", region=region_of(plan)),
        sentence_of([joined_clauses(_named(plan), _issued(plan))]),
        figures,
        map=layout_map(material),
        sources=source_lines(plan, [plan]),
        notes="\n".join(line for line in (basis, status, word("briefing.cover_note")) if line),
        seconds=SHORT_SECONDS,
    )


def background(material: Material) -> Scene:
    """Return 背景: the people by the census, and how things stood by the plan."""
    plan, totals = material.plan, material.totals
    figures = [*_people(material), *_baseline_figures(plan)]
    baselines = [row for row in plan.indicator_values if row.value_kind == "baseline"]
    told = []
    if totals.age_60_plus and totals.population:
        share = f"{100 * totals.age_60_plus / totals.population:.1f}%"
        aged = people(totals.age_60_plus)
        told.append(word("briefing.background_people", region=region_of(plan), aged=aged, share=share))
    told.append(word("briefing.background_values", n=len(baselines)) if baselines else word("briefing.no_baselines"))
    shown = [item.row for item in chosen_baselines(plan, MOST_BASELINES)]
    return Scene(
        "background",
        "background",
        word("briefing.background"),
        sentence_of(told),
        tuple(figures),
        chart=_ageing_chart(material),
        map=district_map(material, "share_60_plus"),
        sources=source_lines(plan, shown, with_census=bool(totals.age_60_plus)),
        notes="\n".join([word("briefing.share_formula"), *(row.note for row in shown if row.note)]),
    )


def goals(material: Material) -> Scene:
    """Return 目标: positioning, brand and the targets of the last year."""
    plan = material.plan
    targets = last_targets(plan)
    chosen = by_theme(targets, MOST_TARGETS)
    told = [
        _own("positioning", plan),
        _own("brand", plan),
        word("briefing.targets", n=len(targets)) if targets else word("briefing.no_targets"),
    ]
    figures = [stated(item.label, indicator_text(item.row), item.row) for item in chosen]
    counted = [item.row for item in targets]
    figures.append(
        derived(word("briefing.target_count"), str(len(targets)), counted, word("briefing.counted"))
        if targets
        else unstated(word("briefing.target_count"))
    )
    quoted = [plan] if plan.positioning or plan.brand else []
    heads = (word("briefing.indicator"), word("briefing.baseline"), word("briefing.target"))
    return Scene(
        "goals",
        "goals",
        word("briefing.goals"),
        sentence_of(told),
        tuple(figures),
        table(heads, [_goal_row(item) for item in targets], (1, 2)),
        sources=source_lines(plan, [*quoted, *counted]),
        notes="\n".join([word("briefing.goals_note"), *(item.row.note for item in chosen if item.row.note)]),
    )


def _own(column: str, plan: Plan) -> str:
    text = own_and_words(plan, column)
    return word(f"briefing.{column}", text=text) if text else ""


def _named(plan: Plan) -> str:
    return f"《{plan_name(plan)}》" if language() == "zh" else plan_name(plan)


def _issued(plan: Plan) -> str:
    bodies = issuers(plan)
    if not bodies:
        return word("briefing.no_issuer")
    many = word("briefing.issuers", first=bodies[0], n=len(bodies), others=len(bodies) - 1)
    return word("briefing.issued_by", bodies=many if len(bodies) > MOST_ISSUERS else joined(bodies))


def _period(plan: Plan) -> str:
    if plan.end_year and not plan.start_year:
        return word("briefing.until", year=plan.end_year)
    return period(plan)


def _people(material: Material) -> list[SceneFigure]:
    totals = material.totals
    if not totals.age_60_plus or not totals.population:
        return []
    share = f"{100 * totals.age_60_plus / totals.population:.1f}%"
    figures = [
        reference(word("measure.age_60_plus"), people(totals.age_60_plus), unit=word("unit.people")),
        reference(word("measure.share_60_plus"), share, f"{totals.age_60_plus:,} ÷ {totals.population:,}"),
    ]
    for name in ("age_65_plus", "age_80_plus"):
        if count := getattr(totals, name):
            figures.append(reference(word(f"measure.{name}"), people(count), unit=word("unit.people")))
    return figures


def _baseline_figures(plan: Plan) -> list[SceneFigure]:
    return [stated(item.label, indicator_text(item.row), item.row) for item in chosen_baselines(plan, MOST_BASELINES)]


def _goal_row(item: SeriesValue) -> tuple[str, str, str]:
    known = last_baseline(item.series)
    return (
        indicator_name(item.series),
        value_with_year(known) if known else word("common.not_stated"),
        value_with_year(item.row),
    )


def _ageing_chart(material: Material) -> SceneChart | None:
    """Return the share of people aged 60 and over by district, the highest first; None without people."""
    shares = [
        (short_name(material.plan, unit.district_code), 100 * row.age_60_plus / row.population)
        for unit, row in material.unit_rows()
        if row.age_60_plus and row.population
    ]
    if not shares:
        return None
    shown = sorted(shares, key=lambda item: -item[1])[:MOST_BARS]
    names, values = tuple(name for name, _ in shown), tuple(round(value, 1) for _, value in shown)
    return SceneChart("bar", names, ((word("measure.share_60_plus"), values),), "%")
