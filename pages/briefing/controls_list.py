"""The list of scenes: small pictures in a row each; picked, moved and hidden by mouse or keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pages.briefing.arrangement import PlacedScene
from pages.shared import parameters
from pages.shared.labels import word
from pages.shared.own_component import own_component

FOLDER = Path(__file__).resolve().parent
SLOT = "briefing_scenes"
WORDS = ("up", "down", "hide", "show", "hidden", "seconds_short", "figures_short", "list_label", "own_notes")

_mount = own_component("briefing_scene_list", FOLDER, "scene_list", '<div class="scenes"></div>')


def show_scene_list(
    placed: Sequence[PlacedScene],
    chosen: str,
    *,
    on_pick: Callable[[str], None],
    on_move: Callable[[str, int], None],
    on_hide: Callable[[str], None],
) -> None:
    """Show the scenes in their order; each call gets the id of a scene of the briefing."""
    known = {one.scene.scene_id for one in placed}

    def report(name: str, action: Callable[[dict[str, Any]], None]) -> Callable[[], None]:
        def run() -> None:
            value = parameters.component_value(SLOT).get(name)
            if isinstance(value, dict) and value.get("id") in known:
                action(value)

        return run

    def move(value: dict[str, Any]) -> None:
        steps = value.get("steps")
        if isinstance(steps, int) and not isinstance(steps, bool):
            on_move(value["id"], max(-len(known), min(len(known), steps)))

    _mount(
        key=SLOT,
        data={
            "rows": [_row(one) for one in placed],
            "chosen": chosen,
            "words": {name: word(f"briefing.{name}") for name in WORDS},
        },
        on_picked_change=report("picked", lambda value: on_pick(value["id"])),
        on_moved_change=report("moved", move),
        on_hidden_change=report("hidden", lambda value: on_hide(value["id"])),
    )


def _row(one: PlacedScene) -> dict[str, Any]:
    scene = one.shown
    parts = [("map", scene.map), ("table", scene.table), ("chart", scene.chart)]
    return {
        "id": scene.scene_id,
        "title": scene.title,
        "kind": word(f"briefing.kind_{scene.kind}"),
        "figures": len(scene.figures),
        "parts": [name for name, part in parts if part],
        "seconds": scene.seconds,
        "hidden": one.wish.is_hidden,
        "noted": bool(one.wish.notes),
    }
