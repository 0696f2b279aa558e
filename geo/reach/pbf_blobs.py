"""The blobs of an .osm.pbf file, held against the bounds of its format before anything is unpacked.

A file is a row of: length of a header (4 bytes, the first the largest), the header (type, length of the blob), the
blob (its packed data and how long they are unpacked). The library that unpacks refuses one that is longer than it says.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.words import Words
from geo.reach.road_network import DAMAGED, RoadFileError

LARGEST_HEADER = 64 * 1024  # these two by the definition of the format
LARGEST_BLOB = 32 * 1024 * 1024
LARGEST_UNPACKED_MB = 1500  # files of 200 MB unpack to some 500
HEADER_SIZE_FIELD, RAW_FIELD, RAW_SIZE_FIELD = 3, 1, 2
LONGEST_VARINT = 10
MORE_FOLLOWS = 0x80  # the bit of a byte of a number
TOO_MUCH = Words(
    f"路网文件解压后超过 {LARGEST_UNPACKED_MB} MB，未读取；请先裁剪到规划区域再载入",
    f"the road file unpacks to more than {LARGEST_UNPACKED_MB} MB and was not read; cut it to the region of the plan",
)


def check_blobs(content: bytes) -> None:
    """Raise RoadFileError where a header or a blob is longer than the format allows, or all unpack to too much."""
    view = memoryview(content)
    at, unpacked = 0, 0
    while at < len(view):
        begin = at + 4
        end = begin + int.from_bytes(view[at:begin], "big")
        if end - begin > LARGEST_HEADER or end > len(view):
            raise RoadFileError(DAMAGED)
        size = dict(_fields(view[begin:end])).get(HEADER_SIZE_FIELD, -1)
        at = end + size
        if not 0 <= size <= LARGEST_BLOB or at > len(view):
            raise RoadFileError(DAMAGED)
        unpacked += _unpacked_size(view[end:at])
        if unpacked > LARGEST_UNPACKED_MB * 1_000_000:
            raise RoadFileError(TOO_MUCH)


def _unpacked_size(blob: memoryview) -> int:
    size = 0
    for field, value in _fields(blob):
        if field in (RAW_FIELD, RAW_SIZE_FIELD):
            size = max(size, value)
    if size > LARGEST_BLOB:
        raise RoadFileError(
            Words(
                f"路网文件中有数据块声明解压后为 {size} 字节，格式允许至多 {LARGEST_BLOB} 字节，未读取",
                f"a block of the road file unpacks to {size} bytes, the format allows {LARGEST_BLOB}; not read",
            )
        )
    return size


def _fields(message: memoryview) -> Iterator[tuple[int, int]]:
    """Yield number and value of each field of a message; of bytes, their length."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        value = 0
        match key & 7:
            case 0:  # VARINT
                value, at = _varint(message, at)
            case 2:  # BYTES
                value, at = _varint(message, at)
                at += value
            case 1:  # FIXED_64
                at += 8
            case 5:  # FIXED_32
                at += 4
            case _:
                raise RoadFileError(DAMAGED)
        if at > len(message):
            raise RoadFileError(DAMAGED)
        yield key >> 3, value


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """Return the number that begins at a place, seven bits per byte, and the place after it."""
    value = 0
    for k, byte in enumerate(message[at : at + LONGEST_VARINT]):
        value |= (byte & ~MORE_FOLLOWS) << 7 * k
        if not byte & MORE_FOLLOWS:
            return value, at + k + 1
    raise RoadFileError(DAMAGED)
