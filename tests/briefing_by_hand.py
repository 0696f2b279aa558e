"""A briefing of 达州 made by hand, with every kind of scene and the most that one may hold."""

from __future__ import annotations

from functools import cache
from typing import Any

from data.catalog import load_plan
from data.plan import Plan
from geo.map_bundle import build_bundle
from geo.map_spec import Choropleth, LegendGroup, LegendItem, MapSpec
from pages.briefing.scene import Briefing, Scene, SceneChart, SceneFigure, SceneTable

PLAN_ID = "dazhou-2021-2025"
TITLE = "达州市医养结合规划汇报"
LONG_TITLE = "建设川渝陕结合部医养结合示范高地的总体目标与分年度安排"
SENTENCE = (
    "规划提出“一核两区三带”，以主城区为核心，向宣汉开江、大竹渠县两区和三条康养带展开；"
    "全市统筹床位、项目与人才，分两步实现目标。"
)
SOURCE = "《达州市“十四五”医疗卫生与养老服务相结合发展规划》三/（二） “以达州市主城区为核心……打造医养结合示范核”"


@cache
def plan_and_bundle() -> tuple[Plan, dict[str, Any]]:
    """Return the plan and the content of its map file."""
    plan = load_plan(PLAN_ID)
    return plan, build_bundle(plan)[0]


def figures(count: int) -> tuple[SceneFigure, ...]:
    """Return figures of every sort."""
    rows = [
        SceneFigure("规划项目", "44", "个", "专栏1 “44个”"),
        SceneFigure("总投资", "126.38", "亿元", "专栏1 “126.38亿元”"),
        SceneFigure("建筑面积", "规划未载明"),
        SceneFigure("空间布局", "一核两区三带", "", "三/（二） “一核两区三带”"),
        SceneFigure("60 岁以上人口", "120.03 万", "人", "2020 年普查"),
        SceneFigure("新增养老床位与护理型床位", "10,620", "张", "专栏1 “10620张”"),
    ]
    return tuple(rows[:count])


def table(rows: int) -> SceneTable:
    """Return a table of projects."""
    heads = ("项目", "区县", "床位", "投资（亿元）")
    row = ("达州市中心医院医养结合示范中心建设项目", "通川区", "1,200", "12.60")
    return SceneTable(heads, tuple((f"{k + 1}. {row[0]}", *row[1:]) for k in range(rows)), (2, 3))


def state(**more: Any) -> MapSpec:
    """Return the map of the layout."""
    plan, _ = plan_and_bundle()
    layers = frozenset({*(f"elements:{element.kind}" for element in plan.elements), "rivers", "labels"})
    items = tuple(LegendItem(element.name, "area", "#3E7CB1") for element in plan.elements)
    basis = (
        LegendItem("位置至乡镇", "point", glyph="both", basis="town"),
        LegendItem("位置至区县", "point", basis="district"),
    )
    groups = (LegendGroup("布局要素", items), LegendGroup("位置", basis))
    notes = "空间结构为示意；边界数据示意，非法定界线"
    return MapSpec(
        plan.plan_id, "zh", **{"layers": layers, "legend_title": "图例", "legend": groups, "notes": notes, **more}
    )


def painted() -> MapSpec:
    """Return the map of the districts in colours."""
    plan, _ = plan_and_bundle()
    codes = [district.district_code for district in plan.districts]
    colours = Choropleth({code: k % 3 for k, code in enumerate(codes)}, ("#E3EFEE", "#86BAB7", "#1F6F70"))
    return state(layers=frozenset({"labels"}), choropleth=colours)


def scenes() -> tuple[Scene, ...]:
    """Return a scene of each kind."""
    plan, bundle = plan_and_bundle()
    boxes = {element["id"]: tuple(element["box"]) for element in bundle["elements"]}
    bars = SceneChart("bar", ("通川区", "达川区", "万源市", "宣汉县"), (("任务", (12.0, 8.0, None, 5.0)),), "项")
    years = SceneChart(
        "line", ("2020", "2023", "2025"), (("签约率", (55.0, None, 70.0)), ("覆盖率", (60.0, 66.5, 75.0))), "%"
    )
    shared: dict[str, Any] = {"sentence": SENTENCE, "sources": (SOURCE, SOURCE, "2020 年第七次全国人口普查")}
    elements = [
        Scene(
            f"element:{element.element_id}",
            "element",
            element.name,
            figures=figures(4),
            table=table(2),
            map=state(selected=f"element:{element.element_id}"),
            box=boxes[element.element_id],
            notes="图形由成员区县按规则生成",
            **shared,
        )
        for element in plan.elements
    ]
    return (
        Scene("cover", "cover", "达州市医养结合规划", figures=figures(2), map=state(), seconds=1, **shared),
        Scene("background", "background", "背景：老龄化与现状", figures=figures(6), seconds=1, **shared),
        Scene("goals", "goals", LONG_TITLE, figures=figures(6), table=table(10), seconds=1, **shared),
        Scene("structure", "structure", "空间结构", figures=figures(6), table=table(6), map=state(), **shared),
        *elements,
        Scene("projects", "projects", "重点项目", figures=figures(6), table=table(10),
              map=state(layers=frozenset({"projects", "labels"}), measure="investment"), **shared),
        Scene("districts", "districts", "区县", figures=figures(3), table=table(7), map=painted(), **shared),
        Scene("indicators", "indicators", "指标", figures=figures(4), table=table(10), chart=years, **shared),
        Scene("tasks", "tasks", "任务", figures=figures(3), chart=bars, notes="时限以正文为准", **shared),
        Scene("findings", "findings", "体检要点", table=table(5), **shared),
        Scene("end", "end", "资料来源与说明", table=SceneTable(("未设的部分", "原因"), (("任务", "规划未载明任务"),)),
              map=state(), **shared),
    )  # fmt: skip


def briefing(**more: Any) -> Briefing:
    """Return the briefing; `more` replaces parts of it."""
    plan, _ = plan_and_bundle()
    parts = {
        "title": TITLE,
        "sign": plan.title,
        "version": "1.0.0",
        "data_as_of": "2026-11-01",
        "made_on": "2026-11-27",
    }
    return Briefing(**{"plan_id": PLAN_ID, "language": "zh", "scenes": scenes(), **parts, **more})
