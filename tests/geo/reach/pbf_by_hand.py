"""Files in the format of .osm.pbf, written byte by byte, so that they may say what no honest writer would."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np


def varint(value: int) -> bytes:
    value &= 2**64 - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def zigzag(value: int) -> int:
    return value << 1 ^ value >> 63


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def text(field: int, content: bytes) -> bytes:
    return varint(field << 3 | 2) + varint(len(content)) + content


def packed(field: int, values: Iterable[int]) -> bytes:
    return text(field, b"".join(varint(value) for value in values))


def deltas(values: Iterable[int]) -> list[int]:
    values = list(values)
    return [zigzag(b - a) for a, b in zip([0, *values[:-1]], values, strict=True)]


def blob(content: bytes, kind: bytes = b"OSMData", *, raw_size: int | None = None, size: int | None = None) -> bytes:
    """Pack a block; `raw_size` and `size` are what it claims to be, unpacked and packed."""
    body = number(2, len(content) if raw_size is None else raw_size) + text(3, zlib.compress(content, 9))
    head = text(1, kind) + number(3, len(body) if size is None else size)
    return len(head).to_bytes(4, "big") + head + body


HEADER = blob(text(4, b"OsmSchema-V0.6") + text(4, b"DenseNodes"), b"OSMHeader")


def block(group: bytes, strings: Iterable[bytes] = (b"", b"highway", b"residential"), granularity: int = 100) -> bytes:
    return text(1, b"".join(text(1, one) for one in strings)) + text(2, group) + number(17, granularity)


def dense_nodes(ids: Iterable[int], lon: Iterable[int], lat: Iterable[int]) -> bytes:
    """Return nodes in 1e-7 degrees."""
    return text(2, packed(1, deltas(ids)) + packed(8, deltas(lat)) + packed(9, deltas(lon)))


def way(way_id: int, refs: Iterable[int]) -> bytes:
    """Return a residential street."""
    return text(3, number(1, way_id) + packed(2, [1]) + packed(3, [2]) + packed(8, deltas(refs)))


def street(ids: list[int], beside: bytes = b"", granularity: int = 100) -> bytes:
    """Return a file of one street northwards from 105° E 30° N, a node each 0.001 degrees."""
    lat = [300_000_000 + 10_000 * k for k in range(len(ids))]
    nodes = block(dense_nodes(ids, [1_050_000_000] * len(ids), lat), granularity=granularity)
    return HEADER + blob(nodes) + beside + blob(block(way(1, ids)))


def flood(count: int) -> bytes:
    """Return a packed block of `count` nodes of one spot: three bytes each, unpacked; a thousandth of it, packed."""
    ones = np.full(count, 2, np.uint8).tobytes()
    nodes = text(1, ones) + text(8, b"\0" * count) + text(9, b"\0" * count)
    return blob(block(text(2, nodes)))
