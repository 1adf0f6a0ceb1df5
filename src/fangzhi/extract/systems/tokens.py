"""One pass of a matcher over the whole text: industries and the words that decide about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.lexicon.stages import StageCues

_NOUNS = ("产业", "全产业链", "产业链", "产业集群", "行业")

Token = tuple[int, int, str, str]
"""Start and end in the text, role, and the class of the cue or the id of the industry."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a clause; ``start:end`` without the mark that ends it, ``sentence`` counts sentences."""

    start: int
    end: int
    sentence: int
    paragraph: int
    tokens: tuple[Token, ...]


class Scanner:
    """The words of the lexicon as one automaton."""

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
            roles[word] = ("service", known[1]) if known and known[0] == "industry" and kind == "service" else (role, kind)
        self._words = list(roles)
        self._roles = [roles[word] for word in self._words]
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def tokens(self, text: str) -> list[Token]:
        """Every word of the lexicon in the text, the longest at each place, in order."""
        roles = self._roles
        return [(start, end, *roles[index]) for index, start, end in self._automaton.find_matches_as_indexes(text)]


@lru_cache(maxsize=4)
def scanner_of(industries: IndustryCatalogue, cues: StageCues) -> Scanner:
    """The automaton of a vocabulary, built once in a process."""
    return Scanner(industries, cues)


def clauses(text: str, tokens: list[Token]) -> Iterator[Clause]:
    """Cut a text at its punctuation; the tokens of each clause come along, empty clauses are left out."""
    start = sentence = paragraph = first = 0
    for index, (at, after, role, kind) in enumerate(tokens):
        if role != "clause":
            continue
        if index > first:
            yield Clause(start, at, sentence, paragraph, tuple(tokens[first:index]))
        start, first = after, index + 1
        if kind == "sentence":
            sentence += 1
            if text[at] == "\n":
                paragraph += 1
    if first < len(tokens):
        yield Clause(start, len(text), sentence, paragraph, tuple(tokens[first:]))
