"""One pass of a matcher over the whole text: industries and the words that decide about them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.lexicon.stages import StageCues

_NAMES = frozenset({"industry", "bare", "service"})
_SAYING = frozenset({"develop", "head", "bracket", "flourish", "carry_out"})
_NAMING = frozenset({"industry", "bare", "service", "bracket"})
_NOUNS = ("产业", "全产业链", "产业链", "产业集群", "行业")

Token = tuple[int, int, str, str]
"""Start and end in the text, role, and the class of the cue or the id of the industry."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a clause; ``start:end`` without the mark that ends it.

    ``named`` is whether it has the name of an industry and a word that may govern it; ``placed`` whether it names
    a stage.
    """

    start: int
    end: int
    tokens: Sequence[Token]
    named: bool
    placed: bool


class Scanner:
    """The words of the lexicon as two automata: the names that matter, and every word."""

    def __init__(self, industries: IndustryCatalogue, cues: StageCues) -> None:
        roles: dict[str, tuple[str, str]] = {}
        names = industries.names()
        for name, industry_id in names.items():
            row = industries.find(industry_id)
            if any(name.endswith(noun) and names.get(name.removesuffix(noun)) == industry_id for noun in _NOUNS):
                continue  # the noun is read as the head of its list
            if row is not None and not row.generic:
                roles[name] = ("bare" if name in industries.bare_names else "industry", industry_id)
            else:
                roles[name] = ("generic", industry_id)
        for word, (role, kind) in cues.roles.items():
            known = roles.get(word)
            # 现代服务业 heads a list of industries and is an industry that a region can choose
            roles[word] = (
                ("service", known[1]) if known and known[0] == "industry" and kind == "service" else (role, kind)
            )
        words = list(roles)
        self._roles = [roles[word] for word in words]
        self._every = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
        names_only = [word for word in words if roles[word][0] in _NAMING]
        self._naming = AhoCorasick(names_only, matchkind=MatchKind.LeftmostLongest)

    def tokens(self, text: str, offset: int = 0) -> list[Token]:
        """Every word of the lexicon in the text, the longest at each place, in order; offsets count from ``offset``."""
        return self.told(self.matches(text), offset)

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """The index of each word that stands in the text, its start and its end."""
        return self._every.find_matches_as_indexes(text)

    def told(self, matches: list[tuple[int, int, int]], offset: int = 0) -> list[Token]:
        """The tokens of matches."""
        roles = self._roles
        return [(start + offset, end + offset, *roles[index]) for index, start, end in matches]

    def scan(self, text: str) -> "Scanned":
        """The tokens of a whole text, to be looked at piece by piece."""
        return Scanned(self, text)

    def places_of_names(self, text: str) -> list[int]:
        """Where a name of an industry or of a stage begins; some of them are parts of other words."""
        return [start for _, start, _ in self._naming.find_matches_as_indexes(text)]


class Scanned:
    """The tokens of a text, found in one pass: a call of the matcher for each sentence costs more than its words."""

    def __init__(self, scanner: Scanner, text: str) -> None:
        self._scanner = scanner
        self._text = text
        self._found = scanner.matches(text)
        self._starts = [start for _, start, _ in self._found]
        self.places_of_names = scanner.places_of_names(text)

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens of ``text[start:end]`` read by itself."""
        found = self._found
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        if (first and found[first - 1][2] > start) or (last and found[last - 1][2] > end):
            return self._scanner.tokens(self._text[start:end], start)  # a word lies across the edge
        return self._scanner.told(found[first:last])


def clauses(tokens: list[Token], start: int, end: int) -> list[Clause]:
    """Cut a stretch of text at its punctuation; the tokens of each clause come along, empty clauses are left out."""
    out = []
    first = 0
    named = placed = said = False
    for index, token in enumerate(tokens):
        role = token[2]
        if role == "clause":
            if index > first:
                out.append(Clause(start, token[0], tokens[first:index], named and said, placed))
                named = placed = said = False
            start, first = token[1], index + 1
        elif role in _NAMES:
            named = True
            placed = placed or role == "service"
            said = said or role == "service"
        elif role in _SAYING:
            said = True
            placed = placed or role == "bracket"
    if first < len(tokens):
        out.append(Clause(start, end, tokens[first:], named and said, placed))
    return out
