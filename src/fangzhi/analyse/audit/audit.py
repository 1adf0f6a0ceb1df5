"""The audit put together, the surest finding first."""

from collections.abc import Iterable
from dataclasses import dataclass

from fangzhi.analyse.audit.arithmetic import arithmetic, checked_indicators
from fangzhi.analyse.audit.conflicts import conflicts
from fangzhi.analyse.audit.finding import CERTAINTIES, Cited, Finding
from fangzhi.analyse.registry import RegisteredScheme, scheme_registry
from fangzhi.lexicon.scheme_codes import agrees
from fangzhi.store.atlas import Atlas
from fangzhi.store.ledger import indicator_notes, statements

_ETCETERA = "等"
_MOST = 400  # things with several figures that one question looks at
_AREAS = 8
_FIGURES = 50  # times as many figures for arithmetic
_ALL = 2**40


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings, the surest first; ``cut`` says that the atlas holds more than was looked at."""

    findings: tuple[Finding, ...]
    cut: bool


def audit(
    atlas: Atlas, *, region: str | None = None, kinds: Iterable[str] | None = None, most: int | None = _MOST
) -> Audit:
    """Everything that does not fit, ranked by how sure it is, then by how far apart.

    ``kinds`` narrows to some of conflict, unit, sum, product, growth, part, scheme, reading; without it everything but
    ``reading`` comes. ``most`` bounds what is looked at (None: all). NotFoundError for an unknown area.
    """
    wanted = None if kinds is None else set(kinds)
    notes = indicator_notes(atlas)
    figures = None if most is None or region is not None else most * _FIGURES
    key = atlas.region_key(region)[0] if region is not None else None
    things = _ALL if most is None else most
    against, cut = conflicts(atlas, notes, region=region, most=things)
    # Of a large atlas the figures of some areas are reckoned with: those where documents differ most.
    few = cut and region is None
    areas = list(dict.fromkeys(finding.region_key for finding in against))[:_AREAS] if few else None
    found = statements(
        atlas,
        region=region,
        areas=areas,
        not_status="target",
        catalogued=True,
        dated=True,
        keys=checked_indicators(notes),
        most=None if few else figures,
    )
    schemes = () if wanted is not None and "scheme" not in wanted else _schemes(_counted(atlas, key, things))
    findings = [
        *against,
        *arithmetic(found, notes),
        *schemes,
    ]
    kept = [f for f in findings if (f.kind != "reading" if wanted is None else f.kind in wanted)]
    return Audit(tuple(sorted(kept, key=_order)), cut or (not few and figures is not None and len(found) == figures))


def _counted(atlas: Atlas, region_key: str | None, most: int) -> tuple[RegisteredScheme, ...]:
    """Schemes that declare a count: no other can be found wrong."""
    return scheme_registry(atlas.question("registry_schemes_counted", region=region_key, most=most))


def _schemes(entries: Iterable[RegisteredScheme]) -> Iterable[Finding]:
    for entry in entries:
        wrong, wrong_zh = _miscounts(entry)
        if not wrong:
            continue
        cited = tuple(
            Cited(s.fact_id, entry.code or entry.name, s.sentence, s.document_id, s.title, s.published, None)
            for s in entry.sightings
        )
        yield Finding(
            kind="scheme",
            certainty="medium",
            region=entry.region,
            region_key=entry.region_code or entry.region,
            indicator=f"“{entry.code}”{entry.name}" if entry.code else entry.name,
            period=None,
            derivation="; ".join(wrong),
            derivation_zh="；".join(wrong_zh),
            apart=0.0,
            statements=cited,
        )


def _miscounts(entry: RegisteredScheme) -> tuple[list[str], list[str]]:
    """Counts that do not match, in English and in Chinese; a list that ends in 等 names only some of its members."""
    open_list = any(_ETCETERA in sighting.sentence for sighting in entry.sightings)
    wrong, wrong_zh = [], []
    for group in entry.groups:
        listed = len(group.members)
        if group.count is not None and listed and (listed > group.count or (listed < group.count and not open_list)):
            wrong.append(f"{group.label}: {group.count} declared, {listed} listed")
            wrong_zh.append(f"{group.label}：称{group.count}项，列出{listed}项")
    counts = [group.count for group in entry.groups if group.count is not None]
    whole = len(counts) == len(entry.groups) and len(counts) > 1
    if entry.code and whole and agrees(entry.code, counts) is False:
        wrong.append(f"the code {entry.code} does not read as {' and '.join(map(str, counts))}")
        wrong_zh.append(f"编码{entry.code}与{'、'.join(map(str, counts))}不符")
    return wrong, wrong_zh


def _order(finding: Finding) -> tuple[object, ...]:
    ids = tuple(statement.fact_id for statement in finding.statements)
    return CERTAINTIES.index(finding.certainty), -finding.apart, finding.region_key, finding.indicator, ids
