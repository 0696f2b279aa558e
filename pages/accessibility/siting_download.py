"""What the reader takes along of 选址: sheets, layers, and the maps that are shown."""

from __future__ import annotations

import streamlit as st

from data.siting_scenario import Scenario
from data.takeaway.results import result_csv_zip, result_workbook
from pages.accessibility.download import Make, file_button
from pages.accessibility.siting_answer import Answered, answered
from pages.accessibility.siting_files import printed_map, siting_file, siting_layers
from pages.accessibility.siting_maps import BOTH, SIDE_BY_SIDE
from pages.accessibility.siting_results import Asked
from pages.accessibility.siting_scenarios import MOST_COMPARED
from pages.accessibility.siting_shelf import saved_scenarios, scenario_of
from pages.shared import parameters, queries
from pages.shared.labels import word

MAPS = ("pdf", "png", "svg")


def show_siting_downloads(asked: Asked, stage: str) -> None:
    """Show the files in a popover; each carries sources, assumptions and how far from the best the answer is."""
    found, scenarios = answered(asked), compared(asked)
    makers: dict[str, Make] = {
        "xlsx": lambda: result_workbook(siting_file(found, scenarios)),
        "csv": lambda: result_csv_zip(siting_file(found, scenarios)),
        "geojson": lambda: siting_layers(found, scenarios, "geojson"),
        "gpkg": lambda: siting_layers(found, scenarios, "gpkg"),
    }
    with st.popover(word("access.download"), icon=":material/download:"):
        st.caption(word("access.download_note"))
        for kind, make in makers.items():
            file_button(asked.question, kind, make, word("access.view_siting"))
        if plan_map := queries.map_of(asked.question.plan.plan_id):
            _show_maps(found, stage, plan_map.url)


def compared(asked: Asked) -> list[Scenario]:
    """Return the present choices, then the scenarios that the page compares; where it compares none, the newest."""
    saved = saved_scenarios(asked.question.plan)
    chosen = [one for one in parameters.read_list("compare") if one in saved]
    others = chosen or list(saved)[:MOST_COMPARED]
    return [scenario_of(asked, word("siting.as_now")), *(saved[one].scenario for one in others)]


def _show_maps(found: Answered, stage: str, url: str) -> None:
    stages = [name for name, _ in SIDE_BY_SIDE] if stage == BOTH else [stage]
    for kind in MAPS:
        for column, name in zip(st.columns(len(stages)), stages, strict=True):
            label = word("siting.file_map", kind=kind.upper(), state=word(f"siting.stage_{name}"))
            with column:
                file_button(
                    found.asked.question,
                    kind,
                    lambda kind=kind, name=name: printed_map(found, name, url, kind),  # type: ignore[misc]
                    word("access.view_siting") + word(f"siting.stage_{name}"),
                    label,
                )
