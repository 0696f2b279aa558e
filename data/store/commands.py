"""The commands `python -m data backup|restore|history`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from data.record import Entry
from data.store.backup import backup, restore
from data.store.backup_file import Manifest
from data.store.history_table import history_csv, history_lines
from data.store.store import Store, open_store

EVERY_ENTRY = 2**31


def print_backup(path: Path) -> int:
    """Write a backup and print what it holds."""
    manifest = backup(open_store(), path)
    print(f"已备份 {_what(manifest)}到 {path}")
    return 0


def print_restore(path: Path, *, is_replacing: bool) -> int:
    """Restore a backup and print what was put back."""
    manifest, saved = restore(open_store(), path, is_replacing=is_replacing)
    if saved:
        print(f"原有的记录已备份到 {saved}")
    print(f"已恢复 {_what(manifest)}（{manifest.created_at.astimezone():%Y-%m-%d %H:%M} 的备份）")
    return 0


def _what(manifest: Manifest) -> str:
    inputs = f"、{len(manifest.inputs)} 份载入的数据" if manifest.inputs else ""
    return f"{manifest.entry_count} 条记录{inputs}"


def print_history(plan_ids: Sequence[str], *, as_csv: bool) -> int:
    """Print what was recorded of some plans, or of all, the newest first."""
    entries = _entries(open_store(), plan_ids)
    if as_csv:
        sys.stdout.write(history_csv(entries))
    else:
        print("\n".join(history_lines(entries)) if entries else "没有记录")
    return 0


def _entries(store: Store, plan_ids: Sequence[str]) -> list[Entry]:
    found = [entry for plan_id in plan_ids or [""] for entry in store.history(plan_id, limit=EVERY_ENTRY)]
    return sorted(found, key=lambda entry: -entry.entry_id)
