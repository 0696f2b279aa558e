"""The worked examples of geo/reach/README.md, run, and held against the figures that stand there."""

from pathlib import Path

import numpy as np
import pytest

from geo.reach.decay import Steps, gaussian
from geo.reach.floating_catchment import enhanced_two_step, three_step, two_step
from geo.reach.hot_spots import _controlled, _local_moran
from geo.reach.inequality import gini, lorenz, theil
from geo.reach.pair_table import times_of_pairs

README = (Path(__file__).parents[3] / "geo" / "reach" / "README.md").read_text(encoding="utf-8")
PEOPLE, BEDS = np.array([1000.0, 500.0]), np.array([30.0, 10.0])
ZONES = Steps((5, 15), (1, 0.5))
PER_1000, PERSONS = np.array([20.0, 0.0, 60.0]), np.array([100.0, 100.0, 50.0])


def villages():
    return times_of_pairs(np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([5.0, 10.0, 0.0]), (2, 2), limit_min=15.0)


@pytest.mark.parametrize(
    ("found", "ratios", "per_1000"),
    [
        (two_step(villages(), PEOPLE, BEDS, 15), [0.02, 0.02], ["20", "40"]),
        (enhanced_two_step(villages(), PEOPLE, BEDS, ZONES), [0.024, 0.02], ["24", "32"]),
        (three_step(villages(), PEOPLE, BEDS, ZONES), [0.0276923, 0.03], ["27.6923", "24.6154"]),
    ],
    ids=["2SFCA", "E2SFCA", "3SFCA"],
)
def test_the_two_villages(found, ratios, per_1000):
    assert found.ratios == pytest.approx(ratios, abs=1e-7)
    assert found.per_1000 == pytest.approx([float(figure) for figure in per_1000], abs=1e-4)
    assert PEOPLE @ found.per_1000 / 1000 == pytest.approx(40)
    assert all(f"**{figure}**" in README for figure in per_1000)


def test_the_gaussian_of_thirty_minutes():
    assert gaussian(30).sigma_min == pytest.approx(9.885, abs=1e-3)
    assert gaussian(30).weights(np.array([15.0]))[0] == pytest.approx(0.3162, abs=1e-4)


def test_lorenz_and_gini():
    curve = lorenz(PER_1000, PERSONS)
    assert curve.people_share == pytest.approx([0, 0.4, 0.8, 1])
    assert curve.value_share == pytest.approx([0, 0, 0.4, 1])
    assert gini(PER_1000, PERSONS) == pytest.approx(0.56)
    assert "**0.56**" in README


def test_theil_and_its_parts():
    found = theil(PER_1000, PERSONS, ["A", "A", "B"])
    assert (found.total, found.between, found.within) == pytest.approx((0.6592, 0.3819, 0.2773), abs=5e-5)
    assert [part.value_share for part in found.zones] == pytest.approx([0.4, 0.6])
    assert all(figure in README for figure in ("**0.6592**", "0.3819", "0.2773"))


def test_local_moran_of_five_in_a_row():
    of, to = np.array([0, 1, 1, 2, 2, 3, 3, 4]), np.array([1, 0, 2, 1, 3, 2, 4, 3])
    local_i, _, _ = _local_moran(np.array([1.0, 1, 1, 5, 7]), of, to, 99, 1)
    assert local_i[[4, 0, 3]] == pytest.approx([1, 0.5, 0.25])


def test_benjamini_and_hochberg_of_four():
    assert _controlled(np.array([0.01, 0.02, 0.03, 0.6])) == pytest.approx([0.04, 0.04, 0.04, 0.6])
