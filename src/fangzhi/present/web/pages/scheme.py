"""A scheme: its groups and members, whether the digits add up, what each document says of it, the one above."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Path

from fangzhi.analyse.registry import MemberChange, SchemeSighting
from fangzhi.model.errors import NotFoundError
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.names import NOWHERE, scheme_path
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.scheme_entries import SchemeEntry, entry_of, registered
from fangzhi.present.web.view import CurrentView, add_page
from fangzhi.store.pages import RegionRow
from fangzhi.store.serving import Reader

router = APIRouter()
SchemeRegion = Annotated[str, Path(pattern=r"^[^/]{1,60}$", description="Code of the region, or its name without one")]
SchemeKey = Annotated[str, Path(min_length=1, max_length=60, description="Code of the scheme, or its name without one")]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group as the text names it, and the industry of the list that it is."""

    words: str
    industry_id: str | None


@dataclass(frozen=True, slots=True)
class MemberGroup:
    """A group with its members; ``complete`` says whether as many are listed as declared, None where one is missing."""

    label: str
    count: int | None
    complete: bool | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class SchemePage:
    """One scheme of one region."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    scheme: SchemeEntry = field(metadata=shown("The scheme as its fullest mention tells it"))
    groups: tuple[MemberGroup, ...] = field(metadata=shown("Its groups, members matched with the list of industries"))
    changes: tuple[MemberChange, ...] = field(metadata=shown("Members that came or went from one document to the next"))
    sightings: tuple[SchemeSighting, ...] = field(
        metadata=shown("Every mention, the newest first", table=SchemeSighting)
    )
    parents: tuple[RegionRow, ...] = field(metadata=shown("The regions above, the highest first"))
    above: tuple[SchemeEntry, ...] = field(metadata=shown("Numbered schemes of the regions above"))
    others: tuple[SchemeEntry, ...] = field(metadata=shown("Other schemes of the region"))


def scheme_page(reader: Reader, site: Site, region_key: str, key: str) -> SchemePage:
    """One scheme; NotFoundError."""
    own = "" if region_key == NOWHERE else region_key
    known_region = site.regions.get(own)
    parents = site.parents(own) if known_region else ()
    known = registered(reader, [own, *(parent.region_code for parent in parents)])
    scheme = known.get((own, key))
    if scheme is None:
        raise NotFoundError(f"no scheme {key} of {region_key}; /schemes lists them all.")
    entry = entry_of(scheme)
    region = site.names.region(entry.region_code, entry.region)
    label = f"“{entry.code}”" if entry.code else entry.name
    return SchemePage(
        frame=site.frame(f"{region}{'' if site.language == 'zh' else ' '}{label}", scheme_path(region_key, key)),
        scheme=entry,
        groups=_groups(entry, site),
        changes=scheme.changes,
        sightings=tuple(reversed(scheme.sightings)),
        parents=parents,
        above=tuple(entry_of(other) for (place, _), other in known.items() if place != own and other.code),
        others=tuple(entry_of(other) for (place, name), other in known.items() if place == own and name != key),
    )


def _groups(entry: SchemeEntry, site: Site) -> tuple[MemberGroup, ...]:
    found = []
    for group in entry.groups:
        members = tuple(Member(words, site.vocabulary.industries.match(words)) for words in group.members)
        complete = None if group.count is None or not members else len(members) == group.count
        found.append(MemberGroup(group.label, group.count, complete, members))
    return tuple(found)


def scheme(view: CurrentView, region_key: SchemeRegion, key: SchemeKey) -> SchemePage:
    """One scheme of one region."""
    return scheme_page(view.reader, view.site, region_key, key)


add_page(router, "/scheme/{region_key}/{key:path}", scheme)
