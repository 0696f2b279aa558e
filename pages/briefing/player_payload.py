"""What the player is given: the briefing, the plan's map file and the player's own words, as JSON may carry it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pages.briefing.scene import Briefing, Scene
from pages.shared.labels import in_language, word

KINDS = ("background", "goals", "structure", "element", "projects", "districts", "indicators", "tasks", "findings")
WORDS = ("sources", "more_sources", "version", "imprint", "rows_left", "notes", "no_notes", "figures", "whole_table",
         "caption", "bar", "help_title", "more")  # fmt: skip
BASES = ("derived", "reference", "recorded")
BUTTONS = ("back", "play", "next", "notes", "full", "help", "close")
HELP = {
    "next": "→ ↓ PgDn Space",
    "back": "← ↑ PgUp",
    "ends": "Home End",
    "number": "1 – 9",
    "play": "P",
    "black": "B .",
    "notes": "N",
    "full": "F F5",
    "timer": "T",
    "pointer": "L",
    "caption": "Shift ← →",
    "help": "?",
    "close": "Esc",
}


def player_payload(briefing: Briefing, bundle: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return all that the player needs, ready for JSON.

    Args:
        briefing: its scenes; a scene's map is given as the state that the atlas reads.
        bundle: the content of the plan's map file (`geo.map_bundle`); None leaves out the maps.
    """
    head = {name: getattr(briefing, name) for name in ("plan_id", "language", "title", "sign", "version")}
    head |= {"data_as_of": briefing.data_as_of, "made_on": briefing.made_on}
    with in_language(briefing.language):
        words = _words()
    scenes = [_scene(scene, has_maps=bundle is not None) for scene in briefing.scenes]
    return {"briefing": {**head, "scenes": scenes}, "bundle": bundle, "words": words}


def _scene(scene: Scene, *, has_maps: bool) -> dict[str, Any]:
    state = scene.map.payload() if scene.map is not None and has_maps else None
    return {
        "scene_id": scene.scene_id,
        "kind": scene.kind,
        "title": scene.title,
        "sentence": scene.sentence,
        "figures": [asdict(figure) for figure in scene.figures],
        "table": asdict(scene.table) if scene.table else None,
        "chart": asdict(scene.chart) if scene.chart else None,
        "map": state,
        "box": scene.box,
        "sources": scene.sources,
        "notes": scene.notes,
        "seconds": scene.seconds,
    }


def _words() -> dict[str, Any]:
    words: dict[str, Any] = {name: word(f"player.{name}") for name in WORDS}
    words |= {f"kind_{kind}": word(f"player.kind_{kind}") for kind in KINDS}
    words |= {f"basis_{basis}": word(f"player.basis_{basis}") for basis in BASES}
    words |= {f"do_{name}": word(f"player.do_{name}") for name in BUTTONS}
    words["unstated"] = word("common.not_stated")
    words["home"] = word("map.home")
    words["help"] = [(keys, word(f"player.help_{name}")) for name, keys in HELP.items()]
    return words
