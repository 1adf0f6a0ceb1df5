"""Members of lists of industries: known names with the words that belong to them, and unknown ones between joints."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from fangzhi.extract.systems.tokens import Clause, Token

LONGEST: Final = 14  # characters of a member that the lexicon does not know
NOT_IN_NAME: Final = re.compile("[”“0-9]")
NAMES: Final = frozenset({"industry", "bare", "service"})
INDUSTRIES: Final = frozenset({"产业", "产业集群", "特色产业", "重点产业", "特色产业集群", "重点产业集群", "行业"})
INDUSTRIES_AND_FORMS: Final = INDUSTRIES | {"产业链", "全产业链", "产业链条", "业态", "新业态"}
_MANY: Final = 3  # members of a list in which words that follow a name belong to it
_MODIFIER: Final = 8  # characters of unknown words before a name
_GAP: Final = 5  # characters between a member and the joint behind it
_JOINTS: Final = frozenset({"、", "和", "与", "及", "动", "展", "强", "大"})
_NO_SPLIT: Final = ("装备", "制造", "制造业", "设备", "零部件", "软件", "芯片", "服务", "配套", "应用", "材料及制品")
_NAME_ENDS: Final = (
    "材料", "装备", "制造", "利用", "加工", "服务", "制品", "组件", "系统", "设备", "产品", "零部件",
    "开发", "回收", "器件", "药物", "芯片", "电池", "软件",
)  # fmt: skip
_NO_MODIFIER: Final = re.compile("[区市县省州镇村园]|企业|公司|集团|项目|等")
_SPLIT: Final = re.compile("新材料$|新能源$")

_LEADS: Final = ("特色", "高端", "新型", "型", "性", "化", "级", "式", "基")
_LAST_ENDS: Final = ("药物", "药品", "制品", "组件", "器件", "零部件", "设备", "芯片", "软件", "线材", "箔")
_BEHIND: Final = frozenset({"", "、", "，", "。", "；", "等", "和", "及", "与", "产"})
_METHODS: Final = frozenset({"智能制造", "绿色制造", "先进制造"})
_AFTER_QUOTED: Final = frozenset("”、，和与及等产经")
_COINED: Final = 12  # characters of a coined word in quotation marks
_SIZE: Final = re.compile("[一二三四五六七八九十两百千万数]{0,4}亿元?级")
_NOT_IN_GAP: Final = re.compile("[”“0-9的]")

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


class MemberReader:
    """Reads members; ``is_place`` and ``is_industry`` judge words that stand between tokens.

    ``scale`` are words before a name that are no part of it: 千亿级.
    """

    def __init__(self, text: str, *, is_place: Test, is_industry: Test, scale: tuple[str, ...]) -> None:
        self._text = text
        self.is_place = is_place
        self.is_industry = is_industry
        self._scale = scale

    def read(  # noqa: C901, PLR0912, PLR0915  # one loop over the tokens, one branch a role
        self, clause: Clause, index: int, floor: int
    ) -> tuple[list[Member], int]:
        """Members from the first known one on, unknown ones between two joints included."""
        tokens, text = clause.tokens, self._text
        led = index - 1
        while led >= 0 and tokens[led][2] in NAMES and tokens[led][1] - tokens[led][0] == 1:
            led -= 1  # 锡基新材料: 锡 is no name of its own
        lower = max(floor, tokens[led][1] if led >= 0 else clause.start)
        members = [self._known(tokens[index], lower)]
        if members[0].embedded and index and self._is_modified(tokens, index):
            members[0].start, members[0].embedded = lower, False
        index += 1
        while index < len(tokens):
            token = tokens[index]
            last = members[-1]
            if token[0] - last.end > _GAP:
                break
            if token[2] in NAMES and token[0] == last.end:
                if self._apart(last, token):
                    members.append(self._known(token, token[0]))
                elif text[token[0] : token[1]] in _METHODS:
                    last.end = token[1]  # 动物疫苗智能制造 is of vaccines
                else:
                    last.end, last.known, last.bare = token[1], token[3], token[2] == "bare"
                index += 1
            elif token[2] == "joint":
                gap = text[last.end : token[0]]
                if gap:
                    if _NOT_IN_GAP.search(gap):
                        break
                    last.end = token[0]
                    if not self.is_industry(text[last.start : last.end]):
                        last.known = "" if gap.endswith(_NAME_ENDS) and not (last.embedded or last.bare) else None
                        last.embedded = last.embedded or not gap.endswith(_NAME_ENDS)
                after = self._next(clause, index)
                if after is None:
                    break
                member, index = after
                members.append(member)
            elif token[2] == "quote" and token[0] == last.end:
                index += 1
            elif token[2] == "flourish" and token[0] == last.end and text[token[1] - 2 : token[1]] == "加工":
                last.end = token[1]  # 铝镁精深加工: what is done is part of the name
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
            elif (
                token[2] == "stop" and token[0] == last.end and len(members) >= _MANY and (tail := _tail(tokens, index))
            ):
                after = self._next(clause, tail)  # 光伏、信息技术融合应用、装配式建筑: what follows is part of the name
                if after is None or after[0].known is None:
                    break
                last.end, last.known = tokens[tail][0], None
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
        self._whole_name(members[-1], tokens, index)
        if members[0].embedded and len(members) > 1 and members[1].known and not members[1].embedded:
            self._led_by_verb(clause, members[0], led)
        return members, index

    def _whole_name(self, last: Member, tokens: Sequence[Token], index: int) -> None:
        """«生物技术药物»: what ends a name right behind a known one belongs to it, where nothing goes on behind."""
        text, at = self._text, last.end
        if not text.startswith(_LAST_ENDS, at) or (index < len(tokens) and tokens[index][0] < at + 2):
            return
        end = at + next(len(ending) for ending in _LAST_ENDS if text.startswith(ending, at))
        if text[end : end + 1] in _BEHIND:
            last.end = end
            if text[at] == "药" and not last.embedded and not self.is_industry(text[last.start : end]):
                last.known = ""

    def _led_by_verb(self, clause: Clause, first: Member, before: int) -> None:
        """«推进绿氢合成氨、绿色甲醇示范»: between a verb and a joint stands a name, known in part or not."""
        if before < 0 or clause.tokens[before][2] != "develop":
            return
        lower = clause.tokens[before][1]
        words = self._text[lower : first.end]
        inside = [token for token in clause.tokens[before + 1 :] if token[0] < first.end]
        prefix = self._text[lower : first.start]
        if (
            len(words) <= LONGEST
            and all(token[2] in NAMES for token in inside)
            and (not prefix or inside[0][0] == lower or prefix.endswith(_LEADS))
            and not _NO_MODIFIER.search(words)
            and not NOT_IN_NAME.search(words)
        ):
            first.start, first.known, first.embedded = lower, first.known or "", False

    def _known(self, token: Token, lower: int, *, listed: bool = False) -> Member:
        """A member of a known name; words between ``lower`` and it belong to it, or it is part of a longer name."""
        start, end, role, kind = token
        text = self._text
        member = Member(start, end, kind, role == "bare", "service" if role == "service" else None)
        if text[end : end + 1] == "+" or text[start - 1 : start] == "+" or self._opens_quotation(start, end):
            member.embedded = True
        if lower >= start:
            return member
        before = text[lower:start].lstrip("“”\"' ")
        before = before[len(self.scale_of(before)) :]
        if not before or before[-1] in "0123456789条个大+”“·、了":
            return member
        if self.is_industry(before + text[start:end]):
            member.start = start - len(before)
        elif not self.is_place(before):
            member.embedded = True
            if (
                listed
                and len(before) <= _MODIFIER
                and not _NO_MODIFIER.search(before)
                and not NOT_IN_NAME.search(before)
            ):
                member.start, member.embedded = (
                    start - len(before),
                    False,
                )  # 卫星、宇航电池: between joints it is a name
        return member

    def _opens_quotation(self, start: int, end: int) -> bool:
        """Whether a name is the head of a coined word: “牛羊果茶药”八大产业."""
        if self._text[start - 1 : start] != "“" or self._text[end : end + 1] in _AFTER_QUOTED:
            return False
        closing = self._text.find("”", end, end + _COINED)
        return closing > 0 and not any(mark in self._text[end:closing] for mark in "、，和与及等产经")

    def scale_of(self, words: str) -> str:
        """What stands before a name and is no part of it: 五千亿级, 本地骨干."""
        rest = words
        if size := _SIZE.match(rest):
            rest = rest[size.end() :]
        if rest.startswith(self._scale):
            for word in self._scale:
                rest = rest.removeprefix(word)
        return words[: len(words) - len(rest)]

    def _is_modified(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a name has unknown words before it and is still what is developed: 培育氢燃料轻量化汽车产业."""
        _, end, role, kind = tokens[index - 1]
        start, stop = tokens[index][:2]
        if role != "develop" or kind == "weak" or index + 1 == len(tokens) or start - end > _MODIFIER:
            return False
        behind = tokens[index + 1]
        words = self._text[end:start]
        return (
            behind[0] == stop
            and (behind[2] in {"bracket", "own"} or self._text[stop : behind[1]] in INDUSTRIES)
            and not _NO_MODIFIER.search(words)
            and not NOT_IN_NAME.search(words)
        )

    def stands_alone(self, token: Token) -> bool:
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
            and not self.is_industry(whole)
        ) or (_SPLIT.search(name) is not None and not last.bare and not self.is_industry(whole))

    def _next(self, clause: Clause, index: int) -> tuple[Member, int] | None:
        """The member behind the joint at ``index``: known, or plain words up to the next joint or 等."""
        tokens = clause.tokens
        start = tokens[index][1]
        lower = start
        for at in range(index + 1, len(tokens)):
            token = tokens[at]
            if token[1] - token[0] == 1 and token[2] in NAMES and not self.stands_alone(token):
                lower = token[1] if token[0] == start else lower
                continue
            if token[2] in NAMES or (token[2] == "generic" and token[0] == start):
                return (self._known(token, lower, listed=True), at + 1) if token[0] - start <= 12 else None
            if token[2] in {"joint", "etcetera"}:
                words = self._text[start : token[0]]
                plain = at == index + 1 and 2 <= len(words) <= LONGEST and not NOT_IN_NAME.search(words)
                return (Member(start, token[0], None), at) if plain and not self.is_place(words) else None
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


def _before_joint(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1][2] == "joint" and tokens[index + 1][0] == tokens[index][1]


def _tail(tokens: Sequence[Token], index: int) -> int | None:
    """The token of the joint that follows words that stand together from ``index`` on."""
    for at in range(index + 1, min(index + 3, len(tokens))):
        if tokens[at][0] != tokens[at - 1][1]:
            return None
        if tokens[at][2] == "joint":
            return at
    return None
