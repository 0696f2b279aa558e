"""What the reader chooses on 招商推介, from the address bar: filters, weights, shortlist, one project, the view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.investment.candidate import STATES
from data.investment.candidate_filter import CandidateFilter
from data.investment.completeness import GRADES
from data.investment.score import DEFAULT_WEIGHTS, RANK_BY, RankBy, weights_of, weights_text
from data.investment.shortlist import MOST_COMPARED, MOST_LISTED, shortlist_of, shortlist_text, toggled
from data.plan import Plan
from data.schema import load_schema
from pages.shared import parameters
from pages.shared.labels import in_brackets, joined, name_of, period, region_of, value_label, word

VIEWS = ("list", "compare", "sheet")
FILTERS = ("plans", "district", "category", "bedtype", "change", "grade", "states", "q")
WEIGHTS, PICKS, COMPARED, SELECTION = "w", "picks", "cmp", "sel"
STAR = "do:star:"


@dataclass(frozen=True, slots=True)
class Options:
    """What can be filtered by, with the names that a reader sees."""

    plans: Mapping[str, str]
    districts: Mapping[str, str]
    categories: Mapping[str, str]
    bed_types: Mapping[str, str]
    changes: Mapping[str, str]

    def of(self, name: str) -> Mapping[str, str]:
        """Return the options of a filter by its name in the address."""
        fixed = {
            "grade": {grade: grade for _, grade in GRADES},
            "states": {state: word(f"invest.states_{state}") for state in STATES},
        }
        own = {
            "plans": self.plans,
            "district": self.districts,
            "category": self.categories,
            "bedtype": self.bed_types,
            "change": self.changes,
        }
        return (own | fixed)[name]


def options_of(plans: Iterable[Plan], counts: Mapping[str, Counter[str]]) -> Options:
    """Return what the candidates offer; `counts` say how many there are of each."""
    shown = [plan for plan in plans if plan.plan_id in counts["plans"]]
    districts = [row for plan in shown for row in plan.districts if row.district_code in counts["district"]]
    return Options(
        {plan.plan_id: plan_label(plan) for plan in shown},
        {row.district_code: name_of(row) for row in districts},
        _labels("category", counts["category"]),
        _labels("bed_types", counts["bedtype"]),
        _labels("bed_change", counts["change"]),
    )


def read_filter(options: Options) -> CandidateFilter:
    """Return the filter that the address bar states; unknown values leave a notice."""
    chosen = {name: frozenset(parameters.read_list(name, (), options.of(name))) for name in FILTERS[:-1]}
    return CandidateFilter(
        plans=chosen["plans"],
        districts=chosen["district"],
        categories=chosen["category"],
        bed_types=chosen["bedtype"],
        changes=chosen["change"],
        grades=chosen["grade"],
        states=chosen["states"],
        text=parameters.read("q").strip(),
    )


def sets_of(wanted: CandidateFilter) -> dict[str, frozenset[str]]:
    """Return what is chosen in each filter, by its name in the address; the text aside."""
    return {
        "plans": wanted.plans,
        "district": wanted.districts,
        "category": wanted.categories,
        "bedtype": wanted.bed_types,
        "change": wanted.changes,
        "grade": wanted.grades,
        "states": wanted.states,
    }


def clear_filters() -> None:
    """Forget all filters; weights, shortlist and selection stay."""
    parameters.reset(*FILTERS)


def filter_words(wanted: CandidateFilter, options: Options) -> str:
    """Return the filter in words, as a file states it."""
    parts = [
        word("invest.chip", name=word(f"invest.{name}"), value=joined(_in_order(options.of(name), chosen)))
        for name, chosen in sets_of(wanted).items()
        if chosen
    ]
    if wanted.text:
        parts.append(word("invest.chip", name=word("facts.text"), value=wanted.text))
    return word("project.joint").join(parts) or word("invest.no_filter")


def read_weights() -> dict[str, int]:
    """Return the weights; the default ones, with a notice, where the address holds none that can be read."""
    text = parameters.read(WEIGHTS, weights_text(DEFAULT_WEIGHTS))
    weights = weights_of(text)
    if weights is None:
        parameters.note_unknown(WEIGHTS, text)
        return dict(DEFAULT_WEIGHTS)
    return weights


def write_weights(weights: Mapping[str, int]) -> None:
    """Keep the weights."""
    parameters.write(WEIGHTS, weights_text(weights), weights_text(DEFAULT_WEIGHTS))


def read_view() -> str:
    """Return which view is shown."""
    return parameters.read("view", VIEWS[0], VIEWS)


def read_rank_by() -> RankBy:
    """Return what the list is ranked by."""
    return "low" if parameters.read("by", RANK_BY[0], RANK_BY) == "low" else "middle"


def read_shortlist(known: Collection[str]) -> list[str]:
    """Return the shortlist; what is no candidate, or beyond the most, is left out with a notice.

    Another plan chosen in the frame drops the choices of a page; a shortlist of all plans outlives it.
    """
    text = parameters.read(PICKS) or str(parameters.kept(PICKS, ""))
    named = shortlist_of(text)
    keys = [key for key in named if key in known][:MOST_LISTED]
    if keys != named:
        parameters.note_unknown(PICKS, joined(key for key in named if key not in keys))
    if shortlist_text(keys) != parameters.read(PICKS):
        write_shortlist(keys)
    return keys


def write_shortlist(keys: Sequence[str]) -> None:
    """Keep the shortlist, for the other pages and plans of this session, too."""
    parameters.keep(PICKS, shortlist_text(keys))
    parameters.write(PICKS, shortlist_text(keys))


def star(key: str) -> None:
    """Put a candidate on the shortlist, or take it off."""
    text = parameters.read(PICKS)
    write_shortlist(toggled(shortlist_of(text), key))


def clear_shortlist() -> None:
    """Empty the shortlist."""
    write_shortlist(())
    parameters.reset(COMPARED)


def read_compared(shortlist: Sequence[str]) -> list[str]:
    """Return which of the shortlist stand side by side: the chosen ones, else its first four."""
    chosen = [key for key in shortlist_of(parameters.read(COMPARED)) if key in shortlist]
    return chosen[:MOST_COMPARED] or list(shortlist[:MOST_COMPARED])


def write_compared(keys: Sequence[str]) -> None:
    """Keep what stands side by side; the latest four of more."""
    parameters.write(COMPARED, shortlist_text(keys[-MOST_COMPARED:]))


def read_selection(known: Collection[str]) -> str:
    """Return the chosen candidate when there is such a one; an unknown one is dropped with a notice."""
    choice = parameters.read(SELECTION)
    if choice and choice not in known:
        parameters.note_unknown(SELECTION, choice)
        return ""
    return choice


def select(choice: str) -> None:
    """Select a candidate, clear with "", or do what a cell stands for: put its row on the shortlist."""
    if choice.startswith(STAR):
        star(choice.removeprefix(STAR))
        return
    parameters.write(SELECTION, choice)


def plan_label(plan: Plan) -> str:
    """Return region and years, such as 达州市 2021—2025."""
    return f"{region_of(plan)} {period(plan)}".strip()


def status_label(plan: Plan) -> str:
    """Return region, years and status of a plan."""
    return plan_label(plan) + (in_brackets(value_label("status", plan.status)) if plan.status else "")


def _in_order(names: Mapping[str, str], chosen: Collection[str]) -> list[str]:
    return [name for value, name in names.items() if value in chosen]


def _labels(field: str, values: Collection[str]) -> dict[str, str]:
    """Return the names of the values that occur, in the order of the column dictionary, unknown ones last."""
    allowed = load_schema().fields[field].allowed
    ordered = [value for value in allowed if value in values] + sorted({*values} - {*allowed, ""})
    return {value: value_label(field, value) for value in ordered}
