"""A briefing: scenes in order, each with what the player, the slides, the handout and the single file draw of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.map_spec import MapSpec
from pages.shared.labels import in_brackets, word

SceneKind = Literal[
    "cover",
    "background",
    "goals",
    "structure",
    "element",
    "projects",
    "districts",
    "indicators",
    "tasks",
    "findings",
    "end",
]
Box = tuple[float, float, float, float]
FigureBasis = Literal["stated", "derived", "inferred", "reference", "recorded", "unstated"]


@dataclass(frozen=True, slots=True)
class SceneFigure:
    """A figure in large type: `value` is ready text (规划未载明 where the plan is silent).

    `citation` is its section and words; for a derived figure how it was made, for people the census. `basis` tells
    what the plan states from what is computed from it (derived), looked up (reference) or recorded by users.
    """

    label: str
    value: str
    unit: str = ""
    citation: str = ""
    basis: FigureBasis = "stated"


@dataclass(frozen=True, slots=True)
class SceneTable:
    """A small table; cells are ready text, `numeric` tells which columns are set right.

    Where `more` rows of the whole were left out, the last row says so.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    more: int = 0

    def rows_left(self, shown: int) -> int:
        """Return how many rows of the whole a reader misses who sees the first few.

        >>> SceneTable(("甲",), (("1",), ("2",), ("另有 9 行",)), more=9).rows_left(1)
        10
        """
        hidden = len(self.rows) - shown
        return hidden - 1 + self.more if hidden and self.more else hidden


@dataclass(frozen=True, slots=True)
class SceneChart:
    """A chart of categories; None is a gap (not stated)."""

    kind: Literal["bar", "line"]
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    unit: str = ""

    @property
    def heading(self) -> str:
        """What is shown, with its unit; of several series, which a legend names, the unit alone."""
        if len(self.series) != 1:
            return word("slides.unit", unit=self.unit) if self.unit else ""
        name = self.series[0][0]
        return name + in_brackets(self.unit) if self.unit else name


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture of a briefing.

    Attributes:
        scene_id: stable over versions of the plan: `cover`, `element:<id>`, `districts` … Arrangements point at it.
        kind: what it is about.
        title: heading.
        sentence: the one sentence to say.
        figures: at most six.
        table: rows of at most about ten, or None.
        chart: or None.
        map: the map's state (geometry is that of the plan's map file), or None for a scene without a map.
        box: where the map looks: west, south, east, north in degrees; None for the whole region.
        sources: one line each: document, section, words.
        notes: what only the presenter sees.
        seconds: how long autoplay stays.
    """

    scene_id: str
    kind: SceneKind
    title: str
    sentence: str = ""
    figures: tuple[SceneFigure, ...] = ()
    table: SceneTable | None = None
    chart: SceneChart | None = None
    map: MapSpec | None = None
    box: Box | None = None
    sources: tuple[str, ...] = ()
    notes: str = ""
    seconds: int = 20


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing of one plan in one language.

    `version` and `data_as_of` are those of the plan's data, `made_on` an ISO date, `sign` the plan's name for the foot
    of each scene.
    """

    plan_id: str
    language: Literal["zh", "en"]
    title: str
    sign: str
    version: str
    data_as_of: str
    made_on: str
    scenes: tuple[Scene, ...]
