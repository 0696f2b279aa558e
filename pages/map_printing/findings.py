"""What keeps a map from being published, in words: what is wrong, and how to settle it."""

from __future__ import annotations

from geo.preflight import PreflightFinding
from pages.shared.labels import language, word


def check_name(check: str) -> str:
    """Return the name of a check."""
    return word(f"preflight.{check}")


def fault_of(finding: PreflightFinding) -> str:
    """Return what is wrong, in a sentence."""
    found = dict(finding.found)
    found["reason"] = found.get(language(), "")
    return word(f"preflight.{finding.check}.{finding.case}").format(**found)


def remedy_of(finding: PreflightFinding) -> str:
    """Return how to settle it."""
    return word(f"preflight.{finding.check}.remedy").format(**finding.found)


def finding_text(finding: PreflightFinding) -> str:
    """Return a finding as one line of plain text."""
    return word("preflight.line", check=check_name(finding.check), fault=fault_of(finding), remedy=remedy_of(finding))
