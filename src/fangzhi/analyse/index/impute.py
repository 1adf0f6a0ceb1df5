"""Filling gaps, only by a declared method, every filled cell marked."""

import numpy as np

from fangzhi.analyse.index.arrays import Floats
from fangzhi.analyse.index.panel import Panel
from fangzhi.model.errors import InputError


def impute(panel: Panel, method: str) -> Panel:
    """The panel with gaps filled by ``method``; what the method cannot know stays a gap.

    ``linear`` fills between two known years of the same region; ``nearest-year`` takes the region's nearest known
    year (the earlier of two); ``region-mean`` its mean over years; ``group-mean`` the mean of its group in the year.

    >>> from fangzhi.analyse.index.panel import make_panel
    >>> gap = make_panel([("a", 2020, [1.0]), ("a", 2021, [np.nan]), ("a", 2022, [3.0])], ["x"], origin="here")
    >>> filled = impute(gap, "linear")
    >>> filled.values.ravel().tolist(), filled.imputed.ravel().tolist()
    ([1.0, 2.0, 3.0], [False, True, False])
    """
    if method == "none" or not panel.missing().any():
        return panel
    values = panel.values.copy()
    if method == "group-mean":
        _fill_groups(panel, values)
    else:
        regions = np.asarray(panel.regions)
        for region in np.unique(regions[panel.missing().any(axis=1)]):
            rows = np.flatnonzero(regions == region)
            for column in range(values.shape[1]):
                values[rows, column] = _filled(panel.years[rows].astype(np.float64), values[rows, column], method)
    return panel.with_values(values, panel.imputed | (panel.missing() & ~np.isnan(values)))


def _filled(years: Floats, series: Floats, method: str) -> Floats:
    known = ~np.isnan(series)
    if known.all() or not known.any():
        return series
    if method == "linear":
        between = np.interp(years, years[known], series[known], left=np.nan, right=np.nan)
        return np.where(known, series, between)
    if method == "nearest-year":
        distance = np.abs(years[:, None] - years[known])
        return np.asarray(series[known][np.argmin(distance, axis=1)])
    if method == "region-mean":
        return np.where(known, series, series[known].mean())
    raise InputError(f"imputation {method!r} is unknown; write none, linear, nearest-year, region-mean or group-mean")


def _fill_groups(panel: Panel, values: Floats) -> None:
    if panel.groups is None:
        raise InputError("imputation by group-mean needs groups; name a group column or give a [groups] table")
    keys = np.array([f"{year} {group}" for year, group in zip(panel.years, panel.groups, strict=True)])
    for key in np.unique(keys[panel.missing().any(axis=1)]):
        rows = np.flatnonzero(keys == key)
        for column in range(values.shape[1]):
            known = ~np.isnan(values[rows, column])
            if known.any() and not known.all():
                values[rows[~known], column] = values[rows[known], column].mean()
