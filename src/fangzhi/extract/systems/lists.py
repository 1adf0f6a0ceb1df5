"""Lists of industries in a clause: their members, what governs them and what is said of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fangzhi.extract.systems.members import (
    INDUSTRIES,
    LONGEST,
    NAMES,
    NOT_IN_NAME,
    Member,
    MemberReader,
)
from fangzhi.extract.systems.tokens import Clause, Token

_AFTER: Final = 12  # characters between a list and the noun that heads it
_COUNT: Final = re.compile(r"(?<![\d一二三四五六七八九十两百])[\d一二三四五六七八九十两百]+(?:大|个|条|类)")
_DIGIT: Final = re.compile(r"\d|第[一二三四五六七八九十]|翻番|倍")
_COUNTED: Final = re.compile(r"\d[多余]?(?:个|款|家|项|台|座)$")
_FIXED: Final = frozenset(
    {
        "develop",
        "stop",
        "measure",
        "carry_out",
        "head",
        "flourish",
        "own",
        "topic",
        "bracket",
        "generic",
        "joint",
        "shield",
        "organ",
    }
)
_ZONE_ENDS: Final = _FIXED - {"joint"}
_HEADS: Final = frozenset({"head", "own", "topic", "bracket", "service", "generic"})
_CHOSEN: Final = frozenset({"入选", "获批"})
_PLACING: Final = (
    ("传统", "traditional"),
    ("未来", "future"),
    ("新兴", "emerging"),
    ("支柱", "pillar"),
    ("主导", "pillar"),
    ("优势", "pillar"),
    ("重点", "pillar"),
)
_KINDS: Final = frozenset("型性类")  # 资源型产业 are industries
_JOINED: Final = 16  # characters between two lists that one verb governs
_AT_LARGE: Final = frozenset({"方面", "领域", "重点领域", "关键领域"})
_PLACED_NOUNS: Final = INDUSTRIES | {"领域"}
_RESEARCH: Final = frozenset({"技术", "关键技术"})
_BEFORE_WHOLE: Final = 4  # characters of 等 and of words before the name of the whole
_GAUGES: Final = frozenset({"水平", "能力", "质量", "工作", "应用"})


@dataclass(slots=True)
class IndustryList:
    """Members with what stands before them (verb) and behind them (heads, predicate, measure).

    ``index`` is the token of the first member that the lexicon knows, ``end`` where the last member ended at first,
    ``adjacent`` whether the verb ends right before it, ``shared`` what the noun behind 等 gives to each member,
    ``summed_up_to`` the end of a noun that is only their sum.
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
    things: bool = False
    sums_up: bool = False
    bracket_at: int = -1
    adjacent: bool = False
    unheard_of: bool = False
    loosely_placed: bool = False
    shared: str | None = None
    summed_up_to: int = -1


class ListReader:
    """Reads the lists of a clause whose members another reader reads."""

    def __init__(
        self,
        text: str,
        members: MemberReader,
        *,
        opening: tuple[str, ...],
        public: frozenset[str],
        general: tuple[str, ...],
    ) -> None:
        self._text = text
        self._opening = opening
        self._public = public
        self._general = general
        self._members = members

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
            if token[2] not in NAMES or (token[1] - token[0] == 1 and not self._members.stands_alone(token)):
                index += 1
                continue
            first = index
            members, index = self._members.read(clause, first, floor)
            end = members[-1].end
            hopeless = True
            for member in members:
                if member.known is not None and not member.embedded:
                    hopeless = False
                    break
            if (
                hopeless
                and out
                and text[out[-1].end : tokens[first][0]].startswith("等")
                and tokens[first][0] - out[-1].end <= _BEFORE_WHOLE
                and index < count
                and tokens[index][0] == end
                and tokens[index][2] == "organ"
            ):
                out[-1].things = out[-1].things or out[-1].verb == "weak"  # A、B等智慧旅游平台
            if not hopeless or text[end : end + 1] == "等":
                found = IndustryList(clause, members, first, floor, end, hopeless=hopeless)
                if not hopeless:
                    if len(members) > 1:
                        found.flourish = self._flourishes_inside(clause, members)
                    self._look_back(found, out)
                    found.adjacent = first > 0 and tokens[first - 1][1:3] == (members[0].start, "develop")
                    self.look_ahead(found, index)
                    if (
                        out
                        and (found.sums_up or text[members[0].start - 1] == "等")
                        and out[-1].verb == "weak"
                        and (found.organ or found.things)
                    ):
                        out[-1].things = True  # 建设A、B等旅游平台: A and B are platforms
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

    def is_topic(self, found: IndustryList) -> bool:
        """Whether a clause is about a list and nothing else (在A、B产业方面，…)."""
        last = found.clause.tokens[-1]
        return last[2] == "topic" and last[1] == found.clause.end and found.members[0].start - found.clause.start <= 1

    def opens(self, found: IndustryList) -> bool:
        """Whether a clause opens with an industry and what it does: 石化产业持续延链, with no figure."""
        if not found.head or not found.head.startswith("产业") or found.members[0].start != found.clause.start:
            return False
        behind = found.end + len("产业")
        return self._text.startswith(self._opening, behind) and not self.number(found)

    def is_public(self, found: IndustryList, *, in_part: bool = False) -> bool:
        """Whether the first name is as much a public good as an industry: 教育, 医疗; ``in_part`` 现代职业教育 too."""
        first = found.members[0]
        if in_part and self._text.endswith(self._general, first.start, first.end):
            return True
        return self._text[first.start : first.end] in self._public

    def is_economy(self, found: IndustryList) -> bool:
        """Whether the last name says itself that it is a part of the economy: 首发经济."""
        return self._text.endswith("经济", found.members[-1].start, found.members[-1].end)

    def all_public(self, found: IndustryList) -> bool:
        """Whether every known name is a public good as much as an industry: 文化和科技、文化和旅游."""
        return all(
            self._text[member.start : member.end] in self._public
            for member in found.members
            if member.known is not None
        )

    def is_of_another(self, found: IndustryList) -> bool:
        """Whether the field of a list is that of something else: 面向A、B等领域的大模型."""
        return f"{found.head}的" in self._text[found.end : found.clause.end]

    def counted(self, found: IndustryList) -> bool:
        """Whether a number of things stands right before a list: 5个A、B."""
        return _COUNTED.search(self._text, found.clause.start, found.members[0].start) is not None

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
            start, end, role, kind = tokens[position]
            if start < floor:
                break
            if role in _ZONE_ENDS and not (role == "stop" and kind == "thing"):
                zone = end
                break
            if role == "joint":
                joints.append(tokens[position])
        if joints:
            self._unknown_before(found, joints, zone)
        found.verb = self._verb(found, last)
        if found.verb is None and before and self._goes_on(before[-1], found.members[0].start):
            found.verb = before[-1].verb  # 做强A、B2个产业集群和C、D3个产业集群
        if found.verb is None and before and self._text[before[-1].end : found.members[0].start] == "等":
            whole = before[-1]
            if whole.hopeless:
                self._look_back(whole, before[:-1])
            found.sums_up = True
            found.verb = whole.verb  # 培育生物制造等医药健康产业: the whole is developed too

    def _goes_on(self, before: IndustryList, at: int) -> bool:
        """Whether a list is joined to the one before it by 和 behind the noun of that one."""
        between = self._text[before.end : at]
        return (
            before.head is not None
            and len(between) <= _JOINED
            and between.endswith((before.head + "和", before.head + "、"))
        )

    def _verb(self, found: IndustryList, last: int) -> str | None:
        """The verb nearest before a list; ``last`` is the last token before it."""
        tokens, floor = found.clause.tokens, found.floor
        turned = False
        for position in range(last, -1, -1):
            start, end, role, kind = tokens[position]
            if start < floor:
                break
            if role == "carry_out":
                return "carry_out"
            if role == "stop" and kind == "turn":
                turned = True
            if role == "flourish" and end == found.members[0].start and self._text.endswith("壮大", start, end):
                return "strong"  # 持续壮大A、B
            if role == "develop":
                if position + 1 < len(tokens) and tokens[position + 1][2] == "joint" and tokens[position + 1][0] == end:
                    continue  # 发展和环保
                if turned and kind == "weak":
                    return None
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
            if words.startswith("了"):
                lower, words = lower + 1, words[1:]
            if not 2 <= len(words) <= LONGEST or NOT_IN_NAME.search(words) or self._members.is_place(words):
                return
            first = Member(lower, joint[0], None)
            found.members.insert(0, first)

    def look_ahead(  # noqa: C901, PLR0912  # one loop over the tokens, one branch a role
        self, found: IndustryList, index: int
    ) -> None:
        """等, the nouns that head the list, the predicate or a measure behind it."""
        tokens, text = found.clause.tokens, self._text
        at = found.end
        done = False  # whether a verb behind a field says what is done there
        for position in range(index, len(tokens)):
            start, end, role, kind = tokens[position]
            gap = start - at
            if gap < 0:
                continue
            if role == "etcetera" and gap <= 4 and not found.head:
                found.open_ended = True
                if gap and "、" not in text[at:start]:
                    last = found.members[-1]
                    last.end = start
                    if last.bare and not self._members.is_industry(text[last.start : start]):
                        last.known = ""  # 电子级硫酸 is of its own
            elif (
                role == "stop"
                and not gap
                and (
                    kind == "hazard"
                    or text[start:end] == "市场"
                    or (
                        kind == "thing"
                        and text[end : end + 1] not in _KINDS
                        and self._is_of_things(found, text[start:end])
                    )
                )
            ):
                found.things = True
                break
            elif role in _HEADS and text[start - 1] == "、" and text[start:end] == "产业":
                break  # 社会治理、生活服务、产业升级
            elif (role == "service" or kind == "service") and gap > 1 and text[at] in "、和与及":
                break  # 智能终端、新兴服务业等: the last member
            elif role in _HEADS and gap <= _AFTER:
                found.head = found.head or text[start:end]
                if role in {"bracket", "service"}:
                    if found.bracket is None:
                        found.bracket_at = start
                    found.bracket = found.bracket or ("service" if role == "service" else kind)
                elif role == "own":
                    found.bracket = found.bracket or kind
                elif found.bracket is None and start - found.end > 2 and text[start:end] in _PLACED_NOUNS:
                    found.bracket = self._placed_by(text[found.end : start])
                    found.loosely_placed = "重点" in text[found.end : start]
            elif (role == "flourish" or role == "develop") and gap <= 8:  # noqa: PLR1714  # no set: this loop is hot
                done = done or (role == "develop" and found.head in _AT_LARGE)
                if kind in {"loose", "weak"}:
                    found.loose = True
                else:
                    found.flourish = True
                if text[start:end] in _CHOSEN:
                    break
            elif kind == "turn" and not gap and found.verb == "weak":
                found.loose = True  # 推动电池由材料端向装备端延伸
                break
            elif role == "measure":
                found.measured = True
                break
            elif role == "organ":
                if done or (found.verb and found.head in _AT_LARGE and text[start:end] in _RESEARCH):
                    break  # 围绕A、B等领域建设平台; A、B等领域技术攻关
                found.organ = not gap or (gap <= 6 and not found.head)
                break
            elif role in NAMES or (role == "stop" and gap > 6):
                break
            at = end
        if found.measured and not found.flourish:
            found.flourish = any(token[2] == "flourish" and token[0] >= found.end for token in tokens)

    @staticmethod
    def _placed_by(words: str) -> str | None:
        """The stage that the words before the noun tell: 等八大重点成长型产业集群."""
        for word, stage in _PLACING:
            if word in words:
                return stage
        return None

    def _is_of_things(self, found: IndustryList, thing: str) -> bool:
        """Whether a list with a noun right behind is of other things than industries: 拓展物流、巡检等应用场景."""
        if found.head:
            return found.head in _AT_LARGE
        return found.open_ended or (found.verb == "weak" and thing not in _GAUGES)
