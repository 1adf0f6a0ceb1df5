"""A region's figures put in order: the latest of each indicator, targets beside results, series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fangzhi.present.web.charts import Point, series_svg
from fangzhi.present.web.frame import Site
from fangzhi.store.pages import Figure, Headline

_MEASURES = ("level", "growth")
_SURENESS = {"certain": 0, "context": 1}


@dataclass(frozen=True, slots=True)
class Pick:
    """The surest figure for one thing, and how many differing ones were passed over."""

    figure: Figure
    others: int


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator at a glance: latest results and latest targets, level first, then growth."""

    indicator: Headline
    actuals: tuple[Pick, ...]
    targets: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A target with the result of the year before and, where it is known, of its own period; same measure and unit."""

    target: Pick
    before: Pick | None
    outcome: Pick | None


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over at least two years, drawn as SVG."""

    indicator_id: str
    label: str
    measure: str
    svg: str


Key = tuple[str, str, str, str]  # indicator, measure, unit, period


def pick_figures(figures: Sequence[Figure]) -> dict[tuple[Key, bool], Pick]:
    """One figure for each indicator, measure, unit and period, results and targets apart; only catalogued ones."""
    groups: dict[tuple[Key, bool], list[Figure]] = {}
    for figure in figures:
        # a rate against another base than the year before stands beside no other
        if figure.indicator_id is not None and figure.period is not None and figure.base_period is None:
            key = (figure.indicator_id, figure.measure, figure.unit, figure.period)
            groups.setdefault((key, figure.status == "target"), []).append(figure)
    return {key: surest(group) for key, group in groups.items()}


def cards(picks: dict[tuple[Key, bool], Pick], headlines: Sequence[Headline], most: int) -> tuple[Card, ...]:
    """The indicators that most regions report, as far as this region has them."""
    by_indicator: dict[str, dict[tuple[Key, bool], Pick]] = {}
    for key, pick in picks.items():
        by_indicator.setdefault(key[0][0], {})[key] = pick
    found: list[Card] = []
    for headline in headlines:
        mine = by_indicator.get(headline.indicator_id, {})
        actuals = tuple(p for m in _MEASURES if (p := _latest(mine, m, target=False)))
        targets = tuple(p for m in _MEASURES if (p := _latest(mine, m, target=True)))
        if actuals or targets:
            found.append(Card(headline, actuals, targets))
        if len(found) == most:
            break
    return tuple(found)


def ledger(picks: dict[tuple[Key, bool], Pick], headlines: Sequence[Headline]) -> tuple[LedgerRow, ...]:
    """Every target, newest first, in the order of the headlines."""
    order = {headline.indicator_id: number for number, headline in enumerate(headlines)}
    rows = []
    for (key, is_target), pick in picks.items():
        if is_target:
            indicator_id, measure, unit, period = key
            last_year = (indicator_id, measure, unit, str(int(period) - 1)) if period.isdigit() else None
            before = picks.get((last_year, False)) if last_year else None
            rows.append(LedgerRow(pick, before, picks.get((key, False))))
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                -(row.target.figure.year or 0),
                order.get(row.target.figure.indicator_id or "", len(order)),
                row.target.figure.measure,
                row.target.figure.fact_id,
            ),
        )
    )


def series(
    picks: dict[tuple[Key, bool], Pick],
    headlines: Sequence[Headline],
    site: Site,
    link: Callable[[Figure], str],
    most: int,
) -> tuple[Series, ...]:
    """Charts of what has full years, two at least; a target is left out where the year has a result."""
    groups: dict[tuple[str, str, str], dict[int, Figure]] = {}
    for (key, is_target), pick in sorted(picks.items(), key=lambda item: item[0][1]):
        indicator_id, measure, unit, period = key
        if period.isdigit() and not (is_target and pick.figure.value_high is not None):
            groups.setdefault((indicator_id, measure, unit), {}).setdefault(int(period), pick.figure)
    names = {headline.indicator_id: headline for headline in headlines}
    order = {indicator_id: number for number, indicator_id in enumerate(names)}
    long_enough = [
        key
        for key, years in groups.items()
        if len(years) > 1 and key[0] in names and any(f.status != "target" for f in years.values())
    ]
    long_enough.sort(key=lambda key: (order[key[0]], key[1] != "level", key))
    return tuple(_series(key, groups[key], names[key[0]], site, link) for key in long_enough[:most])


def _series(
    key: tuple[str, str, str],
    years: dict[int, Figure],
    headline: Headline,
    site: Site,
    link: Callable[[Figure], str],
) -> Series:
    label = headline.zh if site.language == "zh" else headline.en
    points = tuple(
        Point(year, f.value, site.value(f), f.status == "target", link(f)) for year, f in sorted(years.items())
    )
    measure = site.words(f"measure.{key[1]}")
    told = ", ".join(f"{point.year}: {point.text}" for point in points)
    return Series(key[0], label, key[1], series_svg(points, f"{label}, {measure}. {told}"))


def surest(group: Sequence[Figure]) -> Pick:
    """The figure to show of several for one thing: no estimate, sure, of the newest document."""
    ordered = sorted(
        group,
        key=lambda f: (
            f.status == "estimate",
            _SURENESS.get(f.confidence, 2),
            -(f.published.toordinal() if f.published else 0),
            f.fact_id,
        ),
    )
    different = {(f.value, f.value_high, f.bound) for f in group}
    return Pick(ordered[0], len(different) - 1)


def _latest(mine: dict[tuple[Key, bool], Pick], measure: str, *, target: bool) -> Pick | None:
    """The pick of the latest year; within a year the whole year before a part of it."""
    fitting = [pick for (key, is_target), pick in mine.items() if is_target == target and key[1] == measure]
    return max(
        fitting,
        key=lambda pick: (pick.figure.year or 0, pick.figure.period == str(pick.figure.year), pick.figure.fact_id),
        default=None,
    )
