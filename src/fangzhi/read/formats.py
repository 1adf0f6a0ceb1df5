"""The formats that can be read: one module each, with ``read(data, words, *, path) -> RawText``."""

from importlib import import_module
from pathlib import PurePath
from typing import Final, Protocol, cast

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.read.source import RawText


class Reader(Protocol):
    """Makes text of a file's bytes; InputError when they are not what the name says."""

    def __call__(self, data: bytes, words: ReadingWords, *, path: str) -> RawText:
        """The text, and what the file's markup says of it."""


# The module of this folder and the function in it; loaded with the first file of the format.
FORMATS: Final = {
    ".txt": ("plain", "read"),
    ".md": ("markdown", "read"),
    ".html": ("html", "read"),
    ".htm": ("html", "read"),
    ".mhtml": ("saved", "read"),
    ".mht": ("saved", "read"),
    ".pdf": ("pdf", "read"),
    ".ofd": ("ofd", "read"),
    ".docx": ("docx", "read"),
    ".xlsx": ("sheets", "read_xlsx"),
    ".xlsm": ("sheets", "read_xlsx"),
    ".csv": ("sheets", "read_csv"),
}


def is_read(path: PurePath) -> bool:
    """Whether the ending of a file's name is that of a format that can be read."""
    return path.suffix.lower() in FORMATS


def reader_for(path: PurePath) -> Reader | None:
    """The reader of a file by the ending of its name, None for a format that is not known."""
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        return None
    module, function = found
    return cast("Reader", getattr(import_module(f"fangzhi.read.{module}"), function))
