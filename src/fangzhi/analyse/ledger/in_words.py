"""Targets in words without a number: they are shown, and never judged."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fangzhi.analyse.compare.footing import load_comparability
from fangzhi.store.atlas import Atlas
from fangzhi.store.ledger import Statement, statements

_MOST = 200  # documents
REASON = "words without a number"
_SENTENCE = re.compile(r"[。！\n]")
_CLAUSE = re.compile(r"[，、；。：！\n]")


@dataclass(frozen=True, slots=True)
class WordTarget:
    """A target such as «居民收入与经济增长同步»; ``kind`` is the class of its words in comparability.toml.

    ``start`` and ``end`` are code points of ``quote`` in the text of the document; ``period`` is that of the targets
    in the same sentence.
    """

    kind: str
    region: str
    region_code: str | None
    period: str | None
    year: int | None
    quote: str
    sentence: str
    start: int
    end: int
    document_id: str
    document_title: str
    document_published: object
    document_url: str | None

    def record(self, columns: Sequence[str]) -> dict[str, Any]:
        """The target in the columns of the ledger."""
        told = {
            "region": self.region,
            "region_code": self.region_code,
            "indicator": self.quote,
            "period": self.period,
            "year": self.year,
            "verdict": "cannot be judged",
            "reason_code": "words",
            "reason": REASON,
            "target_quote": self.quote,
            "target_sentence": self.sentence,
            "target_document_id": self.document_id,
            "target_document_title": self.document_title,
            "target_document_published": self.document_published,
            "target_document_url": self.document_url,
        }
        return dict.fromkeys(columns) | told


def targets_in_words(
    atlas: Atlas, *, region: str | None = None, year: int | None = None, most: int = _MOST
) -> tuple[WordTarget, ...]:
    """Word targets of the area's own documents; only in sentences that also state a target with a number.

    ``most`` is how many documents are looked at, the newest first. NotFoundError for an unknown area.
    """
    classes = load_comparability()["target_words"]
    words = {word: kind for kind, listed in classes.items() for word in listed}
    key = atlas.region_key(region)[0] if region is not None else None
    documents = atlas.question("ledger_saying", region=key, words=sorted(words), most=most).rows()
    if not documents:
        return ()
    stated: dict[str, list[Statement]] = defaultdict(list)
    for t in statements(atlas, document=[d["document_id"] for d in documents], status="target", dated=True):
        stated[t.document_id].append(t)
    found = [t for d in documents for t in _of_document(d, words, stated[d["document_id"]])]
    return tuple(t for t in found if year is None or t.year == year)


def _of_document(
    document: Mapping[str, Any], words: Mapping[str, str], targets: Sequence[Statement]
) -> list[WordTarget]:
    text = document["text"]
    found: dict[int, WordTarget] = {}
    for match in re.finditer("|".join(map(re.escape, sorted(words, key=len, reverse=True))), text):
        first = _last_end(_SENTENCE, text, match.start())
        stop = _SENTENCE.search(text, match.end())
        last = stop.end() if stop else len(text)
        beside = [t for t in targets if first <= t.span_start < last]
        if not beside:
            continue
        start = _last_end(_CLAUSE, text, match.start())
        nearest = min(beside, key=lambda t: abs(t.span_start - match.start()))
        found[start] = WordTarget(
            words[match[0]],
            document["region"],
            document["region_code"],
            nearest.period,
            nearest.year,
            text[start : match.end()],
            text[first:last].strip(),
            start,
            match.end(),
            document["document_id"],
            document["title"],
            document["published"],
            document["url"],
        )
    return list(found.values())


def _last_end(marks: re.Pattern[str], text: str, before: int) -> int:
    """Where the last mark before a place ends, at most 400 characters back."""
    window = max(0, before - 400)
    return max((match.end() for match in marks.finditer(text, window, before)), default=window)
