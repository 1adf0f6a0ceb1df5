"""What a route is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from fangzhi.present.web.frame import Site, page_data
from fangzhi.store.serving import Reader

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class View:
    """One request's reader and the site in its language."""

    reader: Reader
    site: Site


def _view_of(request: Request) -> View:
    view: View = request.state.view
    return view


CurrentView = Annotated[View, Depends(_view_of)]
RegionCode = Annotated[str, Path(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{0,60}$")]
IndicatorId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,80}$")]
DocumentId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
IndicatorWish = Annotated[str | None, Query(alias="indicator", pattern=r"^[a-z][a-z0-9_]{0,80}$")]
MeasureWish = Annotated[str | None, Query(alias="measure", pattern=r"^(level|growth|cagr|change|rank)$")]
PeriodWish = Annotated[str | None, Query(alias="period", pattern=r"^[0-9][0-9QS/-]{3,16}$")]
StatusWish = Annotated[str | None, Query(alias="status", pattern=r"^(actual|estimate|target)$")]


def html(view: View, page: DataclassInstance, status: int = 200) -> Response:
    """The page as HTML."""
    return HTMLResponse(view.site.render(page), status_code=status)


def data(page: DataclassInstance) -> Response:
    """The page's data as JSON."""
    return JSONResponse(page_data(page))


def redirect(view: View, path: str) -> Response:
    """Go to another page of the atlas in the same language."""
    return RedirectResponse(path if view.site.language == "zh" else f"/en{path}", status_code=303)
