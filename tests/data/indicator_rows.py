"""Made-up values of one indicator and what was recorded of it, for the tests of status, path and derived series."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from data.actuals import Actual
from data.plan import Indicator, IndicatorValue, Plan
from data.record import Author, Entry, Subject, actual_subject
from data.series import Series, series_of

PLAN_ID, REGION = "p", "1"


def value(value_id: str = "v", **more: object) -> IndicatorValue:
    """Return a value; a target of 10 张 unless told otherwise."""
    fields: dict[str, object] = {
        "indicator_id": "beds", "name": "床位", "value_kind": "target", "comparator": "eq", "value": 10,
        "unit": "张", "scope": REGION, "section": "表1", "as_written": "10张",
    }  # fmt: skip
    return IndicatorValue(value_id, **{**fields, **more})  # type: ignore[arg-type]


def target(year: int | None, number: float | None, comparator: str = "eq", **more: object) -> IndicatorValue:
    """Return a target of a year."""
    return value(f"t{year}{comparator}", year=year, value=number, comparator=comparator, **more)


def baseline(year: int | None, number: float, **more: object) -> IndicatorValue:
    """Return a baseline of a year."""
    return value(f"b{year}", year=year, value=number, value_kind="baseline", **more)


def plan_of(*rows: IndicatorValue, better: str = "higher", end_year: int | None = 2025, **more: object) -> Plan:
    """Return a plan with these values."""
    indicator = Indicator("beds", "床位数", "Beds", "张", better)
    fields: dict[str, object] = {"region_code": REGION, "region_name": "某市", "start_year": 2021, **more}
    return Plan(
        PLAN_ID, Path("/nowhere"), end_year=end_year, indicator_values=rows,
        indicators={"beds": indicator}, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def series(*rows: IndicatorValue, better: str = "higher") -> Series:
    """Return the series of these values of one indicator."""
    return series_of(plan_of(*rows, better=better))[0]


def entry(year: int, text: str, indicator_id: str = "beds", plan_id: str = PLAN_ID) -> Entry:
    """Return what someone recorded as the actual value of a year."""
    subject = actual_subject(plan_id, indicator_id, REGION, year)
    return Entry(year, subject, text, None, "", "统计年鉴", "", Author("张三"), datetime(2026, 1, 5, tzinfo=UTC))


def entries(*found: Entry) -> dict[Subject, Entry]:
    """Return entries by subject, as the pages read them."""
    return {one.subject: one for one in found}


def actual(year: int, number: float) -> Actual:
    """Return an actual value."""
    return Actual(year, number, entry(year, str(number)))
