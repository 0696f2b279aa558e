"""Saved scenarios of 选址 in the store, and the choices that a scenario stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import uuid4

from data.arrangement import IDENTITY
from data.plan import Plan
from data.record import Author, Change, ConflictError, Entry, RecordError, Subject
from data.siting_scenario import FIELD, Scenario, ScenarioError, ScenarioTravel, read_scenario, write_scenario
from geo.reach.road_use import MODES
from pages.accessibility.choices import GROUP
from pages.accessibility.siting_choices import DEFAULT_NUMBER, DEFAULT_TARGET, EVER
from pages.accessibility.siting_results import Asked, answer_of, check_of, chosen_candidates
from pages.shared import parameters, records
from pages.shared.identity import LONGEST_NAME
from pages.shared.labels import trim, word
from pages.shared.recording import present

SLOT, OPEN = "scenario", "open_scenario"
OF_TRAVEL = ("minutes", "speed", "detour", "mode", "group", "kinds")
CHOICES = (*OF_TRAVEL, "in", "model", "new", "cands", "planned", "projects", "by", "delay", "need", "target")
SEEN = "scenarios_seen"
INPUTS = "in"
LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class Saved:
    """A scenario as it is recorded."""

    scenario: Scenario
    entry: Entry


def saved_scenarios(plan: Plan) -> dict[str, Saved]:
    """Return the recorded scenarios of a plan by id, the newest saved first; what cannot be read is left out."""
    found: dict[str, Saved] = {}
    entries = present(plan.plan_id, "scenario").items()
    for subject, entry in sorted(entries, key=lambda item: -item[1].entry_id):
        if subject.field != FIELD:
            continue
        try:
            found[subject.subject_id] = Saved(read_scenario(entry.value), entry)
        except ScenarioError:
            continue
    return found


def scenario_of(asked: Asked, name: str) -> Scenario:
    """Return the present choices and what they led to, under a name."""
    candidates = asked.question.inputs.candidates
    chosen = tuple(candidates.ids[at] for at in chosen_candidates(asked, answer_of(asked)))
    return replace(question_of(asked, name), chosen=chosen, is_checked=check_of(asked) is not None)


def question_of(asked: Asked, name: str = "") -> Scenario:
    """Return the present choices: all that figures depend on."""
    question, choices = asked.question, asked.choices
    inputs = question.inputs
    return Scenario(
        name,
        choices.model,
        choices.new_sites,
        float(question.choices.minutes),
        question.choices.speed_kmh,
        question.choices.detour,
        question.choices.group,
        choices.planned,
        choices.candidates,
        (),
        choices.beds_per_1000,
        inputs.id,
        ScenarioTravel(question.choices.mode, inputs.roads) if inputs.roads else ScenarioTravel(),
        question.choices.kinds,
        choices.target_pct,
    )


def open_scenario(identity: str, saved: Saved) -> None:
    """Put the choices of a scenario into the address."""
    one = saved.scenario
    parameters.write("model", one.model, "max_coverage")
    parameters.write("new", str(one.new_sites), DEFAULT_NUMBER)
    parameters.write("minutes", f"{one.minutes:g}", "15")
    parameters.write("speed", trim(one.speed_kmh, 0), "30")
    parameters.write("detour", f"{one.detour:.1f}", "1.3")
    parameters.write("group", one.group, GROUP)
    parameters.write_list("cands", one.candidates)
    parameters.write("planned", one.planned.count, "none")
    parameters.write_list("projects", one.planned.ids)
    parameters.write("by", EVER if one.planned.year is None else str(one.planned.year), EVER)
    parameters.write("delay", str(one.planned.delay), "0")
    parameters.write("need", f"{one.beds_per_1000:g}", "0")
    parameters.write(INPUTS, one.inputs_id)
    parameters.write("mode", one.travel.mode if one.travel and one.travel.roads else MODES[0], MODES[0])
    parameters.write("target", DEFAULT_TARGET if one.target_pct is None else f"{one.target_pct:g}", DEFAULT_TARGET)
    parameters.reset("kinds")
    if one.kinds is not None:
        parameters.write_list("kinds", one.kinds)
    parameters.write(SLOT, identity)
    _note_seen(identity, saved.entry.entry_id)


def note_first_seen(identity: str, saved: Saved) -> bool:
    """Note the version of a scenario that this reader saw first; tell whether it is the first time.

    What others save since is not what the reader has before him: saving over it is a conflict.
    """
    is_first = identity not in parameters.kept(SEEN, {})
    if is_first:
        _note_seen(identity, saved.entry.entry_id)
    return is_first


def save_scenario(asked: Asked, name: str, who: Author | None, identity: str, old: Saved | None) -> str:
    """Record the present choices under a name, in the place of `old` or as a new one; return why not, "" if done."""
    if not name:
        return word("siting.no_name")
    if who is None:
        return word("record.no_name", n=LONGEST_NAME)
    target = identity or new_identity(name)
    subject = Subject(asked.question.plan.plan_id, "scenario", target, FIELD)
    seen = parameters.kept(SEEN, {}).get(target, old.entry.entry_id) if old else None
    value = write_scenario(scenario_of(asked, name))
    try:
        saved = records.save([Change(subject, value, seen, word("page.accessibility"))], who)
    except ConflictError as error:
        theirs = error.conflicts[0].theirs
        return word("siting.conflict", who=theirs.author.name)
    except RecordError as error:
        return str(error)
    parameters.write(SLOT, target)
    _note_seen(target, saved[0].entry_id)
    parameters.keep("said", word("record.saved_one"))
    return ""


def _note_seen(identity: str, entry_id: int) -> None:
    parameters.keep(SEEN, {**parameters.kept(SEEN, {}), identity: entry_id})


def new_identity(name: str) -> str:
    """Return an id for a new scenario: of a name in Latin letters with a short mark, else the mark alone."""
    slug = "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in name.lower()).split())
    mark = uuid4().hex[:8]
    identity = f"{slug[:LONGEST_SLUG].strip('-')}-{mark}" if slug else mark
    return identity if IDENTITY.fullmatch(identity) else mark
