"""Bytes to text: which encoding, or why it is no text."""

import codecs
import re

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.model.errors import InputError

_SAMPLE = 1000
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an audio or image file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "cp1252")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HAN = re.compile("[\u3400-\u9fff]")
_PLAIN = re.compile("[\t-\r -~“”‘’—…、。，；：！？（）《》【】％·０-９]")


def decode(data: bytes, words: ReadingWords, *, path: str, declared: str | None = None) -> str:
    r"""Decode the bytes of a file; line breaks become ``\n`` as in Python's text mode.

    UTF-8, GB18030 and UTF-16 are told apart by what comes out: a wrong table gives no common characters. The
    encoding that a file declares of itself is only tried first. InputError for what is no text.

    >>> from fangzhi.lexicon.reading import load_reading
    >>> decode("增长5%\r\n".encode("gb18030"), load_reading(), path="x.txt")
    '增长5%\n'
    """
    if not data.strip():
        raise InputError(f"{path}: the file is empty. Check that it was saved or downloaded completely.")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{path}: this is {what}, not text, whatever its name says. Rename it or convert it.")
    text = _with_mark(data, path)
    if text is None:
        text = _best(data, words, declared)
    if text is None and b"\x00" in data:
        raise InputError(f"{path}: binary data, not text. Check what kind of file it is and convert it to text.")
    if text is None:
        raise InputError(f"{path}: not text in UTF-8, GB18030 or UTF-16{_where(data)}. Save it as UTF-8.")
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) // 200:
        raise InputError(f"{path}: holds control characters, so it is no text. Convert it to text first.")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _with_mark(data: bytes, path: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{path}: says that it is {encoding} but byte {error.start + len(mark)} is not. Save it as UTF-8."
                ) from None
    return None


def _best(data: bytes, words: ReadingWords, declared: str | None) -> str | None:
    encodings = [*_ENCODINGS]
    if b"\x00" in data[:_SAMPLE]:
        encodings = ["utf-16-le", "utf-16-be"]
    elif declared is not None and _known(declared) and declared.lower() not in encodings:
        encodings.append(declared)
    valid: str | None = None  # bytes that are UTF-8 by chance are rare: a strange script is better than none
    best, best_score = None, 0.25
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _plausibility(text, words)
        if encoding == "utf-8":
            if score >= 0.5:
                return text
            valid = text
        if encoding == "cp1252" and score < 0.9:  # it decodes nearly any bytes
            continue
        if score > best_score:
            best, best_score = text, score
    return best if best is not None else valid


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _plausibility(text: str, words: ReadingWords) -> float:
    """From 0 to 1: how much a decoded text looks like Chinese or English.

    Right Chinese has more than half of its characters among the commonest; letters of other scripts are what
    a wrong table gives for ASCII and punctuation. Valid UTF-8 in another script scores low but is kept by the
    language check, which can give the better reason.
    """
    sample = text[:_SAMPLE]
    han = _HAN.findall(sample)
    plain = len(_PLAIN.findall(sample))
    common = sum(character in words.noise.common for character in han)
    if not han:
        return plain / len(sample)
    share = min(1.0, common / len(han) * 2.2)
    return (share * len(han) + plain) / len(sample) if plain + len(han) else 0.0


def _where(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f" (as UTF-8 it fails in line {data.count(bytes([10]), 0, error.start) + 1}, byte {error.start})"
    return ""
