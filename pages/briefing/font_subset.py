"""The signs of a briefing as web fonts: Noto Sans SC in two weights, cut down to what is written."""

from __future__ import annotations

import base64
import io
import string
from functools import lru_cache

from geo.frontend import paper_font

FAMILY = "Briefing Sans"
WEIGHTS = {"regular": 400, "bold": 700}
# what the player itself may write whatever the plan says
ALWAYS = string.printable.strip() + "…—–“”‘’·×÷≥≤＝→←↑↓、。，；：？！（）《》"
UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "DSIG")
KEPT_FONTS = 12
# kept ready so that a title typed anew mostly finds its signs there; the newest last
_kept: list[tuple[frozenset[str], str]] = []


def font_faces(text: str) -> str:
    """Return `@font-face` rules that carry exactly the signs of `text` (and ASCII), as data addresses.

    A sign that the font lacks is left to the fonts of the reader's system.
    """
    return _faces(frozenset(text) | frozenset(ALWAYS))


def ready_font_faces(text: str) -> str:
    """Return `@font-face` rules with at least the signs of `text`; those that were made before serve where they do."""
    needed = frozenset(text) | frozenset(ALWAYS)
    for signs, faces in reversed(_kept):
        if needed <= signs:
            return faces
    faces = _faces(needed)
    _kept.append((needed, faces))
    del _kept[:-KEPT_FONTS]
    return faces


@lru_cache(maxsize=KEPT_FONTS)
def _faces(signs: frozenset[str]) -> str:
    text = "".join(sorted(signs))
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {number}; '
        f"src: url(data:font/woff;base64,{base64.b64encode(_subset(weight, text)).decode()}) format('woff'); }}"
        for weight, number in WEIGHTS.items()
    )


def _subset(weight: str, text: str) -> bytes:
    from fontTools import subset  # a tenth of a second that pages without a briefing need not wait for

    options = subset.Options()
    options.flavor = "woff"
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 13, 14]  # whose font it is and its licence
    path = str(paper_font("bold" if weight == "bold" else "regular"))
    font = subset.load_font(path, options, lazy=True)
    # plain names, and tables dropped unread: finding out the names and reading the tables takes most of the time
    font.setGlyphOrder([".notdef", *(f"glyph{k}" for k in range(1, font["maxp"].numGlyphs))])
    for table in UNUSED_TABLES:
        if table in font:
            del font[table]
    # the time of writing would make each file another one
    font.recalcTimestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    written = io.BytesIO()
    subset.save_font(font, written, options)
    return written.getvalue()
