"""Which support measures of a plan apply to one of its projects."""

from __future__ import annotations

from data.plan import Plan
from data.project import Project
from data.schema import load_schema
from data.support_measure import SupportMeasure

__all__ = ["SupportMeasure", "applies", "support_of", "topics"]


def support_of(plan: Plan, project: Project) -> tuple[SupportMeasure, ...]:
    """Return the support measures of a plan for a project, topic by topic, in the file's order inside a topic.

    A measure is for a project whose category stands in its `applies_to` or whose id stands in its `project_ids`; one
    that names neither is for every project. `condition` is not tested: the plans do not say who owns or runs a
    project, so it goes with the measure and must be shown. () means 规划未载明: the plan records none that fits.

    >>> from pathlib import Path
    >>> plan = Plan("p", Path(), support_measures=(
    ...     SupportMeasure("s01", "people", "为全部项目培训人员"),
    ...     SupportMeasure("s02", "land", "非营利的可划拨用地", applies_to=("medical_elderly",), condition="非营利"),
    ...     SupportMeasure("s03", "land", "指名的一个项目", project_ids=("k02",)),
    ... ))
    >>> [[row.measure_id for row in support_of(plan, Project(*names, category=category))]
    ...  for names, category in ((("k01", "甲"), "medical_elderly"), (("k02", "乙"), "hospital"))]
    [['s02', 's01'], ['s03', 's01']]
    """
    order = {topic: number for number, topic in enumerate(topics())}
    fitting = [measure for measure in plan.support_measures if applies(measure, project)]
    return tuple(sorted(fitting, key=lambda measure: order.get(measure.topic, len(order))))


def applies(measure: SupportMeasure, project: Project) -> bool:
    """Tell whether a measure is for a project, by category and id; its condition is not tested.

    >>> land = SupportMeasure("s01", "land", applies_to=("hospital",), project_ids=("k09",))
    >>> [applies(land, Project(name, "", category="tcm")) for name in ("k01", "k09")]
    [False, True]
    """
    is_for_all = not measure.applies_to and not measure.project_ids
    return is_for_all or project.category in measure.applies_to or project.project_id in measure.project_ids


def topics() -> tuple[str, ...]:
    """Return the topics of support measures in their order: land first."""
    return load_schema().fields["support_topic"].allowed
