"""CSV files of a whole nation: columns of numbers, read in parts, all or nothing. For a bureau's own files: `rows`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from data.finding import Finding
from data.supply_demand.columns import TableKind, recognised
from data.supply_demand.fault_words import UNUSABLE
from data.supply_demand.points import Floats
from data.words import Words

if TYPE_CHECKING:
    import pandas as pd

ROWS_AT_ONCE = 100_000
MOST_FAULTS = 200_000  # that are kept; the others are counted
FIRST_ROW = 2  # the line that an editor shows for the first row below the headings
BOUNDS = {"lon": (-180.0, 180.0), "lat": (-90.0, 90.0)}
EXPECTED = {
    "lon": Words("应为−180 至 180 的度数", "degrees from −180 to 180"),
    "lat": Words("应为−90 至 90 的度数", "degrees from −90 to 90"),
}
COUNT = Words("应为不小于 0 的数字，不知道的留空", "a number of 0 or more; blank if not known")


class LargeTableError(ValueError):
    """A file that cannot be used.

    Attributes:
        faults: the cells that must be mended, at most MOST_FAULTS; () where the file cannot be read at all.
        count: how many there are.
    """

    def __init__(self, message: str, faults: Sequence[Finding] = (), count: int = 0) -> None:
        super().__init__(message)
        self.faults, self.count = tuple(faults), count


@dataclass(frozen=True, slots=True, eq=False)
class LargeTable:
    """k points of a file: degrees CGCS2000 (NaN: no position) and a figure of each (NaN: not stated)."""

    lon: Floats
    lat: Floats
    figures: Floats


def read_large_table(path: Path, kind: TableKind, figure: str) -> LargeTable:
    """Return position and one figure (a key of `columns`, such as age_60_plus) of each row of a CSV file in UTF-8.

    Raises LargeTableError: no such file or column, or cells that are no number or out of bounds: all of them.
    """
    import pandas as pd

    keys = ("lon", "lat", figure)
    parts: list[list[Floats]] = []
    found = _Faults()
    try:
        headings = [str(name) for name in pd.read_csv(path, nrows=0, encoding="utf-8-sig")]
        named = _named(path, headings, kind, keys)
        for part in pd.read_csv(path, dtype=str, encoding="utf-8-sig", chunksize=ROWS_AT_ONCE, keep_default_na=False,
                                skip_blank_lines=False, usecols=list(named.values())):  # fmt: skip
            parts.append([_numbers(path, part[name], key, found) for key, name in named.items()])
    except OSError as error:
        raise LargeTableError(f"{path}：读不出文件") from error
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise LargeTableError(f"{path}：不是 UTF-8 的 CSV 表：{error}") from error
    if found.count:
        faults = sorted(found.kept, key=lambda fault: fault.row or 0)
        raise LargeTableError(f"{path.name}：{found.count:,} 处有误", faults, found.count)
    if not parts:
        raise LargeTableError(f"{path}：表头下面没有数据行")
    return LargeTable(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def read_first_column(path: Path) -> Iterator[pd.Series]:
    """Yield the first column of a file in parts, as text: what people know its rows by."""
    import pandas as pd

    for part in pd.read_csv(path, dtype=str, encoding="utf-8-sig", chunksize=ROWS_AT_ONCE, keep_default_na=False,
                            skip_blank_lines=False, usecols=[0]):  # fmt: skip
        yield part.iloc[:, 0]


def _named(path: Path, headings: list[str], kind: TableKind, keys: tuple[str, ...]) -> dict[str, str]:
    """Return the heading of each column that is needed."""
    found = recognised(headings, kind)
    if missing := [key for key in keys if key not in found]:
        raise LargeTableError(f"{path} 缺少列 {'、'.join(missing)}；现有：{'、'.join(headings)}")
    return {key: headings[found[key]] for key in keys}


@dataclass(slots=True)
class _Faults:
    kept: list[Finding] = field(default_factory=list)
    count: int = 0


def _numbers(path: Path, cells: pd.Series, key: str, found: _Faults) -> Floats:
    """Return the numbers of a column; keep a fault for each cell that is wrong."""
    import pandas as pd

    text = cells.str.strip()
    numbers = pd.to_numeric(text, errors="coerce").to_numpy(np.float64)
    low, high = BOUNDS.get(key, (0.0, np.finfo(float).max))
    wrong = np.flatnonzero((text != "").to_numpy(bool) & ~((numbers >= low) & (numbers <= high)))
    found.count += len(wrong)
    for place in wrong[: MOST_FAULTS - len(found.kept)]:
        line, expected = int(cells.index[place]) + FIRST_ROW, EXPECTED.get(key, COUNT)
        found.kept.append(Finding(path.name, line, str(cells.name), cells.iloc[place], UNUSABLE, expected, rule=key))
    return numbers
