"""A study as one page that needs nothing else: no script, no font, no address."""

from dataclasses import dataclass, field

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from fangzhi.analyse.index.study import Study
from fangzhi.present.index_report import charts
from fangzhi.present.index_report.map import province_map
from fangzhi.present.index_report.sheet import Sheet, Value, shown
from fangzhi.present.index_report.sheets import sheets

_LONGEST = 400
_MAP_NOTE = (
    "Five classes with equal numbers of provinces. The dot is the centre of gravity with its way since the first year, "
    "the line round it the standard deviation ellipse."
)
_RANK_NOTE = (
    "The bar runs from the best to the worst rank, the tick is the median. Where two bars do not overlap, the order of "
    "the two regions holds under every convention; where they do, it may not."
)
_SCORE_NOTE = "In the order of region codes. No ranks are given: conventions decide them."
_DENSITY_NOTE = "One ridge a year; several peaks mean that regions part into groups."
_MORAN_NOTE = (
    "Named are regions with p < 0.05 (permuted, not corrected for testing every region). "
    "The slope of the dashed line is I."
)


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A table as the page shows it."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: list[list[str]]
    numeric: frozenset[int]
    note: str
    cut: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the panel: its text, what marks it, where it leads, what is said of it."""

    text: str
    kind: str
    link: str
    remark: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its heading and how to read it."""

    name: str
    title: str
    svg: Markup
    note: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the template of the report may use."""

    title: str = field(metadata={"help": "Title of the framework"})
    lead: str = field(metadata={"help": "What was computed, in one sentence"})
    conventions: list[tuple[str, str, str]] = field(metadata={"help": "Every convention: name, value, meaning"})
    figures: list[Figure] = field(metadata={"help": "Charts in reading order"})
    sheets: list[ShownSheet] = field(metadata={"help": "Tables in reading order"})
    cell_year: int = field(metadata={"help": "Year of the cells shown"})
    cell_headings: list[str] = field(metadata={"help": "Columns of the cells shown"})
    cell_rows: list[tuple[str, list[ShownCell]]] = field(metadata={"help": "Cells of that year, a row a region"})
    caution: str = field(metadata={"help": "Why no ranking is given; empty after a sweep"})
    note: str = field(metadata={"help": "What the framework says a reader must know first; empty for most"})


def report(study: Study, *, atlas_address: str = "") -> str:
    """The page as HTML; links to sentences start with ``atlas_address``."""
    return _environment().get_template("report.html").render(page=report_page(study, atlas_address=atlas_address))


def report_body(study: Study, *, atlas_address: str = "") -> Markup:
    """The content of the page without head and style sheet, to stand inside a page of the atlas; no inline style."""
    page = report_page(study, atlas_address=atlas_address)
    return Markup(_environment().get_template("_body.html").render(page=page))  # noqa: S704  # escaped by the template


def report_style() -> str:
    """The style sheet that the content needs."""
    return _environment().get_template("report.css").render()


def report_page(study: Study, *, atlas_address: str = "") -> ReportPage:
    """What the page shows, for this template or the atlas's own."""
    headings, rows = _cells(study, atlas_address)
    return ReportPage(
        study.title,
        _lead(study),
        study.described(),
        _figures(study),
        [_shown(one, study.last_year) for one in sheets(study) if one.name != "conventions"],
        study.last_year,
        headings,
        rows,
        _caution(study),
        study.note,
    )


def _environment() -> Environment:
    loader = PackageLoader("fangzhi.present.index_report")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _lead(study: Study) -> str:
    rows = study.diagnosis.rows
    years = sorted(set(rows.years.tolist()))
    span = str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
    scored = f"{len(set(rows.regions))} regions, {span}"
    if study.index is None:
        return f"Diagnosis of given scores: {scored}."
    parts = f"{len(study.index.framework.indicators)} indicators in {len(study.index.framework.dimensions)} dimensions"
    return f"{parts}, {scored}. {study.index.conventions.label()}."


def _caution(study: Study) -> str:
    if study.sweep is not None:
        return ""
    if study.index is None:
        return "No ranking is given: the scores were computed elsewhere, so their conventions cannot be varied here."
    return (
        "No ranking is given. With --sweep each region gets the interval of its ranks under all declared alternatives."
    )


def _figures(study: Study) -> list[Figure]:
    year = study.last_year
    intervals = charts.rank_intervals(study)
    made = [
        ("map", f"Map of {year}", province_map(study), _MAP_NOTE),
        ("ranks", f"Ranks of {year} under all conventions", intervals, _RANK_NOTE),
        ("scores", f"Scores of {year}", None if intervals else charts.score_dots(study), _SCORE_NOTE),
        ("density", "Kernel density over time", charts.kernel_ridges(study), _DENSITY_NOTE),
        (
            "dagum",
            "Dagum decomposition over time",
            charts.dagum_over_time(study),
            "A bar's height is that year's Gini.",
        ),
        ("moran", "Moran scatter", charts.moran_scatter(study), _MORAN_NOTE),
    ]
    return [Figure(name, title, Markup(svg), note) for name, title, svg, note in made if svg]  # noqa: S704  # drawn by us


def _shown(one: Sheet, year: int) -> ShownSheet:
    rows, cut = one.rows, ""
    if len(rows) > _LONGEST and "year" in one.headings:
        at = one.headings.index("year")
        rows = tuple(row for row in rows if row[at] == year)
        cut = f"Only {year} is shown here; the CSV file has all {len(one.rows)} rows."
    if len(rows) > _LONGEST:
        rows, cut = rows[:_LONGEST], f"The first {_LONGEST} of {len(one.rows)} rows; the CSV file has them all."
    short = Sheet(one.name, one.title, one.headings, rows, one.note)
    return ShownSheet(one.name, one.title, one.headings, short.shown(), frozenset(short.numeric()), one.note, cut)


def _cells(study: Study, address: str) -> tuple[list[str], list[tuple[str, list[ShownCell]]]]:
    panel = study.panel
    if study.index is None:
        return [], []
    specs = study.index.framework.indicators
    rows = []
    for i in np.flatnonzero(panel.years == study.last_year)[:_LONGEST]:
        region = panel.regions[i]
        cells = []
        for spec in specs:
            j = panel.columns.index(spec.column)
            value: Value = float(panel.values[i, j])
            key = (region, study.last_year, spec.column)
            source, remark = panel.sources.get(key), panel.remarks.get(key, "")
            kind, link = "observed", ""
            if panel.imputed[i, j]:
                kind = "imputed"
            elif np.isnan(panel.values[i, j]):
                kind = "missing"
            elif source is not None:
                link = f"{address}/document/{source.document_id}#f-{source.fact_id}"
                remark = f"{source.sentence} ({source.title})"
            cells.append(ShownCell(shown(value, None), kind, link, remark))
        rows.append((panel.name(region), cells))
    return [f"{spec.zh} ({spec.unit})" if spec.unit else spec.zh for spec in specs], rows
