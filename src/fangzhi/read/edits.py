"""Leaving parts of a text out while every remaining character keeps its place of origin."""

from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_LARGEST_KEPT = 1 << 20


class Edit(NamedTuple):
    """``text[start:end]`` is left out; with ``keep >= 0`` one ``character`` stands there instead, from ``keep``."""

    start: int
    end: int
    keep: int = -1
    character: str = ""


def positions(length: int) -> "array[int]":
    """The numbers 0, 1, … length-1: the origin of a text that is as it was.

    >>> positions(3)
    array('L', [0, 1, 2])
    """
    if length > _LARGEST_KEPT:
        return array("L", range(length))
    return _counted(max(length - 1, 0).bit_length())[:length]


@lru_cache(maxsize=21)  # counting up anew for each document would cost more than the whole of folding
def _counted(bits: int) -> "array[int]":
    return array("L", range(1 << bits))


def apply_edits(text: str, origin: "array[int]", edits: Iterable[Edit]) -> tuple[str, "array[int]"]:
    """Apply edits, in order and without overlap, to a text and its origins.

    >>> apply_edits("6★.2 %", positions(6), [Edit(1, 2), Edit(4, 5)])
    ('6.2%', array('L', [0, 2, 3, 5]))
    """
    parts: list[str] = []
    origins = array("L")
    done = 0
    for start, end, keep, character in edits:
        if start > done:
            parts.append(text[done:start])
            origins.extend(origin[done:start])
        if keep >= 0:
            parts.append(character)
            origins.append(origin[keep])
        done = end
    if not done:
        return text, origin
    parts.append(text[done:])
    origins.extend(origin[done:])
    return "".join(parts), origins
