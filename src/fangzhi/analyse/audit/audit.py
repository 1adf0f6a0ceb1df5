"""The audit put together, the surest finding first."""

from collections.abc import Iterable, Sequence

from fangzhi.analyse.audit.arithmetic import arithmetic, checked_indicators
from fangzhi.analyse.audit.conflicts import conflicts
from fangzhi.analyse.audit.finding import CERTAINTIES, Cited, Finding
from fangzhi.analyse.registry import RegisteredScheme, scheme_registry
from fangzhi.store.atlas import Atlas
from fangzhi.store.ledger import indicator_notes, statements

_MOST = 200_000  # figures that arithmetic looks at


def audit(atlas: Atlas, *, region: str | None = None, kinds: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Everything that does not fit, ranked by how sure it is, then by how far apart.

    ``kinds`` narrows to some of conflict, unit, sum, product, growth, part, scheme. NotFoundError for an unknown area.
    """
    notes = indicator_notes(atlas)
    checked = checked_indicators(notes)
    found = statements(atlas, region=region, not_status="target", catalogued=True, dated=True, keys=checked, most=_MOST)
    key = atlas.region_key(region)[0] if region is not None else None
    schemes = scheme_registry(atlas.question("registry_schemes"))
    findings = [
        *conflicts(atlas, notes, region=region),
        *arithmetic(found, notes),
        *(f for f in _schemes(schemes) if key is None or key == f.region_key),
    ]
    wanted = None if kinds is None else set(kinds)
    kept = [finding for finding in findings if wanted is None or finding.kind in wanted]
    return tuple(sorted(kept, key=_order))


def _schemes(entries: Sequence[RegisteredScheme]) -> Iterable[Finding]:
    for entry in entries:
        if not entry.disagreements:
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
            derivation="; ".join(entry.disagreements),
            apart=0.0,
            statements=cited,
        )


def _order(finding: Finding) -> tuple[object, ...]:
    ids = tuple(statement.fact_id for statement in finding.statements)
    return CERTAINTIES.index(finding.certainty), -finding.apart, finding.region_key, finding.indicator, ids
