"""Kinds of platforms and designations (data/platform_kinds.csv)."""

from dataclasses import dataclass
from pathlib import Path

from fangzhi.lexicon.table import Column, check_names, read_table, words

_COLUMNS = (Column("id"), Column("en", required=True), Column("words", words, required=True))


@dataclass(frozen=True, slots=True)
class PlatformKind:
    """One kind, with the nouns that texts use for it."""

    id: str
    en: str
    words: tuple[str, ...]


def load_platform_kinds(overlay: Path | None = None) -> tuple[PlatformKind, ...]:
    """Read the kinds, with a user's file laid over ours. LexiconError for a bad row or a word of two kinds.

    >>> load_platform_kinds()[0].id
    'laboratory'
    """
    rows = read_table("platform_kinds.csv", _COLUMNS, overlay=overlay)
    check_names((row, row["words"]) for row in rows)
    return tuple(PlatformKind(row["id"], row["en"], row["words"]) for row in rows)
