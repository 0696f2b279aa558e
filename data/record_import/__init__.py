"""Actual values and statuses from files that people fill in: a template to download, and the reading of it."""

from data.record_import.columns import ImportKind
from data.record_import.reading import ImportResult, read_import
from data.record_import.template import template

__all__ = ["ImportKind", "ImportResult", "read_import", "template"]
