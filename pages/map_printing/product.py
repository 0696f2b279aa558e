"""From an order to a sheet that may leave: the one way to a printed map, for the page and for the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.plan import Plan
from geo.frontend import static_folder
from geo.map_bundle import PlanMap
from geo.map_spec import MapSpec
from geo.preflight import CHECKS, PreflightFinding, drawn_lines, preflight, stamped
from geo.print_map import print_map
from geo.public_maps import PublicRulesError, public_rules
from geo.sheet import Format, MapSheet
from pages.map_printing.order import AS_THEME, MapOrder
from pages.map_printing.sheets import sheet_of
from pages.shared import queries
from pages.shared.files import file_name
from pages.shared.labels import in_language, word
from pages.shared.map_themes import theme_spec, theme_title
from pages.shared.recorded_places import with_statuses

PRINT_DPI = 300
SCREEN_DPI = 110


@dataclass(frozen=True, slots=True)
class MapProduct:
    """A sheet ready to be drawn, and what kept it from being published (nothing for an internal one)."""

    plan: Plan
    order: MapOrder
    spec: MapSpec
    url: str
    sheet: MapSheet
    findings: tuple[PreflightFinding, ...] = ()

    @property
    def is_cleared(self) -> bool:
        """Whether the sheet may be published."""
        return not self.sheet.stamp

    @property
    def passed(self) -> tuple[str, ...]:
        """The checks that a sheet for the public passes."""
        failed = {finding.check for finding in self.findings}
        return tuple(check for check in CHECKS if check not in failed)

    def draw(self, kind: Format, dpi: int = PRINT_DPI) -> bytes:
        """Return the sheet as a file."""
        return print_map(self.spec, map_content(self.url), self.sheet, kind, dpi=dpi)

    def picture(self) -> bytes:
        """Return the sheet as it looks on a screen: the very sheet, with fewer dots; drawn once."""
        key = f"sheet {self.url} {json.dumps(self.spec.payload(), sort_keys=True, default=str)} {self.sheet!r}"
        return queries.made(key, lambda: self.draw("png", SCREEN_DPI))

    def named(self, suffix: str) -> str:
        """Return the name of the file: region, figure, paper, for whom, day."""
        with in_language(self.order.language):
            reach = word("print.secrecy_public") if self.is_cleared else word("print.stamp")
            figure = theme_title(self.order.theme, self.plan)
        region = self.plan.region_name or self.plan.plan_id
        return file_name(suffix, region, figure, self.order.paper, reach, self.order.made_on)


def product_of(plan: Plan, order: MapOrder, plan_map: PlanMap, statuses: Mapping[str, str] | None = None) -> MapProduct:
    """Return the sheet that an order asks for; what may not be published is stamped 内部资料 here, and only here.

    `statuses` are recorded, by project id; `plan_map` may hold recorded positions.
    """
    bundle = map_content(plan_map.url)
    with in_language(order.language):
        colour = None if order.colour == AS_THEME else order.colour
        spec = theme_spec(plan, plan_map, order.theme, layers=order.layers, colour=colour)
        if statuses and "projects" in spec.layers:
            spec = with_statuses(spec, plan_map, statuses)
        sheet = sheet_of(plan, order, spec, bundle)
        findings = _findings(order, spec, sheet, plan_map.url) if order.audience == "public" else ()
        if findings or order.audience != "public":
            sheet = stamped(sheet, word("print.stamp"))
    return MapProduct(plan, order, spec, plan_map.url, sheet, findings)


def map_content(url: str) -> dict[str, Any]:
    """Return the content of a map file, read once: its name changes with its content."""
    return queries.made(f"map {url}", lambda: json.loads((static_folder() / url).read_text(encoding="utf-8")))


def _findings(order: MapOrder, spec: MapSpec, sheet: MapSheet, url: str) -> tuple[PreflightFinding, ...]:
    try:
        rules = public_rules()
    except PublicRulesError as error:  # nobody publishes by a file that cannot be read
        return (PreflightFinding("source", "broken", {"fault": str(error)}),)
    bundle, notes = map_content(url), int(bool(order.internal_note.strip()))
    lines = queries.made(f"lines {url}", lambda: drawn_lines(bundle, rules))
    return preflight(spec, sheet, bundle, rules, internal_notes=notes, lines=lines)
