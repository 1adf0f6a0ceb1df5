"""All tables of a study, in the order in which they are read."""

from collections.abc import Iterator

import numpy as np

from fangzhi.analyse.index.study import Study
from fangzhi.present.index_report import diagnosis_sheets
from fangzhi.present.index_report.sheet import Sheet, Value, sheet


def sheets(study: Study) -> list[Sheet]:
    """Every table that the study has, empty ones left out; conventions come first."""
    made = [
        _conventions(study),
        _indicators(study),
        _weights(study),
        _gaps(study),
        _scores(study),
        _intervals(study),
        _swept(study),
        *diagnosis_sheets.diagnosis_sheets(study),
        _skipped(study),
    ]
    return [one for one in made if one.rows]


def cells(study: Study) -> Iterator[tuple[Value, ...]]:
    """Every cell of the panel: region, name, year, column, value, status, document, quote, fact, remark.

    The status is observed, imputed or missing; a cell of the atlas has its document and quote.
    """
    panel = study.panel
    columns = panel.columns if study.index is None else [i.column for i in study.index.framework.indicators]
    places = [panel.columns.index(name) for name in dict.fromkeys(columns)]
    for i, (region, year) in enumerate(zip(panel.regions, panel.years.tolist(), strict=True)):
        for j in places:
            column, value = panel.columns[j], float(panel.values[i, j])
            status = "imputed" if panel.imputed[i, j] else "missing" if np.isnan(value) else "observed"
            source = panel.sources.get((region, year, column))
            told = (
                (source.title, source.quote, source.fact_id) if source and status == "observed" else (None, None, None)
            )
            remark = panel.remarks.get((region, year, column))
            yield (region, panel.name(region), year, column, None if np.isnan(value) else value, status, *told, remark)


CELL_HEADINGS = ("region", "name", "year", "column", "value", "status", "document", "quote", "fact", "remark")


def _conventions(study: Study) -> Sheet:
    note = "Every choice that changes a number below."
    return sheet("conventions", "Conventions", ("convention", "value", "meaning"), study.described(), note)


def _indicators(study: Study) -> Sheet:
    headings = ("dimension", "indicator", "name", "english", "unit", "direction", "formula", "table")
    if study.index is None:
        return sheet("indicators", "Indicators", headings, [])
    names = {d.id: d.zh for d in study.index.framework.dimensions}
    rows = []
    for spec in study.index.framework.indicators:
        direction = spec.direction
        if spec.target is not None:
            low, high = spec.target
            direction = f"target {low:g}" if low == high else f"target {low:g} to {high:g}"
        if spec.transform:
            direction += f", {spec.transform}"
        rows.append((names[spec.dimension], spec.id, spec.zh, spec.en, spec.unit, direction, spec.formula, spec.table))
    return sheet("indicators", "Indicators", headings, rows)


def _weights(study: Study) -> Sheet:
    index = study.index
    if index is None:
        return sheet("weights", "Weights", (), [])
    sets = [str(year) for year in index.weight_years] or ["weight"]
    rows: list[tuple[Value, ...]] = [
        (spec.dimension, spec.id, spec.zh, *(float(w) for w in index.weights[:, j]))
        for j, spec in enumerate(index.framework.indicators)
    ]
    note = "Sum to 1 in each column."
    if index.shares is not None:
        pairs = zip(index.conventions.combine, index.shares, strict=True)
        note += " Share in the combination: " + ", ".join(f"{name} {share:.4f}" for name, share in pairs) + "."
    for name, judged in index.framework.judgements.items():
        if judged.consistency_ratio is not None:
            note += f" Consistency ratio of {name}: {judged.consistency_ratio:.4f}."
    return sheet("weights", "Weights", ("dimension", "indicator", "name", *sets), rows, note)


def _gaps(study: Study) -> Sheet:
    panel = study.panel
    columns = panel.columns if study.index is None else [i.column for i in study.index.framework.indicators]
    rows: list[tuple[Value, ...]] = []
    for name in dict.fromkeys(columns):
        j = panel.columns.index(name)
        missing, imputed = np.isnan(panel.values[:, j]), panel.imputed[:, j]
        if missing.any() or imputed.any():
            rows.append((name, len(missing), int(missing.sum()), int(imputed.sum()), _where(study, missing | imputed)))
    lost = int(np.isnan(study.scores).sum())
    note = f"{lost} of {len(study.scores)} region-years have no score." if rows else ""
    return sheet("gaps", "Missing and imputed figures", ("column", "cells", "missing", "imputed", "where"), rows, note)


def _where(study: Study, flags: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> str:
    rows = np.flatnonzero(flags)
    told = [f"{study.panel.name(study.panel.regions[i])} {study.panel.years[i]}" for i in rows[:8]]
    return ", ".join(told) + (f" and {len(rows) - 8} more" if len(rows) > 8 else "")


def _scores(study: Study) -> Sheet:
    panel, index = study.panel, study.index
    extra = [] if index is None or len(index.framework.dimensions) < 2 else [d.id for d in index.framework.dimensions]
    rows: list[tuple[Value, ...]] = []
    for i, region in enumerate(panel.regions):
        parts = [] if not extra or index is None else [_number(x) for x in index.dimensions[i]]
        group = panel.groups[i] if panel.groups else None
        rows.append((region, panel.name(region), group, int(panel.years[i]), _number(study.scores[i]), *parts))
    note = "In the order of the region's code, not of the score: see the rank intervals before comparing neighbours."
    return sheet("scores", "Scores", ("region", "name", "group", "year", "score", *extra), rows, note)


def _intervals(study: Study) -> Sheet:
    headings = ("region", "name", "year", "best", "median", "worst", "conventions")
    if study.sweep is None:
        return sheet("ranks", "Rank intervals", headings, [])
    rows = [
        (one.region, study.panel.name(one.region), year, one.best, one.median, one.worst, one.conventions)
        for year in np.unique(study.panel.years).tolist()
        for one in study.sweep.intervals(year)
    ]
    note = f"Ranks under {len(study.sweep.conventions)} conventions; 1 is best, ties share the better rank."
    return sheet("ranks", "Rank intervals", headings, rows, note)


def _swept(study: Study) -> Sheet:
    headings = ("conventions", "agreement", "refused")
    if study.sweep is None:
        return sheet("sweep", "Swept conventions", headings, [])
    rows: list[tuple[Value, ...]] = [
        (c.label(), _number(a), "") for c, a in zip(study.sweep.conventions, study.sweep.agreement, strict=True)
    ]
    rows += [(c.label(), None, reason) for c, reason in study.sweep.refused]
    note = f"Agreement: Spearman's correlation with the declared conventions in {study.last_year}."
    return sheet("sweep", "Swept conventions", headings, rows, note)


def _skipped(study: Study) -> Sheet:
    note = "Not computed, and why."
    return sheet("skipped", "Not computed", ("what", "why"), study.diagnosis.skipped, note)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
