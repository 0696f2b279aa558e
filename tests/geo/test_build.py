"""What is written for the browser."""

import json
import os

import pytest

from geo.__main__ import main
from geo.build import maps_folder, write_map_file


@pytest.fixture(autouse=True)
def own_static_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_STATIC", str(tmp_path / "static"))


def test_a_files_name_carries_the_hash_of_its_content():
    one, same, other = (
        write_map_file(stem, content)
        for stem, content in [("a", {"x": 1, "y": 2}), ("a", {"y": 2, "x": 1}), ("b", {"x": 1, "y": 2})]
    )
    assert one == same
    assert one.name.split(".")[1] == other.name.split(".")[1]
    assert json.loads(one.read_text(encoding="utf-8")) == {"x": 1, "y": 2}


def test_a_changed_content_stands_beside_the_older_file_that_open_pages_still_name():
    older = write_map_file("a-plan", {"x": 1})
    newer = write_map_file("a-plan", {"x": 2})
    assert sorted(path.name for path in maps_folder().iterdir()) == sorted([newer.name, older.name])


def test_a_file_name_has_only_characters_that_an_address_may_have():
    assert write_map_file("../规划 #1?", {}).name.startswith("-------1-.")


def test_an_unchanged_content_is_not_written_again():
    path = write_map_file("a-plan", {"x": 1})
    os.utime(path, (1, 1))
    assert write_map_file("a-plan", {"x": 1}).stat().st_mtime == 1


def test_a_plan_without_a_known_region_does_not_stop_the_others(tmp_path, monkeypatch, capsys):
    plans = tmp_path / "plans"
    for plan_id, region in (("lost", "519900"), ("found", "511700")):
        (plans / plan_id).mkdir(parents=True)
        (plans / plan_id / "plan.yaml").write_text(f"plan_id: {plan_id}\nregion_code: '{region}'\n", encoding="utf-8")
    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(plans))
    assert main(["maps"]) == 0
    urls = json.loads((maps_folder() / "plans.json").read_text(encoding="utf-8"))
    assert urls["lost"] == ""
    assert (maps_folder().parent / urls["found"]).is_file()
    assert "lost：region_code 没有边界" in capsys.readouterr().out


def test_checking_tells_faults_by_its_exit_status(tmp_path, monkeypatch, capsys):
    (tmp_path / "a-plan").mkdir()
    (tmp_path / "a-plan" / "plan.yaml").write_text("plan_id: a-plan\nregion_code: '519900'\n", encoding="utf-8")
    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(tmp_path))
    assert main(["check"]) == 1
    assert main(["check", "b-plan"]) == 2
    shown = capsys.readouterr()
    assert "a-plan 错误 plan.yaml region_code“519900”没有边界" in shown.out
    assert "b-plan" in shown.err
