"""A briefing as PowerPoint: native objects, sizes, notes, fonts, the same bytes each time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache

import openpyxl
import pptx
import pypdf
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Pt

from geo.map_spec import LegendGroup, LegendItem
from geo.print_map.figures import shown_elements
from pages.briefing.scene import Scene, SceneChart, SceneFigure, SceneTable
from pages.briefing.slides import pptx_bytes
from tests import briefing_by_hand as by_hand

HOSTILE = "=cmd|'/C calc'!A0\x00\x0b<script>alert(1)</script>&amp;${x}\ud800"
LONG = "达州市秦巴地区生态康养与中医药特色医养结合融合发展示范带建设工程" * 6


@cache
def deck_bytes(ratio="16:9"):
    _, bundle = by_hand.plan_and_bundle()
    return pptx_bytes(by_hand.briefing(), bundle, ratio)


def deck(content=None):
    return pptx.Presentation(io.BytesIO(content or deck_bytes()))


def with_scenes(*scenes):
    _, bundle = by_hand.plan_and_bundle()
    return deck(pptx_bytes(by_hand.briefing(scenes=scenes), bundle))


def all_shapes(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from all_shapes(shape.shapes)


def kinds(slide, kind):
    return [shape for shape in slide.placeholders if shape.placeholder_format.type == kind]


def test_each_scene_is_a_slide_with_its_title_in_a_title_placeholder():
    scenes = by_hand.scenes()
    slides = list(deck().slides)
    assert len(slides) == len(scenes)
    assert [slide.shapes.title.text_frame.text for slide in slides] == [scene.title for scene in scenes]
    assert [slide.placeholders[1].text_frame.text for slide in slides] == [scene.sentence for scene in scenes]


def test_maps_are_native_shapes_and_no_slide_holds_a_picture():
    _, bundle = by_hand.plan_and_bundle()
    for slide, scene in zip(deck().slides, by_hand.scenes(), strict=True):
        shapes = list(all_shapes(slide.shapes))
        assert not [shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        if scene.map is None:
            continue
        names = [shape.name for shape in slide.shapes]
        if scene.box is None:
            elements = shown_elements(scene.map, bundle)
            assert sum(name.startswith("要素 ") for name in names) == len(elements), scene.scene_id
        assert "比例尺" in names
        assert "指北针" in names
    assert "ppt/media" not in " ".join(zipfile.ZipFile(io.BytesIO(deck_bytes())).namelist())


def test_an_element_is_a_named_group_of_see_through_dashed_freeforms_with_a_description():
    structure = next(s for s, scene in zip(deck().slides, by_hand.scenes(), strict=True) if scene.kind == "structure")
    group = next(shape for shape in structure.shapes if shape.name.startswith("要素 秦巴"))
    assert group.shape_type == MSO_SHAPE_TYPE.GROUP
    assert "示意" in group._element.nvGrpSpPr.cNvPr.get("descr")
    xml = "".join(shape._element.xml for shape in group.shapes)
    assert "a:custGeom" in xml
    assert re.search(r'<a:alpha val="\d+"/>', xml)
    assert "a:prstDash" in xml  # its centre line


def test_districts_without_a_stated_value_are_filled_with_a_pattern():
    plan, bundle = by_hand.plan_and_bundle()
    codes = [district.district_code for district in plan.districts]
    paint = replace(by_hand.painted().choropleth, classes={code: -1 if k else 0 for k, code in enumerate(codes)})
    scene = Scene("districts", "districts", "区县", map=replace(by_hand.painted(), choropleth=paint))
    (slide,) = with_scenes(scene).slides
    districts = [shape for shape in slide.shapes if shape.name.startswith(("区县 ", "功能区 "))]
    patterned = [shape for shape in districts if "a:pattFill" in shape._element.xml]
    assert len(patterned) == len(codes) - 1


def test_a_map_in_colours_has_the_legend_of_its_classes_on_the_slide():
    items = tuple(LegendItem(f"{k} 万 – {k + 1} 万", fill="#86BAB7", stroke="#8C8675", opacity=1.0) for k in range(5))
    painted = replace(by_hand.painted(), legend=(LegendGroup("60岁以上人口（人）", items),))
    scene = Scene("districts", "districts", "区县", by_hand.SENTENCE, by_hand.figures(4), by_hand.table(7), map=painted)
    (slide,) = with_scenes(scene).slides
    legend = next(shape for shape in slide.shapes if shape.name == "图例")
    texts = [shape.text_frame.text for shape in legend.shapes if shape.has_text_frame]
    assert {item.label for item in items} <= set(texts)


def test_tables_and_charts_are_native_and_hold_the_values_of_the_scene():
    for slide, scene in zip(deck().slides, by_hand.scenes(), strict=True):
        tables = [shape for shape in slide.shapes if shape.has_table]
        charts = [shape for shape in slide.shapes if shape.has_chart]
        assert len(tables) == bool(scene.table)
        assert len(charts) == bool(scene.chart)
        if scene.table:
            rows = [[cell.text for cell in row.cells] for row in tables[0].table.rows]
            assert rows[0] == list(scene.table.heads)
            assert rows[1:] == [list(row) for row in scene.table.rows[: len(rows) - 1]]
            assert len(rows) > 1
            if len(rows) - 1 < len(scene.table.rows):
                left = len(scene.table.rows) - len(rows) + 1
                assert any(f"另有 {left} 行" in shape.text for shape in slide.shapes if shape.has_text_frame)
            assert all(" | ".join(row) in slide.notes_slide.notes_text_frame.text for row in scene.table.rows)
        if scene.chart:
            plot = charts[0].chart.plots[0]
            assert tuple(plot.categories) == scene.chart.categories
            assert [tuple(series.values) for series in plot.series] == [values for _, values in scene.chart.series]


def test_the_workbook_of_a_chart_holds_texts_as_texts_and_no_formula():
    chart = SceneChart("bar", ("=1+1", "@SUM(A1)", "达川区"), (("+cmd|x", (1.0, None, 3.5)),), "项")
    (slide,) = with_scenes(Scene("tasks", "tasks", "任务", chart=chart)).slides
    found = next(shape for shape in slide.shapes if shape.has_chart).chart
    book = openpyxl.load_workbook(io.BytesIO(found.part.chart_workbook.xlsx_part.blob))
    cells = {cell.coordinate: cell for row in book.active.iter_rows() for cell in row}
    assert [cells[place].value for place in ("A2", "A3", "B1", "B2", "B3")] == ["=1+1", "@SUM(A1)", "+cmd|x", 1, None]
    assert {cells[place].data_type for place in ("A2", "A3", "B1")} == {"s"}


def test_notes_hold_what_is_said_where_figures_come_from_and_all_sources():
    for slide, scene in zip(deck().slides, by_hand.scenes(), strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert scene.notes in notes
        assert all(source in notes for source in scene.sources)
        assert all(figure.value in notes and figure.citation in notes for figure in scene.figures)
        assert "数据版本 1.0.0（2026-11-01）" in notes


def test_every_theme_names_yahei_and_no_other_font_is_asked_for():
    archive = zipfile.ZipFile(io.BytesIO(deck_bytes()))
    themes = [name for name in archive.namelist() if "/theme/theme" in name]
    assert len(themes) == 2  # of the slides and of their notes
    for name in archive.namelist():
        if not name.endswith(".xml"):
            continue
        faces = set(re.findall(r'typeface="([^"]+)"', archive.read(name).decode()))
        assert {face for face in faces if not face.startswith("+")} <= {"微软雅黑"}, name


def test_the_default_template_leaves_nothing_behind():
    names = zipfile.ZipFile(io.BytesIO(deck_bytes())).namelist()
    assert not [name for name in names if "thumbnail" in name or "printerSettings" in name]
    assert [layout.name for layout in deck().slide_layouts] == ["封面", "内容"]
    data = deck().core_properties
    assert data.title == by_hand.TITLE
    assert data.created.date().isoformat() == data.modified.date().isoformat() == "2026-11-27"
    assert "python-pptx" not in (data.author + data.comments + data.last_modified_by)


@pytest.mark.parametrize(("ratio", "width"), [("16:9", 960), ("4:3", 720)])
def test_nothing_stands_outside_a_slide_and_no_type_is_smaller_than_14_points(ratio, width):
    shown = deck(deck_bytes(ratio))
    assert (shown.slide_width, shown.slide_height) == (Pt(width), Pt(540))
    for slide in shown.slides:
        for shape in all_shapes(slide.shapes):
            assert shape.left >= -1, (slide.shapes.title.text, shape.name)
            assert shape.top >= -1, (slide.shapes.title.text, shape.name)
            assert shape.left + shape.width <= Pt(width) + 1, (slide.shapes.title.text, shape.name)
            assert shape.top + shape.height <= Pt(540) + 1, (slide.shapes.title.text, shape.name)
        sizes = [int(size) for size in re.findall(r'sz="(\d{3,})"', slide.shapes._spTree.xml)]
        assert min(sizes) >= 1400, slide.shapes.title.text


def test_slide_numbers_are_fields_in_placeholders_and_texts_tell_their_language():
    for number, slide in enumerate(deck().slides, 1):
        (field,) = kinds(slide, PP_PLACEHOLDER.SLIDE_NUMBER)
        assert 'type="slidenum"' in field._element.xml
        assert f">{number}</a:t>" in field._element.xml
        runs = re.findall(r"<a:rPr[^>]*>", slide.shapes._spTree.xml)
        assert all('lang="zh-CN"' in run for run in runs)
    _, bundle = by_hand.plan_and_bundle()
    english = deck(pptx_bytes(by_hand.briefing(language="en", scenes=by_hand.scenes()[:4]), bundle))
    assert 'lang="en-US"' in english.slides[3].shapes._spTree.xml
    assert "Scale bar" in [shape.name for shape in english.slides[3].shapes]


def test_the_foot_of_a_plan_with_a_long_title_keeps_version_and_date():
    _, bundle = by_hand.plan_and_bundle()
    content = pptx_bytes(by_hand.briefing(sign=LONG, scenes=by_hand.scenes()[1:3]), bundle)
    (foot,) = kinds(deck(content).slides[1], PP_PLACEHOLDER.FOOTER)
    assert foot.text_frame.text.endswith("… · 数据版本 1.0.0（2026-11-01） · 2026-11-27 生成")


def test_shape_numbers_are_unique_on_each_slide():
    for slide in deck().slides:
        numbers = [shape.shape_id for shape in all_shapes(slide.shapes)]
        assert len(numbers) == len(set(numbers)), slide.shapes.title.text


def test_hostile_and_very_long_texts_stay_texts_and_stay_inside():
    figure = SceneFigure(HOSTILE, LONG, HOSTILE, HOSTILE)
    table = SceneTable((HOSTILE, "乙"), tuple((LONG, HOSTILE) for _ in range(40)), (1,))
    chart = SceneChart("line", (HOSTILE, LONG), ((HOSTILE, (1.0, None)),), HOSTILE)
    common = {"sentence": LONG, "figures": (figure,) * 6, "sources": (HOSTILE, LONG), "notes": HOSTILE}
    scenes = [
        Scene("cover", "cover", LONG, map=by_hand.state(), **common),
        Scene("a", "projects", HOSTILE, table=table, map=by_hand.state(legend_title=HOSTILE, notes=HOSTILE), **common),
        Scene("b", "indicators", LONG, table=table, chart=chart, **common),
        Scene("c", "element", HOSTILE, map=by_hand.state(), **common),
        Scene("d", "end", ""),
    ]
    shown = with_scenes(*scenes)
    assert len(shown.slides) == 5
    for slide in shown.slides:
        for shape in all_shapes(slide.shapes):
            assert shape.top + shape.height <= Pt(540) + 1, (slide.slide_id, shape.name)
    assert "<script>alert(1)</script>" in shown.slides[1].notes_slide.notes_text_frame.text


@pytest.mark.parametrize("more", [0, 19])
def test_how_many_rows_are_missing_is_told_below_their_table(more: int):
    rows = tuple((f"第{k}项", "值") for k in range(40))
    table, chart = SceneTable(("甲", "乙"), rows, (1,), more), SceneChart("bar", ("一", "二"), (("丙", (1.0, 2.0)),))
    (slide,) = with_scenes(Scene("a", "indicators", "指标", table=table, chart=chart)).slides
    (said,) = (shape for shape in slide.shapes if shape.has_text_frame and "另有" in shape.text_frame.text)
    drawn = next(shape for shape in slide.shapes if shape.has_table)
    shown = len(drawn.table.rows) - 1
    assert said.left == drawn.left
    assert said.top >= drawn.top + drawn.height
    assert str(len(rows) - shown + max(0, more - 1)) in said.text_frame.text
    assert ("见备注" in said.text_frame.text) == (more == 0)


def test_a_plan_without_a_boundary_has_slides_without_maps():
    shown = deck(pptx_bytes(by_hand.briefing(), {}))
    assert len(shown.slides) == len(by_hand.scenes())
    assert not [shape for slide in shown.slides for shape in slide.shapes if shape.name == "比例尺"]


def test_a_briefing_without_scenes_is_an_empty_deck():
    assert len(with_scenes().slides) == 0


def test_the_same_briefing_gives_the_same_bytes_and_a_light_file():
    _, bundle = by_hand.plan_and_bundle()
    scenes = by_hand.scenes()[-4:]
    one, other = (pptx_bytes(by_hand.briefing(scenes=scenes), bundle) for _ in range(2))
    assert one == other
    assert len(deck_bytes()) < 2_000_000


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_as_many_pages_as_there_are_scenes(tmp_path):
    (tmp_path / "deck.pptx").write_bytes(deck_bytes())
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "deck.pptx")], check=True, capture_output=True, timeout=240)
    reader = pypdf.PdfReader(tmp_path / "deck.pdf")
    assert len(reader.pages) == len(by_hand.scenes())
