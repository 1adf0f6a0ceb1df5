"""What a search can be narrowed to: facets of facts as words of the index, and back."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

Facet = tuple[str | None, int | None, str, str | None]  # region code, year, kind, status
# One letter each in the index: there are millions.
KINDS = {"o": "observation", "f": "focus", "s": "scheme", "p": "project", "y": "policy", "l": "platform"}
STATUSES = {"a": "actual", "e": "estimate", "t": "target"}


def read_facets(written: str) -> list[Facet]:
    """The facets of a sentence as the index writes them.

    >>> read_facets("320000|2025|o|t;||f|")
    [('320000', 2025, 'observation', 'target'), (None, None, 'focus', None)]
    """
    return [_read(facet) for facet in written.split(";")]


@lru_cache(maxsize=100_000)
def _read(written: str) -> Facet:
    region, year, kind, status = written.split("|")
    return region or None, int(year) if year else None, KINDS[kind], STATUSES.get(status)


@lru_cache(maxsize=10_000)
def facet_tokens(written: str) -> str:
    """For each facet every choice of its parts as one word, so that a filter is always met by a single fact.

    >>> facet_tokens("320000|2025|f|")
    'kfocus r320000 r320000kfocus r320000y2025 r320000y2025kfocus y2025 y2025kfocus'
    """
    facets = written.split(";")
    if len(facets) == 1:
        return " ".join(_tokens(written))
    return " ".join(sorted({token for facet in facets for token in _tokens(facet)}))


@lru_cache(maxsize=50_000)
def _tokens(written: str) -> tuple[str, ...]:
    region, year, kind, status = _read(written)
    whats = ["", f"k{kind}", f"k{kind}s{status}"] if status else ["", f"k{kind}"]
    wheres = ["", f"r{_plain(region)}"] if region else [""]
    whens = ["", f"y{year}"] if year else [""]
    return tuple(sorted({"".join(parts) for parts in product(wheres, whens, whats)} - {""}))


def facet_token(region: str, year: int | None, kind: str, status: str) -> str:
    """The word that a fact with all of these facets has; empty without any. A status belongs to an observation."""
    what = f"kobservations{status}" if status else f"k{kind}" if kind else ""
    return (f"r{_plain(region)}" if region else "") + (f"y{year}" if year else "") + what


def _plain(region: str) -> str:
    return "".join(letter for letter in region if letter.isascii() and letter.isalnum())
