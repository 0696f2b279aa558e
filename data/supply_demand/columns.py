"""The columns of a bureau's files of people and institutions, and how their headings are recognised."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data.record_import.cell_reading import folded

TableKind = Literal["demand", "facilities", "candidates"]
# what a file's column stands for, by key; the place of the heading in the file
Columns = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class InputColumn:
    """A column: its key, its heading in the template (Chinese, English), other headings, an example for it."""

    key: str
    heading: str
    heading_en: str
    aliases: tuple[str, ...] = ()
    example: str = ""
    width: float = 14


_PLACE = (
    InputColumn("id", "编号", "Id", ("id", "代码", "编码", "code", "序号", "fid", "objectid", "区划代码"), "1"),
    InputColumn(
        "name",
        "名称",
        "Name",
        ("name", "机构名称", "机构", "单位名称", "医院名称", "村", "社区", "村（社区）", "村居", "村名", "乡镇", "镇街",
         "乡镇（街道）", "镇（街道）", "街道", "地点", "地名", "网格", "小区", "点位名称", "title"),
        "某某社区",
        26,
    ),
    InputColumn(
        "district",
        "区县",
        "District",
        ("district", "district_code", "district_name", "县区", "区（县）", "县（区）", "县（市、区）", "县市区", "区市",
         "所在区县", "所属区县", "所在县区", "行政区", "行政区划", "county", "adcode"),
    ),
    InputColumn(
        "lon", "经度", "Longitude", ("lon", "lng", "long", "longitude", "x", "x坐标", "横坐标", "东经", "point_x")
    ),
    InputColumn("lat", "纬度", "Latitude", ("lat", "latitude", "y", "y坐标", "纵坐标", "北纬", "point_y")),
)  # fmt: skip
_PRECISION = InputColumn("precision", "点位精度", "Precision", ("precision", "精度", "位置精度"), "具体", 12)
COLUMNS: dict[TableKind, tuple[InputColumn, ...]] = {
    "demand": (
        *_PLACE,
        InputColumn("population", "总人口", "Population",
                    ("population", "人口", "人口数", "常住人口", "总人数", "人数", "pop"), "3200"),
        InputColumn("age_60_plus", "60岁及以上", "Aged 60+", ("age_60_plus", "老年人口", "老年人数", "老人数"), "640"),
        InputColumn("age_65_plus", "65岁及以上", "Aged 65+", ("age_65_plus",), "450"),
        InputColumn("age_80_plus", "80岁及以上", "Aged 80+", ("age_80_plus", "高龄人口", "高龄老人"), "70"),
        _PRECISION,
    ),
    "facilities": (
        *_PLACE,
        InputColumn("capacity", "床位", "Beds",
                    ("beds", "bed", "bed_count", "床位数", "床位总数", "总床位", "核定床位", "编制床位", "开放床位",
                     "实有床位", "capacity", "容量"), "120"),
        InputColumn("kind", "类型", "Type",
                    ("type", "kind", "机构类型", "机构类别", "床位类型", "类别", "bed_type", "category"), "养老机构"),
        InputColumn("status", "状态", "Status", ("status", "现状", "建设状态", "运营状态"), "现有"),
        InputColumn("year", "建成年份", "Year", ("year", "年份", "建成年", "投用年份", "竣工年份", "计划年份"), ""),
        _PRECISION,
    ),
    "candidates": (
        *_PLACE,
        InputColumn("capacity", "可设床位", "Beds possible",
                    ("beds", "床位", "床位数", "规模", "capacity", "容量", "建设规模"), "100"),
        InputColumn("kind", "类型", "Type", ("type", "kind", "用地类型", "用地性质", "类别"), "存量用房"),
        _PRECISION,
    ),
}  # fmt: skip
KIND_NAMES: dict[TableKind, str] = {"demand": "人口", "facilities": "机构", "candidates": "备选点"}
KIND_NAMES_EN: dict[TableKind, str] = {"demand": "population", "facilities": "facilities", "candidates": "sites"}
PEOPLE_KEYS = ("population", "age_60_plus", "age_65_plus", "age_80_plus")

_AGE = re.compile(
    r"(?:age_?)?(60|65|80)(?:周?岁)?(?:及|或)?(?:以上|\+|_?plus|_?up)(?:的?(?:老年人?|老人|常住|户籍)?)(?:人口|人数|数)?"
)
_UNIT = re.compile(r"[(\[【](?:人|张|个|床|度|°|米|m|wgs-?84|cgcs2000|gcj-?02|bd-?09)[)\]】]$")


def plain_heading(text: str) -> str:
    """Return a heading as headings are compared: without blanks, units, full-width signs and capitals.

    >>> plain_heading(" 床位数（张） "), plain_heading("６０岁及以上人口(人)")
    ('床位数', '60岁及以上人口')
    """
    return _UNIT.sub("", "".join(folded(text.replace("\ufeff", "")).split()).lower())


def key_of(heading: str, kind: TableKind) -> str:
    """Return what a heading stands for in a file of a kind; "" where it is not recognised.

    >>> key_of("60岁以上老年人口（人）", "demand"), key_of("床位数（张）", "facilities"), key_of("负责人", "facilities")
    ('age_60_plus', 'capacity', '')
    """
    plain = plain_heading(heading)
    if kind == "demand" and (match := _AGE.fullmatch(plain)):
        return f"age_{match[1]}_plus"
    known = (column for column in COLUMNS[kind] if plain in _names(column))
    return next((column.key for column in known), "")


def recognised(headings: Sequence[str], kind: TableKind) -> dict[str, int]:
    """Return where the columns of a kind stand; of two headings for one column, the first in the list of names wins.

    >>> recognised(["序号", "村居", "X", "Y", "60岁以上"], "demand")
    {'id': 0, 'name': 1, 'lon': 2, 'lat': 3, 'age_60_plus': 4}
    """
    found: dict[str, int] = {}
    for number, heading in enumerate(headings):
        key = key_of(heading, kind)
        if key and (key not in found or _rank(heading, key, kind) < _rank(headings[found[key]], key, kind)):
            found[key] = number
    return found


def has_needed(columns: Columns, kind: TableKind) -> bool:
    """Tell whether the columns suffice: people of some age for demand, a name for places."""
    return any(key in columns for key in PEOPLE_KEYS) if kind == "demand" else "name" in columns


def _names(column: InputColumn) -> tuple[str, ...]:
    return tuple(map(plain_heading, (column.heading, column.heading_en, *column.aliases)))


def _rank(heading: str, key: str, kind: TableKind) -> int:
    names = _names(next(column for column in COLUMNS[kind] if column.key == key))
    plain = plain_heading(heading)
    return names.index(plain) if plain in names else 0
