"""What a route is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from fangzhi.present.web.frame import Site
from fangzhi.present.web.page_data import data_model, has_table, page_data, page_table
from fangzhi.store.kept import Kept
from fangzhi.store.search import Searcher
from fangzhi.store.serving import Reader

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


KeptPages = Kept[tuple[object, ...], "DataclassInstance"]


def kept_pages() -> KeptPages:
    """Room for the few pages made last: their data is often fetched right after."""
    return KeptPages(_MOST_PAGES, 1)


@dataclass(frozen=True, slots=True)
class View:
    """One request's reader, the site in its language, what searches sentences, and the pages made last."""

    reader: Reader
    site: Site
    searcher: Searcher
    pages: KeptPages


def _view_of(request: Request) -> View:
    view: View = request.state.view
    return view


CurrentView = Annotated[View, Depends(_view_of)]
RegionCode = Annotated[str, Path(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{0,60}$", description="Code of the register")]
IndicatorId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,80}$", description="Id of the catalogue")]
IndustrySlug = Annotated[str, Path(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,80}$", description="Id of the list, with - or _")]
DocumentId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="First 16 digits of the hash of its text")]
IndicatorWish = Annotated[str | None, Query(alias="indicator", pattern=r"^[a-z][a-z0-9_]{0,80}$")]
MeasureWish = Annotated[str | None, Query(alias="measure", pattern=r"^(level|growth|cagr|change|rank)$")]
PeriodWish = Annotated[str | None, Query(alias="period", pattern=r"^[0-9][0-9QS/-]{3,16}$")]
StatusWish = Annotated[str | None, Query(alias="status", pattern=r"^(actual|estimate|target)$")]

_MOST_PAGES = 8

# What is said of every kind of data in the description of the addresses.
_ERRORS: dict[int | str, dict[str, Any]] = {
    404: {"description": "No such thing in this atlas"},
    422: {"description": "A parameter that makes no sense"},
}


def html(view: View, page: DataclassInstance, status: int = 200) -> Response:
    """The page as HTML."""
    return HTMLResponse(view.site.render(page), status_code=status)


def redirect(view: View, path: str) -> Response:
    """Go to another page of the atlas in the same language."""
    return RedirectResponse(view.site.link(path), status_code=303)


def add_page(router: APIRouter, path: str, page: Callable[..., DataclassInstance]) -> None:
    """Serve what ``page`` makes at ``path``, and its data beside it; ``page`` takes what a route takes.

    A page must depend on the version of the atlas, the language and its parameters alone.
    """
    page = _kept(page)
    add_data(router, path, page)

    def as_html(view: CurrentView, page: DataclassInstance) -> Response:
        return html(view, page)

    _add(router, path, _with(as_html, page), in_schema=False)


def add_data(router: APIRouter, path: str, page: Callable[..., DataclassInstance]) -> None:
    """Serve the data of what ``page`` makes as ``path.json`` and, where it has a table, ``path.csv``."""
    page_class = get_type_hints(page)["return"]

    def as_json(page: DataclassInstance) -> Response:
        return JSONResponse(page_data(page))

    def as_csv(page: DataclassInstance) -> Response:
        # The mark at the front tells spreadsheets that this is UTF-8.
        return Response("\ufeff" + page_table(page), media_type="text/csv; charset=utf-8")

    base = "/index" if path == "/" else path
    summary = (page.__doc__ or "").partition("\n")[0].rstrip(".")
    told = _ERRORS | {200: {"model": data_model(page_class), "description": (page_class.__doc__ or "").strip()}}
    _add(router, f"{base}.json", _with(as_json, page), summary=summary, responses=told)
    if has_table(page_class):
        table = _ERRORS | {200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "One table"}}
        _add(router, f"{base}.csv", _with(as_csv, page), summary=f"{summary}, as a table", responses=table)


def _kept(page: Callable[..., DataclassInstance]) -> Callable[..., DataclassInstance]:
    """``page`` made once for the page itself and its data."""

    @wraps(page)
    def kept(*, view: View, **given: object) -> DataclassInstance:
        parameters = tuple(sorted((name, tuple(v) if isinstance(v, list) else v) for name, v in given.items()))
        key = (view.site.version, view.site.language, page, parameters)
        found = view.pages.get(key)
        if found is None:
            found = page(view=view, **given)
            view.pages.keep(key, found, 1)
        return found

    return kept


def _with(give: Callable[..., Response], page: Callable[..., DataclassInstance]) -> Callable[..., Response]:
    """``give`` with its parameter ``page`` made by a dependency; written so, because names in annotations are late."""
    give.__annotations__["page"] = Annotated[Any, Depends(page)]
    give.__annotations__["return"] = Response
    if "view" in give.__annotations__:
        give.__annotations__["view"] = CurrentView
    return give


def _add(
    router: APIRouter,
    path: str,
    route: Callable[..., Response],
    *,
    in_schema: bool = True,
    summary: str | None = None,
    responses: dict[int | str, dict[str, Any]] | None = None,
) -> None:
    router.add_api_route(
        path,
        route,
        methods=["GET"],
        include_in_schema=in_schema,
        summary=summary,
        responses=responses,
        response_class=Response,
        operation_id=path.strip("/").replace("/", "_").replace("{", "").replace("}", "").replace(".", "_") or "home",
    )
