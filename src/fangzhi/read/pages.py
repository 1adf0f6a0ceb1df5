"""Lines as they lie on pages, to paragraphs: which go on, which are the page's own.

Coordinates are in one unit for a document, from the upper left corner; a line is as high as its letters.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from fangzhi.read.builder import GridCell, TextBuilder, needs_space

_NUMBER = re.compile(
    r"[\s\-—–―·.•~〜－―]*(?:第\s?)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?页)?"
    r"(?:\s?[，,]?\s?[/／共]\s?共?\s?\d{1,4}\s?页?)?[\s\-—–―·.•~〜－―]*"
)
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.12  # of the height of a page, where its number and running heads are
_REPEATED = 3  # pages on which a running head stands at least
_ENOUGH = 6  # lines that show the edges of a page
_FAR = 1.5  # letters between words of one line that belong to two columns
_NEAR = 0.2  # letters between two words
_ENDS = frozenset("。！？；：.!?;:")
_BEGINS = re.compile(
    r"第[一二三四五六七八九十百]+[章节条编部]|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]\d{1,2}[）)]|\d{1,2}[、．]"
    r"|——|[一二三四五六七八九十]{1,2}是|附件|专栏|[表图]\s?\d|[•·■◆●]|注[：:]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words and the box around them."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of its letters."""
        return max(self.bottom - self.top, 0.1)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page; ``columns`` are its vertical edges."""

    cells: tuple[GridCell, ...]
    columns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page: its lines and tables in reading order."""

    height: float
    items: tuple[Line | PageTable, ...]


@dataclass(slots=True)
class _Edges:
    """Where the running text of a page begins and ends, and how far its lines are apart."""

    left: float
    right: float
    apart: float


def write_pages(pages: Sequence[PageLines], out: TextBuilder) -> None:
    """Write pages as paragraphs and tables; a paragraph may go on over the end of a page, a table too."""
    furniture = _furniture(pages)
    common = _edges([item for page in pages for item in page.items if isinstance(item, Line)], None)
    writer = _Writer(out)
    for number, page in enumerate(pages):
        out.page()
        own = [item for at, item in enumerate(page.items) if (number, at) in furniture and isinstance(item, Line)]
        body = [item for at, item in enumerate(page.items) if (number, at) not in furniture]
        for item in own:
            if item.top < page.height / 2:
                out.aside(item.text)
        writer.page(body, _edges([item for item in body if isinstance(item, Line)], common))
        for item in own:
            if item.top >= page.height / 2:
                out.aside(item.text)


class _Writer:
    """Joins lines to paragraphs; remembers how the page before ended."""

    def __init__(self, out: TextBuilder) -> None:
        self._out = out
        self._end: Line | PageTable | None = None

    def page(self, body: Sequence[Line | PageTable], edges: _Edges | None) -> None:
        """Write what a page has beside its furniture."""
        words, goes_on = "", False
        last = self._end
        for at, item in enumerate(body):
            if isinstance(item, PageTable):
                self._out.paragraph(words, goes_on=goes_on)
                words = ""
                continues = at == 0 and isinstance(last, PageTable) and _same_columns(last, item)
                self._out.table(item.cells, continues=continues)
            elif words and isinstance(last, Line) and edges and _joined(last, item, edges):
                words += (" " if needs_space(words, item.text) else "") + item.text
            else:
                self._out.paragraph(words, goes_on=goes_on)
                goes_on = at == 0 and isinstance(last, Line) and edges is not None and _over_page(last, item, edges)
                words = item.text
            last = item
        self._out.paragraph(words, goes_on=goes_on)
        if isinstance(last, Line) and not (edges and _full(last, edges)):
            last = None
        self._end = last if body else self._end


def _joined(line: Line, following: Line, edges: _Edges) -> bool:
    """Whether a line goes on in the next one of its page."""
    size = line.size
    return (
        _full(line, edges)
        and _flush(following, edges)
        and abs(following.size - size) <= 0.25 * size
        and -0.5 * size < following.top - line.bottom <= max(edges.apart * 1.35, edges.apart + 0.3 * size)
        and not (line.text[-1] in _ENDS and _BEGINS.match(following.text))
    )


def _over_page(line: Line, following: Line, edges: _Edges) -> bool:
    return (
        _flush(following, edges)
        and abs(following.size - line.size) <= 0.25 * line.size
        and line.text[-1] not in _ENDS
        and not _BEGINS.match(following.text)
    )


def _full(line: Line, edges: _Edges) -> bool:
    """Whether a line reaches the right edge; punctuation may be kept from it."""
    return line.right >= edges.right - 2.2 * line.size


def _flush(line: Line, edges: _Edges) -> bool:
    return abs(line.left - edges.left) <= 0.9 * line.size


def _edges(lines: Sequence[Line], common: _Edges | None) -> _Edges | None:
    if len(lines) < (_ENOUGH if common is not None else 2):
        return common
    size = median(line.size for line in lines)
    lefts = Counter(round(line.left / (0.5 * size)) for line in lines)
    most = max(lefts.values())
    # The leftmost of the common beginnings: in a page of short paragraphs the indent is as common as the edge.
    left = min(step for step, count in lefts.items() if count >= max(2, most / 4)) if most > 1 else min(lefts)
    rights = sorted(line.right for line in lines)
    gaps = [two.top - one.bottom for one, two in pairwise(lines) if -0.5 * size < two.top - one.bottom < 3 * size]
    apart = sorted(gaps)[len(gaps) // 3] if gaps else size
    return _Edges(left * 0.5 * size, rights[int(len(rights) * 0.9)], max(apart, 0.2 * size))


def _furniture(pages: Sequence[PageLines]) -> set[tuple[int, int]]:
    """Page and item numbers of lines that are no text: page numbers, what stands at the head or foot of pages."""
    found: set[tuple[int, int]] = set()
    places: dict[str, list[tuple[int, int]]] = {}
    for number, page in enumerate(pages):
        for at, item in enumerate(page.items):
            if not isinstance(item, Line):
                continue
            middle = (item.top + item.bottom) / 2
            head, foot = middle < _MARGIN * page.height, middle > (1 - _MARGIN) * page.height
            if not (head or foot):
                continue
            if _NUMBER.fullmatch(item.text):
                found.add((number, at))
            elif len(item.text) <= 60:
                height = round(middle / (0.02 * page.height))
                places.setdefault(f"{height} {_DIGITS.sub('#', item.text)}", []).append((number, at))
    for where in places.values():
        if len({number for number, _ in where}) >= _REPEATED:
            found.update(where)
    return found


def _same_columns(one: PageTable, two: PageTable) -> bool:
    width = one.columns[-1] - one.columns[0]
    return len(one.columns) == len(two.columns) and all(
        abs(a - b) <= 0.02 * width for a, b in zip(one.columns, two.columns, strict=True)
    )


def lines_of(boxes: Sequence[Line]) -> list[Line]:
    """Boxes of words as lines from above to below; what is far apart on a line has three blanks between it."""
    rows: list[list[Line]] = []
    for box in sorted(boxes, key=lambda box: (box.top + box.bottom) / 2):
        middle = (box.top + box.bottom) / 2
        if rows and abs((rows[-1][0].top + rows[-1][0].bottom) / 2 - middle) < 0.5 * rows[-1][0].size:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [_one_line(sorted(row, key=lambda box: box.left)) for row in rows]


def _one_line(boxes: Sequence[Line]) -> Line:
    words = boxes[0].text.strip()
    for before, box in pairwise(boxes):
        gap = (box.left - before.right) / min(before.size, box.size)
        text = box.text.strip()
        if gap > _FAR:
            words += "   "
        elif gap > _NEAR and needs_space(words, text):
            words += " "
        words += text
    return Line(
        words,
        boxes[0].left,
        max(box.right for box in boxes),
        min(box.top for box in boxes),
        max(box.bottom for box in boxes),
    )
