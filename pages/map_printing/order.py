"""What somebody asks for when they print a map: theme, layers, paper, words, public or internal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.sheet import PAPERS, Paper

Audience = Literal["internal", "public"]
AUDIENCES: tuple[Audience, ...] = ("internal", "public")
SIZES = ("a4", "a3", "wide")
ORIENTATIONS = ("landscape", "portrait")
AS_THEME = "theme"
LEFT_OUT = "-"


@dataclass(frozen=True, slots=True)
class MapOrder:
    """An order for one sheet.

    Attributes:
        theme: one of `map_themes.THEMES`.
        language: of everything on the sheet.
        paper: one of `geo.sheet.PAPERS`.
        audience: a public sheet that fails a check is stamped like an internal one.
        layers: visible layers; None for those of the theme.
        colour: the measure that colours the districts; "" for none, `theme` for what the theme does.
        titles: three levels; a blank one is made from the plan, `-` leaves it out.
        figure_number: 图号.
        organisation: 编制单位.
        reviewer: 审核.
        secrecy: 密级; blank for what the audience says.
        approval_number: 审图号.
        made_on: 成图日期 (ISO date).
        internal_note: a note for the house only.
    """

    theme: str = "layout"
    language: Literal["zh", "en"] = "zh"
    paper: str = "a4-landscape"
    audience: Audience = "internal"
    layers: tuple[str, ...] | None = None
    colour: str = AS_THEME
    titles: tuple[str, str, str] = ("", "", "")
    figure_number: str = ""
    organisation: str = ""
    reviewer: str = ""
    secrecy: str = ""
    approval_number: str = ""
    made_on: str = ""
    internal_note: str = ""

    @property
    def sheet_paper(self) -> Paper:
        """The paper as it lies."""
        return PAPERS[self.paper]
