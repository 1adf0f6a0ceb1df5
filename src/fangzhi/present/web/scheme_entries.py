"""The registry of schemes as pages list it: one entry a region and code, with one sentence to show for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fangzhi.analyse.registry import RegisteredScheme, scheme_registry
from fangzhi.lexicon.scheme_codes import agrees, readings
from fangzhi.model.facts import SchemeGroup
from fangzhi.present.web.frame import Site
from fangzhi.present.web.names import NOWHERE
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


@dataclass(frozen=True, slots=True)
class Registry:
    """All schemes in the order of regions, and each by its keys."""

    entries: tuple[SchemeEntry, ...]
    by_key: dict[tuple[str, str], RegisteredScheme]


def registry(reader: Reader, site: Site) -> Registry:
    """The registry of this version of the atlas."""
    return site.once.get("registry", lambda: _read(reader))


def schemes_of(reader: Reader, site: Site, region_code: str) -> tuple[SchemeEntry, ...]:
    """The schemes of one region; its own rows are enough, the whole registry need not be read."""
    codes = [region_code, *(above.region_code for above in site.parents(region_code))]
    schemes = scheme_registry(reader.atlas.question("registry_schemes_of", regions=codes))
    return tuple(entry_of(scheme) for scheme in schemes if scheme.region_code == region_code)


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


def _read(reader: Reader) -> Registry:
    schemes = scheme_registry(reader.atlas.question("registry_schemes"))
    entries = tuple(entry_of(scheme) for scheme in schemes)
    by_key = {(entry.region_key, entry.key): scheme for entry, scheme in zip(entries, schemes, strict=True)}
    return Registry(entries, by_key)
