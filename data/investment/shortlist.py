"""A shortlist of candidates as a link carries it: `weihai-2022-2024~k14.k17~~dazhou-2021-2025~k01`.

Only characters that an address leaves as they are; a plan's id stands once for the candidates that follow each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from data.investment.candidate import SEPARATOR, candidate_key

MOST_LISTED, MOST_COMPARED = 12, 4
BETWEEN_PLANS, AFTER_PLAN, BETWEEN_PROJECTS = "~~", "~", "."


def shortlist_text(keys: Iterable[str]) -> str:
    """Write the keys of candidates in their order.

    >>> shortlist_text(["weihai-2022-2024/k14", "weihai-2022-2024/k17", "fuling-2022/k07"])
    'weihai-2022-2024~k14.k17~~fuling-2022~k07'
    """
    pairs = [key.rpartition(SEPARATOR) for key in keys]
    groups = groupby(pairs, key=lambda pair: pair[0])
    return BETWEEN_PLANS.join(
        plan_id + AFTER_PLAN + BETWEEN_PROJECTS.join(pair[2] for pair in group) for plan_id, group in groups
    )


def shortlist_of(text: str) -> list[str]:
    """Read keys, each once; what is none comes back as a key that no candidate has.

    >>> shortlist_of("weihai-2022-2024~k14.k17~~fuling-2022~k07"), shortlist_of("")
    (['weihai-2022-2024/k14', 'weihai-2022-2024/k17', 'fuling-2022/k07'], [])
    """
    keys = []
    for group in filter(None, text.split(BETWEEN_PLANS)):
        plan_id, _, project_ids = group.partition(AFTER_PLAN)
        keys += [candidate_key(plan_id, project_id) for project_id in project_ids.split(BETWEEN_PROJECTS)]
    return list(dict.fromkeys(keys))


def toggled(keys: Sequence[str], key: str) -> list[str]:
    """Return the shortlist without a candidate that is on it, else with it at the end; a full one stays as it is."""
    if key in keys:
        return [other for other in keys if other != key]
    return [*keys, key] if len(keys) < MOST_LISTED else list(keys)
