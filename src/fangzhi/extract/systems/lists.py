"""Lists of industries in a clause: their members, what governs them and what is said of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fangzhi.extract.systems.tokens import Clause, Token

_LONGEST = 14  # characters of a member that the lexicon does not know
_GAP = 5  # characters between a member and the joint behind it
_AFTER = 12  # characters between a list and the noun that heads it
_COUNT = re.compile(r"(?<![\d一二三四五六七八九十两百])[\d一二三四五六七八九十两百]+(?:大|个|条|类)")
_DIGIT = re.compile(r"\d|第[一二三四五六七八九十]|翻番|倍")
_COUNTED = re.compile(r"\d[多余]?(?:个|款|家|项|台|座)$")
_NOT_IN_GAP = re.compile("[”“0-9的]")
_NOT_IN_NAME = re.compile("[”“0-9]")
_NAMES = frozenset({"industry", "bare", "service"})
_FIXED = frozenset(
    {"develop", "stop", "measure", "carry_out", "head", "flourish", "bracket", "generic", "joint", "shield", "organ"}
)
_ZONE_ENDS = _FIXED - {"joint"}
_HEADS = frozenset({"head", "bracket", "service", "generic"})
_JOINTS = frozenset({"、", "和", "与", "及", "动", "展", "强", "大"})
_CHOSEN = frozenset({"入选", "获批"})
_NO_SPLIT = ("装备", "制造", "设备", "零部件", "软件", "芯片", "服务", "配套", "应用", "材料及制品")
_SPLIT = re.compile("新材料$|新能源$")

Test = Callable[[str], bool]


@dataclass(slots=True)
class Member:
    """One member of a list; ``stage`` where the text places it apart from the rest.

    ``known`` is the id of an industry; a member that is ``embedded`` stands inside a longer name.
    """

    start: int
    end: int
    known: str | None
    bare: bool = False
    stage: str | None = None
    embedded: bool = False


@dataclass(slots=True)
class IndustryList:
    """Members with what stands before them (verb) and behind them (heads, predicate, measure).

    ``index`` is the token of the first member that the lexicon knows, ``end`` where the last member ended at first.
    """

    clause: Clause
    members: list[Member]
    index: int
    floor: int
    end: int
    verb: str | None = None
    open_ended: bool = False
    head: str | None = None
    bracket: str | None = None
    flourish: bool = False
    loose: bool = False
    measured: bool = False
    organ: bool = False
    hopeless: bool = False


class ListReader:
    """Reads the lists of a clause; ``is_place`` and ``is_industry`` judge words that stand between tokens."""

    def __init__(self, text: str, *, is_place: Test, is_industry: Test) -> None:
        self._text = text
        self._is_place = is_place
        self._is_industry = is_industry

    def read(self, clause: Clause) -> list[IndustryList]:
        """The lists of a clause in order; a single industry is a list of one.

        A list of which no member is an industry is ``hopeless`` and read no further; it is told only where 等 follows,
        for the sake of the whole that is named behind.
        """
        out: list[IndustryList] = []
        tokens, text = clause.tokens, self._text
        count = len(tokens)
        index = 0
        floor = clause.start
        while index < count:
            token = tokens[index]
            if token[2] not in _NAMES or (token[1] - token[0] == 1 and not self._stands_alone(token)):
                index += 1
                continue
            first = index
            members, index = self._members(clause, first, floor)
            end = members[-1].end
            hopeless = True
            for member in members:
                if member.known is not None and not member.embedded:
                    hopeless = False
                    break
            if not hopeless or text[end : end + 1] == "等":
                found = IndustryList(clause, members, first, floor, end, hopeless=hopeless)
                if not hopeless:
                    if len(members) > 1:
                        found.flourish = self._flourishes_inside(clause, members)
                    self._look_back(found, out)
                    self._look_ahead(found, index)
                out.append(found)
            floor = end
            while index < count and tokens[index][0] < end:
                index += 1
        return out

    def number(self, found: IndustryList) -> bool:
        """Whether a figure stands behind a list in its clause; a count of things (5个) is none."""
        behind = self._text[found.end : found.clause.end]
        return _DIGIT.search(behind) is not None and _DIGIT.search(_COUNT.sub("", behind)) is not None

    def is_last(self, found: IndustryList) -> bool:
        """Whether nothing follows a list in its clause."""
        return not self._text[found.end : found.clause.end].strip('”" ')

    def counted(self, found: IndustryList) -> bool:
        """Whether a number of things stands right before a list: 5个A、B."""
        return _COUNTED.search(self._text, found.clause.start, found.members[0].start) is not None

    def _members(  # noqa: C901, PLR0912  # one loop over the tokens, one branch a role
        self, clause: Clause, index: int, floor: int
    ) -> tuple[list[Member], int]:
        """Members from the first known one on, unknown ones between two joints included."""
        tokens, text = clause.tokens, self._text
        lower = max(floor, tokens[index - 1][1] if index else clause.start)
        members = [self._known(tokens[index], lower)]
        index += 1
        while index < len(tokens):
            token = tokens[index]
            last = members[-1]
            if token[0] - last.end > _GAP:
                break
            if token[2] in _NAMES and token[0] == last.end:
                if self._apart(last, token):
                    members.append(self._known(token, token[0]))
                else:
                    last.end, last.known, last.bare = token[1], token[3], token[2] == "bare"
                index += 1
            elif token[2] == "joint":
                gap = text[last.end : token[0]]
                if gap:
                    if _NOT_IN_GAP.search(gap):
                        break
                    last.end = token[0]
                    last.embedded = last.embedded or not self._is_industry(text[last.start : last.end])
                after = self._next(clause, index)
                if after is None:
                    break
                member, index = after
                members.append(member)
            elif token[2] == "quote" and token[0] == last.end:
                index += 1
            elif token[2] in {"head", "flourish"} and token[0] == last.end and _before_joint(tokens, index):
                after = self._next(clause, index + 1)  # 铝加工、氢能产业、…: a member may bring its own noun
                if after is None or after[0].known is None:
                    break
                member, index = after
                members.append(member)
            elif token[2] == "organ" and token[0] == last.end and _before_joint(tokens, index):
                after = self._next(clause, index + 1)  # 新能源汽车、信息网络技术、生物医药产业: one member is none
                if after is None or after[0].known is None:
                    break
                last.end, last.embedded = token[1], True
                member, index = after
                members.append(member)
            elif token[2] == "etcetera" and token[0] - last.end <= 2 and (nested := self._nested(clause, index)):
                stage, member, index = nested
                last.stage = stage
                for before, behind in zip(reversed(members[:-1]), reversed(members[1:]), strict=True):
                    if "、" in text[before.end : behind.start]:
                        break
                    before.stage = stage
                members.append(member)
            else:
                break
        return members, index

    def _known(self, token: Token, lower: int) -> Member:
        """A member of a known name; words between ``lower`` and it belong to it, or it is part of a longer name."""
        start, end, role, kind = token
        text = self._text
        member = Member(start, end, kind, role == "bare", "service" if role == "service" else None)
        if text[end : end + 1] == "+" or text[start - 1 : start] == "+":
            member.embedded = True
        if lower >= start:
            return member
        before = text[lower:start].lstrip("“”\"' ")
        if not before or before[-1] in "0123456789条个大+”“·、":
            return member
        if self._is_industry(before + text[start:end]):
            member.start = start - len(before)
        elif not self._is_place(before):
            member.embedded = True
        return member

    def _stands_alone(self, token: Token) -> bool:
        """Whether a name of one character is a word of its own: 铜 in «铜、铝产业», not 锡 in 无锡."""
        start, end = token[:2]
        return self._text[start - 1 : start] in _JOINTS and self._text[end : end + 1] in {*_JOINTS, "等", "产"}

    def _apart(self, last: Member, token: Token) -> bool:
        """Whether two names that stand together are two industries: 新能源新材料, not 航空智能制造."""
        name = self._text[token[0] : token[1]]
        whole = self._text[last.start : token[1]]
        return (
            not last.bare
            and last.end - last.start >= 3
            and len(name) >= 3
            and not name.endswith(_NO_SPLIT)
            and not self._is_industry(whole)
        ) or (_SPLIT.search(name) is not None and not last.bare and not self._is_industry(whole))

    def _next(self, clause: Clause, index: int) -> tuple[Member, int] | None:
        """The member behind the joint at ``index``: known, or plain words up to the next joint or 等."""
        tokens = clause.tokens
        start = tokens[index][1]
        lower = start
        for at in range(index + 1, len(tokens)):
            token = tokens[at]
            if token[2] in _NAMES or (token[2] == "generic" and token[0] == start):
                return (self._known(token, lower), at + 1) if token[0] - start <= 12 else None
            if token[2] in {"joint", "etcetera"}:
                words = self._text[start : token[0]]
                plain = at == index + 1 and 2 <= len(words) <= _LONGEST and not _NOT_IN_NAME.search(words)
                return (Member(start, token[0], None), at) if plain and not self._is_place(words) else None
            if token[2] not in {"shield", "stop", "quote"}:
                return None
            lower = token[1]
        return None

    def _nested(self, clause: Clause, index: int) -> tuple[str, Member, int] | None:
        """«A和B等战略性新兴产业、C»: a bracket for the members before it inside a longer list."""
        tokens = clause.tokens
        if (
            index + 2 < len(tokens)
            and tokens[index + 1][2] == "bracket"
            and tokens[index + 1][0] - tokens[index][1] <= 4
        ):
            joint = tokens[index + 2]
            if joint[2] == "joint" and joint[0] == tokens[index + 1][1]:
                after = self._next(clause, index + 2)
                if after is not None and after[0].known:
                    return tokens[index + 1][3], after[0], after[1]
        return None

    def _flourishes_inside(self, clause: Clause, members: list[Member]) -> bool:
        """Whether a predicate of growth stands between the members: 培育A、做强B."""
        start, end = members[0].end, members[-1].start
        for first, _, role, _ in clause.tokens:
            if first >= end:
                return False
            if role == "flourish" and first >= start:
                return True
        return False

    def _look_back(self, found: IndustryList, before: Sequence[IndustryList]) -> None:
        """The verb before a list, and unknown members between it and the first known one.

        ``before`` are the lists of the clause that stand before it.
        """
        tokens, floor = found.clause.tokens, found.floor
        last = found.index - 1
        while last >= 0 and tokens[last][1] > found.members[0].start:
            last -= 1
        zone, joints = floor, []
        for position in range(last, -1, -1):
            start, end, role, _ = tokens[position]
            if start < floor:
                break
            if role in _ZONE_ENDS:
                zone = end
                break
            if role == "joint":
                joints.append(tokens[position])
        if joints:
            self._unknown_before(found, joints, zone)
        found.verb = self._verb(found, last)
        if found.verb is None and before and self._text[before[-1].end : found.members[0].start] == "等":
            whole = before[-1]
            if whole.hopeless:
                self._look_back(whole, before[:-1])
            found.verb = whole.verb  # 培育生物制造等医药健康产业: the whole is developed too

    def _verb(self, found: IndustryList, last: int) -> str | None:
        """The verb nearest before a list; ``last`` is the last token before it."""
        tokens, floor = found.clause.tokens, found.floor
        for position in range(last, -1, -1):
            start, end, role, kind = tokens[position]
            if start < floor:
                break
            if role == "carry_out":
                return "carry_out"
            if role == "develop":
                if kind == "weak" and position:
                    first, stop, other, verb = tokens[position - 1]
                    if other == "develop" and verb != "weak" and first >= floor and start - stop <= 1:
                        return verb
                return kind
            if role == "measure" and self._text[end : end + 1] != "的":
                break
        return None

    def _unknown_before(self, found: IndustryList, joints: list[Token], zone: int) -> None:
        first = found.members[0]
        for index, joint in enumerate(joints):
            if first.start - joint[1] > 4:
                return
            lower = joints[index + 1][1] if index + 1 < len(joints) else zone
            words = self._text[lower : joint[0]]
            if not 2 <= len(words) <= _LONGEST or _NOT_IN_NAME.search(words) or self._is_place(words):
                return
            first = Member(lower, joint[0], None)
            found.members.insert(0, first)

    def _look_ahead(  # noqa: C901  # as above
        self, found: IndustryList, index: int
    ) -> None:
        """等, the nouns that head the list, the predicate or a measure behind it."""
        tokens, text = found.clause.tokens, self._text
        at = found.end
        for position in range(index, len(tokens)):
            start, end, role, kind = tokens[position]
            gap = start - at
            if gap < 0:
                continue
            if role == "etcetera" and gap <= 4 and not found.head:
                found.open_ended = True
                if gap:
                    found.members[-1].end = start
            elif role in _HEADS and gap <= _AFTER:
                found.head = found.head or text[start:end]
                if role in {"bracket", "service"}:
                    found.bracket = found.bracket or ("service" if role == "service" else kind)
            elif (role == "flourish" or role == "develop") and gap <= 8:  # noqa: PLR1714  # no set: this loop is hot
                if kind in {"loose", "weak"}:
                    found.loose = True
                else:
                    found.flourish = True
                if text[start:end] in _CHOSEN:
                    break
            elif role == "measure":
                found.measured = True
                break
            elif role == "organ":
                found.organ = not gap or (gap <= 6 and not found.head)
                break
            elif role in _NAMES or (role == "stop" and gap > 6):
                break
            at = end
        if found.measured and not found.flourish:
            found.flourish = any(token[2] == "flourish" and token[0] >= found.end for token in tokens)


def _before_joint(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1][2] == "joint" and tokens[index + 1][0] == tokens[index][1]
