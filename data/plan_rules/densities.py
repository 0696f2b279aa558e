"""Rules of the family densities: money per bed, area per bed, money per m² far from all projects of all plans.

A figure is held only against projects with the same kind of beds and the same kind of work: a hospital bed costs many
times a care bed, a renovated one a fraction of a new one. Too few such projects, and nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from data.plan import Plan, Project
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, project_place
from data.plan_rules.telling import in_quotes
from data.units import format_number

YUAN_PER_WAN = 10_000
# fewer comparable projects have no usual density
FEWEST_PROJECTS = 8
FARTHEST_FACTOR = 5
# Tukey's fences, on logarithms: densities differ by factors
WHISKER = 1.5

# beds with doctors, and beds for living; a project with both is held against its like
_BED_CLASSES = {
    "hospital": "医院床位",
    "medical": "医院床位",
    "nursing": "护理养老床位",
    "elderly_care": "护理养老床位",
    "medical_elderly": "医养床位",
}
_BED_CLASSES_EN = {"医院床位": "hospital beds", "护理养老床位": "care beds", "医养床位": "integrated care beds"}
_WORK = {"new": ("新建", "new"), "renovated": ("改造", "renovated"), "not_stated": ("新建改造未载明", "not stated")}


@dataclass(frozen=True, slots=True)
class Density:
    """A density: its name, its unit, and how a project gives it; None where it states too little."""

    id: str
    name: str
    name_en: str
    unit: str
    is_per_bed: bool
    of: Callable[[Project], tuple[float, str] | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """The density of one project, with its calculation and the group that it is held against."""

    plan: Plan
    project: Project
    amount: float
    arithmetic: str
    group: tuple[str, ...]


def _money_per_bed(row: Project) -> tuple[float, str] | None:
    if row.investment_wan_yuan and row.bed_count:
        return row.investment_wan_yuan / row.bed_count, f"{row.investment} ÷ {row.bed_count}张"
    return None


def _floor_per_bed(row: Project) -> tuple[float, str] | None:
    if row.floor_area_m2 and row.bed_count:
        return row.floor_area_m2 / row.bed_count, f"{row.floor_area} ÷ {row.bed_count}张"
    return None


def _land_per_bed(row: Project) -> tuple[float, str] | None:
    if row.land_area_m2 and row.bed_count:
        return row.land_area_m2 / row.bed_count, f"{row.land_area} ÷ {row.bed_count}张"
    return None


def _money_per_m2(row: Project) -> tuple[float, str] | None:
    if row.investment_wan_yuan and row.floor_area_m2:
        return row.investment_wan_yuan * YUAN_PER_WAN / row.floor_area_m2, f"{row.investment} ÷ {row.floor_area}"
    return None


DENSITIES = (
    Density("money_per_bed", "每床投资", "money per bed", "万元/张", is_per_bed=True, of=_money_per_bed),
    Density("floor_per_bed", "每床建筑面积", "floor area per bed", "平方米/张", is_per_bed=True, of=_floor_per_bed),
    Density("land_per_bed", "每床用地", "land per bed", "平方米/张", is_per_bed=True, of=_land_per_bed),
    Density("money_per_m2", "单方造价", "money per m²", "元/平方米", is_per_bed=False, of=_money_per_m2),
)


def find_unusual_densities(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each project of the plan whose density lies far from those of its like in all plans."""
    known = {entry.plan_id: entry for entry in (*plans, plan)}
    for density in DENSITIES:
        groups: dict[tuple[str, ...], list[Measured]] = {}
        for entry in known.values():
            for measured in _measure(entry, density):
                groups.setdefault(measured.group, []).append(measured)
        for group in groups.values():
            low, high = _usual_range(group)
            for measured in group:
                if measured.plan.plan_id == plan.plan_id and not low <= measured.amount <= high:
                    yield _unusual(density, measured, group)


def _measure(plan: Plan, density: Density) -> Iterator[Measured]:
    for row in plan.projects:
        result = density.of(row) if row.row_kind == "project" else None
        if result:
            amount, arithmetic = result
            yield Measured(plan, row, amount, arithmetic, _group(row, density))


def _group(row: Project, density: Density) -> tuple[str, ...]:
    """Return what a project may be compared with: the work, and the classes of its beds for densities per bed."""
    work = row.bed_change or "new"
    if not density.is_per_bed:
        return ("renovated" if work == "renovated" else "new",)
    return (work, *sorted({_BED_CLASSES.get(bed.bed_type, bed.bed_type) for bed in row.beds}))


def bed_group(row: Project) -> tuple[str, ...]:
    """Return what a project's densities per bed may be compared with: the work, then the classes of its beds."""
    return _group(row, DENSITIES[0])


def group_words(group: tuple[str, ...]) -> tuple[str, str]:
    """Return such a group in Chinese and English words.

    >>> group_words(("new", "护理养老床位"))
    ('护理养老床位、新建', 'care beds, new')
    """
    return _told(group)


def _usual_range(group: Sequence[Measured]) -> tuple[float, float]:
    """Return the least and the largest usual density of a group; everything is usual where the group is small."""
    if len(group) < FEWEST_PROJECTS:
        return 0.0, math.inf
    logs = [math.log(entry.amount) for entry in group]
    lower, middle, upper = quantiles(logs, n=4, method="inclusive")
    reach, farthest = WHISKER * (upper - lower), math.log(FARTHEST_FACTOR)
    return math.exp(min(lower - reach, middle - farthest)), math.exp(max(upper + reach, middle + farthest))


def _unusual(density: Density, measured: Measured, group: Sequence[Measured]) -> RuleFinding:
    usual = math.exp(median(math.log(entry.amount) for entry in group))
    is_high = measured.amount > usual
    factor = measured.amount / usual if is_high else usual / measured.amount
    row, like, like_en = measured.project, *_told(measured.group)
    nearest = min((entry for entry in group if entry.project != row), key=lambda entry: abs(entry.amount - usual))
    own = f"{format_number(measured.amount)}{density.unit}"
    return RuleFinding(
        key=key_of(f"unusual_density_{density.id}", [row.project_id]),
        rule="unusual_density",
        family="densities",
        severity="medium",
        sentence=(
            f"{in_quotes(row.name)}的{density.name}{own}，{'高' if is_high else '低'}于各规划{len(group)}个同类项目"
            f"（{like}）的中位数{format_number(usual)}{density.unit}，相差{factor:.1f}倍。"
        ),
        sentence_en=(
            f"{in_quotes(row.name_en or row.name)}: {density.name_en} is {factor:.1f} times "
            f"{'above' if is_high else 'below'} the median of {len(group)} like projects ({like_en}) of all plans."
        ),
        arithmetic=(
            f"{measured.arithmetic} = {own}；n = {len(group)}，中位数 {format_number(usual)}，"
            f"相近者{in_quotes(nearest.project.name)}{nearest.arithmetic} = {format_number(nearest.amount)}"
        ),
        places=(project_place(measured.plan, row), project_place(nearest.plan, nearest.project)),
        remedy="核对投资、面积、床位的单位和范围：是否含土地、设备，是否只算一期，是否含改造",
        remedy_en="Check units and scope of money, area and beds: land, equipment, one phase only, renovation",
    )


def _told(group: tuple[str, ...]) -> tuple[str, str]:
    work, *beds = group
    zh, en = _WORK.get(work, (work, work))
    return "、".join([*beds, zh]), ", ".join([*(_BED_CLASSES_EN.get(bed, bed) for bed in beds), en])


RULES: tuple[Rule, ...] = (
    Rule(
        "unusual_density",
        "densities",
        "每床投资、面积和单方造价是否离群",
        "Are money and area per bed or per m² far from the usual?",
        find_unusual_densities,
    ),
)
