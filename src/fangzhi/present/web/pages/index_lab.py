"""The index laboratory: a sample index with every convention named, and ranks as intervals, not as one order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from fangzhi.analyse.index.study import Study
from fangzhi.present.index_report.chinese import drawing_in_chinese, in_chinese
from fangzhi.present.index_report.report import ReportPage, ShownSheet, report_page
from fangzhi.present.index_report.sample import sample_study
from fangzhi.present.index_report.sheets import cells
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.maps import Drawing, draw
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, add_page
from fangzhi.store.serving import Reader

router = APIRouter()
_CLASSES = 5
_DRAWN = ("density", "dagum", "moran")  # the others are drawn by the page itself
_OPEN = ("weights", "gaps", "skipped")


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which ranks a region lies under all conventions; ``bar`` and the other places are 0 to 100."""

    region_code: str
    name: str
    english: str
    year: int
    best: int
    median: float
    worst: int
    conventions: int
    score: float | None
    start: float
    bar: float
    tick: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that the index is made of; ``status`` is observed, imputed or missing, of the atlas it has a fact."""

    region_code: str
    name: str
    year: int
    column: str
    value: float | None
    status: str
    document_id: str | None
    fact_id: str | None
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """An indicator of the index."""

    column: str
    zh: str
    en: str
    unit: str
    direction: str


@dataclass(frozen=True, slots=True)
class Convention:
    """A choice that changes numbers."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its heading and how to read it."""

    title: str
    svg: str
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading and how to read it; ``numeric`` are the places of columns of numbers."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]
    note: str
    open: bool


@dataclass(frozen=True, slots=True)
class IndexLabPage:
    """A sample index."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    title: str = field(metadata=shown("Title of the framework"))
    warning: str = field(metadata=shown("What a reader must know first; empty for most"))
    from_atlas: bool = field(metadata=shown("Whether the figures are this atlas's own"))
    year: int = field(metadata=shown("The last year"))
    columns: tuple[Column, ...] = field(metadata=shown("The indicators"))
    intervals: tuple[Interval, ...] = field(
        metadata=shown("Rank intervals of the last year, by code of the region", table=Interval)
    )
    map: Drawing = field(metadata=shown("Scores of the last year in five classes", data=False))
    conventions: tuple[Convention, ...] = field(metadata=shown("Every choice that changes a number"))
    cells: tuple[Cell, ...] = field(metadata=shown("The figures of the last year, by region, then indicator"))
    pictures: tuple[Picture, ...] = field(metadata=shown("Further drawings", data=False))
    tables: tuple[Table, ...] = field(metadata=shown("All tables"))


def index_lab_page(reader: Reader, site: Site) -> IndexLabPage:
    """The sample of the atlas's own figures, or the one that comes along where these are too few."""
    study, report = site.once.get("index sample", lambda: _studied(reader))
    say: Callable[[str], str] = in_chinese if site.language == "zh" else str
    year = study.last_year
    intervals = _intervals(study, site)
    return IndexLabPage(
        frame=site.frame(site.words("lab.title"), "/index-lab"),
        title=report.title,
        warning=say(report.note),
        from_atlas=bool(study.panel.sources),
        year=year,
        columns=_columns(study),
        intervals=intervals,
        map=_map(intervals, site),
        conventions=tuple(
            Convention(say(name), say("the figures of this atlas" if _is_own(study, name) else value), say(meaning))
            for name, value, meaning in report.conventions
        ),
        cells=_cells(study),
        pictures=tuple(
            Picture(say(figure.title), _drawing(str(figure.svg), site), say(figure.note))
            for figure in report.figures
            if figure.name in _DRAWN
        ),
        tables=tuple(_table(sheet, say) for sheet in report.sheets if sheet.name != "ranks"),
    )


def _studied(reader: Reader) -> tuple[Study, ReportPage]:
    study = sample_study(reader.atlas)
    return study, report_page(study)


def _is_own(study: Study, name: str) -> bool:
    """Whether a convention would name the file of the atlas, whose path is nobody's business."""
    return name == "panel" and bool(study.panel.sources)


def _columns(study: Study) -> tuple[Column, ...]:
    specs = study.index.framework.indicators if study.index else ()
    return tuple(Column(spec.column, spec.zh, spec.en, spec.unit or "", spec.direction) for spec in specs)


def _intervals(study: Study, site: Site) -> tuple[Interval, ...]:
    year = study.last_year
    scores = {
        region: float(score)
        for region, at, score in zip(study.panel.regions, study.panel.years.tolist(), study.scores, strict=True)
        if at == year and not np.isnan(score)
    }
    found = study.sweep.intervals(year) if study.sweep else []
    width = 100 / max((one.worst for one in found), default=1)
    rows = []
    for one in found:
        row = site.regions.get(one.region)
        rows.append(
            Interval(
                one.region,
                row.name if row else study.panel.name(one.region),
                row.english if row else one.region,
                year,
                one.best,
                one.median,
                one.worst,
                one.conventions,
                scores.get(one.region),
                round((one.best - 1) * width, 2),
                round((one.worst - one.best + 1) * width, 2),
                round((one.median - 0.5) * width, 2),
            )
        )
    return tuple(rows)


def _map(intervals: Sequence[Interval], site: Site) -> Drawing:
    known = [one.score for one in intervals if one.score is not None]
    bounds = np.quantile(known, np.arange(1, _CLASSES) / _CLASSES) if known else np.array([])
    told = {
        one.region_code: (
            int(np.searchsorted(bounds, one.score)) + 1,
            site.words("lab.told", score=f"{one.score:.3f}", best=one.best, worst=one.worst),
        )
        for one in intervals
        if one.score is not None
    }
    return draw(told, site)


def _cells(study: Study) -> tuple[Cell, ...]:
    found = []
    for region, name, year, column, value, status, *_ in cells(study):
        if year != study.last_year:
            continue
        key = (str(region), int(year), str(column))
        source = study.panel.sources.get(key) if status == "observed" else None
        cited = (source.document_id, source.fact_id, source.sentence) if source else (None, None, None)
        number = float(value) if isinstance(value, float) else None
        found.append(Cell(str(region), str(name), int(year), str(column), number, str(status), *cited))
    return tuple(found)


def _drawing(svg: str, site: Site) -> str:
    """The drawing for the atlas: its own class, the words in the reader's language."""
    own = re.sub(r'class="chart"', 'class="studied"', svg, count=1)
    return drawing_in_chinese(own) if site.language == "zh" else own


def _table(sheet: ShownSheet, say: Callable[[str], str]) -> Table:
    rows = tuple(tuple(say(cell) for cell in row) for row in sheet.rows)
    note = " ".join(say(part) for part in (sheet.note, sheet.cut) if part)
    return Table(
        sheet.name,
        say(sheet.title),
        tuple(say(heading) for heading in sheet.headings),
        rows,
        tuple(sorted(sheet.numeric)),
        note,
        sheet.name in _OPEN,
    )


def index_lab(view: CurrentView) -> IndexLabPage:
    """A sample index with rank intervals."""
    return index_lab_page(view.reader, view.site)


def short_address(request: Request) -> RedirectResponse:
    """The page under its shorter name."""
    return RedirectResponse(request.state.view.site.link("/index-lab"), 308)


add_page(router, "/index-lab", index_lab)
router.add_api_route("/index", short_address, methods=["GET"], include_in_schema=False)
