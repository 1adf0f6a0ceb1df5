"""Computes an index: a panel, a framework and conventions give normalised indicators, weights and scores."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fangzhi.analyse.index import aggregate, weights
from fangzhi.analyse.index.arrays import Floats, Integers
from fangzhi.analyse.index.conventions import Conventions
from fangzhi.analyse.index.framework import Framework, IndicatorSpec
from fangzhi.analyse.index.impute import impute
from fangzhi.analyse.index.normalise import NORMALISATIONS, distance_from_target, share_of_target
from fangzhi.analyse.index.panel import Panel, select
from fangzhi.model.errors import InputError

OBJECTIVE: dict[str, Callable[[Floats, Sequence[str]], Floats]] = {
    "entropy": weights.entropy,
    "critic": weights.critic,
    "variation": weights.coefficient_of_variation,
    "equal": weights.equal,
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """Normalised indicators with shift (``values``) of the region-years that are complete (``complete``, one a row)."""

    panel: Panel
    complete: NDArray[np.bool_]
    years: Integers
    values: Floats


@dataclass(frozen=True, slots=True)
class Index:
    """A computed index. It cannot be had without its conventions.

    ``panel`` has the rows of the input, filled in as declared; ``complete`` says which rows have a score.
    ``scores`` has one entry a row, NaN without a score; ``normalised`` (with shift) is rows × indicators alike.
    ``weights`` is sets × indicators, one set for all years or one a year of ``weight_years``.
    ``dimensions`` is rows × dimensions: Σ w z / Σ w within the dimension, whatever the aggregation.
    """

    framework: Framework
    conventions: Conventions
    panel: Panel
    complete: NDArray[np.bool_]
    normalised: Floats
    weights: Floats
    weight_years: tuple[int, ...]
    scores: Floats
    dimensions: Floats
    shares: Floats | None = None

    def rows_weights(self) -> Floats:
        """The weights that each row was scored with (rows × indicators)."""
        if not self.weight_years:
            return np.broadcast_to(self.weights[0], self.normalised.shape)
        return np.asarray(
            self.weights[np.searchsorted(self.weight_years, self.panel.years).clip(0, len(self.weights) - 1)]
        )


def compute(panel: Panel, framework: Framework, conventions: Conventions | None = None) -> Index:
    """Score every complete region-year of the panel by the framework, under the given or the declared conventions.

    InputError, in one line, for what cannot be computed: a constant indicator, a logarithm of a non-positive value,
    fewer than two regions, weights that do not sum to 1, a method that its normalisation cannot feed.

    >>> from fangzhi.analyse.index.framework_file import parse_framework
    >>> from fangzhi.analyse.index.panel import make_panel
    >>> plan = parse_framework('''title = "t"
    ... [[dimension]]
    ... id = "d"
    ... [[dimension.indicator]]
    ... id = "x"
    ... direction = "up"''', "f.toml")
    >>> table = make_panel([("a", 2020, [1.0]), ("b", 2020, [3.0])], ["x"], origin="here")
    >>> compute(table, plan, Conventions(weights="equal", shift=0)).scores.tolist()
    [0.0, 1.0]
    """
    chosen = conventions or framework.conventions
    return finish(prepare(panel, framework, chosen), framework, chosen)


def prepare(panel: Panel, framework: Framework, conventions: Conventions) -> Prepared:
    """Impute, transform and normalise: all that comes before weights."""
    specs = framework.indicators
    filled = impute(panel, conventions.imputation)
    raw = filled.matrix([spec.column for spec in specs])
    complete: NDArray[np.bool_] = np.asarray(~np.isnan(raw).any(axis=1), dtype=bool)
    kept = select(filled, complete)
    if len(set(kept.regions)) < 2:
        raise InputError(_too_few(panel, raw, specs))
    names = [spec.id for spec in specs]
    table = _transformed(raw[complete], specs)
    down = np.array([spec.direction != "up" for spec in specs])
    if conventions.normalisation == "target":
        targets = np.array([np.nan if spec.reference is None else spec.reference for spec in specs])
        values = share_of_target(table, down, targets, names)
    else:
        years = kept.years if conventions.scope == "yearly" else None
        values = NORMALISATIONS[conventions.normalisation](table, down, years, names)
    return Prepared(filled, complete, kept.years, values + conventions.shift)


def finish(prepared: Prepared, framework: Framework, conventions: Conventions) -> Index:
    """Weigh and aggregate what was prepared under the same conventions."""
    names = [spec.id for spec in framework.indicators]
    values, years = prepared.values, prepared.years
    shares = None
    if conventions.weights_scope == "yearly":
        found = np.unique(years)
        sets = []
        for year in found:
            try:
                sets.append(weigh(values[years == year], framework, conventions)[0])
            except InputError as error:
                raise InputError(f"weights of {year}: {error}") from error
        weight_table, weight_years = np.vstack(sets), tuple(int(y) for y in found)
    else:
        vector, shares = weigh(values, framework, conventions)
        weight_table, weight_years = vector[None, :], ()
    scores = np.empty(len(values))
    for i, vector in enumerate(weight_table):
        rows = years == weight_years[i] if weight_years else np.ones(len(values), dtype=bool)
        scores[rows] = aggregated(values[rows], vector, years[rows], conventions, names)
    size = len(prepared.complete)
    return Index(
        framework, conventions, prepared.panel, prepared.complete,
        _spread(values, prepared.complete, size), weight_table, weight_years,
        _spread(scores, prepared.complete, size),
        _spread(_dimension_scores(values, weight_table, weight_years, years, framework), prepared.complete, size),
        shares,
    )  # fmt: skip


def weigh(values: Floats, framework: Framework, conventions: Conventions) -> tuple[Floats, Floats | None]:
    """Weights of a normalised matrix by the conventions; for combined weights also the share of each method."""
    if conventions.weights != "combined":
        return _one_method(conventions.weights, values, framework, conventions), None
    return weights.combine([_one_method(name, values, framework, conventions) for name in conventions.combine])


def aggregated(
    values: Floats, vector: Floats, years: Integers, conventions: Conventions, names: Sequence[str]
) -> Floats:
    """Scores of normalised rows by the conventions; ideal points follow the scope of the normalisation."""
    ideal_years = years if conventions.scope == "yearly" else None
    match conventions.aggregation:
        case "linear":
            return aggregate.linear(values, vector, names)
        case "geometric":
            return aggregate.geometric(values, vector, names)
        case "topsis-weighted":
            return aggregate.topsis_weighted(values, vector, ideal_years, names)
        case "topsis-distance":
            return aggregate.topsis_distance(values, vector, ideal_years, names)
        case _:
            rho = conventions.distinguishing
            return aggregate.grey_relational(values, vector, ideal_years, names, distinguishing=rho)


def _one_method(name: str, values: Floats, framework: Framework, conventions: Conventions) -> Floats:
    names = [spec.id for spec in framework.indicators]
    if name in OBJECTIVE:
        return OBJECTIVE[name](values, names)
    if name == "components":
        return weights.principal_components(values, names, keep=conventions.keep)
    if name == "ahp":
        return framework.ahp_weights()
    lacking = [spec.id for spec in framework.indicators if spec.weight is None]
    if lacking:
        raise InputError(f"{framework.file}: declared weights lack {', '.join(lacking)}; give each indicator a weight")
    return weights.declared([spec.weight or 0.0 for spec in framework.indicators], names)


def _transformed(table: Floats, specs: Sequence[IndicatorSpec]) -> Floats:
    out = table.copy()
    for j, spec in enumerate(specs):
        if spec.transform == "log":
            if out[:, j].min() <= 0:
                raise InputError(
                    f"{spec.id} goes down to {out[:, j].min():g}, but its logarithm needs values above 0; "
                    "drop the transform"
                )
            out[:, j] = np.log(out[:, j])
        if spec.target is not None:
            low, high = (np.array([end]) for end in spec.target)
            out[:, j] = distance_from_target(out[:, [j]], low, high)[:, 0]
    return out


def _dimension_scores(
    values: Floats, table: Floats, weight_years: tuple[int, ...], years: Integers, framework: Framework
) -> Floats:
    place = np.array(
        [[spec.dimension == d.id for d in framework.dimensions] for spec in framework.indicators], dtype=float
    )
    by_row = table[np.searchsorted(weight_years, years)] if weight_years else np.broadcast_to(table[0], values.shape)
    total = by_row @ place
    zeros = np.zeros((len(values), place.shape[1]))
    return np.asarray(np.divide((values * by_row) @ place, total, out=zeros, where=total > 0))


def _spread(values: Floats, complete: NDArray[np.bool_], size: int) -> Floats:
    out = np.full((size, *values.shape[1:]), np.nan)
    out[complete] = values
    return out


def _too_few(panel: Panel, raw: Floats, specs: Sequence[IndicatorSpec]) -> str:
    regions = len(set(panel.regions))
    if regions < 2:
        return f"{panel.origin} has one region, but an index compares at least two; add regions"
    gaps = np.isnan(raw).sum(axis=0)
    worst = int(np.argmax(gaps))
    return (
        f"{panel.origin}: fewer than two regions have all {len(specs)} indicators "
        f"({specs[worst].id} lacks {gaps[worst]} of {len(raw)} cells); "
        "fill gaps by a declared imputation or drop indicators"
    )
