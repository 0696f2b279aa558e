import json
import shutil
from pathlib import Path

import pytest

from data.catalog import load_plan
from geo import map_shelf
from geo.build import kept_path
from geo.frontend import static_folder
from geo.map_bundle import plan_map
from geo.map_shelf import kept_map
from tests.serving import PLANS

PLAN = "fuling-2022"


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARE_PLAN_ATLAS_STATIC", str(tmp_path / "static"))
    shutil.copytree(PLANS / PLAN, tmp_path / "plans" / PLAN)
    return tmp_path / "plans"


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    monkeypatch.setattr(map_shelf, "plan_map", lambda plan: (made.append(plan.plan_id), plan_map(plan))[1])
    return made


def test_a_map_is_made_once_and_then_taken_from_the_shelf_as_it_was(plans: Path, makings: list[str]):
    first = kept_map(load_plan(PLAN, plans))
    second = kept_map(load_plan(PLAN, plans))
    assert (first, makings) == (second, [PLAN])


def test_a_changed_plan_is_made_anew(plans: Path, makings: list[str]):
    kept_map(load_plan(PLAN, plans))
    file = plans / PLAN / "places.csv"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    kept_map(load_plan(PLAN, plans))
    assert makings == [PLAN, PLAN]


def test_a_map_whose_file_was_removed_is_made_anew(plans: Path, makings: list[str]):
    first = kept_map(load_plan(PLAN, plans))
    (static_folder() / first.url).unlink()
    assert kept_map(load_plan(PLAN, plans)) == first
    assert (static_folder() / first.url).is_file()


@pytest.mark.parametrize("content", ["", "[]", '{"key": "x"}', json.dumps({"key": 1, "map": None})])
def test_a_broken_shelf_is_no_obstacle(plans: Path, content: str):
    first = kept_map(load_plan(PLAN, plans))
    kept_path(PLAN).write_text(content, encoding="utf-8")
    assert kept_map(load_plan(PLAN, plans)) == first
