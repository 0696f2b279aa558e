"""How a field is entered and how its value reads: number, choice, date, text, position."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

import streamlit as st

from data.arrangement import ArrangementError, read_arrangement
from data.siting_scenario import ScenarioError, read_scenario
from pages.shared import parameters
from pages.shared.labels import unit_text, word
from pages.shared.markup import plain
from pages.shared.recording_fields import RecordField

LONGEST_TEXT = 4000
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
LON_LIMIT, LAT_LIMIT = 180, 90
POSITION_DIGITS = 6


class InputError(ValueError):
    """What was entered is no value of its field; the text says so in the reader's language."""


def show_input(field: RecordField, value: str, key: str) -> None:
    """Show the widgets of a field with the value that is recorded."""
    label = plain(field.label) + (f"（{plain(unit_text(field.unit))}）" if field.unit else "")
    if field.input == "choice":
        codes = ["", *dict(field.options)]
        names = {"": word("record.nothing"), **dict(field.options)}
        st.selectbox(label, codes, codes.index(value) if value in codes else 0, key=key, format_func=names.get)
    elif field.input == "date":
        st.date_input(
            label,
            _day(value),
            key=key,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="YYYY-MM-DD",
        )
    elif field.input == "position":
        lon, _, lat = value.partition(",")
        st.caption(label)
        left, right = st.columns(2)
        left.text_input(
            word("record.lon"),
            lon,
            key=f"{key}_lon",
            max_chars=20,
            placeholder="122.116",
            help=word("record.position_hint"),
        )
        right.text_input(word("record.lat"), lat, key=f"{key}_lat", max_chars=20, placeholder="37.513")
    elif field.input == "number":
        st.text_input(label, value, key=key, max_chars=40, placeholder=word("record.number_hint"))
    else:
        st.text_area(label, value, key=key, max_chars=LONGEST_TEXT, height=80)


def entered(field: RecordField, key: str) -> str:
    """Return what was entered as it is recorded; "" where nothing was. Raises InputError."""
    if field.input == "position":
        return position_value(_held(f"{key}_lon"), _held(f"{key}_lat"))
    value = parameters.held(key) if parameters.holds(key) else ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value or "").strip()
    return number_value(text, field.label) if field.input == "number" else text


def number_value(text: str, label: str = "") -> str:
    """Return a number as it is recorded: no separators, no spare zeros. Raises InputError.

    >>> number_value("1,234.50"), number_value("６３％".replace("％", "")), number_value("")
    ('1234.5', '63', '')
    """
    clean = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").replace("−", "-")
    if not clean:
        return ""
    try:
        number = Decimal(clean)
    except InvalidOperation:
        raise InputError(word("record.no_number", label=label, text=text[:40])) from None
    if not number.is_finite() or abs(number) >= Decimal("1e15"):
        raise InputError(word("record.no_number", label=label, text=text[:40]))
    plain_text = f"{number:f}"
    return (plain_text.rstrip("0").rstrip(".") if "." in plain_text else plain_text) or "0"


def position_value(lon: str, lat: str) -> str:
    """Return a position `lon,lat` in degrees as it is recorded; "" where both are blank. Raises InputError."""
    east, north = number_value(lon, word("record.lon")), number_value(lat, word("record.lat"))
    if not east and not north:
        return ""
    if not east or not north or abs(float(east)) > LON_LIMIT or abs(float(north)) > LAT_LIMIT:
        raise InputError(word("record.no_position"))
    return f"{_degrees(east)},{_degrees(north)}"


def shown_value(field: RecordField, value: str) -> str:
    """Return a recorded value as one reads it; "" where nothing is recorded."""
    if not value:
        return ""
    if field.input == "choice":
        return dict(field.options).get(value, value)
    if field.input == "number":
        return f"{_grouped(value)} {unit_text(field.unit)}".strip()
    if field.input == "scenario":
        return _scenario(value)
    return _arranged(value) if field.input == "arrangement" else value


def _arranged(value: str) -> str:
    try:
        found = read_arrangement(value)
    except ArrangementError:
        return value
    hidden = sum(scene.is_hidden for scene in found.scenes)
    return word("record.arranged", name=found.name, n=len(found.scenes) - hidden, m=hidden)


def _scenario(value: str) -> str:
    try:
        found = read_scenario(value)
    except ScenarioError:
        return value
    model = word(f"siting.model_{found.model}")
    return word("record.scenario_told", name=found.name, model=model, n=len(found.chosen))


def _grouped(value: str) -> str:
    try:
        return f"{Decimal(value):,f}"
    except InvalidOperation:
        return value


def _degrees(number: str) -> str:
    text = f"{float(number):.{POSITION_DIGITS}f}"
    return text.rstrip("0").rstrip(".")


def _day(value: str) -> date | None:
    try:
        return min(max(date.fromisoformat(value), FIRST_DAY), LAST_DAY)
    except ValueError:
        return None


def _held(key: str) -> str:
    return str(parameters.held(key) or "").strip() if parameters.holds(key) else ""
