"""Letters on paper: measured, wrapped and outlined in Noto Sans SC, and the few that a PDF embeds."""

from __future__ import annotations

import hashlib
import re
import tempfile
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from geo.frontend import paper_font

Weight = Literal["regular", "bold"]

EM = 1000  # units per em of Noto Sans SC
MISSING = "□"
ANY_TIME = 3_786_912_000  # seconds since 1904: the files of one drawing are equal whenever it is printed
MIDDLE_EM = 0.37  # from the base line up to the middle of a Chinese sign
FAMILIES = ("Noto Sans SC", "Microsoft YaHei", "微软雅黑", "PingFang SC", "SimHei", "sans-serif")
NO_BREAK_AFTER = set("（《〈「『〔“‘【([")
NO_BREAK_BEFORE = set("，。、；：！？）》〉」』〕”’】％%·)]},.;:!?")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")  # the Chinese one is as wide as a Chinese sign
# FreeType keeps a glyph slot per font: two threads must not load into it at once
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Glyph:
    """The outline of a sign in font units, y upwards, and how far it moves the pen."""

    points: NDArray[np.float64]
    codes: NDArray[np.uint8]
    advance: float


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """Return a text as one printable line: control signs and line ends become spaces, unknown signs `□`."""
    text = _APOSTROPHE.sub("'", text)
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join("".join(sign if sign == " " or has_sign(sign) else MISSING for sign in plain).split())


@lru_cache(maxsize=20_000)
def has_sign(sign: str) -> bool:
    """Tell whether the paper font has a sign."""
    with _lock:
        return bool(_face("regular").get_char_index(ord(sign)))


@lru_cache(maxsize=20_000)
def glyph(sign: str, weight: Weight = "regular") -> Glyph:
    """Return the outline of one sign; that of `□` where the font lacks it."""
    with _lock:
        face = _face(weight)
        code = ord(sign) if face.get_char_index(ord(sign)) else ord(MISSING)
        loaded = face.load_char(code, LoadFlags.NO_SCALE | LoadFlags.NO_HINTING)
        vertices, codes = face.get_path()
    return Glyph(np.asarray(vertices, dtype=float) * 64, np.asarray(codes, dtype=np.uint8), float(loaded.horiAdvance))


def text_width(text: str, size: float, weight: Weight = "regular") -> float:
    """Return the width of a line of text, in the unit of `size` (its em).

    >>> text_width("空间布局", 3.0)
    12.0
    """
    return sum(glyph(sign, weight).advance for sign in text) * size / EM


def fitting_size(text: str, size: float, width: float, weight: Weight = "regular", *, smallest: float) -> float:
    """Return the size, at most `size` and at least `smallest`, at which a line fits into a width."""
    needed = text_width(text, size, weight)
    return max(smallest, size * min(1.0, width / needed)) if needed else size


def longest_word(text: str, size: float, weight: Weight = "regular") -> float:
    """Return the width of the widest Latin word of a text, 0 where it has none."""
    words = "".join(sign if sign.isascii() else " " for sign in text).split()
    return max((text_width(word, size, weight) for word in words), default=0.0)


def wrap(text: str, size: float, width: float, weight: Weight = "regular", *, most: int = 99) -> list[str]:
    """Break a text into lines no wider than `width`; what exceeds `most` lines ends in `…`.

    Chinese breaks between any two signs, except before closing punctuation; Latin words stay whole where they fit.

    >>> wrap("医养结合示范区，一核两区", 3.0, 21.0)
    ['医养结合示范', '区，一核两区']
    """
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text, size, width, weight):
        if line and used + text_width(piece.rstrip(), size, weight) > width + 1e-9:
            kept, line = _carried(line, piece)
            lines.append(kept.rstrip())
            used = text_width(line, size, weight)
        added = piece if line else piece.lstrip()
        line += added
        used += text_width(added, size, weight)
    lines = [*lines, line.rstrip()] if line.strip() else lines
    return lines if len(lines) <= most else [*lines[: most - 1], shortened(_rejoined(lines[most - 1 :]), size, width)]


def _rejoined(lines: Sequence[str]) -> str:
    """Return broken lines as one; two Latin words keep their gap."""
    text = ""
    for line in lines:
        text += f" {line}" if text[-1:].isascii() and text and line[:1].isascii() else line
    return text


def shortened(text: str, size: float, width: float, weight: Weight = "regular") -> str:
    """Return a text, cut with `…` where it is wider than `width`."""
    if text_width(text, size, weight) <= width:
        return text
    while text and text_width(text + "…", size, weight) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def outline(text: str, x: float, y: float, size: float, weight: Weight = "regular") -> Outline | None:
    """Return the outline of a line of text whose base line begins at x, y; None for blanks."""
    points, codes = [], []
    for sign in text:
        found = glyph(sign, weight)
        if len(found.points):
            points.append(found.points * (size / EM) + (x, y))
            codes.append(found.codes)
        x += found.advance * size / EM
    return Outline(np.concatenate(points), np.concatenate(codes)) if points else None


@cache
def properties(weight: Weight, file: str = "") -> FontProperties:
    """Return the font for matplotlib: drawn from the file, named by its family and what stands in for it."""
    return FontProperties(family=list(FAMILIES), weight=weight, fname=file or str(paper_font(weight)))


class EmbeddedFonts:
    """Small TrueType files with the signs of one document: making a PDF of the whole font takes seconds.

    A context: the files are gone afterwards.
    """

    def __enter__(self) -> EmbeddedFonts:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def font(self, signs: Iterable[str], weight: Weight) -> FontProperties:
        """Return the font that holds these signs."""
        wanted = sorted({" ", MISSING, *signs})
        name = hashlib.sha256("".join(wanted).encode()).hexdigest()[:16]
        file = Path(self._folder.name) / f"{weight}-{name}.ttf"
        _write_small_font(file, wanted, weight)
        return FontProperties(family=list(FAMILIES), weight=weight, fname=str(file))


def _write_small_font(file: Path, signs: Sequence[str], weight: Weight) -> None:
    from fontTools.fontBuilder import FontBuilder  # half a second that a screen map need not wait for

    style = weight.capitalize()
    names = {ord(sign): f"uni{ord(sign):04X}" for sign in signs}
    shapes = {".notdef": glyph(MISSING, weight), **{names[ord(sign)]: glyph(sign, weight) for sign in signs}}
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(shapes))
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: _drawn(shape) for name, shape in shapes.items()})
    builder.setupHorizontalMetrics({name: (round(shape.advance), _left(shape)) for name, shape in shapes.items()})
    builder.setupHorizontalHeader(ascent=1160, descent=-288)
    builder.setupNameTable({"familyName": "Noto Sans SC", "styleName": style, "psName": f"NotoSansSC-{style}"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=1160, usWinDescent=288)
    builder.setupPost()
    builder.updateHead(created=ANY_TIME, modified=ANY_TIME)
    builder.save(file)


def _drawn(shape: Glyph) -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    steps = iter(zip(shape.points.tolist(), shape.codes.tolist(), strict=True))
    for point, code in steps:
        if code == Outline.MOVETO:
            pen.moveTo(point)
        elif code == Outline.LINETO:
            pen.lineTo(point)
        elif code == Outline.CURVE3:
            pen.qCurveTo(point, next(steps)[0])
        else:
            pen.closePath()
    return pen.glyph()


def _left(shape: Glyph) -> int:
    return round(float(shape.points[shape.codes != Outline.CLOSEPOLY][:, 0].min())) if len(shape.points) else 0


@cache
def _face(weight: Weight) -> FT2Font:
    return FT2Font(str(paper_font(weight)))


def _pieces(text: str, size: float, width: float, weight: Weight) -> Iterable[str]:
    """Yield what a line may break between: Latin words with the space after them, else single signs."""
    word = ""
    for sign in text:
        if sign.isascii() and sign != " ":
            word += sign
            if text_width(word, size, weight) > width:  # a word wider than the line
                yield word[:-1]
                word = sign
            continue
        if word:
            yield word + (" " if sign == " " else "")
            word = ""
        elif sign == " ":
            yield sign
        if sign != " ":
            yield sign
    if word:
        yield word


def _carried(line: str, piece: str) -> tuple[str, str]:
    """Return what stays on a line and what goes to the next.

    No line begins with closing punctuation, none ends with an opening bracket.
    """
    if len(line) > 1 and (piece[0] in NO_BREAK_BEFORE or line[-1] in NO_BREAK_AFTER):
        return line[:-1], line[-1]
    return line, ""
