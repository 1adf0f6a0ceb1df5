"""OFD, the page format of the state (GB/T 33190): text with its pages; tables stay lines of text."""

from typing import Any

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.model.errors import InputError
from fangzhi.read.builder import TextBuilder
from fangzhi.read.package import Package
from fangzhi.read.pages import Line, PageLines, lines_of, write_pages
from fangzhi.read.source import RawText

MOST_PAGES = 2_000
_ASCENT = 0.85  # of the size of a letter, above its base line


def read(data: bytes, words: ReadingWords, *, path: str) -> RawText:  # noqa: ARG001  # every reader has these
    """Text of an OFD file, page after page; InputError when it is none or has no text."""
    package = Package(data, path=path)
    for name in package.names:
        if name.lower().endswith(".xml"):
            package.read(name)  # within our bounds, before the library reads it within its own
    import ofdkit  # type: ignore[import-untyped]  # noqa: PLC0415  # it has no types; for OFD only

    try:
        with ofdkit.open(data) as document:
            if len(document.pages) > MOST_PAGES:
                raise InputError(f"{path}: {len(document.pages):,} pages; at most {MOST_PAGES:,} are read. Split it.")
            pages = [_page(page) for page in document.pages]
            title = document.info.title or ""
    except (ofdkit.OFDError, ValueError, LookupError, RecursionError) as error:
        raise InputError(f"{path}: no OFD file that can be read ({error}). Download it again.") from None
    out = TextBuilder(path)
    write_pages(pages, out)
    if out.empty:
        raise InputError(f"{path}: the OFD file has no text. If its pages are pictures, print it as a PDF.")
    return out.raw({"title": (title, "properties of the file")} if 8 <= len(title) <= 100 else {})


def _page(page: Any) -> PageLines:  # noqa: ANN401  # ofdkit has types of its own, which we do not keep
    left, top, width, height = page.box
    boxes = [
        Line(run.text, run.x, run.x + run.width, run.y - _ASCENT * run.size, run.y + (1 - _ASCENT) * run.size)
        for run in page.runs
        if run.text.strip() and left <= run.x <= left + width and top <= run.y <= top + height
    ]
    return PageLines(height, tuple(lines_of(boxes)))
