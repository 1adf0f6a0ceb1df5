"""The indicator catalogue: what a label in a text is the name of."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from fangzhi.lexicon.regions import RegionRegister
from fangzhi.lexicon.table import Column, Row, name_taken, read_table, words
from fangzhi.lexicon.wording import KINDS, MEASURES, Trim, Wording, load_wording
from fangzhi.model.errors import NotFoundError

_DIMENSION_COLUMNS: Final = (
    Column("id", required=True),
    Column("zh", required=True),
    Column("en", required=True),
    Column("units", words),
)
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_TAKEN_OFF: Final = ("country", "province", "prefecture")
_SCOPES: Final = ("above_scale", "above_quota", "whole_society", "urban", "rural", "province", "nation")


@dataclass(frozen=True, slots=True)
class Condition:
    """When an ambiguous name is this indicator's: the measures and units it is used with (empty: any)."""

    name: str
    measures: frozenset[str]
    units: frozenset[str]

    def admits(self, unit: str | None, measure: str | None) -> bool:
        """Whether the name, said with this unit and measure, is this indicator's."""
        return (not self.measures or measure in self.measures) and (not self.units or unit in self.units)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the catalogue.

    ``units`` are the usual bare units, the usual one first; ``kind`` is one of stock, flow, rate, ratio, index,
    count; ``better`` is up, down or none; ``scope`` says which part of the field is counted; ``conditions`` are names
    that are this indicator's only with certain measures or units; ``definition_zh`` is empty where only the English
    definition has been written.
    """

    id: str
    zh: str
    en: str
    zh_aliases: tuple[str, ...]
    en_aliases: tuple[str, ...]
    conditions: tuple[Condition, ...]
    dimension: str
    units: tuple[str, ...]
    kind: str
    better: str
    scope: str
    theme: str
    broader: str | None
    definition: str
    definition_zh: str

    @property
    def unit(self) -> str:
        """The usual bare unit, empty for an index without one."""
        return self.units[0] if self.units else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that needs no condition, the Chinese one first."""
        return (self.zh, *self.zh_aliases, self.en, *self.en_aliases)


class _Entry(NamedTuple):
    """What one name stands for; a plain tuple, for there are thousands."""

    indicator: Indicator
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class IndicatorCatalogue:
    """All indicators, found by id or by name; make it with ``load_indicators``."""

    rows: tuple[Indicator, ...]
    wording: Wording
    dimension_of_unit: Mapping[str, str]
    regions: RegionRegister | None
    _by_id: Mapping[str, Indicator] = field(repr=False)
    _by_key: Mapping[str, Sequence[_Entry]] = field(repr=False)
    _by_name: Mapping[str, Sequence[_Entry]] = field(repr=False)  # the same entries, by the names as written

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def find(self, indicator_id: str) -> Indicator | None:
        """The indicator with this id.

        >>> load_indicators().find("gdp").zh
        '地区生产总值'
        """
        return self._by_id.get(indicator_id)

    def match(
        self, label: str, *, unit: str | None = None, measure: str | None = None, deed: bool = False
    ) -> str | None:
        """The id of what a label names, None where the catalogue has no such thing or the unit forbids it.

        The label is compared as a whole; a part of it is never enough. ``unit`` (bare, as in a fact) and ``measure``
        decide between things of one name. ``deed`` says that the number counts what was made, won or begun (打造10个),
        which is never the stock of that name.

        >>> catalogue = load_indicators()
        >>> catalogue.match("经济增长", unit="%", measure="growth")
        'gdp'
        >>> catalogue.match("地区生产总值", unit="%", measure="level") is None
        True
        >>> catalogue.match("5G基站", unit="个", measure="level", deed=True) is None
        True
        """
        found = self._match(label, unit, measure)
        if found is not None and deed and measure == "level" and self._by_id[found].kind == "stock":
            return None
        return found

    def resolve(self, query: str) -> Indicator:
        """The indicator that a person means by an id or a name in Chinese or English.

        NotFoundError gives the nearest names.

        >>> load_indicators().resolve("gross domestic product").id
        'gdp'
        """
        found = self._by_id.get(query.strip())
        if found is not None:
            return found
        entries = self._by_key.get(self.wording.key(query), ())
        ids = {entry.indicator.id: entry.indicator for entry in entries}
        if len(ids) == 1:
            return next(iter(ids.values()))
        if ids:
            listed = ", ".join(f"{i.zh} ({i.id})" for i in ids.values())
            raise NotFoundError(f"the indicator {query!r} may be {listed}: give the id.")
        matched = self.match(query)
        if matched is not None:
            return self._by_id[matched]
        near = ", ".join(f"{i.zh} ({i.id})" for i in self.near(query))
        raise NotFoundError(f"no indicator {query!r} in the catalogue. Near: {near or 'nothing'}.")

    def near(self, query: str, limit: int = 5) -> list[Indicator]:
        """The indicators whose names are most like the query, or contain it, best first."""
        key = self.wording.key(query)
        found: dict[str, Indicator] = {}
        for name in sorted((n for n in self._by_key if key and key in n), key=len):
            found.setdefault(self._by_key[name][0].indicator.id, self._by_key[name][0].indicator)
        for name in difflib.get_close_matches(key, self._by_key, n=limit, cutoff=0.5):
            found.setdefault(self._by_key[name][0].indicator.id, self._by_key[name][0].indicator)
        for name in difflib.get_close_matches(query.strip().lower(), self._by_id, n=limit, cutoff=0.6):
            found.setdefault(name, self._by_id[name])
        return list(found.values())[:limit]

    def _match(self, label: str, unit: str | None, measure: str | None) -> str | None:
        entries = self._by_name.get(label)
        if entries is not None and (found := self._admitted(entries, (), unit, measure)) is not None:
            return found
        if "s " in label:
            owner, mark, owned = label.replace("’", "'").partition("'s ")
            if mark and self._is_region(owner):
                return self._match(owned, unit, measure)
        key = self.wording.key(label)
        entries = self._by_key.get(key)
        if entries is not None:
            for entry in entries:
                if entry.condition is not None:
                    # a name that holds under conditions only (经济总量 in money) means nothing else when they fail
                    return self._admitted(entries, (), unit, measure)
        for name, trims in self.wording.variants(key):
            entries = self._by_key.get(name)
            found = self._admitted(entries, trims, unit, measure) if entries is not None else None
            found = found or self._without_region(name, trims, unit, measure)
            if found is not None:
                return found
        return None

    def _admitted(
        self, entries: Sequence[_Entry], trims: tuple[Trim, ...], unit: str | None, measure: str | None
    ) -> str | None:
        for entry in entries:
            row = entry.indicator
            if (
                (entry.condition is None or entry.condition.admits(unit, measure))
                and (not trims or all(trim.admits(measure, row.dimension, row.kind) for trim in trims))
                and self._unit_fits(row, unit, measure)
            ):
                return row.id
        return None

    def _without_region(self, name: str, trims: tuple[Trim, ...], unit: str | None, measure: str | None) -> str | None:
        if self.regions is None:
            return None
        lengths = self.regions.name_lengths.get(name[:2])
        if lengths is None:
            return None
        for length in lengths:
            if length <= len(name) - 2 and self._is_region(name[:length]):
                for rest, more in self.wording.variants(name[length:]):
                    entries = self._by_key.get(rest)
                    found = self._admitted(entries, trims + more, unit, measure) if entries is not None else None
                    if found is not None:
                        return found
        return None

    def _is_region(self, name: str) -> bool:
        """Whether a region's name may be taken off; a county's only in full, for 长安汽车 is no car of Chang'an."""
        if self.regions is None:
            return False
        return any(row.name == name or row.level in _TAKEN_OFF for row in self.regions.named(name))

    def _unit_fits(self, row: Indicator, unit: str | None, measure: str | None) -> bool:
        """Whether a number of this measure in this unit can be about this indicator."""
        if unit is None or measure == "rank":
            return True
        dimension = self.dimension_of_unit.get(unit)
        if measure in {"growth", "cagr"}:
            # A share that «grows by 5 %» is as a rule one that rose by points: not for us to guess.
            return row.dimension not in {"percent", "per_mille"} and dimension in {"percent", "multiple"}
        if measure == "change" and dimension in {"percentage_point", "percent", "multiple"}:
            return row.dimension == "percent" and dimension == "percentage_point"
        if measure is None and dimension in {"percent", "percentage_point", "multiple"}:
            return True
        if unit == "":
            return row.kind in {"index", "ratio"}
        if dimension is None:
            # A counter that no dimension lists counts things; it is not worth an entry each.
            return unit in row.units or row.dimension == "count"
        return dimension == row.dimension or any(self.dimension_of_unit.get(usual) == dimension for usual in row.units)


def load_indicators(overlay: Path | None = None, *, regions: RegionRegister | None = None) -> IndicatorCatalogue:
    """Read the catalogue, with a user's folder laid over it.

    With a register, the name of a region may stand before a label (``四川省粮食产量``). LexiconError for a row that
    cannot be used.
    """
    wording = load_wording(overlay)
    dimensions = read_table("indicator_dimensions.csv", _DIMENSION_COLUMNS, overlay=overlay)
    columns = (
        Column("id", required=True),
        Column("zh", required=True),
        Column("en", required=True),
        Column("zh_aliases", words),
        Column("en_aliases", words),
        Column("context", words),
        Column("dimension", required=True, allowed=tuple(row["id"] for row in dimensions)),
        Column("unit", words),
        Column("kind", required=True, allowed=KINDS),
        Column("better", required=True, allowed=("up", "down", "none")),
        Column("scope", allowed=_SCOPES),
        Column("theme", required=True),
        Column("broader"),
        Column("definition", required=True),
        Column("definition_zh", _chinese),
    )
    table = {row["id"]: row for row in read_table("indicators.csv", columns, overlay=overlay)}
    by_id = {name: _indicator(row) for name, row in table.items()}
    by_key: dict[str, list[_Entry]] = {}
    by_name: dict[str, list[_Entry]] = {}
    for indicator in by_id.values():
        row = table[indicator.id]
        if indicator.broader and indicator.broader not in by_id:
            raise row.error(f"broader {indicator.broader!r} is no id of this table. Correct it, or leave it empty.")
        plain = _Entry(indicator, None)
        for name, entry in (
            *((name, plain) for name in indicator.names),
            *((condition.name, _Entry(indicator, condition)) for condition in indicator.conditions),
        ):
            entries = by_key.setdefault(wording.key(name), [])
            for other in entries:
                if other.indicator is not indicator and not _exclude_each_other(other.condition, entry.condition):
                    raise name_taken(row, name, table[other.indicator.id])
            entries.append(entry)
            by_name[name] = entries
    return IndicatorCatalogue(
        rows=tuple(by_id.values()),
        wording=wording,
        dimension_of_unit={unit: row["id"] for row in dimensions for unit in row["units"]},
        regions=regions,
        _by_id=by_id,
        _by_key=by_key,
        _by_name=by_name,
    )


def _chinese(cell: str) -> str:
    """A Chinese sentence, or nothing."""
    if cell and not (_HAN.search(cell) and cell.endswith("。")):
        raise ValueError(f"{cell!r} is no Chinese sentence. Write one that ends with 。, or leave it empty")
    return cell


def _indicator(row: Row) -> Indicator:
    return Indicator(
        id=row["id"],
        zh=row["zh"],
        en=row["en"],
        zh_aliases=row["zh_aliases"],
        en_aliases=row["en_aliases"],
        conditions=tuple(_condition(row, part) for part in row["context"]),
        dimension=row["dimension"],
        units=row["unit"],
        kind=row["kind"],
        better=row["better"],
        scope=row["scope"],
        theme=row["theme"],
        broader=row["broader"] or None,
        definition=row["definition"],
        definition_zh=row["definition_zh"],
    )


def _condition(row: Row, part: str) -> Condition:
    name, mark, demands = part.rpartition("=")
    if not mark or not name.strip() or not demands.strip():
        raise row.error(f"context {part!r} is not understood. Write name=growth,cagr or name=level,元.")
    given = [word.strip() for word in demands.split(",")]
    return Condition(
        name.strip(),
        frozenset(word for word in given if word in MEASURES),
        frozenset(word for word in given if word not in MEASURES),
    )


def _exclude_each_other(one: Condition | None, two: Condition | None) -> bool:
    if one is None or two is None:
        return False
    return any(
        mine and theirs and not mine & theirs for mine, theirs in ((one.measures, two.measures), (one.units, two.units))
    )
