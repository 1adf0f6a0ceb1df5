"""Text files (.txt): the whole decoded text, so that every offset is the file's."""

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.read.decode import decode
from fangzhi.read.source import RawText


def read(data: bytes, words: ReadingWords, *, path: str) -> RawText:
    """Decode the file; InputError when it is no text."""
    return RawText(decode(data, words, path=path))
