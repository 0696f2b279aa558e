"""The chain of made-up plans: where links come from, what lies above and below, what stands alone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog import find_plan_ids, load_plan
from data.chain import Chain, Node, chain_from, chain_of, serves_no_target, without_owner
from data.chain_links import LEVELS, ChainLink, find_nodes, runs_down
from data.plan import Plan
from tests.data.chain_plans import district, element, link, place, plan_of, project, target, task


def node(text: str) -> Node:
    return Node(*text.split(":"))


def names(nodes: Iterable[Node]) -> set[str]:
    return {f"{entry.kind}:{entry.id}" for entry in nodes}


def pairs(chain: Chain) -> dict[str, tuple[str, str]]:
    """Return `from > to` → (basis, rule)."""
    return {
        f"{entry.source.kind}:{entry.source.id} > {entry.target.kind}:{entry.target.id}": (entry.basis, entry.rule)
        for entry in chain.links
    }


def test_a_chain_runs_from_target_to_place_and_back() -> None:
    plan = plan_of(
        indicator_values=[target()],
        tasks=[task(), task("t02", section="三/2")],
        projects=[project(place_ids=("p01",), district_codes=("990001",), element_ids=("zone-1",)), project("k02")],
        elements=[element("zone-1")],
        places=[place("p01")],
        districts=[district("990001")],
        links=[link("indicator:beds > task:t01"), link("task:t01 > project:k01"), link("task:t02 > project:k02")],
    )
    chain = chain_of(plan)
    down = chain_from(chain, node("indicator:beds"))
    assert names(down.below) == {"task:t01", "project:k01", "place:p01", "district:990001", "element:zone-1"}
    assert down.above == frozenset()
    up = chain_from(chain, node("place:p01"))
    assert names(up.above) == {"project:k01", "task:t01", "indicator:beds"}
    assert len(up.links) == 3
    middle = chain_from(chain, node("task:t01"))
    assert (len(middle.above), len(middle.below), len(middle.links)) == (1, 4, 5)


def test_what_other_files_state_is_read_from_them() -> None:
    plan = plan_of(
        indicator_values=[target("beds", scope="990001")],
        projects=[project(element_ids=("zone-1",), place_ids=("p01",)), project("k01a", parent_project_id="k01")],
        elements=[element("zone-1")],
        places=[place("p01")],
        districts=[district("990001")],
    )
    assert pairs(chain_of(plan)) == {
        "project:k01 > element:zone-1": ("stated", "elements"),
        "project:k01 > place:p01": ("stated", "places"),
        "project:k01 > project:k01a": ("stated", "part"),
        "indicator:beds > district:990001": ("stated", "scope"),
    }


def test_a_recorded_link_stands_before_one_that_is_inferred_by_rule() -> None:
    plan = plan_of(
        indicator_values=[target(section="三/1")],
        tasks=[task()],
        links=[link("indicator:beds > task:t01", note="读过")],
    )
    (only,) = chain_of(plan).links
    assert (only.basis, only.rule, only.note) == ("stated", "recorded", "读过")


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("三/1", "t01"),
        ("三/1/（2）", "t01"),
        ("三/1;附件", "t01"),
        ("三/2", "t02"),
        ("三", ""),
        ("三/1;三/2", ""),
        ("附件", ""),
    ],
)
def test_a_target_in_a_tasks_article_is_inferred_to_belong_to_it(section: str, expected: str) -> None:
    tasks = [task(), task("t02", section="三/2;四"), task("a01", section="附件"), task("a02", section="附件")]
    found = pairs(chain_of(plan_of(indicator_values=[target(section=section)], tasks=tasks)))
    assert found == ({f"indicator:beds > task:{expected}": ("inferred", "same_section")} if expected else {})


def test_the_inner_of_two_articles_holds_a_target() -> None:
    tasks = [task("t01", section="三"), task("t02", section="三/1")]
    found = pairs(chain_of(plan_of(indicator_values=[target(section="三/1")], tasks=tasks)))
    assert list(found) == ["indicator:beds > task:t02"]


def test_a_project_whose_task_is_recorded_gets_no_second_one_by_its_section() -> None:
    tasks = [task(), task("t02", section="三/2")]
    plan = plan_of(tasks=tasks, projects=[project(section="三/2")], links=[link("task:t01 > project:k01")])
    assert list(pairs(chain_of(plan))) == ["task:t01 > project:k01"]


def test_a_project_in_a_member_district_is_inferred_to_lie_in_the_element() -> None:
    plan = plan_of(
        projects=[project(district_codes=("990001",))],
        elements=[element("zone-1", "990001")],
        districts=[district("990001")],
    )
    assert pairs(chain_of(plan))["project:k01 > element:zone-1"] == ("inferred", "member_district")
    assert list(pairs(chain_of(plan, stated_only=True))) == ["project:k01 > district:990001"]


def test_a_target_with_projects_of_its_own_goes_through_its_task_to_those_alone() -> None:
    plan = plan_of(
        indicator_values=[target("beds"), target("rate")],
        tasks=[task()],
        projects=[project("k01"), project("k02", place_ids=("p01",))],
        places=[place("p01")],
        links=[
            link("indicator:beds > task:t01"),
            link("indicator:rate > task:t01"),
            link("indicator:beds > project:k01"),
            link("task:t01 > project:k01"),
            link("task:t01 > project:k02"),
        ],
    )
    chain = chain_of(plan)
    assert names(chain_from(chain, node("indicator:beds")).below) == {"task:t01", "project:k01"}
    assert names(chain_from(chain, node("indicator:rate")).below) == {
        "task:t01",
        "project:k01",
        "project:k02",
        "place:p01",
    }
    assert names(chain_from(chain, node("place:p01")).above) == {"project:k02", "task:t01", "indicator:rate"}


def test_outcomes_are_kept_apart_from_targets_that_nothing_carries() -> None:
    plan = plan_of(
        indicator_values=[target("beds"), target("life_expectancy_years")],
        tasks=[task()],
        projects=[project()],
        links=[link("indicator:beds > project:k01")],
    )
    unowned = without_owner(chain_of(plan), plan)
    assert (unowned.targets, names(unowned.outcomes)) == ((), {"indicator:life_expectancy_years"})


def test_what_has_no_owner_and_what_serves_nothing_is_listed() -> None:
    plan = plan_of(
        indicator_values=[target("beds"), target("rate")],
        tasks=[task("t01"), task("t02", section="三/2", agencies=()), task("t03", section="三/3", row_status="empty")],
        projects=[project("k01"), project("k01a", parent_project_id="k01", row_kind="component"), project("k02")],
        places=[place("p01")],
        links=[link("indicator:beds > task:t01"), link("task:t01 > project:k01a")],
    )
    chain = chain_of(plan)
    unowned, idle = without_owner(chain, plan), serves_no_target(chain, plan)
    assert names(unowned.targets) == {"indicator:rate"}
    assert names(unowned.tasks) == {"task:t02"}
    # k01 is owned and serves a target through its part, which is not listed itself
    assert names(unowned.projects) == names(idle.projects) == {"project:k02"}
    assert names(idle.tasks) == {"task:t02"}
    assert names(idle.places) == {"place:p01"}


def test_an_empty_plan_has_an_empty_chain() -> None:
    chain = chain_of(plan_of())
    assert (chain.nodes, chain.links) == ((), ())
    assert chain_from(chain, node("task:t01")).nodes == {node("task:t01")}


def test_a_circle_of_projects_ends() -> None:
    projects = [project("k01"), project("k02"), project("k03")]
    links = [link(f"project:{a} > project:{b}") for a, b in (("k01", "k02"), ("k02", "k03"), ("k03", "k01"))]
    reach = chain_from(chain_of(plan_of(projects=projects, links=links)), node("project:k01"))
    assert names(reach.above) == names(reach.below) == {"project:k02", "project:k03"}


IDS = st.sampled_from(["1", "2", "3", "4"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan with up to four nodes a level and links of every kind, also such as lead nowhere or upwards."""
    ends = st.tuples(st.sampled_from(sorted(LEVELS)), IDS).map(lambda end: f"{end[0]}:{end[1]}")
    texts = draw(st.lists(st.tuples(ends, ends, st.sampled_from(["stated", "inferred"])), max_size=25))
    ids = {kind: draw(st.sets(IDS)) for kind in LEVELS}
    rows = {
        "indicator_values": [target(i) for i in sorted(ids["indicator"])],
        "tasks": [task(i, section=f"三/{i}") for i in sorted(ids["task"])],
        "projects": [project(i) for i in sorted(ids["project"])],
        "places": [place(i) for i in sorted(ids["place"])],
        "districts": [district(i) for i in sorted(ids["district"])],
        "elements": [element(i) for i in sorted(ids["element"])],
    }
    return plan_of(**rows, links=[link(f"{a} > {b}", basis) for a, b, basis in texts])


@settings(max_examples=150, deadline=None)
@given(plans())
def test_reaching_is_the_same_from_both_ends(plan: Plan) -> None:
    chain = chain_of(plan)
    reaches = {entry: chain_from(chain, entry) for entry in chain.nodes}
    for first, reach in reaches.items():
        assert first not in reach.below
        for other in chain.nodes:
            assert (other in reach.below) == (first in reaches[other].above), (first, other)


@settings(max_examples=150, deadline=None)
@given(plans())
def test_no_link_is_lost_and_none_leads_nowhere(plan: Plan) -> None:
    chain = chain_of(plan)
    kept = {(entry.source, entry.target) for entry in chain.links}
    assert len(kept) == len(chain.links)
    known = set(find_nodes(plan))
    for row in plan.links:
        ends = Node(row.from_kind, row.from_id), Node(row.to_kind, row.to_id)
        assert (ends in kept) == (set(ends) <= known and runs_down(*ends))
    assert {end for ends in kept for end in ends} <= known
    for first, last in kept:
        assert last in chain_from(chain, first).below or first.kind == "indicator" or _in_circle(chain, first, last)
        shown = {(entry.source, entry.target) for entry in chain_from(chain, first).links}
        assert (first, last) in shown


def _in_circle(chain: Chain, first: Node, last: Node) -> bool:
    return first in chain_from(chain, last).below


@settings(max_examples=100, deadline=None)
@given(plans(), st.randoms())
def test_the_order_of_the_rows_does_not_matter(plan: Plan, dice: object) -> None:
    links = list(plan.links)
    dice.shuffle(links)  # type: ignore[attr-defined]
    first, second = chain_of(plan), chain_of(plan_of(**{**_rows(plan), "links": links}))
    assert set(names(first.nodes)) == set(names(second.nodes))
    assert {ends_of(entry) for entry in first.links} == {ends_of(entry) for entry in second.links}


def ends_of(entry: ChainLink) -> tuple[Node, Node]:
    return entry.source, entry.target


def _rows(plan: Plan) -> dict[str, tuple[object, ...]]:
    return {
        name: getattr(plan, name)
        for name in ("indicator_values", "tasks", "projects", "places", "districts", "elements", "links")
    }


@settings(max_examples=100, deadline=None)
@given(plans())
def test_what_serves_and_what_does_not_are_all_tasks(plan: Plan) -> None:
    chain = chain_of(plan)
    idle = set(serves_no_target(chain, plan).tasks)
    for entry in chain.of_kind("task"):
        reach = chain_from(chain, entry)
        projects = [reached for reached in reach.below if reached.kind == "project"]
        above = {end for one in (entry, *projects) for end in chain_from(chain, one).above}
        assert (entry not in idle) == any(end.kind == "indicator" for end in above)


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_recorded_link_of_a_plan_is_in_its_chain(plan_id: str) -> None:
    plan = load_plan(plan_id)
    recorded = {entry.link_id for entry in chain_of(plan).links if entry.rule == "recorded"}
    assert recorded == {row.link_id for row in plan.links}
    assert recorded
