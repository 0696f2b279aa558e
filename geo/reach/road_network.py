"""A network of roads as arrays: nodes, segments between them, speeds; kept as a file of plain arrays."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.words import Words
from geo.reach.road_use import Mode
from geo.reach.travel_times import Floats, Indices

Bytes = NDArray[np.int8]
DAMAGED = Words(
    "路网文件已损坏，无法读完；请重新下载 .osm.pbf 文件", "the road file is damaged; download the .osm.pbf file again"
)
UNREADABLE = Words(
    "路网缓存文件无法读取，请重新载入路网文件", "the roads kept here cannot be read; load the road file again"
)
INCOMPLETE = Words(
    "路网缓存文件内容不完整，请重新载入路网文件", "the roads kept here are incomplete; load the road file again"
)
NO_BYTES: Bytes = np.zeros(0, np.int8)
LATER = {"walking_direction": 0, "has_doors": 1}  # what files of earlier builds do not hold, and what it was then
SHORTEST_MIN = 1e-9  # of a segment between two nodes on one spot: a way, not "no way"


class RoadFileError(ValueError):
    """A road file that cannot be used; the message says why, in the words of the page."""


@dataclass(frozen=True, slots=True, eq=False)
class RoadNetwork:
    """Roads as n nodes and e straight segments.

    Attributes:
        lon, lat: (n,) degrees WGS-84 of nodes.
        start, end: (e,) numbers of the nodes at both ends, in the order of the way.
        km: (e,) length.
        walking_kmh: (e,) speed on foot; 0: not on foot.
        driving_kmh: (e,) speed by car; 0: not by car.
        direction: (e,) of driving: 1 from start to end only, -1 from end to start only, 0 both.
        id: of its content: 16 hex digits of the file, the region it was cut to and the table of speeds.
        walking_direction: (e,) the same on foot; not given: both everywhere.
        has_doors: (e,) 1 where points may be joined to it, 0 in tunnels and the like; not given: everywhere.
    """

    lon: Floats
    lat: Floats
    start: Indices
    end: Indices
    km: Floats
    walking_kmh: Floats
    driving_kmh: Floats
    direction: Bytes
    id: str = ""
    walking_direction: Bytes = field(default_factory=lambda: NO_BYTES)
    has_doors: Bytes = field(default_factory=lambda: NO_BYTES)

    def __post_init__(self) -> None:
        """Take a network that says nothing of directions on foot as open in both, and nothing of doors as with them."""
        for name, usual in LATER.items():
            if getattr(self, name) is NO_BYTES:
                object.__setattr__(self, name, np.full(len(self.start), usual, np.int8))

    def __len__(self) -> int:
        """Return the number of nodes."""
        return len(self.lon)

    def to_bytes(self) -> bytes:
        """Return the network as the content of an .npz file; equal networks give equal bytes."""
        target = io.BytesIO()
        arrays: dict[str, Any] = {name: getattr(self, name) for name in _ARRAYS}
        np.savez_compressed(target, id=np.frombuffer(self.id.encode("ascii"), np.uint8), **arrays)
        return target.getvalue()

    def graph(self, mode: Mode) -> Any:
        """Return a CSR matrix (n, n) of minutes from node to node along one segment; of parallel ones the quickest."""
        from scipy.sparse import csr_array

        tail, head, minutes = self._arcs(mode)
        order = np.lexsort((minutes, head, tail))
        tail, head, minutes = tail[order], head[order], minutes[order]
        first = np.ones(len(tail), bool)
        first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
        return csr_array((minutes[first], (tail[first], head[first])), shape=(len(self), len(self)))

    def doors(self, mode: Mode) -> Indices:
        """Return the numbers of nodes where points may be joined: at a segment of the mode that has doors."""
        speed = self.walking_kmh if mode == "walking" else self.driving_kmh
        at = (speed > 0) & (self.has_doors == 1)
        return np.unique(np.concatenate([self.start[at], self.end[at]]))

    def _arcs(self, mode: Mode) -> tuple[Indices, Indices, Floats]:
        speed = self.walking_kmh if mode == "walking" else self.driving_kmh
        with np.errstate(divide="ignore", invalid="ignore"):  # closed; of no length
            minutes = np.maximum(60.0 * self.km / speed, SHORTEST_MIN)
        is_way = (speed > 0) & (self.start != self.end)
        direction = self.walking_direction if mode == "walking" else self.direction
        there, back = is_way & (direction >= 0), is_way & (direction <= 0)
        return (
            np.concatenate([self.start[there], self.end[back]]),
            np.concatenate([self.end[there], self.start[back]]),
            np.concatenate([minutes[there], minutes[back]]),
        )


_ARRAYS = tuple(entry.name for entry in fields(RoadNetwork) if entry.name != "id")
_KINDS = dict.fromkeys(_ARRAYS, "f") | dict.fromkeys(("start", "end", "direction", *LATER), "i")


def from_bytes(content: bytes) -> RoadNetwork:
    """Return the network of an .npz file; nothing in it is run (no pickle).

    Raises RoadFileError on anything that `to_bytes` would not have written.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in _ARRAYS if name in stored or name not in LATER}
            network_id = bytes(stored["id"]).decode("ascii")
    except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise RoadFileError(UNREADABLE) from error
    network = RoadNetwork(**arrays, id=network_id)
    if not _is_sound(network):
        raise RoadFileError(INCOMPLETE)
    return network


def _is_sound(network: RoadNetwork) -> bool:
    arrays = {name: getattr(network, name) for name in _ARRAYS}
    if any(array.ndim != 1 or array.dtype.kind != _KINDS[name] for name, array in arrays.items()):
        return False
    nodes, segments = len(network.lon), len(network.start)
    if len(network.lat) != nodes or any(len(arrays[name]) != segments for name in _ARRAYS[2:]):
        return False
    ends = np.concatenate([network.start, network.end])
    is_inside = not len(ends) or (ends.min() >= 0 and ends.max() < nodes)
    return bool(is_inside and all(np.isfinite(arrays[name]).all() for name in _ARRAYS))
