"""The registry of schemes: one entry for a region and a code, over all documents and years."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from fangzhi.lexicon.scheme_codes import disagreements
from fangzhi.model.facts import SchemeGroup

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention: the fact, its document and its sentence."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    sentence: str


@dataclass(frozen=True, slots=True)
class SchemeSighting(Sighting):
    """A mention of a scheme with the groups that its document tells."""

    groups: tuple[SchemeGroup, ...]


@dataclass(frozen=True, slots=True)
class MemberChange:
    """What one document lists and an earlier one did not, group by group, and the other way round."""

    label: str
    since: Sighting
    until: Sighting
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisteredScheme:
    """A scheme with every mention, oldest first; ``above`` are the codes that the next higher region has."""

    region: str
    region_code: str | None
    code: str | None
    name: str
    groups: tuple[SchemeGroup, ...]
    sightings: tuple[SchemeSighting, ...]
    above: tuple[str, ...] = ()

    @property
    def first(self) -> SchemeSighting:
        """The oldest mention."""
        return self.sightings[0]

    @property
    def last(self) -> SchemeSighting:
        """The newest mention."""
        return self.sightings[-1]

    @property
    def disagreements(self) -> tuple[str, ...]:
        """Counts that do not fit the members or the code, in words; empty when everything adds up."""
        return disagreements(self.code, self.groups)

    @property
    def changes(self) -> tuple[MemberChange, ...]:
        """How the listed members of a group differ from one document to the next."""
        return tuple(_changes(self.sightings))


def scheme_registry(rows: Iterable[Row]) -> tuple[RegisteredScheme, ...]:
    """One entry for a region and code (a region and name where there is no code).

    ``rows`` are those of queries/registry_schemes.sql, oldest first. The groups are those of the newest document
    that lists members, else of the one that declares most.
    """
    by_key: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_key.setdefault((row["region_code"] or row["region"] or "", row["code"] or row["name"]), []).append(row)
    entries = [_entry(found) for found in by_key.values()]
    codes: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if entry.code and entry.region_code:
            codes[entry.region_code] = (*codes.get(entry.region_code, ()), entry.code)
    return tuple(
        replace(entry, above=_above(entry.region_code, codes))
        for entry in sorted(entries, key=lambda e: (e.region_code or "9", e.region, e.code or "~", e.name))
    )


def _entry(rows: list[Row]) -> RegisteredScheme:
    sightings = tuple(
        SchemeSighting(
            row["fact_id"],
            row["document_id"],
            row["document_title"],
            row["document_published"],
            row["sentence"],
            _groups(row["groups"]),
        )
        for row in rows
    )
    best = max(reversed(sightings), key=lambda s: (any(g.members for g in s.groups), len(s.groups)))
    name = max((row["name"] for row in rows), key=len)
    return RegisteredScheme(
        rows[-1]["region"] or "", rows[-1]["region_code"], rows[-1]["code"], name, best.groups, sightings
    )


def _groups(told: str | None) -> tuple[SchemeGroup, ...]:
    groups = json.loads(told) if told else []
    return tuple(SchemeGroup(group["label"], group["count"], tuple(group["members"])) for group in groups)


def _above(region_code: str | None, codes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    for above in (region_code[:4] + "00", region_code[:2] + "0000") if region_code else ():
        if above != region_code and above in codes:
            return codes[above]
    return ()


def _changes(sightings: tuple[SchemeSighting, ...]) -> Iterator[MemberChange]:
    """Between one document that lists the members of a group and the next that does."""
    by_label: dict[str, dict[str, tuple[SchemeSighting, tuple[str, ...]]]] = {}
    for sighting in sightings:
        for group in sighting.groups:
            if group.members:
                by_label.setdefault(group.label, {})[sighting.document_id] = (sighting, group.members)
    for label, told in by_label.items():
        for (since, before), (until, after) in pairwise(told.values()):
            added = tuple(member for member in after if member not in before)
            removed = tuple(member for member in before if member not in after)
            if added or removed:
                yield MemberChange(label, since, until, added, removed)
