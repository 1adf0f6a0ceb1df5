"""A panel from the atlas: each cell is a fact with its sentence, or says why it is empty."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fangzhi.analyse.index.framework import Framework, IndicatorSpec
from fangzhi.analyse.index.panel import Cell, CellSource, Panel, make_panel
from fangzhi.analyse.index.places import four_regions
from fangzhi.analyse.index.read_panel import FOUR_REGIONS
from fangzhi.model.errors import InputError
from fangzhi.store.atlas import Atlas


def panel_of_atlas(atlas: Atlas, framework: Framework) -> Panel:
    """The panel of an atlas for the indicators that have an ``atlas`` query; InputError when none has one.

    Only regions of the framework's level with a GB/T 2260 code enter. A cell takes a fact whose status is actual,
    whose period is a calendar year, whose unit is the declared one, whose bound is exact and whose reading is not
    weak. Where documents give different figures the cell stays empty and says so: choosing between them is not ours.
    """
    rows: list[Mapping[str, Any]] = []
    for spec in framework.indicators:
        if spec.atlas is not None:
            rows += atlas.observations(indicator=spec.atlas.indicator, measure=spec.atlas.measure)
    return panel_of_observations(rows, framework, origin=str(atlas.path))


def panel_of_observations(rows: Iterable[Mapping[str, Any]], framework: Framework, *, origin: str) -> Panel:
    """The panel made of observation rows as the atlas gives them (region_code, year, period, indicator_id, …)."""
    asked = [spec for spec in framework.indicators if spec.atlas is not None]
    if not asked:
        raise InputError(
            f"{framework.file}: no indicator has an `atlas` query, so an atlas cannot fill it; give a panel"
        )
    found: dict[Cell, list[Mapping[str, Any]]] = {}
    remarks: dict[Cell, str] = {}
    names: dict[str, str] = {}
    for row in rows:
        for spec in asked:
            if not _asked(row, spec, framework.panel.level):
                continue
            region = row["region_code"]
            names[region] = row["region"] or region
            cell = (region, int(row["year"]), spec.column)
            reason = _unfit(row, spec)
            if reason:
                remarks.setdefault(cell, f"not used: {row['quote']} ({reason})")
            else:
                found.setdefault(cell, []).append(row)
    cells, sources = _settle(found, remarks)
    columns = [spec.column for spec in framework.indicators]
    keys = sorted({(region, year) for region, year, _ in cells})
    if not keys:
        raise InputError(f"{origin} has no yearly figure for the indicators of {framework.file}; read more documents")
    gap = float("nan")
    body = [(region, year, [cells.get((region, year, c), gap) for c in columns]) for region, year in keys]
    panel = make_panel(body, columns, origin=origin, names=names, sources=sources, remarks=remarks)
    groups = four_regions(panel.regions)
    return panel if groups is None else replace(panel, groups=tuple(groups), grouping=FOUR_REGIONS)


def _asked(row: Mapping[str, Any], spec: IndicatorSpec, level: str) -> bool:
    query = spec.atlas
    return (
        query is not None
        and row["indicator_id"] == query.indicator
        and row["measure"] == query.measure
        and row["status"] == "actual"
        and row["year"] is not None
        and level_of_code(row["region_code"] or "") == level
    )


def level_of_code(code: str) -> str | None:
    """The level that a GB/T 2260 code stands for; None for the whole country and for what is no such code.

    >>> [level_of_code(code) for code in ("320000", "510300", "110101", "100000", "zone-1")]
    ['province', 'prefecture', 'county', None, None]
    """
    if len(code) != 6 or not code.isdecimal() or code == "100000":
        return None
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _unfit(row: Mapping[str, Any], spec: IndicatorSpec) -> str | None:
    if row["period"] != f"{row['year']:04d}":
        return f"its period is {row['period']}, not a calendar year"
    if spec.atlas is not None and row["unit"] != spec.atlas.unit:
        return f"its unit is {row['unit']}, not {spec.atlas.unit}"
    if row["bound"] != "eq" or row["value_high"] is not None:
        return "it is a bound or a range, not one figure"
    if row.get("base_period"):
        return f"it is measured against {row['base_period']}, not the year before"
    if row.get("confidence") == "weak":
        return "it was read by a rule of last resort"
    return None


def _settle(
    found: Mapping[Cell, list[Mapping[str, Any]]], remarks: dict[Cell, str]
) -> tuple[dict[Cell, float], dict[Cell, CellSource]]:
    cells: dict[Cell, float] = {}
    sources: dict[Cell, CellSource] = {}
    for cell, rows in found.items():
        values = {float(row["value"]) for row in rows}
        if len(values) > 1:
            told = "; ".join(f"{row['quote']} ({row.get('document_title') or row['document_id']})" for row in rows)
            remarks[cell] = f"documents differ: {told}"
            cells[cell] = float("nan")
            continue
        row = rows[0]
        cells[cell] = values.pop()
        title = row.get("document_title") or row["document_id"]
        sources[cell] = CellSource(row["fact_id"], row["document_id"], title, row["quote"], row["sentence"])
        remarks.pop(cell, None)
    return cells, sources
