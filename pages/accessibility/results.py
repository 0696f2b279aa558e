"""What is computed for a question, each kept while inputs and assumptions are the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.plan import Plan
from data.supply_demand.input_set import InputSet
from data.supply_demand.points import Facilities
from geo.reach.choosing import only_facilities
from geo.reach.coverage import Coverage, coverage
from geo.reach.decay import DECAYS
from geo.reach.floating_catchment import Accessibility, enhanced_two_step, three_step, two_step
from geo.reach.road_travel import RoadTravel
from geo.reach.schematic import schematic_people
from geo.reach.straight_line import StraightLine
from geo.reach.travel_times import Floats, TravelTimes
from geo.reach.uncovered import Pocket, nearest_facility, uncovered_pockets
from pages.accessibility.choices import ALL, EXISTING, Choices
from pages.accessibility.roads import road_travel
from pages.shared import queries
from pages.shared.plan_stamp import stamp_of

LIMIT_MIN, ROAD_LIMIT_MIN = 60.0, 30.0
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Inputs and assumptions; every figure of the page answers one."""

    plan: Plan
    inputs: InputSet
    choices: Choices

    @property
    def key(self) -> str:
        """A key of all that the answers depend on."""
        return f"{input_key(self.plan, self.inputs)} {self.choices}"

    @property
    def people(self) -> Floats:
        """(n,) persons of the chosen age group; NaN where not stated."""
        demand, group = self.inputs.demand, self.choices.group
        return demand.people[group] if group in demand.people else np.full(len(demand), np.nan)


def input_key(plan: Plan, inputs: InputSet) -> str:
    """Return what names a set of inputs for good: its id; of the example the plan as it is."""
    return inputs.id or f"{plan.plan_id} {stamp_of(plan.plan_id)}"


def travel_of(inputs: InputSet, choices: Choices) -> StraightLine | RoadTravel:
    """Return how people travel: along the roads that are loaded, else in straight lines."""
    if inputs.roads:
        return road_travel(inputs.roads, choices.mode)
    return StraightLine(choices.speed_kmh, choices.detour)


def travel_key(inputs: InputSet, choices: Choices) -> str:
    """Return what names a way to travel among those of a set of inputs."""
    return f"{inputs.roads} {choices.mode}" if inputs.roads else f"{choices.speed_kmh} {choices.detour}"


def times_of(question: Question) -> TravelTimes:
    """Return the minutes from people to all facilities, up to LIMIT_MIN; along roads up to ROAD_LIMIT_MIN."""
    inputs, choices = question.inputs, question.choices
    demand, facilities = inputs.demand, inputs.facilities
    limit = ROAD_LIMIT_MIN if inputs.roads else LIMIT_MIN
    key = f"{input_key(question.plan, inputs)} {travel_key(inputs, choices)} {limit}"
    return queries.travel_times(
        key,
        lambda: travel_of(inputs, choices).times(demand.lon, demand.lat, facilities.lon, facilities.lat, limit),
    )


def counted_kinds(facilities: Facilities, choices: Choices) -> Flags:
    """Return (m,) which facilities are of a bed type that counts; one without a type always is."""
    return np.array([not kind or kind in choices.kinds for kind in facilities.kinds], dtype=bool)


def counts_of(facilities: Facilities, choices: Choices) -> Flags:
    """Return (m,) which facilities count: by state and year, and by bed type; one without a type always does."""
    by_kind = counted_kinds(facilities, choices)
    if choices.counted == ALL:
        return by_kind
    years = facilities.years or (None,) * len(facilities)
    until = 0 if choices.counted == EXISTING else int(choices.counted)
    stands = [
        status == "existing" or (year is not None and year <= until)
        for status, year in zip(facilities.statuses, years, strict=True)
    ]
    return by_kind & np.array(stands, dtype=bool)


def coverage_of(question: Question) -> Coverage:
    """Return who is covered."""
    choices, inputs = question.choices, question.inputs

    def make() -> Coverage:
        counts = counts_of(inputs.facilities, choices)
        return coverage(times_of(question), inputs.demand, choices.group, choices.minutes, counts)

    return queries.made(f"coverage {question.key}", make)


def schematic_people_of(question: Question) -> float:
    """Return how many people have a result that rests on a schematic position; of those that the figures count."""
    demand, facilities, found = question.inputs.demand, question.inputs.facilities, coverage_of(question)
    placed = np.isfinite(demand.lon) & np.isfinite(demand.lat)
    people = np.where(placed, question.people, 0.0)
    return queries.made(
        f"schematic {question.key}",
        lambda: schematic_people(people, demand.precision, found.nearest, facilities.precision),
    )


def pockets_of(question: Question) -> tuple[Pocket, ...]:
    """Return where people are left uncovered: points near each other are one pocket, most people first."""
    choices, inputs = question.choices, question.inputs

    def make() -> tuple[Pocket, ...]:
        travel, counts = travel_of(inputs, choices), counts_of(inputs.facilities, choices)
        nearest = nearest_facility(travel, inputs.demand, inputs.facilities, counts)
        return uncovered_pockets(coverage_of(question), inputs.demand, nearest)

    return queries.made(f"pockets {question.key}", make)


def states_beds(question: Question) -> bool:
    """Tell whether any facility that counts states its beds; without one nothing can be said of capacity."""
    facilities = question.inputs.facilities
    return bool((counts_of(facilities, question.choices) & ~np.isnan(facilities.capacity)).any())


def accessibility_of(question: Question) -> Accessibility:
    """Return how many beds per 1,000 people can be reached; NaN everywhere where none that counts states its beds."""
    choices, inputs = question.choices, question.inputs

    def make() -> Accessibility:
        counts = counts_of(inputs.facilities, choices)
        times = only_facilities(times_of(question), counts)
        # beds of those that do not count are none of this question's
        beds = np.where(counts, inputs.facilities.capacity, np.nan)
        if choices.method == "2sfca":
            return two_step(times, question.people, beds, choices.minutes)
        decay = DECAYS[choices.decay](choices.minutes)
        compute = three_step if choices.method == "3sfca" else enhanced_two_step
        return compute(times, question.people, beds, decay)

    return queries.made(f"accessibility {question.key}", make)
