"""Road files that mean harm: refused in words, bounded in time and memory, and the server lives on."""

from __future__ import annotations

import os
import time

import numpy as np
import pytest

from geo.reach import guarded, pbf_blobs, roads
from geo.reach.guarded import Bounds
from geo.reach.road_network import RoadFileError
from tests.geo.reach.pbf_by_hand import HEADER, blob, block, dense_nodes, flood, street, text, varint, way

MIB = 2**20
SMALL = Bounds(seconds=30, memory_mb=1200)


def refused(content, said):
    with pytest.raises(RoadFileError, match=said):
        roads.read_roads(content)


def test_a_street_written_by_hand_is_read():
    network = roads.read_roads(street([1, 2, 3]))
    assert (len(network), len(network.km)) == (3, 2)
    assert network.km == pytest.approx([0.111195] * 2, abs=1e-6)


def test_blobs_that_unpack_to_gigabytes_are_refused_before_any_is_unpacked():
    bomb = blob(b"\0" * (32 * MIB))
    content = street([1, 2], bomb * 64)
    assert len(content) < 3 * MIB
    began = time.process_time()
    refused(content, "解压后超过 1500 MB")
    assert time.process_time() - began < 1  # of 2 GB


def test_a_blob_that_says_more_than_the_format_allows_is_refused():
    refused(street([1, 2], blob(b"x", raw_size=33 * MIB)), "声明解压后为 34603008 字节")
    refused(street([1, 2], blob(b"x", raw_size=2**63)), "声明解压后为")


def test_a_blob_that_unpacks_to_more_than_it_says_is_refused():
    refused(street([1, 2], blob(b"\0" * (64 * MIB), raw_size=1000)), "已损坏")


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff\xff\xff\xff",  # the length of a header
        b"\x00\x01\x00\x01" + b"\0" * 70_000,  # one byte above 64 KiB
        blob(b"x", size=33 * MIB),
        blob(b"x", size=2**40),
        blob(b"x", size=-1),
        blob(b"x", size=10**6),  # beyond the end of the file
        b"\x00\x00\x00\x0c" + b"\xff" * 12,  # a number that does not end
        b"\x00\x00\x00\x04" + b"\x0f\x01\x01\x01",  # a kind of field that there is not
        b"\x00\x00\x00\x00",
    ],
)
def test_broken_lengths_are_refused(broken):
    refused(street([1, 2]) + broken, "已损坏")


def test_every_cut_of_a_file_is_refused_or_has_no_road():
    content = street([1, 2, 3])
    for length in range(len(content)):
        refused(content[:length], "已损坏|没有道路|这不是")


def test_no_changed_byte_does_more_than_be_refused():
    content = street([1, 2, 3])
    for at in range(len(content)):
        broken = bytearray(content)
        broken[at] ^= 0x55
        try:
            network = roads.read_roads(bytes(broken))
        except RoadFileError:
            continue
        assert np.isfinite(network.km).all()


def test_numbers_of_nodes_take_no_memory(tmp_path, monkeypatch):
    """An index by number would take 512 kB for each of these nodes, and hundreds of GB for the last."""
    monkeypatch.setattr(roads, "BOUNDS", SMALL)
    ids = [*range(1, 4), *(k * 2**16 for k in range(1, 8000)), 2**62]
    network = roads.kept_roads(tmp_path, street(ids[:3], blob(block(dense_nodes(ids[3:], [0] * 8000, [0] * 8000)))))
    assert len(network) == 3


def test_the_highest_and_the_lowest_number_of_a_node_break_nothing():
    assert len(roads.read_roads(street([1, 2, 2**62, 2**63 - 1]))) == 4
    refused(street([-3, -2, -1]), "没有道路")
    refused(street([0]), "没有道路")


def test_positions_off_the_globe_break_a_way():
    nodes = dense_nodes([1, 2, 3, 4], [1_050_000_000] * 4, [300_000_000, 300_010_000, 2**31 - 1, 2**31 - 2])
    assert len(roads.read_roads(HEADER + blob(block(nodes)) + blob(block(way(1, [1, 2, 3, 4]))))) == 2
    wrapped = roads.read_roads(street([1, 2, 3], granularity=2**31 - 1))  # what the library makes of numbers too large
    assert np.all((np.abs(wrapped.lon) <= 180) & (np.abs(wrapped.lat) <= 90))


def test_a_flood_of_nodes_ends_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(roads, "BOUNDS", Bounds(seconds=30, memory_mb=800))
    content = street([1, 2], flood(10_000_000) * 4)
    assert len(content) < 1 * MIB
    with pytest.raises(RoadFileError, match="需要的内存超过 800 MB"):
        roads.kept_roads(tmp_path, content)
    assert list(tmp_path.iterdir()) == []


def test_a_way_without_end_is_refused():
    nodes = blob(block(dense_nodes([1, 2], [1_050_000_000] * 2, [300_000_000, 300_010_000])))
    refused(HEADER + nodes + blob(block(way(1, [1, 2] * 60_000))), "有一条路含 120000 个节点")


def test_ways_around_the_world_are_refused_before_they_are_cut():
    nodes = blob(block(dense_nodes([1, 2], [-1_790_000_000, 10_000_000], [0, 0])))
    content = HEADER + nodes + blob(block(b"".join(way(k, [1, 2] * 20) for k in range(1, 50))))
    refused(content, "超过 1000 万段")


def test_a_tag_of_megabytes_is_refused():
    street_of = block(way(1, [1, 2]), (b"", b"highway", b"x" * 5 * MIB))
    nodes = blob(block(dense_nodes([1, 2], [1_050_000_000] * 2, [300_000_000, 300_010_000])))
    refused(HEADER + nodes + blob(street_of), "已损坏")


def test_a_packing_that_is_not_known_is_named():
    body = varint(2 << 3) + varint(10) + text(4, b"x" * 10)  # lzma
    head = text(1, b"OSMData") + varint(3 << 3) + varint(len(body))
    refused(street([1, 2]) + len(head).to_bytes(4, "big") + head + body, "不支持的压缩方法")


# the process that reads


def sleep_long():
    time.sleep(60)


def take_memory():
    return np.ones(300_000_000).sum()


def die():
    os.abort()


def print_and_return(value):
    print("noise")
    os.write(1, b"more noise")
    return value


def refuse():
    raise RoadFileError("不行")


@pytest.mark.parametrize(
    ("read", "seconds", "said"),
    [(sleep_long, 1, "读了 1 秒仍未读完"), (take_memory, 20, "需要的内存超过 1200 MB"), (die, 20, "读取程序中断"),
     (refuse, 20, "不行")],
)  # fmt: skip
def test_reading_that_gets_out_of_hand_ends_with_a_sentence(read, seconds, said):
    with pytest.raises(RoadFileError, match=said):
        guarded.guarded(read, bounds=Bounds(seconds, 1200), fault=RoadFileError)


def test_what_is_printed_while_reading_is_no_part_of_the_answer():
    assert guarded.guarded(print_and_return, {"a": (1, None)}, bounds=SMALL, fault=RoadFileError) == {"a": (1, None)}


def test_the_bounds_of_the_format_are_those_of_its_definition():
    assert (pbf_blobs.LARGEST_HEADER, pbf_blobs.LARGEST_BLOB) == (64 * 1024, 32 * MIB)
