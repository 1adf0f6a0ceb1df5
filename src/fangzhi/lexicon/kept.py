"""The vocabulary as it was made last time, on disk: reading it back takes a third of the time of making it.

What is kept decides nothing: it is named by the hash of all that it was made from, and made anew whenever it is not
there, not this user's alone to write, or not whole. ``FANGZHI_LEXICON_CACHE=off`` keeps nothing.
"""

import io
import os
import pickle
import re
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

from fangzhi.model.cache_folder import cache_folder

T = TypeVar("T")

_PACKAGE: Final = Path(__file__).parents[1]
_CODE: Final = ("lexicon", "model")  # folders whose code decides what a vocabulary looks like
_HEAD: Final = b"fangzhi lexicon 1\n"
_DIGEST: Final = 32
_NEWEST: Final = 4  # versions that stay: some checkouts, some folders of a user
_OURS: Final = ("fangzhi.lexicon.", "fangzhi.model.")
_PLAIN: Final[dict[tuple[str, str], Callable[..., object]]] = {
    ("fractions", "Fraction"): Fraction,
    ("re", "compile"): re.compile,
}


def kept(made_from: str, make: Callable[[], T]) -> T:
    """What ``make`` gave when it was last called for the same data, code and Python, else what it gives now.

    ``made_from`` is the hash of the data. What ``make`` raises is raised here, and nothing is kept then.
    """
    path = _path(made_from)
    if path is None:
        return make()
    found: T | None = _read(path)
    if found is None:
        found = make()
        _write(path, found)
    return found


def _path(made_from: str) -> Path | None:
    if os.environ.get("FANGZHI_LEXICON_CACHE", "").lower() == "off":
        return None
    try:
        folder = cache_folder()
    except RuntimeError:  # a user without a home keeps nothing
        return None
    digest = sha256(f"{made_from} {sys.implementation.cache_tag} {sys.version_info}\n".encode())
    for name in _CODE:
        for path in sorted((_PACKAGE / name).glob("*.py")):
            digest.update(path.read_bytes())
    return folder / f"lexicon-{digest.hexdigest()[:32]}"


def _read(path: Path) -> Any:  # noqa: ANN401  # whatever was kept
    """What lies in a file; None for one that is not there, not this user's alone to write, or not as it was written."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None  # it is made anew
    with os.fdopen(handle, "rb") as file:
        told = os.fstat(handle)
        if (
            not stat.S_ISREG(told.st_mode)
            or told.st_uid != os.geteuid()
            or told.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        ):
            return None
        try:
            content = file.read()
        except OSError:
            return None
    start = len(_HEAD) + _DIGEST
    payload = content[start:]
    if not content.startswith(_HEAD) or content[len(_HEAD) : start] != sha256(payload).digest():
        return None
    try:
        return _Unpickler(io.BytesIO(payload)).load()
    except Exception:  # noqa: BLE001  # whatever a whole file of our own holds that this code does not know: make it anew
        return None


def _write(path: Path, value: object) -> None:
    """Keep a value for the next process, whole or not at all; where that cannot be done nothing is lost but time."""
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    payload = buffer.getvalue()
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_HEAD + sha256(payload).digest() + payload)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        found = sorted(path.parent.glob("lexicon-*"), key=lambda other: other.stat().st_mtime_ns, reverse=True)
        for other in found[_NEWEST:]:
            other.unlink(missing_ok=True)


class _Pickler(pickle.Pickler):
    """Writes values of ours as their class and fields, which is read back in half the time."""

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401  # as the class above has it
        if isinstance(value, re.Pattern):
            return re.compile, (value.pattern, value.flags)
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), tuple(getattr(value, field.name) for field in fields(value))
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Reads back values of ours and nothing else: a file cannot name a function that would be run."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  # as the class above has it
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        if module.startswith(_OURS):
            found = super().find_class(module, name)
            if (
                isinstance(found, type)
                and found.__module__ == module
                and (is_dataclass(found) or hasattr(found, "_fields"))
            ):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the vocabulary")
