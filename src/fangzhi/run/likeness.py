"""How like two documents are: a short signature of each, from which the likeness of any two is estimated.

MinHash, after A. Broder, «On the resemblance and containment of documents» (1997): of the set of all runs of
``SHINGLE`` characters, the smallest value under each of ``HASHES`` hash functions is kept. Two sets share a smallest
value with the probability of their Jaccard likeness |A ∩ B| / |A ∪ B|, so the share of equal values estimates it,
with a standard error of at most 0.5 / √60 = 0.065. The hash functions are (a·x + b) mod 2⁶⁴, the upper half, on mixed
values (multiply and shift, Dietzfelbinger and others 1997).

Candidates are found by bands (Leskovec, Rajaraman, Ullman, «Mining of Massive Datasets», 3.4): two documents that agree
in all ``ROWS`` values of one of ``BANDS`` bands are compared. A pair of likeness s is missed with the probability
(1 − s³)²⁰: 0.0002 at 0.7.
"""

import base64
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from fangzhi.model.facts import Fact, Observation

SHINGLE = 5
BANDS, ROWS = 20, 3
HASHES = BANDS * ROWS
BLOCK = 512  # runs of characters hashed at a time, as many as the cache of a core holds
FEWEST = 50  # characters: less is the same document only when it is the same to the letter

_DROPPED = re.compile(r"[^\w.%–—~～-]+|_+")
_PROSE = re.compile(r"(?<![^。！？；\n])[^。！？；\n]+[。！？；]")
_NUMBER = re.compile(r"\d[\d.,]*%?")
_CONTEXT = 3  # characters before a number that belong to it


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two documents are compared by.

    ``words`` hashes the letters and digits of the text, ``said`` its facts and the numbers in its sentences; ``facts``
    is how many facts these are, ``smallest`` the MinHash signature, empty for a text too short to have one.
    """

    words: str
    said: str
    facts: int
    smallest: tuple[int, ...]

    def packed(self) -> str:
        """As a string that ``unpacked`` reads.

        >>> likeness_of("全市工业投资增长5.5%。" * 9, ()).packed().split()[2]
        '0'
        """
        smallest = base64.b85encode(array("I", self.smallest).tobytes()).decode("ascii")
        return f"{self.words} {self.said} {self.facts} {smallest}"

    @classmethod
    def unpacked(cls, packed: str) -> "Likeness":
        """Read back what ``packed`` gave."""
        words, said, facts, smallest = packed.split(" ")
        return cls(words, said, int(facts), tuple(array("I", base64.b85decode(smallest))))

    def bands(self) -> Iterator[tuple[int, ...]]:
        """The keys under which like documents are found: number of the band, then its values."""
        for start in range(0, len(self.smallest), ROWS):
            yield (start, *self.smallest[start : start + ROWS])

    def to(self, other: "Likeness") -> float:
        """Estimated likeness from 0 to 1; 1 for the same letters and digits.

        >>> text = "".join(f"第{number}项任务已经完成。" for number in range(50))
        >>> here, there = likeness_of(text, ()), likeness_of(text + "责任编辑：某人", ())
        >>> here.to(there) > 0.8, here.to(likeness_of("另一篇完全不同的文章。" * 9, ())) < 0.2
        (True, True)
        """
        if self.words == other.words:
            return 1.0
        if not self.smallest or not other.smallest:
            return 0.0
        return sum(a == b for a, b in zip(self.smallest, other.smallest, strict=True)) / HASHES


def likeness_of(text: str, facts: Iterable[Fact]) -> Likeness:
    """The signature of a folded text and its facts."""
    plain = _DROPPED.sub("", text).lower()
    stated = sorted({_statement(fact) for fact in facts})
    told = "\n".join([*stated, *sorted(_numbers(text))])
    return Likeness(_digest(plain), _digest(told), len(stated), _smallest(plain))


def _statement(fact: Fact) -> str:
    """What a fact says, without what was inferred from around the text: period and region."""
    if isinstance(fact, Observation):
        said = (fact.indicator, fact.measure, fact.value, fact.value_high, fact.unit, fact.bound, fact.status)
        return "\t".join(map(str, said))
    return f"{fact.kind}\t{_DROPPED.sub('', fact.quote)}"


def _numbers(text: str) -> set[str]:
    """The numbers in sentences, with the characters before them; a date in the head of a page is in no sentence."""
    found = set()
    for sentence in _PROSE.findall(text):
        plain = _DROPPED.sub("", sentence)
        found |= {plain[max(0, match.start() - _CONTEXT) : match.end()] for match in _NUMBER.finditer(plain)}
    return found


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _smallest(plain: str) -> tuple[int, ...]:
    if len(plain) < FEWEST:
        return ()
    # Its library of linear algebra starts threads when it is imported: in a worker, not in the process that forks them.
    import numpy as np  # noqa: PLC0415  # as the line above says

    characters = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    shingles = np.zeros(len(characters) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        shingles = shingles * np.uint64(0x9E3779B97F4A7C15) + characters[offset : offset + len(shingles)]
    shingles = np.unique(shingles)
    shingles ^= shingles >> np.uint64(31)
    shingles *= np.uint64(0xBF58476D1CE4E5B9)
    shingles ^= shingles >> np.uint64(29)
    factors, terms = _hashes()
    blocks = [shingles[start : start + BLOCK] for start in range(0, len(shingles), BLOCK)]
    smallest = np.min([(block * factors + terms).min(axis=1) for block in blocks], axis=0)
    return tuple((smallest >> np.uint64(32)).tolist())


@cache
def _hashes() -> tuple[Any, Any]:
    """Factors and terms of the hash functions, a row each."""
    import numpy as np  # noqa: PLC0415  # as above

    digests = [sha256(b"fangzhi minhash %d" % number).digest() for number in range(HASHES)]
    factors = [int.from_bytes(digest[:8], "little") | 1 for digest in digests]
    terms = [int.from_bytes(digest[8:16], "little") for digest in digests]
    return np.array(factors, dtype=np.uint64)[:, None], np.array(terms, dtype=np.uint64)[:, None]
