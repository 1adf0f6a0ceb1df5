"""Industries as policy documents name them, linked to the official classifications."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

from fangzhi.lexicon.cues import Cues, load_word_tables
from fangzhi.lexicon.table import Column, Row, check_names, read_table, words
from fangzhi.model.errors import NotFoundError

SECTORS = ("agriculture", "mining", "manufacturing", "digital_energy_green", "services")

_COLUMNS = (
    Column("id"),
    Column("zh", required=True),
    Column("en", required=True),
    Column("aliases", words),
    Column("bare", words),
    Column("english_aliases", words),
    Column("broader"),
    Column("gbt4754"),
    Column("sei2018"),
    Column("position", allowed=("material", "part", "equipment", "product", "service")),
    Column("generic", allowed=("yes",)),
)
_ISIC_COLUMNS = (Column("gbt4754"), Column("isic4", required=True))


@dataclass(frozen=True, slots=True)
class ClassCode:
    """A class of GB/T 4754-2017; ``full`` when the industry covers all of it."""

    code: str
    full: bool


@dataclass(frozen=True, slots=True)
class Industry:
    """One row of the list.

    ``bare`` are names that are also everyday words and count only in a list of industries or before 产业.
    ``broader`` is the id of the next broader industry, None for a root. ``isic4`` are divisions of ISIC Rev.4,
    ``sei2018`` the field of the strategic emerging industries classification of 2018. ``generic`` rows are
    brackets such as 制造业 or 未来产业: headings of statistics, no industry that a region can choose.
    """

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    bare: tuple[str, ...]
    english_aliases: tuple[str, ...]
    broader: str | None
    gbt4754: tuple[ClassCode, ...]
    isic4: tuple[str, ...]
    sei2018: str | None
    position: str | None
    generic: bool


@dataclass(frozen=True)
class IndustryCatalogue:
    """All industries, found by id or by any name that texts use."""

    rows: tuple[Industry, ...]
    wording: Cues

    def __iter__(self) -> Iterator[Industry]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def find(self, industry_id: str) -> Industry | None:
        """The industry with this id."""
        return self._by_id.get(industry_id)

    def resolve(self, query: str) -> Industry:
        """The industry meant by an id or a name, Chinese or English. NotFoundError with near names.

        >>> load_industries().resolve("eVTOL").zh
        '电动垂直起降飞行器'
        """
        found = self._by_id.get(query.strip()) or self._by_id.get(self.match(query) or "")
        if found is None:
            near = get_close_matches(query.strip().lower(), [*self._by_name, *self._by_english], n=3, cutoff=0.5)
            hint = f" Near names: {', '.join(near)}." if near else " Write it as a policy document would."
            raise NotFoundError(f"no industry is named {query!r}.{hint}")
        return found

    def match(self, label: str) -> str | None:
        """The id of the narrowest industry that a label names, None rather than a guess.

        A label that joins two names is theirs when one is part of the other, else nobody's.

        >>> catalogue = load_industries()
        >>> catalogue.match("工业母机及机器人"), catalogue.match("高端无人机产业"), catalogue.match("某某产业")
        ('machine_tools', 'drones', None)
        """
        return self._matched(label)

    @cached_property
    def _matched(self) -> Callable[[str], str | None]:
        return lru_cache(maxsize=20_000)(self._match)

    def _match(self, label: str) -> str | None:
        plain = label.strip().strip("“”\"'《》").replace(" ", "")
        if label.isascii():
            english = label.strip().lower()
            return self._by_english.get(english) or self._by_english.get(english.removesuffix(" industry"))
        found = self._by_name.get(plain) or self._stripped(plain)
        return found or self._joined(plain)

    def ancestors(self, industry_id: str) -> tuple[str, ...]:
        """The ids above an industry, the nearest first.

        >>> load_industries().ancestors("evtol")[:2]
        ('low_altitude_economy', 'aerospace')
        """
        out: list[str] = []
        row = self._by_id.get(industry_id)
        while row is not None and row.broader is not None:
            out.append(row.broader)
            row = self._by_id.get(row.broader)
        return tuple(out)

    def narrower(self, industry_id: str) -> tuple[Industry, ...]:
        """The industries right below one."""
        return tuple(row for row in self.rows if row.broader == industry_id)

    def names(self) -> Mapping[str, str]:
        """Every Chinese name that texts use, with its id."""
        return self._by_name

    def english_names(self) -> Mapping[str, str]:
        """Every English name in lower case, with its id."""
        return self._by_english

    @cached_property
    def bare_names(self) -> frozenset[str]:
        """The names that are everyday words too."""
        return frozenset(name for row in self.rows for name in row.bare)

    @cached_property
    def _by_id(self) -> dict[str, Industry]:
        return {row.id: row for row in self.rows}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {name: row.id for row in self.rows for name in _chinese_names(row)}

    @cached_property
    def _by_english(self) -> dict[str, str]:
        return {name.lower(): row.id for row in self.rows for name in (row.en, *row.english_aliases)}

    def _stripped(self, label: str) -> str | None:
        """The label without what says only that it is an industry, or a good one."""
        modifiers = self.wording.words("label", "modifiers")
        endings = self.wording.words("label", "endings")
        led = [m for m in modifiers if label.startswith(m)] if label.startswith(modifiers) else []
        for modifier in ("", *led):
            rest = label.removeprefix(modifier)
            if found := self._by_name.get(rest):
                return found
            for ending in endings if rest.endswith(endings) else ():
                if rest.endswith(ending) and (found := self._by_name.get(rest.removesuffix(ending))):
                    return found
            if found := self._by_name.get(rest + "产业"):
                return found
        return None

    @cached_property
    def _joints(self) -> frozenset[str]:
        return frozenset(self.wording.words("label", "joints"))

    def _joined(self, label: str) -> str | None:
        joints = self._joints
        if joints.isdisjoint(label):
            return None
        for index, letter in enumerate(label):
            if letter in joints and 1 < index < len(label) - 2:
                first = self._by_name.get(label[:index]) or self._stripped(label[:index])
                second = self._by_name.get(label[index + 1 :]) or self._stripped(label[index + 1 :])
                if first and second:
                    if first == second or second in self.ancestors(first):
                        return first
                    return second if first in self.ancestors(second) else None
        return None


def load_industries(overlay: Path | None = None) -> IndustryCatalogue:
    """Read the list, with the files of a user's folder laid over ours. LexiconError for a bad row.

    >>> len(load_industries()) > 400
    True
    """
    isic = {r["gbt4754"]: r["isic4"] for r in read_table("industries/isic.csv", _ISIC_COLUMNS, key="gbt4754")}
    rows = [row for sector in SECTORS for row in read_table(f"industries/{sector}.csv", _COLUMNS, overlay=overlay)]
    industries = [_industry(row, isic) for row in rows]
    check_names((row, [row["id"], *_chinese_names(industry)]) for row, industry in zip(rows, industries, strict=True))
    known = {industry.id for industry in industries}
    for row in rows:
        if row["broader"] and row["broader"] not in known:
            raise row.error(f"broader industry {row['broader']!r} is not in the list. Add it, or leave the cell empty.")
    return IndustryCatalogue(tuple(industries), load_word_tables("industries/wording.toml", overlay))


def _chinese_names(industry: Industry) -> Iterable[str]:
    return dict.fromkeys((industry.zh, *industry.aliases, *industry.bare))


def _industry(row: Row, isic: Mapping[str, str]) -> Industry:
    codes = tuple(ClassCode(part.removesuffix("*"), not part.endswith("*")) for part in row["gbt4754"].split())
    divisions = {division for code in codes if (division := _division(code.code, isic))}
    return Industry(
        id=row["id"],
        zh=row["zh"],
        en=row["en"],
        aliases=row["aliases"],
        bare=row["bare"],
        english_aliases=row["english_aliases"],
        broader=row["broader"] or None,
        gbt4754=codes,
        isic4=tuple(sorted(divisions)),
        sei2018=row["sei2018"] or None,
        position=row["position"] or None,
        generic=row["generic"] == "yes",
    )


def _division(code: str, isic: Mapping[str, str]) -> str | None:
    """The ISIC division of the longest known beginning of a GB/T 4754 code."""
    return next((found for size in (4, 3, 2) if (found := isic.get(code[:size]))), None)
