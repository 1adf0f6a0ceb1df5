"""Which files are meant: those named, and in folders every file of a known format, each with its row."""

from collections.abc import Iterable
from pathlib import Path

from fangzhi.lexicon.load import Lexicon
from fangzhi.read.document import words_of
from fangzhi.read.formats import FORMATS, reader_for
from fangzhi.read.source import DocumentRow, Refused, Source
from fangzhi.read.table import NAME, read_table

_Tables = dict[Path, dict[str, DocumentRow]]


def find_sources(paths: Iterable[Path | str], *, lexicon: Lexicon) -> list[Source | Refused]:
    """The files to read, folders gone through in the order of names, with what could not be used among them.

    A file belongs to the nearest ``documents.csv`` that names it, in its own folder or one above up to the folder
    that was given. In folders hidden files and unknown formats are passed over; a file that was named itself and
    is not of a known format is refused. A file that is reached twice is read once.
    """
    found: list[Source | Refused] = []
    tables: _Tables = {}
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            files = _files(path)
            if not files:
                found.append(
                    Refused(str(path), f"{path}: no {', '.join(sorted(FORMATS))} file in it. Check the folder.")
                )
            top = path
        else:
            files, top = [path], path.parent
            if reason := _refusal(path):
                found.append(Refused(str(path), reason))
                continue
        for folder in dict.fromkeys(folder for file in files for folder in _upwards(file.parent, top)):
            found.extend(_load(folder, tables, lexicon))
        for file in files:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                found.append(Source(file, _row_of(file, top, tables)))
    return found


def _refusal(path: Path) -> str | None:
    if not path.exists():
        return f"{path}: no such file or folder. Check the path."
    if reader_for(path) is None:
        return f"{path}: not a format that can be read. Give {', '.join(sorted(FORMATS))}, or a folder."
    return None


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if reader_for(path) is not None
        and path.name != NAME
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


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
    if not (folder / NAME).is_file():
        return []
    tables[folder], complaints = read_table(folder / NAME, words_of(lexicon), lexicon.regions)
    return complaints


def _row_of(file: Path, top: Path, tables: _Tables) -> DocumentRow | None:
    for folder in _upwards(file.parent, top):
        row = tables.get(folder, {}).get(str(file.relative_to(folder)))
        if row is not None:
            return row
    return None
