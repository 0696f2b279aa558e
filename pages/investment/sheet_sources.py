"""Where the sheet's facts come from, what is recorded beside the plan, and what stands at the foot."""

from __future__ import annotations

from data.plan import Plan
from data.record import COMMENT, STATUS_NAMES, Entry
from data.units import format_number
from geo import boundaries
from pages.investment.sheet_base import Material
from pages.investment.sheet_content import Fact, Section
from pages.shared.citation import people_source
from pages.shared.english import in_english, issuers
from pages.shared.labels import in_brackets, joined, language, name_of, period, plan_name, word

CONTACT = ("unit", "person", "phone", "email", "updated")
LONGEST_RECORD = 60


def plan_line(plan: Plan) -> str:
    """Return title and document number of the plan."""
    number = in_brackets(word("sheet.document_number", number=plan.document_number)) if plan.document_number else ""
    return (f"《{plan_name(plan)}》" if language() == "zh" else plan_name(plan)) + number


def document_line(plan: Plan) -> str:
    """Return title, document number, issuing bodies and date of the plan; in English with the title as printed."""
    title = "" if language() == "zh" or not plan.title else f"《{plan.title}》"
    parts = [
        plan_line(plan),
        title,
        joined(issuers(plan)),
        plan.issued_on,
    ]
    return " · ".join(part for part in parts if part)


def status_fact(plan: Plan) -> Fact:
    """Return whether the plan still holds."""
    known = ("in_force", "expired", "replaced")
    status = plan.status if plan.status in known else "unknown"
    return Fact(word("common.status"), (word(f"sheet.status_{status}", period=period(plan)),), "stated")


def recorded_section(material: Material) -> Section:
    """Return what people recorded of the project and its places; none where nothing is."""
    wanted = {("project", material.project.project_id), *(("place", place_id) for place_id in material.whole.place_ids)}
    entries = [
        entry
        for subject, entry in material.entries.items()
        if (subject.kind, subject.subject_id) in wanted and subject.field != COMMENT
    ]
    entries.sort(key=lambda entry: (entry.subject.field, entry.subject.subject_id))
    lines = tuple(_recorded(material, entry) for entry in entries)
    return Section("recorded", word("sheet.recorded"), lines, word("sheet.recorded_note") if lines else "")


def sources_section(material: Material) -> Section:
    """Return the document with section and words, the census, the outlines, and where a site was looked up."""
    plan, project = material.plan, material.project
    runs = [run for run in project.as_written.split("|") if run]
    quoted = "……".join(runs)
    lines = [
        Fact(word("sheet.source_plan"), (document_line(plan),), "stated"),
        Fact(
            word("sheet.source_words"),
            (f"{project.section.replace(';', '、')}：“{quoted}”",),
            "stated",
            project.section,
            project.as_written,
        ),
        Fact(
            word("sheet.source_census"),
            (people_source(plan, material.demand.codes or (plan.region_code,)),),
            "reference",
        ),
        Fact(word("sheet.source_maps"), (_outlines(),), "reference"),
    ]
    by_source: dict[str, list[str]] = {}
    for row in plan.places:
        if row.place_id in material.whole.place_ids and row.location_source:
            source = in_english(plan, "places", row.place_id, "location_source", row.location_source)
            by_source.setdefault(source, []).append(name_of(row))
    lines += [
        Fact(word("sheet.source_place"), (word("sheet.of_places", names=joined(names), source=source),), "reference")
        for source, names in by_source.items()
    ]
    return Section("sources", word("sheet.sources"), tuple(lines))


def foot(plan: Plan, made_on: str) -> str:
    """Return version and dates of the data, and when the sheet was made."""
    return word("sheet.foot", version=plan.data_version, as_of=plan.data_as_of, made_on=made_on)


def _outlines() -> str:
    if language() == "en":
        return word("sheet.outlines")
    return f"{boundaries.ATTRIBUTION.removeprefix('边界：')}；{boundaries.DISCLAIMER}"


def _recorded(material: Material, entry: Entry) -> Fact:
    field = entry.subject.field
    value = entry.value
    if field == "status":
        value = STATUS_NAMES.get(value, (value, value))[1 if language() == "en" else 0]
    elif field == "position":
        lon, _, lat = value.partition(",")
        value = " ".join(format_number(float(part), 5) for part in (lon, lat)) if lat else value
    label = word(f"sheet.recorded_{field}") if field in ("status", "position", "evidence", "finished_on") else field
    basis = word("sheet.unverified") if entry.author.basis == "stated" else ""
    who = in_brackets(f"{entry.author.name}{basis} {entry.recorded_at:%Y-%m-%d}")
    short = value if len(value) <= LONGEST_RECORD else value[:LONGEST_RECORD] + "…"
    return Fact(label, (short + who,), "recorded", words=entry.source)
