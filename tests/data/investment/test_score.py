"""The score: bounds, directions, what is unknown, and what never matters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog import load_catalog
from data.investment.candidate import candidates, candidates_of, money_per_bed
from data.investment.criteria import CRITERIA, measures_of, position, positions_of
from data.investment.score import DEFAULT_WEIGHTS, rank, score, scores_of, weights_of, weights_text
from tests.data.investment.builders import plan_of, project_of

# a busy machine is no fault
quick = settings(deadline=None)
few = settings(deadline=None, max_examples=40)
unit = st.floats(0, 1)
positions = st.dictionaries(st.sampled_from(CRITERIA), unit)
weights = st.fixed_dictionaries({name: st.integers(0, 5) for name in CRITERIA}).filter(lambda w: any(w.values()))
TYPES = ("nursing", "elderly_care", "hospital", "medical", "medical_elderly", "home")


@st.composite
def projects(draw, most=8):
    rows = []
    for number in range(draw(st.integers(1, most))):
        beds = draw(st.one_of(st.just(()), st.tuples(st.integers(1, 900))))
        money, floor = (draw(st.one_of(st.none(), st.integers(1, 90_000))) for _ in range(2))
        rows.append(
            project_of(
                f"k{number}",
                draw(st.sampled_from([(), ("01",), ("02",), ("02-zone",), ("03",), ("01", "03")])),
                bed_counts=beds,
                bed_types=(draw(st.sampled_from(TYPES)),) if beds else (),
                bed_change=draw(st.sampled_from(["new", "renovated", "not_stated"])) if beds else "",
                investment=f"{money}万元" if money else "",
                floor_area=f"{floor}平方米" if floor else "",
            )
        )
    return tuple(rows)


@quick
@given(positions, weights)
def test_the_score_lies_between_0_and_100_and_the_known_part_between_its_ends(own, chosen):
    one = score(own, chosen)
    assert -1e-9 <= one.low <= one.middle <= one.high <= 100 + 1e-9
    assert 0 <= one.known_share <= 1
    if one.known is not None:
        assert one.low - 1e-9 <= one.known <= one.high + 1e-9


@quick
@given(positions, weights, st.sampled_from(CRITERIA), unit)
def test_a_better_position_never_lowers_the_score(own, chosen, name, gain):
    better = {**own, name: max(own.get(name, 0.0), gain)}
    before, after = score({**own, name: own.get(name, 0.0)}, chosen), score(better, chosen)
    assert after.low >= before.low - 1e-9
    assert after.high >= before.high - 1e-9


@quick
@given(positions, weights, st.integers(2, 7))
def test_only_the_proportions_of_the_weights_matter(own, chosen, factor):
    one, scaled = score(own, chosen), score(own, {name: factor * weight for name, weight in chosen.items()})
    assert (one.low, one.high, one.known_share) == pytest.approx((scaled.low, scaled.high, scaled.known_share))


@quick
@given(positions, weights, st.sampled_from(CRITERIA))
def test_nobody_gains_at_the_lower_end_by_stating_less(own, chosen, name):
    less = {criterion: value for criterion, value in own.items() if criterion != name}
    assert score(less, chosen).low <= score(own, chosen).low + 1e-9


@quick
@given(positions, weights, st.sampled_from(CRITERIA), unit)
def test_what_is_unknown_moves_the_score_within_its_range_and_no_further(own, chosen, name, value):
    less = {criterion: known for criterion, known in own.items() if criterion != name}
    one, told = score(less, chosen), score({**less, name: value}, chosen)
    assert one.low - 1e-9 <= told.low
    assert told.high <= one.high + 1e-9


def test_a_missing_value_is_not_zero():
    silent, poor = (
        score({"beds": 0.8}, {"beds": 1, "size": 1}),
        score({"beds": 0.8, "size": 0.0}, {"beds": 1, "size": 1}),
    )
    assert silent.middle > poor.middle
    assert silent.known == pytest.approx(80)


def test_without_any_weight_there_is_no_score():
    assert score({"beds": 0.8}, dict.fromkeys(CRITERIA, 0)) is None
    assert scores_of({"a": {"beds": 0.8}}, dict.fromkeys(CRITERIA, 0)) == {}


@quick
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_the_mean_of_all_positions_is_one_half(values):
    found = [position(value, sorted(values)) for value in values]
    assert sum(found) / len(found) == pytest.approx(0.5)
    assert all(0 < one < 1 for one in found)


@few
@given(projects(), st.randoms())
def test_scores_do_not_depend_on_the_order_of_the_rows(rows, dice):
    shuffled = list(rows)
    dice.shuffle(shuffled)
    found, again = (positions_of(candidates_of(plan_of(*order))) for order in (rows, shuffled))
    assert {key: dict(own) for key, own in found.items()} == {key: dict(own) for key, own in again.items()}
    ranked = [rank(scores_of(own, DEFAULT_WEIGHTS)) for own in (found, again)]
    assert ranked[0] == ranked[1]


@few
@given(projects(), st.integers(1, 3000))
def test_more_floor_area_or_beds_never_lowers_a_position_and_more_money_per_bed_never_raises_it(rows, more):
    first = rows[0]
    before = positions_of(candidates_of(plan_of(*rows)))["p/k0"]
    if first.floor_area:
        larger = replace(first, floor_area=f"{first.floor_area_m2 + more}平方米")
        assert positions_of(candidates_of(plan_of(larger, *rows[1:])))["p/k0"]["size"] >= before["size"]
    if first.bed_counts and first.investment:
        dearer = replace(first, investment=f"{first.investment_wan_yuan + more}万元")
        after = positions_of(candidates_of(plan_of(dearer, *rows[1:])))["p/k0"]
        assert after.get("money_per_bed", 0) <= before.get("money_per_bed", 0)


@few
@given(projects())
def test_the_lower_end_of_a_project_falls_when_it_states_less(rows):
    own = {one.key: positions_of(candidates_of(plan_of(*rows)))[one.key] for one in candidates_of(plan_of(*rows))}
    silent = replace(rows[0], bed_counts=(), bed_types=(), investment="", floor_area="")
    after = positions_of(candidates_of(plan_of(silent, *rows[1:])))["p/k0"]
    assert score(after, DEFAULT_WEIGHTS).low <= score(own["p/k0"], DEFAULT_WEIGHTS).low + 1e-9


def test_beds_of_unlike_kinds_are_compared_with_their_own_kind_and_never_added():
    rows = (
        project_of("k1", bed_counts=(100,), bed_types=("nursing",), bed_change="new"),
        project_of("k2", bed_counts=(900,), bed_types=("hospital",), bed_change="new"),
        project_of("k3", bed_counts=(500,), bed_types=("nursing",), bed_change="renovated"),
        project_of("k4", bed_counts=(76, 200), bed_types=("medical", "elderly_care"), bed_change="new"),
    )
    found = positions_of(candidates_of(plan_of(*rows)))
    # 200 care beds against 100, 76 medical beds against 900: the better of 3/4 and 1/4
    assert [found[f"p/k{k}"]["beds"] for k in (1, 2, 3, 4)] == [0.25, 0.75, 0.5, 0.75]
    measures = measures_of(candidates_of(plan_of(rows[3]))[0])
    assert sorted(value for (name, _), value in measures.items() if name == "beds") == [76, 200]


def test_money_per_bed_needs_both_figures_of_one_row_and_no_home_beds():
    stated = {"investment": "1870万元", "bed_counts": (76, 200), "bed_types": ("medical", "elderly_care")}
    assert money_per_bed(project_of(**stated)).amount == pytest.approx(1870 / 276)
    assert money_per_bed(project_of(**stated | {"investment": ""})) is None
    assert money_per_bed(project_of(**stated | {"bed_counts": ()})) is None
    assert money_per_bed(project_of(**stated | {"bed_types": ("medical", "home")})) is None


def test_components_and_programmes_are_no_candidates():
    plans = load_catalog()
    found = candidates(plans)
    assert {one.project.row_kind for one in found} == {"project"}
    assert len(found) == sum(row.row_kind == "project" for plan in plans for row in plan.projects)
    assert len({one.key for one in found}) == len(found)


@quick
@given(weights)
def test_weights_survive_a_link(chosen):
    assert weights_of(weights_text(chosen)) == chosen


@pytest.mark.parametrize("text", ["", "3333", "333333", "33336", "3333x", "３３３３３", "-3333"])
def test_weights_that_cannot_be_read_are_none(text):
    assert weights_of(text) is None
