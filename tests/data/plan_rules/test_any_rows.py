"""No rule on figures fails on any rows: odd numbers, units, dates and words, blanks everywhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from data.plan import OtherFigure, Population
from data.plan_rules import bounds, densities, identities, periods, repeats
from data.plan_rules.relations import read_relations
from tests.data.plan_rules.builders import REGION, make_plan, project, task, value

RULES = (*identities.RULES, *bounds.RULES, *periods.RULES, *repeats.RULES, *densities.RULES)
_RATES = read_relations().rates
IDS = sorted(
    {name for rate in _RATES for name in (rate.rate, rate.numerator, rate.denominator)} | {"x", "home_care_beds"}
)
WORDS = st.sampled_from(
    ["", "户籍", "二级以上公立综合医院开设老年病科比例", "“1”", "--", "2025年60%以上", "<b>&${x}", "增长率"]
)
NUMBERS = st.one_of(
    st.none(), st.integers(-5, 10**12), st.floats(-1e15, 1e15, allow_nan=False), st.sampled_from([0, 0.0, 100])
)
YEARS = st.one_of(st.none(), st.integers(1, 9999))

values = st.builds(
    value,
    st.sampled_from(IDS),
    NUMBERS,
    value_max=NUMBERS,
    unit=st.sampled_from(["", "%", "万人", "张", "亿元", "万", "岁"]),
    comparator=st.sampled_from(["", "eq", "ge", "gt", "le", "lt", "about", "between", "relative"]),
    value_kind=st.sampled_from(["baseline", "estimate", "target", "forecast", "standard", ""]),
    start_year=YEARS,
    year=st.one_of(YEARS, st.integers(2019, 2026)),
    as_of=st.sampled_from(["", "2020-12-31"]),
    scope=st.sampled_from(["", REGION]),
    section=st.sampled_from(["", "附件", "二"]),
    restates=st.sampled_from(["", "v1", "nowhere"]),
    name=WORDS,
    as_written=WORDS,
    reference=WORDS,
)
AMOUNTS = st.sampled_from(["", "0万元", "1亿元", "35—152平方米", "abc", "0.0001元", "9亩", "1870万元"])
projects = st.builds(
    project,
    row_kind=st.sampled_from(["project", "component", "programme"]),
    parent_project_id=st.sampled_from(["", "k1", "k2"]),
    project_id=st.sampled_from(["k1", "k2", "k3"]),
    name=st.sampled_from(["", "五大功能区", "两院一体", "项目"]),
    bed_counts=st.lists(st.integers(0, 2000), max_size=2).map(tuple),
    investment=AMOUNTS,
    floor_area=AMOUNTS,
    land_area=AMOUNTS,
    start_year=YEARS,
    end_year=YEARS,
    other_figures=st.sampled_from([(), (OtherFigure("工期", "五", "年"),), (OtherFigure("期限", "9", "年"),)]),
)
tasks = st.builds(
    task,
    source_table=st.sampled_from(["annex", "body"]),
    deadline_kind=st.sampled_from(["complete", "start", "none"]),
    deadline_on=st.sampled_from(["", "2020-12-31", "??"]),
    title=WORDS,
)
people = st.builds(Population, st.just(REGION), st.one_of(st.none(), st.just(2020)), NUMBERS, NUMBERS, NUMBERS, NUMBERS)


@settings(deadline=None, max_examples=60)
@given(
    rows=st.lists(values, max_size=12),
    places=st.lists(projects, max_size=6),
    todo=st.lists(tasks, max_size=3),
    counted=st.lists(people, max_size=1),
    issued=st.sampled_from(["", "2021-06-24"]),
    years=st.tuples(YEARS, YEARS),
)
def test_any_rows_are_read_and_every_finding_has_a_place(rows, places, todo, counted, issued, years):
    plan = make_plan(
        values=rows,
        projects=places,
        tasks=todo,
        people=counted,
        issued_on=issued,
        start_year=years[0],
        end_year=years[1],
    )
    for rule in RULES:
        for finding in rule.find(plan, (plan,)):
            assert finding.rule in finding.key
            assert finding.places and finding.sentence and finding.sentence_en
            assert "nan" not in finding.arithmetic and "inf" not in finding.arithmetic
