"""`python -m geo reach`: large files in, one file out, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.making import STOPPED
from geo.__main__ import main
from geo.reach import nation_command
from geo.reach.distributed import ADDRESS_VARIABLE

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
        ("v4,abc,30,1", "demand.csv 第5行 经度“abc”应为−180 至 180 的度数"),
        ("v4,30,105,1", "demand.csv 第5行 纬度“105”应为−90 至 90 的度数"),
        ("v4,105,30,-3", "demand.csv 第5行 60岁及以上“-3”应为不小于 0 的数字"),
    ],
)
def test_a_wrong_cell_is_told_by_line_and_column(files: list[str], row: str, message: str, capsys):
    Path(files[1]).write_text(f"{DEMAND}{row}\n", encoding="utf-8")
    assert main(files) == 2
    assert message in capsys.readouterr().err


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
