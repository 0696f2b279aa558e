"""Our floating catchments and those of PySAL `access` are the same numbers where both have one."""

import warnings

import numpy as np
import pandas as pd
import pytest
from access import Access, fca, weights
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.reach import decay
from geo.reach.floating_catchment import enhanced_two_step, three_step, two_step
from geo.reach.pair_table import times_of_pairs

WAN = {10: 0.962, 20: 0.704, 30: 0.377, 60: 0.042}  # zones of Wan, Zou & Sternberg 2012
BOUNDS = (0.0, 5.0, 9.999999, 10.0, 10.000001, 20.0, 30.0, np.nextafter(30, 60), 60.0)
few = settings(max_examples=20, deadline=None)  # each answer of `access` takes some 10 ms
pairs_of_decays = [
    (weights.step_fn({10: 1, 20: 0.68, 30: 0.22}), decay.slow_steps(30)),
    (weights.gaussian(20), decay.Gaussian(60, sigma_min=20)),
    (lambda d: np.exp(-d / 12), decay.Exponential(60, scale_min=12)),
]
either = pytest.mark.parametrize(("theirs", "ours"), pairs_of_decays, ids=["steps", "gaussian", "exponential"])


@st.composite
def tables(draw):
    """Demand, supply and costs as `access` takes them; at and beside the bounds, people everywhere."""
    n, m = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    cost = st.one_of(st.none(), st.sampled_from(BOUNDS), st.floats(0, 60))
    cells = draw(st.lists(cost, min_size=n * m, max_size=n * m))
    cells[0] = 60.0
    people = draw(st.lists(st.integers(1, 5000), min_size=n, max_size=n))
    beds = draw(st.lists(st.integers(0, 400), min_size=m, max_size=m))
    return frames(n, m, cells, people, beds)


def frames(n, m, cells, people, beds):
    origins, destinations = np.divmod(np.arange(n * m), m)
    costs = pd.DataFrame({"origin": origins, "dest": destinations, "cost": pd.array(cells, dtype=float)}).dropna()
    demand = pd.DataFrame({"demand": np.array(people, float)}, index=pd.RangeIndex(n, name="geoid"))
    supply = pd.DataFrame({"supply": np.array(beds, float)}, index=pd.RangeIndex(m, name="geoid"))
    return demand, supply, costs


def random_frames(n, m, seed):
    draw = np.random.default_rng(seed)
    cells = np.where(draw.random(n * m) < 0.4, draw.integers(0, 61, n * m), np.nan)  # whole minutes: often at a bound
    cells[0] = 60
    return frames(n, m, cells, draw.integers(1, 5000, n), draw.integers(0, 400, m))


def arrays(demand, supply, costs):
    shape = (len(demand), len(supply))
    times = times_of_pairs(costs["origin"].to_numpy(), costs["dest"].to_numpy(), costs["cost"].to_numpy(), shape)
    return times, demand["demand"].to_numpy(), supply["supply"].to_numpy()


def assert_same(found, series, factor=1000):
    # a place that no pair tells of is absent there and 0 here
    expected = series.reindex(range(len(found.per_1000)), fill_value=0.0).to_numpy() * factor
    np.testing.assert_allclose(found.per_1000, expected, rtol=1e-9, atol=1e-9)


@few
@given(tables=tables(), catchment=st.sampled_from([b for b in BOUNDS if b > 0]))
def test_2sfca_is_the_same_at_and_beside_every_bound(tables, catchment):
    theirs = fca.two_stage_fca(*tables, max_cost=catchment, demand_index=True)
    assert_same(two_step(*arrays(*tables), catchment), theirs)


@either
@few
@given(tables=tables())
def test_e2sfca_is_the_same(theirs, ours, tables):
    expected = fca.two_stage_fca(*tables, max_cost=ours.catchment_min, demand_index=True, weight_fn=theirs)
    assert_same(enhanced_two_step(*arrays(*tables), ours), expected)


@either
@few
@given(tables=tables())
def test_3sfca_is_the_same(theirs, ours, tables):
    # theirs shares people among all pairs of the table, ours among those of the catchment: here the others weigh 0
    expected = fca.three_stage_fca(*tables, max_cost=None, demand_index=True, weight_fn=theirs)
    assert_same(three_step(*arrays(*tables), ours), expected)


def test_the_defaults_of_access_for_e2sfca_and_3sfca_are_the_same():
    tables = random_frames(300, 60, seed=7)
    demand, supply, costs = tables
    model = Access(
        demand_df=demand.reset_index(),
        demand_index="geoid",
        demand_value="demand",
        supply_df=supply.reset_index(),
        supply_index="geoid",
        supply_value="supply",
        cost_df=costs,
        cost_origin="origin",
        cost_dest="dest",
        cost_name="cost",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        enhanced, three = model.enhanced_two_stage_fca()["e2sfca_supply"], model.three_stage_fca()["3sfca_supply"]
    assert_same(enhanced_two_step(*arrays(*tables), decay.slow_steps(30)), enhanced.fillna(0))
    steps = decay.Steps(tuple(WAN), tuple(WAN.values()))
    assert_same(three_step(*arrays(*tables), steps), three.fillna(0))
