"""Regions side by side: one line a measured thing, with what keeps a cell from being compared said beside it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fangzhi.analyse.compare.guard import Difference, differences
from fangzhi.analyse.compare.preference import preferred, said_value
from fangzhi.analyse.compare.said import interval, said
from fangzhi.lexicon.load import load_lexicon
from fangzhi.store.atlas import Atlas, Choice
from fangzhi.store.ledger import EVIDENCE_FIELDS, IndicatorNote, Statement, indicator_notes, statements

_AMOUNTS = ("flow", "stock", "count")
_OUTCOMES = ("actual", "estimate")


@dataclass(frozen=True, slots=True)
class Side:
    """One region's cell: the figure to believe first, how many other figures there are, why it must not be ranked.

    ``rank`` is None where the figure is missing, badged or only a bound that leaves the order open; equal figures
    share a rank.
    """

    region_key: str
    figure: Statement | None
    others: int
    badges: tuple[Difference, ...]
    rank: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator, measure and status over the regions; ``period`` is the one that most of them have."""

    indicator: str
    indicator_id: str
    measure: str
    status: str
    period: str | None
    unit: str
    better: str
    sides: tuple[Side, ...]

    def records(self, names: Mapping[str, str]) -> list[dict[str, Any]]:
        """One flat record a region."""
        head = {n: getattr(self, n) for n in ("indicator", "indicator_id", "measure", "status", "better")}
        return [_record(head, side, names) for side in self.sides]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The regions in the order asked (key to full name), and the lines that at least two of them have."""

    regions: Mapping[str, str]
    lines: tuple[Line, ...]

    def records(self) -> list[dict[str, Any]]:
        """Every cell as a flat record."""
        return [record for line in self.lines for record in line.records(self.regions)]


def compare_regions(
    atlas: Atlas,
    regions: Sequence[str],
    *,
    indicator: Choice = None,
    year: int | None = None,
    measure: Choice = None,
    targets: bool = False,
) -> Comparison:
    """Set regions side by side over the indicators of the catalogue that at least two of them have.

    Outcomes and estimates are compared, or targets when ``targets`` is set, never one with the other. Each line is
    about the latest period that most regions share; another period, unit, price basis or level of region is badged
    and not ranked. NotFoundError for an unknown name.
    """
    names = dict(atlas.region_key(name) for name in regions)
    found = _figures(atlas, names, indicator, year, measure, ("target",) if targets else _OUTCOMES)
    return Comparison(names, _lines(atlas, names, found, "target" if targets else "outcome"))


def compare_all(atlas: Atlas, regions: Sequence[str]) -> Comparison:
    """The same with the lines of outcomes, then those of targets, all read at once."""
    names = dict(atlas.region_key(name) for name in regions)
    found = _figures(atlas, names, None, None, None, (*_OUTCOMES, "target"))
    reached = [statement for statement in found if statement.status in _OUTCOMES]
    promised = [statement for statement in found if statement.status == "target"]
    return Comparison(names, _lines(atlas, names, reached, "outcome") + _lines(atlas, names, promised, "target"))


def _figures(
    atlas: Atlas,
    names: Mapping[str, str],
    indicator: Choice,
    year: int | None,
    measure: Choice,
    status: tuple[str, ...],
) -> tuple[Statement, ...]:
    return statements(
        atlas,
        region=list(names),
        indicator=indicator,
        year=year,
        measure=measure,
        status=status,
        catalogued=True,
        dated=True,
    )


def _lines(atlas: Atlas, names: Mapping[str, str], found: Iterable[Statement], status: str) -> tuple[Line, ...]:
    """One line an indicator and measure that at least two of the regions have."""
    notes = indicator_notes(atlas)
    levels = {key: _level(key) for key in names}
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in found:
        groups[statement.indicator_key, statement.measure].append(statement)
    shared = [group for group in groups.values() if len({statement.region_key for statement in group}) > 1]
    lines = [_line(group, names, levels, notes, status) for group in shared]
    lines.sort(key=lambda line: (-sum(s.rank is not None for s in line.sides), line.indicator_id, line.measure))
    return tuple(lines)


def ranks(figures: Mapping[str, tuple[float, float]], *, better: str, alike: bool = False) -> dict[str, int]:
    """Positions in an order, the best first, of figures that lie between two ends.

    Equal figures share a position and the next is left out; ``alike`` says that vague figures said alike are equal,
    which is so for targets. A figure whose place its own or another's vagueness
    leaves open has none; where no direction is better nothing is ranked.

    >>> ranks({"a": (5, 5), "b": (6, 6), "c": (6, 6), "d": (4, 4)}, better="up")
    {'a': 3, 'b': 1, 'c': 1, 'd': 4}
    >>> ranks({"a": (5, 5), "b": (6, float("inf")), "c": (8, 8)}, better="up")
    {'a': 3}
    """
    if better == "none" or len(figures) < 2:
        return {}
    ends = {key: (-high, -low) if better == "down" else (low, high) for key, (low, high) in figures.items()}
    out = {}
    for key, (low, high) in ends.items():
        rivals = [
            end for other, end in ends.items() if other != key and not (end == (low, high) and (alike or low == high))
        ]
        surely = sum(end[0] > high for end in rivals)
        if surely == sum(end[1] > low for end in rivals):
            out[key] = surely + 1
    return out


def _line(
    group: Sequence[Statement],
    names: Iterable[str],
    levels: Mapping[str, str],
    notes: Mapping[str, IndicatorNote],
    status: str,
) -> Line:
    anchor = _anchor(group)
    note = notes.get(anchor.indicator_key)
    better = "down" if anchor.measure == "rank" else note.better if note else "none"
    chosen: dict[str, tuple[Statement, int, tuple[Difference, ...]]] = {}
    for key in names:
        own = [statement for statement in group if statement.region_key == key]
        if own:
            figure = min(own, key=lambda s: _nearness(s, anchor, notes))
            same = [s for s in own if not differences(s, figure, notes)]
            best = preferred(same)[0]
            others = len({said_value(s) for s in same}) - 1
            chosen[key] = (best, others, _badges(best, anchor, levels, key, note, notes))
    free = {key: figure for key, (figure, _, badges) in chosen.items() if not badges}
    order = ranks(
        {key: interval(said(figure, anchor.unit)) for key, figure in free.items()},
        better=better,
        alike=status == "target",
    )
    sides = []
    for key in names:
        if key in chosen:
            figure, others, badges = chosen[key]
            sides.append(Side(key, figure, others, badges, order.get(key)))
        else:
            sides.append(Side(key, None, 0, (), None))
    name = note.zh if note else anchor.indicator
    return Line(name, anchor.indicator_key, anchor.measure, status, anchor.period, anchor.unit, better, tuple(sides))


def _anchor(group: Sequence[Statement]) -> Statement:
    """A figure of the period and footing that most regions have, of the latest such period."""
    regions: dict[str | None, set[str]] = defaultdict(set)
    for statement in group:
        regions[statement.period].add(statement.region_key)
    last = {statement.period: statement.period_last or 0 for statement in group}
    period = max(regions, key=lambda p: (len(regions[p]), last[p], str(p)))
    there = [statement for statement in group if statement.period == period]
    unit = Counter(statement.unit for statement in there).most_common(1)[0][0]
    return preferred(statement for statement in there if statement.unit == unit)[0]


def _nearness(statement: Statement, anchor: Statement, notes: Mapping[str, IndicatorNote]) -> tuple[int, int]:
    return len(differences(statement, anchor, notes)), -(statement.period_last or 0)


def _badges(
    figure: Statement,
    anchor: Statement,
    levels: Mapping[str, str],
    key: str,
    note: IndicatorNote | None,
    notes: Mapping[str, IndicatorNote],
) -> tuple[Difference, ...]:
    found = list(differences(figure, anchor, notes))
    amounts = figure.measure in {"level", "change"} and (note is None or note.kind in _AMOUNTS)
    usual = Counter(levels.values()).most_common(1)[0][0]
    if amounts and levels[key] != usual:
        found.append(Difference("region_level", f"a {levels[key]} beside a {usual}"))
    if figure.confidence == "weak":
        found.append(Difference("weak", "read by a rule of last resort"))
    return tuple(found)


def _level(key: str) -> str:
    region = load_lexicon().regions.find(key)
    return region.level if region is not None else "area without a code"


def _record(head: Mapping[str, Any], side: Side, names: Mapping[str, str]) -> dict[str, Any]:
    figure = side.figure
    return {
        **head,
        "region": names[side.region_key],
        "region_key": side.region_key,
        "rank": side.rank,
        "badges": " | ".join(badge.code for badge in side.badges),
        "why": "; ".join(badge.words for badge in side.badges),
        "others": side.others,
        **{name: figure and getattr(figure, name) for name in ("value", "value_high", "unit", "bound", "period")},
        **{name: figure and getattr(figure, name) for name in EVIDENCE_FIELDS},
    }
