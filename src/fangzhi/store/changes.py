"""What a build changed: the new atlas beside the one it replaces, in a few numbers that the new one keeps."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

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


def changes_since(connection: duckdb.DuckDBPyConnection, old: Path) -> Changes | None:
    """The atlas in use compared with the file it will replace; None where there is none, or none that can be compared.

    A fact that stands at the place of a vanished one is a changed one. A document whose text changed is a new document.
    """
    if not old.is_file():
        return None
    try:
        connection.execute(f"ATTACH {literal(old)} AS before (READ_ONLY)")
    except duckdb.Error as error:
        _LOG.info("%s cannot be compared with (%s)", old, str(error).splitlines()[0])
        return None
    try:
        since = connection.execute("SELECT value FROM before.main.atlas WHERE key = 'built_at'").fetchone()
        documents = connection.execute(query("changes_documents")).fetchone() or (0, 0)
        rows = [Change("document", documents[0], 0, documents[1])]
        for kind in KINDS:
            found = connection.execute(query("changes_facts").replace("/* kind */ observation", kind)).fetchone()
            rows.append(Change(kind, *(found or (0, 0, 0))))
    except duckdb.Error as error:  # tables of another version
        _LOG.info("%s cannot be compared with (%s)", old, str(error).splitlines()[0])
        return None
    finally:
        connection.execute("DETACH before")
    return Changes(since[0] if since else "", tuple(rows))
