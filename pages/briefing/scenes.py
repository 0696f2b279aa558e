"""A plan told as a briefing: scenes in a fixed order, each made from the plan's facts by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.plan import Plan
from data.plan_rules.book import find_all
from data.plan_rules.finding import RuleFinding
from data.record import Entry, Subject
from geo.map_bundle import PlanMap
from geo.map_shelf import kept_map
from pages.briefing import scenes_findings, scenes_layout, scenes_monitoring, scenes_opening, scenes_places
from pages.briefing.scene import Briefing, Scene
from pages.briefing.scenes_map import layout_map
from pages.briefing.scenes_material import Material, gather
from pages.briefing.scenes_text import fitted, sentence_of, source_lines, table
from pages.shared.labels import Language, in_language, plan_name, region_of, word


@dataclass(frozen=True, slots=True)
class Known:
    """What is at hand beside the plan and need not be made again.

    Attributes:
        plan_map: the plan's map file; None makes it (without a boundary the scenes have no map).
        entries: what is recorded of the plan, for 指标, 任务 and 体检要点.
        findings: of 规划体检; None finds them, held against `plans`.
        plans: all plans, for rules that compare.
    """

    plan_map: PlanMap | None = None
    entries: Mapping[Subject, Entry] = field(default_factory=dict)
    findings: Sequence[RuleFinding] | None = None
    plans: Sequence[Plan] = ()


NOTHING_KNOWN = Known()


def make_briefing(plan: Plan, language: Language, *, made_on: str, known: Known = NOTHING_KNOWN) -> Briefing:
    """Return the briefing of a plan in a language; the same input gives the same briefing.

    What the plan does not state reads 规划未载明; a scene with nothing to say is left out and named in the last one.
    Names without a translation stay Chinese. `made_on` is an ISO date (else ValueError): statuses are judged on it.
    """
    today = date.fromisoformat(made_on)
    findings = find_all(plan, known.plans or [plan]) if known.findings is None else known.findings
    with in_language(language):
        material = gather(plan, known.plan_map or _map_of(plan), today, known.entries, findings)
        return Briefing(
            plan.plan_id,
            language,
            word("briefing.title", region=region_of(plan)),
            plan_name(plan),
            plan.data_version,
            plan.data_as_of,
            made_on,
            tuple(fitted(scene) for scene in _scenes(material)),
        )


def _map_of(plan: Plan) -> PlanMap | None:
    try:
        return kept_map(plan)
    except KeyError:  # the region has no boundary
        return None


def _scenes(material: Material) -> list[Scene]:
    parts: dict[str, Scene | None] = {
        "structure": scenes_layout.structure(material),
        "projects": scenes_places.projects(material),
        "districts": scenes_places.districts(material),
        "indicators": scenes_monitoring.indicators(material),
        "tasks": scenes_monitoring.tasks(material),
        "findings": scenes_findings.findings(material),
    }
    elements = scenes_layout.elements(material)
    opening = [scenes_opening.cover(material), scenes_opening.background(material), scenes_opening.goals(material)]
    structure, *others = parts.values()
    told = [scene for scene in (structure, *elements, *others) if scene]
    silent = [name for name, scene in parts.items() if scene is None]
    return [*opening, *told, _end(material, silent)]


def _end(material: Material, silent: Sequence[str]) -> Scene:
    """Return 结束: where everything comes from, and which scenes the plan gave nothing for."""
    plan = material.plan
    version = word("briefing.end_version", version=plan.data_version, date=plan.data_as_of)
    lines = [(word(f"briefing.{name}"), word(f"briefing.silent_{name}")) for name in silent]
    return Scene(
        "end",
        "end",
        word("briefing.end"),
        sentence_of([word("briefing.end_source"), version]),
        table=table((word("briefing.left_out"), word("briefing.why")), lines),
        map=layout_map(material),
        sources=source_lines(plan, [plan], with_census=bool(material.totals.age_60_plus)),
        notes=word("briefing.end_note"),
        seconds=scenes_opening.SHORT_SECONDS,
    )
