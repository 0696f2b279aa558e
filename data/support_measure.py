"""A support measure of a plan: what it promises to those who build or run projects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SupportMeasure:
    """A measure for land, tax, money, insurance, approval, people … as support_measures.csv records it.

    `summary` and `condition` are our words, the `_en` ones our translation. `applies_to` holds project categories and
    `project_ids` single projects; the measure is for all projects of the plan where both are (). `condition` says
    what else the text asks of the institution or project (非营利, 社会办 …); "" where it asks nothing more.
    """

    measure_id: str
    topic: str = ""
    summary: str = ""
    summary_en: str = ""
    applies_to: tuple[str, ...] = ()
    project_ids: tuple[str, ...] = ()
    condition: str = ""
    condition_en: str = ""
    section: str = ""
    as_written: str = ""
    note: str = ""
