"""One file of a build: what it was, and what came of it."""

from dataclasses import dataclass, field
from pathlib import Path


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

    ``likeness`` and ``source`` (address, publisher, title, date, region, language) tell which files are one document.
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
    likeness: str = ""
    source: dict[str, str | None] = field(default_factory=dict)
