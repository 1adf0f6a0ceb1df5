"""Kinds of platforms and designations (data/platform_kinds.csv)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fangzhi.lexicon.table import Column, check_names, read_table, words
from fangzhi.model.errors import LexiconError

ToldBy = Literal["name", "level", "count"]

_COLUMNS = (
    Column("id"),
    Column("en", required=True),
    Column("told_by", required=True),
    Column("words", words, required=True),
)
_TOLD_BY: dict[str, ToldBy] = {"name": "name", "level": "level", "count": "count"}


@dataclass(frozen=True, slots=True)
class PlatformKind:
    """One kind, with the nouns that texts use for it.

    ``told_by`` is the least that makes a mention a platform: ``name`` (any words that name it), ``level`` (a place or
    a level) or ``count`` (a number, for what many firms hold and none goes by: 单项冠军企业).
    """

    id: str
    en: str
    told_by: ToldBy
    words: tuple[str, ...]


def load_platform_kinds(overlay: Path | None = None) -> tuple[PlatformKind, ...]:
    """Read the kinds, with a user's file laid over ours. LexiconError for a bad row or a word of two kinds.

    >>> load_platform_kinds()[0].id
    'laboratory'
    """
    rows = read_table("platform_kinds.csv", _COLUMNS, overlay=overlay)
    check_names((row, row["words"]) for row in rows)
    for row in rows:
        if row["told_by"] not in _TOLD_BY:
            raise LexiconError(
                f"platform_kinds.csv: {row['id']}: told_by is {row['told_by']!r}. Use one of {', '.join(_TOLD_BY)}."
            )
    return tuple(PlatformKind(row["id"], row["en"], _TOLD_BY[row["told_by"]], row["words"]) for row in rows)
