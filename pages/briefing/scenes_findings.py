"""体检要点: what the rules of 规划体检 find in the plan's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.plan_rules.book import RULES
from data.plan_rules.finding import SEVERITY_NAMES, RuleFinding
from pages.briefing.scene import Scene, SceneTable
from pages.briefing.scenes_material import Material
from pages.briefing.scenes_text import cut, derived, recorded, sections, sentence_of, source_lines, table
from pages.shared.labels import joined, language, word

MOST_TOLD = 5
LONGEST_TOLD = 120


def findings(material: Material) -> Scene | None:
    """Return 体检要点: what the rules find in the text, by severity and rule; None where they find nothing."""
    found = material.findings
    if not found:
        return None
    counts = Counter(finding.severity for finding in found)
    place = 1 if language() == "en" else 0
    by_severity = [(names[place], counts[severity]) for severity, names in SEVERITY_NAMES.items() if counts[severity]]
    kinds = joined(word("briefing.severity_count", name=_counted(name, n), n=n) for name, n in by_severity)
    places = [spot for finding in found for spot in finding.places if spot.plan_id == material.plan.plan_id]
    figures = [
        derived(_counted(name, n), str(n), _places(found, name, place), word("briefing.by_rules"))
        for name, n in by_severity
    ]
    acknowledged = _acknowledged(material)
    if acknowledged:
        figures.append(recorded(word("briefing.acknowledged"), str(acknowledged), word("briefing.recorded_note")))
    return Scene(
        "findings",
        "findings",
        word("briefing.findings"),
        sentence_of([word("briefing.finding_total", n=len(found), kinds=kinds)]),
        tuple(figures),
        _rule_table(found, place),
        sources=source_lines(material.plan, places),
        notes="\n".join([word("briefing.findings_note"), *(_told(finding) for finding in found[:MOST_TOLD])]),
    )


def _counted(name: str, count: int) -> str:
    return f"{name}s" if language() == "en" and count != 1 else name


def _places(found: Sequence[RuleFinding], name: str, place: int) -> list[object]:
    return [spot for finding in found if SEVERITY_NAMES[finding.severity][place] == name for spot in finding.places]


def _rule_table(found: Sequence[RuleFinding], place: int) -> SceneTable | None:
    """Return the rules that found something, the gravest first, with how many findings and where."""
    titles = {rule.name: (rule.title, rule.title_en or rule.title)[place] for rule in RULES}
    groups: dict[tuple[str, str], list[RuleFinding]] = {}
    for finding in found:
        groups.setdefault((finding.rule, finding.severity), []).append(finding)
    heads = (word("briefing.severity"), word("briefing.question"), word("briefing.count"), word("cite.section"))
    lines = [
        (
            SEVERITY_NAMES[group[0].severity][place],
            titles.get(rule, rule),
            str(len(group)),
            sections([spot for finding in group for spot in finding.places]),
        )
        for (rule, _), group in groups.items()
    ]
    return table(heads, lines, (2,))


def _told(finding: RuleFinding) -> str:
    text = finding.sentence_en if language() == "en" and finding.sentence_en else finding.sentence
    return "· " + cut(text, LONGEST_TOLD)


def _acknowledged(material: Material) -> int:
    keys = {finding.key for finding in material.findings}
    recorded_keys = {
        subject.subject_id
        for subject, entry in material.entries.items()
        if subject.kind == "finding" and subject.field == "acknowledged" and entry.value
    }
    return len(keys & recorded_keys)
