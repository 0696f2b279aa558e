"""Import: a template to download, an upload, a preview of what will change or of what is faulty, one save for all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from data.finding import Finding
from data.plan import Plan
from data.record import Change, Subject
from data.record_import import ImportResult, read_import, template
from pages.shared import identity, parameters, records
from pages.shared.fact_table import Cell, Column, Row, show_fact_table, sort_key
from pages.shared.files import XLSX_TYPE, file_name
from pages.shared.identity_panel import show_sign_in
from pages.shared.labels import word
from pages.shared.markup import esc, plain, show
from pages.shared.recording import say
from pages.shared.recording_draft import Draft, author_of, draft_of, open_draft, save
from pages.shared.recording_form import show_conflicts, show_error, show_name
from pages.shared.recording_inputs import shown_value
from pages.shared.recording_moment import moment
from pages.shared.recording_words import field_of, names_of_subjects

KEY, UPLOAD = "import", "import_file"
KINDS = ("indicator", "task", "project")


def show_import(plan: Plan) -> None:
    """Show the whole way from template to save."""
    say()
    if moment() is not None:
        st.info(word("records.import_off"))
        return
    show(f'<p class="hint">{esc(word("records.import_steps"))}</p>')
    with st.container(horizontal=True, key="templates"):
        for kind in KINDS:
            _show_template(plan, kind)
    if identity.is_oidc() and identity.author() is None:
        show_sign_in("import")
        return
    key = f"{UPLOAD}_{parameters.counter(UPLOAD)}"
    show(f'<style>.st-key-import_upload {{ --choose: "{esc(word("records.choose_file"))}"; }}</style>')
    with st.container(key="import_upload"):
        file = st.file_uploader(word("records.upload"), type=["xlsx", "csv"], key=key, max_upload_size=5)
    if file is not None:
        _show_result(plan, read_once(plan, file.name, file.getvalue(), f"{plan.plan_id} {file.file_id}"))


def read_once(plan: Plan, name: str, content: bytes, file_id: str) -> ImportResult:
    """Return what an uploaded file asks for; it is read once, as what was recorded then is what its sender saw."""
    known = parameters.kept(KEY)
    if known is None or known[0] != file_id:
        known = (file_id, read_import(name, content, plan, records.newest_of_plan(plan.plan_id)))
        parameters.keep(KEY, known)
        if known[1].changes:
            open_draft(KEY, [field_of(plan, change.subject) for change in known[1].changes])
    return known[1]


def _show_template(plan: Plan, kind: str) -> None:
    st.download_button(
        word(f"records.template_{kind}"),
        partial(template, plan, kind, records.present_of(plan.plan_id)),
        file_name=file_name("xlsx", plan.region_name, word(f"records.template_{kind}"), plan.plan_id),
        mime=XLSX_TYPE,
        on_click="ignore",
        key=f"template_{kind}",
        icon=":material/download:",
    )


def _show_result(plan: Plan, result: ImportResult) -> None:
    if result.faults:
        st.error(word("records.faults", n=len(result.faults)))
        _show_findings(result.faults, "faults")
        return
    draft = draft_of(KEY)
    if not result.changes or draft is None:
        st.info(word("records.nothing_new", rows=result.rows))
        return
    names = names_of_subjects(plan, [change.subject for change in result.changes])
    if draft.conflicts:
        show_conflicts(draft, names)
        return
    st.success(word("records.preview", n=len(result.changes), m=result.unchanged))
    if result.warnings:
        with st.expander(word("records.warnings", n=len(result.warnings))):
            _show_findings(result.warnings, "warnings")
    _show_preview(plan, draft, result.changes, names)
    show_name(draft)
    label = word("records.save_import", n=len(result.changes))
    st.button(label, type="primary", key=draft.widget("save"), on_click=_save, args=(draft, result.changes))
    show_error(draft)


def _save(draft: Draft, changes: Sequence[Change]) -> None:
    if save(draft, changes, author_of(draft)):
        parameters.drop(KEY)
        parameters.counter(UPLOAD, step=1)


def _show_preview(plan: Plan, draft: Draft, changes: Sequence[Change], names: dict[Subject, str]) -> None:
    columns = [
        Column("subject", word("records.subject"), 40),
        Column("old", word("records.old"), 17),
        Column("new", word("records.new"), 18),
        Column("source", word("record.source"), 25),
    ]
    rows = []
    for number, change in enumerate(changes):
        field = field_of(plan, change.subject)
        seen = draft.seen.get(change.subject)
        before = shown_value(field, seen.value if seen else "") or word("record.nothing")
        after, source = shown_value(field, change.value), change.source or word("record.no_source")
        cells = (Cell(names[change.subject], note=field.label), before, after, Cell(source, note=change.note))
        order = (names[change.subject], before, after, source)
        rows.append(Row(f"change:{number}", cells, tuple(sort_key(text) for text in order)))
    show_fact_table(columns, rows, "", key="preview", label=word("records.import_title"), on_select=_nothing)


def _show_findings(findings: Sequence[Finding], key: str) -> None:
    columns = [
        Column("line", word("records.fault_line"), 8, number=True),
        Column("column", word("records.fault_column"), 14),
        Column("value", word("records.fault_value"), 20),
        Column("message", word("records.fault_message"), 28),
        Column("expected", word("records.fault_expected"), 30),
    ]
    rows = []
    for number, one in enumerate(findings):
        cells = (str(one.row or ""), one.column, one.value[:200], one.message, one.expectation)
        order = (one.row, one.column, one.value, one.message, one.expectation)
        rows.append(Row(f"finding:{number}", cells, tuple(sort_key(value) for value in order)))
    show_fact_table(columns, rows, "", key=key, label=plain(word("records.import_title")), on_select=_nothing)


def _nothing(_: str) -> None:
    """Rows of a preview are to read, not to pick."""
