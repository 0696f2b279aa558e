"""From facts to what a map shows: classes of districts, legends, which points a filter leaves."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.map_bundle import PlanMap
from geo.map_spec import NO_DATA, NOT_STATED, Choropleth, LegendItem
from geo.placement_cores import RING_SHARES
from geo.style import element_colours, kind_style, sequential_colours
from layouts.layout import LayoutElement

METHODS = ("Quantiles", "NaturalBreaks", "EqualInterval")
MAX_CLASSES = 5
ZERO_COLOUR = "#F3DDB0"  # sand: neither white paper nor the lightest of the ramp, which is a value above zero
HATCH = "url(#atlas-hatch)"
DOTS = "url(#atlas-dots)"
POINT_BASES = ("exact", "town", "recorded", "district", "schematic")
GLYPHS = ("medical", "care", "both", "other")


@dataclass(frozen=True, slots=True)
class DistrictClasses:
    """Classes of district values: rank per code, upper edges (the first may be zero), a colour per rank.

    `is_exact`: one or two values, each a class of its own; no method was needed. `smallest` is the smallest
    value above zero.
    """

    choropleth: Choropleth
    edges: tuple[float, ...]
    has_zero: bool
    counts: Mapping[int, int]
    is_exact: bool = False
    smallest: float = 0.0


def classify_districts(
    values: Mapping[str, float | None], method: str = "Quantiles", *, no_data: Iterable[str] = ()
) -> DistrictClasses:
    """Class district values with mapclassify; zero is a class of its own.

    Args:
        values: value per district code; None means that the plan does not state it.
        method: Quantiles, NaturalBreaks (Fisher–Jenks) or EqualInterval.
        no_data: codes whose value cannot be known (no population, or areas that differ).
    """
    missing = set(no_data)
    known = {code: float(value) for code, value in values.items() if value is not None and code not in missing}
    positive = sorted(value for value in known.values() if value > 0)
    edges = _edges(positive, method)
    has_zero = any(value == 0 for value in known.values())
    all_edges = (0.0, *edges) if has_zero else edges
    ranks = np.searchsorted(all_edges, np.fromiter(known.values(), float, len(known)) - 1e-12)
    classes = dict(zip(known, ranks.tolist(), strict=True))
    classes.update({code: NOT_STATED for code, value in values.items() if value is None})
    classes.update(dict.fromkeys(missing, NO_DATA))
    ramp = sequential_colours(len(edges)) if edges else ()
    colours = (ZERO_COLOUR, *ramp) if has_zero else ramp
    counts = Counter(classes.values())
    smallest = positive[0] if positive else 0.0
    return DistrictClasses(
        Choropleth(classes, colours), all_edges, has_zero, counts, is_exact=_is_exact(positive), smallest=smallest
    )


def _edges(positive: Sequence[float], method: str) -> tuple[float, ...]:
    distinct = sorted(set(positive))
    if _is_exact(positive):
        return tuple(distinct)
    count = min(MAX_CLASSES, len(distinct) - 1)
    array = np.array(positive)
    import mapclassify  # brings scipy and scikit-learn: two seconds that a first map need not wait for

    if method == "EqualInterval":
        bins = mapclassify.EqualInterval(array, k=count).bins
    elif method == "NaturalBreaks":
        bins = mapclassify.FisherJenks(array, k=count).bins
    else:
        bins = mapclassify.Quantiles(array, k=count).bins
    return tuple(dict.fromkeys(float(edge) for edge in bins))


def _is_exact(positive: Sequence[float]) -> bool:
    return len(set(positive)) <= 2  # noqa: PLR2004 - one or two values are their own classes


def class_items(
    classes: DistrictClasses, write: Callable[[float], str], not_stated: str, no_data: str, step: float = 0.0
) -> list[LegendItem]:
    """Return the legend lines of district classes: a range and how many districts each; then what is missing.

    A class reaches from above the edge before it up to its own edge. `step` is the distance between two values
    of a count (1): its classes are written without sharing an edge.
    """
    labels = class_labels(classes, write, step)
    items = [
        LegendItem(label, fill=colour, stroke="#8C8675", opacity=1.0, count=classes.counts.get(rank, 0))
        for rank, (label, colour) in enumerate(zip(labels, classes.choropleth.colours, strict=True))
    ]
    for rank, label, fill in ((NOT_STATED, not_stated, HATCH), (NO_DATA, no_data, DOTS)):
        if classes.counts.get(rank):
            items.append(LegendItem(label, fill=fill, stroke="#8C8675", opacity=1.0, count=classes.counts[rank]))
    return items


def class_labels(classes: DistrictClasses, write: Callable[[float], str], step: float = 0.0) -> list[str]:
    """Return the words of each class: `0`, `100 – 150`, `150 – 476`, or for counts `1`, `2 – 5`.

    >>> classes = classify_districts({"a": 0, "b": 1, "c": 2, "d": 7, "e": 9}, "EqualInterval")
    >>> class_labels(classes, "{:.0f}".format), class_labels(classes, "{:.0f}".format, 1)[:3]
    (['0', '1 – 4', '4 – 6', '6 – 9'], ['0', '1 – 3', '4 – 6'])
    """
    labels = []
    lower: float | None = None
    for rank, edge in enumerate(classes.edges):
        if classes.is_exact or (classes.has_zero and rank == 0):
            labels.append(write(edge))
            continue
        # the last count that belongs to the class: 4 where its edge is 4.5
        upper = math.floor(edge) if step else edge
        start = classes.smallest if lower is None else lower + step
        labels.append(write(upper) if start >= upper else f"{write(start)} – {write(upper)}")
        lower = upper
    return labels


def element_items(
    elements: Sequence[LayoutElement], kind_names: Mapping[str, str], ring_words: str = ""
) -> list[LegendItem]:
    """Return one legend line per kind of element, with its count and all of its colours.

    What the rings around cores and their like mean is said by a line of its own, after the last of them.
    """
    colours = element_colours(elements)
    items, ringed = [], ""
    for kind, count in Counter(element.kind for element in elements).items():
        own = tuple(dict.fromkeys(colours[element.element_id][0] for element in elements if element.kind == kind))
        style = kind_style(kind)
        several = own if len(own) > 1 else ()
        items.append(LegendItem(kind_names[kind], style.symbol, own[0], count, dashed=style.dashed, colours=several))
        ringed = own[0] if kind in RING_SHARES else ringed
    return [*items, LegendItem(ring_words, "halo", ringed)] if ringed and ring_words else items


def point_items(
    plan_map: PlanMap, kinds: Iterable[str], names: Mapping[str, str], hidden: Iterable[int] = ()
) -> list[LegendItem]:
    """Return legend lines for how well positions are known, with counts of the points that are shown."""
    left_out, wanted = set(hidden), set(kinds)
    shown = [p for k, p in enumerate(plan_map.points) if p[0] in wanted and k not in left_out]
    counts = Counter(basis for _, _, basis, _ in shown)
    return [
        LegendItem(names[basis], "point", glyph="other", basis=basis, count=counts[basis])
        for basis in POINT_BASES
        if counts[basis]
    ]


def glyph_items(plan_map: PlanMap, names: Mapping[str, str], hidden: Iterable[int] = ()) -> list[LegendItem]:
    """Return legend lines for the kinds of service of the projects that are shown."""
    left_out = set(hidden)
    counts = Counter(p[3] for k, p in enumerate(plan_map.points) if p[0] == "project" and k not in left_out)
    return [LegendItem(names[g], "point", glyph=g, basis="town", count=counts[g]) for g in GLYPHS if counts[g]]
