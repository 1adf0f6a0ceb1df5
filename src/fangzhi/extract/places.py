"""Names of areas where a clause begins, told apart by the document's own area."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from fangzhi.lexicon.regions import RegionRegister
from fangzhi.model.region import Region

_SHORT: Final = 3  # characters of a name that may be a word of its own
_NOT_BEFORE: Final = {"市": frozenset("场民值价"), "区": frozenset("域位块间")}  # 义乌市场 is 义乌, 市场
_PART_OF_WORD: Final = frozenset("域位块间")  # 新兴区域
_BEFORE_NAME: Final = frozenset("年月日末底度在于据对以由为和与及、")  # a name may begin behind these


@dataclass(frozen=True, slots=True)
class Place:
    """The area a number is about; ``code`` is GB/T 2260 or None."""

    name: str
    code: str | None


class Names:
    """Every name of the register with its codes, indexed by the first two characters; built once a lexicon."""

    __slots__ = ("clusters", "codes", "common", "lengths", "register")

    def __init__(self, register: RegionRegister, common: Iterable[str] = ()) -> None:
        self.register = register
        self.common = frozenset(common)  # districts whose names are words: 新兴区, 老城区
        self.codes = register.words()
        self.clusters = tuple(
            (region.name, place_of(region), frozenset(member.code[:2] for member in register.members(region.code)))
            for region in register
            if region.level == "cluster" and len(region.name) >= 5 and register.kind(region.code) == "cluster"
        )
        found: dict[str, set[int]] = {}
        for word in self.codes:
            found.setdefault(word[:2], set()).add(len(word))
        self.lengths = {head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()}


class Places:
    """Looks names up in the register, the document's own area first."""

    def __init__(self, names: "Names", issuer: Place, text: str = "") -> None:
        self._register = names.register
        self._text = text
        self._chosen: dict[str, Region | None] = {}  # what names mean in a text of this area
        self._told: dict[str, Region | None] = {}  # short names of counties and zones, and what they mean here
        self._names = names
        self.issuer = issuer
        self.heads = names.lengths  # what names begin with, for those who look for them at each character
        self._prefix = _stem(issuer.code)
        self.overview = issuer.code in {None, "100000"}
        self.province = self._province_above()

    def _province_above(self) -> Place | None:
        """The province of a city or county that issued the document; None for others."""
        code = self.issuer.code
        above = self._register.parents(code) if code and self._register.find(code) else ()
        return next((place_of(region) for region in above if region.level == "province"), None)

    def may_begin(self, text: str, position: int) -> bool:
        """Whether the name of an area may begin at ``position``; most places are told apart by two characters."""
        return text[position : position + 2] in self._names.lengths

    def at(self, text: str, position: int, end: int) -> tuple[Region, int] | None:
        """The area whose name begins at ``position``, and where its name ends."""
        lengths = self._names.lengths.get(text[position : position + 2])
        if lengths is None:
            return None
        for length in lengths:
            if position + length <= end:
                word = text[position : position + length]
                codes = self._names.codes.get(word)
                if not codes or text[position + length : position + length + 1] in _NOT_BEFORE.get(word[-1], ()):
                    continue
                if word not in self._chosen:
                    self._chosen[word] = self._choose(word, codes)
                if region := self._chosen[word] or self._introduced(word, codes, text, position):
                    return self._deeper(text, region, position + length, end)
        return None

    def _introduced(self, word: str, codes: tuple[str, ...], text: str, position: int) -> Region | None:
        """A county or zone outside the document's own area, by a name so short that only the text makes it one.

        昆山 counts where the text names 昆山市 or 江苏昆山 somewhere; 邱县 is a whole name, where a word may begin.
        """
        if len(word) > _SHORT or (position and text[position - 1].isalpha() and text[position - 1] not in _BEFORE_NAME):
            return None
        if word[-1] == "区" and text[position + len(word) : position + len(word) + 1] in _PART_OF_WORD:
            return None
        if word not in self._told:
            self._told[word] = self._meant(word, codes)
        return self._told[word]

    def _meant(self, word: str, codes: tuple[str, ...]) -> Region | None:
        found = [r for code in codes if (r := self._register.find(code)) is not None and r.level in {"county", "zone"}]
        rows = [r for r in found if r.valid_to is None]
        if len(rows) != 1:
            return None
        region = rows[0]
        if region.name == word:
            return region if word[-1] in "县旗" or (len(word) == 3 and word not in self._names.common) else None
        longer = [name for name in (region.name, region.short, *region.aliases) if len(name) > len(word)]
        if any(name in self._text for name in longer) or any(
            f"{name}{word}" in self._text for name in self._above(region)
        ):
            return region
        return None

    def _above(self, region: Region) -> list[str]:
        """The names of the province and city of an area."""
        parents = [p for p in self._register.parents(region.code) if p.level in {"province", "prefecture"}]
        return [name for p in parents for name in {p.name, p.short}]

    def listed(self, text: str, position: int, end: int) -> tuple[Region, int] | None:
        """The county whose short name, one of no other area, is a member of a list of areas: 甲、乙县、丙市."""
        for length in self._names.lengths.get(text[position : position + 2], ()):
            stop = position + length
            inside = stop < end and (text[stop] in "、和与" or (position > 0 and text[position - 1] in "、和与"))
            codes = self._names.codes.get(text[position:stop], ()) if inside else ()
            rows = [r for code in codes if (r := self._register.find(code)) is not None and r.valid_to is None]
            if len(rows) == 1 and rows[0].level == "county":
                return rows[0], stop
        return None

    def _deeper(self, text: str, region: Region, stop: int, end: int) -> tuple[Region, int]:
        """湖北武汉 is Wuhan: a lower area may follow at once."""
        if region.level in {"province", "prefecture"}:
            stem = _stem(region.code)
            for length in self._names.lengths.get(text[stop : stop + 2], ()):
                for code in self._names.codes.get(text[stop : stop + length], ()) if stop + length <= end else ():
                    inner = self._register.find(code)
                    if inner is not None and inner.code != region.code and _lies_in(inner, stem):
                        return self._deeper(text, inner, stop + length, end)
        return region, stop

    def _choose(self, word: str, codes: tuple[str, ...]) -> Region | None:
        regions = [r for code in codes if (r := self._register.find(code)) is not None]
        inside = [r for r in regions if self._inside(r)]
        if inside:
            return min(inside, key=_order)
        for region in sorted(regions, key=_order):
            if region.level in {"country", "province", "cluster"}:
                return region
            if region.level == "prefecture" and (len(word) > 2 or self._prefix == ""):
                return region
            if region.level in {"county", "zone"} and len(regions) == 1 and _is_plain(word, region):
                return region
        return None

    def _inside(self, region: Region) -> bool:
        if region.official_code is not None:
            return bool(self._prefix) and region.code.startswith(self._prefix)
        host = region.parent
        return bool(self._prefix) and host is not None and host.startswith(self._prefix)

    def clusters(self) -> tuple[tuple[str, Place], ...]:
        """The city clusters that the document's own area belongs to, by full name."""
        mine = self._prefix[:2]
        return tuple((name, place) for name, place, provinces in self._names.clusters if mine and mine in provinces)

    def zones_within(self, kind: str) -> list[Place]:
        """The zones of a kind that lie in the document's own area."""
        code = self.issuer.code
        found = self._register.zones(code) if code else ()
        return [place_of(zone) for zone in found if self._register.kind(zone.code) == kind]

    def holds(self, code: str) -> bool:
        """Whether an area lies in the document's own, is it, or holds it."""
        mine = self._prefix
        theirs = _stem(code)
        return not mine or theirs.startswith(mine) or mine.startswith(theirs)

    def elsewhere(self, text: str, position: int) -> Region | None:
        """The city or province outside the document's own area whose short name stands at ``position``.

        Two characters are taken for a name here, so what follows must tell that it is one.
        """
        for code in self._names.codes.get(text[position : position + 2], ()):
            region = self._register.find(code)
            if region is not None and region.level in {"prefecture", "province"} and not self.holds(region.code):
                return region
        return None

    def outside(self, region: Region) -> bool:
        """Whether an area is no part of the document's own and does not hold it; a cluster or the country never is."""
        if self.overview or region.level in {"country", "cluster"}:
            return False
        host = region.code if region.official_code is not None else region.parent
        return host is not None and host != "100000" and not self.holds(host)

    def above(self, region: Region) -> bool:
        """Whether an area is the city or province around the document's own."""
        theirs = _stem(region.code) if region.official_code is not None else ""
        return bool(theirs) and self._prefix != theirs and self._prefix.startswith(theirs)

    def within(self, region: Region) -> bool:
        """Whether an area lies inside the document's own."""
        return self._inside(region)


def place_of(region: Region) -> Place:
    """The area as facts name it."""
    return Place(region.name, region.official_code)


def _is_plain(word: str, region: Region) -> bool:
    """Whether a name of more than two characters is the name of an area wherever it stands: 昆山市, 中关村, 长沙县."""
    if len(word) > 3:
        return True
    if region.level == "zone":
        return len(word) == 3
    return len(word) == 3 and word == region.name and word[-1] in "县市旗" and region.valid_to is None


def _lies_in(region: Region, stem: str) -> bool:
    """Whether an area, or the host of a zone, has a code that begins with ``stem``."""
    host = region.code if region.official_code is not None else region.parent
    return host is not None and host.startswith(stem)


def _stem(code: str | None) -> str:
    if code is None or code == "100000":
        return ""
    return code.rstrip("0") if len(code.rstrip("0")) % 2 == 0 else code.rstrip("0") + "0"


def _order(region: Region) -> int:
    return {"country": 0, "province": 1, "prefecture": 2, "cluster": 3, "county": 4, "zone": 5}[region.level]
