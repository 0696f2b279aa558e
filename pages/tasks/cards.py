"""The card of a task: what, who (and by which rule of the text), until when, source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.agencies import ROLES, Agency, tasks_of
from data.plan import Plan, Task
from pages.shared.citation import cited, source_box, unstated
from pages.shared.labels import joined, value_label, word
from pages.shared.links import address
from pages.shared.markup import esc, fact_rows, pill, tile, tiles
from pages.tasks.rows import title_of
from pages.tasks.standing import Standing
from pages.tasks.state_words import TONES, progress_words, role_label, state_label, state_rule

SOURCE_COLOURS = {"body": "#0F5C63", "annex": "#2B5B8A"}
OTHER_COLOUR, ODD_ROW_COLOUR = "#4B5563", "#85590B"
MOST_FREQUENT = 5


def task_card(standing: Standing, row: Task) -> str:
    """Return the card of a task."""
    plan = standing.plan
    summary = f"<p>{esc(row.summary)}</p>" if row.summary and row.summary != title_of(row) else ""
    return (
        f'<div class="card">{_badges(row)}<h3>{esc(title_of(row))}</h3>{summary}'
        f"{fact_rows(_facts(standing, row))}{source_box(plan, row)}</div>"
    )


def unit_card(standing: Standing, agency: Agency) -> str:
    """Return the card of a unit: how it is spelled, its roles, by which rules of the text."""
    owed = tasks_of(agency, standing.plan)
    roles = Counter(role for _, role in owed)
    counts = [tile(str(roles[role]), role_label(role)) for role in ROLES if roles[role]]
    facts = [
        (word("progress.spellings"), _spellings(agency, owed) if len(agency.spellings) > 1 else ""),
        (word("task.basis"), _basis_counts([task for task, _ in owed])),
        (word("task.deadline"), _deadline_counts([task for task, _ in owed])),
    ]
    note = f'<p class="hint">{esc(word("progress.category_note"))}</p>' if agency.is_category else ""
    hint = f'<p class="hint">{esc(word("task.pick"))}</p>'
    return f'<div class="card"><h3>{esc(agency.name)}</h3>{note}{tiles(counts)}{fact_rows(facts)}{hint}</div>'


def intro_card(standing: Standing, shown: int) -> str:
    """Return what stands beside the table while nothing is selected: how many of what."""
    rows = standing.plan.tasks
    tables = Counter(row.source_table for row in rows)
    counts = [tile(str(count), value_label("source_table", table)) for table, count in tables.items()]
    odd = Counter(row.row_status for row in rows if row.row_status not in ("", "filled"))
    facts = [
        (word("task.deadline"), _deadline_counts(rows)),
        (word("task.most"), _agency_counts(standing)),
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


def _facts(standing: Standing, row: Task) -> list[tuple[str, str]]:
    plan = standing.plan
    is_open = row.deadline_kind in ("", "none")
    basis = value_label("agency_basis", row.agency_basis) if row.agency_basis != "none" or row.agencies else ""
    listed = [unit for unit in row.agencies if unit not in (*row.lead_agencies, *row.support_agencies)]
    return [
        (word("task.group"), esc(row.group)),
        (word("task.lead"), _units(standing, row.lead_agencies)),
        (word("task.support"), _units(standing, row.support_agencies)),
        (
            word("task.units_too") if row.lead_agencies else word("task.agency"),
            _units(standing, listed) or _no_units(row),
        ),
        (word("task.basis"), esc(basis)),
        (word("task.basis_section"), esc(row.agency_section)),
        (word("task.deadline"), unstated() if is_open else _deadline(plan, row)),
        (word("progress.state"), _state(standing, row)),
    ]


def _state(standing: Standing, row: Task) -> str:
    progress = standing.of(row)
    if progress is None:
        return ""
    tag = f'<span class="tone tone-{TONES[progress.state]}">{esc(state_label(progress.state))}</span>'
    more = progress_words(progress).removeprefix(state_label(progress.state)).removeprefix(" · ")
    date = word("progress.as_of", date=standing.at.isoformat())
    said = " · ".join(part for part in (more, date) if part)
    return f'{tag} {esc(said)}<br><span class="hint">{esc(state_rule(progress.state))}</span>'


def _units(standing: Standing, names: Sequence[str]) -> str:
    """Return units as printed, each leading to its list."""
    links = []
    for name in names:
        agency = standing.agency(name)
        target = address("tasks", view="units", agency=agency.name if agency else name)
        links.append(f'<a href="{esc(target)}" target="_self">{esc(name)}</a>')
    return joined(links)


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


def _agency_counts(standing: Standing) -> str:
    counts = Counter(key for roles in standing.roles.values() for key in roles)
    most = standing.agencies[:MOST_FREQUENT]
    return "<br>".join(f"{esc(agency.name)} {counts[agency.key]}" for agency in most) or unstated()


def _spellings(agency: Agency, owed: Sequence[tuple[Task, str]]) -> str:
    lines = []
    for name in agency.spellings:
        printing = [task for task, _ in owed if name in (*task.agencies, *task.lead_agencies, *task.support_agencies)]
        sections = joined(dict.fromkeys(task.section for task in printing))
        lines.append(f'{esc(name)} <span class="hint">{esc(sections)}</span>')
    return "<br>".join(lines)


def _basis_counts(rows: Sequence[Task]) -> str:
    bases = Counter(row.agency_basis or "none" for row in rows if row.row_status != "empty")
    return "<br>".join(f"{esc(value_label('agency_basis', basis))} {count}" for basis, count in bases.most_common())
