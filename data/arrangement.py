"""How presenters arrange a briefing: order, hidden scenes, titles, notes, seconds; as it is recorded (compact JSON).

`{"name":"十分钟版","scenes":[{"id":"cover","seconds":10},{"id":"goals","hidden":true,"title":"…","notes":"…"}]}`
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.record_text import LINE_BREAKS, text_fault

FIELD = "scenes"
MOST_SCENES = 300
LONGEST_ARRANGEMENT, LONGEST_ID, LONGEST_NAME, LONGEST_TITLE, LONGEST_NOTES = 60_000, 300, 40, 60, 1000
FEWEST_SECONDS, MOST_SECONDS = 3, 600
IDENTITY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_KEYS, _SCENE_KEYS = {"name", "scenes"}, {"id", "title", "notes", "seconds", "hidden"}


@dataclass(frozen=True, slots=True)
class ArrangedScene:
    """A scene as a presenter wants it; "" and None leave what the briefing says. `notes` stand before its own."""

    scene_id: str
    title: str = ""
    notes: str = ""
    seconds: int | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A named arrangement; its scenes in their order, hidden ones too."""

    name: str
    scenes: tuple[ArrangedScene, ...] = ()


class ArrangementError(ValueError):
    """A text is no arrangement; the message says why, in Chinese."""


def write_arrangement(arrangement: Arrangement) -> str:
    """Return an arrangement as it is recorded; what is left as it was takes no room."""
    scenes = [_scene_out(scene) for scene in arrangement.scenes]
    return json.dumps({"name": arrangement.name, "scenes": scenes}, ensure_ascii=False, separators=(",", ":"))


def read_arrangement(text: str) -> Arrangement:
    """Return the arrangement that a recorded text holds; ArrangementError where it is none.

    >>> read_arrangement('{"name":"短","scenes":[{"id":"cover","seconds":10}]}').scenes[0].seconds
    10
    """
    if len(text) > LONGEST_ARRANGEMENT:
        raise ArrangementError(f"汇报编排不超过 {LONGEST_ARRANGEMENT} 字，现有 {len(text)} 字")
    content = _read_json(text)
    _require(isinstance(content, dict) and set(content) == _KEYS, "汇报编排应为含 name、scenes 两项的 JSON")
    scenes = content["scenes"]
    _require(isinstance(scenes, list), "汇报编排的 scenes 应为列表")
    _require(1 <= len(scenes) <= MOST_SCENES, f"汇报编排应有 1—{MOST_SCENES} 幕，现有 {len(scenes)} 幕")
    found = tuple(_scene_in(scene, number) for number, scene in enumerate(scenes, 1))
    ids = [scene.scene_id for scene in found]
    twice = next((one for one in ids if ids.count(one) > 1), "")
    _require(not twice, f"汇报编排中“{twice}”出现了两次")
    _require(any(not scene.is_hidden for scene in found), "汇报编排至少留一幕不隐藏")
    return Arrangement(_text(content["name"], LONGEST_NAME, "方案名称", is_needed=True), found)


def arrangement_fault(text: str) -> str:
    """Return why a text is no arrangement, "" where it is one."""
    try:
        read_arrangement(text)
    except ArrangementError as error:
        return str(error)
    return ""


def identity_of(text: str) -> str:
    """Return text where it can name an arrangement in a link (letters, digits, hyphens), "" where not.

    >>> identity_of("short-talk"), identity_of("Short Talk"), identity_of("-")
    ('short-talk', '', '')
    """
    return text if IDENTITY.fullmatch(text) else ""


def _scene_out(scene: ArrangedScene) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": scene.scene_id}
    if scene.title:
        entry["title"] = scene.title
    if scene.notes:
        entry["notes"] = scene.notes
    if scene.seconds is not None:
        entry["seconds"] = scene.seconds
    if scene.is_hidden:
        entry["hidden"] = True
    return entry


def _read_json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_without_repeats)
    except ArrangementError:
        raise
    except (ValueError, RecursionError) as error:
        raise ArrangementError("汇报编排不是有效的 JSON") from error


def _refuse(constant: str) -> Any:
    raise ArrangementError(f"汇报编排中不能有 {constant}")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ArrangementError("汇报编排中有重复的项")
    return dict(pairs)


def _scene_in(scene: Any, number: int) -> ArrangedScene:
    where = f"第 {number} 幕"
    _require(isinstance(scene, dict) and "id" in scene, f"{where}应有 id")
    unknown = next(iter(sorted(set(scene) - _SCENE_KEYS)), "")
    _require(not unknown, f"{where}没有“{unknown[:LONGEST_NAME]}”一项")
    seconds, hidden = scene.get("seconds"), scene.get("hidden", False)
    is_count = isinstance(seconds, int) and not isinstance(seconds, bool)
    _require(
        seconds is None or (is_count and FEWEST_SECONDS <= seconds <= MOST_SECONDS),
        f"{where}停留应为 {FEWEST_SECONDS}—{MOST_SECONDS} 秒",
    )
    _require(isinstance(hidden, bool), f"{where}的 hidden 应为 true 或 false")
    return ArrangedScene(
        _text(scene["id"], LONGEST_ID, f"{where}的 id", is_needed=True),
        _text(scene.get("title", ""), LONGEST_TITLE, f"{where}标题"),
        _text(scene.get("notes", ""), LONGEST_NOTES, f"{where}备注", LINE_BREAKS),
        seconds,
        hidden,
    )


def _text(value: Any, longest: int, name: str, allowed: Iterable[str] = (), *, is_needed: bool = False) -> str:
    _require(isinstance(value, str), f"{name}应为文字")
    _require(bool(value.strip()) or not is_needed, f"{name}不能为空")
    fault = text_fault(value, longest, name, allowed)
    _require(not fault, fault)
    return str(value)


def _require(is_right: bool, fault: str) -> None:
    if not is_right:
        raise ArrangementError(fault)
