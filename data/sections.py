"""The sections of a document: addresses such as `三/（二）/1`, `专栏1`, `表1`, `附件`, `题头`, `落款` → ranges.

A heading is a number at the beginning of a line or after white space that follows its predecessor: numbering
words inside a sentence are none. Ranges are ranges of `Document.compact`; a parent includes its children, but a
专栏 or 表 is a section of its own, which ends at the next numbered heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data.document import Document, Range, read_document
from data.table import split_list

HEAD, SIGN_OFF = "题头", "落款"

_CHINESE_DIGITS = "〇一二三四五六七八九"
_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_GAP = r"(?:(?<=\s)|(?<![\s\S]))"

# rank of a heading, the pattern of its mark, how the mark is written in an address
_NUMBERED = (
    (0, re.compile(rf"{_GAP}第(?P<n>{_NUMERAL})(?:章|部分|篇)"), "第{}章"),
    (1, re.compile(rf"{_GAP}第(?P<n>{_NUMERAL})节"), "第{}节"),
    (2, re.compile(rf"{_GAP}(?P<n>{_NUMERAL})、"), "{}"),
    (3, re.compile(rf"{_GAP}[（(]\s?(?P<n>{_NUMERAL})\s?[）)]"), "（{}）"),
    (4, re.compile(rf"{_GAP}(?P<n>[0-9]{{1,2}})[.．、](?![0-9])"), "{}"),
    (5, re.compile(rf"{_GAP}[（(](?P<n>[0-9]{{1,2}})[）)]"), "（{}）"),
)
_BOX = re.compile(rf"{_GAP}(?P<kind>专栏|表)\s?(?P<n>[0-9]{{1,2}}|{_NUMERAL})(?=\s|[:：])")
_ANNEX = re.compile(rf"{_GAP}(?P<kind>附件|附表)(?P<n>[0-9]{{0,2}})(?=\s|[:：]|$)")
_ROW = re.compile(r"^[^\S\n]*(?P<n>[0-9]{1,3})[^\S\n]*$", re.MULTILINE)
_SIGN_OFF_LINE = re.compile(
    r"^[^\S\n]*(?:扫一扫|主办[:：]|承办[:：]|[0-9]{4}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日[^\S\n]*$)",
    re.MULTILINE,
)
_BOX_RANK, _ANNEX_RANK, _ROW_RANK = 20, -1, 30
_LARGEST_STEP = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its address, its rank, where it begins and its number's end, in the published text."""

    address: str
    rank: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SectionedDocument:
    """A document with the ranges of its sections by address, in the order of the text."""

    document: Document
    sections: dict[str, tuple[Range, ...]]
    heading_marks: tuple[Range, ...]

    def ranges(self, section: str) -> tuple[Range, ...]:
        """Return the ranges of one address or of several joined by `;`; () where the document has none."""
        return tuple(piece for address in split_list(section) for piece in self.sections.get(address, ()))


@dataclass(slots=True)
class _Numbering:
    """The headings open at a point of the text: which number came last under which parent."""

    annex: str = ""
    stack: list[tuple[int, str]] = field(default_factory=list)
    last_under: dict[tuple[str, int], int] = field(default_factory=dict)
    last_of_rank: dict[int, int] = field(default_factory=dict)

    def parent(self, rank: int) -> str:
        """Return the address that a heading of `rank` would stand under."""
        parts = [part for open_rank, part in self.stack if open_rank < rank]
        return "/".join([self.annex, *parts] if self.annex else parts)

    def accepts(self, rank: int, number: int) -> bool:
        """Return whether the number follows its predecessor, under its parent or across chapters."""
        step = number - self.last_under.get((self.parent(rank), rank), 0)
        return 0 < step <= _LARGEST_STEP or number == self.last_of_rank.get(rank, 0) + 1

    def open(self, rank: int, number: int, part: str) -> str:
        """Open a heading and return its address."""
        parent = self.parent(rank)
        self.last_under[(parent, rank)] = self.last_of_rank[rank] = number
        self.stack = [entry for entry in self.stack if entry[0] < rank] + [(rank, part)]
        return f"{parent}/{part}" if parent else part

    def open_annex(self, address: str) -> None:
        """Begin an annex: its headings are counted anew."""
        self.annex, self.stack, self.last_of_rank = address, [], {}


def read_sections(text: str) -> SectionedDocument:
    """Return the document with its sections."""
    document = read_document(text)
    headings = find_headings(text)
    position = {offset: index for index, offset in enumerate(document.offsets)}
    sections = _section_ranges(document, headings, position)
    marks = tuple((position[heading.start], position[heading.end - 1] + 1) for heading in headings)
    return SectionedDocument(document, sections, marks)


def find_headings(text: str) -> list[Heading]:
    """Return the headings in the order of the text.

    >>> [heading.address for heading in find_headings("一、背景 (一)现状。 （二）需求。 二、要求 1.目标")]
    ['一', '一/（一）', '一/（二）', '二', '二/1']
    """
    numbering, headings, row = _Numbering(), list[Heading](), 0
    for rank, match in _candidates(text):
        if rank == _ROW_RANK:
            # the rows of a flattened table: a number alone on its line
            last = next((entry for entry in reversed(headings) if entry.rank != _ROW_RANK), None)
            if last and last.rank in {_BOX_RANK, _ANNEX_RANK} and int(match["n"]) == row + 1:
                row += 1
                headings.append(Heading(f"{last.address}/{row}", rank, match.start("n"), match.end("n")))
            continue
        heading = _open_heading(numbering, rank, match)
        if heading:
            headings.append(heading)
            row = 0
    return headings


def _candidates(text: str) -> list[tuple[int, re.Match[str]]]:
    patterns = [(rank, pattern) for rank, pattern, _ in _NUMBERED]
    patterns += [(_BOX_RANK, _BOX), (_ANNEX_RANK, _ANNEX), (_ROW_RANK, _ROW)]
    found = [(rank, match) for rank, pattern in patterns for match in pattern.finditer(text)]
    return sorted(found, key=lambda item: (item[1].end(), item[0]))


def _open_heading(numbering: _Numbering, rank: int, match: re.Match[str]) -> Heading | None:
    start, end = match.start(), match.end()
    if rank == _BOX_RANK:
        return Heading(f"{match['kind']}{match['n']}", rank, start, end)
    if rank == _ANNEX_RANK:
        numbering.open_annex(f"{match['kind']}{match['n']}")
        return Heading(numbering.annex, rank, start, end)
    number = int(match["n"]) if match["n"].isdigit() else chinese_number(match["n"])
    if not numbering.accepts(rank, number):
        return None
    form = next(form for known_rank, _, form in _NUMBERED if known_rank == rank)
    return Heading(numbering.open(rank, number, form.format(match["n"])), rank, start, end)


def _section_ranges(
    document: Document, headings: list[Heading], position: dict[int, int]
) -> dict[str, tuple[Range, ...]]:
    size = len(document.compact)
    starts = [position[heading.start] for heading in headings] + [size]
    numbered = [i for i, heading in enumerate(headings) if heading.rank not in {_BOX_RANK, _ROW_RANK}]
    head_end = starts[numbered[0]] if numbered else size
    pieces: dict[str, list[Range]] = {HEAD: [(0, head_end)]}
    for i, heading in enumerate(headings):
        piece = (starts[i], starts[i + 1])
        parts = heading.address.split("/")
        for depth in range(1, len(parts) + 1):
            pieces.setdefault("/".join(parts[:depth]), []).append(piece)
    sign_off = _sign_off_start(document, headings, position)
    if sign_off is not None:
        pieces[SIGN_OFF] = [(sign_off, size)]
    return {address: _joined(ranges) for address, ranges in pieces.items()}


def _sign_off_start(document: Document, headings: list[Heading], position: dict[int, int]) -> int | None:
    """Return where the date line or the site's footer after the last heading begins (with the line above)."""
    last = headings[-1].end if headings else 0
    match = _SIGN_OFF_LINE.search(document.text, last)
    if match is None:
        return None
    before = document.text[last : match.start()].rstrip()
    start = last + before.rfind("\n") + 1 if match[0].strip()[0].isdigit() else match.start()
    return next((position[i] for i in range(start, len(document.text)) if i in position), None)


def _joined(ranges: list[Range]) -> tuple[Range, ...]:
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def chinese_number(numeral: str) -> int:
    """Return the value of a Chinese numeral below one hundred.

    >>> [chinese_number(numeral) for numeral in ("三", "十", "十二", "二十", "三十四")]
    [3, 10, 12, 20, 34]
    """
    tens, has_ten, ones = numeral.rpartition("十")
    if not has_ten:
        return _CHINESE_DIGITS.find(numeral)
    return (_CHINESE_DIGITS.find(tens) if tens else 1) * 10 + (_CHINESE_DIGITS.find(ones) if ones else 0)
