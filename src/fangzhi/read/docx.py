"""Word files (.docx): paragraphs, tables and notes in the order of the text, deleted words left out."""

from collections.abc import Iterator
from typing import Any

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.model.errors import InputError
from fangzhi.read.builder import GridCell, TextBuilder, indent_of
from fangzhi.read.package import Package
from fangzhi.read.source import RawText

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE = (("title", "{http://purl.org/dc/elements/1.1/}title"),)
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "fldData", "pPr", "rPr", "footnoteReference", "endnoteReference"})
_OLD_DRAWING = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says the same once more
_DEEPEST = 6  # tables in tables
_TWIPS = 240  # of an indent that is as wide as a letter


def read(data: bytes, words: ReadingWords, *, path: str) -> RawText:  # noqa: ARG001  # every reader has these
    """Text, tables and notes of a Word file; InputError when it is none or has no text."""
    package = Package(data, path=path)
    if "word/document.xml" not in package:
        raise InputError(f"{path}: no Word file, whatever its name says. Rename it, or save it as .docx.")
    body = package.xml("word/document.xml").find(f"{_WORD}body")
    out = TextBuilder(path)
    if body is not None:
        _blocks(body, out, 0)
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in package:
            for note in package.xml(part):
                if note.get(f"{_WORD}type") in {None, "normal"}:
                    _blocks(note, out, 0)
    if out.empty:
        raise InputError(f"{path}: the Word file has no text. If it holds pictures of pages, save them as a PDF.")
    return out.raw(_hints(package))


def _blocks(parent: Any, out: TextBuilder, depth: int) -> None:  # noqa: ANN401  # lxml has no types
    """Paragraphs and tables of a body, a note or a cell."""
    for element in parent:
        name = _name(element)
        if name == "p":
            for line in _text(element).split("\n"):
                out.paragraph(line)
            for box in element.iter(f"{_WORD}txbxContent"):
                if not any(ancestor.tag == _OLD_DRAWING for ancestor in box.iterancestors()) and depth < _DEEPEST:
                    _blocks(box, out, depth + 1)
        elif name == "tbl":
            _table(element, out, depth)
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            _blocks(element, out, depth)


def _table(table: Any, out: TextBuilder, depth: int) -> None:  # noqa: ANN401  # as above
    rows = [row for row in table.iter(f"{_WORD}tr") if _of(row, "tbl") is table]
    nested = any(True for row in rows for _ in row.iter(f"{_WORD}tbl"))
    if (len(rows) == 1 and len(rows[0].findall(f"{_WORD}tc")) == 1) or (nested and depth < _DEEPEST):
        for row in rows:  # a frame around a text, not a table of cells
            for cell in row.iter(f"{_WORD}tc"):
                if _of(cell, "tbl") is table:
                    _blocks(cell, out, depth + 1)
        return
    out.table(_cells(rows))


def _cells(rows: list[Any]) -> Iterator[GridCell]:
    """The cells of rows; a cell that goes on downwards is counted with the one it begins in."""
    begun: dict[int, GridCell] = {}  # by column: a cell that may go on downwards
    done: list[GridCell] = []
    for number, row in enumerate(rows, start=1):
        column = 1 + _number(row, "trPr", "gridBefore")
        for cell in row.iter(f"{_WORD}tc"):
            if _of(cell, "tr") is not row:
                continue
            span = max(1, _number(cell, "tcPr", "gridSpan") or 1)
            merge = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
            if merge is not None and merge.get(f"{_WORD}val") != "restart" and column in begun:
                begun[column] = begun[column]._replace(row_span=number - begun[column].row + 1)
            else:
                if column in begun:
                    done.append(begun.pop(column))
                paragraphs = [_text(p) for p in cell.iter(f"{_WORD}p")]
                text = "\n".join(paragraphs)
                begun[column] = GridCell(text, number, column, 1, span, _indent(cell, text))
            column += span
    yield from (*done, *begun.values())


def _indent(cell: Any, text: str) -> int:  # noqa: ANN401  # as above
    mark = cell.find(f"{_WORD}p/{_WORD}pPr/{_WORD}ind")
    if mark is None:
        return indent_of(text)
    for name, unit in (("firstLineChars", 100), ("leftChars", 100), ("firstLine", _TWIPS), ("left", _TWIPS)):
        value = mark.get(f"{_WORD}{name}", "0")
        if value.isdigit() and int(value) >= unit:
            return int(value) // unit + indent_of(text)
    return indent_of(text)


def _text(paragraph: Any) -> str:  # noqa: ANN401  # as above
    """The words of a paragraph without those of text boxes inside it."""
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = _name(element)
        if name == "t":
            parts.append(element.text or "")
        elif name in {"tab", "ptab"}:
            parts.append("\u3000\u3000\u3000")
        elif name in {"br", "cr"}:
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name not in _SKIPPED and name != "txbxContent":
            stack.extend(reversed(element))
    return "".join(parts)


def _of(element: Any, name: str) -> Any:  # noqa: ANN401  # as above
    return next((ancestor for ancestor in element.iterancestors() if _name(ancestor) == name), None)


def _name(element: Any) -> str:  # noqa: ANN401  # as above
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _number(element: Any, properties: str, name: str) -> int:  # noqa: ANN401  # as above
    mark = element.find(f"{_WORD}{properties}/{_WORD}{name}")
    value = mark.get(f"{_WORD}val", "") if mark is not None else ""
    return min(int(value), 1000) if value.isdigit() else 0


def _hints(package: Package) -> dict[str, tuple[str, str]]:
    """The title that its author gave; programs fill the other fields with their own."""
    if "docProps/core.xml" not in package:
        return {}
    root = package.xml("docProps/core.xml")
    found = {name: (root.findtext(tag) or "").strip() for name, tag in _CORE}
    return {name: (value, "properties of the file") for name, value in found.items() if 8 <= len(value) <= 100}
