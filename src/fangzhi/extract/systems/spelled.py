"""Lists told by their verb and their words: members that the list of industries does not have, or has only in part."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from fangzhi.extract.systems.lists import IndustryList, ListReader
from fangzhi.extract.systems.members import (
    INDUSTRIES_AND_FORMS,
    LONGEST,
    NAMES,
    NOT_IN_NAME,
    Member,
    MemberReader,
)
from fangzhi.extract.systems.tokens import Clause, Token
from fangzhi.lexicon.cues import Cues

_GAP: Final = 9  # characters between 等 and the noun of the list: 等新型文化业态
_LONGEST_NAME: Final = 7  # characters of a name that only 产业 behind it tells
_ADVERB: Final = 2  # characters between the noun of a list and what is said of it
_COUNT: Final = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})[大个条种类]")
_NOUN_ROLES: Final = frozenset({"head", "own", "bracket", "service", "industry", "bare", "generic"})
_ENDS: Final = frozenset({"head", "own", "bracket", "flourish", "measure", "carry_out"})
_INSIDE: Final = frozenset({"综合", "融合", "大型", "综合利用"})  # what else may not stand in a name
_FOREIGN: Final = frozenset({"develop", "carry_out", "clause", "quote", "own", "bracket", "topic"})
_BASES: Final = frozenset({"基地", "产业基地", "生产基地"})
_FORMS: Final = frozenset({"业态", "新业态"})
_FUTURE: Final = frozenset({"领域", "前沿领域", "重点领域", "赛道", "方向"})


def lacks(name: str, noun: str) -> bool:
    """Whether a member is no name without the noun of its list.

    >>> lacks("应急救援", "装备"), lacks("矿山机械", "装备"), lacks("铜基", "新材料"), lacks("铜箔", "新材料")
    (True, False, True, False)
    """
    if noun.endswith("材料"):
        return name.endswith("基")
    return not name.endswith((noun[-1], "机械", "器", "机", "床", "系统"))


@dataclass(frozen=True, slots=True)
class SpelledWords:
    """Endings by which words are an industry.

    ``shapes`` in a list, ``alone`` also by themselves, ``goods`` are products; ``general`` names every industry or
    none; ``shared`` is what a noun behind 等 gives its members (特色旅游: 旅游); ``plain`` are no names: 数字;
    ``at_large`` say nothing of the industry before 产业; ``first`` are nouns of the one industry of a place.
    """

    shapes: tuple[str, ...]
    alone: tuple[str, ...]
    goods: tuple[str, ...]
    general: tuple[str, ...]
    shared: tuple[str, ...]
    plain: frozenset[str]
    at_large: tuple[str, ...]
    first: frozenset[str]

    def narrow(self, words: str) -> str:
        """What is left of a name without words that say nothing of the industry: 县域特色山茶 is 山茶."""
        while words.startswith(self.at_large):
            words = words.removeprefix(next(word for word in self.at_large if words.startswith(word)))
        while words.endswith(self.at_large):
            words = words.removesuffix(next(word for word in self.at_large if words.endswith(word)))
        return words


def spelled_words(wording: Cues) -> SpelledWords:
    """The endings of wording.toml."""
    return SpelledWords(
        shapes=wording.words("label", "shapes"),
        alone=wording.words("label", "alone"),
        goods=wording.words("label", "products"),
        general=wording.words("label", "general"),
        shared=wording.words("label", "shared"),
        plain=frozenset(wording.words("label", "modifiers")),
        at_large=wording.words("label", "at_large"),
        first=frozenset(wording.words("label", "first")),
    )


class SpelledReader:
    """Reads the lists of a clause anew where a verb that is enough by itself stands right before them."""

    def __init__(
        self,
        text: str,
        members: MemberReader,
        lists: ListReader,
        words: SpelledWords,
        *,
        place_end: Callable[[int, int], int | None],
    ) -> None:
        self._text = text
        self._place_end = place_end
        self._members = members
        self._lists = lists
        self._words = words

    def read(self, clause: Clause, out: list[IndustryList]) -> list[IndustryList]:
        """The lists of a clause: those found inside a list that is spelled out give way to it."""
        for position, (_, start, role, what) in enumerate(clause.tokens):
            grown = role == "flourish" and self._text.endswith("壮大", 0, start)  # 持续壮大A、B
            if role != "develop" and not grown:
                continue
            kind = "strong" if grown else what
            whole = (self._whole(clause, position, start, kind) if kind != "weak" else None) or self._by_noun(
                clause, position, start, kind
            )
            if whole is None:
                continue
            first, last = whole.members[0].start, whole.members[-1].end
            inside = [found for found in out if found.members[0].start < last and found.members[-1].end > first]
            if any(self._is_better(found, whole) for found in inside):
                continue
            self._keep_ids(whole, inside)
            beside = [
                found for found in out if found not in inside and not last < found.members[0].start < whole.summed_up_to
            ]
            out = sorted([*beside, whole], key=lambda found: found.members[0].start)
        return out

    @staticmethod
    def _keep_ids(whole: IndustryList, inside: Sequence[IndustryList]) -> None:
        """What the lexicon said of a member of the same words holds: 适老化用品."""
        ids = {(member.start, member.end): member.known for found in inside for member in found.members}
        for member in whole.members:
            member.known = member.known or ids.get((member.start, member.end), member.known)

    def _is_better(self, found: IndustryList, whole: IndustryList) -> bool:
        """Whether a list that was read by its names has all that the one that was spelled has."""
        if found.hopeless:
            return False
        sound = [member for member in found.members if not member.embedded]
        told = [member for member in whole.members if not member.embedded]
        if len(sound) != len(told) or whole.shared is not None:
            return len(sound) > len(told)
        return all(
            member.known is not None and member.start <= spelled.start and member.end >= spelled.end
            for member, spelled in zip(sound, told, strict=True)
        )

    def _whole(self, clause: Clause, position: int, start: int, kind: str) -> IndustryList | None:
        """The list behind the verb at ``position`` that ends at ``start``, None where the words are no list."""
        spans, at, open_ended = self._spans(clause, position, start)
        if not spans:
            return None
        noun = self._noun(clause, at, spans[-1][1] + 1) if open_ended else self._counted_noun(clause, at, spans)
        if open_ended and noun is None and at + 1 < len(clause.tokens):
            return None
        place = self._place_end(*spans[0])
        if place is not None and self._members.is_industry(self._text[place : spans[0][1]]):
            return None  # 做大甲区区块链: the name begins behind the place
        members = [self._member(clause.tokens, first, last) for first, last in spans]
        if None in members:
            return None
        told = [member for member in members if member is not None]
        head = clause.tokens[at] if at < len(clause.tokens) else None
        based = head is not None and self._text[head[0] : head[1]] in _BASES
        if not self._is_told(told, noun, kind, based=based):
            return None
        end = spans[-1][1]
        whole = IndustryList(clause, told, position, start, end, verb=kind, unheard_of=True)
        self._lists.look_ahead(whole, at)
        if whole.things or (whole.organ and whole.head not in _FORMS) or (whole.measured and not whole.flourish):
            return None
        if len(told) == 1 and whole.head in _FORMS:
            return None
        whole.open_ended = open_ended
        whole.shared = self._shared(noun)
        if noun is not None and (whole.shared in self._words.shared or self._text[noun[0] : noun[1]] in _FORMS):
            whole.summed_up_to = noun[1]  # 数字演艺、数字娱乐等新型文化业态: the noun is no industry of its own
        return whole

    def _by_noun(self, clause: Clause, position: int, start: int, kind: str) -> IndustryList | None:
        """«发展山茶产业», «引导山茶产业健康发展»: words that the lexicon does not have, and the noun that says all."""
        tokens, text = clause.tokens, self._text
        known: str | None = None
        named_to = at = last = start
        for at in range(position + 1, len(tokens)):
            first, last, role, kind_of = tokens[at]
            words = text[first:last]
            if role in NAMES and words.endswith("产业") and first > start:
                first = last - len("产业")  # 冬虫夏草产业 is no 草产业
                break
            if role in {"head", "bracket"} and (words.startswith("产业") or words in self._words.first):
                break
            if (role not in {"shield", "thing"} and role not in NAMES) or first - start > LONGEST:
                return None
            known = kind_of if role in NAMES else None
            named_to = last
        else:
            return None
        grown = at + 1 < len(tokens) and tokens[at + 1][0] <= last + 2 and tokens[at + 1][2] == "flourish"
        if not (grown or role == "bracket" or (kind != "weak" and last == clause.end)):
            return None
        start += len(self._members.scale_of(text[start:first]))
        name = self._words.narrow(text[start:first])
        if not 2 <= len(name) <= _LONGEST_NAME or "的" in name or NOT_IN_NAME.search(name):
            return None
        start = text.index(name, start)
        if self._place_end(start, first) is not None or self._members.is_industry(name):
            return None
        end = start + len(name)
        member = Member(start, end, known if known is not None and named_to == end else None)
        found = IndustryList(clause, [member], at, clause.start, first, verb=kind)
        found.unheard_of = True
        self._lists.look_ahead(found, at)
        return None if found.things or found.organ or found.measured else found

    def _spans(self, clause: Clause, position: int, start: int) -> tuple[list[tuple[int, int]], int, bool]:
        """Where members stand, the token behind them and whether 等 follows; none where a list can not be."""
        tokens, text = clause.tokens, self._text
        spans: list[tuple[int, int]] = []
        count = len(tokens)
        for at in range(position + 1, count + 1):
            first, last, role, _ = tokens[at] if at < count else (clause.end, clause.end, "end", "")
            if first < start or (role == "develop" and first == start):
                return [], at, False
            joint = role in {"joint", "etcetera", "end"}
            if not joint and (role not in _ENDS or first - start < 2 or self._goes_on(tokens, at)):
                continue
            stop = first
            if not joint and (count_word := _COUNT.search(text, start, first)) and count_word.end() <= first:
                stop = count_word.start()
            start += len(self._members.scale_of(text[start:stop]))
            if text.startswith("了", start):
                start += 1
            if not 2 <= stop - start <= LONGEST:
                return [], at, False
            spans.append((start, stop))
            start = last
            if role != "joint":
                return spans, at, role == "etcetera"
        return [], count, False

    def _goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a member brings its own noun and the list goes on: 铝加工产业、氢能."""
        return at + 1 < len(tokens) and tokens[at + 1][2] == "joint" and tokens[at + 1][0] == tokens[at][1]

    def _member(self, tokens: Sequence[Token], first: int, last: int) -> Member | None:
        """The member of these words, with its id where its end has one; None where they are no name."""
        text = self._text
        words = text[first:last]
        if NOT_IN_NAME.search(words) or "的" in words or words in self._words.plain or self._members.is_place(words):
            return None
        known, bare = None, False
        for start, end, role, kind in tokens:
            if start < first:
                continue
            if end > last:
                break
            if role in _FOREIGN or (role == "stop" and kind != "thing" and text[start:end] not in _INSIDE):
                return None
            if role == "organ" and end == last:
                return Member(first, last, None, embedded=True)
            if end == last and role in NAMES:
                known, bare = kind, role == "bare" and start > first
        if known is None and self._members.is_industry(words):
            known = ""
        return Member(first, last, known, bare)

    def _noun(self, clause: Clause, at: int, start: int) -> Token | None:
        """The noun behind 等 that says what the members are, with words of its own before it."""
        text = self._text
        tokens = clause.tokens
        last: Token | None = None
        for token in tokens[at + 1 :]:
            if last is not None and token[0] > last[1]:
                break
            if last is None and token[0] - start > _GAP:
                break
            if token[2] in _NOUN_ROLES:
                last = token
            elif (
                last is not None or token[2] not in {"stop", "shield", "flourish"} or text[token[0] : token[1]] == "的"
            ):
                break
        if last is not None:
            after = next((token for token in tokens if token[0] >= last[1]), None)
            named = text[last[1] - 1] == "业"
            if named and after is not None and after[0] == last[1] and after[2:] == ("stop", "thing"):
                return None  # 等产业主体 are no industries
            return last if (clause.end if after is None else after[0]) - last[1] <= _ADVERB else None
        words = text[start : clause.end]
        return (start, clause.end, "shape", "") if len(words) <= _GAP and words.endswith(self._words.alone) else None

    def _counted_noun(self, clause: Clause, at: int, spans: Sequence[tuple[int, int]]) -> Token | None:
        """The noun behind a list and its number: A、B、C三个千亿级主导产业."""
        if len(spans) == 1 or at >= len(clause.tokens) or clause.tokens[at][2] not in {"head", "own", "bracket"}:
            return None
        token = clause.tokens[at]
        return token if _COUNT.search(self._text, spans[-1][1], token[0]) else None

    def _is_told(self, members: Sequence[Member], noun: Token | None, kind: str, *, based: bool) -> bool:
        """Whether noun, names or endings say that the members are industries; ``based`` where their base is built."""
        text, words = self._text, self._words
        bare_too = noun is not None
        named = sum(
            self._is_shaped(member, words.shapes) or (bare_too and member.bare)
            for member in members
            if not member.embedded
        )
        if noun is not None:
            what = text[noun[0] : noun[1]]
            if (
                noun[2] in {"bracket", "own", "shape", "service"}
                or what in INDUSTRIES_AND_FORMS
                or what.endswith("产业")
            ):
                return len(members) > 1 or (named == 1 and members[0].known is None and noun[2] != "shape")
            if noun[2] in NAMES:
                return len(members) > 1 and (named * 2 >= len(members) or noun[2] != "bare")
            if kind == "future" and what in _FUTURE:
                return True
            return len(members) > 1 and named * 2 > len(members)
        if len(members) == 1:
            endings = words.shapes if based else words.alone
            return self._is_shaped(members[0], endings) and not self._is_general(members[0])
        if named == len(members):
            return True
        return sum(self._is_shaped(member, words.goods) for member in members) == len(members)

    def _is_shaped(self, member: Member, endings: tuple[str, ...]) -> bool:
        named = member.known is not None and not member.bare
        return named or self._text.endswith(endings, member.start, member.end)

    def _is_general(self, member: Member) -> bool:
        return self._text.endswith(self._words.general, member.start, member.end)

    def _shared(self, noun: Token | None) -> str | None:
        """What the noun behind 等 gives to members that lack it."""
        if noun is None:
            return None
        words = self._text[noun[0] : noun[1]]
        if words.endswith("材料"):
            return words
        return next((tail for tail in self._words.shared if words.endswith(tail)), None)
