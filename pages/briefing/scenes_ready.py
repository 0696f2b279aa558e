"""The briefing of a plan as the page shows it, kept while nothing that it is made of has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from data.plan import Plan
from data.record import BEIJING, Entry, Subject
from geo.frontend import static_folder
from geo.map_bundle import PlanMap
from pages.briefing.scene import Briefing
from pages.briefing.scenes import Known, make_briefing
from pages.shared import queries
from pages.shared.labels import language
from pages.shared.plan_stamp import stamp_of
from pages.shared.recorded_places import map_as_recorded
from pages.shared.recording import present
from pages.shared.recording_moment import moment


@dataclass(frozen=True)
class ReadyBriefing:
    """A briefing, the map that it is told on, and a mark that changes with anything that they are made of."""

    briefing: Briefing
    plan_map: PlanMap | None
    mark: str


def ready_briefing(plan: Plan) -> ReadyBriefing:
    """Return the briefing of a plan with what is recorded at the moment that the reader looks at."""
    entries = present(plan.plan_id, "indicator", "task", "finding")
    plan_map = map_as_recorded(plan.plan_id)
    day = (moment() or datetime.now(UTC)).astimezone(BEIJING).date().isoformat()
    tongue = language()
    stamps = [stamp_of(other) for other in queries.plan_ids()]  # 规划体检 compares plans
    of = [plan.plan_id, *stamps, plan_map.url if plan_map else "", tongue, day, _mark(entries)]
    mark = " ".join(of)
    known = Known(plan_map, entries, queries.rule_findings(plan.plan_id))
    made = queries.made(f"briefing {mark}", lambda: make_briefing(plan, tongue, made_on=day, known=known))
    return ReadyBriefing(made, plan_map, mark)


def map_content(plan_map: PlanMap | None) -> dict[str, Any] | None:
    """Return the content of a map file, read once: its name changes with its content. None without a map."""
    if plan_map is None:
        return None
    path = static_folder() / plan_map.url
    return queries.made(f"map {plan_map.url}", lambda: json.loads(path.read_text(encoding="utf-8")))


def _mark(entries: Mapping[Subject, Entry]) -> str:
    return hashlib.sha256(repr(sorted(entry.entry_id for entry in entries.values())).encode()).hexdigest()[:16]
