"""What a build changed: the new atlas beside the one it replaces, in a few numbers that the new one keeps."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from fangzhi.model.errors import StoreError
from fangzhi.store.parts import KINDS
from fangzhi.store.queries import query
from fangzhi.store.sql import literal

KEY = "changes"  # of the row in the table atlas
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """How many of a kind came, went, or say something else at the same place than before."""

    kind: str
    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from the atlas that was replaced; ``since`` is when that one was built."""

    since: str
    rows: tuple[Change, ...]

    def to_json(self) -> str:
        """As the table atlas keeps it."""
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> Changes:
        """As the table atlas kept it.

        >>> Changes.of_json(Changes("2026-01-01", (Change("document", 1, 0, 0),)).to_json()).rows[0].new
        1
        """
        kept = json.loads(text)
        return cls(kept["since"], tuple(Change(**row) for row in kept["rows"]))


Attach = Callable[[duckdb.DuckDBPyConnection], object]


def attach_before(old: Path) -> Attach | None:
    """What makes an atlas file the database ``before``; None where there is no file."""
    if not old.is_file():
        return None
    return lambda connection: connection.execute(f"ATTACH {literal(old)} AS before (READ_ONLY)")


def changes_since(connection: duckdb.DuckDBPyConnection, attach: Attach | None) -> Changes | None:
    """The atlas in use compared with the one it will replace, which ``attach`` makes the database ``before``.

    None where there is none, or none that can be compared. A fact that stands at the place of a vanished one is a
    changed one. A document whose text changed is a new document.
    """
    if attach is None:
        return None
    try:
        attach(connection)
        since = connection.execute("SELECT value FROM before.main.atlas WHERE key = 'built_at'").fetchone()
        documents = connection.execute(query("changes_documents")).fetchone() or (0, 0)
        rows = [Change("document", documents[0], 0, documents[1])]
        for kind in KINDS:
            found = connection.execute(query("changes_facts").replace("/* kind */ observation", kind)).fetchone()
            rows.append(Change(kind, *(found or (0, 0, 0))))
    except (duckdb.Error, StoreError) as error:  # no atlas, or tables of another version
        _LOG.info("what is there cannot be compared with (%s)", str(error).splitlines()[0])
        return None
    finally:
        connection.execute("DETACH DATABASE IF EXISTS before")
    return Changes(since[0] if since else "", tuple(rows))
