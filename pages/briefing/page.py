"""汇报演示: the scenes of a plan arranged by a presenter, told in the player, taken away as files."""

from __future__ import annotations

import streamlit as st

from data.arrangement import write_arrangement
from pages.briefing import controls
from pages.briefing.arrangement import PlacedScene, arrange
from pages.briefing.controls_desk import Desk, on_desk, open_desk, saved_arrangements
from pages.briefing.controls_files import show_files
from pages.briefing.controls_list import show_scene_list
from pages.briefing.controls_preview import show_preview
from pages.briefing.controls_scene import show_scene_editor, toggled
from pages.briefing.player import show_player
from pages.briefing.scene import Briefing
from pages.briefing.scenes_ready import map_content, ready_briefing
from pages.shared import parameters
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import region_of, word
from pages.shared.recording import say

SCENE = "scene"


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    ready = ready_briefing(plan)
    briefing, plan_map = ready.briefing, ready.plan_map
    saved = saved_arrangements(plan)
    desk = open_desk(plan, briefing, saved, controls.chosen_arrangement(saved))
    placed = on_desk(desk, briefing)
    chosen = _chosen(placed)
    told = arrange(briefing, desk.arrangement)
    with st.container(key="briefing_head", horizontal=True, vertical_alignment="bottom"):
        page_header(word("page.briefing"), subtitle_of(plan, "briefing"))
        controls.choose_arrangement(saved)
        controls.show_undo(desk)
        controls.show_saving(desk)
    controls.show_state(desk, briefing)
    with st.container(key="briefing_tools", horizontal=True, vertical_alignment="center"):
        mark = f"{ready.mark} {write_arrangement(desk.arrangement)}"
        show_player(told, map_content(plan_map), key="briefing_player", mark=mark)
        show_files(told, region_of(plan), map_content(plan_map))
    left, right = st.columns([1, 2.1], gap="small")
    with left:
        _show_list(desk, placed, chosen, told)
    with right:
        one = next(one for one in placed if one.scene.scene_id == chosen)
        show_scene_editor(desk, one)
        show_preview(one.shown, plan_map)
    say()


def _chosen(placed: tuple[PlacedScene, ...]) -> str:
    ids = [one.scene.scene_id for one in placed]
    return parameters.read(SCENE, "", ["", *ids]) or ids[0]


def _show_list(desk: Desk, placed: tuple[PlacedScene, ...], chosen: str, told: Briefing) -> None:
    controls.show_length(told)
    show_scene_list(
        placed,
        chosen,
        on_pick=lambda scene_id: parameters.write(SCENE, scene_id),
        on_move=desk.move,
        on_hide=lambda scene_id: desk.wish(toggled(desk, scene_id)),
    )


def show() -> None:
    """Show 汇报演示."""
    show_page()
