"""At which stage a text places an industry: the noun after the list, the clause, the sentence, the topic sentence."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Final

from fangzhi.extract.systems.lists import IndustryList
from fangzhi.extract.systems.tokens import Clause

_TOPIC: Final = 34  # characters of a sentence that announces what follows
_DIGIT: Final = re.compile(r"\d")
_TOPICAL: Final = frozenset({"develop", "flourish", "head"})
_STAGED: Final = frozenset({"bracket", "service"})
_FIELDS: Final = frozenset({"领域", "重点领域", "关键领域", "前沿领域", "赛道", "方向"})  # placed by what follows
_NEW_TRACKS: Final = frozenset({"新赛道", "产业新赛道"})  # where the sentence names no other stage
_VERB_STAGES: Final = frozenset({"future", "traditional"})


class StageMemory:
    """What the text has said so far: the stage of this sentence, and of the topic sentence before it.

    Sentences that may be a topic are read only when somebody asks for it; ``clauses`` gives those of a stretch of text.
    """

    __slots__ = ("_clauses", "_left", "_pending", "_topic", "here")

    def __init__(self, clauses: Callable[[int, int], Sequence[Clause]]) -> None:
        self.here: str | None = None
        self._left = 0
        self._clauses = clauses
        self._topic: str | None = None
        self._pending: list[tuple[int, int]] = []

    def pass_on(self, index: int) -> None:
        """Go to the clause of this number: what ranks industries holds for the clause behind it alone.

        «打造外贸优势产业集群，扩大装备出口，培育数字贸易»: digital trade is no pillar.
        """
        if self.here == "pillar" and index - self._left > 1:
            self.here = None

    def leave(self, clause: Clause, own: Collection[int], index: int) -> None:
        """Remember the stage that a clause names; ``own`` is where the nouns begin that head a list of its own.

        «培育新材料优势产业；建设低空经济产业集群»: the noun behind 新材料 says nothing of what follows.
        """
        joined = -1
        for start, end, role, kind in clause.tokens:
            if role == "joint":
                joined = end
            if role in _STAGED and start not in own and not (role == "service" and joined == start):
                self.here = "service" if role == "service" else kind
                self._left = index
                return

    def announce(self, start: int, end: int) -> None:
        """Remember a sentence that may be a topic."""
        self._pending.append((start, end))

    def may_hold(self) -> bool:
        """Whether there may be a topic to forget."""
        return self._topic is not None or bool(self._pending)

    def forget(self) -> None:
        """End the topic."""
        self._topic = None
        self._pending.clear()

    def topic(self) -> str | None:
        """The stage that the last topic sentence announces."""
        named = False
        while self._pending:
            parts = self._clauses(*self._pending.pop())
            is_topic, announced = topic_of(parts)
            if is_topic:
                self._topic = announced
                self._pending.clear()
            named = named or any(token[2] == "industry" for clause in parts for token in clause.tokens)
        if named and self._topic == "service":
            self._topic = None  # services end where a sentence is about another industry
        return self._topic


def named_stages(clause: Clause, *, after: int = 0) -> list[str]:
    """The stages that a clause names, in order."""
    return [
        "service" if role == "service" else kind
        for start, _, role, kind in clause.tokens
        if role in _STAGED and start >= after
    ]


def may_be_topic(text: str, start: int, end: int) -> bool:
    """Whether a sentence is short enough to announce what follows, and tells no figure."""
    return end - start <= _TOPIC and not _DIGIT.search(text, start, end)


def topic_of(parts: Sequence[Clause]) -> tuple[bool, str | None]:
    """Whether the clauses of a sentence that may be a topic are one, and the stage that it announces.

    «前瞻布局未来产业。» announces future; «大力发展数字经济。» announces nothing and ends what was announced.
    """
    if len(parts) > 2:
        return False, None
    says, carried, joints, stage, broad = False, False, 0, None, False
    for clause in parts:
        for _, _, role, kind in clause.tokens:
            if role == "joint":
                joints += 1
            elif role in _TOPICAL:
                says = True
            elif role == "etcetera":
                return False, None
            elif role in {"carry_out", "industry"}:
                carried = True
            elif role == "generic":
                broad = True
            elif stage is None and role in _STAGED:
                stage = "service" if role == "service" else kind
    if broad and stage == "service":
        stage = None  # 推动现代服务业与先进制造业融合发展
    return (True, stage) if says and joints <= 2 and not (carried and stage is None) else (False, None)


def stage_of(found: IndustryList, memory: StageMemory, behind: Sequence[Clause]) -> str | None:
    """The stage of a list as a whole; ``behind`` are the clauses that follow in the sentence."""
    if found.bracket:
        return memory.here if found.loosely_placed and memory.here else found.bracket
    if found.verb in _VERB_STAGES:
        return found.verb
    clause = found.clause
    if clause.placed:
        near = _stage_behind(found)
        if near:
            return near
        before = [kind for _, end, role, kind in clause.tokens if role == "bracket" and end <= found.members[0].start]
        if before:
            return before[-1]
    if memory.here is None and found.head in _FIELDS and (later := _later_stage(behind)):
        return later
    return memory.here or ("emerging" if found.head in _NEW_TRACKS else memory.topic())


def _later_stage(parts: Sequence[Clause]) -> str | None:
    for clause in parts:
        if clause.placed:
            for _, _, role, kind in clause.tokens:
                if role == "bracket":
                    return kind if kind == "future" else None
    return None


def _stage_behind(found: IndustryList) -> str | None:
    """The stage named behind a list in its clause, unless a list of its own stands before that noun."""
    for start, _, role, kind in found.clause.tokens:
        if start < found.end:
            continue
        if role in _STAGED:
            return "service" if role == "service" else kind
        if role == "etcetera" and found.head:
            return None
    return None
