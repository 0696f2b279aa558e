"""A briefing in a presenter's order: scenes moved, hidden, retitled; what the plan no longer has is skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.arrangement import ArrangedScene, Arrangement
from pages.briefing.scene import Briefing, Scene


@dataclass(frozen=True, slots=True)
class PlacedScene:
    """A scene of the briefing with what the presenter wants of it."""

    scene: Scene
    wish: ArrangedScene

    @property
    def shown(self) -> Scene:
        """The scene as it is presented: own title, own notes before those of the briefing, own seconds."""
        notes = "\n".join(text for text in (self.wish.notes, self.scene.notes) if text)
        return replace(
            self.scene,
            title=self.wish.title or self.scene.title,
            notes=notes,
            seconds=self.wish.seconds or self.scene.seconds,
        )


def arrange(briefing: Briefing, arrangement: Arrangement) -> Briefing:
    """Return the briefing as an arrangement wants it, without hidden scenes.

    Scenes that the briefing lacks are skipped; those that the arrangement does not know stand after the scene that
    they follow in the briefing. Where nothing would be left to show, the first scene is.
    """
    placed = placed_scenes(briefing, arrangement)
    shown = [one.shown for one in placed if not one.wish.is_hidden] or [one.shown for one in placed[:1]]
    return replace(briefing, scenes=tuple(shown))


def placed_scenes(briefing: Briefing, arrangement: Arrangement) -> tuple[PlacedScene, ...]:
    """Return every scene of the briefing once, hidden ones too, in the arrangement's order."""
    scenes = {scene.scene_id: scene for scene in briefing.scenes}
    wishes = {wish.scene_id: wish for wish in reversed(arrangement.scenes)}
    order = list(dict.fromkeys(wish.scene_id for wish in arrangement.scenes if wish.scene_id in scenes))
    before = ""
    for scene_id in scenes:
        if scene_id not in wishes:
            order.insert(order.index(before) + 1 if before else 0, scene_id)
        before = scene_id
    return tuple(PlacedScene(scenes[one], wishes.get(one) or ArrangedScene(one)) for one in order)


def lost_scenes(briefing: Briefing, arrangement: Arrangement) -> tuple[ArrangedScene, ...]:
    """Return what the arrangement names and the briefing does not have (any more)."""
    known = {scene.scene_id for scene in briefing.scenes}
    return tuple(wish for wish in arrangement.scenes if wish.scene_id not in known)


def new_scenes(briefing: Briefing, arrangement: Arrangement) -> tuple[Scene, ...]:
    """Return the scenes that the arrangement does not know (yet)."""
    known = {wish.scene_id for wish in arrangement.scenes}
    return tuple(scene for scene in briefing.scenes if scene.scene_id not in known)


def as_generated(briefing: Briefing, name: str = "") -> Arrangement:
    """Return the arrangement that leaves the briefing as it was made."""
    return Arrangement(name, tuple(ArrangedScene(scene.scene_id) for scene in briefing.scenes))


def of_placed(name: str, placed: Sequence[PlacedScene], lost: Sequence[ArrangedScene] = ()) -> Arrangement:
    """Return the arrangement of placed scenes; `lost` ones are kept at the end, the plan may have them again."""
    return Arrangement(name, (*(one.wish for one in placed), *lost))


def moved(arrangement: Arrangement, scene_id: str, steps: int) -> Arrangement:
    """Return the arrangement with a scene some places further down (up where negative), within its ends."""
    scenes = list(arrangement.scenes)
    at = next((k for k, wish in enumerate(scenes) if wish.scene_id == scene_id), None)
    if at is None:
        return arrangement
    wish = scenes.pop(at)
    scenes.insert(min(max(at + steps, 0), len(scenes)), wish)
    return replace(arrangement, scenes=tuple(scenes))


def changed(arrangement: Arrangement, wish: ArrangedScene) -> Arrangement:
    """Return the arrangement with another wish for a scene."""
    scenes = tuple(wish if one.scene_id == wish.scene_id else one for one in arrangement.scenes)
    return replace(arrangement, scenes=scenes)
