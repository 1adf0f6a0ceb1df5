"""Files and strings to Documents."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from fangzhi.lexicon.load import Lexicon
from fangzhi.lexicon.reading import DocumentWords, ReadingWords, load_reading
from fangzhi.lexicon.regions import RegionRegister
from fangzhi.model.document import Document, Metadata
from fangzhi.model.errors import InputError
from fangzhi.read.archive import is_member, read_bytes
from fangzhi.read.dates import first_day
from fangzhi.read.fold import fold_one_to_one, fold_text
from fangzhi.read.formats import FORMATS, reader_for
from fangzhi.read.head import Head, head_of
from fangzhi.read.infer import full_title, infer_kind, infer_number, infer_published, infer_region, infer_title
from fangzhi.read.language import language_of
from fangzhi.read.source import DocumentRow, RawText, Refused, Source

LARGEST = 50_000_000


def read_text(
    text: str,
    *,
    path: str = "<text>",
    published: date | None = None,
    region: str | None = None,
    title: str | None = None,
    language: str | None = None,
    lexicon: Lexicon,
) -> Document:
    """Make a Document of a string; what is not given is inferred from it.

    InputError when it is empty or neither Chinese nor English, NotFoundError for an unknown region.

    >>> from fangzhi.lexicon.load import load_lexicon
    >>> document = read_text("今年增长６◆％。", region="江苏", lexicon=load_lexicon())
    >>> document.folded.text, document.meta.region, document.meta.origins["region"]
    ('今年增长6%。', '江苏省', 'argument')
    """
    if not text.strip():
        raise InputError(f"{path}: the text is empty. Give a sentence or a document.")
    row = DocumentRow(
        "argument",
        title=title,
        published=published,
        region=lexicon.regions.resolve(region) if region else None,
        language=language,
    )
    digest = sha256(text.encode("utf-8")).hexdigest()
    return _document(RawText(text), path, row, "argument", digest, lexicon)


def read_document(path: Path | str, *, lexicon: Lexicon, row: DocumentRow | None = None) -> Document:
    """Read one file; ``row`` is what ``documents.csv`` says of it (see ``find_sources``).

    InputError when the file is not there, too large, of no known format, no text, or in another language.
    """
    name = str(path)
    reader = reader_for(Path(path))
    if reader is None:
        raise InputError(f"{name}: not a format that can be read. Give {', '.join(sorted(FORMATS))}, or a folder.")
    data = _bytes(Path(path), name)
    raw = reader(data, words_of(lexicon), path=name)
    return _document(raw, name, row, "documents.csv", sha256(data).hexdigest(), lexicon)


def read_many(sources: Iterable[Source | Refused], *, lexicon: Lexicon) -> Iterator[Document | Refused]:
    """Read one file after the other; one that cannot be used gives its reason and the rest goes on."""
    for source in sources:
        if isinstance(source, Refused):
            yield source
            continue
        try:
            yield read_document(source.path, lexicon=lexicon, row=source.row)
        except InputError as error:
            yield Refused(str(source.path), str(error))


def words_of(lexicon: Lexicon) -> ReadingWords:
    """The vocabulary of reading that belongs to a lexicon; ours where it carries none of its own."""
    words: ReadingWords | None = getattr(lexicon, "reading", None)
    return load_reading() if words is None else words


def _bytes(path: Path, name: str) -> bytes:
    try:
        data = read_bytes(path) if is_member(path) else b""
        size = len(data) or path.stat().st_size
        if size > LARGEST:
            raise InputError(
                f"{name}: {size / 1e6:.0f} MB; at most {LARGEST // 1_000_000} MB are read. Split it into its documents."
            )
        return data or path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: no such file. Check the path.") from None
    except IsADirectoryError:
        raise InputError(f"{name}: a folder, not a file. Give the folder to find_sources, or a file in it.") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}). Check the rights and the disk.") from None


def _document(raw: RawText, path: str, row: DocumentRow | None, origin: str, digest: str, lexicon: Lexicon) -> Document:
    words, known = words_of(lexicon), _Known(row, origin)
    if "language" not in known.values:
        language, reason = language_of(raw.text)
        if language is None:
            raise InputError(f"{path}: neither Chinese nor English: {reason}. Only those two are read.")
        known.settle("language", lambda: (language, reason))
    folded = fold_text(raw.text, words, language=known.values["language"], unread=raw.unread)
    plain = fold_one_to_one(raw.text, words, language=known.values["language"]) if raw.layout.tables else ""
    _settle_all(known, raw, head_of(raw.text, folded, words.documents), path, words.documents, lexicon.regions)
    if "pages" in raw.hints:
        known.origins["pages"] = raw.hints["pages"][1]
    region = known.values.pop("region", None)
    meta = Metadata(
        region=region.name if region else None,
        region_code=region.official_code if region else None,
        origins=known.origins,
        **known.values,
    )
    return Document(path, raw.text, folded, meta, digest, raw.layout, plain)


def _settle_all(
    known: "_Known", raw: RawText, head: Head, path: str, words: DocumentWords, regions: RegionRegister
) -> None:
    """Settle every field, each before those that are inferred from it."""
    text, hints, settle = raw.text, raw.hints, known.settle
    for name in ("title", "publisher", "document_number"):
        settle(name, partial(hints.get, name))
    for name in ("published", "written"):
        settle("published", partial(_day_of, hints.get(name)))
    settle("title", lambda: infer_title(head, words, regions))
    title = known.values.get("title")
    settle("publisher", lambda: head.fields.get("publisher"))
    settle("document_number", lambda: infer_number(head, text))
    settle("kind", lambda: infer_kind(title, text, words))
    settle("published", lambda: infer_published(text, head, title, known.values["kind"], path))
    settle("region", lambda: infer_region(text, title, known.values.get("publisher"), path, regions))
    if known.origins.get("title", "").startswith("inferred"):
        full = full_title(title or "", known.values.get("published"), known.values.get("region"), words)
        if full is not None:
            known.values["title"], known.origins["title"] = full.value, f"inferred: {full.how}"


def _day_of(hint: tuple[str, str] | None) -> tuple[date, str] | None:
    day = first_day(hint[0]) if hint is not None else None
    return (day, hint[1]) if day is not None and hint is not None else None


class _Known:
    """The fields of Metadata as they become known, each with where it is from; the first answer stays."""

    def __init__(self, row: DocumentRow | None, origin: str) -> None:
        given = {f.name: getattr(row, f.name) for f in fields(row) if f.name != "place"} if row is not None else {}
        self.values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        self.origins = dict.fromkeys(self.values, origin)

    def settle(self, name: str, guess: Callable[[], tuple[Any, str] | None]) -> None:
        """Make a guess for a field that is not known yet, and take it."""
        if name not in self.values and (found := guess()) is not None:
            self.values[name], self.origins[name] = found[0], f"inferred: {found[1]}"
