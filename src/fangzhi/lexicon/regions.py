"""The register of areas: GB/T 2260, codes and names that have ended, zones and city clusters."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from fangzhi.lexicon.region_tables import Areas, read_areas
from fangzhi.model.errors import NotFoundError
from fangzhi.model.region import Region

_RANKS = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "cluster": 4, "zone": 5}
_LONGEST = 12  # characters of a region's name at the head of a label
_NEVER = "9999-12-31"


@dataclass(frozen=True)
class RegionRegister:
    """All areas, found by code or by any name that texts use.

    Iterating gives every row: those in force, the ended ones (a code whose name changed has a row for each name),
    zones and clusters.

    >>> register = load_regions()
    >>> register.resolve("自贡").code, register.resolve("Zigong").name
    ('510300', '自贡市')
    """

    areas: Areas

    def __iter__(self) -> Iterator[Region]:
        return iter(self.areas.rows)

    def __len__(self) -> int:
        return len(self.areas.rows)

    def find(self, code: str, *, on: date | None = None) -> Region | None:
        """The area of a code: as it was on a day, else as it is now, else as it was last.

        >>> register = load_regions()
        >>> register.find("420600").name, register.find("420600", on=date(2008, 1, 1)).name
        ('襄阳市', '襄樊市')
        >>> register.find("500112").valid_to
        '2025-11-30'
        """
        rows = self._by_code.get(code, ())
        if on is not None:
            rows = [row for row in rows if _in_force(row, on)] or rows
        return max(rows, key=lambda row: row.valid_to or _NEVER, default=None)

    def named(self, name: str) -> tuple[Region, ...]:
        """All areas that have this Chinese or English name, short name or alias, as written; higher levels first.

        >>> [(r.code, r.name) for r in load_regions().named("吉林")]
        [('220000', '吉林省'), ('220200', '吉林市')]
        """
        return tuple(self._by_name.get(name, ()))

    def resolve(self, query: str, *, on: date | None = None) -> Region:
        """The one area meant by a code, a name (Chinese, pinyin, English) or a path such as ``南京鼓楼区``.

        ``on`` prefers the rows in force on that day. Rows in force come before ended ones, higher levels before
        lower ones. NotFoundError when nothing fits (with near names) or several areas of one level do.

        >>> load_regions().resolve("江苏南京鼓楼区").code
        '320106'
        """
        wanted = query.strip()
        if (known := self.find(wanted, on=on)) is not None:
            return known
        found = self._candidates(wanted)
        if not found:
            raise NotFoundError(f"no region is named {query!r}.{self._near(wanted)}")
        best = min(_preference(row, on) for row in found)
        kept = {row.code: row for row in found if _preference(row, on) == best}
        if len(kept) > 1:
            listed = ", ".join(f"{self._path(row)} {row.code}" for row in kept.values())
            raise NotFoundError(f"{query!r} names {len(kept)} regions: {listed}. Give the code or the longer name.")
        row = next(iter(kept.values()))
        # A renamed area is one area: without a date, 襄樊 is today's 襄阳.
        return row if on is not None else self.find(row.code) or row

    def parents(self, code: str) -> tuple[Region, ...]:
        """The areas above one area, the nearest first, the whole country last.

        >>> [r.short for r in load_regions().parents("510322")]
        ['自贡', '四川', '全国']
        """
        out: list[Region] = []
        row = self.find(code)
        while row is not None and row.parent is not None:
            row = self.find(row.parent)
            if row is not None:
                out.append(row)
        return tuple(out)

    def children(self, code: str) -> tuple[Region, ...]:
        """The administrative areas in force right under one area, by code.

        >>> len(load_regions().children("510300"))
        6
        """
        return tuple(r for r in self._by_parent.get(code, ()) if r.official_code and r.valid_to is None)

    def zones(self, code: str) -> tuple[Region, ...]:
        """The zones and clusters that have this area as their host.

        >>> [r.name for r in load_regions().zones("510300")]
        ['自贡高新技术产业开发区']
        """
        return tuple(r for r in self._by_parent.get(code, ()) if r.official_code is None)

    def members(self, code: str) -> tuple[Region, ...]:
        """The areas that a zone or cluster consists of where official documents fix them; else empty.

        >>> [r.short for r in load_regions().members("zone-chang-zhu-tan")]
        ['长沙', '株洲', '湘潭']
        """
        return tuple(row for c in self.areas.members.get(code, ()) if (row := self.find(c)) is not None)

    def kind(self, code: str) -> str | None:
        """new_area, high_tech_zone, economic_zone, cluster, macro_region or other; None for what is no zone.

        >>> load_regions().kind("310115")
        'new_area'
        """
        return self.areas.kinds.get(code)

    def successors(self, region: Region) -> tuple[Region, ...]:
        """The areas that an ended one went into, the most of it first; empty when it is in force.

        >>> register = load_regions()
        >>> [r.name for r in register.successors(register.resolve("渝北区"))]
        ['两江新区']
        """
        codes = self.areas.successors.get((region.code, region.name), ())
        return tuple(row for code in codes if (row := self.find(code)) is not None)

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Every form that texts use, with the codes it may mean, higher levels first.

        Short forms such as 朝阳 are included, one-character abbreviations are not: the caller decides by context.
        An ended code is left out where its successor has the same name.

        >>> load_regions().words()["朝阳区"]
        ('110105', '220104')
        """
        return {name: self._meant(rows) for name, rows in self._by_name.items()}

    def abbreviations(self) -> Mapping[str, str]:
        """The one-character names of provinces, with their codes; they stand only inside words such as 川渝.

        >>> load_regions().abbreviations()["川"]
        '510000'
        """
        return self.areas.abbreviations

    def _meant(self, rows: list[Region]) -> tuple[str, ...]:
        if len(rows) == 1:
            return (rows[0].code,)
        here = {row.code for row in rows}
        kept = (r for r in rows if not here.intersection(self.areas.successors.get((r.code, r.name), ())) - {r.code})
        return tuple(dict.fromkeys(row.code for row in kept))

    @cached_property
    def _by_code(self) -> dict[str, list[Region]]:
        out: dict[str, list[Region]] = {}
        for row in self.areas.rows:
            out.setdefault(row.code, []).append(row)
        return out

    @cached_property
    def _by_parent(self) -> dict[str, list[Region]]:
        out: dict[str, list[Region]] = {}
        for row in self.areas.rows:
            if row.parent is not None:
                out.setdefault(row.parent, []).append(row)
        return out

    @cached_property
    def _by_name(self) -> dict[str, list[Region]]:
        out: dict[str, list[Region]] = {}
        for row in self._ordered:
            for name in dict.fromkeys((row.name, row.short, row.english, *row.aliases)):
                if name:
                    out.setdefault(name, []).append(row)
        return out

    @cached_property
    def name_lengths(self) -> Mapping[str, tuple[int, ...]]:
        """How long the names of at most 12 characters with the same first two are, longest first.

        >>> load_regions().name_lengths["内蒙"]
        (6, 3, 2)
        """
        found: dict[str, set[int]] = {}
        for name in self._by_name:
            if 2 <= len(name) <= _LONGEST:
                found.setdefault(name[:2], set()).add(len(name))
        return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()}

    @cached_property
    def _by_stem(self) -> dict[str, list[Region]]:
        """Names without their last character, for those that texts never shorten: 资源 of 资源县."""
        out: dict[str, list[Region]] = {}
        for row in self._ordered:
            if len(row.name) > 2 and row.short == row.name:
                out.setdefault(row.name[:-1], []).append(row)
        return out

    @cached_property
    def _by_latin(self) -> dict[str, list[Region]]:
        out: dict[str, list[Region]] = {}
        for row in self._ordered:
            names = (row.pinyin, row.english, *(a for a in row.aliases if not _chinese(a)))
            for key in dict.fromkeys(_fold(name) for name in names if name):
                out.setdefault(key, []).append(row)
        return out

    @cached_property
    def _ordered(self) -> list[Region]:
        return sorted(self.areas.rows, key=lambda r: (r.valid_to is not None, _RANKS[r.level], r.code))

    def _candidates(self, query: str) -> list[Region]:
        if not _chinese(query):
            return self._by_latin.get(_fold(query), [])
        plain = "".join(query.split())
        return self._by_name.get(plain) or self._by_stem.get(plain) or self._below(plain)

    def _below(self, query: str) -> list[Region]:
        """Areas of the last name of a path, inside the areas of the names before it."""
        for cut in range(len(query) - 1, 1, -1):
            above = {row.code for row in self._by_name.get(query[:cut], ())}
            if not above:
                continue
            rest = query[cut:]
            below = self._by_name.get(rest) or self._by_stem.get(rest) or self._below(rest)
            if inside := [r for r in below if above & {p.code for p in self.parents(r.code)}]:
                return inside
        return []

    def _near(self, query: str) -> str:
        names: Iterable[str] = self._by_name
        if not _chinese(query):
            names = [name for name in self._by_name if not _chinese(name)]
        near = get_close_matches(query, names, n=3, cutoff=0.5)
        return f" Near names: {', '.join(near)}." if near else " Write a name, short or long, or a six-digit code."

    def _path(self, row: Region) -> str:
        above = "".join(p.short for p in reversed(self.parents(row.code)) if p.level != "country")
        return above + row.name


def load_regions(overlay: Path | None = None) -> RegionRegister:
    """Read the register, with the files of a user's folder laid over ours. LexiconError for a bad row.

    >>> len([r for r in load_regions() if r.level == "prefecture" and r.valid_to is None])
    333
    """
    return RegionRegister(read_areas(overlay))


def _in_force(row: Region, on: date) -> bool:
    """ISO dates compare as text."""
    return (row.valid_from or "") <= on.isoformat() <= (row.valid_to or _NEVER)


def _preference(row: Region, on: date | None) -> tuple[bool, int]:
    ended = row.valid_to is not None if on is None else not _in_force(row, on)
    return ended, _RANKS[row.level]


def _chinese(name: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in name)


def _fold(name: str) -> str:
    """Letters and digits only, without accents and case: ``Ürümqi`` and ``urumqi`` are one."""
    return "".join(c for c in unicodedata.normalize("NFD", name).casefold() if c.isalnum())
