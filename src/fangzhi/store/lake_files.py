"""Where a lake lies: a folder here, or a prefix in an object store that speaks the S3 protocol."""

import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from fangzhi.model.cache_folder import cache_folder
from fangzhi.model.errors import StoreError

MANIFESTS = "manifests"
AT_ONCE = 8  # files copied from or to an object store at a time
FRESH = 10.0  # seconds for which an object store is not asked again whether there is something newer


@dataclass(frozen=True, slots=True)
class Place:
    """An address as it was given, and the folder in which its files can be read: itself, or a copy kept here."""

    address: str
    folder: Path
    remote: bool


def lake_place(path: str | Path) -> Place | None:
    """Where the lake lies that a path means; None when it can only be a file.

    A ``Path`` that was made of an s3 address has lost a slash.

    >>> lake_place(Path("s3://bucket/lake")).address
    's3://bucket/lake'
    >>> lake_place("atlas.duckdb") is None
    True
    """
    words = str(path)
    if words.startswith("s3:/"):
        address = "s3://" + words.removeprefix("s3:").lstrip("/")
        return Place(address, kept_folder(address) / "lake", remote=True)
    return Place(words, Path(path), remote=False) if (Path(path) / MANIFESTS).is_dir() else None


def kept_folder(address: str) -> Path:
    """The folder of this user for what is kept of a lake elsewhere."""
    return cache_folder() / sha256(address.encode()).hexdigest()[:16]


def newest_manifest(place: Place) -> str | None:
    """The name of the newest manifest; None when there is none.

    StoreError when an object store does not answer.
    """
    names: Iterable[str]
    if place.remote:
        names = _asked(place.address, int(time.monotonic() / FRESH))
    else:
        folder = place.folder / MANIFESTS
        names = os.listdir(folder) if folder.is_dir() else ()  # noqa: PTH208  # names are enough, on each request
    return max((name for name in names if name.endswith(".json")), default=None)


def fetch(place: Place, names: Iterable[str]) -> None:
    """Have files of an object store here; names never change what they hold, so what is here is not fetched again."""
    missing = [name for name in names if not (place.folder / name).exists()]
    if not place.remote or not missing:
        return
    system, base = _remote(place.address)

    def one(name: str) -> None:
        path = place.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        with system.open_input_stream(f"{base}/{name}") as source, aside.open("wb") as target:
            while block := source.read(1 << 20):
                target.write(block)
        aside.replace(path)

    _each(one, missing, place.address)


def put(place: Place, folder: Path, names: Iterable[str]) -> None:
    """Copy files of a folder to an object store; a file is there when it is whole."""
    system, base = _remote(place.address)

    def one(name: str) -> None:
        with (folder / name).open("rb") as source, system.open_output_stream(f"{base}/{name}") as target:
            while block := source.read(1 << 20):
                target.write(block)

    _each(one, list(names), place.address)
    _asked.cache_clear()


def remove_builds(place: Place, kept: Iterable[str]) -> None:
    """Delete the data of all builds but these, and their manifests; what cannot be deleted stays."""
    from pyarrow import fs  # type: ignore[import-untyped]  # noqa: PLC0415  # it has no types, and starts threads

    system, base = _remote(place.address) if place.remote else (fs.LocalFileSystem(), str(place.folder))
    wanted = set(kept)
    for folder in ("data", MANIFESTS):
        for info in system.get_file_info(fs.FileSelector(f"{base}/{folder}", allow_not_found=True)):
            if info.base_name.removesuffix(".json") in wanted:
                continue
            if info.type == fs.FileType.Directory:
                system.delete_dir(info.path)
            elif info.base_name.endswith(".json"):
                system.delete_file(info.path)


@cache
def _asked(address: str, _moment: int) -> tuple[str, ...]:
    from pyarrow import fs  # noqa: PLC0415  # as above

    system, base = _remote(address)
    try:
        found = system.get_file_info(fs.FileSelector(f"{base}/{MANIFESTS}", allow_not_found=True))
    except OSError as error:
        raise _unreachable(address, error) from None
    return tuple(info.base_name for info in found)


@cache
def _remote(address: str) -> tuple[Any, str]:
    from pyarrow import fs  # noqa: PLC0415  # as above

    try:
        system, base = fs.FileSystem.from_uri(address)
    except (OSError, ValueError) as error:
        raise _unreachable(address, error) from None
    return system, base.rstrip("/")


def _each(work: Callable[[str], None], names: list[str], address: str) -> None:
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(work, names))
    except OSError as error:
        raise _unreachable(address, error) from None


def _unreachable(address: str, error: Exception) -> StoreError:
    first_line = str(error).splitlines()[0]
    return StoreError(f"{address} cannot be reached ({first_line}); check the address and the keys in AWS_… variables")
