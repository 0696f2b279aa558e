"""The shortlist in a link, the filter, the cautions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog import load_catalog
from data.investment.candidate import candidates
from data.investment.candidate_filter import CandidateFilter, filter_candidates
from data.investment.caution import cautions_of
from data.investment.shortlist import MOST_LISTED, shortlist_of, shortlist_text, toggled
from tests.data.investment.builders import plan_of, project_of

keys = st.builds(
    "{}/{}".format,
    st.sampled_from(["weihai-2022-2024", "yaan-2017-2020", "a"]),
    st.from_regex(r"k[0-9]{1,3}[a-z]?", fullmatch=True),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(keys, unique=True, max_size=MOST_LISTED))
def test_a_shortlist_survives_a_link(chosen):
    assert shortlist_of(shortlist_text(chosen)) == chosen


def test_twelve_projects_of_five_plans_fit_into_an_address():
    found = [one.key for one in candidates(load_catalog())]
    mixed = [found[at * len(found) // MOST_LISTED] for at in range(MOST_LISTED)]
    assert len(shortlist_text(mixed)) <= 300


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_reads_as_keys_without_a_fault(text):
    assert all("/" in key for key in shortlist_of(text))


def test_a_full_shortlist_takes_no_more_and_gives_back():
    full = [f"p/k{number}" for number in range(MOST_LISTED)]
    assert toggled(full, "p/new") == full
    assert toggled(full, "p/k3") == [key for key in full if key != "p/k3"]
    assert toggled(["p/k1"], "p/k2") == ["p/k1", "p/k2"]


def test_filters_join_and_words_look_at_places_too():
    rows = (
        project_of("k1", ("01",), bed_counts=(9,), bed_types=("nursing",), bed_change="renovated", investment="1亿元"),
        project_of("k2", ("03",), category="hospital", place_ids=("p-town",)),
    )
    found = candidates([plan_of(*rows)])

    def keys_of(**wanted: object) -> list[str]:
        return [one.project.project_id for one in filter_candidates(found, CandidateFilter(**wanted))]

    assert keys_of() == ["k1", "k2"]
    assert keys_of(bed_types=frozenset({"nursing", "home"})) == ["k1"]
    assert keys_of(changes=frozenset({"renovated"}), states=frozenset({"money", "beds"})) == ["k1"]
    assert keys_of(states=frozenset({"place"})) == ["k2"]
    assert keys_of(text="南区 地点TOWN") == ["k2"]
    assert keys_of(plans=frozenset({"other"})) == []
    assert CandidateFilter(text="x").is_narrowed
    assert not CandidateFilter().is_narrowed


def test_plans_of_different_years_are_not_compared_in_silence():
    plans = load_catalog()
    names = [caution.name for caution in cautions_of(plans)]
    assert {"expired", "years", "beds"} <= set(names)
    # one plan alone states money: nothing of another year stands beside it
    assert "prices" not in names
    assert [caution.name for caution in cautions_of(plans[:1])] == ["expired"]
    paying = [
        plan_of(project_of(investment="1亿元"), plan_id=name, end_year=year)
        for name, year in (("a", 2020), ("b", 2024))
    ]
    assert [caution.name for caution in cautions_of(paying)] == ["years", "prices"]
