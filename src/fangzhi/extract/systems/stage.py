"""At which stage a text places an industry: the noun after the list, the clause, the sentence, the topic sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fangzhi.extract.systems.lists import IndustryList
from fangzhi.extract.systems.tokens import Clause

_TOPIC = 34  # characters of a sentence that announces what follows
_DIGIT = re.compile(r"\d")
_TOPICAL = frozenset({"develop", "flourish", "head"})
_STAGED = frozenset({"bracket", "service"})
_VERB_STAGES = frozenset({"future", "traditional"})


@dataclass(slots=True)
class StageMemory:
    """What the text has said so far: the stage of this sentence, and of the topic sentence before it."""

    here: str | None = None
    topic: str | None = None

    def leave(self, clause: Clause) -> None:
        """Remember the stage that a clause names."""
        stages = named_stages(clause)
        if stages:
            self.here = stages[0]


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
    says, joints, stage = False, 0, None
    for clause in parts:
        for _, _, role, kind in clause.tokens:
            if role == "joint":
                joints += 1
            elif role in _TOPICAL:
                says = True
            elif role == "etcetera":
                return False, None
            elif stage is None and role in _STAGED:
                stage = "service" if role == "service" else kind
    return (True, stage) if says and joints <= 2 else (False, None)


def stage_of(found: IndustryList, clause: Clause, memory: StageMemory, later: str | None) -> str | None:
    """The stage of a list as a whole; ``later`` is a stage named further on in the sentence."""
    if found.bracket:
        return found.bracket
    if found.verb in _VERB_STAGES:
        return found.verb
    near = named_stages(clause, after=found.end)
    if near:
        return near[0]
    before = [kind for _, end, role, kind in clause.tokens if role == "bracket" and end <= found.members[0].start]
    return (before[-1] if before else None) or memory.here or later or memory.topic
