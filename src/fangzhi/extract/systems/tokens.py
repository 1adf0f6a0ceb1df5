"""The industries of a text and the words that decide about them, read clause by clause where an industry stands."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.lexicon.stages import StageCues

_NAMING: Final = frozenset({"industry", "bare", "service", "bracket"})
_NOUNS: Final = ("产业", "全产业链", "产业链", "产业集群", "行业")

# What a clause has, one bit a role, so that a clause is judged before its tokens are made.
_NAME, _PLACED, _SAID, _CARRIED, _HEADED, _NOUN, _ENDED, _GROWN, _MARK = (1 << bit for bit in range(9))
_BITS: Final = {
    "industry": _NAME,
    "bare": _NAME,
    "service": _NAME | _PLACED | _SAID,
    "bracket": _PLACED | _SAID | _NOUN,
    "develop": _SAID | _GROWN,
    "flourish": _SAID,
    "carry_out": _CARRIED,
    "head": _HEADED | _NOUN,
    "own": _HEADED | _NOUN,
    "topic": _SAID | _NOUN,
    "generic": _NOUN,
    "etcetera": _ENDED,
    "clause": _MARK,
}


def _is_named(has: int) -> bool:
    """A name, and a verb, a stage or a predicate; a noun alone only where 等 or the carrying out of a plan is said."""
    if not has & _NAME:
        return has & (_GROWN | _NOUN) == _GROWN | _NOUN  # 发展A、B等产业, whatever A and B are
    if has & _SAID:
        return True
    return has & (_HEADED | _CARRIED) != 0 and has & _NOUN != 0 and has & (_ENDED | _CARRIED) != 0


_NAMED: Final = [_is_named(has) for has in range(2 * _MARK)]  # looked up for each clause

Token = tuple[int, int, str, str]
"""Start and end in the text, role, and the class of the cue or the id of the industry."""


class Clause:
    """The tokens of a clause; ``start:end`` without the mark that ends it.

    ``named`` is whether it has the name of an industry and words that may make a focus of it; ``placed`` whether it
    names a stage. A plain class with slots, for there are thousands.
    """

    __slots__ = ("end", "named", "placed", "start", "tokens")

    def __init__(self, start: int, end: int, tokens: Sequence[Token], named: bool, placed: bool) -> None:
        self.start = start
        self.end = end
        self.tokens = tokens
        self.named = named
        self.placed = placed


class Scanner:
    """The words of the lexicon as an automaton, and those of them by which a clause is worth reading.

    ``naming`` are the names of industries and stages, ``bridging`` those of them that a mark of punctuation stands in.
    """

    def __init__(self, industries: IndustryCatalogue, cues: StageCues) -> None:
        roles: dict[str, tuple[str, str]] = {}
        names = industries.names()
        whole = frozenset(industries.wording.words("label", "whole"))
        for name, industry_id in names.items():
            row = industries.find(industry_id)
            if name not in whole and any(
                name.endswith(noun) and names.get(name.removesuffix(noun)) == industry_id for noun in _NOUNS
            ):
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
        self._roles = [role for role, _ in roles.values()]
        self._kinds = [kind for _, kind in roles.values()]
        self._bits = [_BITS.get(role, 0) for role in self._roles]
        self._automaton = AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest)
        marks = [word for word, (role, _) in roles.items() if role == "clause"]
        self.mark = re.compile("|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)))
        self.naming = [word for word, (role, _) in roles.items() if role in _NAMING]
        self.naming += ["等产业", "等特色产业", "等重点产业", *industries.wording.words("label", "telling")]
        self.bridging = [word for word in self.naming if self.mark.search(word)]

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """Every word of the lexicon in ``text[start:end]``, the longest at each place, in order."""
        roles, kinds = self._roles, self._kinds
        return [
            (start + first, start + last, roles[index], kinds[index])
            for index, first, last in self._automaton.find_matches_as_indexes(text[start:end])
        ]

    def clause(self, text: str, start: int, end: int, *, kept: bool = False) -> Clause | None:
        """The clause ``text[start:end]``; None where it has no token, or none that can make a focus or set a stage.

        A clause that is ``kept`` needs no more than a token.
        """
        found = self._automaton.find_matches_as_indexes(text[start:end])
        bits = self._bits
        has = 0
        for index, _, _ in found:
            has |= bits[index]
        named, placed = _NAMED[has], has & _PLACED != 0
        if not (named or placed or (kept and found)):
            return None
        roles, kinds = self._roles, self._kinds
        tokens = [(start + first, start + last, roles[index], kinds[index]) for index, first, last in found]
        return Clause(start, end, tokens, named, placed)

    def clauses(self, text: str, start: int, end: int) -> list[Clause]:
        """Every clause of a stretch of text that has a token, where a name may have punctuation in it."""
        out = []
        tokens = self.tokens(text, start, end)
        first = has = 0
        for index, token in enumerate(tokens):
            bit = _BITS.get(token[2], 0)
            if bit != _MARK:
                has |= bit
                continue
            if index > first:
                out.append(Clause(start, token[0], tokens[first:index], _NAMED[has], has & _PLACED != 0))
                has = 0
            start, first = token[1], index + 1
        if first < len(tokens):
            out.append(Clause(start, end, tokens[first:], _NAMED[has], has & _PLACED != 0))
        return out


class Scanned:
    """A text of which only the clauses are read that a name stands in.

    ``names`` is where names begin, in order, ``bridges`` where those that a mark of punctuation stands in.
    """

    def __init__(self, scanner: Scanner, text: str, names: Sequence[int], bridges: Sequence[int]) -> None:
        self._scanner = scanner
        self._text = text
        self._bridges = bridges
        self.names = names

    def tokens(self, start: int, end: int) -> Sequence[Token]:
        """The tokens of ``text[start:end]`` read by itself; none when no name begins there."""
        return self._scanner.tokens(self._text, start, end) if _has_between(self.names, start, end) else ()

    def clauses(self, start: int, end: int) -> list[Clause]:
        """Every clause of a sentence that has a token."""
        text, scanner = self._text, self._scanner
        if self._bridges and _has_between(self._bridges, start, end):
            return scanner.clauses(text, start, end)
        out = []
        for mark in scanner.mark.finditer(text, start, end):
            first, last = mark.span()
            if first > start and (clause := scanner.clause(text, start, first, kept=True)):
                out.append(clause)
            start = last
        if end > start and (clause := scanner.clause(text, start, end, kept=True)):
            out.append(clause)
        return out

    def named_clauses(self, start: int, end: int, names: Sequence[int]) -> list[Clause]:
        """The clauses of a sentence that may hold a focus or a stage; ``names`` is where its names begin."""
        text, scanner = self._text, self._scanner
        if self._bridges and _has_between(self._bridges, start, end):
            return scanner.clauses(text, start, end)
        out = []
        count = len(names)
        at = 0
        name = names[0]
        for mark in scanner.mark.finditer(text, start, end):
            first, last = mark.span()
            if name < first:
                if clause := scanner.clause(text, start, first):
                    out.append(clause)
                while name < last:
                    at += 1
                    if at == count:
                        return out
                    name = names[at]
            start = last
        if clause := scanner.clause(text, start, end):
            out.append(clause)
        return out


def _has_between(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
