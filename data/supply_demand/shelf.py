"""The shelf of input sets: each is kept under the digest of its content, so that an address names it for good.

Sets lie in `inputs/` of the folder of records. A set is never changed: what differs is another set. Texts and figures
are kept as plain arrays; nothing in a file is run when it is read.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import time
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from data.making import write_whole
from data.records_place import records_folder
from data.supply_demand.input_set import SET_ID, InputSet
from data.supply_demand.points import DemandPoints, Facilities
from data.words import Words

ID_DIGITS: Final = 16
VERSION: Final = 1
PARTS: Final = {"demand": DemandPoints, "facilities": Facilities, "candidates": Facilities}
USE_IS_NOTED_AFTER: Final = 86_400.0  # seconds: a day; the time of a file tells when it was last used
Arrays = dict[str, Any]  # of numpy

logger = logging.getLogger(__name__)


class ShelfError(OSError):
    """The shelf cannot be written; the text says so in words for the reader."""


def put(inputs: InputSet) -> str:
    """Keep a set and return its id; the same content has the same id. Raises ShelfError where it cannot be written."""
    texts, arrays = _taken_apart(inputs)
    set_id = _digest(texts, arrays)
    path = _path(set_id)
    note_use(set_id, inputs.roads)
    if not path.exists():
        target = io.BytesIO()
        np.savez_compressed(target, allow_pickle=False, texts=np.frombuffer(texts, dtype=np.uint8), **arrays)
        try:
            write_whole(path, target.getvalue())
        except OSError as error:
            place = path.parent
            raise ShelfError(
                Words(f"数据存不下来：{place} 不能写入", f"the data cannot be kept: “{place}” cannot be written")
            ) from error
    return set_id


def has(set_id: str) -> bool:
    """Tell whether something is kept under an id; it may be damaged all the same."""
    return bool(SET_ID.fullmatch(set_id)) and _path(set_id).is_file()


def folder() -> Path:
    """Return the folder of the shelf; it may not be there."""
    return records_folder() / "inputs"


def files() -> list[Path]:
    """Return the files on the shelf, input sets and road networks, by name; nothing else that lies there."""
    return sorted(path for path in folder().glob("*.npz") if SET_ID.fullmatch(path.stem) and path.is_file())


def note_use(*ids: str) -> None:
    """Note, at most once a day, that somebody uses what is kept under ids: it is not deleted as unused then."""
    for one in filter(SET_ID.fullmatch, ids):
        with suppress(OSError):  # a shelf that is read-only, or a file that is gone
            if time.time() - _path(one).stat().st_mtime > USE_IS_NOTED_AFTER:
                os.utime(_path(one))


def get(set_id: str) -> InputSet | None:
    """Return a set; None where the id is none, nothing is kept under it, or the file is damaged."""
    if not has(set_id):
        return None
    try:
        with np.load(_path(set_id), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        texts = arrays.pop("texts").tobytes()
        if _digest(texts, arrays) != set_id:
            raise ValueError("the content is not what its name says")
        return replace(_put_together(json.loads(texts), arrays), id=set_id)
    except Exception as error:  # what a damaged file makes of its reader has no common class
        logger.warning("the input set %s cannot be read: %r", set_id, error)
        return None


def _path(set_id: str) -> Path:
    return folder() / f"{set_id}.npz"


def _digest(texts: bytes, arrays: Arrays) -> str:
    digest = hashlib.sha256(texts)
    for name in sorted(arrays):
        digest.update(f"\0{name}\0{arrays[name].dtype.str}\0{arrays[name].shape}\0".encode())
        digest.update(np.ascontiguousarray(arrays[name]).tobytes())
    return digest.hexdigest()[:ID_DIGITS]


def _taken_apart(inputs: InputSet) -> tuple[bytes, Arrays]:
    """Return everything that is text as JSON, and the figures as arrays named by part and field."""
    head: dict[str, Any] = {
        "version": VERSION,
        "roads": inputs.roads,
        "notes": list(inputs.notes),
        "plan_id": inputs.plan_id,
    }
    arrays: Arrays = {}
    for part in PARTS:
        points = getattr(inputs, part)
        head[part] = {}
        for one in fields(points):
            value = getattr(points, one.name)
            if isinstance(value, np.ndarray):
                arrays[f"{part}.{one.name}"] = value.astype("<f8")
            elif isinstance(value, dict):
                arrays |= {f"{part}.{one.name}.{key}": array.astype("<f8") for key, array in value.items()}
            else:
                head[part][one.name] = value
    return json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(), arrays


def _put_together(head: dict[str, Any], arrays: Arrays) -> InputSet:
    parts: dict[str, Any] = {}
    for part, build in PARTS.items():
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in head[part].items()
        }
        if part == "demand":
            values["people"] = {}
        for name, array in arrays.items():
            owner, field_name, *key = name.split(".")
            if owner == part and key:
                values[field_name][key[0]] = array
            elif owner == part:
                values[field_name] = array
        parts[part] = build(**values)
    return InputSet(**parts, roads=head["roads"], notes=tuple(head["notes"]), plan_id=head["plan_id"])
