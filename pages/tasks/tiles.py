"""How many tasks are in each state, as tiles; picking one filters by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from data.task_progress import State
from pages.shared.labels import word
from pages.shared.own_component import own_component, picked
from pages.tasks.state_words import TONES, URGENCY, state_label, state_rule

FOLDER = Path(__file__).resolve().parent
# these say something even when there are none
ALWAYS: tuple[State, ...] = ("completed", "overdue", "past_unrecorded", "due_next")
SLOT = "task_tiles"

_mount = own_component("task_tiles", FOLDER, "tiles", '<div class="tiles" role="group"></div>')


def show_tiles(counts: Mapping[State, int], chosen: Sequence[str], on_pick: Callable[[str], None]) -> None:
    """Show the tiles; picking a state calls `on_pick` with it, picking it again or 全部 with ""."""
    _mount(key=SLOT, data={**tiles_of(counts), "chosen": list(chosen)}, on_pick_change=picked(SLOT, on_pick))


def tiles_of(counts: Mapping[State, int]) -> dict[str, Any]:
    """Return the tiles for the browser: all tasks, then the states by urgency; empty ones where it matters."""
    shown = [state for state in URGENCY if counts[state] or state in ALWAYS]
    total = {"id": "", "label": word("progress.all"), "count": sum(counts.values()), "tone": "", "rule": ""}
    return {
        "label": word("progress.tiles"),
        "tiles": [
            total,
            *(
                {
                    "id": state,
                    "label": state_label(state),
                    "count": counts[state],
                    "tone": TONES[state],
                    "rule": state_rule(state),
                }
                for state in shown
            ),
        ],
    }
