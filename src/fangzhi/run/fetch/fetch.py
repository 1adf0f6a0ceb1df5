"""Addresses to files with their ``documents.csv``."""

import fcntl
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from fangzhi.model.errors import InputError, StoreError
from fangzhi.read.formats import is_read
from fangzhi.run.fetch.ask import Answer
from fangzhi.run.fetch.table import Row, put, read_rows, row_of, write_rows, write_whole
from fangzhi.run.fetch.visit import Manners, Visitor, checked_url

Outcome = Literal["written", "unchanged", "refused", "failed"]
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/ofd": ".ofd",
    "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_UNSAFE = re.compile(r"[^\w.-]+")
_PRIVATE = ("set-cookie", "set-cookie2")
_LONGEST = 500  # characters of a header that are kept


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one address: ``path`` of its file where there is one, ``reason`` where there is none.

    ``refused`` will be refused again; ``failed`` may work another time.
    """

    url: str
    outcome: Outcome
    path: Path | None = None
    size: int = 0
    reason: str | None = None


def fetch(
    urls: Sequence[str], folder: str | Path, *, manners: Manners | None = None, visitor: Visitor | None = None
) -> Iterator[Fetched]:
    """Fetch each address into ``folder``, in turn, with a row in its ``documents.csv``.

    What was fetched before is asked for with ETag and Last-Modified, so that an unchanged page is not sent again. The
    page is written before its row, both at once or not at all; a run that is killed loses the page it was at.
    InputError when the folder's table cannot be read, StoreError when nothing can be written.
    """
    folder = Path(folder)
    visitor = visitor or Visitor(manners or Manners())
    try:
        with _only_fetcher(folder):
            columns, rows = read_rows(folder)
            for address in dict.fromkeys(urls):
                result = _one(address, folder, rows, visitor)
                if result.outcome == "written":
                    write_rows(folder, columns, rows)
                yield result
    finally:
        visitor.close()


def urls_in(path: Path) -> list[str]:
    """The addresses in a file, one a line; empty lines and lines that begin with # are passed over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}). Give a text file with one address a line.") from None
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def file_name(url: str, ending: str) -> str:
    """A name that can be read, is safe on any system, and is always the same for the same address.

    >>> file_name("https://www.example.gov.cn/art/2026/../t1.html?x=1", ".html")
    'www.example.gov.cn_t1_74090282.html'
    """
    parts = urlsplit(url)
    stem = PurePosixPath(unquote(parts.path, errors="replace")).stem
    words = _UNSAFE.sub("-", f"{parts.hostname or ''}_{stem[:60]}").strip("-_.")
    return f"{words[:100]}_{sha256(url.encode()).hexdigest()[:8]}{ending}"


def _one(address: str, folder: Path, rows: list[Row], visitor: Visitor) -> Fetched:
    try:
        url = str(checked_url(address))
        row = row_of(rows, url)
        old = _stored(folder, row)
        last, answer = visitor.visit(url, _conditions(row) if row and old is not None else {})
        if row is not None and old is not None and (answer.status == 304 or answer.body == old):
            return Fetched(address, "unchanged", folder / row["path"], len(old))
        name = file_name(url, _ending(last, answer))
        write_whole(folder / name, answer.body)
    except InputError as error:
        return Fetched(address, "refused", reason=f"{address}: {error}")
    except (ConnectionError, TimeoutError) as error:
        return Fetched(address, "failed", reason=f"{address}: {error}; try again later")
    headers = {key: value[:_LONGEST] for key, value in answer.headers.items() if key not in _PRIVATE}
    put(
        rows,
        {
            "path": name,
            "url": url,
            "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
            "sha256": sha256(answer.body).hexdigest(),
            "headers": json.dumps(headers, ensure_ascii=True),
        },
    )
    return Fetched(address, "written", folder / name, len(answer.body))


def _stored(folder: Path, row: Row | None) -> bytes | None:
    """The file of a row, if it still is what was fetched."""
    if row is None or not row.get("path") or not row.get("sha256"):
        return None
    try:
        data = (folder / row["path"]).read_bytes()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == row["sha256"].strip() else None


def _conditions(row: Row) -> dict[str, str]:
    try:
        headers = json.loads(row.get("headers") or "{}")
    except ValueError:
        return {}
    if not isinstance(headers, dict):
        return {}
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {ask: headers[told] for ask, told in pairs if isinstance(headers.get(told), str)}


def _ending(url: str, answer: Answer) -> str:
    """The ending that tells ``build`` the format; InputError for nothing, or a format that cannot be read."""
    if answer.status != 200:
        raise ConnectionError(f"answers {answer.status} though nothing was asked on condition")
    if not answer.body.strip():
        raise InputError("answers with nothing")
    told = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    suffix = PurePosixPath(unquote(urlsplit(url).path, errors="replace")).suffix.lower()
    endings = [_TYPES[told]] if told in _TYPES else [suffix]
    if told not in _TYPES and not told.startswith(("image/", "audio/", "video/")):
        endings += [".pdf"] if answer.body.startswith(b"%PDF") else []
        endings += [".html"] if b"<html" in answer.body[:2000].lower() else []
    for ending in endings:
        if ending and is_read(PurePosixPath(f"x{ending}")):
            return ending
    raise InputError(f"is {told or 'of no type'}, which is not a format that can be read")


@contextmanager
def _only_fetcher(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / ".fetch.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written into ({error.strerror}); give another -o") from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(f"another fetch is writing into {folder}; wait for it, or give another -o") from None
        yield
    finally:
        os.close(handle)
