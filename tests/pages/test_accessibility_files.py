"""The files of 服务可达: what each says of itself is what it was computed with."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import load_plan
from data.takeaway.results import result_workbook
from geo.reach.example import example_inputs
from pages.accessibility import capacity_view, coverage_view, download
from pages.accessibility.choices import Choices
from pages.accessibility.result_tables import result_file
from pages.accessibility.results import Question

WEIHAI = "weihai-2022-2024"
CHOICES = Choices(15, 30.0, 1.3, "age_60_plus", "all", ("elderly_care", "medical", "nursing"))


def app() -> None:
    from pages.accessibility.page import show
    from pages.shared import parameters

    parameters.set_page("accessibility")
    show()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Question]]:
    """Yield the questions that the page offers files of."""
    found: list[Question] = []
    for view in (coverage_view, capacity_view):
        monkeypatch.setattr(view, "show_downloads", lambda question, *_: found.append(question))
    yield found


def open_page(**params: str) -> None:
    test = AppTest.from_function(app, default_timeout=60)
    for name, value in {"plan": WEIHAI, **params}.items():
        test.query_params[name] = value
    assert not test.run().exception


def question(**changes: object) -> Question:
    plan = load_plan(WEIHAI)
    return Question(plan, example_inputs(plan), replace(CHOICES, **changes))  # type: ignore[arg-type]


def notes_of(asked: Question) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(result_file(asked))))
    return dict(book["说明"].iter_rows(values_only=True))


@pytest.mark.parametrize("view", [{}, {"view": "capacity"}])
def test_files_of_the_two_step_method_name_no_decay(asked: list[Question], view: dict[str, str]):
    open_page(**view)
    assert "距离衰减" not in notes_of(asked[0])
    assert "距离衰减" not in json.loads(download.layer_bytes(asked[0], "geojson"))["about"]


def test_a_decay_that_does_not_apply_is_never_named():
    assert "距离衰减" not in notes_of(question(method="2sfca", decay="steps"))


def test_files_of_a_method_with_decay_name_it(asked: list[Question]):
    open_page(view="capacity", method="e2sfca", decay="exponential")
    told = notes_of(asked[0])
    assert told["距离衰减"] == "指数" and "Luo、Qi 2009" in told["方法"]
