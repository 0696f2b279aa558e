"""Tasks by theme: the words of data/schema/themes.yaml decide, so that anyone can check it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import yaml

from data.plan import Plan, Task
from data.schema import SCHEMA_FOLDER

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of tasks; a general one counts only where no other does."""

    id: str
    name: str
    name_en: str
    words: tuple[str, ...] = ()
    is_general: bool = False


@cache
def load_themes() -> tuple[Theme, ...]:
    """Return the themes in the order of the file, then 其他."""
    content = yaml.safe_load((SCHEMA_FOLDER / "themes.yaml").read_text(encoding="utf-8"))
    return (*map(_theme, content), Theme(OTHER, "其他", "Other"))


def themes_of(task: Task) -> tuple[str, ...]:
    """Return the ids of a task's themes: by its title, else by its summary, else 其他.

    >>> themes_of(Task("t1", title="提升社区居家医养服务能力")), themes_of(Task("t2", title="促进项目落地"))
    (('community',), ('other',))
    """
    return _themes_in(task.title) or _themes_in(task.summary) or (OTHER,)


def tasks_by_theme(plan: Plan) -> dict[str, tuple[Task, ...]]:
    """Return the tasks of a plan by theme, each theme there; empty and merged rows of an annex are left out.

    A task of two themes stands under both.
    """
    found: dict[str, list[Task]] = {theme.id: [] for theme in load_themes()}
    for task in stated_tasks(plan):
        for theme in themes_of(task):
            found[theme].append(task)
    return {theme: tuple(tasks) for theme, tasks in found.items()}


def stated_tasks(plan: Plan) -> list[Task]:
    """Return the tasks that say something: rows without content are none."""
    return [task for task in plan.tasks if task.row_status == "filled"]


def words_found(task: Task, theme: Theme) -> tuple[str, ...]:
    """Return the words that put a task under a theme."""
    in_title = _hits(theme.words, task.title)
    return in_title or _hits(theme.words, task.summary)


@lru_cache(maxsize=4096)
def _themes_in(text: str) -> tuple[str, ...]:
    found = [theme for theme in load_themes() if _hits(theme.words, text)]
    special = [theme.id for theme in found if not theme.is_general]
    return tuple(special or [theme.id for theme in found])


def _hits(words: Iterable[str], text: str) -> tuple[str, ...]:
    return tuple(word for word in words if word in text)


def _theme(entry: dict[str, Any]) -> Theme:
    return Theme(entry["id"], entry["zh"], entry["en"], tuple(map(str, entry["words"])), bool(entry.get("general")))
