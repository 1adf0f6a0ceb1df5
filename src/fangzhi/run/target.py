"""Where a build goes: one file, or a lake of Parquet files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fangzhi.lexicon.load import Lexicon
from fangzhi.model.errors import StoreError
from fangzhi.run.entry import Stamp
from fangzhi.store.lake_files import Place, kept_folder, lake_place, newest_manifest

if TYPE_CHECKING:
    from fangzhi.store.write import Written


@dataclass(frozen=True, slots=True)
class Target:
    """What is written and where the parts lie from which it is written; ``lake`` is None for a file."""

    output: Path
    parts: Path
    lake: Place | None

    def stamp(self) -> Stamp | None:
        """What tells, without reading it, that what is there is what was written last."""
        if self.lake is None:
            return Stamp.of(self.output)
        newest = newest_manifest(self.lake)
        if newest is None:
            return None
        return Stamp(0, int(newest.removesuffix(".json")), 0)

    def write(
        self,
        folder: Path,
        packs: Sequence[str],
        *,
        lexicon: Lexicon,
        refused: Iterable[tuple[str, str]],
        copies: Sequence[Mapping[str, Any]],
        about: Mapping[str, str],
        threads: int,
    ) -> "Written":
        """Put it together from the packs of a folder, with at most so many ``threads``."""
        # Arrow and DuckDB start threads when they are imported, and a process with threads is not forked safely.
        if self.lake is not None:
            from fangzhi.store.lake_write import write_lake  # noqa: PLC0415  # see above

            write: Callable[..., Written] = partial(write_lake, self.lake)
        else:
            from fangzhi.store.write import assemble  # noqa: PLC0415  # see above

            write = partial(assemble, self.output)
        return write(folder, packs, lexicon=lexicon, refused=refused, copies=copies, about=about, threads=threads)


def target_of(output: str | Path, lake: str | Path | None) -> Target:
    """The file ``output``, or the lake where one is asked for; StoreError when it cannot be there.

    The parts lie beside what is written here, and in the cache folder of this user for an object store.
    """
    if lake is None:
        path = Path(output)
        _needs_folder(path)
        if path.is_dir():
            raise StoreError(f"{path} is a folder; give -o a file, or --lake {path}")
        return Target(path, path.with_name(f".{path.name}.parts"), None)
    place = lake_place(lake)
    if place is not None and place.remote:
        return Target(Path(place.address), kept_folder(place.address) / "parts", place)
    path = Path(lake)
    _needs_folder(path)
    if path.exists() and place is None and (not path.is_dir() or any(path.iterdir())):
        raise StoreError(f"{path} is something else than a lake; give --lake a folder that is new or empty")
    return Target(path, path.with_name(f".{path.name}.parts"), place or Place(str(lake), path, remote=False))


def _needs_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent} to write {path.name} into; make it first")
