"""What is said of files and rows that cannot be used for want of a place or a geometry, in both languages."""

from __future__ import annotations

from data.words import Words

ROADS_ELSEWHERE = Words(
    "这是路网文件（.osm.pbf），请在“载入什么”中选“路网”再上传",
    "this is a road file (.osm.pbf); choose Roads under What to load and upload it again",
)
BROKEN = Words("文件已损坏，或不是它的名称所说的格式", "the file is damaged, or not of the format that its name says")
GEOMETRY = Words("图形", "Geometry")
SHAPES = Words("应为点或面", "points or areas are expected")
POSITION, NAME = Words("坐标", "Position"), Words("名称", "Name")
ABROAD = Words("按此坐标系不在中国范围内", "not in China when read in this system")
LOOK_AGAIN = Words("请核对这一行的经度、纬度", "check longitude and latitude of this row")
NO_DISTRICT = Words("不是本规划的区县", "no district of this plan")
UNKNOWN_PLACE = Words("没有坐标，也查不到点位", "has no coordinates, and no point is known by its name")
GIVE_PLACE = Words(
    "请填经度、纬度，或把名称写成区县、有点位的镇街",
    "give longitude and latitude, or write a district or a town whose point is known as the name",
)
