"""A scheme: its groups and members, whether the digits add up, what each document says of it, the one above."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Path

from fangzhi.model.errors import NotFoundError
from fangzhi.present.web.frame import Frame, Site, scheme_path
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.scheme_entries import Group, SchemeEntry, entries, entry_of, groups_of
from fangzhi.present.web.view import CurrentView, RegionCode, add_page
from fangzhi.store import pages
from fangzhi.store.pages import RegionRow, SchemeMention
from fangzhi.store.serving import Reader

router = APIRouter()
_NOWHERE = "none"  # stands for a missing region code in addresses
SchemeKey = Annotated[str, Path(min_length=1, max_length=60, description="Code of the scheme, or its name without one")]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group as the text names it, and the industry of the list that it is."""

    words: str
    industry_id: str | None


@dataclass(frozen=True, slots=True)
class MemberGroup:
    """A group with its members; ``complete`` says whether as many are listed as declared."""

    label: str
    count: int | None
    complete: bool | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What one document says of the scheme; ``changed`` when its groups differ from those of the telling before."""

    mention: SchemeMention
    groups: tuple[Group, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class SchemePage:
    """One scheme of one region."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    scheme: SchemeEntry = field(metadata=shown("The scheme as its fullest mention tells it"))
    groups: tuple[MemberGroup, ...] = field(metadata=shown("Its groups, members matched with the list of industries"))
    versions: tuple[Version, ...] = field(metadata=shown("Every mention, the newest first", table=Version))
    parents: tuple[RegionRow, ...] = field(metadata=shown("The regions above, the highest first"))
    above: tuple[SchemeEntry, ...] = field(metadata=shown("Schemes of the region right above"))
    others: tuple[SchemeEntry, ...] = field(metadata=shown("Other schemes of the region"))


def scheme_page(reader: Reader, site: Site, region_code: str | None, key: str) -> SchemePage:
    """One scheme; NotFoundError."""
    mentions = pages.scheme(reader, region_code, key)
    if not mentions:
        raise NotFoundError(f"no scheme {key} of {region_code or 'a region without a code'}; /schemes lists them all.")
    entry = entry_of(mentions)
    parents = pages.region_parents(reader, region_code) if region_code else ()
    every = entries(pages.schemes(reader))
    above = parents[-1].region_code if parents else None
    row = site.regions.get(region_code or "")
    region = (row.name if site.language == "zh" else row.english) if row else entry.region or ""
    label = f"“{entry.code}”" if entry.code else entry.name
    return SchemePage(
        frame=site.frame(f"{region}{'' if site.language == 'zh' else ' '}{label}", scheme_path(region_code, key)),
        scheme=entry,
        groups=tuple(_with_industries(group, site) for group in entry.groups),
        versions=_versions(mentions),
        parents=parents,
        above=tuple(other for other in every if above and other.region_code == above and other.code),
        others=tuple(
            other for other in every if region_code and other.region_code == region_code and other.key != key
        ),
    )


def _with_industries(group: Group, site: Site) -> MemberGroup:
    members = tuple(Member(words, site.vocabulary.industries.match(words)) for words in group.members)
    return MemberGroup(group.label, group.count, group.complete, members)


def _versions(mentions: tuple[SchemeMention, ...]) -> tuple[Version, ...]:
    versions: list[Version] = []
    before: tuple[Group, ...] = ()
    for mention in reversed(mentions):
        groups = groups_of(mention)
        versions.append(Version(mention, groups, bool(before) and bool(groups) and groups != before))
        before = groups or before
    return tuple(reversed(versions))


def scheme(view: CurrentView, region_code: RegionCode, key: SchemeKey) -> SchemePage:
    """One scheme of one region."""
    return scheme_page(view.reader, view.site, None if region_code == _NOWHERE else region_code, key)


add_page(router, "/scheme/{region_code}/{key:path}", scheme)
