"""The briefing as files, made only when somebody asks: PowerPoint, a PDF handout, one HTML file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import streamlit as st

from pages.briefing.products import FORMATS, RATIOS, TYPES, Format, Ratio, product_bytes, product_name
from pages.briefing.scene import Briefing
from pages.shared import widgets
from pages.shared.labels import word

ICONS = {"pptx": "slideshow", "pdf": "picture_as_pdf", "html": "html"}


def show_files(briefing: Briefing, region: str, bundle: Mapping[str, Any] | None) -> None:
    """Show the shape of the slides and a button per file."""
    chosen = widgets.choose(
        st.segmented_control,
        "ratio",
        word("briefing.ratio"),
        RATIOS,
        default=RATIOS[0],
        label_visibility="collapsed",
        help=word("briefing.ratio_help"),
    )
    for kind in FORMATS:
        st.download_button(
            word(f"briefing.file_{kind}"),
            _maker(briefing, bundle, kind, cast(Ratio, chosen)),
            file_name=product_name(briefing, region, kind),
            mime=TYPES[kind],
            on_click="ignore",
            key=f"briefing_{kind}",
            help=word(f"briefing.file_{kind}_help"),
            icon=f":material/{ICONS[kind]}:",
            disabled=not briefing.scenes,
            type="tertiary",
        )


def _maker(briefing: Briefing, bundle: Mapping[str, Any] | None, kind: Format, ratio: Ratio) -> Callable[[], bytes]:
    return lambda: product_bytes(briefing, bundle, kind, ratio)
