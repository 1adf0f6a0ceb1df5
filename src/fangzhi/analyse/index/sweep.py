"""Runs every declared alternative and says between which ranks a region moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from fangzhi.analyse.index.arrays import Floats, Integers
from fangzhi.analyse.index.conventions import Conventions, alternatives
from fangzhi.analyse.index.framework import Framework
from fangzhi.analyse.index.panel import Panel
from fangzhi.analyse.index.score import Prepared, compute, finish, prepare
from fangzhi.model.errors import InputError


@dataclass(frozen=True, slots=True)
class RankInterval:
    """Ranks of one region in one year over all computed conventions; 1 is best, ties share the better rank."""

    region: str
    best: int
    median: float
    worst: int
    conventions: int


@dataclass(frozen=True, slots=True)
class Sweep:
    """Ranks (conventions × rows, NaN without a score) under each of ``conventions``.

    ``refused`` names what cannot be computed, with the reason. ``agreement`` is Spearman's correlation of each with
    the declared conventions in the last year, NaN where there is nothing to compare.
    """

    panel: Panel
    conventions: tuple[Conventions, ...]
    refused: tuple[tuple[Conventions, str], ...]
    ranks: Floats
    agreement: Floats

    def intervals(self, year: int) -> list[RankInterval]:
        """The interval of every region with a rank in that year, by region key."""
        out = []
        for row in np.flatnonzero(self.panel.years == year):
            ranks = self.ranks[:, row]
            known = ranks[~np.isnan(ranks)]
            if len(known):
                interval = RankInterval(
                    self.panel.regions[row], int(known.min()), float(np.median(known)), int(known.max()), len(known)
                )
                out.append(interval)
        return sorted(out, key=lambda i: i.region)


def rank(scores: Floats, years: Integers) -> Floats:
    """Rank of each row within its year, 1 for the largest score; ties share the better rank; NaN stays NaN.

    Scores that differ by less than 1e-12 of the largest count as equal: rounding must not decide a rank.

    >>> rank(np.array([0.2, 0.5, 0.5, 0.1]), np.array([1, 1, 1, 2])).tolist()
    [3.0, 1.0, 1.0, 1.0]
    """
    out = np.full(len(scores), np.nan)
    for year in np.unique(years):
        rows = np.flatnonzero((years == year) & ~np.isnan(scores))
        if not len(rows):
            continue
        order = rows[np.argsort(-scores[rows], kind="stable")]
        ordered = scores[order]
        tolerance = 1e-12 * max(1e-300, float(np.abs(ordered).max()))
        new = np.concatenate(([True], -np.diff(ordered) > tolerance))
        place = np.arange(1, len(order) + 1)
        out[order] = np.maximum.accumulate(np.where(new, place, 1))
    return out


def spearman(first: Floats, second: Floats) -> float:
    """Spearman's correlation of two rankings over the rows that both have; NaN for fewer than three.

    >>> spearman(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0]))
    -1.0
    """
    both = ~np.isnan(first) & ~np.isnan(second)
    if both.sum() < 3:
        return float("nan")
    x, y = first[both] - first[both].mean(), second[both] - second[both].mean()
    length = float(np.sqrt((x @ x) * (y @ y)))
    return float(round(x @ y / length, 12)) if length else float("nan")


def run_sweep(
    panel: Panel, framework: Framework, alternatives_of: Mapping[str, tuple[Any, ...]] | None = None
) -> Sweep:
    """Compute every combination of the declared alternatives; those that cannot be computed are kept with the reason.

    InputError when none can be computed.

    >>> from fangzhi.analyse.index.framework_file import parse_framework
    >>> from fangzhi.analyse.index.panel import make_panel
    >>> plan = parse_framework('''title = "t"
    ... [[dimension]]
    ... id = "d"
    ... [[dimension.indicator]]
    ... id = "x"
    ... direction = "up"''', "f.toml")
    >>> table = make_panel([("a", 2020, [1.0]), ("b", 2020, [3.0])], ["x"], origin="here")
    >>> swept = run_sweep(table, plan, {"weights": ("equal", "ahp")})
    >>> [(i.region, i.best, i.worst) for i in swept.intervals(2020)], len(swept.refused)
    ([('a', 2, 2), ('b', 1, 1)], 1)
    """
    options = framework.sweep if alternatives_of is None else alternatives_of
    prepared: dict[tuple[object, ...], Prepared] = {}
    computed: list[Conventions] = []
    ranks: list[Floats] = []
    refused: list[tuple[Conventions, str]] = []
    base: Floats | None = None
    for chosen in _distinct(alternatives(framework.conventions, options, framework.file)):
        key = (chosen.imputation, chosen.normalisation, chosen.scope, chosen.shift)
        try:
            if key not in prepared:
                # Only one preparation is kept: a county panel takes tens of megabytes each.
                prepared = {key: prepare(panel, framework, chosen)}
            scores = finish(prepared[key], framework, chosen).scores
        except InputError as error:
            refused.append((chosen, str(error)))
            continue
        computed.append(chosen)
        ranks.append(rank(scores, panel.years))
        if chosen == framework.conventions:
            base = ranks[-1]
    if not computed:
        raise InputError(
            f"{framework.file}: none of the {len(refused)} swept conventions can be computed; "
            f"the first: {refused[0][1]}"
        )
    if base is None:
        try:
            base = rank(compute(panel, framework).scores, panel.years)
        except InputError as error:
            refused.append((framework.conventions, str(error)))
    last = panel.years == panel.years.max()
    nothing = float("nan")
    agreement = np.array([nothing if base is None else spearman(base[last], r[last]) for r in ranks])
    return Sweep(panel, tuple(computed), tuple(refused), np.vstack(ranks), agreement)


def _distinct(candidates: Iterable[Conventions]) -> list[Conventions]:
    """Without repeats (a target has no scope, say), those with one preparation side by side."""
    seen = {chosen.label(): chosen for chosen in reversed(list(candidates))}
    return sorted(seen.values(), key=lambda c: (c.imputation, c.normalisation, c.scope, c.shift, c.label()))
