"""Coverage and floating catchments of a whole nation, in bounded memory.

Chunk by chunk (`geo.reach.chunk_plan`), twice: first the weighted people of each facility, then what each demand point
can have. Pairs are measured again the second time rather than kept, and no matrix of all points by all facilities is
ever made. The formulas are those of `geo.reach.floating_catchment`. Sums of step 1 are added in the order of the
chunks, wherever these were computed: the same question in the same budget has the same bits on every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

import numpy as np

from geo.reach.chunk_plan import DEFAULT_BUDGET_MB, Chunk, ChunkPlan
from geo.reach.chunk_work import Answered, BoundedTravel, Task, answer, weigh
from geo.reach.decay import Decay
from geo.reach.floating_catchment import Accessibility, capacity_per_person, summed_up
from geo.reach.travel_times import Floats, Indices, TravelTimes

Step = Literal["weigh", "answer"]
Found = TypeVar("Found", bound="Counted")


class Counted(Protocol):
    """What a step gives for a chunk."""

    @property
    def pairs(self) -> int:
        """Return how many pairs the chunk has."""


class ReachStoppedError(Exception):
    """The computation was stopped by whoever started it; nothing of it is left."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked: n demand points, m facilities, how people travel, how distance counts.

    Attributes:
        lon, lat: (n,) degrees CGCS2000; NaN: without a position, reaches nothing.
        people: (n,) persons; NaN is not stated.
        to_lon, to_lat: (m,) degrees.
        capacity: (m,) such as beds; NaN is not stated.
        travel: how people travel.
        decay: `Flat` asks for 2SFCA, any other for E2SFCA; its catchment is the limit of travel.
        is_three_step: asks for 3SFCA.
    """

    lon: Floats
    lat: Floats
    people: Floats
    to_lon: Floats
    to_lat: Floats
    capacity: Floats
    travel: BoundedTravel
    decay: Decay
    is_three_step: bool = False

    def __post_init__(self) -> None:
        n, m = len(self.lon), len(self.to_lon)
        if not (len(self.lat) == len(self.people) == n and len(self.to_lat) == len(self.capacity) == m):
            raise ValueError(f"the arrays of {n} demand points or of {m} facilities differ in length")
        if (self.people < 0).any() or (self.capacity < 0).any():
            raise ValueError("people and capacities must not be negative")


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What a question has for an answer.

    Attributes:
        accessibility: as `floating_catchment` tells it.
        nearest: minutes to the nearest facility, and which: one pair per demand point, none beyond the catchment.
            `geo.reach.coverage.coverage` counts with it as with all pairs.
        pairs: how many pairs were measured in each step.
        chunks: how many chunks the demand points were cut into.
    """

    accessibility: Accessibility
    nearest: TravelTimes
    pairs: int
    chunks: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a computation is: chunks that are done of those of the step, and pairs measured in it."""

    step: Step
    done: int
    total: int
    pairs: int


class Engine(Protocol):
    """Where chunks are computed."""

    def __call__(
        self, work: Callable[[Task], Found], tasks: Iterable[Task], check: Callable[[], None]
    ) -> Iterator[Found]:
        """Yield what each task gives, in the order of the tasks; `check` is called often and raises to stop."""


def in_this_process(work: Callable[[Task], Found], tasks: Iterable[Task], check: Callable[[], None]) -> Iterator[Found]:
    """Compute one task after the other, here."""
    for task in tasks:
        check()
        yield work(task)


def reach_in_chunks(
    question: Question,
    budget_mb: int = DEFAULT_BUDGET_MB,
    *,
    engine: Engine = in_this_process,
    on_progress: Callable[[Progress], None] = lambda _: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Reach:
    """Answer a question chunk by chunk.

    Args:
        question: what is asked.
        budget_mb: working memory of a chunk in millions of bytes, on top of the arrays that are passed in and returned.
        engine: where chunks are computed.
        on_progress: told after each chunk of each step.
        is_stopped: asked before each chunk; True ends with ReachStoppedError.

    Raises:
        MemoryBudgetError: the budget does not hold the pairs of one demand point.
        ReachStoppedError: it was stopped.

    >>> from geo.reach.decay import Flat
    >>> from geo.reach.straight_line import StraightLine
    >>> villages, homes = (np.array([105.0, 105.1]), np.array([30.0, 30.0])), (np.array([105.0]), np.array([30.0]))
    >>> beds, people = np.array([30.0]), np.array([1000.0, 500.0])
    >>> asked = Question(*villages, people, *homes, beds, StraightLine(speed_kmh=30.0, detour=1.3), Flat(30.0))
    >>> reach_in_chunks(asked).accessibility.per_1000.tolist()
    [20.0, 20.0]
    """
    run = _Run(question, budget_mb, engine, on_progress, is_stopped)
    ratios = capacity_per_person(question.capacity, run.people_of_facilities())
    answers = _Answers(len(question.lon))
    for chunk, near, found in run.each("answer", answer, ratios):
        answers.put(run.plan.order[chunk.rows], near, found)
    return Reach(answers.accessibility(question, ratios), answers.times(question), run.pairs, len(run.plan.chunks))


class _Run:
    """One question on its way through the chunks."""

    def __init__(
        self,
        question: Question,
        budget_mb: int,
        engine: Engine,
        on_progress: Callable[[Progress], None],
        is_stopped: Callable[[], bool],
    ) -> None:
        self._asked, self._engine, self._on_progress, self._is_stopped = question, engine, on_progress, is_stopped
        km = question.travel.km_within(question.decay.catchment_min)
        self.plan = ChunkPlan(question.lon, question.lat, question.to_lon, question.to_lat, km, budget_mb)
        self.pairs = 0

    def people_of_facilities(self) -> Floats:
        """Return step 1, the (m,) weighted people: the sums of the chunks, added in their order."""
        total = np.zeros(len(self._asked.to_lon))
        for _, near, found in self.each("weigh", weigh):
            total[near] += found.people
        return total

    def each(
        self, step: Step, work: Callable[[Task], Found], ratios: Floats | None = None
    ) -> Iterator[tuple[Chunk, Indices, Found]]:
        """Yield each chunk, the numbers of the facilities near it, and what the work on it gives."""
        self.pairs = 0
        waiting: list[tuple[Chunk, Indices]] = []

        def tasks() -> Iterator[Task]:
            for chunk in self.plan.chunks:
                near = self.plan.facilities_near(chunk)
                waiting.append((chunk, near))
                yield self._task(self.plan.order[chunk.rows], near, ratios)

        for number, found in enumerate(self._engine(work, tasks(), self._check), start=1):
            self.pairs += found.pairs
            yield *waiting.pop(0), found
            self._on_progress(Progress(step, number, len(self.plan.chunks), self.pairs))

    def _task(self, rows: Indices, near: Indices, ratios: Floats | None) -> Task:
        asked = self._asked
        return Task(
            asked.lon[rows],
            asked.lat[rows],
            asked.people[rows],
            asked.to_lon[near],
            asked.to_lat[near],
            asked.capacity[near],
            np.zeros(0) if ratios is None else ratios[near],
            asked.travel,
            asked.decay,
            asked.is_three_step,
        )

    def _check(self) -> None:
        if self._is_stopped():
            raise ReachStoppedError("计算已中止，没有留下结果")


class _Answers:
    """The answers of n demand points, filled chunk by chunk."""

    def __init__(self, n: int) -> None:
        self._per_1000, self._nearest_min = np.zeros(n), np.full(n, np.inf)
        self._is_reached, self._has_not_stated = np.zeros(n, bool), np.zeros(n, bool)
        self._nearest = np.full(n, -1, np.int64)

    def put(self, rows: Indices, near: Indices, found: Answered) -> None:
        """Keep the answer of a chunk."""
        self._per_1000[rows], self._nearest_min[rows] = found.per_1000, found.nearest_min
        self._is_reached[rows], self._has_not_stated[rows] = found.is_reached, found.has_not_stated
        self._nearest[rows] = np.append(near, -1)[found.nearest]

    def accessibility(self, asked: Question, ratios: Floats) -> Accessibility:
        """Return the answers with the people that they hold for."""
        reached = self._is_reached, self._has_not_stated
        return summed_up(self._per_1000, ratios, reached, (asked.people, asked.capacity), asked.travel.is_estimate)

    def times(self, asked: Question) -> TravelTimes:
        """Return the minutes to the nearest facility of each demand point."""
        has_any = self._nearest >= 0
        return TravelTimes(
            np.concatenate([np.zeros(1, np.int64), np.cumsum(has_any, dtype=np.int64)]),
            self._nearest[has_any],
            self._nearest_min[has_any],
            len(asked.to_lon),
            asked.decay.catchment_min,
            asked.travel.is_estimate,
        )
