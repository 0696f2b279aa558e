"""Every plan that is here: no error, all offenders in one message."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import data
from data.catalog import find_plan_ids, load_plan
from data.checking import check_plan
from data.schema import TableSchema, load_schema

PLAN_IDS = find_plan_ids()
MODULES = sorted(module.name for module in pkgutil.iter_modules(data.__path__) if module.name != "__main__")


def test_there_are_plans():
    assert PLAN_IDS


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_a_plan_has_no_error(plan_id):
    errors = [str(finding) for finding in check_plan(load_plan(plan_id)) if finding.level == "error"]
    assert not errors, "\n".join(errors)


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_a_plan_has_the_headers_of_the_contract(plan_id):
    plan = load_plan(plan_id)
    wrong = [
        table.file
        for name, table in plan.tables.items()
        if table.rows and table.columns not in _headers(load_schema().tables[name])
    ]
    assert not wrong


def _headers(schema: TableSchema) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the headers that a file may have: with its extra columns, or without them."""
    return schema.column_names, schema.expected_names


@pytest.mark.parametrize("module", MODULES)
def test_worked_examples_hold(module):
    assert doctest.testmod(importlib.import_module(f"data.{module}")).failed == 0
