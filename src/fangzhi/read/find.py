"""Which files are meant: those named, and in folders every file of a known format, each with its row."""

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from fangzhi.lexicon.load import Lexicon
from fangzhi.read.archive import ENDING, MOST_DOCUMENTS, is_archive, is_file, members
from fangzhi.read.document import words_of
from fangzhi.read.formats import FORMATS, reader_for
from fangzhi.read.source import DocumentRow, Refused, Source
from fangzhi.read.table import NAME, read_table

_Tables = dict[Path, dict[str, DocumentRow]]


def find_sources(paths: Iterable[Path | str], *, lexicon: Lexicon) -> list[Source | Refused]:
    """The files to read, folders and archives gone through in the order of names, with what could not be used.

    A file belongs to the nearest ``documents.csv`` that names it, in its own folder or one above up to the folder
    that was given. In folders hidden files and unknown formats are passed over; a file that was named itself and
    is not of a known format is refused. A file that is reached twice is read once.
    """
    found: list[Source | Refused] = []
    tables: _Tables = {}
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            files = _files(path)
            if not files:
                found.append(Refused(str(path), f"{path}: no {', '.join(_endings())} file in it. Check the folder."))
            top = path
        else:
            files, top = [path], path.parent
            if reason := _refusal(path):
                found.append(Refused(str(path), reason))
                continue
        files, refused = _unfolded(files)
        found.extend(refused)
        for folder in dict.fromkeys(folder for file in files for folder in _upwards(file.parent, top)):
            found.extend(_load(folder, tables, lexicon))
        for file in files:
            if (reached := os.path.realpath(file)) not in seen:  # a string is an eighth of a path, and there are many
                seen.add(reached)
                found.append(Source(file, _row_of(file, top, tables)))
    return found


def _refusal(path: Path) -> str | None:
    if not (path.exists() or is_file(path)):
        return f"{path}: no such file or folder. Check the path."
    if reader_for(path) is None and not is_archive(path):
        return f"{path}: not a format that can be read. Give {', '.join(_endings())}, or a folder."
    return None


def _endings() -> list[str]:
    return sorted([*FORMATS, ENDING])


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if (is_archive(path) or _is_document(path))
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not any(_beside_a_page(folder / parent) for parent in path.relative_to(folder).parents if parent.name)
    )


def _is_document(path: Path) -> bool:
    return reader_for(path) is not None and path.name != NAME


def _beside_a_page(folder: Path) -> bool:
    """Whether a folder holds the pictures and frames of a page that a browser saved beside it."""
    for ending in ("_files", ".files"):
        if folder.name.endswith(ending):
            page = folder.name.removesuffix(ending)
            return any((folder.parent / f"{page}{suffix}").is_file() for suffix in (".html", ".htm"))
    return False


def _unfolded(files: list[Path]) -> tuple[list[Path], list[Refused]]:
    """The files with the documents of archives in the place of the archives."""
    out: list[Path] = []
    refused: list[Refused] = []
    for file in files:
        if not is_archive(file):
            out.append(file)
            continue
        before = len(out) + len(refused)
        for member in islice(members(file), MOST_DOCUMENTS):
            if isinstance(member, Refused):
                refused.append(member)
            elif _is_document(member):
                out.append(member)
        if len(out) + len(refused) == before:
            refused.append(Refused(str(file), f"{file}: no {', '.join(_endings())} file in it. Check the archive."))
    return out, refused


def _upwards(folder: Path, top: Path) -> list[Path]:
    """The folders from the given one down to that of a file, the nearest first."""
    out = [folder]
    while out[-1] != top and out[-1].parent != out[-1]:
        out.append(out[-1].parent)
    return out


def _load(folder: Path, tables: _Tables, lexicon: Lexicon) -> list[Refused]:
    if folder in tables:
        return []
    tables[folder] = {}
    if not is_file(folder / NAME):
        return []
    tables[folder], complaints = read_table(folder / NAME, words_of(lexicon), lexicon.regions)
    return complaints


def _row_of(file: Path, top: Path, tables: _Tables) -> DocumentRow | None:
    for folder in _upwards(file.parent, top):
        row = tables.get(folder, {}).get(str(file.relative_to(folder)))
        if row is not None:
            return row
    return None
