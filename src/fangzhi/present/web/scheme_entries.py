"""The registry of schemes as pages list it: one entry a region and code, with one sentence to show for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fangzhi.analyse.registry import RegisteredScheme, scheme_registry
from fangzhi.lexicon.scheme_codes import agrees, readings
from fangzhi.model.facts import SchemeGroup
from fangzhi.present.web.names import NOWHERE
from fangzhi.store import pages
from fangzhi.store.pages import Listed
from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class SchemeEntry:
    """One scheme; ``adds_up`` says whether its groups fit the digits of the code, None where that cannot be said.

    ``region_key`` and ``key`` stand for it in addresses; ``fact_id`` is the mention that tells its groups.
    """

    region: str
    region_code: str | None
    code: str | None
    name: str
    region_key: str
    key: str
    groups: tuple[SchemeGroup, ...]
    adds_up: bool | None
    mentions: int
    first: date | None
    last: date | None
    fact_id: str
    document_id: str
    title: str
    sentence: str


def schemes_found(reader: Reader, words: str, *, numbered: bool) -> Listed[SchemeEntry]:
    """The registry in the order of regions: schemes with a code, or those with only a name, that hold the words."""
    count = pages.scheme_count(reader, numbered=numbered, words=words)

    def read(skip: int, most: int) -> tuple[SchemeEntry, ...]:
        keys = pages.scheme_keys(reader, numbered=numbered, words=words, skip=skip, most=most)
        found = registered(reader, {key.region_key for key in keys})
        return tuple(entry_of(found[key.region_key, key.key]) for key in keys)

    return Listed(count, read)


def registered(reader: Reader, region_keys: Iterable[str]) -> dict[tuple[str, str], RegisteredScheme]:
    """The schemes of some regions by the keys of region and scheme."""
    schemes = scheme_registry(pages.scheme_mentions(reader, set(region_keys)))
    return {(scheme.region_code or scheme.region or "", scheme.code or scheme.name): scheme for scheme in schemes}


def schemes_of(reader: Reader, region_code: str) -> tuple[SchemeEntry, ...]:
    """The schemes of one region."""
    return tuple(entry_of(scheme) for scheme in registered(reader, [region_code]).values())


def entry_of(scheme: RegisteredScheme) -> SchemeEntry:
    """The entry of one scheme."""
    members = [member for group in scheme.groups for member in group.members]
    told = max(
        (s for s in reversed(scheme.sightings) if s.groups == scheme.groups),
        key=lambda sighting: sum(member in sighting.sentence for member in members),  # max keeps the newest
        default=scheme.last,
    )
    dates = [s.published for s in scheme.sightings if s.published]
    return SchemeEntry(
        region=scheme.region,
        region_code=scheme.region_code,
        code=scheme.code,
        name=scheme.name,
        region_key=scheme.region_code or scheme.region or NOWHERE,
        key=scheme.code or scheme.name,
        groups=scheme.groups,
        adds_up=adds_up(scheme.code, scheme.groups),
        mentions=len(scheme.sightings),
        first=min(dates, default=None),
        last=max(dates, default=None),
        fact_id=told.fact_id,
        document_id=told.document_id,
        title=told.title,
        sentence=told.sentence,
    )


def adds_up(code: str | None, groups: Sequence[SchemeGroup]) -> bool | None:
    """Whether the counts of the groups fit the digits of the code; None when fewer are told than the code has parts.

    >>> from fangzhi.model.facts import SchemeGroup as Group
    >>> adds_up("1650", [Group("集群", 16), Group("产业链", 50)]), adds_up("613", [Group("主导", 6)])
    (True, None)
    """
    counts = [group.count or len(group.members) for group in groups]
    if code is None or not all(counts) or not any(len(way) == len(counts) for way in readings(code)):
        return None
    return agrees(code, counts)
