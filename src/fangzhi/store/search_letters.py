"""Single characters: how many sentences have each, and the newest of them.

A word of one character would have to gather the pairs of half the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from fangzhi.store.search_grams import Grams, folded

NEWEST = 2000  # sentences kept of each character


@dataclass(slots=True)
class _Letter:
    total: int = 0
    newest: list[int] = field(default_factory=list)


class Letters:
    """Counts characters while sentences are written, newest first."""

    def __init__(self) -> None:
        self._letters: dict[int, _Letter] = {}

    def add(self, grams: Grams, first: int) -> None:
        """Count the characters of texts whose numbers begin at ``first`` and go on by one."""
        if not len(grams.codes):
            return
        width = int(grams.owners[-1]) + 1
        seen = np.sort(grams.codes.astype(np.int64) * width + grams.owners)  # numpy.unique hashes: ten times as long
        codes, owners = np.divmod(seen[np.flatnonzero(np.diff(seen, prepend=-1))], width)
        begins = np.flatnonzero(np.diff(codes, prepend=-1))
        ends = [*begins[1:].tolist(), len(codes)]
        for begin, end in zip(begins.tolist(), ends, strict=True):
            letter = self._letters.setdefault(int(codes[begin]), _Letter())
            letter.total += end - begin
            room = NEWEST - len(letter.newest)
            if room > 0:
                letter.newest += (owners[begin : min(end, begin + room)] + first).tolist()

    def rows(self) -> Iterator[tuple[str, int, bytes]]:
        """Character, number of sentences, numbers of the newest ones as 32 bit integers."""
        for code, letter in self._letters.items():
            yield chr(code), letter.total, np.array(letter.newest, dtype="<u4").tobytes()


def sentences_with(connection: sqlite3.Connection, character: str) -> tuple[int, list[int]]:
    """How many sentences have a character, and the numbers of the newest ones."""
    row = connection.execute("SELECT total, newest FROM letter WHERE character = ?", (folded(character),)).fetchone()
    return (row[0], np.frombuffer(row[1], dtype="<u4").tolist()) if row else (0, [])
