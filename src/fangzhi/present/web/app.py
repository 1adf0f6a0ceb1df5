"""The web atlas as an ASGI application."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from fangzhi import __version__
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.errors import NotFoundError
from fangzhi.present.values import Language
from fangzhi.present.web import static_files
from fangzhi.present.web.frame import Once, Site, open_site
from fangzhi.present.web.kept import Answer, KeptAnswers
from fangzhi.present.web.languages import prefers_english
from fangzhi.present.web.pages import (
    about,
    audit,
    compare,
    document,
    documents,
    home,
    index_lab,
    indicator,
    industries,
    industry,
    region,
    scheme,
    schemes,
    search,
    targets,
)
from fangzhi.present.web.pages.error import error_page
from fangzhi.present.web.view import KeptPages, View, html, kept_pages
from fangzhi.present.web.vocabulary import Vocabulary, vocabulary_of
from fangzhi.present.web.warm import beside_start
from fangzhi.store.search import Searcher
from fangzhi.store.serving import Reader, ServedAtlas

_PAGES = (
    home,
    region,
    industries,
    industry,
    indicator,
    schemes,
    scheme,
    compare,
    targets,
    audit,
    index_lab,
    document,
    documents,
    search,
    about,
)
_LOG = logging.getLogger(__name__)
# SVG is inline, its colours come from the style sheet: nothing inline is ever run or styled.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_ABOUT = (
    "What China's governments publish about industries, each fact with its sentence. Every page has its data at the "
    "same address with .json or .csv; the names in it are in Chinese and English, whatever the language of the page."
)
_VARY = "Accept-Language, Sec-Fetch-Site"
_Next = Callable[[Request], Awaitable[Response]]


def create_app(atlas_path: Path | str, *, lexicon: Lexicon | None = None, fixed: bool = False) -> FastAPI:
    """The atlas at ``atlas_path`` as a web application; StoreError when it cannot be opened.

    The file may be replaced while it is served. ``lexicon`` names industries and, in English, units; ours without it.
    ``fixed`` leaves out what needs a server, for pages that are written to files.
    """
    atlas = ServedAtlas(Path(atlas_path))
    searcher = Searcher(Path(atlas_path))
    if not fixed:  # files have a search by name alone
        searcher.ready(atlas.reader())  # begins to index, if that is not done yet
    sites = Sites(vocabulary_of(lexicon), fixed=fixed)
    served = Served(atlas, sites, searcher, KeptAnswers(), kept_pages())
    app = FastAPI(
        title="fangzhi",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        lifespan=beside_start(lambda: (served.view("zh").site, served.view("en").site)),
    )
    for page in _PAGES:
        app.include_router(page.router)
    app.add_api_route("/static/{name}", _static, methods=["GET"], include_in_schema=False)
    app.middleware("http")(partial(_serve, served))
    app.add_exception_handler(NotFoundError, _not_found)
    app.add_exception_handler(RequestValidationError, _wrong_call)
    app.add_exception_handler(HTTPException, _http_error)
    return app


class Sites:
    """The site in each language for the version being served; older versions are let go."""

    def __init__(self, vocabulary: Vocabulary, *, fixed: bool) -> None:
        self._vocabulary = vocabulary
        self._fixed = fixed
        self._lock = Lock()
        self._open: dict[tuple[str, Language], Site] = {}
        self._once: tuple[str, Once] = ("", Once())

    def of(self, reader: Reader, language: Language) -> Site:
        """The site, opened on first use."""
        key = (reader.version, language)
        with self._lock:
            if key not in self._open:
                self._open = {k: site for k, site in self._open.items() if k[0] == reader.version}
                if self._once[0] != reader.version:
                    self._once = (reader.version, Once())
                self._open[key] = open_site(reader, language, self._vocabulary, self._once[1], fixed=self._fixed)
            return self._open[key]


@dataclass(frozen=True, slots=True)
class Served:
    """What answers requests."""

    atlas: ServedAtlas
    sites: Sites
    searcher: Searcher
    kept: KeptAnswers
    pages: KeptPages

    def view(self, language: Language) -> View:
        """The newest version in a language."""
        reader = self.atlas.reader()
        return View(reader, self.sites.of(reader, language), self.searcher, self.pages)


async def _serve(served: Served, request: Request, call_next: _Next) -> Response:
    """Answer a request; a HEAD is a GET whose body stays here."""
    if request.method != "HEAD":
        return _with_headers(await _answer(served, request, call_next))
    request.scope["method"] = "GET"
    response = await _answer(served, request, call_next)
    request.scope["method"] = "HEAD"
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return _with_headers(Response(status_code=response.status_code, headers=headers))


async def _answer(served: Served, request: Request, call_next: _Next) -> Response:
    """Give the request one version of the atlas; answer 304 when the browser has the page of that version."""
    path = request.url.path
    if path.startswith("/static/") or path == "/openapi.json":
        return await call_next(request)
    if path == "/" and prefers_english(request.headers):
        return RedirectResponse("/en/", 307, {"Vary": _VARY})
    language: Language = "en" if path == "/en" or path.startswith("/en/") else "zh"
    if language == "en":  # the same addresses below /en, without a second set of routes
        request.scope["path"] = path.removeprefix("/en") or "/"
    request.state.view = await run_in_threadpool(served.view, language)
    tag = f'W/"{request.state.view.reader.version}-{static_files.pages_version()}"'
    fresh = {"ETag": tag, "Cache-Control": "no-cache"} | ({"Vary": _VARY} if path == "/" else {})
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag})
    address = f"{path}?{request.url.query}"
    readable = request.method == "GET"
    if readable and (kept := served.kept.get(tag, address)):
        return Response(kept.body, media_type=kept.kind, headers=fresh)
    try:
        response = await call_next(request)
    except Exception:  # noqa: BLE001  # the last resort: a page that says so, and the trace in the log
        _LOG.exception("%s %s", request.method, path)
        return _error(request, 500, "")
    if response.status_code != 200:
        return response
    # The framework hands the body on as a stream.
    body = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]  # of streams only
    kind = response.headers["content-type"]
    if readable and (served.searcher.done() or "/search" not in path):
        served.kept.keep(tag, address, Answer(kind, body))
    return Response(body, media_type=kind, headers=fresh)


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def _static(name: str) -> Response:
    found = static_files.content(name)
    if found is None:
        return Response(status_code=404)
    content, kind = found
    return Response(content, media_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})


def _not_found(request: Request, error: Exception) -> Response:
    return _error(request, 404, str(error))


def _wrong_call(request: Request, error: Exception) -> Response:
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    detail = "; ".join(f"{problem['loc'][-1]}: {problem['msg']}" for problem in problems)
    return _error(request, 422, detail)


def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = "" if status == 404 else str(getattr(error, "detail", ""))
    response = _error(request, status, detail)
    response.headers.update(getattr(error, "headers", None) or {})  # Allow: which methods there are
    return response


def _error(request: Request, status: int, detail: str) -> Response:
    view: View | None = getattr(request.state, "view", None)
    if view is None:
        return Response(detail, status_code=status, media_type="text/plain")
    page = error_page(view.site, status, detail)
    if request.url.path.endswith((".json", ".csv")):
        return JSONResponse({"status": status, "detail": detail or page.heading}, status_code=status)
    return html(view, page, status)
