"""The paper that a map is printed on and what stands around it: titles, title block, sources, notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["png", "svg", "pdf"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper in millimetres, as it lies."""

    width_mm: float
    height_mm: float


PAPERS: dict[str, Paper] = {
    "a4-landscape": Paper(297, 210),
    "a4-portrait": Paper(210, 297),
    "a3-landscape": Paper(420, 297),
    "a3-portrait": Paper(297, 420),
    "wide-landscape": Paper(338.7, 190.5),  # 16:9, the size of a slide
    "wide-portrait": Paper(190.5, 338.7),
}


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """图签栏: what a drawing says of itself. A blank field is printed as a line to fill in.

    Attributes:
        figure_name: 图名.
        figure_number: 图号.
        organisation: 编制单位.
        reviewer: 审核.
        made_on: 成图日期 (ISO date).
        data_as_of: 资料截止 (ISO date).
        version: version of the plan's data.
        secrecy: 密级 (公开, 内部资料 …).
        approval_number: 审图号; blank where none was granted.
    """

    figure_name: str = ""
    figure_number: str = ""
    organisation: str = ""
    reviewer: str = ""
    made_on: str = ""
    data_as_of: str = ""
    version: str = ""
    secrecy: str = ""
    approval_number: str = ""


@dataclass(frozen=True, slots=True)
class MapSheet:
    """What stands around a printed map.

    Attributes:
        paper: size as it lies.
        titles: three levels: the plan, the figure, what it shows; blank ones are left out.
        block: 图签栏.
        sources: one line each.
        notes: numbered on the sheet.
        disclaimer: 示意 note; "" leaves it out (and the preflight of a public map says so).
        stamp: printed large across a corner (内部资料), "" for none.
        is_english: whether the fixed words of the sheet are English.
    """

    paper: Paper
    titles: tuple[str, str, str]
    block: TitleBlock = TitleBlock()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    disclaimer: str = ""
    stamp: str = ""
    is_english: bool = False
