"""The column dictionary: each field is used, each column is defined, every choice has its labels."""

from __future__ import annotations

import dataclasses

import pytest
import yaml

from data import answers, plan
from data.reading import read_indicator_vocabulary
from data.schema import SCHEMA_FOLDER, column_label, label, load_schema
from layouts.layout import LayoutElement

ROW_TYPES = {
    "layout": LayoutElement,
    "districts": plan.District,
    "places": plan.Place,
    "projects": plan.Project,
    "indicators": plan.IndicatorValue,
    "tasks": plan.Task,
    "links": plan.Link,
    "support_measures": plan.SupportMeasure,
    "population": plan.Population,
    "indicator_vocabulary": plan.Indicator,
}


def test_every_defined_field_is_used():
    schema = load_schema()
    used = {column.field.name for table in schema.tables.values() for column in table.columns}
    used |= set(schema.derived) | {"member_role"}
    assert set(schema.fields) == used


def test_every_derived_column_is_answered():
    answered = {column for columns in answers.ADDED_COLUMNS.values() for column in columns}
    answered |= {"district_name", "project_count"}
    assert set(load_schema().derived) <= answered


def test_every_answered_column_is_defined():
    fields = load_schema().fields
    assert [name for columns in answers.ADDED_COLUMNS.values() for name in columns if name not in fields] == []


@pytest.mark.parametrize("table", ROW_TYPES)
def test_a_row_has_exactly_the_columns_of_its_file(table):
    names = tuple(field.name for field in dataclasses.fields(ROW_TYPES[table]))
    assert names == load_schema().tables[table].column_names


def test_the_plan_has_every_key_of_its_file():
    names = {field.name for field in dataclasses.fields(plan.Plan)}
    assert set(load_schema().tables["plan"].column_names) <= names


def test_every_field_and_value_is_named_in_both_languages():
    for name, field in load_schema().fields.items():
        assert field.zh, name
        assert field.en, name
        for value, zh, en in field.values:
            assert zh and en, (name, value)


def test_choices_are_those_of_the_contract():
    allowed = {name: field.allowed for name, field in load_schema().fields.items() if field.allowed}
    assert allowed["bed_types"] == ("hospital", "medical", "nursing", "elderly_care", "medical_elderly", "home")
    assert allowed["row_kind"] == ("project", "component", "programme")
    assert allowed["comparator"] == ("eq", "ge", "gt", "le", "lt", "about", "between", "relative")
    assert allowed["location_basis"] == ("exact", "town", "district", "unlocated")


def test_labels_speak_both_languages_and_keep_the_unknown():
    assert label("district_kind", "functional_zone") == "功能区"
    assert label("district_kind", "functional_zone", "en") == "functional zone"
    assert label("element_kind", "belt") == "带"
    assert label("element_kind", "spiral") == "spiral"
    assert label("status", "forgotten") == "forgotten"
    assert label("no_such_field") == "no_such_field"
    assert column_label("tasks", "title") == "任务"
    assert column_label("tasks", "colour") == "colour"


def test_the_indicator_vocabulary_is_complete_and_linked():
    vocabulary = read_indicator_vocabulary()
    listed = yaml.safe_load((SCHEMA_FOLDER / "indicators.yaml").read_text(encoding="utf-8"))
    assert len(vocabulary) == len(listed) >= 35
    for indicator in vocabulary.values():
        assert indicator.name_en and indicator.definition and indicator.unit, indicator.id
        assert set(indicator.related) <= set(vocabulary), indicator.id
        assert indicator.id not in indicator.related
        assert indicator.id.endswith("_pct") == (indicator.unit == "%"), indicator.id
