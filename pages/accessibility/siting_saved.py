"""The saved scenario that is open: whether the choices are still its, and what must be said of it."""

from __future__ import annotations

from dataclasses import replace

from data.siting_scenario import Scenario
from pages.accessibility.choices import default_kinds
from pages.accessibility.siting_compare import mode_of
from pages.accessibility.siting_results import Asked, answer_of, chosen_candidates
from pages.accessibility.siting_shelf import SLOT, question_of, saved_scenarios
from pages.shared import parameters
from pages.shared.labels import joined, word

# what of a scenario figures depend on, and the word of each
PARTS = {
    "inputs_id": "access.view_data",
    "travel": "access.mode",
    "speed_kmh": "access.speed",
    "detour": "access.detour",
    "minutes": "access.minutes",
    "group": "access.group",
    "kinds": "access.kinds",
    "model": "siting.model",
    "new_sites": "siting.new",
    "candidates": "siting.candidates",
    "planned": "siting.planned",
    "beds_per_1000": "siting.need",
    "target_pct": "siting.target",
}


def open_one(asked: Asked) -> Scenario | None:
    """Return the saved scenario that is open; None where none is."""
    saved = saved_scenarios(asked.question.plan)
    name = parameters.read(SLOT, "", ["", *saved])
    return saved[name].scenario if name else None


def as_saved(asked: Asked) -> Asked:
    """Return the question with the sites that the open scenario chose, where it is still the same question."""
    one = open_one(asked)
    is_same = one is not None and not set(differences(asked, one)) - {"target_pct"}
    return replace(asked, saved=one.chosen) if one and is_same else asked


def differences(asked: Asked, saved: Scenario) -> list[str]:
    """Return the parts in which the choices differ from a scenario; what it does not say is no difference."""
    here, there = _sorted(question_of(asked)), _sorted(saved)
    parts = [name for name in PARTS if getattr(there, name) is not None]
    return [name for name in parts if getattr(here, name) != getattr(there, name)]


def saved_sentences(asked: Asked) -> list[str]:
    """Return what must be said of the scenario that is open: what it did not keep, what is other than it says."""
    one = open_one(asked)
    if one is None:
        return []
    told = [_differs(asked, one)]
    told += [word(f"siting.unkept_{name}", what=what) for name, what in unkept(asked, one)]
    ids = asked.question.inputs.candidates.ids
    if not told[0] and {ids[at] for at in chosen_candidates(asked, answer_of(asked))} != set(one.chosen):
        told.append(word("siting.other_sites_than_saved"))
    if one.is_checked and not told[0]:
        told.append(word("siting.was_checked"))
    return [line for line in told if line]


def unkept(asked: Asked, saved: Scenario) -> list[tuple[str, str]]:
    """Return what an older record does not hold, and how it is computed: as (word, value)."""
    inputs = asked.question.inputs
    left_out = []
    if saved.travel is None:
        mode = mode_of(saved)
        left_out.append(("travel", word(f"access.mode_{mode}")) if inputs.roads else ("straight", ""))
    if saved.kinds is None and set(default_kinds(inputs.facilities)) != {
        kind for kind in inputs.facilities.kinds if kind
    }:
        left_out.append(("kinds", ""))
    return left_out


def _differs(asked: Asked, saved: Scenario) -> str:
    parts = differences(asked, saved)
    what = joined(word(PARTS[name]) for name in parts)
    return word("siting.differs", name=saved.name, what=what) if parts else ""


def _sorted(one: Scenario) -> Scenario:
    planned = replace(one.planned, ids=tuple(sorted(one.planned.ids)))
    kinds = None if one.kinds is None else tuple(sorted(one.kinds))
    return replace(one, planned=planned, candidates=tuple(sorted(one.candidates)), kinds=kinds)
