"""The loaded inputs of 服务可达 inside a backup: files of the shelf, each with its checksum, put back by name."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

PLACE = "inputs/"
NAME = re.compile(r"[0-9a-f]{16}\.npz")
BYTES_AT_ONCE = 1_000_000


def write_inputs(archive: zipfile.ZipFile, paths: Iterable[Path]) -> dict[str, str]:
    """Add files to a backup, as they are (they are packed already); return their checksums by name."""
    digests: dict[str, str] = {}
    for path in paths:
        with suppress(FileNotFoundError), path.open("rb") as source:  # somebody deleted it meanwhile
            member = zipfile.ZipInfo(PLACE + path.name)
            with archive.open(member, "w", force_zip64=True) as target:
                digests[path.name] = _copied(source, target)
    return digests


def check_inputs(archive: zipfile.ZipFile, digests: Mapping[str, str]) -> None:
    """Raise ValueError, or what a damaged zip raises, where a file is missing or is not what the manifest says."""
    for name, digest in digests.items():
        if not NAME.fullmatch(name):
            raise ValueError(name)
        with archive.open(PLACE + name) as source:
            if _copied(source, None) != digest:
                raise ValueError(name)


def put_back(backup: Path, digests: Mapping[str, str], folder: Path) -> None:
    """Put the checked files of a backup into a folder; a sound one that is there already stays."""
    missing = [name for name in digests if not _is_sound(folder / name)]
    if not missing:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(backup) as archive:
        for name in missing:
            _put(archive, name, folder)


def _put(archive: zipfile.ZipFile, name: str, folder: Path) -> None:
    """Write one file so that others see it whole or not at all."""
    handle, part = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
    try:
        with os.fdopen(handle, "wb") as target, archive.open(PLACE + name) as source:
            _copied(source, target)
        Path(part).chmod(0o644)
        Path(part).replace(folder / name)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _is_sound(path: Path) -> bool:
    """Tell whether a file is there and nothing in it is damaged."""
    try:
        with zipfile.ZipFile(path) as file:
            return file.testzip() is None
    except Exception:  # what a damaged file makes of its reader has no common class
        return False


def _copied(source: IO[bytes], target: IO[bytes] | None) -> str:
    """Copy in parts and return the checksum; without a target only that."""
    digest = hashlib.sha256()
    while part := source.read(BYTES_AT_ONCE):
        digest.update(part)
        if target is not None:
            target.write(part)
    return digest.hexdigest()
