"""The pages of the atlas as files that a browser opens without a server."""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from hashlib import sha256
from html import escape, unescape
from pathlib import Path, PurePosixPath
from posixpath import relpath
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from fastapi import FastAPI

from fangzhi.lexicon.load import Lexicon
from fangzhi.model.errors import StoreError
from fangzhi.present.web import create_app
from fangzhi.run.limits import Limits
from fangzhi.run.local import default_workers, spreading_map

STARTS = ("/", "/en/", "/search", "/en/search")
MARK = ".fangzhi-site"  # says that a folder holds a site, so that a new one may be written over it
_LINK = re.compile(r'\b(href|src|action)="([^"]*)"')
_ROW_LINK = re.compile(r'"href":"([^"\\]*)"')  # in the rows of a chart
_TITLE = re.compile(r"<h1>((?:(?!<h1>).)*?)</h1>", re.DOTALL)
_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_LONGEST = 80  # characters of a file name; Chinese ones take three bytes of 255 each
_WORTH_WORKERS = 4_000_000  # bytes of an atlas whose pages take longer than starting a process
_LIMITS = Limits(memory=16_000_000_000, seconds=3600)
_NAMED = ("region", "industry", "indicator", "scheme", "document")


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """How many pages (data files included) were written, and the first one."""

    files: int
    first: Path


@dataclass(frozen=True, slots=True)
class _Written:
    """What came of one address: the addresses that were written with it, where they lead, names for the search."""

    addresses: tuple[str, ...]
    links: frozenset[str]
    names: tuple[tuple[str, str, str], ...]  # language, heading, file


def write_site(
    atlas: Path | str,
    folder: Path | str,
    *,
    lexicon: Lexicon | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> WrittenSite:
    """Write every page that can be reached from the first one, with its data, into ``folder``.

    ``workers`` processes write at once: as many as there are cores for an atlas that is worth it, else this one alone.
    ``progress`` is told how many are written and how many are known of. StoreError when the atlas cannot be opened,
    or the folder holds anything but a site written before.
    """
    folder = Path(folder)
    prepare(folder)
    if workers is None:
        workers = default_workers() if _size(Path(atlas)) > _WORTH_WORKERS else 1
    job = partial(_write_page, str(atlas), lexicon, folder)
    known = set(STARTS)
    bases = {_base(address) for address in STARTS}
    names: set[tuple[str, str, str]] = set()
    done = 0

    def more(written: _Written) -> list[str]:
        known.update(written.links, written.addresses)
        found = {}
        for link in sorted(written.links):
            if _base(link) not in bases:  # its data and its twin in the other language are written with it
                found[_base(link)] = link
        bases.update(found)
        return list(found.values())

    for written in spreading_map(job, [STARTS[0], STARTS[2]], more, workers=workers, limits=_LIMITS):
        names.update(written.names)
        done += len(written.addresses)
        if progress:
            progress(done, max(done, len(known)))
    listed = {
        language: sorted((name, file) for own, name, file in names if own == language) for language in ("zh", "en")
    }
    script = folder / "static" / "names.js"
    script.write_text(f"window.fangzhiNames = {json.dumps(listed, ensure_ascii=False)};\n", encoding="utf-8")
    return WrittenSite(done + 1, folder / "index.html")


def prepare(folder: Path) -> None:
    """Make the folder and mark it as ours; StoreError when it holds other things."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = any(folder.iterdir()) and not (folder / MARK).is_file()
        if not taken:
            (folder / MARK).touch()
    except OSError as error:
        raise StoreError(f"{folder} cannot be written ({error.strerror}); give another folder") from None
    if taken:
        raise StoreError(f"{folder} is not empty and holds no site of ours; give an empty or a new folder")


def _size(atlas: Path) -> int:
    return atlas.stat().st_size if atlas.is_file() else 0


@cache
def _application(atlas: str, lexicon: Lexicon | None) -> tuple[FastAPI, asyncio.Runner, ThreadPoolExecutor]:
    """One a process. The loop runs in a thread: a notebook has one of its own running in this one."""
    return create_app(atlas, lexicon=lexicon, fixed=True), asyncio.Runner(), ThreadPoolExecutor(1)


def _write_page(atlas: str, lexicon: Lexicon | None, folder: Path, address: str) -> _Written:
    """Write a page with its data and its twin in the other language: they ask what was just asked."""
    app, runner, thread = _application(atlas, lexicon)
    waiting, written, links, names = deque([address]), [], set[str](), []
    while waiting:
        address = waiting.popleft()
        status, kind, body = thread.submit(runner.run, _get(app, address)).result()
        if status != 200:
            raise StoreError(f"{address} answered {status}; this is our mistake, please report it")
        if kind.startswith("text/html"):
            text = body.decode()
            rewritten, found = _rewritten(text, address)
            body = rewritten.encode()
            wanted = {_wanted(link) for link in found} - {"", address} - links
            links |= wanted
            own = sorted(link for link in wanted if _base(link) == _base(address) and not link.startswith("/static/"))
            waiting.extend(link for link in own if link not in written)
            names += _names(address, text)
        path = folder / file_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        written.append(address)
    return _Written(tuple(dict.fromkeys(written)), frozenset(links), tuple(names))


@lru_cache(maxsize=100_000)
def _base(address: str) -> str:
    """What a page, its data and its twin in the other language have in common.

    >>> _base("/en/region/320000"), _base("/region/320000.csv"), _base("/en/"), _base("/index.csv?status=target")
    ('/region/320000', '/region/320000', '/', '/?status=target')
    """
    path, mark, query = address.removeprefix("/en").partition("?")
    path = path.removesuffix(".json").removesuffix(".csv")
    return ("/" if path == "/index" else path) + mark + query


@lru_cache(maxsize=100_000)
def _wanted(link: str) -> str:
    """The address to fetch for a link; empty for what is elsewhere, or is not fetched.

    >>> _wanted("/region/320000#figures"), _wanted("https://example.org/"), _wanted("/search?q=x")
    ('/region/320000', '', '/search')
    """
    if not link.startswith("/") or link.startswith(("//", "/static/names.js")):
        return ""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if _keeps_query(parts.path, parts.query) else parts.path


def _keeps_query(path: str, query: str) -> bool:
    """Whether what follows the question mark makes a page of its own; a search does not, nor half a comparison."""
    given = parse_qsl(query)
    if path.startswith("/static/"):
        return True
    names = [name for name, _ in given]
    page = path.removeprefix("/en")
    base = page.removesuffix(".json").removesuffix(".csv")
    if base in ("/", "/index"):  # the first page with another map, as its tabs offer it
        return names == ["indicator", "measure", "status"]
    if page.startswith(("/region/", "/industry/", "/schemes")):  # one long list; its data is the whole page's
        return page == base and names in (["part"], ["part", "page"])
    return (base == "/documents" and names == ["page"]) or (base == "/compare" and names.count("r") == 2 == len(names))


def file_of(address: str) -> str:
    """The file that an address is written to.

    >>> file_of("/"), file_of("/en/region/320000"), file_of("/documents?page=2"), file_of("/region/320000.csv")
    ('index.html', 'en/region/320000.html', 'documents.page-2.html', 'region/320000.csv')
    >>> file_of("/static/atlas.css?v=12"), file_of("/scheme/320000/%E5%85%AD%3F")
    ('static/atlas.css', 'scheme/320000/六_-8c8be72f.html')
    """
    parts = urlsplit(address)
    path = unquote(parts.path).lstrip("/")
    if path.startswith("static/"):
        return path
    if not path or path.endswith("/"):
        path += "index"
    stem, dot, ending = path.rpartition(".")
    if ending not in ("json", "csv") or not dot:
        stem, ending = path, "html"
    if parts.query:
        stem += "." + "-".join(part for pair in parse_qsl(parts.query) for part in pair)
    return f"{'/'.join(_safe(part) for part in stem.split('/'))}.{ending}"


def _safe(part: str) -> str:
    plain = _UNSAFE.sub("_", part)[:_LONGEST]
    if plain == part and part not in (".", ".."):
        return part
    return f"{plain.strip('.')}-{sha256(part.encode()).hexdigest()[:8]}"


def _rewritten(text: str, address: str) -> tuple[str, set[str]]:
    """The page with its links turned into paths from its own file, and the links as they were."""
    here = str(PurePosixPath(file_of(address)).parent)
    links: set[str] = set()

    def moved(link: str) -> str | None:
        if not link.startswith("/") or link.startswith("//"):
            return None
        links.add(link)
        address, mark, fragment = link.partition("#")
        return _relative(address, here) + mark + fragment

    def replaced(match: re.Match[str]) -> str:
        path = moved(unescape(match[2]))
        return match[0] if path is None else f'{match[1]}="{escape(path, quote=True)}"'

    def row_replaced(match: re.Match[str]) -> str:
        path = moved(match[1])
        return match[0] if path is None else f'"href":"{path}"'

    return _ROW_LINK.sub(row_replaced, _LINK.sub(replaced, text)), links


@lru_cache(maxsize=100_000)
def _relative(address: str, folder: str) -> str:
    """The path from a folder to the file of an address."""
    return quote(relpath(file_of(_wanted(address) or urlsplit(address).path), folder), safe="/+.-_~")


def _names(address: str, text: str) -> list[tuple[str, str, str]]:
    """What the search by name needs: the language, the heading of the page of one thing, and its file."""
    kind = address.removeprefix("/en").lstrip("/").partition("/")[0]
    heading = _TITLE.search(text)
    if kind not in _NAMED or not heading:
        return []
    name = unescape(re.sub(r"<[^<>]+>|\s+", " ", heading[1])).strip()
    return [("en" if address.startswith("/en/") else "zh", name, quote(file_of(address), safe="/+.-_~"))]


async def _get(app: FastAPI, address: str) -> tuple[int, str, bytes]:
    """One request to the application, without a network: status, content type, body."""
    parts = urlsplit(address)
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [],
        "client": None,
        "server": None,
    }
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401  # as ASGI has it
        messages.append(message)

    await app(scope, receive, send)
    start = next(message for message in messages if message["type"] == "http.response.start")
    kind = dict(start["headers"]).get(b"content-type", b"").decode()
    body = b"".join(message.get("body", b"") for message in messages if message["type"] == "http.response.body")
    return start["status"], kind, body
