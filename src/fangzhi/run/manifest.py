"""What the last build did: which file gave which part, so that the next one does only what is new."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from fangzhi.model.errors import StoreError
from fangzhi.run.duplicates import groups_of, likeness_between
from fangzhi.run.entry import Entry, Stamp

VERSION = 3
PATIENCE = 1.0  # seconds for the workers of a killed build to notice that it is gone


@dataclass(frozen=True)  # without slots: the groups are found once and kept
class Manifest:
    """What a build left: its entries by path, what was wrong with tables beside the files, the stamp of its atlas.

    ``circumstances`` hashes vocabulary and code, ``unresolved`` are the commonest words that no row matches.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    problems: tuple[tuple[str, str], ...] = ()
    atlas: Stamp | None = None
    circumstances: str | None = None
    unresolved: tuple[tuple[str, str, int], ...] = ()

    def refused(self) -> list[tuple[str, str]]:
        """What could not be used, with the reason: files, and before them the tables beside them."""
        return [*self.problems, *((entry.path, entry.reason) for entry in self.entries.values() if entry.reason)]

    @cached_property
    def documents(self) -> list[tuple[Entry, ...]]:
        """The files of each document, the one that is kept first."""
        return groups_of(self.entries.values())

    def copies(self) -> list[dict[str, Any]]:
        """A row of the table copy for each file that is another one's document."""
        rows = []
        for kept, *others in self.documents:
            for entry in others:
                same = entry.document_id == kept.document_id
                names = ("title", "publisher", "url")
                rows.append(
                    {
                        "document_id": kept.document_id,
                        "path": entry.path,
                        **{name: entry.source.get(name) for name in names},
                        "published": date.fromisoformat(day) if (day := entry.source.get("published")) else None,
                        "text_sha256": entry.source.get("text_sha256"),
                        "likeness": 1.0 if same else round(likeness_between(kept, entry), 3),
                    }
                )
        return rows


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the last complete build; an empty one when there is none that can be used."""
    try:
        with (folder / "manifest.jsonl").open(encoding="utf-8") as lines:
            record = json.loads(next(lines))
            if record["version"] != VERSION:
                return Manifest()
            entries = {entry.path: entry for entry in (Entry.from_json(json.loads(line)) for line in lines)}
        if len(entries) != record["entries"]:
            return Manifest()
        return Manifest(
            entries,
            tuple((path, reason) for path, reason in record["problems"]),
            Stamp(**record["atlas"]) if record["atlas"] else None,
            record["circumstances"],
            tuple((kind, words, count) for kind, words, count in record["unresolved"]),
        )
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return Manifest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Store the manifest, a line an entry; whoever looks sees the old one or the new."""
    record = {
        "version": VERSION,
        "entries": len(manifest.entries),
        "problems": manifest.problems,
        "atlas": asdict(manifest.atlas) if manifest.atlas else None,
        "circumstances": manifest.circumstances,
        "unresolved": manifest.unresolved,
    }
    aside = folder / "manifest.tmp"
    with aside.open("w", encoding="utf-8") as lines:
        for one in (record, *manifest.entries.values()):
            lines.write(json.dumps(one.to_json() if isinstance(one, Entry) else one, ensure_ascii=False) + "\n")
    aside.replace(folder / "manifest.jsonl")


@contextmanager
def only_builder(folder: Path, output: Path) -> Iterator[None]:
    """Hold the lock of an atlas; StoreError when another build holds it. A dead builder holds nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + PATIENCE
        while not _locked(handle):
            if time.monotonic() > deadline:
                raise StoreError(f"another build is writing {output}; wait for it, or give another -o")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
