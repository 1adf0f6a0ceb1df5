"""A panel: one value for each region, year and indicator, chosen by a stated preference, gaps left as gaps."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fangzhi.analyse.compare.footing import conversion, footing
from fangzhi.analyse.compare.guard import MEASURES
from fangzhi.analyse.compare.preference import preferred, said_value
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import InputError
from fangzhi.store.atlas import Atlas
from fangzhi.store.ledger import EVIDENCE_FIELDS, Statement, statements

LEVELS = ("country", "province", "prefecture", "county", "zone")
PREFERENCE = (
    "an outcome before an estimate; the area's own document before others; communique, work report, plan, policy "
    "before the press; the later document; an exact figure before a bound"
)
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Series:
    """One column: an indicator with a measure, in a unit."""

    indicator_id: str
    indicator: str
    measure: str
    unit: str

    @property
    def column(self) -> str:
        """Name of the column: ``gdp`` for a level, ``gdp_growth`` otherwise."""
        return self.indicator_id if self.measure == "level" else f"{self.indicator_id}_{self.measure}"


@dataclass(frozen=True, slots=True)
class PanelCell:
    """One value: ``value`` is in the unit of the series, ``chosen`` the statement it is from.

    ``runners_up`` are the other statements of the same thing, best first; ``differing`` counts those with another
    value.
    """

    region_key: str
    region: str
    year: int
    series: Series
    value: float
    value_high: float | None
    chosen: Statement
    runners_up: tuple[Statement, ...]
    differing: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The cells there are; a region and year without a cell for a series is a gap."""

    series: tuple[Series, ...]
    cells: tuple[PanelCell, ...]

    def long(self) -> list[dict[str, Any]]:
        """One record a cell, with its evidence."""
        return [
            {
                "region_code": cell.region_key,
                "region": cell.region,
                "year": cell.year,
                "indicator_id": cell.series.indicator_id,
                "indicator": cell.series.indicator,
                "measure": cell.series.measure,
                "value": cell.value,
                "value_high": cell.value_high,
                "unit": cell.series.unit,
                "bound": cell.chosen.bound,
                "status": cell.chosen.status,
                "price_basis": footing(cell.chosen).price,
                "differing": cell.differing,
                **{name: getattr(cell.chosen, name) for name in EVIDENCE_FIELDS},
            }
            for cell in self.cells
        ]

    def wide(self) -> list[dict[str, Any]]:
        """One record a region and year, a column a series and one for its bound (eq, min, max, approx)."""
        rows: dict[tuple[str, int], dict[str, Any]] = {}
        for cell in self.cells:
            key = (cell.region_key, cell.year)
            head = {"region_code": cell.region_key, "region": cell.region, "year": cell.year}
            columns = (name for series in self.series for name in (series.column, f"{series.column}_bound"))
            rows.setdefault(key, head | dict.fromkeys(columns))
            rows[key][cell.series.column] = cell.value
            rows[key][f"{cell.series.column}_bound"] = cell.chosen.bound
        return [rows[key] for key in sorted(rows)]

    def runners_up(self) -> list[dict[str, Any]]:
        """Every value that was passed over, beside the one that was chosen."""
        return [
            {
                "region_code": cell.region_key,
                "region": cell.region,
                "year": cell.year,
                "column": cell.series.column,
                "chosen_value": cell.value,
                "chosen_fact_id": cell.chosen.fact_id,
                "place": place,
                "value": other.value * (conversion(other.unit, cell.series.unit) or 1.0),
                "unit": cell.series.unit,
                "bound": other.bound,
                "status": other.status,
                **{name: getattr(other, name) for name in EVIDENCE_FIELDS},
            }
            for cell in self.cells
            for place, other in enumerate(cell.runners_up, 2)
        ]


def make_panel(
    atlas: Atlas, indicators: Sequence[str], regions: Sequence[str], years: Iterable[int] | None = None
) -> Panel:
    """Make a panel of outcomes and estimates over whole years.

    ``indicators`` are names or ids, with a measure behind a colon where it is not the level (``gdp:growth``);
    ``regions`` are names, or one of province, prefecture, county … for all of that level. The statement to believe
    is chosen so: an outcome before an estimate, own documents first, official kinds first, then the later one. A
    figure in another unit of its dimension is converted; another currency, or another price basis than that of the
    preferred statement, is left out. NotFoundError for an unknown name, InputError for an unknown measure.
    """
    wanted = [_series(atlas, words) for words in indicators]
    levels = [name for name in regions if name in LEVELS]
    named = [name for name in regions if name not in LEVELS]
    chosen_years = None if years is None else list(years)
    found: dict[str, Statement] = {}
    for places in ({"level": levels} if levels else {}, {"region": named} if named else {}):
        if places:
            for s in statements(
                atlas,
                keys=sorted({series.indicator_id for series in wanted}),
                year=chosen_years,
                not_status="target",
                dated=True,
                **places,  # type: ignore[arg-type]  # region and level are both lists of names
            ):
                found[s.fact_id] = s
    groups: dict[tuple[str, int, str, str], list[Statement]] = defaultdict(list)
    for s in found.values():
        if _whole_year(s) and s.year is not None:
            groups[s.region_key, s.year, s.indicator_key, s.measure].append(s)
    cells = [
        cell
        for (region_key, year, indicator_id, measure), group in groups.items()
        for series in wanted
        if (series.indicator_id, series.measure) == (indicator_id, measure)
        and (cell := _cell(region_key, year, series, group)) is not None
    ]
    cells.sort(key=lambda cell: (cell.region_key, cell.year, wanted.index(cell.series)))
    return Panel(tuple(wanted), tuple(cells))


def year_range(words: str) -> range:
    """The years of ``2020-2026`` or ``2025``; InputError otherwise.

    >>> list(year_range("2024-2026"))
    [2024, 2025, 2026]
    """
    first, _, last = words.partition("-")
    if not (first.isdigit() and (last or first).isdigit()) or int(last or first) < int(first):
        raise InputError(f"{words!r} is no range of years; write 2020-2026, or one year")
    return range(int(first), int(last or first) + 1)


def _cell(region_key: str, year: int, series: Series, group: Sequence[Statement]) -> PanelCell | None:
    usable = preferred(s for s in group if conversion(s.unit, series.unit) is not None)
    if not usable:
        return None
    best = usable[0]
    others = tuple(s for s in usable[1:] if footing(s) == footing(best))
    factor = conversion(best.unit, series.unit) or 1.0
    return PanelCell(
        region_key,
        best.region or region_key,
        year,
        series,
        best.value * factor,
        None if best.value_high is None else best.value_high * factor,
        best,
        others,
        len({said_value(s) for s in others} - {said_value(best)}),
    )


def _series(atlas: Atlas, words: str) -> Series:
    name, _, measure = words.partition(":")
    measure = measure or "level"
    if measure not in MEASURES:
        raise InputError(f"{words!r} has no measure that there is; write one of {', '.join(MEASURES)} behind the colon")
    key, zh = atlas.indicator_key(name)
    row = load_lexicon().indicators.find(key)
    relative = {"growth": "%", "cagr": "%", "rank": ""}
    unit = relative.get(measure, row.unit if row else "")
    if measure == "change" and row is not None and row.dimension == "percent":
        unit = "个百分点"
    return Series(key, zh, measure, unit)


def _whole_year(s: Statement) -> bool:
    if s.period_first is None or s.period_last is None:
        return False
    return s.period_first % _YEAR == 0 and s.period_last - s.period_first + 1 == _YEAR
