"""Text as pairs of neighbouring characters, so that a full-text index finds every substring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

# SQLite's tokenizer "ascii" takes every character beyond ASCII as a letter, and marks within ASCII as gaps. Marks are
# moved to the private use area, so that no pair falls apart; END closes a text, so that its last character has a pair.
_MOVED = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_FOLDED = np.array([_MOVED.get(code, _LOWER.get(code, code)) for code in range(128)], dtype=np.uint32)
_SPACE = ord(" ")
END = "\ue0ff"


@dataclass(frozen=True, slots=True)
class Grams:
    """The pairs of many texts, and which character stands in which text: ``codes[i]`` in text ``owners[i]``."""

    pairs: list[str]
    codes: NDArray[np.uint32]
    owners: NDArray[np.int64]


def grams(text: str) -> str:
    r"""The pairs of a text, separated by spaces.

    >>> grams("低空 A").split(" ") == ["低空", "空\ue020", "\ue020a", "a" + END]
    True
    """
    return grams_of([text]).pairs[0]


def grams_of(texts: Sequence[str]) -> Grams:
    """The pairs of each text; all at once, as a step of Python for each character takes ten times as long."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    joined = np.frombuffer(
        "".join(text + END for text in texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32
    ).copy()
    low = joined < len(_FOLDED)
    joined[low] = _FOLDED[joined[low]]
    ends = np.cumsum(lengths + 1) - 1  # where END closes each text
    inside = np.ones(len(joined), dtype=np.bool_)
    inside[ends] = False
    first = np.flatnonzero(inside)
    table = np.full((len(first), 3), _SPACE, dtype=np.uint32)
    table[:, 0] = joined[first]
    table[:, 1] = joined[first + 1]
    written = table.tobytes().decode("utf-32-le", "surrogatepass")
    stops = (np.cumsum(lengths) * 3).tolist()
    pairs = [written[start : max(start, stop - 1)] for start, stop in pairwise([0, *stops])]
    return Grams(pairs, table[:, 0], np.repeat(np.arange(len(texts)), lengths))


def folded(text: str) -> str:
    """The text as it is indexed: ASCII in lower case, marks moved, no other character changed."""
    return text.translate(_LOWER).translate(_MOVED)


def match_expression(words: str) -> str:
    """What finds all of the words, each as a substring; empty for no words.

    >>> match_expression("无人机"), match_expression("增")
    ('words : ("无人 人机")', 'words : (增*)')
    """
    found = [_phrase(word) for word in words.split()]
    return f"words : ({' AND '.join(found)})" if found else ""


def _phrase(word: str) -> str:
    plain = folded(word).replace('"', '""')
    if len(plain) == 1:
        return f"{plain}*"
    return '"' + " ".join(_pairs(plain)) + '"'


def _pairs(plain: str) -> Iterator[str]:
    return map("".join, pairwise(plain))
