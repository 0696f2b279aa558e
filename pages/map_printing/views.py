"""What the page shows of a sheet: the sheet itself, whether it may be published, its files."""

from __future__ import annotations

import logging

import streamlit as st

from geo.preflight import CHECKS
from geo.sheet import Format
from pages.map_printing.findings import check_name, fault_of, remedy_of
from pages.map_printing.product import MapProduct
from pages.shared.labels import word
from pages.shared.markup import esc, show

MIMES: dict[Format, str] = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
LABELS: dict[Format, str] = {"png": "PNG 300 dpi", "svg": "SVG", "pdf": "PDF"}

log = logging.getLogger(__name__)


def show_downloads(product: MapProduct) -> None:
    """Show a button per kind of file; a file is drawn when the browser fetches it."""
    for kind, mime in MIMES.items():
        st.download_button(
            LABELS[kind],
            lambda kind=kind: product.draw(kind),
            file_name=product.named(kind),
            mime=mime,
            on_click="ignore",
            key=f"print_{kind}",
            help=word(f"print.{kind}_help"),
            icon=":material/download:",
            type="primary" if kind == "pdf" else "secondary",
        )


def show_sheet(product: MapProduct) -> None:
    """Show the sheet as it will be printed."""
    with st.container(key="print_sheet"):
        try:
            with st.spinner(word("print.drawing")):
                picture = product.picture()
        except Exception:
            log.exception("the sheet of %s was not drawn", product.plan.plan_id)
            st.error(word("print.failed"))
            return
        st.image(picture, width="stretch")


def state_html(product: MapProduct) -> str:
    """Return one line: for the house, stamped because a check failed, or cleared."""
    if product.order.audience == "internal":
        return f'<p class="print-state">{esc(word("print.state_internal"))}</p>'
    if product.is_cleared:
        return f'<p class="print-state cleared" role="status">{esc(word("print.state_cleared", n=len(CHECKS)))}</p>'
    count = len({finding.check for finding in product.findings})
    return f'<p class="print-state failed" role="status">{esc(word("print.state_failed", n=count))}</p>'


def checks_html(product: MapProduct) -> str:
    """Return the checks of a sheet for the public: what failed first, with how to settle it."""
    failed = "".join(
        f'<li class="failed"><b><span aria-hidden="true">✕</span> {esc(check_name(finding.check))}</b> '
        f'<span class="tone">{esc(word("print.check_failed"))}</span><p>{esc(fault_of(finding))}</p>'
        f'<p class="hint">{esc(word("preflight.remedy"))}{esc(remedy_of(finding))}</p></li>'
        for finding in product.findings
    )
    passed = "".join(
        f'<li class="passed"><b><span aria-hidden="true">✓</span> {esc(check_name(check))}</b> '
        f'<span class="tone tone-complete">{esc(word("print.check_passed"))}</span></li>'
        for check in product.passed
    )
    return f'<div class="card print-checks"><h4>{esc(word("print.checks"))}</h4><ul>{failed}{passed}</ul></div>'


def show_checks(product: MapProduct) -> None:
    """Show the checks where the sheet is for the public."""
    if product.order.audience == "public":
        show(checks_html(product))
