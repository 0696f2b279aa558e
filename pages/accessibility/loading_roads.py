"""The way of a road file: upload, reading, use; the points stay what they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from data.plan import Plan
from data.supply_demand.input_set import InputSet
from data.words import words_of
from geo.reach.road_network import RoadFileError
from geo.reach.roads import LARGEST_FILE_MB
from pages.accessibility.loading_tables import told
from pages.accessibility.roads import keep_roads
from pages.shared import parameters
from pages.shared.labels import word
from pages.shared.markup import esc, plain, show

UPLOAD = "loading_roads"
FILE_TYPES = ["pbf"]
Adopt = Callable[[InputSet, str], str]


def show_roads(plan: Plan, inputs: InputSet, adopt: Adopt) -> None:
    """Show the upload of a road file, and the button that uses it with the present points."""
    show(f'<p class="hint">{esc(word("loading.roads_hint"))}</p>')
    key = f"{UPLOAD}_{parameters.counter(UPLOAD)}"
    with st.container(key="loading_upload"):
        file = st.file_uploader(
            word("loading.roads_upload", n=LARGEST_FILE_MB), type=FILE_TYPES, key=key, max_upload_size=LARGEST_FILE_MB
        )
    if file is None:
        return
    if not st.button(word("loading.roads_adopt"), type="primary", key="loading_roads_adopt", icon=":material/check:"):
        return
    with st.spinner(word("loading.roads_reading")):
        fault = adopt_roads(plan, inputs, file.name, file.getvalue(), adopt)
    if fault:
        st.error(f"{plain(file.name)}{word('loading.colon')}{plain(fault)}")
        return
    parameters.counter(UPLOAD, step=1)
    st.rerun()


def adopt_roads(plan: Plan, inputs: InputSet, name: str, content: bytes, adopt: Adopt) -> str:
    """Put the roads of a file on the shelf and use them with the points of a set; return what went wrong."""
    try:
        network = keep_roads(plan, content)
    except RoadFileError as error:
        return told(words_of(error))
    except OSError:
        return word("loading.roads_unkept")
    mark = "路网："
    notes = (*(note for note in inputs.notes if not note.startswith(mark)), mark + name)
    changed = replace(inputs, roads=network.id, id="", notes=notes, plan_id=plan.plan_id)
    return adopt(changed, word("loading.roads_adopted", n=f"{len(network.km):,}"))
