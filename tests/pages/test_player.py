"""The briefing as the player gets it, and as one file."""

from __future__ import annotations

import base64
import io
import json
import re
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.frontend import paper_font
from pages.briefing.font_subset import font_faces, ready_font_faces
from pages.briefing.player import document_of
from pages.briefing.player_payload import player_payload
from pages.briefing.scene import Scene
from pages.briefing.single_file import as_script_json, single_file
from tests.briefing_by_hand import briefing, plan_and_bundle

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>\u2028${hacked}`\\"
FONT = re.compile(r"font-weight: (\d+); src: url\(data:font/woff;base64,([^)]+)\)")


@pytest.fixture(scope="module")
def page() -> str:
    return single_file(briefing(), plan_and_bundle()[1]).decode()


def fonts_in(text: str) -> dict[str, TTFont]:
    return {weight: TTFont(io.BytesIO(base64.b64decode(data))) for weight, data in FONT.findall(text)}


def test_one_file_is_smaller_than_three_megabytes(page: str) -> None:
    assert len(page.encode()) < 3_000_000


def test_one_file_names_no_address(page: str) -> None:
    without_names = page.replace("http://www.w3.org/", "")  # names of SVG and XHTML, never fetched
    attributes = re.findall(r"(?:src|href)\s*=\s*[\"'](?!data:|#)[^\"']*", without_names.split("<body>", maxsplit=1)[0])
    assert not attributes
    assert not re.findall(r"url\(\s*[\"']?(?!data:|#)[^)]{0,60}", page.split("</style>", maxsplit=1)[0])


def test_the_policy_of_one_file_allows_only_its_own_script(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert re.search(r"script-src 'sha256-[\w+/=]+';", policy[1])


def test_the_same_briefing_gives_the_same_file() -> None:
    assert single_file(briefing(), None) == single_file(briefing(), None)


def test_both_weights_hold_every_sign_of_the_briefing_that_the_font_knows(page: str) -> None:
    written = {ord(sign) for sign in json.dumps(player_payload(*_content()), ensure_ascii=False)}
    known = written & set(TTFont(str(paper_font("regular")), lazy=True).getBestCmap())
    fonts = fonts_in(page)
    assert set(fonts) == {"400", "700"}
    assert not [chr(sign) for font in fonts.values() for sign in sorted(known - set(font.getBestCmap()))]


def test_a_title_typed_anew_uses_the_fonts_at_hand_while_they_hold_its_signs() -> None:
    first = ready_font_faces("达州市医养结合规划")
    assert ready_font_faces("医养规划") == first
    assert ready_font_faces("医养规划鑫") != first


def test_a_rerun_that_changes_nothing_writes_nothing_anew() -> None:
    bundle = plan_and_bundle()[1]
    first = document_of(briefing(), bundle, "a")
    assert document_of(briefing(), bundle, "a") is first
    renamed = document_of(briefing(title="达州市汇报"), bundle, "b")
    assert renamed != first
    assert "达州市汇报" in renamed


def test_a_sign_that_the_font_lacks_is_no_error() -> None:
    assert "400" in fonts_in(font_faces("达州\U00020000\ue000"))


def test_a_scene_carries_the_state_of_its_map_and_no_geometry() -> None:
    payload = player_payload(*_content())
    scene = next(scene for scene in payload["briefing"]["scenes"] if scene["scene_id"] == "structure")
    assert scene["map"]["on"] == sorted(scene["map"]["on"])
    assert "elements:core" in scene["map"]["on"]
    assert "coordinates" not in json.dumps(scene)


def test_without_a_map_file_no_scene_has_a_map() -> None:
    payload = player_payload(briefing(), None)
    assert payload["bundle"] is None
    assert not [scene for scene in payload["briefing"]["scenes"] if scene["map"]]


def test_the_player_speaks_the_language_of_the_briefing() -> None:
    assert player_payload(briefing(), None)["words"]["notes"] == "备注"
    assert player_payload(briefing(language="en"), None)["words"]["notes"] == "Notes"


def test_a_briefing_without_scenes_is_a_file_too() -> None:
    assert b"<!doctype html>" in single_file(briefing(scenes=()), None)


def test_hostile_words_never_leave_their_script_element() -> None:
    scene = Scene("cover", "cover", HOSTILE, HOSTILE, sources=(HOSTILE,), notes=HOSTILE)
    text = single_file(replace(briefing(), title=HOSTILE, scenes=(scene,)), None).decode()
    assert text.count("<script") == 2
    assert text.count("</script>") == 2
    assert "<img" not in text


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_escaped_json_reads_back_and_holds_no_sign_that_ends_a_script(text: str) -> None:
    written = as_script_json({"a": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"a": text}


def _content():
    return briefing(), plan_and_bundle()[1]
