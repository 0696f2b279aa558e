"""Inequality: against the double sum of the definition, and the properties that its measures are chosen for."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.reach.inequality import gini, lorenz, theil

NAN = np.nan
value = st.one_of(st.just(0.0), st.floats(0.001, 1000))
number_of_people = st.floats(0.5, 10_000)
places = st.lists(st.tuples(value, number_of_people, st.sampled_from("ABC")), min_size=1, max_size=25)


def split(rows):
    x, w, zones = zip(*rows, strict=True)
    assume(sum(x) > 0)
    return np.array(x), np.array(w), list(zones)


def gini_by_definition(x, w):
    apart = np.abs(x[:, None] - x[None, :])
    return (w[:, None] * w[None, :] * apart).sum() / (2 * (w @ x) * w.sum())


@given(places)
def test_gini_is_the_double_sum_of_the_definition(rows):
    x, w, _ = split(rows)
    assert gini(x, w) == pytest.approx(gini_by_definition(x, w), abs=1e-10)


@given(places)
def test_the_indices_stay_within_their_bounds(rows):
    x, w, _ = split(rows)
    assert 0 <= gini(x, w) < 1
    assert 0 <= theil(x, w).total <= np.log(w.sum() / w.min()) + 1e-9


@given(places)
def test_theil_between_and_within_add_up(rows):
    x, w, zones = split(rows)
    found = theil(x, w, zones)
    assert found.between >= 0
    assert found.within >= 0
    assert found.between + found.within == pytest.approx(found.total, abs=1e-9)
    assert sum(part.value_share for part in found.zones) == pytest.approx(1)
    assert sum(part.people for part in found.zones) == pytest.approx(w.sum())


@given(places, st.floats(0.01, 100), st.floats(0.01, 100))
def test_neither_the_unit_of_the_values_nor_that_of_the_people_matters(rows, factor, many):
    x, w, zones = split(rows)
    assert gini(x * factor, w * many) == pytest.approx(gini(x, w), abs=1e-9)
    one, other = theil(x, w, zones), theil(x * factor, w * many, zones)
    assert (other.total, other.between) == pytest.approx((one.total, one.between), abs=1e-9)


@given(places, st.integers(2, 4))
def test_the_same_people_told_twice_are_as_unequal(rows, times):
    x, w, zones = split(rows)
    assert gini(np.tile(x, times), np.tile(w, times)) == pytest.approx(gini(x, w), abs=1e-9)
    one, other = theil(x, w, zones), theil(np.tile(x, times), np.tile(w, times), zones * times)
    assert (other.total, other.within) == pytest.approx((one.total, one.within), abs=1e-9)


@given(places)
def test_a_place_cut_in_two_changes_nothing(rows):
    x, w, _ = split(rows)
    cut_x, cut_w = np.append(x, x[0]), np.append(w, w[0] / 3)
    cut_w[0] = w[0] * 2 / 3
    assert gini(cut_x, cut_w) == pytest.approx(gini(x, w), abs=1e-9)
    assert theil(cut_x, cut_w).total == pytest.approx(theil(x, w).total, abs=1e-9)


@given(places, st.randoms())
def test_the_order_of_the_places_does_not_matter(rows, random):
    x, w, zones = split(rows)
    order = list(range(len(x)))
    random.shuffle(order)
    assert gini(x[order], w[order]) == pytest.approx(gini(x, w), abs=1e-9)
    assert theil(x[order], w[order], [zones[i] for i in order]).between == pytest.approx(
        theil(x, w, zones).between, abs=1e-9
    )


@given(places, st.floats(0.05, 0.5))
def test_what_the_best_served_give_to_the_least_makes_both_indices_fall(rows, part):
    x, w, _ = split(rows)
    high, low = int(x.argmax()), int(x.argmin())
    assume(x[high] > x[low] + 0.01)
    # half the gap at most, in amounts: never more than would make the two alike
    given_away = part * (x[high] - x[low]) * min(w[high], w[low]) / 2
    after = x.copy()
    after[high] -= given_away / w[high]
    after[low] += given_away / w[low]
    assert gini(after, w) <= gini(x, w) + 1e-9
    assert theil(after, w).total <= theil(x, w).total + 1e-9


@given(places)
def test_the_lorenz_curve_rises_ever_more_steeply_below_the_diagonal(rows):
    x, w, _ = split(rows)
    curve = lorenz(x, w)
    assert (curve.people_share[0], curve.value_share[0]) == (0, 0)
    assert (curve.people_share[-1], curve.value_share[-1]) == pytest.approx((1, 1))
    assert (curve.value_share <= curve.people_share + 1e-9).all()
    # slopes, without dividing by the width of a step
    widths, heights = np.diff(curve.people_share), np.diff(curve.value_share)
    assert (heights[1:] * widths[:-1] >= heights[:-1] * widths[1:] - 1e-9).all()


@given(st.floats(0.01, 500), st.lists(number_of_people, min_size=1, max_size=20))
def test_where_all_have_the_same_there_is_no_inequality(same, people):
    x, w = np.full(len(people), same), np.array(people)
    assert gini(x, w) == pytest.approx(0, abs=1e-9)
    assert theil(x, w).total == pytest.approx(0, abs=1e-9)


def test_people_with_nothing_are_not_dropped_from_theil():
    x, w = np.array([0.0, 10.0]), np.array([75.0, 25.0])
    assert theil(x, w).total == pytest.approx(np.log(4))  # one quarter has everything: ln(1 / ¼)
    assert theil(x, w).total > theil(x[1:], w[1:]).total == 0


def test_what_is_not_stated_and_places_without_people_are_left_out():
    x, w, zones = np.array([20.0, NAN, 0.0, 60, 5]), np.array([100.0, 400, 100, 50, NAN]), ["A", "A", "A", "B", "B"]
    x, w, zones = np.append(x, 999.0), np.append(w, 0.0), [*zones, "C"]
    assert gini(x, w) == pytest.approx(0.56)
    found = theil(x, w, zones)
    assert found.total == pytest.approx(0.6592, abs=1e-4)
    assert [(part.zone, part.people, part.mean) for part in found.zones] == [("A", 200, 10), ("B", 50, 60)]


def test_a_zone_in_which_nobody_has_anything_adds_nothing_within():
    found = theil(np.array([0.0, 0.0, 8.0]), np.array([1.0, 1.0, 2.0]), ["poor", "poor", "rich"])
    assert found.within == 0
    assert found.total == pytest.approx(np.log(2))
    assert found.between_share == pytest.approx(1)


@pytest.mark.parametrize("values", [[], [0.0, 0.0], [NAN, NAN]])
def test_where_there_is_nothing_to_share_nothing_can_be_told(values):
    x = np.array(values)
    w = np.ones(len(x))
    assert np.isnan(gini(x, w))
    assert np.isnan(theil(x, w).total)
    assert theil(x, w).zones == ()
    assert np.isnan(theil(x, w).between_share)


@pytest.mark.parametrize(
    ("values", "people", "zones", "said"),
    [([-1.0], [1], None, "negative"), ([1.0], [-1], None, "negative"), ([1.0], [1, 2], None, "values"),
     ([1.0], [1], ["A", "B"], "2 zones for 1 values")],
)  # fmt: skip
def test_what_does_not_fit_is_refused(values, people, zones, said):
    with pytest.raises(ValueError, match=said):
        theil(np.array(values), np.array(people, dtype=float), zones)
