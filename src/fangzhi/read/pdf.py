"""PDF: text with its pages from pdfium, the cells of ruled tables from pdfplumber, scanned pages recognised."""

import ctypes
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.model.errors import InputError
from fangzhi.read.builder import TextBuilder
from fangzhi.read.pages import Line, PageLines, PageTable, write_pages
from fangzhi.read.ruled import Character, find_tables
from fangzhi.read.source import RawText

MOST_PAGES = 2_000
MOST_PAGE_CHARACTERS = 200_000
_FEW = 8  # characters below which a page with a picture is taken for a scan
_HYPHEN = "\x02"  # how pdfium marks the hyphen at which a word is broken
_FEW_LINES = 4  # ruling lines below which a page has no table


def read(data: bytes, words: ReadingWords, *, path: str) -> RawText:  # noqa: ARG001  # every reader has these
    """Text and tables of a PDF, page after page; InputError when it is damaged, locked or has no text.

    A page that is a picture is recognised where the extra ``ocr`` is installed.
    """
    from pypdfium2 import (  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; slow to load, for PDF only
        PdfDocument,
        PdfiumError,
    )

    try:
        document = PdfDocument(data)
        count = len(document)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(f"{path}: the PDF is locked with a password. Save it without one.") from None
        raise InputError(f"{path}: no PDF that can be opened. Download it again.") from None
    with document:
        if count > MOST_PAGES:
            raise InputError(f"{path}: {count:,} pages; at most {MOST_PAGES:,} are read. Split it into its parts.")
        pages = [_page(document, number, path) for number in range(count)]
        scans = [number for number, page in enumerate(pages) if page.scanned]
        recognised = _recognised(document, scans, path, needed=not any(page.characters for page in pages))
    if not scans and not any(page.characters for page in pages):
        raise InputError(f"{path}: the PDF has no text and no pictures of pages. Check that it is complete.")
    out = TextBuilder(path)
    ruled = find_tables(io.BytesIO(data), {n: page.characters for n, page in enumerate(pages) if page.ruled})
    written = [
        recognised.get(number) or PageLines(page.height, tuple(_items(page.characters, ruled.get(number, ()))))
        for number, page in enumerate(pages)
    ]
    write_pages(written, out)
    hints = {}
    if scans:
        listed = ", ".join(str(number + 1) for number in scans[:10]) + (" …" if len(scans) > 10 else "")
        told = "words recognised in pictures" if recognised else "pictures, not read without fangzhi[ocr]"
        hints["pages"] = (listed, f"pages {listed} are {told}")
    raw = out.raw(hints, recognised=bool(recognised))
    if not raw.text.strip():
        raise InputError(f"{path}: no words could be read in the PDF. Check that it is complete.")
    return raw


@dataclass(frozen=True, slots=True)
class _Page:
    height: float
    characters: list[Character]
    scanned: bool
    ruled: bool


def _page(document: Any, number: int, path: str) -> _Page:  # noqa: ANN401  # pypdfium2 has no types
    from pypdfium2 import PdfiumError  # noqa: PLC0415  # as above
    from pypdfium2.raw import (  # type: ignore[import-untyped]  # noqa: PLC0415  # as above
        FPDF_PAGEOBJ_IMAGE,
        FPDF_PAGEOBJ_PATH,
    )

    try:
        page = document[number]
    except PdfiumError:
        raise InputError(f"{path}: page {number + 1} of the PDF is damaged. Download it again.") from None
    try:
        characters = list(_characters(page, path))
        kinds = [item.type for item in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH], max_depth=4)]
        readable = sum(not _private(character.text) for character in characters if not character.text.isspace())
        # a font without a table of its letters gives marks of private use: then only the picture can be read
        unreadable = readable < _FEW or readable < 0.7 * sum(not c.text.isspace() for c in characters)
        picture = FPDF_PAGEOBJ_IMAGE in kinds or (unreadable and bool(characters))
        ruled = kinds.count(FPDF_PAGEOBJ_PATH) >= _FEW_LINES
        return _Page(page.get_height(), [] if unreadable and picture else characters, unreadable and picture, ruled)
    finally:
        page.close()


def _characters(page: Any, path: str) -> Iterator[Character]:  # noqa: ANN401  # as above
    """The characters of a page as they are shown, with their boxes from the upper left corner; breaks between lines."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415  # as above

    turn = page.get_rotation() % 360
    width, height = page.get_size()
    left, bottom, *_ = page.get_mediabox()
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > MOST_PAGE_CHARACTERS:
            raise InputError(f"{path}: a page of {count:,} characters; at most {MOST_PAGE_CHARACTERS:,} are read.")
        box = pdfium.FS_RECTF()
        high = ""
        for index in range(count):
            character = chr(min(pdfium.FPDFText_GetUnicode(text, index), 0x10FFFF))
            if "\ud800" <= character <= "\udbff":
                high = character
                continue
            if "\udc00" <= character <= "\udfff":
                pair = (high + character).encode("utf-16-le", "surrogatepass")
                character, high = pair.decode("utf-16-le", "replace"), ""
            if character in "\r\n\x00\ufffe\uffff":
                if character == "\n":
                    yield Character("\n", 0, 0, 0, 0)
                continue
            pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
            x0, x1 = sorted((box.left - left, box.right - left))
            y0, y1 = sorted((box.bottom - bottom, box.top - bottom))
            yield Character(character, *_turned(x0, y0, x1, y1, turn, (width, height)))
    finally:
        text.close()


def _turned(
    x0: float, y0: float, x1: float, y1: float, turn: int, size: tuple[float, float]
) -> tuple[float, float, float, float]:
    """A box with the origin below, as it is seen on the turned page with the origin above: left, right, top, bottom."""
    width, height = size
    if turn == 90:
        return y0, y1, x0, x1
    if turn == 180:
        return width - x1, width - x0, y0, y1
    if turn == 270:
        return width - y1, width - y0, height - x1, height - x0
    return x0, x1, height - y1, height - y0


def _items(characters: Sequence[Character], tables: Sequence[tuple[PageTable, set[int]]]) -> Iterator[Line | PageTable]:
    """Lines in the order of the page; each table where its first character stands."""
    inside = {index: number for number, (_, members) in enumerate(tables) for index in members}
    written: set[int] = set()
    line: list[Character] = []
    for index, character in enumerate(characters):
        number = inside.get(index)
        if number is None and character.text != "\n":
            if not (line or character.text.isspace()):
                line = [character]
            elif line:
                line.append(character)
            continue
        if line:
            yield from _line(line)
            line = []
        if number is not None and number not in written:
            written.add(number)
            yield tables[number][0]
    if line:
        yield from _line(line)


def _line(characters: Sequence[Character]) -> Iterator[Line]:
    text = "".join(character.text for character in characters).replace(_HYPHEN, "").strip()
    text = "".join(c for c in text if c.isprintable() or c in "\u3000\xa0")
    shown = [c for c in characters if not c.text.isspace()]
    if text and shown:
        yield Line(
            text,
            min(c.left for c in shown),
            max(c.right for c in shown),
            min(c.top for c in shown),
            max(c.bottom for c in shown),
        )


def _private(text: str) -> bool:
    return "\ue000" <= text <= "\uf8ff" or text == "\ufffd" or text < " "


def _recognised(document: Any, scans: Sequence[int], path: str, *, needed: bool) -> dict[int, PageLines]:  # noqa: ANN401  # as above
    if not scans:
        return {}
    from fangzhi.read.recognise import page_lines, recogniser  # noqa: PLC0415  # for scans only

    engine = recogniser()
    if engine is None:
        if needed:
            raise InputError(
                f"{path}: a scanned PDF, {len(scans)} pages of pictures without text. Install fangzhi[ocr] to read it."
            )
        return {}
    return page_lines(engine, document, scans, path)
