"""Small plans for the tests of 招商推介."""

from __future__ import annotations

from pathlib import Path

from data.plan import District, Link, Place, Plan, Population, Project, Task

DISTRICTS = (
    District("01", "东区", kind="county", population_scope=("01",)),
    District("02", "西区", kind="county", population_scope=("02",)),
    District("02-zone", "西新区", kind="functional_zone", parent_code="02"),
    District("03", "南区", kind="county", population_scope=("03",)),
)
PEOPLE = {
    code: Population(code, 2020, 10 * aged, aged, aged // 2, aged // 4)
    for code, aged in {"01": 1000, "02": 2000, "03": 4000, "00": 7000}.items()
}
PLACES = tuple(
    Place(f"p-{basis}", f"地点{basis}", location_basis=basis) for basis in ("exact", "town", "district", "unlocated")
)
TASKS = (
    Task("t1", agencies=("市卫生健康委", "市民政局"), lead_agencies=("市民政局",)),
    Task("t2", agencies=("市财政局",)),
)
LINKS = (Link("l1", "task", "t1", "project", "k-led", "stated"), Link("l2", "task", "t2", "project", "k1", "inferred"))


def plan_of(*projects: Project, plan_id: str = "p", **values: object) -> Plan:
    """Return a plan of four districts, one of them a zone without a census row of its own."""
    content = {
        "region_code": "00",
        "region_name": "某市",
        "districts": DISTRICTS,
        "places": PLACES,
        "tasks": TASKS,
        "links": LINKS,
        "population": PEOPLE,
        **values,
    }
    return Plan(plan_id, Path(), projects=projects, **content)  # type: ignore[arg-type]


def project_of(project_id: str = "k1", districts: tuple[str, ...] = (), **values: object) -> Project:
    """Return a project row."""
    content = {"row_kind": "project", "category": "elderly_care", **values}
    return Project(project_id, f"项目{project_id}", district_codes=districts, **content)  # type: ignore[arg-type]
