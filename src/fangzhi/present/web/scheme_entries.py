"""Mentions of schemes put together: one entry a region and code, told as its fullest mention tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fangzhi.extract.systems.codes import agrees, readings
from fangzhi.store.pages import SchemeMention


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a scheme; ``count`` is what the text declares, None where it does not."""

    label: str
    count: int | None
    members: tuple[str, ...]

    @property
    def complete(self) -> bool | None:
        """Whether as many members are listed as declared; None where one of both is missing."""
        return None if self.count is None or not self.members else len(self.members) == self.count


@dataclass(frozen=True, slots=True)
class SchemeEntry:
    """One scheme; ``adds_up`` says whether its groups fit the digits of the code, None where that cannot be said."""

    region: str | None
    region_code: str | None
    code: str | None
    name: str
    key: str
    groups: tuple[Group, ...]
    adds_up: bool | None
    mentions: int
    first: date | None
    last: date | None
    fact_id: str
    document_id: str
    title: str
    sentence: str


def entries(mentions: Sequence[SchemeMention]) -> tuple[SchemeEntry, ...]:
    """One entry a region and key, in the order of the mentions."""
    groups: dict[tuple[str | None, str], list[SchemeMention]] = {}
    for mention in mentions:
        groups.setdefault((mention.region_code, key_of(mention)), []).append(mention)
    return tuple(entry_of(group) for group in groups.values())


def entry_of(mentions: Sequence[SchemeMention]) -> SchemeEntry:
    """The entry of one scheme from its mentions, newest first; the newest of the fullest ones tells it."""
    told = max(mentions, key=lambda mention: fullness(groups_of(mention)))
    groups = groups_of(told)
    dates = sorted(mention.published for mention in mentions if mention.published)
    return SchemeEntry(
        region=told.region,
        region_code=told.region_code,
        code=told.code,
        name=told.name,
        key=key_of(told),
        groups=groups,
        adds_up=adds_up(told.code, groups),
        mentions=len(mentions),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        fact_id=told.fact_id,
        document_id=told.document_id,
        title=told.title,
        sentence=told.sentence,
    )


def key_of(mention: SchemeMention) -> str:
    """What stands for a scheme in an address: its code, else its name."""
    return mention.code or mention.name


def groups_of(mention: SchemeMention) -> tuple[Group, ...]:
    """The groups of a mention."""
    return tuple(
        Group(str(group.get("label") or ""), group.get("count"), tuple(group.get("members") or ()))
        for group in mention.group_list()
    )


def fullness(groups: Sequence[Group]) -> tuple[int, int]:
    """How much is told: members, then groups."""
    return sum(len(group.members) for group in groups), len(groups)


def adds_up(code: str | None, groups: Sequence[Group]) -> bool | None:
    """Whether declared or listed counts fit the digits of the code; None where too little is told.

    >>> adds_up("1650", [Group("集群", 16, ()), Group("产业链", 50, ())]), adds_up("613", [Group("主导", 6, ())])
    (True, None)
    """
    counts = [group.count or len(group.members) for group in groups]
    if code is None or not counts or not all(counts):
        return None
    if not any(len(way) == len(counts) for way in readings(code)):
        return None  # fewer groups are told than the code has parts
    return agrees(code, counts)
