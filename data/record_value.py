"""What may be recorded in a field: each value is held against what its field asks for before it is written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.arrangement import FIELD as ARRANGEMENT
from data.arrangement import arrangement_fault, identity_of
from data.record import COMMENT, STATUS_NAMES, STATUSES, Author, Change, Entry, RecordError, Subject
from data.record_text import LINE_BREAKS, text_fault
from data.siting_scenario import FIELD as SCENARIO
from data.siting_scenario import scenario_fault

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
MOST_TOLD = 5
LONGEST_TEXT, LONGEST_NOTE, LONGEST_SOURCE, LONGEST_ID, LONGEST_NAME = 4000, 1000, 500, 300, 60
# a position outside this rectangle around China is a slip, most often latitude and longitude exchanged
LON_RANGE, LAT_RANGE = (73.0, 136.0), (3.0, 54.0)

NUMBER_EXPECTATION = "应为不带单位和千分号的数字，如 17.8"
DATE_EXPECTATION = "应为 2021-06-24 这样的日期"
POSITION_EXPECTATION = "应为“经度,纬度”（WGS84，度），如 104.5,31.25"
STATUS_EXPECTATION = f"应为 {'、'.join(f'{STATUS_NAMES[code][0]}（{code}）' for code in STATUSES)} 之一"

IDENTITY_EXPECTATION = "的编号应为不超过 60 字的小写字母、数字和连字符"
NAMED_IN_LINKS = ("briefing", "scenario")

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")
_DEGREES = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,12})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ACTUAL = re.compile(r"actual:([0-9]{4})")
_KIND_NAMES = {
    "indicator": "指标",
    "task": "任务",
    "project": "项目",
    "place": "地点",
    "finding": "体检问题",
    "briefing": "汇报方案",
    "scenario": "选址情景",
}
_FIELD_NAMES = {
    "status": "状态",
    "evidence": "佐证",
    "finished_on": "完成日期",
    "position": "坐标",
    "acknowledged": "确认理由",
    ARRANGEMENT: "编排",
    SCENARIO: "设定",
    COMMENT: "评论",
}
_FIELDS_OF = {
    "task": {"status", "evidence", "finished_on"},
    "project": {"status", "evidence", "finished_on", "position"},
    "place": {"position"},
    "finding": {"acknowledged"},
    "briefing": {ARRANGEMENT},
    "scenario": {SCENARIO},
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that its field does not allow, and what it would allow."""

    change: Change
    expectation: str

    def __str__(self) -> str:
        """Return one line that names subject, value and expectation."""
        value = self.change.value if len(self.change.value) <= LONGEST_NAME else self.change.value[:LONGEST_NAME] + "…"
        return f"{subject_text(self.change.subject)}“{value}”：{self.expectation}"


class RefusedError(RecordError):
    """Some changes are not what their fields allow; `refusals` tells each."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        told = "；".join(str(refusal) for refusal in refusals[:MOST_TOLD])
        more = len(refusals) - MOST_TOLD
        super().__init__(f"没有保存：{told}" + (f"；另有 {more} 处" if more > 0 else ""))
        self.refusals = refusals


def subject_text(subject: Subject) -> str:
    """Return a subject as people say it.

    >>> subject_text(Subject("dazhou-2021-2025", "task", "dz-t01", "status"))
    '任务 dz-t01 状态'
    """
    return f"{_KIND_NAMES.get(subject.kind, subject.kind)} {subject.subject_id} {field_text(subject.field)}"


def field_text(field: str) -> str:
    """Return a field's name in Chinese; the field itself where it is unknown.

    >>> field_text("actual:2021"), field_text("comment")
    ('2021年实际值', '评论')
    """
    year = _ACTUAL.fullmatch(field)
    return f"{year[1]}年实际值" if year else _FIELD_NAMES.get(field, field)


def accept(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes without blanks around their texts; RefusedError tells every one that cannot be recorded."""
    stripped = tuple(_stripped(change) for change in changes)
    refusals = [Refusal(change, wrong) for change in stripped if (wrong := expectation_of(change))]
    seen: set[Subject] = set()
    for change in stripped:
        if change.subject in seen and change.subject.field != COMMENT:
            refusals.append(Refusal(change, "同一项在一次保存中只能出现一次"))
        seen.add(change.subject)
    if refusals:
        raise RefusedError(tuple(refusals))
    return stripped


def accept_author(author: Author) -> Author:
    """Return the author without blanks around the name; RecordError where it is no name."""
    name = author.name.strip()
    wrong = text_fault(name, LONGEST_NAME, "姓名")
    if not name or wrong or author.basis not in {"oidc", "stated"}:
        raise RecordError(f"没有保存：记录人“{name[:LONGEST_NAME]}”：{wrong or '请填写姓名'}")
    return replace(author, name=name)


def accept_note(note: str) -> str:
    """Return a note without blanks around it; RecordError where it cannot be recorded."""
    if wrong := text_fault(note.strip(), LONGEST_NOTE, "备注", LINE_BREAKS):
        raise RecordError(f"没有保存：{wrong}")
    return note.strip()


def expectation_of(change: Change) -> str:
    """Return what the change should have been, "" where it can be recorded."""
    return (
        _subject_fault(change.subject)
        or text_fault(change.source, LONGEST_SOURCE, "来源")
        or text_fault(change.note, LONGEST_NOTE, "备注", LINE_BREAKS)
        or _value_fault(change.subject.field, change.value)
    )


def is_news(change: Change, old: Entry | None) -> bool:
    """Return whether a change says something that the newest entry of its subject does not say.

    The same value is news with another source or note only; to withdraw what is not there is none.
    """
    if change.subject.field == COMMENT:
        return True
    if old is None:
        return change.value != ""
    is_told = change.source in {"", old.source} and change.note in {"", old.note}
    return change.value != old.value or not is_told


def is_plain_number(text: str) -> bool:
    """Return whether a text is a number as it is recorded: no unit, no separators, at most nine decimals.

    >>> is_plain_number("17.80"), is_plain_number("1,780"), is_plain_number("NaN")
    (True, False, False)
    """
    return _NUMBER.fullmatch(text) is not None


def _stripped(change: Change) -> Change:
    return replace(change, value=change.value.strip(), source=change.source.strip(), note=change.note.strip())


def _subject_fault(subject: Subject) -> str:
    for text in (subject.plan_id, subject.subject_id):
        if not text.strip() or text_fault(text, LONGEST_ID, ""):
            return f"规划和对象的编号应为不超过 {LONGEST_ID} 字的一行文字"
    if subject.kind not in _KIND_NAMES:
        return f"对象应为 {'、'.join(_KIND_NAMES)} 之一"
    if subject.kind in NAMED_IN_LINKS and not identity_of(subject.subject_id):
        return _KIND_NAMES[subject.kind] + IDENTITY_EXPECTATION
    if subject.field == COMMENT:
        return ""
    if subject.kind == "indicator":
        return _actual_fault(subject)
    return "" if subject.field in _FIELDS_OF[subject.kind] else f"{_KIND_NAMES[subject.kind]}没有“{subject.field}”一项"


def _actual_fault(subject: Subject) -> str:
    year = _ACTUAL.fullmatch(subject.field)
    if year is None or not EARLIEST_YEAR <= int(year[1]) <= LATEST_YEAR:
        return f"指标的一项应为 actual:年份（{EARLIEST_YEAR}—{LATEST_YEAR}）"
    return "" if "@" in subject.subject_id else "指标的编号应为 指标@范围"


def _value_fault(field: str, value: str) -> str:
    """Return what is wrong with a value; a blank one withdraws, but a comment must say something."""
    if value == "":
        return "评论不能为空" if field == COMMENT else ""
    if _ACTUAL.fullmatch(field):
        return "" if is_plain_number(value) else NUMBER_EXPECTATION
    if field == "status":
        return "" if value in STATUSES else STATUS_EXPECTATION
    if field == "finished_on":
        return "" if _is_date(value) else DATE_EXPECTATION
    if field == "position":
        return _position_fault(value)
    if field == ARRANGEMENT:
        return arrangement_fault(value)
    if field == SCENARIO:
        return scenario_fault(value)
    return text_fault(value, LONGEST_TEXT, _FIELD_NAMES.get(field, field), LINE_BREAKS)


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text) or not EARLIEST_YEAR <= int(text[:4]) <= LATEST_YEAR:
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _position_fault(text: str) -> str:
    parts = text.split(",")
    if len(parts) != 2 or not all(_DEGREES.fullmatch(part) for part in parts):  # noqa: PLR2004 - a pair
        return POSITION_EXPECTATION
    lon, lat = (float(part) for part in parts)
    if _within(lon, LON_RANGE) and _within(lat, LAT_RANGE):
        return ""
    if _within(lat, LON_RANGE) and _within(lon, LAT_RANGE):
        return f"经度应在前、纬度在后；{POSITION_EXPECTATION}"
    return f"应在东经 {LON_RANGE[0]:g}—{LON_RANGE[1]:g}、北纬 {LAT_RANGE[0]:g}—{LAT_RANGE[1]:g} 之内"


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
