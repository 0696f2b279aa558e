"""What is said of a road file that cannot be used, in both languages."""

from __future__ import annotations

from shapely.geometry.base import BaseGeometry

from data.words import Words

NO_PBF = Words(
    "这不是 OpenStreetMap 的 .osm.pbf 文件；请载入扩展名为 .osm.pbf 的路网数据",
    "this is no .osm.pbf file of OpenStreetMap; load roads with the extension .osm.pbf",
)
NO_ROADS = Words("路网文件中没有道路；请核对文件", "the road file holds no roads; check the file")
RARE_PBF = Words(
    "路网文件用了不支持的压缩方法或特性；请另存为通常的 .osm.pbf（zlib 压缩）",
    "the road file is packed in a way that is not supported; save it as a usual .osm.pbf (zlib)",
)


def elsewhere(seen: tuple[int, int] | None, region: BaseGeometry | None) -> Words:
    """Return the words on a file without roads in a region: where its roads are, and where they should be.

    `seen` is a node of some road of it in 1e-7 degrees.
    """
    if region is None or seen is None:
        return NO_ROADS
    lon, lat = (degrees / 1e7 for degrees in seen)
    west, south, east, north = region.bounds
    return Words(
        f"路网文件中没有位于本规划区域内的道路：文件中的道路在东经 {lon:.2f}°、北纬 {lat:.2f}° 一带，"
        f"本规划区域在东经 {west:.2f}°—{east:.2f}°、北纬 {south:.2f}°—{north:.2f}°；请换成本地区的路网文件",
        f"no road of the file is in the region of this plan: its roads are around {lon:.2f}° E, {lat:.2f}° N, "
        f"the region is {west:.2f}°–{east:.2f}° E, {south:.2f}°–{north:.2f}° N; load a road file of this region",
    )


def too_large(size: int, limit_mb: int) -> Words:
    """Return the words on a file of more bytes than it may have."""
    megabytes = f"{size / 1e6:.0f} MB"
    return Words(
        f"路网文件有 {megabytes}，上限为 {limit_mb} MB；请先裁剪到规划区域（如省级以下范围）再载入",
        f"the road file has {megabytes}, at most {limit_mb} MB; cut it to the region of the plan",
    )


def too_many_nodes(limit: int) -> Words:
    """Return the words on a file of more road nodes than can be read."""
    return Words(
        f"区域内道路节点超过 {limit // 10_000} 万个；请先裁剪到规划区域再载入",
        f"more than {limit:,} road nodes; cut the file to the region of the plan",
    )


def too_long_way(count: int, limit: int) -> Words:
    """Return the words on a way of more nodes than any has."""
    return Words(
        f"路网文件中有一条路含 {count} 个节点，应不超过 {limit}，未读取",
        f"a way of the road file has {count} nodes, at most {limit}; not read",
    )
