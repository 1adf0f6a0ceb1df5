"""One spelling for the many ways a text words the name of an indicator.

``indicator_wording.csv`` holds the rules by role: ``replace`` (synonyms, in file order), ``gloss``
(what may stand in brackets without changing the thing), ``lead`` and ``tail`` (what may stand before
or after a name). A condition on a lead or a tail says for which measures, dimensions and kinds of
indicator it is harmless.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fangzhi.lexicon.table import Column, Row, read_table, words

MEASURES: Final = ("level", "growth", "cagr", "change", "rank")
KINDS: Final = ("stock", "flow", "rate", "ratio", "index", "count")
_ROLES: Final = ("replace", "replace_en", "gloss", "lead", "lead_en", "tail", "tail_en")

_COLUMNS: Final = (
    Column("id", required=True),
    Column("role", required=True, allowed=_ROLES),
    Column("text", required=True),
    Column("replacement"),
    Column("measures", words, allowed=MEASURES),
    Column("dimensions", words),
    Column("kinds", words, allowed=KINDS),
    Column("note"),
)

# Full-width ASCII to half-width; quotation marks and the dot inside foreign names vanish.
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_QUOTES: Final = "“”\"'‘’「」『』《》〈〉·"
_FOLD: Final = str.maketrans(_HALF_WIDTH | {ord("—"): "-", ord("–"): "-"} | dict.fromkeys(map(ord, _QUOTES)))
_FOLDED: Final = re.compile(f"[{re.escape(_QUOTES)}—–\uff01-\uff5e]")
_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_CHINESE_ONLY: Final = re.compile("[\u3400-\u9fff]+")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_NOT_ENGLISH: Final = re.compile(r"[^a-z0-9&%.]+")


@dataclass(frozen=True, slots=True)
class Trim:
    """A lead or a tail that may be taken off a name, and where that is harmless (empty: everywhere)."""

    text: str
    measures: frozenset[str]
    dimensions: frozenset[str]
    kinds: frozenset[str]

    def admits(self, measure: str | None, dimension: str, kind: str) -> bool:
        """Whether the name without this text still names the same thing."""
        return (
            (not self.measures or measure in self.measures)
            and (not self.dimensions or dimension in self.dimensions)
            and (not self.kinds or kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class Trims:
    """Leads (``front``) or tails by text, all texts for one look whether any fits, and the lengths, longest first."""

    by_text: Mapping[str, Trim]
    texts: tuple[str, ...]
    lengths: tuple[int, ...]
    front: bool
    gap: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The rules, ready for use; make it with ``load_wording``."""

    replacements: tuple[tuple[str, str], ...]
    replacements_en: tuple[tuple[str, str], ...]
    replaced: re.Pattern[str]
    replaced_en: re.Pattern[str]
    glosses: frozenset[str]
    leads: Trims
    leads_en: Trims
    tails: Trims
    tails_en: Trims

    def key(self, label: str) -> str:
        """The one spelling of a name; names with the same key are the same name.

        >>> wording = load_wording()
        >>> wording.key("规模以上工业的增加值"), wording.key("Gross Domestic Products")
        ('规上工业增加值', 'gdp')
        """
        if _CHINESE_ONLY.fullmatch(label):  # nothing to fold: the most
            plain = self._worded(label)
            return plain if _CHINESE.search(plain) else self._english_key(plain)
        # Translating is the dear part, and most names have nothing to translate.
        folded = (label.translate(_FOLD) if _FOLDED.search(label) else label).lower()
        if folded.isascii() or not _CHINESE.search(folded):
            return self._english_key(folded)
        plain = "".join(folded.split())
        if "(" in plain or "[" in plain:
            plain = _BRACKETS.sub(self._without_gloss, plain)
        plain = self._worded(plain)
        return plain if _CHINESE.search(plain) else self._english_key(plain)

    def variants(self, key: str) -> list[tuple[str, tuple[Trim, ...]]]:
        """The name without its leads and tails, least taken off first, with what was taken off."""
        chinese = _CHINESE.search(key)
        leads, tails = (self.leads, self.tails) if chinese else (self.leads_en, self.tails_en)
        if not key.startswith(leads.texts):
            return _stripped(key, tails)
        return [(name, off + more) for head, off in _stripped(key, leads) for name, more in _stripped(head, tails)]

    def _worded(self, plain: str) -> str:
        """A name in the words of the catalogue."""
        if self.replaced.search(plain):
            for old, new in self.replacements:
                plain = plain.replace(old, new)
        return plain

    def _without_gloss(self, match: re.Match[str]) -> str:
        inner = match[1] or match[2] or ""
        return "" if inner in self.glosses else match[0]

    def _english_key(self, folded: str) -> str:
        bare = _NOT_ENGLISH.sub(" ", folded).strip(" .").split()
        plain = f" {' '.join([_singular(word) for word in bare])} "
        if self.replaced_en.search(plain):
            for old, new in self.replacements_en:
                plain = plain.replace(f" {old} ", f" {new} ")
        return plain.strip()


def load_wording(overlay: Path | None = None) -> Wording:
    """Read ``indicator_wording.csv``, with a user's folder laid over it."""
    by_role: dict[str, list[Row]] = {role: [] for role in _ROLES}
    for row in read_table("indicator_wording.csv", _COLUMNS, overlay=overlay):
        by_role[row["role"]].append(row)
    return Wording(
        replacements=tuple((row["text"], row["replacement"]) for row in by_role["replace"]),
        replacements_en=tuple((row["text"], row["replacement"]) for row in by_role["replace_en"]),
        replaced=_any_of(by_role["replace"]),
        replaced_en=_any_of(by_role["replace_en"]),
        glosses=frozenset(row["text"] for row in by_role["gloss"]),
        leads=_trims(by_role["lead"], front=True),
        leads_en=_trims(by_role["lead_en"], front=True, gap=" "),
        tails=_trims(by_role["tail"], front=False),
        tails_en=_trims(by_role["tail_en"], front=False, gap=" "),
    )


def _any_of(rows: list[Row]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row["text"]) for row in rows) or "(?!)")


def _trims(rows: list[Row], *, front: bool, gap: str = "") -> Trims:
    trims = [
        Trim(row["text"], frozenset(row["measures"]), frozenset(row["dimensions"]), frozenset(row["kinds"]))
        for row in rows
    ]
    by_text: dict[str, Trim] = {}
    for trim in trims:
        by_text.setdefault(trim.text, trim)
    lengths = sorted({len(text) for text in by_text}, reverse=True)
    return Trims(by_text, tuple(by_text), tuple(lengths), front, gap)


def _stripped(name: str, known: Trims) -> list[tuple[str, tuple[Trim, ...]]]:
    """The name, then the name without one lead (or tail), without two, at most three."""
    out: list[tuple[str, tuple[Trim, ...]]] = [(name, ())]
    front, gap = known.front, known.gap
    if not (name.startswith(known.texts) if front else name.endswith(known.texts)):
        return out
    seen = {name}
    frontier: list[tuple[str, tuple[Trim, ...]]] = [(name, ())]
    for _ in range(3):
        shorter: list[tuple[str, tuple[Trim, ...]]] = []
        for longer, off in frontier:
            for length in known.lengths:
                trim = known.by_text.get(longer[:length] if front else longer[-length:])
                if trim is None:
                    continue
                rest = longer[length:] if front else longer[:-length]
                if gap and not (rest.startswith(gap) if front else rest.endswith(gap)):
                    continue
                rest = rest.removeprefix(gap) if front else rest.removesuffix(gap)
                if rest and rest not in seen:
                    seen.add(rest)
                    shorter.append((rest, (*off, trim)))
        if not shorter:
            break
        out += shorter
        frontier = shorter
    return out


def _singular(word: str) -> str:
    if not word.endswith("s") or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
