"""The formats that can be read: one module each, with ``read(data, words, *, path) -> RawText``."""

from pathlib import PurePath
from typing import Protocol

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.read import docx, html, markdown, ofd, pdf, plain, saved, sheets
from fangzhi.read.source import RawText


class Reader(Protocol):
    """Makes text of a file's bytes; InputError when they are not what the name says."""

    def __call__(self, data: bytes, words: ReadingWords, *, path: str) -> RawText:
        """The text, and what the file's markup says of it."""


FORMATS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".mhtml": saved.read,
    ".mht": saved.read,
    ".pdf": pdf.read,
    ".ofd": ofd.read,
    ".docx": docx.read,
    ".xlsx": sheets.read_xlsx,
    ".xlsm": sheets.read_xlsx,
    ".csv": sheets.read_csv,
}


def reader_for(path: PurePath) -> Reader | None:
    """The reader of a file by the ending of its name, None for a format that is not known."""
    return FORMATS.get(path.suffix.lower())
