"""The card of a task: what, who (and by which rule of the text), until when, source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.plan import Plan, Task
from pages.shared.citation import cited, source_box, unstated
from pages.shared.labels import joined, value_label, word
from pages.shared.markup import esc, fact_rows, pill, tile, tiles
from pages.tasks.rows import title_of

SOURCE_COLOURS = {"body": "#0F5C63", "annex": "#2B5B8A"}
OTHER_COLOUR, ODD_ROW_COLOUR = "#4B5563", "#85590B"
MOST_FREQUENT = 5


def task_card(plan: Plan, row: Task) -> str:
    """Return the card of a task."""
    summary = f"<p>{esc(row.summary)}</p>" if row.summary and row.summary != title_of(row) else ""
    return (
        f'<div class="card">{_badges(row)}<h3>{esc(title_of(row))}</h3>{summary}'
        f"{fact_rows(_facts(plan, row))}{source_box(plan, row)}</div>"
    )


def intro_card(plan: Plan, shown: int) -> str:
    """Return what stands beside the table while nothing is selected: how many of what."""
    rows = plan.tasks
    tables = Counter(row.source_table for row in rows)
    counts = [tile(str(count), value_label("source_table", table)) for table, count in tables.items()]
    odd = Counter(row.row_status for row in rows if row.row_status not in ("", "filled"))
    facts = [
        (word("task.deadline"), _deadline_counts(rows)),
        (word("task.most"), _agency_counts(rows)),
        (word("task.basis"), _basis_counts(rows)),
        (
            word("task.odd_rows"),
            esc(joined(f"{value_label('row_status', status)} {n}" for status, n in odd.items())),
        ),
    ]
    hint = word("task.pick") if shown else word("task.none")
    title = word("task.all", n=len(rows))
    return (
        f'<div class="card"><h3>{esc(title)}</h3>{tiles(counts)}{fact_rows(facts)}<p class="hint">{esc(hint)}</p></div>'
    )


def _badges(row: Task) -> str:
    number = f" {row.number}" if row.number else ""
    label = value_label("source_table", row.source_table) + number
    badges = [pill(label, SOURCE_COLOURS.get(row.source_table, OTHER_COLOUR))]
    if row.row_status not in ("", "filled"):
        badges.append(pill(value_label("row_status", row.row_status), ODD_ROW_COLOUR))
    return " ".join(badges)


def _facts(plan: Plan, row: Task) -> list[tuple[str, str]]:
    is_open = row.deadline_kind in ("", "none")
    basis = value_label("agency_basis", row.agency_basis) if row.agency_basis != "none" or row.agencies else ""
    listed = [unit for unit in row.agencies if unit not in (*row.lead_agencies, *row.support_agencies)]
    return [
        (word("task.group"), esc(row.group)),
        (word("task.lead"), esc(joined(row.lead_agencies))),
        (word("task.support"), esc(joined(row.support_agencies))),
        (
            word("task.units_too") if row.lead_agencies else word("task.agency"),
            esc(joined(listed)) or _no_units(row),
        ),
        (word("task.basis"), esc(basis)),
        (word("task.basis_section"), esc(row.agency_section)),
        (word("task.deadline"), unstated() if is_open else _deadline(plan, row)),
    ]


def _no_units(row: Task) -> str:
    return "" if row.agencies else unstated()


def _deadline(plan: Plan, row: Task) -> str:
    name = value_label("deadline_kind", row.deadline_kind)
    kind = f'<span class="tone tone-{esc(row.deadline_kind)}">{esc(name)}</span>' if name != row.deadline_text else ""
    date = f'<br><span class="hint">{esc(_counted_as(row))}</span>' if row.deadline_on else ""
    return f"{cited(row.deadline_text or row.deadline_on, plan, row)} {kind}{date}"


def _counted_as(row: Task) -> str:
    return word("task.counted_as", date=row.deadline_on)


def _deadline_counts(rows: Sequence[Task]) -> str:
    kinds = Counter(row.deadline_kind or "none" for row in rows if row.row_status != "empty")
    names = {kind: value_label("deadline_kind", kind) for kind in kinds}
    return "<br>".join(f"{esc(names[kind])} {count}" for kind, count in kinds.most_common())


def _agency_counts(rows: Sequence[Task]) -> str:
    units = Counter(unit for row in rows for unit in row.agencies)
    return "<br>".join(f"{esc(unit)} {count}" for unit, count in units.most_common(MOST_FREQUENT)) or unstated()


def _basis_counts(rows: Sequence[Task]) -> str:
    bases = Counter(row.agency_basis or "none" for row in rows if row.row_status != "empty")
    return "<br>".join(f"{esc(value_label('agency_basis', basis))} {count}" for basis, count in bases.most_common())
