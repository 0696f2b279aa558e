"""What the reader can choose on 目标链: the end to look from, which links count, the group that stands open."""

from __future__ import annotations

import streamlit as st

from data.chain import Node
from pages.chain.directory import Directory, level_name
from pages.shared import parameters, widgets
from pages.shared.labels import word
from pages.shared.selection import select

BASES = ("all", "stated")
SHORTEST_WIDTH_PX = 420


def choose_end(directory: Directory, node: Node | None) -> None:
    """Show the box in which any target, task, project or place can be found by typing."""
    choices = {label.choice: f"{level_name(entry.kind)} · {label.name}" for entry, label in directory.items()}
    current = directory[node].choice if node in directory else ""
    key = parameters.put("end", current)
    st.selectbox(
        word("chain.end"),
        ["", *choices],
        format_func=lambda choice: choices.get(choice, word("chain.any_end")),
        key=key,
        on_change=lambda: pick(str(parameters.held(key))),
        width=SHORTEST_WIDTH_PX,
    )


def show_way_back(node: Node | None) -> None:
    """Show the button that leads from a chosen end back to the whole chain."""
    if node:
        icon = ":material/arrow_back:"
        st.button(word("chain.back"), key="chain_back", icon=icon, on_click=select, args=("",))


def choose_basis() -> bool:
    """Show which links count; return whether only stated ones do."""
    names = {name: word(f"chain.basis_{name}") for name in BASES}
    chosen = widgets.choose(
        st.segmented_control, "basis", word("chain.basis"), BASES, default="all", format_func=names.get
    )
    return chosen == "stated"


def opened_group(ids: list[str]) -> str:
    """Return the group that stands open; "" for none."""
    return parameters.read("open", "", ["", *ids])


def pick(choice: str) -> None:
    """Answer a pick in the picture: a group opens, a node is chosen, "" goes back by one step."""
    if choice.startswith("group:"):
        parameters.write("open", choice)
    elif choice:
        select(choice)
    elif parameters.read("sel"):
        select("")
    else:
        parameters.write("open", "")
