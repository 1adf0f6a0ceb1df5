"""Everything the laboratory says about a set of scores beyond the scores themselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar, cast

import numpy as np

from fangzhi.analyse.index.arrays import Floats, Integers
from fangzhi.analyse.index.convergence import (
    Beta,
    Effects,
    Sigma,
    beta_convergence,
    club_convergence,
    sigma_convergence,
)
from fangzhi.analyse.index.coupling import Coupling, coupling_coordination
from fangzhi.analyse.index.dagum import Dagum, dagum
from fangzhi.analyse.index.density import Density, kernel_density
from fangzhi.analyse.index.ellipse import Ellipse, deviation_ellipse
from fangzhi.analyse.index.framework import DiagnosisSpec, SpaceSpec
from fangzhi.analyse.index.markov import Markov, SpatialMarkov, markov, spatial_markov
from fangzhi.analyse.index.moran import LocalMoran, Moran, local_moran, moran
from fangzhi.analyse.index.obstacle import obstacle_degree
from fangzhi.analyse.index.panel import Panel, select
from fangzhi.analyse.index.places import coordinates, province_code, provinces
from fangzhi.analyse.index.score import Index
from fangzhi.analyse.index.space import SpatialWeights, contiguity, inverse_distance, nearest
from fangzhi.analyse.index.theil import Theil, theil
from fangzhi.model.errors import InputError

Found = TypeVar("Found")
# A Gini or a density of two or three regions says nothing.
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Inequality, convergence, density, transitions, space, coupling and obstacles of one set of scores.

    Tables by year are keyed by year. What cannot be computed is absent here and named in ``skipped`` with its reason.
    ``rows`` are the rows of the panel that have a score; ``coupling`` and ``obstacles`` have one entry for each.
    """

    rows: Panel
    scores: Floats
    dagum: Mapping[int, Dagum] = field(default_factory=dict)
    theil: Mapping[int, Theil] = field(default_factory=dict)
    sigma: tuple[Sigma, ...] = ()
    beta: tuple[Beta, ...] = ()
    density: tuple[Density, ...] = ()
    markov: Markov | None = None
    spatial_markov: SpatialMarkov | None = None
    space: SpatialWeights | None = None
    moran: Mapping[int, Moran] = field(default_factory=dict)
    local_moran: LocalMoran | None = None
    ellipses: Mapping[int, Ellipse] = field(default_factory=dict)
    coupling: Coupling | None = None
    obstacles: Floats | None = None
    skipped: tuple[tuple[str, str], ...] = ()


def diagnose(
    panel: Panel, scores: Floats, *, space: SpaceSpec | None = None, choices: DiagnosisSpec | None = None,
    index: Index | None = None,
) -> Diagnosis:  # fmt: skip
    """Run every diagnosis on the scores (one a row of the panel, NaN without one).

    With ``index`` (the computation that the scores come from) coupling and obstacles are diagnosed too.
    """
    chosen, where = choices or DiagnosisSpec(), space or SpaceSpec()
    known = ~np.isnan(scores)
    rows, values = select(panel, known), scores[known]
    years = rows.years
    skipped: list[tuple[str, str]] = []

    def attempt(name: str, run: Callable[[], Found], otherwise: Found) -> Found:
        try:
            return run()
        except InputError as error:
            skipped.append((name, str(error)))
            return otherwise

    enough = _enough(years, skipped)
    judged, judged_years = values[enough], years[enough]
    labels = [label for label, use in zip(rows.groups or ["all"] * len(years), enough, strict=True) if use]
    if rows.groups is None:
        skipped.append(
            ("groups", "the panel has no groups, so within and between are not told apart; name a group column")
        )
    weights = attempt("spatial weights", lambda: spatial_weights(rows, where), None)
    whole = [y for y in _years(years) if weights is not None and _covers(rows, y, weights)]
    if weights is not None and not whole:
        skipped.append(("Moran's I", "no year has a score for every region; fill gaps by a declared imputation"))
    nothing = {}  # type: dict[int, Moran]
    spread = None if weights is None or not whole else weights
    return Diagnosis(
        rows,
        values,
        attempt("Dagum Gini", lambda: _by_year(judged_years, judged, lambda v, m: dagum(v, _pick(labels, m))), {}),
        attempt("Theil", lambda: _by_year(judged_years, judged, lambda v, m: theil(v, _pick(labels, m))), {}),
        sigma_convergence(judged, judged_years),
        attempt("β-convergence", lambda: _betas(rows, values, chosen), ()),
        attempt("kernel density", lambda: kernel_density(judged, judged_years) if len(judged) else (), ()),
        attempt("Markov transitions", lambda: markov(rows.regions, years, values, classes=chosen.classes), None),
        attempt("spatial Markov transitions", lambda: _spatial_markov(rows, values, spread, chosen), None),
        weights,
        attempt("Moran's I", lambda: _morans(rows, values, spread, whole, chosen), nothing),
        attempt("local Moran's I", lambda: _local(rows, values, spread, whole, chosen), None),
        attempt("ellipse", lambda: _ellipses(select(rows, enough), judged, where, chosen), {}),
        attempt("coupling coordination", lambda: _coupling(index, known, chosen), None),
        attempt("obstacle degree", lambda: _obstacles(index, known), None),
        tuple(skipped),
    )


def spatial_weights(rows: Panel, spec: SpaceSpec) -> SpatialWeights | None:
    """Spatial weights of the panel's regions as declared; undeclared, shared borders where all are provinces.

    None where nothing is declared and not all regions are provinces. InputError where coordinates are unknown.
    """
    regions = sorted(set(rows.regions))
    codes = [province_code(region) for region in regions]
    kind = spec.weights or ("contiguity" if all(codes) else None)
    if kind is None:
        raise InputError("the regions are not all provinces, so borders are not known; declare [space] weights")
    if kind == "contiguity":
        back = {code: region for code, region in zip(codes, regions, strict=True) if code}
        borders = {back[c]: [back[n] for n in provinces()[c].neighbours if n in back] for c in back}
        return contiguity(regions, borders)
    place = _coordinates(rows, spec)
    longitude, latitude = np.array([place[region] for region in regions]).T
    if kind == "nearest":
        return nearest(regions, longitude, latitude, count=spec.neighbours)
    return inverse_distance(regions, longitude, latitude, power=spec.power)


def _coordinates(rows: Panel, spec: SpaceSpec) -> dict[str, tuple[float, float]]:
    if spec.longitude and spec.latitude:
        pairs = zip(rows.regions, rows.column(spec.longitude), rows.column(spec.latitude), strict=True)
        return {region: (float(x), float(y)) for region, x, y in pairs}
    found = {}
    for region in dict.fromkeys(rows.regions):
        point = coordinates(region)
        if point is None:
            raise InputError(
                f"the coordinates of {rows.name(region)} are not known; name longitude and latitude columns in [space]"
            )
        found[region] = point
    return found


def _enough(years: Integers, skipped: list[tuple[str, str]]) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """Which rows stand in a year with enough scores to judge; the other years are told."""
    enough = np.ones(len(years), dtype=bool)
    for year in _years(years):
        count = int((years == year).sum())
        if count < FEWEST:
            enough[years == year] = False
            told = (
                f"{count} regions have a score; inequality, density and ellipse need {FEWEST}: fill gaps or add regions"
            )
            skipped.append((str(year), told))
    return enough


def _years(years: Integers) -> list[int]:
    return [int(y) for y in np.unique(years)]


def _pick(labels: Sequence[str], rows: Integers) -> list[str]:
    return [labels[i] for i in rows]


def _by_year(years: Integers, values: Floats, one: Callable[[Floats, Integers], Found]) -> dict[int, Found]:
    out = {}
    for year in _years(years):
        rows = np.flatnonzero(years == year)
        out[year] = one(values[rows], rows)
    return out


def _betas(rows: Panel, values: Floats, chosen: DiagnosisSpec) -> tuple[Beta, ...]:
    controls = {name: rows.column(name) for name in chosen.controls}
    out: list[Beta] = []
    for effects in cast("tuple[Effects, ...]", ("none", "two-way")):
        out.append(beta_convergence(rows.regions, rows.years, values, effects=effects))
        if controls:
            conditional = beta_convergence(rows.regions, rows.years, values, effects=effects, controls=controls)
            out.append(conditional)
        if rows.groups is not None:
            out += club_convergence(rows.regions, rows.years, values, rows.groups, effects=effects)
    return tuple(out)


def _covers(rows: Panel, year: int, weights: SpatialWeights) -> bool:
    return {r for r, y in zip(rows.regions, rows.years, strict=True) if y == year} >= set(weights.regions)


def _ordered(rows: Panel, values: Floats, year: int) -> Floats:
    # Rows are sorted by year, then region; spatial weights by region: the same order.
    return np.asarray(values[rows.years == year])


def _spatial_markov(
    rows: Panel, values: Floats, weights: SpatialWeights | None, chosen: DiagnosisSpec
) -> SpatialMarkov | None:
    if weights is None:
        return None
    return spatial_markov(rows.regions, rows.years, values, weights, classes=chosen.classes)


def _morans(
    rows: Panel, values: Floats, weights: SpatialWeights | None, years: Sequence[int], chosen: DiagnosisSpec
) -> dict[int, Moran]:
    if weights is None:
        return {}
    options = {"permutations": chosen.permutations, "seed": chosen.seed}
    return {year: moran(_ordered(rows, values, year), weights, **options) for year in years}


def _local(
    rows: Panel, values: Floats, weights: SpatialWeights | None, years: Sequence[int], chosen: DiagnosisSpec
) -> LocalMoran | None:
    if weights is None:
        return None
    last = _ordered(rows, values, years[-1])
    return local_moran(last, weights, permutations=chosen.permutations, seed=chosen.seed)


def _ellipses(rows: Panel, values: Floats, spec: SpaceSpec, chosen: DiagnosisSpec) -> dict[int, Ellipse]:
    place = _coordinates(rows, spec)
    form = cast("Literal['linear', 'squared']", chosen.ellipse)
    points = np.array([place[region] for region in rows.regions]).reshape(-1, 2)
    longitude, latitude = points.T
    return _by_year(rows.years, values, lambda v, m: deviation_ellipse(longitude[m], latitude[m], v, form=form))


def _coupling(
    index: Index | None, known: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]", chosen: DiagnosisSpec
) -> Coupling | None:
    if index is None:
        return None
    # The shift is no level: a dimension that is worst everywhere stands at 0.
    levels = index.dimensions[known] - index.conventions.shift
    return coupling_coordination(np.where(np.abs(levels) < 1e-12, 0.0, levels), form=chosen.coupling)


def _obstacles(index: Index | None, known: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> Floats | None:
    if index is None:
        return None
    values = index.normalised[known] - index.conventions.shift
    weights = index.rows_weights()[known]
    unit = np.clip(values, 0.0, 1.0) if np.abs(np.clip(values, 0.0, 1.0) - values).max() < 1e-9 else values
    if index.weight_years:
        parts = np.empty_like(unit)
        for year in index.weight_years:
            chosen = index.panel.years[known] == year
            parts[chosen] = obstacle_degree(unit[chosen], weights[chosen][0])
        return parts
    return obstacle_degree(unit, weights[0])
