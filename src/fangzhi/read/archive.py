"""ZIP archives, as if they were folders: ``archive.zip!/inner/report.pdf`` is read in memory, nothing is unpacked.

Archives may lie in archives. A member whose name leads out of its archive is refused.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from fangzhi.model.errors import InputError
from fangzhi.read.package import Package
from fangzhi.read.source import Refused

ENDING = ".zip"
DEEPEST = 3  # archives in archives
MOST_DOCUMENTS = 50_000  # of one file, all archives in it together
MOST_UNPACKED = 5_000_000_000  # bytes of these documents, as the archives say; no more than that is unpacked of each
_MARK = "!"


def is_archive(path: Path) -> bool:
    """Whether a name is that of an archive."""
    return path.suffix.lower() == ENDING


def on_disk(path: Path) -> Path:
    """The file on the disk that holds a document: the outermost archive, or the document itself.

    >>> on_disk(Path("data/a.zip!/b.zip!/c.txt")).as_posix(), on_disk(Path("data/c.txt")).as_posix()
    ('data/a.zip', 'data/c.txt')
    """
    chain = _chain(path)
    return Path(chain[0])


def is_member(path: Path) -> bool:
    """Whether a path leads into an archive."""
    return len(_chain(path)) > 1


def read_bytes(path: Path) -> bytes:
    """The bytes of a file or of a member of an archive; OSError or InputError when it cannot be read."""
    first, *rest = _chain(path)
    if not rest:
        return path.read_bytes()
    archive = _open(Path(first), str(path))
    for number, name in enumerate(rest):
        member = archive.names.get(name)
        if member is None:
            raise FileNotFoundError(2, "no such member", str(path))
        data = archive.package.read(member)
        if number == len(rest) - 1:
            return data
        archive = _Archive(Package(data, path=str(path)))
    return b""


def is_file(path: Path) -> bool:
    """Whether there is such a file, or such a member of an archive."""
    first, *rest = _chain(path)
    if not rest:
        return path.is_file()
    try:
        return len(rest) == 1 and rest[0] in _open(Path(first), first).names
    except (OSError, InputError):
        return False


def members(path: Path) -> Iterator[Path | Refused]:
    """The files in an archive and in the archives in it, in the order of their names."""
    try:
        archive = _open(path, str(path))
    except InputError as error:
        yield Refused(str(path), str(error))
        return
    except OSError as error:
        yield Refused(str(path), f"{path}: cannot be read ({error.strerror}). Check the rights.")
        return
    unpacked = 0
    for member, size in _members(path, archive, 1):
        unpacked += size
        if unpacked > MOST_UNPACKED:
            most = f"{MOST_UNPACKED // 1_000_000:,} MB"
            yield Refused(
                str(path), f"{path}: unpacks to more than {most}; {member} and what follows is left out. Split it."
            )
            return
        yield member


class _Archive:
    """A package and its members by the names that they are shown with."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.names = {_shown(member): member.filename for member in package.members}
        self.sizes = {member.filename: member.file_size for member in package.members}


def _members(path: Path, archive: _Archive, depth: int) -> Iterator[tuple[Path | Refused, int]]:
    """The documents with the bytes that each unpacks to, and what cannot be used."""
    for name in sorted(archive.names):
        inside = PurePosixPath(name)
        place = Path(f"{path}{_MARK}") / name
        if inside.is_absolute() or ".." in inside.parts or ":" in name or "\\" in name or _MARK + "/" in name:
            yield Refused(f"{path}{_MARK}/{name}", f"{path}: the member {name!r} leads out of it. Leave it out."), 0
        elif any(part.startswith((".", "__MACOSX")) for part in inside.parts):
            continue
        elif not is_archive(place):
            yield place, archive.sizes[archive.names[name]]
        elif depth >= DEEPEST:
            yield Refused(str(place), f"{place}: more than {DEEPEST} archives in each other. Unpack it first."), 0
        else:
            try:
                inner = _Archive(Package(archive.package.read(archive.names[name]), path=str(place)))
            except InputError as error:
                yield Refused(str(place), str(error)), 0
                continue
            yield from _members(place, inner, depth + 1)


def _open(path: Path, shown: str) -> _Archive:
    return _Archive(Package(path, path=shown))


def _chain(path: Path) -> list[str]:
    """The file on the disk, then the member names that lead from archive to archive."""
    if _MARK not in str(path):
        return [str(path)]
    chain: list[list[str]] = [[]]
    for part in path.parts:
        if part.lower().endswith(ENDING + _MARK):
            chain[-1].append(part[: -len(_MARK)])
            chain.append([])
        else:
            chain[-1].append(part)
    return [str(Path(*chain[0])), *("/".join(parts) for parts in chain[1:])]


def _shown(member: zipfile.ZipInfo) -> str:
    """The name of a member; programs in Chinese write it in GB18030 without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
