"""What a stated value demands, and which of two demands on the same thing asks for more."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from data.plan import Indicator, IndicatorValue

Direction = Literal["at_least", "at_most", "exactly"]
Order = Literal["equal", "stricter", "looser"]

# printed unit → (the unit that it is counted in, how many of them)
_COUNTED: dict[str, tuple[str, Decimal | int]] = {
    **dict.fromkeys(("个", "家", "处", "所", "项", "所以上"), ("个", 1)),
    **dict.fromkeys(("人", "名"), ("人", 1)),
    "张": ("张", 1),
    "户": ("户", 1),
    "元": ("元", 1),
    "亩": ("m²", Decimal(2000) / 3),
    "公顷": ("m²", 10_000),
    "平方米": ("m²", 1),
    "平方公里": ("m²", 1_000_000),
}
_MULTIPLES = {"万": 10_000, "亿": 100_000_000}
_SHARED_OUT = ("每", "人均", "平均", "千名", "万名")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in the unit that its printed unit counts in: 3 万张 are 30,000 张."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Demand:
    """How much a value asks for, from which side, and how firmly.

    `firmness` is 0 for a plain figure, +1 for a bound that must be passed (>), -1 for 约 or 力争, -2 for both.
    """

    direction: Direction
    quantity: Quantity
    firmness: int = 0


def quantity_of(value: float, unit: str) -> Quantity:
    """Return a value in the unit that its printed unit counts in; other units stay what they are.

    >>> quantity_of(3, "万张"), quantity_of(5, "处")
    (Quantity(amount=Decimal('30000'), unit='张'), Quantity(amount=Decimal('5'), unit='个'))
    """
    multiple = _MULTIPLES.get(unit[:1], 1) if unit[1:] in _COUNTED else 1
    base, each = _COUNTED.get(unit[1:] if multiple > 1 else unit, (unit, 1))
    return Quantity(Decimal(str(value)) * multiple * each, base)


def is_total(indicator: Indicator, unit: str) -> bool:
    """Tell whether a figure is a sum over the whole area: what a province has, no city need have.

    A share, a rate or a figure per county is none. The name or the definition says so (每, 人均, 千名 …).

    >>> is_total(Indicator("a", "示范基地数", unit="个"), "个"), is_total(Indicator("b", "每个县的医院数"), "家")
    (True, False)
    """
    words = indicator.name + indicator.definition
    return quantity_of(1, unit).unit in {base for base, _ in _COUNTED.values()} and not any(
        word in words for word in _SHARED_OUT
    )


def demand_of(row: IndicatorValue, better: str) -> Demand | None:
    """Return what a value demands where `better` (higher, lower, none) is the good direction.

    “达到 35%” of what should be high is met by 36 %: it demands at least 35. Of a range the modest end is demanded.
    None where nothing is demanded that another figure could be held against: no figure, a relative one
    (“高于GDP增速”), or a bound on the wrong side (at most 5 of what should be high).

    >>> demand_of(IndicatorValue("v", "i", "占比", comparator="eq", value=35, unit="%"), "higher").direction
    'at_least'
    """
    direction = _direction(row.comparator, better)
    if row.value is None or direction is None:
        return None
    value = row.value_max if row.comparator == "between" and direction == "at_most" else row.value
    if value is None:
        return None
    firmness = (row.comparator in ("gt", "lt")) - (row.comparator == "about") - row.is_striving
    return Demand(direction, quantity_of(value, row.unit), firmness)


def order_of(upper: Demand | None, lower: Demand | None) -> Order | None:
    """Return whether the lower plan asks for as much as the upper, more (stricter) or less (looser).

    None where the two cannot be ordered: another unit, another side, or two exact figures that differ.
    Figures decide first; where they are the same, 约 and 力争 are looser than a plain figure and > is stricter.
    """
    if upper is None or lower is None or upper.direction != lower.direction:
        return None
    if upper.quantity.unit != lower.quantity.unit:
        return None
    wanted, found = _measure(upper), _measure(lower)
    if wanted == found:
        return "equal"
    if upper.direction == "exactly":
        return None
    return "stricter" if found > wanted else "looser"


def _measure(demand: Demand) -> tuple[Decimal, int]:
    sign = -1 if demand.direction == "at_most" else 1
    return sign * demand.quantity.amount, demand.firmness


def _direction(comparator: str, better: str) -> Direction | None:
    floor, ceiling = comparator in ("ge", "gt"), comparator in ("le", "lt")
    plain = comparator in ("eq", "about", "between")
    if better == "higher":
        return "at_least" if floor or plain else None
    if better == "lower":
        return "at_most" if ceiling or plain else None
    if floor or ceiling:
        return "at_least" if floor else "at_most"
    return "exactly" if comparator in ("eq", "about") else None
