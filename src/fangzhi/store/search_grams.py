"""Text as pairs of neighbouring characters, so that a full-text index finds every substring."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

# SQLite's tokenizer "ascii" takes every character beyond ASCII as a letter, and marks within ASCII as gaps. Marks are
# moved to the private use area, so that no pair falls apart; END closes a text, so that its last character has a pair.
_MOVED = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}
END = "\ue0ff"


def grams(text: str) -> str:
    r"""The pairs of a text, separated by spaces.

    >>> grams("低空 A").split(" ") == ["低空", "空\ue020", "\ue020a", "a" + END]
    True
    """
    plain = folded(text) + END
    return " ".join(_pairs(plain))


def folded(text: str) -> str:
    """The text as it is indexed: ASCII in lower case, marks moved, no other character changed."""
    return text.translate(_LOWER).translate(_MOVED)


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


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
