"""Which findings are listed, and what a row of the list says. Pure: no widgets here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.plan_rules.finding import SEVERITY_NAMES, RuleFinding, Severity
from data.record import Entry, Subject
from data.search import fold
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import joined, language, word

ACKNOWLEDGED = "acknowledged"
STATES = ("open", ACKNOWLEDGED, "all")
SEVERITIES: tuple[Severity, ...] = tuple(SEVERITY_NAMES)
MAX_SECTIONS = 3


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; an empty tuple or text asks for nothing in particular."""

    severities: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    state: str = "open"
    text: str = ""


def subject_of(plan_id: str, finding: RuleFinding) -> Subject:
    """Return what is recorded when a finding is acknowledged."""
    return Subject(plan_id, "finding", finding.key, ACKNOWLEDGED)


def acknowledgements(recorded: Mapping[Subject, Entry]) -> dict[str, Entry]:
    """Return the entries that acknowledge a finding, by its key."""
    return {
        subject.subject_id: entry
        for subject, entry in recorded.items()
        if subject.kind == "finding" and subject.field == ACKNOWLEDGED and entry.value
    }


def is_match(finding: RuleFinding, filters: Filters, done: Mapping[str, Entry]) -> bool:
    """Tell whether a finding answers all filters; each word of the text must occur."""
    if filters.state != "all" and (finding.key in done) != (filters.state == ACKNOWLEDGED):
        return False
    chosen = ((filters.severities, finding.severity), (filters.families, finding.family))
    if any(allowed and value not in allowed for allowed, value in chosen):
        return False
    words = fold(filters.text).split()
    return not words or all(part in fold(_searchable(finding)) for part in words)


def counts_by(values: Iterable[str]) -> Counter[str]:
    """Return how often each value occurs."""
    return Counter(values)


def sentence_of(finding: RuleFinding) -> str:
    """Return the sentence of a finding in the reader's language."""
    return finding.sentence_en if language() == "en" and finding.sentence_en else finding.sentence


def remedy_of(finding: RuleFinding) -> str:
    """Return what could settle a finding, in the reader's language."""
    return finding.remedy_en if language() == "en" and finding.remedy_en else finding.remedy


def severity_label(severity: Severity) -> str:
    """Return the name of a severity."""
    return SEVERITY_NAMES[severity][1 if language() == "en" else 0]


def family_label(family: str) -> str:
    """Return the name of a family of rules."""
    return word(f"check.family.{family}")


def sections_of(finding: RuleFinding) -> str:
    """Return where a finding rests: its first sections, and how many more there are."""
    names = list(dict.fromkeys(part for place in finding.places for part in place.section.split(";") if part))
    more = len(names) - MAX_SECTIONS
    return joined(names[:MAX_SECTIONS]) + (word("check.more_places", n=more) if more > 0 else "")


def columns() -> list[Column]:
    """Return the columns of the list; “contradiction” takes more room than 矛盾."""
    shares = (19, 49, 15, 17) if language() == "en" else (11, 55, 16, 18)
    labels = ("check.severity", "check.finding", "check.family", "cite.section")
    keys = ("severity", "finding", "family", "places")
    return [Column(key, word(label), share) for key, label, share in zip(keys, labels, shares, strict=True)]


def table_rows(findings: Sequence[RuleFinding], done: Mapping[str, Entry]) -> list[Row]:
    """Return the rows of the list with what each column is sorted by."""
    return [_row(at, finding, done.get(finding.key)) for at, finding in enumerate(findings)]


def _row(at: int, finding: RuleFinding, entry: Entry | None) -> Row:
    family, sentence, places = family_label(finding.family), sentence_of(finding), sections_of(finding)
    note = word("check.done_by", name=entry.author.name, why=entry.value) if entry else ""
    cells = (
        Cell(tag=severity_label(finding.severity), tone=finding.severity),
        Cell(sentence, note=note),
        family,
        places,
    )
    order = (sort_key(SEVERITIES.index(finding.severity)), sort_key(at), sort_key(family), sort_key(places))
    return Row(f"finding:{finding.key}", cells, order)


def _searchable(finding: RuleFinding) -> str:
    places = (f"{place.label}\n{place.section}\n{place.as_written}" for place in finding.places)
    return "\n".join((finding.sentence, finding.sentence_en, finding.arithmetic, finding.rule, *places))
