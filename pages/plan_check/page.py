"""规划体检: what does not add up in a plan's own text, each finding with its arithmetic and both places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.plan import Plan
from data.plan_rules.book import RULES
from data.plan_rules.finding import RuleFinding
from data.record import Entry
from pages.plan_check import cards, checked, controls, download, listing
from pages.shared import queries
from pages.shared.fact_table import show_fact_table
from pages.shared.filtering import show_count, with_chosen
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.markup import show as show_markup
from pages.shared.recording import RecordField, present, show_record_form
from pages.shared.selection import select, selected


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    choice = selected(plan)
    page_header(word("page.plan_check"), subtitle_of(plan, "plan_check"))
    findings = queries.rule_findings(plan.plan_id)
    done = listing.acknowledgements(present(plan.plan_id, "finding"))
    filters = controls.choose_filters(findings, done)
    found = [finding for finding in findings if listing.is_match(finding, filters, done)]
    listed, is_added = with_chosen(findings, found, lambda finding: f"finding:{finding.key}" == choice)
    total = sum(listing.is_match(finding, listing.Filters(state=filters.state), done) for finding in findings)
    with show_count(len(found), total, word("check.count"), added=is_added, on_reset=controls.reset_filters):
        download.show_downloads(plan, found, filters, done)
    left, right = st.columns([1.45, 1], gap="small")
    with left:
        is_none_done = filters.state == listing.ACKNOWLEDGED and not done
        _show_list(listed, done, choice, word("check.none_acknowledged" if is_none_done else "check.none"))
    with right, st.container(key="side"):
        _show_card(plan, findings, done, choice)
        checked.show_rules(findings)


def _show_list(listed: Sequence[RuleFinding], done: Mapping[str, Entry], choice: str, nothing: str) -> None:
    if not listed:
        st.info(nothing)
        return
    rows = listing.table_rows(listed, done)
    show_fact_table(listing.columns(), rows, choice, key="findings", label=word("page.plan_check"), on_select=select)


def _show_card(plan: Plan, findings: Sequence[RuleFinding], done: Mapping[str, Entry], choice: str) -> None:
    finding = next((row for row in findings if f"finding:{row.key}" == choice), None)
    if finding is None:
        intro = cards.intro_card(plan, findings, done, len(RULES))
        glance = cards.matrix(checked.all_plans(), plan.plan_id)
        show_markup(f'<div class="card">{intro}<h4>{word("check.at_a_glance")}</h4>{glance}</div>')
        return
    plans = {row.plan_id: row for row in queries.plans()}
    rule = next((rule for rule in RULES if rule.name == finding.rule), None)
    show_markup(cards.finding_card(finding, plans, rule, plan.plan_id, is_done=finding.key in done))
    field = RecordField(listing.subject_of(plan.plan_id, finding), word("record.acknowledged"))
    show_record_form([field], key=f"acknowledge_{finding.key}")


def show() -> None:
    """Show 规划体检."""
    show_page()
