from __future__ import annotations

import re

import branca.element
import jinja2
import pytest

from geo.folium_map import base_map, state_group


def page() -> str:
    chart = base_map("maps/x.json", home="全图", failed="失败", more="更多")
    state_group({"sel": "element:核心", "n": 1}).add_to(chart)
    return re.sub(r"[0-9a-f]{32}", "id", chart.get_root().render())


def test_a_script_taken_as_text_is_what_folium_would_have_written(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = page()
    monkeypatch.setattr(branca.element, "Template", jinja2.Template)
    assert ours == page()
    assert "atlas.apply" in ours


def test_a_text_with_the_signs_of_a_template_is_still_one() -> None:
    assert branca.element.Element("{% if kwargs %}a{% else %}b{% endif %}").render() == "b"
    assert branca.element.Element("no {sign}\n").render() == "no {sign}"
