"""The map of 服务可达 on paper: an internal sheet with its assumptions among the notes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from geo.frontend import static_folder
from geo.map_spec import MapSpec
from geo.preflight import stamped
from geo.print_map import print_map
from geo.sheet import PAPERS, Format, MapSheet, TitleBlock
from pages.accessibility.assumptions import assumption_notes
from pages.accessibility.paper_facilities import merged
from pages.accessibility.results import Question
from pages.shared import queries
from pages.shared.english import outlines_line
from pages.shared.labels import language, plan_name, word

PAPER = "a3-landscape"


def map_file(question: Question, spec: MapSpec, url: str, kind: Format) -> bytes:
    """Return the map as a sheet; nothing here is cleared for publication: it is stamped 内部资料."""
    bundle = queries.made(f"map {url}", lambda: json.loads((static_folder() / url).read_text(encoding="utf-8")))
    notes = assumption_notes(question)
    overlay = replace(merged(spec.overlay, question.inputs.facilities), notes=notes) if spec.overlay else None
    legend = spec.legend
    if spec.overlay and overlay:
        own = len(legend) - len(spec.overlay.legend())
        legend = (*legend[:own], *overlay.legend())
    # the legend says “estimate” itself; a note of the screen would stand on paper twice
    printed = replace(spec, overlay=overlay, selected="", legend=legend)
    return print_map(printed, bundle, sheet_of(question, spec, bundle), kind)


def sheet_of(question: Question, spec: MapSpec, bundle: dict[str, str]) -> MapSheet:
    """Return what stands around the map."""
    plan, choices = question.plan, question.choices
    figure = word("access.capacity_figure" if spec.choropleth else "access.coverage_figure", n=choices.minutes)
    block = TitleBlock(
        figure_name=figure,
        made_on=date.today().isoformat(),
        data_as_of=plan.data_as_of,
        version=plan.data_version,
        secrecy=word("print.stamp"),
    )
    sources = [word("print.source_people", text=question.inputs.demand.source or word("access.no_source"))]
    if attribution := str(bundle.get("attribution", "")):
        sources.append(outlines_line(attribution))
    sheet = MapSheet(
        PAPERS[PAPER],
        (plan_name(plan), figure, word(f"access.group_{choices.group}")),
        block,
        tuple(sources),
        assumption_notes(question),  # those of the overlay: printed once, and also where there is none
        word("print.disclaimer"),
        is_english=language() == "en",
    )
    return stamped(sheet, word("print.stamp"))
