"""What the last build did: which file gave which part, so that the next one does only what is new."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from fangzhi.model.errors import StoreError

VERSION = 1
PATIENCE = 1.0  # seconds for the workers of a killed build to notice that it is gone


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells, without reading it, that a file is the one it was."""

    size: int
    modified: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> "Stamp | None":
        """The stamp of a file, None when there is none that can be seen."""
        try:
            status = path.stat()
        except OSError:
            return None
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)


@dataclass(frozen=True, slots=True)
class Entry:
    """One source: what was found (``reason`` when it was refused) and under which key the part lies.

    ``circumstances`` hashes all but the file itself: its row in documents.csv, the lexicon and the code. ``key`` is
    None when there is nothing to show for it.
    """

    path: str
    stamp: Stamp | None
    circumstances: str
    key: str | None
    document_id: str | None
    characters: int
    facts: dict[str, int]
    reason: str | None = None

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> "Entry":
        """Read back what ``asdict`` gave."""
        stamp = record.pop("stamp")
        return cls(stamp=Stamp(**stamp) if stamp else None, **record)


@dataclass(frozen=True, slots=True)
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

    def by_document(self) -> dict[str, list[Entry]]:
        """The entries of each text, in the order of their paths."""
        texts: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            if entry.document_id is not None:
                texts.setdefault(entry.document_id, []).append(entry)
        return texts


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the last complete build; an empty one when there is none that can be used."""
    try:
        record = json.loads((folder / "manifest.json").read_bytes())
        if record["version"] != VERSION:
            return Manifest()
        entries = [Entry.from_json(entry) for entry in record["entries"]]
        return Manifest(
            {entry.path: entry for entry in entries},
            tuple((path, reason) for path, reason in record["problems"]),
            Stamp(**record["atlas"]) if record["atlas"] else None,
            record["circumstances"],
            tuple((kind, words, count) for kind, words, count in record["unresolved"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Store the manifest; whoever looks sees the old one or the new."""
    record = {
        "version": VERSION,
        "entries": [asdict(entry) for entry in manifest.entries.values()],
        "problems": manifest.problems,
        "atlas": asdict(manifest.atlas) if manifest.atlas else None,
        "circumstances": manifest.circumstances,
        "unresolved": manifest.unresolved,
    }
    aside = folder / "manifest.tmp"
    aside.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    aside.replace(folder / "manifest.json")


@contextmanager
def only_builder(folder: Path, output: Path) -> Iterator[None]:
    """Hold the lock of an atlas; StoreError when another build holds it. A dead builder holds nothing."""
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
