"""A form that is open: what its editor saw, what was entered, what went wrong; and how it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.record import Author, Change, Conflict, ConflictError, Entry, RecordError, Subject
from pages.shared import identity, parameters, records
from pages.shared.labels import word
from pages.shared.recording_fields import RecordField

SLOT = "draft"
NAME_LIMIT = identity.LONGEST_NAME
LONGEST_SOURCE, LONGEST_NOTE = 300, 1000


@dataclass
class Draft:
    """An open form or table edit of the page's `key`.

    `number` is part of the widgets' keys: a new one gives them new values. `seen` holds the newest entries at the
    moment of opening, withdrawn ones too: who saved since then is a conflict. `question` was asked before saving.
    """

    key: str
    fields: tuple[RecordField, ...]
    number: int
    seen: Mapping[Subject, Entry]
    values: dict[Subject, str] = field(default_factory=dict)
    source: str = ""
    note: str = ""
    error: str = ""
    question: str = ""
    pending: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def value_of(self, subject: Subject) -> str:
        """Return what the form shows of a subject: what was entered, else what was recorded when it opened."""
        entry = self.seen.get(subject)
        return self.values.get(subject, entry.value if entry else "")

    def widget(self, name: str) -> str:
        """Return the key of a widget of this form."""
        return f"draft_{self.key}_{self.number}_{name}"


def open_draft(key: str, fields: Sequence[RecordField]) -> None:
    """Open the form of a key with what is recorded at this moment."""
    try:
        seen, error = records.newest(one.subject for one in fields), ""
    except RecordError as fault:
        seen, error = {}, str(fault)
    parameters.keep(SLOT, Draft(key, tuple(fields), parameters.counter(SLOT, step=1), seen, error=error))


def draft_of(key: str) -> Draft | None:
    """Return the open form of a key; None while it is closed."""
    found = parameters.kept(SLOT)
    return found if isinstance(found, Draft) and found.key == key else None


def close_draft() -> None:
    """Close the form."""
    parameters.drop(SLOT)


def renew(draft: Draft) -> None:
    """Give the form new widgets, which show what was entered before."""
    draft.number = parameters.counter(SLOT, step=1)


def changes_of(
    fields: Sequence[RecordField], seen: Mapping[Subject, Entry], values: Mapping[Subject, str], source: str, note: str
) -> list[Change]:
    """Return what differs from what was seen; the one recorded value again when only its source or note is new."""
    recorded = {one.subject: seen[one.subject] for one in fields if one.subject in seen}
    before = {subject: entry.value for subject, entry in recorded.items()}
    changed = [subject for subject, value in values.items() if value != before.get(subject, "")]
    filled = [subject for subject, value in values.items() if value]
    if not changed and (source or note) and len(filled) == 1:
        changed = filled
    return [
        Change(subject, values[subject], recorded[subject].entry_id if subject in recorded else None, source, note)
        for subject in changed
    ]


def save(draft: Draft, changes: Sequence[Change], who: Author | None) -> bool:
    """Record the changes of a form and close it; else the form stays and says why. Tell whether it was saved."""
    draft.error, draft.question, draft.conflicts, draft.pending = "", "", (), tuple(changes)
    if who is None:
        draft.error = word("record.no_name", n=NAME_LIMIT)
        return False
    if not changes:
        draft.error = word("record.unchanged")
        return False
    try:
        count = len(records.save(changes, who))
    except ConflictError as error:
        draft.conflicts = error.conflicts
        renew(draft)
        return False
    except RecordError as error:
        draft.error = str(error)
        return False
    finish(word("record.saved", n=count) if count > 1 else word("record.saved_one"))
    return True


def finish(words: str) -> None:
    """Close the form and leave words for the next run to say."""
    close_draft()
    parameters.keep("said", words)


def resolve(draft: Draft, keeps: Mapping[Subject, bool], who: Author | None) -> None:
    """Save after a conflict: of each one either the editor's own value, on top of theirs, or theirs as it stands."""
    theirs = {conflict.change.subject: conflict.theirs.entry_id for conflict in draft.conflicts}
    wanted = [
        replace(change, seen=theirs[change.subject]) if change.subject in theirs else change
        for change in draft.pending
        if change.subject not in theirs or keeps.get(change.subject, False)
    ]
    if wanted:
        save(draft, wanted, who)
    else:
        finish(word("record.adopted"))


def step_back(draft: Draft) -> None:
    """Return from a conflict to the form, with what was entered."""
    draft.conflicts = ()
    renew(draft)


def author_of(draft: Draft) -> Author | None:
    """Return who records, after keeping the name that was entered."""
    key = draft.widget("name")
    if not identity.is_oidc() and parameters.holds(key):
        if not identity.state_name(parameters.held(key) or ""):
            return None
        parameters.drop("renames")
    return identity.author()


def take_texts(draft: Draft) -> None:
    """Keep source and note as entered."""
    draft.source = str(parameters.held(draft.widget("source")) or "").strip()
    draft.note = str(parameters.held(draft.widget("note")) or "").strip()
