"""Hot spots: found where planted, not found in noise, not computed where they would mean nothing."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reach.hot_spots import hot_spots
from geo.reach.neighbours import Neighbours, nearest

NAN = np.nan
SIDE = 10


def squares(side=SIDE):
    """Links between the squares of a board that share a side or a corner."""
    row, column = np.divmod(np.arange(side * side), side)
    apart = np.maximum(np.abs(row[:, None] - row), np.abs(column[:, None] - column))
    of, to = np.nonzero(apart == 1)
    return Neighbours(of.astype(np.int64), to.astype(np.int64), side * side)


def noise(seed, side=SIDE):
    return np.random.default_rng(seed).normal(50, 5, side * side)


def planted():
    """Noise with a high corner of 3 × 3 squares and a low one opposite."""
    values = noise(1).reshape(SIDE, SIDE)
    values[:3, :3] += 60
    values[-3:, -3:] -= 40
    return values.ravel()


def test_a_planted_high_corner_is_a_hot_spot_and_a_low_one_a_cold_spot():
    found = hot_spots(planted(), squares())
    kinds = np.array(found.kinds).reshape(SIDE, SIDE)
    assert (kinds[:2, :2] == "high_high").all()
    assert (kinds[-2:, -2:] == "low_low").all()
    assert (found.not_done, found.units) == ("", 100)
    hot = {tuple(place) for place in np.argwhere(kinds == "high_high")}
    assert all(row < 4 and column < 4 for row, column in hot)


def test_local_i_is_that_of_the_formula():
    values, links = planted(), squares()
    z = values - values.mean()
    means = [z[links.to[links.of == i]].mean() for i in range(len(z))]
    np.testing.assert_allclose(hot_spots(values, links).local_i, (len(z) - 1) * z * means / (z @ z), rtol=1e-9)


def test_in_noise_seldom_anything_is_found_though_single_tests_nearly_always_find_something():
    links, seldom, unchecked = squares(7), 0, 0
    for seed in range(60):
        found = hot_spots(noise(seed, 7), links, permutations=999)
        seldom += any(kind != "not_significant" for kind in found.kinds)
        # undone, the smallest adjusted p of n units is at most n times a single one
        unchecked += bool(found.p_values.min() <= 0.05 * found.units)
    assert seldom <= 6  # 5 % of 60 is 3
    assert unchecked == 60


def test_what_counts_is_what_benjamini_and_hochberg_let_pass():
    found = hot_spots(planted(), squares(), alpha=0.05)
    strict = hot_spots(planted(), squares(), alpha=0.001)
    for run in (found, strict):
        assert [kind != "not_significant" for kind in run.kinds] == (run.p_values <= run.alpha).tolist()
    assert found.p_values.tolist() == strict.p_values.tolist()
    assert found.kinds.count("high_high") > strict.kinds.count("high_high")


def test_the_seed_gives_the_same_answer_again():
    one, again = hot_spots(noise(3), squares()), hot_spots(noise(3), squares())
    assert one.p_values.tolist() == again.p_values.tolist()
    assert one.p_values.tolist() != hot_spots(noise(3), squares(), seed=4).p_values.tolist()


def test_with_fewer_than_thirty_units_it_is_not_done_and_said():
    found = hot_spots(np.arange(29.0), nearest(np.arange(29.0) / 10, np.zeros(29), 4))
    assert (found.not_done, set(found.kinds)) == ("few_units", {"not_significant"})
    assert np.isnan(found.p_values).all()
    assert np.isnan(found.local_i).all()
    assert hot_spots(np.arange(30.0), nearest(np.arange(30.0) / 10, np.zeros(30), 4)).not_done == ""


@pytest.mark.parametrize("same", [0.0, 7.0, 0.1 + 0.2])
def test_where_all_values_are_alike_it_is_not_done_and_said(same):
    values = np.full(SIDE**2, same)
    values[::2] = same * (1 + 1e-15)
    assert hot_spots(values, squares()).not_done == "constant"


def test_units_without_a_value_or_without_neighbours_are_set_apart():
    values = np.append(planted(), 1000.0)
    links = squares()
    values[[55, 0]] = NAN
    found = hot_spots(values, Neighbours(links.of, links.to, 101))
    assert (found.kinds[55], found.kinds[0], found.kinds[100]) == ("not_stated", "not_stated", "alone")
    assert np.flatnonzero(np.isnan(found.p_values)).tolist() == [0, 55, 100]
    assert found.units == 98
    assert found.kinds[11] == "high_high"


def test_units_that_have_only_neighbours_without_a_value_do_not_make_up_the_thirty():
    values = np.arange(34.0)
    chain = Neighbours(np.arange(33), np.arange(1, 34), 34)
    values[::2] = NAN
    assert (hot_spots(values, chain).not_done, hot_spots(values, chain).units) == ("few_units", 0)


def test_units_that_differ_in_number_are_refused():
    with pytest.raises(ValueError, match="99 values for 100 units"):
        hot_spots(noise(1)[1:], squares())


def test_squares_touch_at_edges_and_corners():
    links = squares(3)
    assert links.to[links.of == 4].tolist() == [0, 1, 2, 3, 5, 6, 7, 8]
    assert links.to[links.of == 0].tolist() == [1, 3, 4]


positions = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=20)


@given(positions, st.integers(1, 6))
def test_the_nearest_are_others_each_once_even_where_points_coincide(points, count):
    lon, lat = np.array(points, dtype=float).T
    links = nearest(lon, lat, count)
    assert (links.of != links.to).all()
    assert len(set(zip(links.of.tolist(), links.to.tolist(), strict=True))) == len(links.of)
    assert len(links.of) == len(points) * min(count, len(points) - 1)


def test_the_nearest_are_near_on_the_globe_not_in_degrees():
    # at 60° north a degree of longitude is half as long as one of latitude
    links = nearest(np.array([0.0, 1.2, 0.0]), np.array([60.0, 60.0, 61.0]), 1)
    assert links.to[0] == 1


def test_nothing_heavy_is_loaded_before_hot_spots_are_asked_for():
    heavy = "import geo.reach.hot_spots, geo.reach.floating_catchment, geo.reach.inequality, sys"
    check = f"{heavy}; print([name for name in ('esda', 'libpysal', 'scipy', 'pandas') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_order_of_the_links_changes_nothing():
    links, order = squares(), np.random.default_rng(5).permutation(len(squares().of))
    one, other = hot_spots(planted(), links), hot_spots(planted(), Neighbours(links.of[order], links.to[order], 100))
    np.testing.assert_allclose(other.local_i, one.local_i)
    assert other.kinds == one.kinds


def test_a_unit_that_others_name_but_that_names_none_counts_for_them():
    links = squares()
    one_way = Neighbours(links.of[links.of != 0], links.to[links.of != 0], 100)
    found, both = hot_spots(planted(), one_way), hot_spots(planted(), links)
    assert found.kinds[0] == "alone"
    np.testing.assert_allclose(found.local_i[1:], both.local_i[1:])
