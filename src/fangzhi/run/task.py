"""One source as a job: what decides what comes of it, and its part where that is not there yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import file_digest, sha256
from importlib.resources import files
from pathlib import Path

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import EvidenceError, InputError
from fangzhi.read import Refused, Source
from fangzhi.read.archive import is_member, on_disk, read_bytes
from fangzhi.read.document import LARGEST
from fangzhi.run.entry import Entry, Stamp
from fangzhi.run.likeness import likeness_of
from fangzhi.run.pipeline import facts_of
from fangzhi.store.parts import part_of, read_part, write_part

SOURCE = ("title", "publisher", "url", "published", "region_code", "language", "text_sha256")
RULES = ("model", "lexicon", "read", "extract", "store")  # folders whose code decides what a part holds


@dataclass(frozen=True, slots=True)
class Task:
    """A source, its stamp before it is read, and the hash of all else that decides what comes of it."""

    source: Source
    stamp: Stamp | None
    circumstances: str

    @property
    def path(self) -> str:
        """The path of the source as text."""
        return str(self.source.path)


def extract_part(folder: Path, lexicon: Path | None, task: Task) -> Entry:
    """Read one source, extract its facts and store them as a part, unless that part is there already."""
    path = task.path
    refused = partial(Entry, path, task.stamp, task.circumstances, None, None, 0, {})
    try:
        key = _key(task)
    except OSError as error:
        return refused(f"{path} cannot be read ({error.strerror}); mend its permissions or leave it out")
    part = read_part(folder, key)
    if part is None:
        reading = facts_of(task.source, load_lexicon(lexicon))
        if isinstance(reading, Refused):
            return refused(reading.reason)
        try:
            likeness = likeness_of(reading.document.folded.text, reading.facts).packed()
            part = part_of(reading.document, reading.facts, likeness)
        except EvidenceError as error:
            return refused(str(error))
        write_part(folder, key, part)
    document = part.document
    return Entry(
        path,
        task.stamp,
        task.circumstances,
        key,
        document["document_id"],
        document["characters"],
        part.counts,
        likeness=part.likeness,
        source={name: document[name] for name in SOURCE},
    )


@cache
def vocabulary_and_code(lexicon: Path | None) -> str:
    """Hash of the vocabulary and of our own code: when it changes, every document is extracted again."""
    digest = sha256(load_lexicon(lexicon).sha256.encode())
    package = Path(str(files("fangzhi")))
    for folder in RULES:
        for path in sorted((package / folder).rglob("*.py")) + sorted((package / folder).rglob("*.sql")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def tasks_of(sources: Sequence[Source], lexicon: Path | None) -> list[Task]:
    """A task for each path, in the order of the sources."""
    common = vocabulary_and_code(lexicon)
    tasks = {}
    for source in sources:
        row = replace(source.row, place="") if source.row else None  # the same words on another line change nothing
        words = "\0".join((common, str(source.path), repr(row)))
        circumstances = sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
        tasks[str(source.path)] = Task(source, Stamp.of(on_disk(source.path)), circumstances)
    return list(tasks.values())


def _key(task: Task) -> str:
    digest = sha256(task.circumstances.encode())
    if is_member(task.source.path):
        try:
            digest.update(sha256(read_bytes(task.source.path)).digest())
        except InputError as error:  # it is refused with this reason when it is read
            digest.update(str(error).encode())
        return digest.hexdigest()
    if task.stamp is not None and task.stamp.size <= LARGEST:  # a larger one is refused for its size, unread
        with task.source.path.open("rb") as handle:
            digest.update(file_digest(handle, "sha256").digest())
    return digest.hexdigest()
