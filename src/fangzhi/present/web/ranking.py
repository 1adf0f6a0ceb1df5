"""A ranking of regions and its map: shared by the home page and the pages of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fangzhi.present.values import value_text
from fangzhi.present.web.frame import Site
from fangzhi.present.web.maps import Drawing, draw
from fangzhi.store import pages
from fangzhi.store.pages import Coverage, RankedFigure
from fangzhi.store.serving import Reader

_CLASSES = 5
_BAR = 100.0
_HEADLINES = 400
_RESULT = 1.25  # results are shown before targets, unless a target has a quarter more regions


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for; None where it leaves the choice to us."""

    indicator_id: str | None = None
    measure: str | None = None
    period: str | None = None
    status: str | None = None

    def query(self) -> str:
        """The wish as the query of an address; empty when nothing is wished for."""
        given = {
            "indicator": self.indicator_id,
            "measure": self.measure,
            "period": self.period,
            "status": self.status,
        }
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A line of the ranking: equal values share a place; ``bar`` is 0 to 100 and ``offset`` where it begins."""

    place: int
    figure: RankedFigure
    offset: float
    bar: float


@dataclass(frozen=True, slots=True)
class Step:
    """One shade of the legend and the values it stands for."""

    shade: int
    text: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking that can be drawn, what else could be chosen, and whether the wish was met exactly.

    ``variants`` are the best covered rankings of the same indicator: level and growth, results and targets.
    ``has_targets`` and ``has_years`` say whether the same measure has targets, and more than one whole year.
    """

    of: Coverage
    level: str
    exact: bool
    variants: tuple[Coverage, ...]
    indicators: tuple[Coverage, ...]
    measures: tuple[str, ...]
    periods: tuple[str, ...]
    statuses: tuple[str, ...]
    rows: tuple[RankedRow, ...]
    map: Drawing
    steps: tuple[Step, ...]
    has_targets: bool
    has_years: bool


def ranking(reader: Reader, site: Site, wish: Wish, level: str = "province") -> Ranking | None:
    """The best covered ranking that fits the wish; None when the atlas has nothing to rank."""
    covered = site.once.get(f"coverage {level}", lambda: pages.coverage(reader, level))
    indicator_id = wish.indicator_id or _best_covered(reader, site, covered)
    of_indicator = [c for c in covered if c.indicator_id == indicator_id]
    if not of_indicator:
        return None
    # max keeps the first: the order of the query
    chosen = max(of_indicator, key=lambda c: (_fit(c, wish), _weight(c)))
    same = [c for c in covered if c.indicator_id == chosen.indicator_id]
    figures = pages.ranking(reader, chosen, level)
    shades = _shades([figure.value for figure in figures])
    told = {
        figure.region_code: (shade, site.value(figure))
        for figure, shade in zip(figures, shades, strict=True)
        if figure.region_code
    }
    return Ranking(
        of=chosen,
        level=level,
        exact=_fit(chosen, wish) == _wanted(wish),
        variants=_variants(same),
        indicators=_first_of_each(covered),
        measures=tuple(dict.fromkeys(c.measure for c in same)),
        periods=tuple(sorted({c.period for c in same}, reverse=True)),
        statuses=tuple(dict.fromkeys(c.status for c in same)),
        rows=_rows(figures),
        map=draw(told, site),
        steps=_steps(figures, shades, site),
        has_targets=any(c.status == "target" and c.measure == chosen.measure for c in same),
        has_years=len({c.period for c in same if c.period.isdigit() and _like(c, chosen)}) > 1,
    )


def _best_covered(reader: Reader, site: Site, covered: Sequence[Coverage]) -> str | None:
    """The indicator of the ranking with most regions; of equal ones that which most regions report in whatever form."""
    headlines = site.once.get("headlines", lambda: pages.headlines(reader, _HEADLINES))
    order = {headline.indicator_id: at for at, headline in enumerate(headlines)}
    best = max(covered, key=lambda c: (_weight(c), -order.get(c.indicator_id, len(order))), default=None)
    return best.indicator_id if best else None


def _like(covered: Coverage, chosen: Coverage) -> bool:
    return (covered.measure, covered.unit) == (chosen.measure, chosen.unit)


def _weight(covered: Coverage) -> float:
    return covered.regions * (_RESULT if covered.status == "actual" else 1)


def _fit(covered: Coverage, wish: Wish) -> int:
    return 4 * (wish.measure == covered.measure) + 2 * (wish.period == covered.period) + (wish.status == covered.status)


def _wanted(wish: Wish) -> int:
    return 4 * (wish.measure is not None) + 2 * (wish.period is not None) + (wish.status is not None)


def _variants(same: Sequence[Coverage]) -> tuple[Coverage, ...]:
    kinds = [(measure, status) for status in ("actual", "target") for measure in ("level", "growth")]
    fitting = ([c for c in same if (c.measure, c.status) == kind] for kind in kinds)
    return tuple(max(found, key=lambda c: (c.regions, c.year)) for found in fitting if found)


def _first_of_each(covered: Sequence[Coverage]) -> tuple[Coverage, ...]:
    first: dict[str, Coverage] = {}
    for row in covered:
        first.setdefault(row.indicator_id, row)
    return tuple(first.values())


def _rows(figures: Sequence[RankedFigure]) -> tuple[RankedRow, ...]:
    low = min(0.0, min((f.value for f in figures), default=0.0))
    high = max(0.0, max((f.value for f in figures), default=0.0))
    width = (high - low) or 1.0
    rows: list[RankedRow] = []
    for number, figure in enumerate(figures, start=1):
        tied = rows and rows[-1].figure.value == figure.value
        place = rows[-1].place if tied else number
        offset = (min(0.0, figure.value) - low) / width * _BAR
        rows.append(RankedRow(place, figure, round(offset, 2), round(abs(figure.value) / width * _BAR, 2)))
    return tuple(rows)


def _shades(values: Sequence[float]) -> list[int]:
    """Shades 1 to 5 with about as many regions each; equal values share one.

    >>> _shades([9, 8, 7, 7, 3]), _shades([5.0]), _shades([])
    ([5, 4, 2, 2, 1], [5], [])
    """
    ordered = sorted(set(values))
    count = len(ordered)
    if count == 1:
        return [_CLASSES] * len(values)
    shade = {value: 1 + round(at * (_CLASSES - 1) / (count - 1)) for at, value in enumerate(ordered)}
    return [shade[value] for value in values]


def _steps(figures: Sequence[RankedFigure], shades: Sequence[int], site: Site) -> tuple[Step, ...]:
    steps = []
    for shade in range(1, _CLASSES + 1):
        values = [figure.value for figure, s in zip(figures, shades, strict=True) if s == shade]
        if values:
            low, high = min(values), max(values)
            text = value_text(
                low,
                figures[0].unit,
                value_high=None if low == high else high,
                language=site.language,
                unit_words=site.vocabulary.unit_words,
            )
            steps.append(Step(shade, text))
    return tuple(steps)
