"""进度: what the plan asks for in a sentence, and the counts by year, theme and level as bars. Ready markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from data.indicator_status import STATUSES, Status
from data.plan import Plan
from data.progress import Progress, counts_by, counts_by_year
from pages.indicators.chosen import ProgressFilters, level_of
from pages.indicators.standing import year_words
from pages.indicators.values import UNLEVELLED
from pages.shared.labels import language, value_label, word
from pages.shared.markup import esc, tile, tiles

Groups = Sequence[tuple[str, Counter[Status]]]


def lead_text(plan: Plan, rows: Sequence[Progress], this_year: int) -> str:
    """Return what the plan asks for, whether its period is over, and how much is recorded."""
    targets = sum(len(row.assessments) for row in rows)
    years = sorted({year for row in rows for year in row.years() if year})
    span = (
        "" if not years else word("lead.span", first=years[0], last=years[-1]) if len(years) > 1 else f"（{years[0]}）"
    )
    is_over = bool(years or plan.end_year) and max([*years, plan.end_year or 0]) < this_year
    recorded = [row for row in rows if row.actuals]
    actuals = sum(len(row.actuals) for row in recorded)
    known = word("lead.actuals", n=len(recorded), m=actuals) if recorded else word("lead.no_actuals")
    state = word("lead.over") if is_over else word("lead.running")
    soft = sum(1 for row in rows if row.headline().is_soft)
    parts = [word("lead.asks", n=len(rows), m=targets, years=span), state, known]
    parts += [word("lead.soft", n=soft)] if soft else []
    return (" " if language() == "en" else "").join(parts)


def overview(
    plan: Plan, rows: Sequence[Progress], filters: ProgressFilters, themes: Mapping[str, str], this_year: int
) -> str:
    """Return the card of the plan: what it asks for, then the bars."""
    figures = tiles(
        [
            tile(str(len(rows)), word("monitor.count")),
            tile(str(sum(len(row.assessments) for row in rows)), word("overview.targets")),
            tile(str(sum(1 for row in rows if row.known())), word("overview.starts")),
        ]
    )
    lead = f'<p class="lead">{esc(lead_text(plan, rows, this_year))}</p>'
    hint = f'<p class="hint">{esc(word("overview.pick"))}</p>'
    bars = breakdown(plan, rows, filters, themes)
    return f'<div class="card">{lead}<div class="overview-tiles">{figures}</div>{bars}{hint}</div>'


def breakdown(plan: Plan, rows: Sequence[Progress], filters: ProgressFilters, themes: Mapping[str, str]) -> str:
    """Return the bars: targets by year, indicators by theme and by level (where the plan gives levels)."""
    years = filters.target_years
    by_theme = counts_by(rows, lambda row: row.theme, years)
    by_level = counts_by(rows, level_of, years)
    groups: list[tuple[str, Groups]] = [
        ("year", [(year_words(year), counts) for year, counts in counts_by_year(rows).items()]),
        ("theme", [(name, by_theme[theme]) for theme, name in themes.items() if theme in by_theme]),
    ]
    if set(by_level) != {UNLEVELLED}:
        groups.append(("level", [(_level_name(level), counts) for level, counts in by_level.items()]))
    is_known = any(row.actuals for row in rows)
    return f'<div class="breakdown">{"".join(_group(name, found, is_known=is_known) for name, found in groups)}</div>'


def rule_box() -> str:
    """Return the rule by which a status is told, folded."""
    lines = "".join(f"<p>{_bold(line)}</p>" for line in word("rule.text").split("|"))
    return f'<details class="rule"><summary>{esc(word("rule.title"))}</summary>{lines}</details>'


def _bold(line: str) -> str:
    return "".join(f"<b>{esc(part)}</b>" if at % 2 else esc(part) for at, part in enumerate(line.split("**")))


def _level_name(level: str) -> str:
    return word("group.no_level") if level == UNLEVELLED else value_label("level", level)


def _group(name: str, found: Groups, *, is_known: bool) -> str:
    longest = max((counts.total() for _, counts in found), default=1)
    lines = "".join(_line(label, counts, longest, is_known=is_known) for label, counts in found)
    return f'<div class="group"><h4>{esc(word(f"group.{name}"))}</h4>{lines}</div>'


def _line(label: str, counts: Counter[Status], longest: int, *, is_known: bool) -> str:
    total = counts.total()
    shown = [(status, counts[status]) for status in STATUSES if counts[status]] if is_known else [("target", total)]
    parts = "".join(_part(status, count, longest) for status, count in shown)
    words = "、".join(f"{word(f'status.{status}')} {count}" for status, count in shown) if is_known else str(total)
    return (
        f'<div class="line" title="{esc(words)}"><span>{esc(label)}</span>'
        f'<span class="track">{parts}</span><span class="total">{total}</span></div>'
    )


def _part(status: str, count: int, longest: int) -> str:
    return f'<i class="status-{esc(status)}" style="width:{100 * count / longest:.1f}%"></i>'
