"""Where records are kept on this machine; known without the library that writes them."""

from __future__ import annotations

import os
from pathlib import Path

URL_VARIABLE = "DATABASE_URL"
FOLDER_VARIABLE = "CARE_PLAN_ATLAS_RECORDS"
FILE_NAME = "records.sqlite3"


def records_folder() -> Path:
    """Return the folder of the SQLite file: the environment variable CARE_PLAN_ATLAS_RECORDS, or `records/`."""
    chosen = os.environ.get(FOLDER_VARIABLE, "").strip()
    return Path(chosen) if chosen else Path(__file__).resolve().parents[1] / "records"


def is_unwritten() -> bool:
    """Tell whether nothing can have been recorded yet, though it could be.

    No database is named, and the SQLite file is not there but its folder is, or can be made.
    """
    file = records_folder() / FILE_NAME
    if os.environ.get(URL_VARIABLE, "").strip() or file.exists():
        return False
    nearest = next(folder for folder in file.resolve().parents if folder.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK)
