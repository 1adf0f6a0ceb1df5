"""One source as a job: what decides what comes of it, and its part where that is not there yet."""

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from hashlib import file_digest, sha256
from importlib.resources import files
from pathlib import Path

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import EvidenceError, InputError
from fangzhi.model.region import Region
from fangzhi.read import DocumentRow, Refused, Source
from fangzhi.read.archive import is_member, on_disk, read_bytes
from fangzhi.read.document import LARGEST
from fangzhi.run.entry import Entry, Stamp
from fangzhi.run.likeness import likeness_of
from fangzhi.run.pipeline import facts_of
from fangzhi.store.parts import part_of, read_part, write_part

SOURCE = ("title", "publisher", "url", "published", "region_code", "language", "text_sha256")
RULES = ("model", "lexicon", "read", "extract", "store")  # folders whose code decides what a part holds


_ROW = tuple(DocumentRow.__slots__)
_REGION = tuple(Region.__slots__)


@dataclass(frozen=True, slots=True)
class Task:
    """A source, its stamp before it is read, and the hash of all else that decides what comes of it.

    ``packed`` is the row of the source as a string: millions of tasks lie on the disk, and go from process to process.
    """

    path: str
    packed: str
    stamp: Stamp | None
    circumstances: str

    @property
    def source(self) -> Source:
        """The source itself."""
        return Source(Path(self.path), unpacked_row(self.packed))


def packed_row(row: DocumentRow | None) -> str:
    """A row of documents.csv as a string that ``unpacked_row`` reads; the same for the same row.

    >>> unpacked_row(packed_row(DocumentRow("documents.csv line 2", title="报告", published=date(2026, 2, 3)))).title
    '报告'
    """
    if row is None:
        return ""
    values = [getattr(row, name) for name in _ROW]
    return json.dumps(values, default=_plain, separators=(",", ":"))


def unpacked_row(packed: str) -> DocumentRow | None:
    """Read back what ``packed_row`` gave."""
    if not packed:
        return None
    values = dict(zip(_ROW, json.loads(packed), strict=True))
    if values["published"] is not None:
        values["published"] = date.fromisoformat(values["published"])
    if values["region"] is not None:
        told = dict(zip(_REGION, values["region"], strict=True))
        values["region"] = Region(**{**told, "aliases": tuple(told["aliases"])})
    return DocumentRow(**values)


def _plain(value: object) -> object:
    if isinstance(value, Region):
        return [getattr(value, name) for name in _REGION]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} in a row of documents.csv")


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


def task_of(source: Source, lexicon: Path | None) -> Task:
    """The task of reading one source."""
    packed = packed_row(source.row)
    told = (
        packed_row(replace(source.row, place="")) if source.row else ""
    )  # the same words on another line change nothing
    path = str(source.path)
    words = "\0".join((vocabulary_and_code(lexicon), path, told))
    circumstances = sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
    return Task(path, packed, Stamp.of(on_disk(source.path)), circumstances)


def _key(task: Task) -> str:
    digest = sha256(task.circumstances.encode())
    path = Path(task.path)
    if is_member(path):
        try:
            digest.update(sha256(read_bytes(path)).digest())
        except InputError as error:  # it is refused with this reason when it is read
            digest.update(str(error).encode())
        return digest.hexdigest()
    if task.stamp is not None and task.stamp.size <= LARGEST:  # a larger one is refused for its size, unread
        with path.open("rb") as handle:
            digest.update(file_digest(handle, "sha256").digest())
    return digest.hexdigest()
