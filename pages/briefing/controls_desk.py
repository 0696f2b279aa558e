"""The presenter's desk: the arrangement that is being edited, step by step; opening, saving, undoing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import uuid4

from data.arrangement import (
    FIELD,
    IDENTITY,
    ArrangedScene,
    Arrangement,
    ArrangementError,
    read_arrangement,
    write_arrangement,
)
from data.plan import Plan
from data.record import Author, Change, Conflict, ConflictError, Entry, RecordError, Subject
from pages.briefing import arrangement as arranging
from pages.briefing.arrangement import PlacedScene, placed_scenes
from pages.briefing.scene import Briefing
from pages.shared import parameters, records
from pages.shared.identity import LONGEST_NAME
from pages.shared.labels import word
from pages.shared.recording import present

CHOICE = "briefing"
MOST_STEPS = 50
LONGEST_SLUG = 40


@dataclass
class Desk:
    """An arrangement on the desk.

    `identity` is its id in the address, "" for the briefing as it is made; `entry` what was recorded when it was
    opened; `steps` what can be taken back; `fresh` the titles of scenes that it did not know. `number` is part of the
    widgets' keys: a new one gives them new values.
    """

    plan_id: str
    identity: str
    opened: Arrangement
    arrangement: Arrangement
    entry: Entry | None = None
    steps: list[Arrangement] = field(default_factory=list)
    number: int = 0
    error: str = ""
    conflict: Conflict | None = None
    fresh: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether something was changed since it was opened or saved."""
        return self.arrangement != self.opened

    def change(self, arrangement: Arrangement) -> None:
        """Take over a change, so that it can be taken back."""
        if arrangement != self.arrangement:
            self.steps = [*self.steps, self.arrangement][-MOST_STEPS:]
            self.arrangement = arrangement
        self.error, self.conflict = "", None

    def step_back(self) -> None:
        """Take back the last change."""
        if self.steps:
            self.arrangement = self.steps.pop()
            self.number = parameters.counter("briefing_desk", step=1)

    def move(self, scene_id: str, steps: int) -> None:
        """Move a scene down, up where negative."""
        self.change(arranging.moved(self.arrangement, scene_id, steps))

    def wish(self, wish: ArrangedScene) -> None:
        """Take over what is wanted of a scene."""
        self.change(arranging.changed(self.arrangement, wish))

    def wish_for(self, scene_id: str) -> ArrangedScene:
        """Return what is wanted of a scene."""
        found = (one for one in self.arrangement.scenes if one.scene_id == scene_id)
        return next(found, ArrangedScene(scene_id))


def saved_arrangements(plan: Plan) -> dict[str, Entry]:
    """Return the recorded arrangements of a plan by id, the newest saved first."""
    entries = present(plan.plan_id, "briefing")
    found = {subject.subject_id: entry for subject, entry in entries.items() if subject.field == FIELD}
    return dict(sorted(found.items(), key=lambda item: -item[1].entry_id))


def name_in(entry: Entry, identity: str) -> str:
    """Return the name that an arrangement was given; its id where it cannot be read."""
    try:
        return read_arrangement(entry.value).name
    except ArrangementError:
        return identity


def open_desk(plan: Plan, briefing: Briefing, saved: Mapping[str, Entry], identity: str) -> Desk:
    """Return the desk of an arrangement; one with changes stays as it was left, another follows what is recorded."""
    slot = _slot(plan.plan_id, identity)
    desk, entry = parameters.kept(slot), saved.get(identity)
    if isinstance(desk, Desk) and (desk.is_changed or desk.entry == entry):
        return desk
    desk = _new_desk(plan, briefing, identity, entry)
    parameters.keep(slot, desk)
    return desk


def on_desk(desk: Desk, briefing: Briefing) -> tuple[PlacedScene, ...]:
    """Return all scenes in the order of the desk, hidden ones too."""
    return placed_scenes(briefing, desk.arrangement)


def save(desk: Desk, name: str, who: Author | None, *, as_new: bool) -> None:
    """Record the arrangement under a name, as a new one or in its place; else the desk says why."""
    desk.error, desk.conflict = "", None
    if who is None:
        desk.error = word("record.no_name", n=LONGEST_NAME)
        return
    is_new = as_new or not desk.identity
    identity = new_identity(name) if is_new else desk.identity
    subject = Subject(desk.plan_id, "briefing", identity, FIELD)
    wanted = replace(desk.arrangement, name=name.strip())
    seen = desk.entry.entry_id if desk.entry and not is_new else None
    _record(desk, Change(subject, write_arrangement(wanted), seen, word("page.briefing")), who)


def overwrite(desk: Desk, who: Author | None) -> None:
    """Record the own arrangement on top of what somebody else saved in the meantime."""
    conflict = desk.conflict
    if conflict is not None and who is not None:
        _record(desk, replace(conflict.change, seen=conflict.theirs.entry_id), who)


def adopt(desk: Desk) -> None:
    """Give up the own changes: what is recorded stands on the desk again."""
    parameters.drop(_slot(desk.plan_id, desk.identity))


def undo_save(desk: Desk, who: Author | None) -> None:
    """Undo the last save of the arrangement by a new entry."""
    if desk.entry is None or who is None:
        desk.error = word("record.no_name", n=LONGEST_NAME)
        return
    try:
        entry = records.undo(desk.entry.entry_id, who)
    except RecordError as error:
        desk.error = str(error)
        return
    adopt(desk)
    if not entry.value:  # there was none before: it is gone
        parameters.write(CHOICE, "")
    parameters.keep("said", word("record.undone"))


def new_identity(name: str) -> str:
    """Return an id for a new arrangement: of a name in Latin letters with a short mark, else the mark alone."""
    slug = "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in name.lower()).split())
    mark = uuid4().hex[:8]
    identity = f"{slug[:LONGEST_SLUG].strip('-')}-{mark}" if slug else mark
    return identity if IDENTITY.fullmatch(identity) else mark


def _record(desk: Desk, change: Change, who: Author) -> None:
    try:
        records.save([change], who)
    except ConflictError as error:
        desk.conflict = error.conflicts[0]
        return
    except RecordError as error:
        desk.error = str(error)
        return
    adopt(desk)
    parameters.write(CHOICE, change.subject.subject_id)
    parameters.keep("said", word("record.saved_one"))


def _new_desk(plan: Plan, briefing: Briefing, identity: str, entry: Entry | None) -> Desk:
    number = parameters.counter("briefing_desk", step=1)
    generated, error = arranging.as_generated(briefing), ""
    found = generated
    if entry:
        try:
            found = read_arrangement(entry.value)
        except ArrangementError as fault:
            error = word("briefing.unreadable", fault=str(fault))
    placed = arranging.of_placed(found.name, placed_scenes(briefing, found), arranging.lost_scenes(briefing, found))
    fresh = tuple(scene.title for scene in arranging.new_scenes(briefing, found)) if entry and not error else ()
    return Desk(plan.plan_id, identity, placed, placed, entry, number=number, error=error, fresh=fresh)


def _slot(plan_id: str, identity: str) -> str:
    return f"briefing_desk_{plan_id}_{identity}"
