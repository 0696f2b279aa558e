"""Rules on the years of projects and of the plan itself: not stated, reversed, or longer than the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.plan import IndicatorValue, OtherFigure, Plan, Project
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, plan_place, project_place, project_places, value_place
from data.plan_rules.telling import in_quotes, listed, quoted
from data.plan_rules.undated import gap
from data.units import count_of

# 实施方案 and 意见 are in force until replaced: only a 规划 has a period
NEED_NO_PERIOD = ("方案", "意见")


def find_projects_without_years(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield one gap for all projects that state money, beds or areas and no year of start or end."""
    sized = [row for row in plan.projects if row.row_kind == "project" and _states_size(row)]
    rows = [row for row in sized if row.start_year is None and row.end_year is None]
    if rows:
        names = listed(quoted(row.name for row in rows), "个")
        yield gap(
            "project_without_years",
            [row.project_id for row in rows],
            project_places(plan, rows),
            (
                f"{len(rows)}个写明规模的项目没有建设起止年：{names}。",
                f"{len(rows)} of {len(sized)} projects that state their size have no year of start or end.",
                "补写开工、建成年份",
                "State when building starts and ends",
            ),
        )


def find_investment_beyond_the_period(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each project whose money is spread over more years than the plan has."""
    if plan.start_year is None or plan.end_year is None:
        return
    length = plan.end_year - plan.start_year + 1
    for row in plan.projects:
        for figure in row.other_figures:
            years = _years_of(figure)
            if years is not None and years > length:
                yield RuleFinding(
                    key=key_of("investment_beyond_period", [row.project_id]),
                    rule="investment_beyond_period",
                    family="periods",
                    severity="medium",
                    sentence=(
                        f"{in_quotes(row.name)}的{figure.name}是{years:g}年，长于规划期的{length}年，"
                        f"规划期内应完成多少{row.investment and f'（共{row.investment}）'}没有写明。"
                    ),
                    sentence_en=(
                        f"{in_quotes(row.name_en or row.name)} spreads its money over {years:g} years, "
                        f"the plan lasts {length}; how much falls into the period is not stated."
                    ),
                    arithmetic=f"{plan.end_year} − {plan.start_year} + 1 = {length} < {years:g}",
                    places=(project_place(plan, row),),
                    remedy="写明起止年和规划期内的投资额",
                    remedy_en="State the years and the amount within the period",
                )


def find_reversed_years(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a contradiction where something ends before it starts."""
    rows: list[Project | IndicatorValue] = [*plan.projects, *plan.indicator_values]
    for row in rows:
        is_project = isinstance(row, Project)
        start, end = row.start_year, row.end_year if isinstance(row, Project) else row.year
        if start is None or end is None or start <= end:
            continue
        place = project_place(plan, row) if isinstance(row, Project) else value_place(plan, row)
        row_id = row.project_id if isinstance(row, Project) else row.value_id
        yield RuleFinding(
            key=key_of("years_reversed", [row_id]),
            rule="years_reversed",
            family="periods",
            severity="high",
            sentence=f"{in_quotes(row.name)}{'开工' if is_project else '起算'}在{start}年，结束却在{end}年。",
            sentence_en=f"{in_quotes(row.name)} starts in {start} and ends in {end}.",
            arithmetic=f"{start} > {end}",
            places=(place,),
            remedy="更正起止年",
            remedy_en="Correct the years",
        )


def find_a_plan_without_a_date(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a gap where the plan does not say when it was issued."""
    if not plan.issued_on:
        bodies, bodies_en = ("", "") if plan.issuing_bodies else ("和发文单位", " nor who issued it")
        yield gap(
            "issue_not_dated",
            ["plan"],
            (plan_place(plan),),
            (
                f"所录文本没有印发日期{bodies}。",
                f"The text says neither when it was issued{bodies_en}." if bodies else "The text has no date of issue.",
                "补录印发通知的落款",
                "Add the issuing notice with its date",
            ),
        )


def find_a_plan_without_a_period(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a gap where a plan (规划) does not say which years it covers, and they were taken from its targets."""
    is_other_document = any(word in plan.title for word in NEED_NO_PERIOD)
    if plan.period_basis != "stated" and plan.end_year is not None and not is_other_document:
        yield gap(
            "period_not_stated",
            ["plan"],
            (plan_place(plan),),
            (
                f"没有写明规划期，只能按目标年认作到{plan.end_year}年。",
                f"The plan does not state its period; its targets run to {plan.end_year}.",
                "写明起止年份",
                "State the first and last year",
            ),
        )


def _states_size(row: Project) -> bool:
    return bool(row.bed_counts or row.investment or row.floor_area or row.land_area)


def _years_of(figure: OtherFigure) -> float | None:
    is_length = figure.unit == "年" and ("期限" in figure.name or "工期" in figure.name)
    return count_of(figure.value) if is_length else None


RULES: tuple[Rule, ...] = (
    Rule(
        "project_without_years",
        "periods",
        "项目是否写明建设年份",
        "Do projects state when they are built?",
        find_projects_without_years,
    ),
    Rule(
        "investment_beyond_period",
        "periods",
        "投资年限是否超出规划期",
        "Is money spread beyond the period?",
        find_investment_beyond_the_period,
    ),
    Rule(
        "years_reversed",
        "periods",
        "起止年是否颠倒",
        "Does anything end before it starts?",
        find_reversed_years,
    ),
    Rule(
        "issue_not_dated",
        "periods",
        "规划是否写明印发日期",
        "Does the plan state its date of issue?",
        find_a_plan_without_a_date,
    ),
    Rule(
        "period_not_stated",
        "periods",
        "规划（不含方案、意见）是否写明规划期",
        "Does a plan (not a scheme or an opinion) state its period?",
        find_a_plan_without_a_period,
    ),
)
