"""Which files are meant: those named, and in folders every file of a known format, each with its row."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from fangzhi.lexicon.load import Lexicon
from fangzhi.read.archive import ENDING, MOST_DOCUMENTS, is_archive, is_file, members
from fangzhi.read.document import words_of
from fangzhi.read.formats import FORMATS, is_read
from fangzhi.read.source import DocumentRow, Refused, Source
from fangzhi.read.table import NAME, read_table


def find_sources(paths: Iterable[Path | str], *, lexicon: Lexicon) -> list[Source | Refused]:
    """What ``each_source`` gives, as a list."""
    return list(each_source(paths, lexicon=lexicon))


def each_source(paths: Iterable[Path | str], *, lexicon: Lexicon) -> Iterator[Source | Refused]:
    """The files to read, folders and archives gone through in the order of names, with what could not be used.

    A file belongs to the nearest ``documents.csv`` that names it, in its own folder or one above up to the folder
    that was given. In folders hidden files and unknown formats are passed over; a file that was named itself and
    is not of a known format is refused. A file that is reached twice is read once. Of millions of files little is kept
    in memory: a hash of each, and the tables of the folder that is gone through and of those above it.
    """
    tables = _Tables(lexicon)
    seen: set[bytes] = set()
    for given in paths:
        path = Path(given)
        nothing = True
        if path.is_dir():
            top, found = path, _files(path)
        elif reason := _refusal(path):
            yield Refused(str(path), reason)
            continue
        else:
            top, found = path.parent, iter([(path, os.path.realpath(path))])
        for file, reached in found:
            nothing = False
            if not is_archive(file):
                yield from _once(file, reached, top, tables, seen)
                continue
            inside = list(_inside(file))
            yield from (one for one in inside if isinstance(one, Refused))
            for member in inside:
                if isinstance(member, Path):
                    yield from _once(member, os.path.realpath(member), top, tables, seen)
        if nothing:
            yield Refused(str(path), f"{path}: no {', '.join(_endings())} file in it. Check the folder.")


def _once(file: Path, reached: str, top: Path, tables: "_Tables", seen: set[bytes]) -> Iterator[Source | Refused]:
    """A file with its row, unless it was reached before, after what is wrong with tables not looked at before."""
    row, complaints = tables.row_of(file, top)
    yield from complaints
    # Of a path 12 bytes are kept: two of three million are confused with a probability of 10⁻¹⁶.
    digest = blake2b(reached.encode("utf-8", "surrogateescape"), digest_size=12).digest()
    if digest not in seen:
        seen.add(digest)
        yield Source(file, row)


def _refusal(path: Path) -> str | None:
    if not (path.exists() or is_file(path)):
        return f"{path}: no such file or folder. Check the path."
    if not is_read(path) and not is_archive(path):
        return f"{path}: not a format that can be read. Give {', '.join(_endings())}, or a folder."
    return None


def _endings() -> list[str]:
    return sorted([*FORMATS, ENDING])


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The documents and archives below a folder in the order of names, each with its path without links.

    Links to folders are not followed, and what a browser saved beside a page is passed over.
    """
    reached = os.path.realpath(folder)
    names: list[str] = []  # of a folder of millions only they are kept
    folders, links = set(), set()
    with suppress(PermissionError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            names.append(entry.name)
            if entry.is_dir(follow_symlinks=False):
                folders.add(entry.name)
            elif entry.is_symlink():
                links.add(entry.name)
            elif not entry.is_file():
                names.pop()
    for name in sorted(names):
        path = folder / name
        if name in folders:
            if not _beside_a_page(path):
                yield from _files(path)
        elif (is_archive(path) or _is_document(path)) and (name not in links or path.is_file()):
            yield path, os.path.realpath(path) if name in links else os.path.join(reached, name)  # noqa: PTH118  # of strings


def _is_document(path: Path) -> bool:
    return is_read(path) and path.name != NAME


def _beside_a_page(folder: Path) -> bool:
    """Whether a folder holds the pictures and frames of a page that a browser saved beside it."""
    for ending in ("_files", ".files"):
        if folder.name.endswith(ending):
            page = folder.name.removesuffix(ending)
            return any((folder.parent / f"{page}{suffix}").is_file() for suffix in (".html", ".htm"))
    return False


def _inside(archive: Path) -> Iterator[Path | Refused]:
    """The documents of an archive, and what in it cannot be used."""
    nothing = True
    for member in islice(members(archive), MOST_DOCUMENTS):
        if isinstance(member, Refused) or _is_document(member):
            nothing = False
            yield member
    if nothing:
        yield Refused(str(archive), f"{archive}: no {', '.join(_endings())} file in it. Check the archive.")


class _Tables:
    """The rows of ``documents.csv`` in the folder that is gone through, and in those above it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._rows: dict[Path, dict[str, DocumentRow]] = {}
        self._complained: set[Path] = set()
        self._here: tuple[Path, Path] | None = None
        self._nearest: list[tuple[int, dict[str, DocumentRow]]] = []

    def row_of(self, file: Path, top: Path) -> tuple[DocumentRow | None, list[Refused]]:
        """The row of a file below ``top``, and what is wrong with tables that are looked at for the first time."""
        complaints: list[Refused] = []
        if self._here != (file.parent, top):
            self._here = (file.parent, top)
            folders = _upwards(file.parent, top)
            self._rows = {folder: rows for folder, rows in self._rows.items() if folder in folders}
            for folder in folders:
                if folder not in self._rows:
                    complaints += self._load(folder)
            self._nearest = [(len(folder.parts), rows) for folder in folders if (rows := self._rows[folder])]
        for depth, rows in self._nearest:
            row = rows.get("/".join(file.parts[depth:]))
            if row is not None:
                return row, complaints
        return None, complaints

    def _load(self, folder: Path) -> list[Refused]:
        self._rows[folder] = {}
        if not is_file(folder / NAME):
            return []
        self._rows[folder], complaints = read_table(folder / NAME, words_of(self._lexicon), self._lexicon.regions)
        if folder in self._complained:
            return []
        self._complained.add(folder)
        return complaints


def _upwards(folder: Path, top: Path) -> list[Path]:
    """The folders from the given one down to that of a file, the nearest first."""
    out = [folder]
    while out[-1] != top and out[-1].parent != out[-1]:
        out.append(out[-1].parent)
    return out
