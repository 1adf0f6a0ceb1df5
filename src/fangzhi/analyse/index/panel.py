"""The panel: region × year × indicator, with what is known about every cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fangzhi.analyse.index.arrays import Floats, Integers
from fangzhi.model.errors import InputError

Cell = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class CellSource:
    """The fact in the atlas that a cell was taken from."""

    fact_id: str
    document_id: str
    title: str
    quote: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows are region-years, sorted by year, then region; ``values`` is rows × columns, NaN where there is no figure.

    ``regions``, ``years`` and ``groups`` have one entry a row; ``names`` gives a region's name by its key. ``imputed``
    marks the cells that were filled in. ``sources`` and ``remarks`` are keyed by (region, year, column).
    """

    regions: tuple[str, ...]
    years: Integers
    columns: tuple[str, ...]
    values: Floats
    imputed: NDArray[np.bool_]
    names: Mapping[str, str]
    origin: str
    groups: tuple[str, ...] | None = None
    grouping: str = "none"
    sources: Mapping[Cell, CellSource] = field(default_factory=dict)
    remarks: Mapping[Cell, str] = field(default_factory=dict)

    def column(self, name: str) -> Floats:
        """Values of one column; InputError when there is none of that name."""
        if name not in self.columns:
            listed = ", ".join(self.columns[:12])
            raise InputError(f"{self.origin} has no column {name!r}; it has {listed}")
        return np.asarray(self.values[:, self.columns.index(name)])

    def missing(self) -> NDArray[np.bool_]:
        """True where a cell has no figure (rows × columns)."""
        return np.isnan(self.values)

    def matrix(self, columns: Sequence[str]) -> Floats:
        """Rows × the given columns."""
        return np.column_stack([self.column(name) for name in columns])

    def with_values(self, values: Floats, imputed: NDArray[np.bool_]) -> "Panel":
        """The same rows with filled-in values."""
        return replace(self, values=values, imputed=imputed)

    def name(self, region: str) -> str:
        """A region's name, or its key."""
        return self.names.get(region, region)


def make_panel(
    rows: Iterable[tuple[str, int, Sequence[float]]],
    columns: Sequence[str],
    *,
    origin: str,
    names: Mapping[str, str] | None = None,
    sources: Mapping[Cell, CellSource] | None = None,
    remarks: Mapping[Cell, str] | None = None,
) -> Panel:
    """A panel from rows of (region, year, values), sorted; InputError for a region-year that comes twice.

    >>> panel = make_panel([("b", 2020, [1.0]), ("a", 2020, [2.0])], ["gdp"], origin="here")
    >>> panel.regions, panel.column("gdp").tolist()
    (('a', 'b'), [2.0, 1.0])
    """
    ordered = sorted(rows, key=lambda row: (row[1], row[0]))
    if not ordered:
        raise InputError(f"{origin} has no rows; give at least two regions")
    for (region, year, _), (other, later, _) in pairwise(ordered):
        if (region, year) == (other, later):
            raise InputError(f"{origin}: region {region} has two rows for {year}; keep one")
    values = np.array([row[2] for row in ordered], dtype=np.float64).reshape(len(ordered), len(columns))
    return Panel(
        regions=tuple(row[0] for row in ordered),
        years=np.array([row[1] for row in ordered], dtype=np.int64),
        columns=tuple(columns),
        values=values,
        imputed=np.zeros(values.shape, dtype=bool),
        names=dict(names or {}),
        origin=origin,
        sources=dict(sources or {}),
        remarks=dict(remarks or {}),
    )


def select(panel: Panel, rows: NDArray[np.bool_]) -> Panel:
    """The rows that are True."""
    keep = np.flatnonzero(rows)
    return replace(
        panel,
        regions=tuple(panel.regions[i] for i in keep),
        years=panel.years[keep],
        values=panel.values[keep],
        imputed=panel.imputed[keep],
        groups=None if panel.groups is None else tuple(panel.groups[i] for i in keep),
    )
