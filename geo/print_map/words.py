"""The fixed words of a printed sheet, Chinese and English."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "legend": ("图例", "Legend"),
    "base": ("底图要素", "Base map"),
    "region_edge": ("规划区域界", "Edge of the planning region"),
    "district_edge": ("县（市、区）界", "County boundary"),
    "prefecture_edge": ("市（州）界", "Prefecture boundary"),
    "around": ("周边地区", "Land around"),
    "sea": ("海域", "Sea"),
    "sources": ("资料来源", "Sources"),
    "notes": ("说明", "Notes"),
    "figure_name": ("图名", "Title"),
    "figure_number": ("图号", "Figure"),
    "scale": ("比例尺", "Scale"),
    "projection": ("坐标系与投影", "Projection"),
    "organisation": ("编制单位", "Drawn up by"),
    "reviewer": ("审核", "Reviewed by"),
    "made_on": ("成图日期", "Map date"),
    "data_as_of": ("资料截止", "Data as of"),
    "version": ("版本", "Version"),
    "secrecy": ("密级", "Classification"),
    "approval_number": ("审图号", "Approval no."),
    "crs": (
        "CGCS2000 · 高斯-克吕格3°带 · 中央经线{meridian}°E（{epsg}）",
        "CGCS2000 · Gauss–Krüger 3° zone · central meridian {meridian}°E ({epsg})",
    ),
    "left_out": (
        "另有{n}个名称图面容不下，未注记；全部名称见本系统“空间布局”“重点项目”“区县统计”各页的名录。",
        "{n} more names found no room; all stand in the lists of the pages Spatial layout, Key projects, Districts.",
    ),
    "numbered": ("图上编号：{names}。", "Numbers on the map: {names}."),
    "inset": ("放大图 {scale}", "Enlarged {scale}"),
    "kilometres": ("千米", "km"),
    "north": ("北", "N"),
    "colon": ("：", ": "),
}


def word(key: str, is_english: bool, **values: object) -> str:
    """Return a fixed word in the language of the sheet."""
    return WORDS[key][1 if is_english else 0].format(**values)
