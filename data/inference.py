"""What the product infers and the plan does not say: which projects may belong to an element. Shown as 推断."""

from __future__ import annotations

from data.plan import Plan, Project
from layouts.layout import LayoutElement


def stated_projects(plan: Plan, element: LayoutElement) -> list[Project]:
    """Return the projects that the text assigns to an element, components left out."""
    return [row for row in plan.projects if row.row_kind != "component" and element.element_id in row.element_ids]


def inferred_projects(plan: Plan, element: LayoutElement) -> list[Project]:
    """Return the projects that lie in a member district of an element and that the text assigns to no element.

    A project that the text gives to a group (“三带”) is inferred only for elements of that kind. An element
    without member districts gets none: there is nothing to infer from.
    """
    members = set(element.district_codes)
    return [
        row
        for row in plan.projects
        if row.row_kind == "project"
        and not row.element_ids
        and row.element_kind in ("", element.kind)
        and members.intersection(row.district_codes)
    ]


def elements_of_district(plan: Plan, district_code: str) -> list[LayoutElement]:
    """Return the elements that name a district as a member."""
    return [element for element in plan.elements if district_code in element.district_codes]
