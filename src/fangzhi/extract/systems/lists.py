"""Lists of industries in a clause: their members, what governs them and what is said of them."""

import re
from dataclasses import dataclass

from fangzhi.extract.systems.tokens import Clause, Token

_LONGEST = 14  # characters of a member that the lexicon does not know
_AFTER = 12  # characters between a list and the noun that heads it
_COUNT = re.compile(r"[\d一二三四五六七八九十两百]+(?:大|个|条|类)")
_DIGIT = re.compile(r"\d|第[一二三四五六七八九十]|翻番|倍增?|成$")
_NAMES = frozenset({"industry", "bare", "service"})
_WITHIN = frozenset({"head", "stop", "flourish", "generic"})  # roles that may stand between two members unspoken


@dataclass(slots=True)
class Member:
    """One member of a list; ``stage`` where the text places it apart from the rest."""

    start: int
    end: int
    known: str | None
    bare: bool = False
    stage: str | None = None


@dataclass(slots=True)
class IndustryList:
    """Members with what stands before them (verb) and behind them (heads, predicate, measure)."""

    members: list[Member]
    end: int
    verb: str | None = None
    verb_at: int = 0
    open_ended: bool = False
    head: str | None = None
    bracket: str | None = None
    counted: bool = False
    flourish: bool = False
    measured: bool = False
    number: bool = False
    titled: bool = False


def industry_lists(text: str, clause: Clause) -> list[IndustryList]:
    """The lists of a clause in order; a single industry is a list of one."""
    out: list[IndustryList] = []
    tokens = clause.tokens
    index = 0
    while index < len(tokens):
        if tokens[index][2] in _NAMES:
            found, index = _read_list(text, clause, index, out[-1].end if out else clause.start)
            out.append(found)
        else:
            index += 1
    return out


def _read_list(text: str, clause: Clause, index: int, floor: int) -> tuple[IndustryList, int]:
    tokens = clause.tokens
    members, index = _members(text, clause, index)
    found = IndustryList(members, members[-1].end)
    _look_back(text, clause, found, floor)
    index = _look_ahead(text, clause, found, index)
    while index < len(tokens) and tokens[index][0] < found.end:
        index += 1
    return found, index


def _members(text: str, clause: Clause, index: int) -> tuple[list[Member], int]:
    """Members from the first known one on, unknown ones between two joints included."""
    tokens = clause.tokens
    members = [_member(tokens[index])]
    index += 1
    while index < len(tokens):
        token = tokens[index]
        last = members[-1]
        if token[2] in _NAMES and token[0] == last.end:
            last.end, last.known, last.bare = token[1], token[3], False  # 航空智能制造: names grown together
            index += 1
        elif token[2] == "joint" and _joins(text, last.end, token[0]):
            last.end = token[0] if token[0] - last.end <= 4 else last.end
            after = _next_member(text, clause, index)
            if after is None:
                break
            member, index = after
            members.append(member)
        elif token[2] == "quote" and token[0] == last.end:
            index += 1
        elif token[2] in {"head", "flourish"} and token[0] == last.end and _before_joint(tokens, index):
            # 铝加工、氢能产业、…: each member may bring its own noun
            index += 1
            joint = tokens[index]
            after = _next_member(text, clause, index)
            if after is None or after[0].known is None or joint[0] - last.end > 3:
                index -= 1
                break
            member, index = after
            members.append(member)
        elif token[2] == "etcetera" and token[0] - last.end <= 2 and (nested := _nested(text, clause, index)):
            stage, member, index = nested
            last.stage = stage
            for other in reversed(members[:-1]):
                if text[other.end] == "、":
                    break
                other.stage = stage
            members.append(member)
        else:
            break
    return members, index


def _member(token: Token) -> Member:
    return Member(token[0], token[1], token[3] if token[2] != "service" else None, token[2] == "bare", "service" if token[2] == "service" else None)


def _joins(text: str, end: int, joint: int) -> bool:
    """Whether only a few plain characters stand between a member and the joint behind it."""
    return joint - end <= 5 and not any(mark in text[end:joint] for mark in "”“0123456789的")


def _before_joint(tokens: tuple[Token, ...], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1][2] == "joint" and tokens[index + 1][0] == tokens[index][1]


def _next_member(text: str, clause: Clause, index: int) -> tuple[Member, int] | None:
    """The member behind the joint at ``index``: known, or plain words up to the next joint or 等."""
    tokens = clause.tokens
    start = tokens[index][1]
    at = index + 1
    while at < len(tokens):
        token = tokens[at]
        if token[2] in _NAMES:
            if token[0] - start > 6 or any(t[2] in {"develop", "measure", "carry_out"} for t in tokens[index + 1 : at]):
                return None
            member = _member(token)
            if any(t[2] == "stop" and t[1] == token[0] for t in tokens[index + 1 : at]):
                return member, at + 1
            member.start = start
            return member, at + 1
        if token[2] in {"joint", "etcetera"}:
            if 2 <= token[0] - start <= _LONGEST and at == index + 1 and "“" not in text[start : token[0]]:
                return Member(start, token[0], None), at
            return None
        if token[2] not in {"shield", "stop", "head"}:
            return None
        at += 1
    return None


def _nested(text: str, clause: Clause, index: int) -> tuple[str, Member, int] | None:
    """«A和B等战略性新兴产业、C»: a bracket for the members before it inside a longer list."""
    tokens = clause.tokens
    if index + 2 < len(tokens) and tokens[index + 1][2] == "bracket" and tokens[index + 1][0] - tokens[index][1] <= 4:
        joint = tokens[index + 2]
        if joint[2] == "joint" and joint[0] == tokens[index + 1][1] and text[joint[0]] == "、":
            after = _next_member(text, clause, index + 2)
            if after is not None and after[0].known:
                return tokens[index + 1][3], after[0], after[1]
    return None


def _look_back(text: str, clause: Clause, found: IndustryList, floor: int) -> None:
    """The verb before the list, and unknown members between it and the first known one."""
    start = found.members[0].start
    before = [token for token in clause.tokens if floor <= token[0] and token[1] <= start]
    joints: list[Token] = []
    zone = floor
    for token in reversed(before):
        if token[2] == "joint":
            joints.append(token)
        elif token[2] in {"develop", "stop", "measure", "carry_out", "head", "flourish", "bracket", "generic"}:
            zone = max(zone, token[1])
            break
    else:
        zone = max(zone, clause.start)
    _unknown_before(text, found, joints, zone)
    for token in reversed(before):
        if token[2] in {"develop", "carry_out"}:
            found.verb = token[3] if token[2] == "develop" else "carry_out"
            found.verb_at = token[1]
            if found.verb in {"weak", "carry_out"} and (other := _stronger(before, token)):
                found.verb = other[3]
            break
        if token[2] == "measure" and text[token[1] : token[1] + 1] not in "的":
            break


def _stronger(before: list[Token], weak: Token) -> Token | None:
    """«加快培育…建设»: a strong verb right before a weak one governs too."""
    for token in before:
        if token[2] == "develop" and token[3] != "weak" and 0 <= weak[0] - token[1] <= 1:
            return token
    return None


def _unknown_before(text: str, found: IndustryList, joints: list[Token], zone: int) -> None:
    first = found.members[0]
    for joint in joints:
        if joint[0] <= zone or first.start - joint[1] > 4:
            return
        lower = max([zone, *(j[1] for j in joints if j[1] <= joint[0] - 1)])
        if not 2 <= joint[0] - lower <= _LONGEST or any(mark in text[lower : joint[0]] for mark in "“”0123456789"):
            return
        first.start = joint[1] if first.start - joint[1] <= 3 else first.start
        first = Member(lower, joint[0], None)
        found.members.insert(0, first)


def _look_ahead(text: str, clause: Clause, found: IndustryList, index: int) -> int:
    """等, the nouns that head the list, the predicate, a measure or a number behind it."""
    tokens = clause.tokens
    at = found.end
    for position in range(index, len(tokens)):
        start, end, role, kind = tokens[position]
        if start < at:
            continue
        gap = text[at:start]
        if role == "etcetera" and len(gap) <= 4 and not found.head:
            found.open_ended = True
            if gap:
                found.members[-1].end = start
        elif role in {"head", "bracket", "service", "generic"} and len(gap) <= _AFTER:
            found.counted = found.counted or _COUNT.search(gap) is not None
            if role == "head":
                found.head = found.head or text[start:end]
            else:
                found.bracket = found.bracket or kind
                found.head = found.head or text[start:end]
        elif role in {"flourish", "develop"} and len(gap) <= 8:
            found.flourish = True
        elif role == "measure":
            if not found.flourish or len(gap) < 4:
                found.measured = True
            break
        elif role in _NAMES:
            if not (len(gap) <= 1 and text[at:start] in {"", "“", "”"}):
                break
        elif role == "stop":
            if text[start:end] in {"行动", "工程", "计划", "方案", "政策", "措施", "条例"}:
                found.titled = True
            if len(gap) > 6:
                break
        elif role == "joint" and len(gap) > 0 and role != "quote":
            pass
        at = end
    tail = text[found.end : clause.end]
    found.number = _DIGIT.search(_COUNT.sub("", tail)) is not None
    return index
