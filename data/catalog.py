"""Which plans there are: one folder per plan, found by looking."""

from __future__ import annotations

import os
from pathlib import Path

from data.plan import Plan
from data.reading import read_plan

PLANS_FOLDER_VARIABLE = "CARE_PLAN_ATLAS_PLANS"


class PlanNotFoundError(LookupError):
    """No folder of that name; the text names those that exist."""


def plans_folder() -> Path:
    """Return the folder of the plans: the environment variable CARE_PLAN_ATLAS_PLANS, or `data/plans`."""
    chosen = os.environ.get(PLANS_FOLDER_VARIABLE, "")
    return Path(chosen) if chosen else Path(__file__).parent / "plans"


def find_plan_ids(folder: Path | None = None) -> list[str]:
    """Return the names of the plan folders in alphabetical order; hidden ones and `_drafts` are left out."""
    parent = folder or plans_folder()
    if not parent.is_dir():
        return []
    return sorted(child.name for child in parent.iterdir() if child.is_dir() and not child.name.startswith((".", "_")))


def load_plan(plan_id: str, folder: Path | None = None) -> Plan:
    """Return one plan; PlanNotFoundError where there is no such folder."""
    parent = folder or plans_folder()
    known = find_plan_ids(parent)
    if plan_id not in known:
        raise PlanNotFoundError(f"没有规划“{plan_id}”（现有：{'、'.join(known) or '无'}）")
    return read_plan(parent / plan_id)


def load_catalog(folder: Path | None = None) -> list[Plan]:
    """Return all plans, the faulty ones with their findings."""
    parent = folder or plans_folder()
    return [read_plan(parent / plan_id) for plan_id in find_plan_ids(parent)]
