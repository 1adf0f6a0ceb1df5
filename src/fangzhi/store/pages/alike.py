"""Regions that develop the same industries as another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fangzhi.store.pages.regions import RegionRow
from fangzhi.store.queries import query
from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class RegionAlike:
    """A region with how many industries it shares with another, and the share of those that either develops."""

    region_code: str
    shared: int
    likeness: float


@dataclass(frozen=True, slots=True)
class _Developed:
    """Regions in the order of their codes, with their levels; ``matrix`` has a 1 where one develops an industry."""

    places: dict[str, int]
    codes: list[str]
    levels: NDArray[np.str_]
    matrix: NDArray[np.float32]


def region_alike(reader: Reader, region: RegionRow, *, least: int, most: int) -> tuple[RegionAlike, ...]:
    """The regions of the same level with the likest industries, at least ``least`` of them shared.

    All regions are compared at once in memory: a matrix of 3,000 regions and 500 industries takes 6 MB, and a join of
    it with itself thirty times as long as this product.
    """
    developed = reader.atlas.once("developed", lambda: _developed(reader))
    place = developed.places.get(region.region_code)
    if place is None:
        return ()
    shared = developed.matrix @ developed.matrix[place]  # counts are exact in this type up to 2**24
    either = developed.matrix.sum(axis=1) + developed.matrix[place].sum() - shared
    likeness = shared.astype(np.float64) / either
    fitting = (shared >= least) & (developed.levels == region.level)
    fitting[place] = False
    # The sort is stable: equal ones stay in the order of their codes.
    order = [at for at in np.argsort(-likeness, kind="stable") if fitting[at]]
    return tuple(RegionAlike(developed.codes[at], int(shared[at]), float(likeness[at])) for at in order[:most])


def _developed(reader: Reader) -> _Developed:
    table = reader.atlas.ask(query("pages_developed")).arrow()
    regions, industries = (
        table.column(name).combine_chunks().dictionary_encode() for name in ("region_code", "industry_id")
    )
    codes = regions.dictionary.to_pylist()  # in the order of the rows, which is theirs
    matrix = np.zeros((len(codes), len(industries.dictionary)), dtype=np.float32)
    matrix[regions.indices.to_numpy(), industries.indices.to_numpy()] = 1
    firsts = np.unique(regions.indices.to_numpy(), return_index=True)[1]
    levels = np.array(table.column("level").take(firsts).to_pylist(), dtype=np.str_)
    return _Developed({code: at for at, code in enumerate(codes)}, codes, levels, matrix)
