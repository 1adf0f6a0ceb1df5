"""What builds did so far: which file gave which part, so that the next one does only what is new."""

import fcntl
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fangzhi.model.errors import StoreError
from fangzhi.run.duplicates import groups_of, likeness_between
from fangzhi.run.entry import Entry, Stamp
from fangzhi.run.task import Task
from fangzhi.store.register import Register, Values, open_register

PATIENCE = 1.0  # seconds for the workers of a killed build to notice that it is gone


@dataclass(slots=True)
class Totals:
    """What the documents of a build make together; ``repeated`` and ``copies`` are paths of files that are no more."""

    documents: int = 0
    characters: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    repeated: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)

    def add(self, first: Entry, others: Iterable[Entry]) -> None:
        """Count a document."""
        self.documents += 1
        self.characters += first.characters
        self.facts.update(first.facts)
        for other in others:
            (self.repeated if other.document_id == first.document_id else self.copies).append(other.path)


class Manifest:
    """The files of a build and what came of each, on the disk; in memory only what is told of all together.

    ``touched`` tells whether anything came out otherwise than in the atlas that was written last.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self.problems: tuple[tuple[str, str], ...] = ()
        self.wanted = 0
        self.known = 0
        self.known_facts = 0
        self.bytes_unknown = 0

    @property
    def atlas(self) -> Stamp | None:
        """The stamp of the atlas that was written last, None when something came out otherwise since."""
        told = self._register.about("atlas")
        return Stamp(*told) if told else None

    @property
    def unresolved(self) -> tuple[tuple[str, str, int], ...]:
        """The commonest words of that atlas that no row matches."""
        return tuple((kind, words, count) for kind, words, count in self._register.about("unresolved") or ())

    def want(self, tasks: Iterable[Task], is_known: Callable[[Task, Entry], bool]) -> None:
        """Take up the files of this build; ``is_known`` says whether what came of one before still holds."""
        for task in tasks:
            entry = self.entry(task.path)
            known = entry is not None and is_known(task, entry)
            self._register.want(task.path, _packed_stamp(task.stamp), task.circumstances, task.packed, known=known)
            self.wanted += 1
            if entry is not None and known:
                self.known += 1
                self.known_facts += sum(entry.facts.values())
            elif task.stamp is not None:
                self.bytes_unknown += task.stamp.size
        self._register.write_down(at_once=True)

    def unknown(self) -> Iterator[Task]:
        """What is left to do."""
        for path, stamp, circumstances, packed in self._register.unknown():
            yield Task(path, packed, _stamp(stamp), circumstances)

    def entry(self, path: str) -> Entry | None:
        """What came of a file when it was read last."""
        values = self._register.entry(path)
        return None if values is None else _entry(values)

    def put(self, entry: Entry) -> None:
        """Write down what came of a file."""
        if self._register.outcome(entry.path) != (entry.key, entry.reason):
            self._register.keep_about("atlas", None)
        said = entry.likeness.split(" ", 2)[1] if entry.likeness else None
        values: Values = (
            entry.path, _packed_stamp(entry.stamp), entry.circumstances, entry.key, entry.document_id, said,
            entry.characters, json.dumps(entry.facts), entry.reason, entry.likeness, json.dumps(entry.source),
        )  # fmt: skip
        self._register.put(values)

    def settle(self, problems: tuple[tuple[str, str], ...], circumstances: str) -> tuple[str, ...]:
        """Forget the files that are no longer wanted; those of them that had given something."""
        gone = self._register.unwanted()
        self.problems = problems
        told = [list(map(list, problems)), circumstances]
        if gone or told != self._register.about("told"):
            self._register.keep_about("atlas", None)
            self._register.keep_about("told", told)
            self._register.forget_unwanted()
        self._register.write_down(at_once=True)
        return tuple(path for path, key in gone if key)

    def gave_something(self) -> bool:
        """Whether there is anything to write an atlas of."""
        return self._register.gave_something()

    def finish(self, atlas: Stamp | None, unresolved: tuple[tuple[str, str, int], ...]) -> None:
        """The atlas is written."""
        self._register.keep_about("atlas", [atlas.size, atlas.modified, atlas.inode] if atlas else None)
        self._register.keep_about("unresolved", unresolved)
        self._register.write_down(at_once=True)

    def refused(self) -> list[tuple[str, str]]:
        """What could not be used, with the reason: files, and before them the tables beside them."""
        return [*self.problems, *self._register.refused()]

    def groups(self) -> dict[str, tuple[Entry, ...]]:
        """The documents that several files are, by the path of each file; the one that is kept first."""
        groups = (group for group in groups_of(map(_entry, self._register.alike())) if len(group) > 1)
        return {entry.path: group for group in groups for entry in group}

    def documents(self, groups: Mapping[str, tuple[Entry, ...]]) -> Iterator[tuple[Task, Entry, tuple[Entry, ...]]]:
        """Each document in the order of paths: its task and entry, and those of the other files that are it."""
        for *values, stamp, circumstances, packed in self._register.documents():
            entry = _entry(values)
            kept, *others = groups.get(entry.path, (entry,))
            if kept.path == entry.path:
                yield Task(entry.path, packed, _stamp(stamp), circumstances), entry, tuple(others)

    def keys(self) -> Iterator[str]:
        """The keys of all parts that are needed, in order."""
        return self._register.keys()


def copies_of(groups: Mapping[str, tuple[Entry, ...]]) -> list[dict[str, Any]]:
    """A row of the table copy for each file that is another one's document."""
    rows = []
    for path, (kept, *others) in sorted(groups.items()):
        for entry in others if path == kept.path else ():
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


@contextmanager
def open_manifest(folder: Path) -> Iterator[Manifest]:
    """The manifest among the parts; an empty one when there is none that can be used."""
    (folder / "manifest.jsonl").unlink(missing_ok=True)  # of an earlier version
    with open_register(folder / "register.sqlite") as register:
        yield Manifest(register)


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


def _entry(values: Values) -> Entry:
    path, stamp, circumstances, key, document_id, _, characters, facts, reason, likeness, source = values
    return Entry(
        path, _stamp(stamp), circumstances, key, document_id, characters, json.loads(facts), reason, likeness,
        json.loads(source),
    )  # fmt: skip


def _stamp(packed: str | None) -> Stamp | None:
    return Stamp(*map(int, packed.split())) if packed else None


def _packed_stamp(stamp: Stamp | None) -> str | None:
    return f"{stamp.size} {stamp.modified} {stamp.inode}" if stamp else None
