"""The districts in the order of a measure, as bars that can be picked; what has no value says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from data.measures import DistrictStatistics
from geo.map_spec import Choropleth
from pages.shared.labels import word
from pages.shared.own_component import own_component, picked
from pages.shared.views import Measure, lack, written

FOLDER = Path(__file__).resolve().parent
LACKS = ("not_stated", "same_cover", "no_data")

_mount = own_component("district_ranking", FOLDER, "ranking", '<div class="ranking" role="group"></div>')


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its selection, name, length (0 to 1, None without a value), written value, colour and tone."""

    id: str
    name: str
    share: float | None
    text: str
    fill: str = ""
    tone: str = ""


def ranked(rows: Sequence[DistrictStatistics], measure: Measure) -> list[DistrictStatistics]:
    """Return the districts from high to low; those without a value last, by reason; 未分区 is left out."""
    placed = [row for row in rows if row.district_code]
    known = [row for row in placed if measure.value(row) is not None]
    missing = [row for row in placed if measure.value(row) is None]
    known.sort(key=lambda row: -(measure.value(row) or 0.0))
    return known + sorted(missing, key=lambda row: LACKS.index(lack(row, measure)))


def bars(
    rows: Sequence[DistrictStatistics],
    total: DistrictStatistics,
    measure: Measure,
    names: Mapping[str, str],
    paint: Choropleth,
) -> list[Bar]:
    """Return the bars of the districts, of 未分区 where it has a part of the sum, and the total without a bar.

    `names` are by district code; "" is 未分区.
    """
    rest = [row for row in rows if not row.district_code and measure.value(row)]
    values = [measure.value(row) or 0.0 for row in rows]
    largest = max(values, default=0.0) or 1.0
    lines = [_bar(row, measure, names, largest, paint) for row in ranked(rows, measure)]
    lines += [
        Bar("district:", names[""], _share(row, measure, largest), written(row, measure), "", "rest") for row in rest
    ]
    if measure.value(total) is not None:
        lines.append(Bar("", word("common.total"), None, written(total, measure), "", "total"))
    return lines


def show_ranking(lines: Sequence[Bar], choice: str, label: str, on_select: Callable[[str], None]) -> None:
    """Show the bars; picking one calls `on_select` with its selection, picking it again with ""."""
    slot = "district_ranking"

    data = {"rows": [asdict(line) for line in lines], "chosen": choice, "label": label}
    _mount(key=slot, data=data, on_pick_change=picked(slot, on_select))


def _bar(row: DistrictStatistics, measure: Measure, names: Mapping[str, str], largest: float, paint: Choropleth) -> Bar:
    code = row.district_code
    rank = paint.classes.get(code, -1)
    fill = paint.colours[rank] if rank >= 0 else ""
    tone = "lack" if measure.value(row) is None else ""
    return Bar(f"district:{code}", names[code], _share(row, measure, largest), written(row, measure), fill, tone)


def _share(row: DistrictStatistics, measure: Measure, largest: float) -> float | None:
    value = measure.value(row)
    return None if value is None else round(value / largest, 4)
