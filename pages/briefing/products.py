"""The files that a briefing becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pages.briefing.scene import Briefing
from pages.shared.files import file_name
from pages.shared.labels import in_language, word

Format = Literal["pptx", "pdf", "html"]
Ratio = Literal["16:9", "4:3"]
FORMATS: tuple[Format, ...] = ("pptx", "pdf", "html")
RATIOS: tuple[Ratio, ...] = ("16:9", "4:3")
TYPES: dict[Format, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "html": "text/html",
}


def product_bytes(briefing: Briefing, bundle: Mapping[str, Any] | None, kind: Format, ratio: Ratio = "16:9") -> bytes:
    """Return a briefing as a file; `bundle` is the content of the plan's map file, None without a map."""
    # each brings a large library: nobody waits for one that was not asked for
    if kind == "pptx":
        from pages.briefing.slides import pptx_bytes

        return pptx_bytes(briefing, bundle or {}, ratio)
    if kind == "pdf":
        from pages.briefing.handout import handout_bytes

        return handout_bytes(briefing, bundle or {})
    from pages.briefing.single_file import single_file

    return single_file(briefing, bundle)


def product_name(briefing: Briefing, region: str, kind: Format) -> str:
    """Return the name of a file: region, what it is, plan, day."""
    with in_language(briefing.language):
        what = word(f"briefing.name_{kind}")
    return file_name(kind, region, what, briefing.plan_id, briefing.made_on)
