"""Plans of a few rows for the tests of the chain: one target, task, project and place unless more is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data.plan import District, IndicatorValue, Link, Place, Plan, Project, Task
from layouts.layout import LayoutElement, Member

REGION = "990000"


def plan_of(**given: Any) -> Plan:
    """Return a plan with the given rows; lists become tuples."""
    rows = {name: tuple(entries) for name, entries in given.items()}
    return Plan("yunhe-2020-2025", Path("yunhe-2020-2025"), region_code=REGION, region_name="云河市", **rows)


def target(indicator_id: str = "beds", *, section: str = "一/（二）", **given: Any) -> IndicatorValue:
    """Return a target value of an indicator for the whole region."""
    row = {"value_id": f"v-{indicator_id}", "name": indicator_id, "value_kind": "target", "scope": REGION, **given}
    return IndicatorValue(indicator_id=indicator_id, section=section, as_written="到2025年", **row)


def task(task_id: str = "t01", *, section: str = "三/1", **given: Any) -> Task:
    """Return a task of the body with a unit."""
    row = {"source_table": "body", "row_status": "filled", "title": task_id, "agencies": ("市民政局",), **given}
    return Task(task_id, section=section, as_written=task_id, **row)


def project(project_id: str = "k01", *, section: str = "专栏1", **given: Any) -> Project:
    """Return a project without a place."""
    row = {"name": project_id, "row_kind": "project", **given}
    return Project(project_id, section=section, as_written=project_id, **row)


def element(element_id: str, *codes: str, kind: str = "zone") -> LayoutElement:
    """Return a layout element with member districts."""
    return LayoutElement(element_id, kind, element_id, members=tuple(Member(code) for code in codes))


def district(code: str) -> District:
    """Return a county of the region."""
    return District(code, f"县{code}", kind="county", parent_code=REGION)


def place(place_id: str, **given: Any) -> Place:
    """Return a place."""
    return Place(place_id, place_id, **given)


def link(ends: str, basis: str = "stated", **given: Any) -> Link:
    """Return a link written `indicator:beds > task:t01`; an inferred one gets a reason, a stated one words."""
    first, last = (end.strip().split(":") for end in ends.split(">"))
    grounds = {"reason": "同一事项"} if basis == "inferred" else {"section": "三/1", "as_written": "到2025年"}
    return Link(ends.replace(" ", ""), *first, *last, basis, **{**grounds, **given})
