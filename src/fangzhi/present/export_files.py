"""What the exporters share: a folder to write into, files put in place when complete."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fangzhi.model.errors import InputError


def folder_for(folder: str | Path) -> Path:
    """The folder, made where it is not there; InputError when it cannot be."""
    made = Path(folder)
    try:
        made.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{made} cannot be made ({error.strerror}); give another --to") from None
    return made


@contextmanager
def complete(path: Path) -> Iterator[Path]:
    """A path to write to, moved to ``path`` when all is written."""
    aside = path.with_name(f".{path.name}.tmp")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
