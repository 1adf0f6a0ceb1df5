"""Plain tables for a terminal, in which a Chinese character takes two columns."""

import unicodedata
from collections.abc import Iterable, Sequence

GAP = "  "


def width(text: str) -> int:
    """Columns that a terminal gives to ``text``.

    >>> width("增长5.3%")
    8
    """
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def shorten(text: str, columns: int) -> str:
    """``text`` cut to fit into ``columns``, with … where something is missing.

    >>> shorten("地区生产总值", 7), shorten("GDP", 7)
    ('地区生…', 'GDP')
    """
    if width(text) <= columns:
        return text
    kept, room = "", columns - 1
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept += character
    return kept + "…"


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled with spaces to ``columns``.

    >>> pad("亿元", 6, right=True)
    '  亿元'
    """
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), limit: int | None = None
) -> str:
    r"""Rows under headings; the columns in ``right`` are set to the right.

    ``limit`` is the width of the terminal: when a table is wider, its widest columns are cut. Line breaks and control
    characters in a cell become spaces.

    >>> print(table(["地区", "增速"], [["江苏省", "5.3%"], ["自贡市", "6%"]], right=[1]))
    地区    增速
    江苏省  5.3%
    自贡市    6%
    """
    lines = [list(headings), *([plain(cell) for cell in row] for row in rows)]
    widths = [max(width(line[i]) for line in lines) for i in range(len(headings))]
    if limit is not None:
        widths = _fitted(widths, limit - len(GAP) * (len(widths) - 1))
    text = []
    for line in lines:
        cells = [pad(shorten(cell, widths[i]), widths[i], right=i in right) for i, cell in enumerate(line)]
        text.append(GAP.join(cells).rstrip())
    return "\n".join(text)


def plain(text: str) -> str:
    r"""``text`` in one line, without control characters: documents are not trusted with the terminal.

    >>> plain("增长\n5%\x1b[31m")
    '增长 5% [31m'
    """
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)


def _fitted(widths: list[int], room: int) -> list[int]:
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > 8:
        widest = fitted.index(max(fitted))
        fitted[widest] -= 1
    return fitted


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
