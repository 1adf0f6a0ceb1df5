"""Files and strings to Documents."""
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from fangzhi.lexicon.reading import load_reading
from fangzhi.model.document import Document, Metadata
from fangzhi.read.fold import fold_text
from fangzhi.read.source import DocumentRow


def read_text(
    text: str, *, path: str = "<text>", published: date | None = None, region: str | None = None,
    title: str | None = None, language: str | None = None, lexicon: Any,
) -> Document:
    """Make a Document of a string."""
    if language is None:
        language = "en" if sum("a" <= c <= "z" for c in text) > len(text) / 2 else "zh"
    found = lexicon.regions.resolve(region) if region and lexicon is not None else None
    meta = Metadata(title=title, published=published, region=found.name if found else region,
                    region_code=found.official_code if found else None, language=language)
    return Document(path, text, fold_text(text, load_reading(), language=language), meta, sha256(text.encode()).hexdigest())


def read_document(path: str | Path, *, lexicon: Any, row: DocumentRow | None = None) -> Document:
    """Read one file."""
    text = Path(path).read_text(encoding="utf-8-sig")
    r = row
    return read_text(text, path=str(path), lexicon=lexicon, published=r.published if r else None, region=r.region.name if r and r.region else None,
                     title=r.title if r else None, language=r.language if r else None)
