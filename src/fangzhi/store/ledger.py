"""What documents say about a number, as the ledger, comparisons and audits ask for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from fangzhi.store.atlas import CONDITIONS, Atlas, Choice
from fangzhi.store.queries import query
from fangzhi.store.rows import Rows
from fangzhi.store.summaries import summary_source

_CONDITIONS = {
    **CONDITIONS,
    "catalogued": "o.indicator_id IS NOT NULL",
    "pairs": "(coalesce(o.region_code, o.region), coalesce(o.indicator_id, o.indicator)) IN "
    "(SELECT (unnest($pair_regions), unnest($pair_indicators)))",
    "not_status": "o.status <> $not_status",
    "level": "o.region_code IN (SELECT region_code FROM region WHERE level IN (FROM unnest($level)))",
    "keys": "o.indicator_id IN (FROM unnest($keys))",
    "dated": "o.period_last IS NOT NULL",
    "areas": "coalesce(o.region_code, o.region) IN (FROM unnest($areas))",
}
_NEWEST_FIRST = "o.year DESC,"
_ELSEWHERE = ("region", "areas", "pair_regions", "pair_indicators")  # parameters of conditions that are not asked there
_FEW_REGIONS = 8  # up to so many are read where the figures of a region lie together


@dataclass(frozen=True, slots=True)
class Statement:
    """One observation with what is known of the document that states it.

    ``document_title`` is its path where it has no title; ``period_first`` and ``period_last`` are months counted as
    year * 12 + month - 1.
    """

    fact_id: str
    document_id: str
    span_start: int
    quote: str
    prefix: str
    suffix: str
    sentence_start: int
    sentence: str
    confidence: str
    region: str | None
    region_code: str | None
    indicator: str
    indicator_id: str | None
    measure: str
    value: float
    value_high: float | None
    unit: str
    bound: str
    period: str | None
    period_first: int | None
    period_last: int | None
    year: int | None
    status: str
    document_title: str
    document_published: date | None
    document_kind: str
    document_region_code: str | None
    document_url: str | None

    @property
    def region_key(self) -> str:
        """The code of the area, its name where it has none, nothing where the area is unknown."""
        return self.region_code or self.region or ""

    @property
    def indicator_key(self) -> str:
        """The id of the catalogue, else the label as written."""
        return self.indicator_id or self.indicator

    @property
    def official(self) -> bool:
        """Whether the document is the area's own report, plan or communique."""
        return self.document_region_code == self.region_code and self.document_kind in OFFICIAL_KINDS


OFFICIAL_KINDS = ("communique", "work_report", "plan", "policy")
# What a record repeats of a statement so that it can be cited.
EVIDENCE_FIELDS = (
    "fact_id",
    "quote",
    "sentence",
    "document_id",
    "document_title",
    "document_published",
    "document_url",
)
STATEMENT_FIELDS = tuple(field.name for field in fields(Statement))


@dataclass(frozen=True, slots=True)
class IndicatorNote:
    """What the catalogue of the atlas says of an indicator."""

    indicator_id: str
    zh: str
    en: str
    kind: str
    better: str
    scope: str
    broader: str | None


def statements(  # noqa: PLR0913  # one argument a filter
    atlas: Atlas,
    *,
    region: Choice = None,
    indicator: Choice = None,
    year: int | Iterable[int] | None = None,
    status: Choice = None,
    not_status: str | None = None,
    measure: Choice = None,
    document: Choice = None,
    level: Choice = None,
    pairs: Iterable[tuple[str, str]] | None = None,
    catalogued: bool = False,
    dated: bool = False,
    keys: Iterable[str] | None = None,
    areas: Sequence[str] | None = None,
    newest_first: bool = False,
    most: int | None = None,
) -> tuple[Statement, ...]:
    """Statements narrowed by any of the arguments.

    ``region`` and ``indicator`` are found as in ``Atlas.observations``; ``pairs`` are exact (region key, indicator
    key) as a Statement has them, ``keys`` exact ids of the catalogue; ``level`` is province, prefecture or county;
    ``catalogued`` leaves out labels that the catalogue does not know, ``dated`` those without a period; ``areas`` are
    exact region keys. NotFoundError for an unknown name.
    """
    wanted: dict[str, object] = {}
    together: set[str] | None = None  # all the regions that the figures can be about
    exact: frozenset[tuple[str, str]] | None = None  # the pairs
    if areas is not None:
        together = set(areas)
        wanted["areas"] = sorted(together)
    if region is not None:
        together = {atlas.region_key(name)[0] for name in _several(region)}
        wanted["region"] = sorted(together)
    if indicator is not None:
        wanted["indicator"] = [atlas.indicator_key(name)[0] for name in _several(indicator)]
    lists = {"status": status, "measure": measure, "document": document, "level": level, "keys": keys}
    wanted |= {name: _several(choice) for name, choice in lists.items() if choice is not None}
    if year is not None:
        wanted["year"] = [year] if isinstance(year, int) else list(year)
    if not_status is not None:
        wanted["not_status"] = not_status
    # a rate against another base than the year before is compared with nothing
    chosen = ["o.base_period IS NULL", *(_CONDITIONS[name] for name in wanted)]
    if pairs is not None:
        listed = sorted(set(pairs))
        wanted |= {"pair_regions": [pair[0] for pair in listed], "pair_indicators": [pair[1] for pair in listed]}
        chosen.append(_CONDITIONS["pairs"])
        exact = frozenset(listed)
        together = {pair[0] for pair in listed} if together is None else together
        if all(pair[1] in indicator_notes(atlas) for pair in listed):  # other indicators are passed over in blocks
            wanted["pair_ids"] = sorted({pair[1] for pair in listed})
            chosen.append("o.indicator_id IN (FROM unnest($pair_ids))")
    chosen += [_CONDITIONS[name] for name, asked in (("catalogued", catalogued), ("dated", dated)) if asked]
    place = None if together is None or most is not None else _together(atlas, together)
    if place is not None:  # there regions are few, and pairs are picked out of what is read: a join takes longer
        elsewhere = {_CONDITIONS["region"], _CONDITIONS["areas"], _CONDITIONS["pairs"]}
        chosen = ["o.region_key IN (FROM unnest($together))", *(part for part in chosen if part not in elsewhere)]
        wanted = {name: value for name, value in wanted.items() if name not in _ELSEWHERE}
        wanted["together"] = sorted(together or ())
    sql = _question(chosen, place, newest_first=newest_first, limited=most is not None)
    found = _statements(atlas.ask(sql, wanted if most is None else {**wanted, "most": most}))
    if place is None or exact is None:
        return found
    return tuple(one for one in found if (one.region_key, one.indicator_key) in exact)


def _question(chosen: Sequence[str], place: str | None, *, newest_first: bool, limited: bool) -> str:
    """The SQL for some conditions, over the table in which the figures of a region lie together, where it is given."""
    where = " AND ".join(chosen) or "true"
    first = _NEWEST_FIRST if newest_first else ""
    if place is not None:
        return _filled("ledger_region_statements", where, first).replace(
            "/* region_statement */ region_statement", place
        )
    if limited:
        where = f"o.fact_id IN ({_filled('ledger_newest', where, first)})"
    return _filled("ledger_statements", where, first)


def _together(atlas: Atlas, regions: set[str]) -> str | None:
    """The table in which the figures of regions lie together: of a few that have codes, or of provinces alone."""
    levels = atlas.once("region levels", lambda: _region_levels(atlas))
    if len(regions) <= _FEW_REGIONS and all(region in levels for region in regions):
        return summary_source(atlas, "region_statement")
    if all(levels.get(region) == "province" for region in regions):
        return summary_source(atlas, "province_statement")
    return None


def _region_levels(atlas: Atlas) -> dict[str, str]:
    """The level of each code, as it stands now or last stood."""
    rows = atlas.ask("SELECT region_code, level FROM region ORDER BY valid_to NULLS LAST, name DESC")
    return {row["region_code"]: row["level"] for row in rows}


@dataclass(frozen=True, slots=True)
class ChosenTargets:
    """Target statements, the ids of those that only are the base of a later one, and whether there are more."""

    statements: tuple[Statement, ...]
    bases: frozenset[str]
    more: bool


def chosen_targets(  # one argument a filter
    atlas: Atlas,
    *,
    regions: Sequence[str] = (),
    indicators: Sequence[str] = (),
    years: Sequence[int] = (),
    level: str | None = None,
    measure: str | None = None,
    most: int,
) -> ChosenTargets | None:
    """At most so many targets of the catalogue; an empty filter takes all.

    First those of which an outcome is told, then those of higher regions, then the newest. None for an atlas that was
    opened without the summaries of its build.
    """
    place = summary_source(atlas, "target")
    if place is None:
        return None
    given: dict[str, Sequence[str | int]] = {
        "region_key": regions,
        "indicator_id": indicators,
        "year": years,
        "level": () if level is None else (level,),
        "measure": () if measure is None else (measure,),
    }
    several = {name: list(values) for name, values in given.items() if len(values) > 1}
    single = {name: values[0] for name, values in given.items() if len(values) == 1}
    chosen = [f"{name} = ${name}" for name in single] + [f"{name} IN (FROM unnest(${name}))" for name in several]
    conditions = " AND ".join(chosen) or "true"
    # The targets of an indicator lie together and are few: read at once; others are chosen by narrow columns first.
    name = "ledger_targets_together" if indicators else "ledger_chosen_targets"
    sql = query(name).replace("/* target */ target", place)
    rows = atlas.ask(sql.replace("/* conditions */ true", conditions), {**single, **several, "most": most + 1})
    found = _statements(rows)
    bases = zip(found, rows.table.column("base").to_pylist(), strict=True)
    return ChosenTargets(found[:most], frozenset(one.fact_id for one, base in bases if base), len(found) > most)


def _statements(rows: Rows) -> tuple[Statement, ...]:
    columns = [rows.table.column(name).to_pylist() for name in STATEMENT_FIELDS]
    return tuple(Statement(*values) for values in zip(*columns, strict=True))


def count_statements(atlas: Atlas, *, status: str) -> int:
    """How many observations of a status there are."""
    rows = atlas.ask("SELECT count(*) AS n FROM observation WHERE status = $status", {"status": status})
    return int(rows.rows()[0]["n"])


def newest_publication(atlas: Atlas) -> date | None:
    """The day on which the newest document was published."""
    found: date | None = atlas.ask("SELECT max(published) AS day FROM document").rows()[0]["day"]
    return found


def indicator_notes(atlas: Atlas) -> Mapping[str, IndicatorNote]:
    """The catalogue of the atlas by id."""
    return atlas.once("indicator notes", lambda: _indicator_notes(atlas))


def _indicator_notes(atlas: Atlas) -> Mapping[str, IndicatorNote]:
    rows = atlas.ask("SELECT indicator_id, zh, en, kind, better, scope, broader FROM indicator")
    return {
        row["indicator_id"]: IndicatorNote(
            row["indicator_id"],
            row["zh"],
            row["en"],
            row["kind"] or "",
            row["better"] or "none",
            row["scope"] or "",
            row["broader"],
        )
        for row in rows
    }


def _filled(name: str, where: str, first: str) -> str:
    return query(name).replace("/* conditions */ true", where).replace("/* first */", first)


def _several(choice: Iterable[str] | None) -> list[str]:
    if choice is None:
        return []
    return [choice] if isinstance(choice, str) else list(choice)


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing that has more than one figure: keys as a Statement has them, the months of the period."""

    region_key: str
    indicator_key: str
    measure: str
    period_first: int
    period_last: int
    target: bool


def differing(atlas: Atlas, *, region: str | None = None, most: int) -> tuple[Differing, ...]:
    """What documents give different figures for, most documents first; ``region`` is a name. NotFoundError."""
    key = atlas.region_key(region)[0] if region is not None else None
    place = summary_source(atlas, "differing") or f"({query('summary_differing')})"
    sql = query("ledger_differing").replace("/* differing */ differing", place)
    return tuple(Differing(**row) for row in atlas.ask(sql, {"region": key, "most": most}))
