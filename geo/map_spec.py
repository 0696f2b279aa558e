"""What a map shows, without saying how: layers, colours, selection, legend. Pages build it, adapters draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.map_overlay import MapOverlay

NOT_STATED = -1
NO_DATA = -2


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One line of a legend: a symbol, its words, and how many things of it the map holds.

    `colours`: all that the things of the line have on the map, where they are several; the first is `colour`.
    """

    label: str
    symbol: str = "area"
    colour: str = ""
    count: int | None = None
    glyph: str = ""
    basis: str = ""
    className: str = ""  # noqa: N815 - the browser's word
    fill: str = ""
    stroke: str = ""
    opacity: float | None = None
    radius: float | None = None
    dashed: bool = False
    hollow: bool = False
    colours: tuple[str, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Return what is set, for the browser."""
        return {key: value for key, value in asdict(self).items() if value not in ("", None, False, ())}


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """A titled group of legend lines; a compact one stands in two columns."""

    title: str
    items: tuple[LegendItem, ...]
    is_compact: bool = False

    def payload(self) -> dict[str, Any]:
        """Return the group for the browser."""
        return {"title": self.title, "items": [item.payload() for item in self.items], "compact": self.is_compact}


@dataclass(frozen=True, slots=True)
class Choropleth:
    """District classes: the rank of each district, NOT_STATED or NO_DATA, and a colour per rank."""

    classes: Mapping[str, int]
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapSpec:
    """The state of a plan map.

    Attributes:
        plan_id: whose geometry is drawn.
        layers: visible layers: `elements:<kind>`, `projects`, `places`, `rivers`, `labels`.
        selected: `element:<id>`, `district:<code>`, `project:<id>`, `place:<id>` or "".
        sequence: the number of the click that this answers; older answers never undo newer clicks.
        measure: what project circles are sized by (`investment`, `beds`, `floor`) or "" for symbols.
        hidden: indices of points that the filters leave out.
        picked: ids of projects that belong to the selection.
        zooms_to_selection: whether a new selection moves the map to it.
        statuses: recorded status (a code) by project id, shown as a badge.
        marked: codes of districts with a strong outline (those that have a plan of their own).
        is_linked: whether a map of a group stays together with the others.
        sets_scale: whether the scale of its group must show its region whole.
        overlay: points and areas that are not of the plan; their lines stand in `legend` (`overlay.legend()`).
    """

    plan_id: str
    language: str = "zh"
    layers: frozenset[str] = frozenset()
    selected: str = ""
    sequence: int = 0
    measure: str = ""
    hidden: tuple[int, ...] = ()
    picked: tuple[str, ...] = ()
    statuses: Mapping[str, str] = field(default_factory=dict)
    marked: tuple[str, ...] = ()
    dim_others: bool = False
    zooms_to_selection: bool = True
    choropleth: Choropleth | None = None
    district_values: Mapping[str, str] = field(default_factory=dict)
    legend_title: str = ""
    legend: tuple[LegendGroup, ...] = ()
    legend_note: str = ""
    notes: str = ""
    is_linked: bool = True
    sets_scale: bool = True
    overlay: MapOverlay | None = None

    def payload(self) -> dict[str, Any]:
        """Return the state as the browser reads it: ids and classes, no geometry."""
        groups = [group.payload() for group in self.legend]
        state: dict[str, Any] = {
            "lang": self.language,
            "on": sorted(self.layers),
            "sel": self.selected or None,
            "n": self.sequence,
            "measure": self.measure,
            "hidden": list(self.hidden),
            "pick": list(self.picked),
            "dim": self.dim_others,
            "mark": list(self.marked),
            "fit": self.zooms_to_selection,
            "legend": {"title": self.legend_title, "groups": groups, "note": self.legend_note},
            "notes": self.notes,
            "values": dict(self.district_values),
            "status": dict(self.statuses),
        }
        if not self.is_linked:
            state["linked"] = False
        if not self.sets_scale:
            state["scales"] = False
        if self.overlay:
            state["overlay"] = self.overlay.payload()
        if self.choropleth:
            state["choropleth"] = {"classes": dict(self.choropleth.classes), "colours": list(self.choropleth.colours)}
        return state
