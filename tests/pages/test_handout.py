"""The handout of a briefing: scenes in their order, maps as vectors, Chinese that can be copied."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache

import pypdf
import pytest

from data.catalog import load_plan
from geo.map_bundle import build_bundle
from geo.map_shelf import kept_map
from geo.map_spec import LegendGroup, LegendItem
from geo.print_map import map_picture
from pages.briefing import handout_scene
from pages.briefing.handout import handout_bytes
from pages.briefing.handout_legend import legend_picture
from pages.briefing.scene import Scene, SceneChart, SceneFigure, SceneTable
from pages.briefing.scenes import Known, make_briefing
from pages.shared.pdf_page import Area
from tests import briefing_by_hand as by_hand

HOSTILE = "=cmd|'/C calc'!A0\x00\x0b<b>粗</b>&amp;\ud800"


@cache
def scenes():
    """Return a scene of each kind, one of the elements."""
    found = by_hand.scenes()
    elements = [scene for scene in found if scene.kind == "element"]
    return tuple(scene for scene in found if scene not in elements[1:])


@cache
def handout():
    return made_of(*scenes())


def made_of(*shown):
    _, bundle = by_hand.plan_and_bundle()
    return handout_bytes(by_hand.briefing(scenes=shown), bundle)


def reader(content):
    return pypdf.PdfReader(io.BytesIO(content))


@cache
def page_texts():
    return [plain(page.extract_text()) for page in reader(handout()).pages]


def plain(text):
    return re.sub(r"\s", "", text)


def test_two_scenes_stand_on_a_page_in_the_order_of_the_briefing():
    texts = page_texts()
    assert len(texts) == -(-len(scenes()) // 2)
    for number, scene in enumerate(scenes()):
        text = texts[number // 2]
        assert f"{number + 1}.{plain(scene.title)}" in text
        assert plain(scene.sentence) in text
        assert all(plain(figure.value) in text for figure in scene.figures), scene.title
        assert f"第{number // 2 + 1}页，共{len(texts)}页" in text


def test_tables_and_sources_stand_beside_their_scene():
    for number, scene in enumerate(scenes()):
        text = page_texts()[number // 2]
        for row in scene.table.rows if scene.table else ():
            assert plain(row[0])[:8] in text or "行，见演示文稿备注" in text, scene.title
        assert not scene.table or all(plain(cell) in text for cell in scene.table.rows[0])
        assert "[3]2020年第七次全国人口普查" in text


def test_bookmarks_title_language_and_date_are_told():
    shown = reader(handout())
    assert [entry.title for entry in shown.outline] == [f"{n}. {s.title}" for n, s in enumerate(scenes(), 1)]
    assert shown.metadata.title == by_hand.TITLE
    assert shown.metadata.creation_date.date().isoformat() == "2026-11-27"
    assert shown.root_object["/Lang"] == "zh-CN"


def test_maps_are_vectors_with_embedded_fonts():
    for page in reader(handout()).pages:
        assert not page.images
        forms = (page["/Resources"].get("/XObject") or {}).values()
        for form in forms:
            assert form.get_object()["/Subtype"] == "/Form"
            for font in (form.get_object()["/Resources"].get("/Font") or {}).values():
                described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
                assert "/FontFile2" in described.get_object()
    assert "秦巴地区生态康养发展带" in page_texts()[1]  # a name on the map can be copied


def test_the_presenters_notes_stay_with_the_presenter():
    assert "图形由成员区县按规则生成" not in "".join(page_texts())


def test_hostile_and_very_long_texts_stay_texts():
    long = "秦巴地区生态康养与中医药特色融合发展示范带" * 12
    scene = Scene(
        "a",
        "indicators",
        HOSTILE,
        long,
        (SceneFigure(long, long, HOSTILE),) * 6,
        SceneTable((HOSTILE, "乙"), tuple((long, HOSTILE) for _ in range(40)), (1,)),
        SceneChart("line", (HOSTILE, long, "三"), ((long, (None, 2.0, 3.0)), ("空", (None, None, None)))),
        sources=(long,) * 9,
    )
    (page,) = reader(made_of(scene)).pages
    assert "<b>粗</b>" in plain(page.extract_text())
    assert "另有" in page.extract_text()


def test_a_plan_without_a_boundary_has_a_handout_without_maps():
    structure = next(scene for scene in scenes() if scene.kind == "structure")
    (page,) = reader(handout_bytes(by_hand.briefing(scenes=(structure,)), {})).pages
    assert "/XObject" not in page["/Resources"]


def test_a_briefing_without_scenes_is_one_page():
    assert len(reader(made_of()).pages) == 1


def test_the_same_briefing_gives_the_same_bytes():
    few = (scenes()[3], scenes()[-3])
    assert made_of(*few) == made_of(*few)


@pytest.mark.parametrize("plan_id", ["dazhou-2021-2025", "weihai-2022-2024", "sichuan-2020-2022"])
def test_a_legend_stands_beside_or_below_its_map_and_covers_nothing_of_it(plan_id, monkeypatch):
    plan = load_plan(plan_id)
    made = make_briefing(plan, "zh", made_on="2026-11-27", known=Known(plan_map=kept_map(plan)))
    covered = []

    def watched(spec, *more, with_legend, **named):
        covered.append(with_legend and bool(spec.legend))
        return map_picture(spec, *more, with_legend=with_legend, **named)

    monkeypatch.setattr(handout_scene, "map_picture", watched)
    # the last scene has the map alone, across the whole page: its legend stands in a corner
    handout_bytes(replace(made, scenes=made.scenes[:-1]), build_bundle(plan)[0])
    assert covered
    assert not any(covered)


def test_a_low_legend_gives_up_its_last_groups_before_it_covers_the_map():
    items = tuple(LegendItem(f"第{k}类", "area", "#0F5C63") for k in range(4))
    spec = replace(scenes()[0].map, legend=tuple(LegendGroup(f"组{k}", items) for k in range(6)))
    room = Area(0, 100, 260, 120)
    assert legend_picture(spec, room) is None
    place, content = legend_picture(spec, room, is_low=True)
    assert place.height <= room.height
    assert "组0" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()


def test_a_long_title_gives_way_at_the_foot_version_and_date_do_not():
    _, bundle = by_hand.plan_and_bundle()
    (scene,) = [scene for scene in scenes() if scene.kind == "tasks"][:1]
    long = replace(by_hand.briefing(language="en", scenes=(scene,)), sign="Development Plan of a Very Long Title " * 5)
    (page,) = reader(handout_bytes(long, bundle)).pages
    foot = page.extract_text()
    assert f"data version {long.version} ({long.data_as_of})" in foot
    assert f"made on {long.made_on}" in foot


def test_the_sources_leave_the_title_of_the_plan_to_the_foot():
    text = page_texts()[0]
    assert text.count(plain(by_hand.briefing().sign)) <= 2  # the foot, and the cover's own sentence
