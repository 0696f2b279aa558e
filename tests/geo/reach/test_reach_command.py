"""`python -m geo reach`: large files in, one file out, whole or not at all."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from data.making import STOPPED
from data.supply_demand import large_table
from geo.__main__ import main
from geo.reach import nation_command
from geo.reach.chunked import Question, reach_in_chunks
from geo.reach.decay import DECAYS
from geo.reach.distributed import ADDRESS_VARIABLE
from geo.reach.floating_catchment import enhanced_two_step
from geo.reach.road_travel import RoadTravel
from geo.reach.roads import read_roads
from tests.geo.reach.streets import grid_town, write_roads

DEMAND = "编号,经度,纬度,60岁及以上\nv1,105.0,30.0,1000\nv2,105.0,30.01,500\nv3,107,30,\n"
HOMES = "名称,经度,纬度,床位\n甲院,105.0,30.0,30\n乙院,,,20\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    (tmp_path / "demand.csv").write_text(DEMAND, encoding="utf-8-sig")
    (tmp_path / "homes.csv").write_text(HOMES, encoding="utf-8")
    return ["reach", str(tmp_path / "demand.csv"), str(tmp_path / "homes.csv"), "--out", str(tmp_path / "out.csv")]


def test_a_row_per_demand_point_says_beds_and_nearest(files: list[str], capsys: pytest.CaptureFixture[str]):
    assert main([*files, "--decay", "none"]) == 0
    lines = Path(files[-1]).read_text(encoding="utf-8").splitlines()
    assert lines == [
        "row,first_column,per_1000,nearest_min,nearest_row", "1,v1,20.0,0.0,1", "2,v2,20.0,2.891,1", "3,v3,0.0,,"
    ]  # fmt: skip
    said = capsys.readouterr().err
    assert "15 分钟内有机构的 1,500 人，共 1,500 人（100.0%）" in said and "估算" in said and "[1/1]" in said
    assert "人口未载明的点 1 个" in said


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("--decay", "linear"), "--decay“linear”不认识"),
        (("--people", "all"), "--people“all”不认识"),
        (("--speed", "0"), "速度“0.0”应为大于 0"),
        (("--minutes", "-1"), "--minutes“-1”应大于 0"),
        (("--memory", "5"), "内存上限 5 MB 太小"),
    ],
)
def test_a_wrong_argument_is_told_and_nothing_is_written(files: list[str], wrong, message: str, capsys):
    assert main([*files, *wrong]) == 2
    assert message in capsys.readouterr().err and not Path(files[-1]).exists()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("v4,abc,30,1", "demand.csv 第5行 经度“abc”不能采用（应为−180 至 180 的度数）"),
        ("v4,30,105,1", "demand.csv 第5行 纬度“105”不能采用（应为−90 至 90 的度数）"),
        ("v4,105,30,-3", "demand.csv 第5行 60岁及以上“-3”不能采用（应为不小于 0 的数字，不知道的留空）"),
    ],
)
def test_a_wrong_cell_is_told_by_line_and_column(files: list[str], row: str, message: str, capsys):
    Path(files[1]).write_text(f"{DEMAND}{row}\n", encoding="utf-8")
    assert main(files) == 2
    assert message in capsys.readouterr().err


def test_all_faults_of_both_files_are_written_beside_the_result(files: list[str], capsys):
    rows = "".join(f"w{k},=1+{k},30,1\n" for k in range(150_000))
    Path(files[1]).write_text(DEMAND + rows + "w,105,30,x\n", encoding="utf-8")
    Path(files[2]).write_text(f"{HOMES}丙院,105,30,很多\n", encoding="utf-8")
    assert main(files) == 2
    said = capsys.readouterr().err
    assert said.count("不能采用") == 20
    assert "demand.csv 第5行 经度“=1+0”不能采用（应为−180 至 180 的度数）" in said
    assert "demand.csv：150,001 处有误" in said and "homes.csv：1 处有误" in said
    beside = Path(files[-1]).with_suffix(".faults.csv")
    assert f"以上为前 20 处，共 150,002 处，全部列在 {beside}" in said
    lines = list(csv.reader(beside.read_text(encoding="utf-8-sig").splitlines()))
    assert lines[0] == ["文件", "行", "列", "值", "问题", "应为"]
    assert lines[1] == ["demand.csv", "5", "经度", "'=1+0", "不能采用", "应为−180 至 180 的度数"]
    assert lines[150_002] == ["homes.csv", "4", "床位", "很多", "不能采用", "应为不小于 0 的数字，不知道的留空"]
    assert len([line for line in lines if line]) == 1 + 150_002 + 1
    assert not Path(files[-1]).exists()


def test_faults_go_where_they_are_wanted_and_more_than_are_kept_are_counted(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    monkeypatch.setattr(large_table, "MOST_FAULTS", 3)
    Path(files[1]).write_text(DEMAND + "w,x,y,z\n" * 5, encoding="utf-8")
    wanted = tmp_path / "wrong.csv"
    assert main([*files, "--faults", str(wanted)]) == 2
    assert "共 15 处，其中 3 处列在" in capsys.readouterr().err
    lines = list(csv.reader(wanted.read_text(encoding="utf-8-sig").splitlines()))
    assert [line[0] for line in lines[:4]] == ["行", "5", "6", "7"]
    assert lines[-2:] == [["文件", "demand.csv"], ["另有", "12 处未列出"]]
    assert not Path(files[-1]).with_suffix(".faults.csv").exists()


def test_a_file_without_faults_writes_none(files: list[str]):
    assert main(files) == 0
    assert not Path(files[-1]).with_suffix(".faults.csv").exists()


def test_a_missing_column_or_file_is_told(files: list[str], capsys):
    assert main([*files, "--people", "age_80_plus"]) == 2
    assert "缺少列 age_80_plus；现有：编号、经度、纬度、60岁及以上" in capsys.readouterr().err
    Path(files[2]).unlink()
    assert main(files) == 2
    assert "读不出文件" in capsys.readouterr().err


def test_a_scheduler_that_is_not_there_is_told(files: list[str], monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setenv(ADDRESS_VARIABLE, "nowhere://x")
    assert main(files) == 1
    assert "不是调度器地址" in capsys.readouterr().err and not Path(files[-1]).exists()


def test_ctrl_c_leaves_no_file(files: list[str], monkeypatch: pytest.MonkeyPatch, capsys):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(nation_command, "reach_in_chunks", interrupted)
    assert main(files) == STOPPED
    assert "没有写出文件" in capsys.readouterr().err and not Path(files[-1]).exists()


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "＝1", " =1"])
def test_the_column_that_people_know_rows_by_holds_no_formula(files: list[str], name: str):
    Path(files[1]).write_text(f"{DEMAND}{name},105,30,1\n", encoding="utf-8")
    assert main(files) == 0
    rows = list(csv.reader(Path(files[-1]).read_text(encoding="utf-8").splitlines()))
    assert [row[1] for row in rows[1:]] == ["v1", "v2", "v3", f"'{name}"]


@pytest.fixture
def roads_file(tmp_path: Path) -> str:
    """Write a road from the home to the second village with a way around: 3.3 km instead of 1.1."""
    nodes = {1: (105.0, 30.0), 2: (105.0115470, 30.0), 3: (105.0115470, 30.01), 4: (105.0, 30.01)}
    path = write_roads(tmp_path / "r.osm.pbf", nodes, [([1, 2, 3, 4], {"highway": "residential"})])
    return str(path)


def test_minutes_follow_roads_when_they_are_given(files: list[str], roads_file: str, capsys):
    assert main([*files, "--roads", roads_file, "--mode", "driving"]) == 0
    rows = list(csv.DictReader(Path(files[-1]).read_text(encoding="utf-8").splitlines()))
    assert float(rows[1]["nearest_min"]) == pytest.approx(3 * 1.11195 * 60 / 25, abs=0.01)
    assert (rows[2]["nearest_min"], rows[2]["per_1000"]) == ("", "0.0")
    said = capsys.readouterr().err
    assert "沿路网 r.osm.pbf 驾车" in said and "估算" not in said
    assert main([*files, "--roads", roads_file, "--mode", "walking", "--minutes", "60"]) == 0
    rows = list(csv.DictReader(Path(files[-1]).read_text(encoding="utf-8").splitlines()))
    assert float(rows[1]["nearest_min"]) == pytest.approx(3 * 1.11195 * 60 / 5, abs=0.01)


def test_chunks_along_roads_are_what_one_go_gives(tmp_path: Path):
    dice = np.random.default_rng(2)
    travel = RoadTravel(read_roads(grid_town(tmp_path / "t.osm.pbf", 12)), "driving")
    lon, lat, to_lon, to_lat = (
        dice.uniform(low, low + 0.011, n) for low, n in ((105, 300), (30, 300), (105, 40), (30, 40))
    )
    people, beds, decay = dice.uniform(1, 900, 300), dice.uniform(5, 90, 40), DECAYS["gaussian"](4.0)
    asked = Question(lon, lat, people, to_lon, to_lat, beds, travel, decay)
    found = reach_in_chunks(asked, 97)
    whole = enhanced_two_step(travel.times(lon, lat, to_lon, to_lat, 4.0), people, beds, decay)
    assert found.chunks > 1
    assert found.accessibility.per_1000 == pytest.approx(whole.per_1000, abs=1e-9)


@pytest.mark.parametrize(("content", "message"), [(b"x", "这不是 OpenStreetMap"), (None, "读不出文件")])
def test_a_road_file_that_cannot_be_used_is_told(files: list[str], tmp_path: Path, content, message: str, capsys):
    path = tmp_path / "x.osm.pbf"
    if content is not None:
        path.write_bytes(content)
    assert main([*files, "--roads", str(path)]) == 2
    assert message in capsys.readouterr().err and not Path(files[-1]).exists()
