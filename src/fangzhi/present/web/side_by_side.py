"""Figures of several regions side by side, each with what keeps it from being compared with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fangzhi.analyse.compare.guard import differences
from fangzhi.analyse.compare.preference import preferred
from fangzhi.store.ledger import IndicatorNote, Statement

Key = tuple[str, str, bool]  # indicator, measure, whether it is a target


@dataclass(frozen=True, slots=True)
class Cell:
    """A region's figure; ``against`` are the codes of what keeps it from being compared with the row's first fit."""

    figure: Statement
    others: int
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One indicator and measure over all regions, in their order; ``comparable`` counts cells that may be compared."""

    indicator_id: str
    zh: str
    en: str
    measure: str
    target: bool
    period: str
    cells: tuple[Cell | None, ...]
    comparable: int


def compared(
    said: Iterable[Statement], codes: Sequence[str], notes: Mapping[str, IndicatorNote], order: Mapping[str, int]
) -> tuple[ComparedRow, ...]:
    """What at least two regions have, rows that most regions share first, then in the order of ``order``."""
    groups: dict[Key, list[Statement]] = {}
    for one in said:
        if one.indicator_id in notes and one.period:
            groups.setdefault((one.indicator_id or "", one.measure, one.status == "target"), []).append(one)
    rows = [
        _row(key, group, codes, notes) for key, group in groups.items() if len({one.region_code for one in group}) > 1
    ]
    rows.sort(key=lambda row: (-row.comparable, order.get(row.indicator_id, len(order)), row.measure, row.target))
    return tuple(rows)


def _row(key: Key, group: Sequence[Statement], codes: Sequence[str], notes: Mapping[str, IndicatorNote]) -> ComparedRow:
    period, unit = _commonest(group)
    best: dict[str, list[Statement]] = {}
    for code in codes:
        mine = [one for one in group if one.region_code == code]
        best[code] = _nearest(mine, period, unit)
    first = next(found[0] for found in best.values() if found and found[0].period == period and found[0].unit == unit)
    cells = tuple(_cell(found, first, notes) if found else None for found in best.values())
    note = notes[key[0]]
    fit = sum(cell is not None and not cell.against for cell in cells)
    return ComparedRow(key[0], note.zh, note.en, key[1], key[2], period, cells, fit)


def _commonest(group: Sequence[Statement]) -> tuple[str, str]:
    """The period and unit that most regions have; the newest period among equals."""
    regions = {(one.region_code, one.period or "", one.unit, one.period_last or 0) for one in group}
    counts = Counter((period, unit, last) for _, period, unit, last in regions)
    period, unit, _ = max(counts, key=lambda what: (counts[what], what[2], what))
    return period, unit


def _nearest(mine: Sequence[Statement], period: str, unit: str) -> list[Statement]:
    """The figures of the wanted period, else of the newest, the one to believe first at the front."""
    wanted = [one for one in mine if one.period == period and one.unit == unit]
    if not wanted and mine:
        newest = max(mine, key=lambda one: (one.period_last or 0, one.unit == unit, one.period or ""))
        wanted = [one for one in mine if (one.period, one.unit) == (newest.period, newest.unit)]
    return preferred(wanted)


def _cell(found: Sequence[Statement], first: Statement, notes: Mapping[str, IndicatorNote]) -> Cell:
    different = {(one.value, one.value_high, one.bound) for one in found}
    codes = dict.fromkeys(difference.code for difference in differences(first, found[0], notes))
    return Cell(found[0], len(different) - 1, tuple(codes))
