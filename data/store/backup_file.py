"""A backup: a zip of one JSON line per entry and a manifest with count and checksum; the same for every database.

The inputs of 服务可达 that people loaded, to which scenarios and links refer, lie in it as the files they are.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

from data.record import Author, AuthorBasis, Entry, RecordError, Subject, SubjectKind
from data.store.backup_inputs import check_inputs, write_inputs

FORMAT, FORMAT_VERSION = "care-plan-atlas-records", 2  # 2: with inputs; a backup without any is still of version 1
ENTRIES, MANIFEST = "entries.jsonl", "manifest.json"
LONGEST_LINE = 100_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: when it was made, how many entries, the newest one's number, their checksum.

    `inputs` are the checksums of the loaded inputs, by the name of their file.
    """

    created_at: datetime
    entry_count: int
    newest_id: int
    sha256: str
    inputs: dict[str, str] = field(default_factory=dict)


def write_backup_file(path: Path, entries: Iterable[Entry], list_inputs: Callable[[], Iterable[Path]]) -> Manifest:
    """Write entries, the oldest first, and loaded inputs into a new file that appears complete or not at all.

    Inputs are listed once the entries are written: whatever these refer to was put on the shelf before.
    """
    if path.exists():
        raise RecordError(f"没有备份：文件已存在：{path}，请换一个文件名")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as target:
            manifest = _write_zip(target, entries, list_inputs)
            target.flush()
            os.fsync(target.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def read_backup_file(path: Path) -> tuple[Manifest, list[Entry]]:
    """Return what a backup holds; RecordError where it is no backup, or not all of what was written."""
    if not path.is_file():
        raise RecordError(f"没有恢复：没有文件 {path}")
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(json.loads(archive.read(MANIFEST)))
            with archive.open(ENTRIES) as source:
                entries = _read_lines(source, manifest)
            check_inputs(archive, manifest.inputs)
    except RecordError:
        raise
    except Exception as error:  # what a damaged file makes of its readers has no common class
        raise RecordError(f"没有恢复：{path} 已损坏，或不是本产品的备份") from error
    _check_chain(path, entries)
    return manifest, entries


def _write_zip(target: IO[bytes], entries: Iterable[Entry], list_inputs: Callable[[], Iterable[Path]]) -> Manifest:
    digest, count, newest = hashlib.sha256(), 0, 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(ENTRIES, "w", force_zip64=True) as lines:
            for entry in entries:
                line = json.dumps(_record_of(entry), ensure_ascii=False).encode() + b"\n"
                digest.update(line)
                lines.write(line)
                count, newest = count + 1, entry.entry_id
        inputs = write_inputs(archive, list_inputs())
        manifest = Manifest(datetime.now(UTC), count, newest, digest.hexdigest(), inputs)
        archive.writestr(MANIFEST, json.dumps(_manifest_record(manifest), indent=1))
    return manifest


def _manifest_record(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION if manifest.inputs else 1,
        "created_at": manifest.created_at.isoformat(),
        "entries": manifest.entry_count,
        "newest_id": manifest.newest_id,
        "sha256": manifest.sha256,
        "inputs": manifest.inputs,
    }


def _manifest(record: dict[str, Any]) -> Manifest:
    if record["format"] != FORMAT:
        raise ValueError(record["format"])
    if record["format_version"] > FORMAT_VERSION:
        raise RecordError("没有恢复：备份由更新的版本写成，请升级本产品")
    created_at = datetime.fromisoformat(record["created_at"])
    inputs = {str(name): str(digest) for name, digest in record.get("inputs", {}).items()}
    return Manifest(created_at, int(record["entries"]), int(record["newest_id"]), str(record["sha256"]), inputs)


def _read_lines(source: IO[bytes], manifest: Manifest) -> list[Entry]:
    digest = hashlib.sha256()
    entries: list[Entry] = []
    while line := source.readline(LONGEST_LINE):
        digest.update(line)
        entries.append(_entry(json.loads(line)))
    newest = entries[-1].entry_id if entries else 0
    if (len(entries), newest, digest.hexdigest()) != (manifest.entry_count, manifest.newest_id, manifest.sha256):
        raise ValueError("count or checksum")
    return entries


def _record_of(entry: Entry) -> dict[str, Any]:
    subject, author = entry.subject, entry.author
    return {
        "id": entry.entry_id,
        "subject": [subject.plan_id, subject.kind, subject.subject_id, subject.field],
        "value": entry.value,
        "old_entry_id": entry.old_entry_id,
        "old_value": entry.old_value,
        "source": entry.source,
        "note": entry.note,
        "author": [author.name, author.basis],
        "recorded_at": entry.recorded_at.isoformat(timespec="microseconds"),
        "undoes": entry.undoes,
    }


def _entry(record: dict[str, Any]) -> Entry:
    plan_id, kind, subject_id, name = (_text(part) for part in record["subject"])
    author, basis = (_text(part) for part in record["author"])
    moment = datetime.fromisoformat(record["recorded_at"])
    if moment.tzinfo is None:
        raise ValueError(moment)
    return Entry(
        entry_id=int(record["id"]),
        subject=Subject(plan_id, cast(SubjectKind, kind), subject_id, name),
        value=_text(record["value"]),
        old_entry_id=_number(record["old_entry_id"]),
        old_value=_text(record["old_value"]),
        source=_text(record["source"]),
        note=_text(record["note"]),
        author=Author(author, cast(AuthorBasis, basis)),
        recorded_at=moment.astimezone(UTC),
        undoes=_number(record["undoes"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(value)
    return value


def _number(value: object) -> int | None:
    if value is not None and not isinstance(value, int):
        raise ValueError(value)
    return value


def _check_chain(path: Path, entries: Iterable[Entry]) -> None:
    """Raise RecordError where an entry does not follow the one that it says it replaced."""
    earlier: dict[int, Entry] = {}
    last = 0
    for entry in entries:
        if entry.entry_id <= last or not all(_follow(entry, earlier)):
            raise RecordError(f"没有恢复：{path} 中第 {entry.entry_id} 条记录与前面的记录接不上")
        earlier[entry.entry_id] = entry
        last = entry.entry_id


def _follow(entry: Entry, earlier: dict[int, Entry]) -> Iterator[bool]:
    yield entry.undoes is None or entry.undoes in earlier
    if entry.old_entry_id is not None:
        old = earlier.get(entry.old_entry_id)
        yield old is not None and (old.subject, old.value) == (entry.subject, entry.old_value)
