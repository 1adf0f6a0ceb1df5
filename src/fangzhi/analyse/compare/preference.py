"""Which of several statements about one thing to believe first."""

from collections.abc import Iterable
from datetime import date

from fangzhi.store.ledger import OFFICIAL_KINDS, Statement

_LAST = len(OFFICIAL_KINDS)
_CONFIDENCE = ("certain", "context", "weak")


def preference(statement: Statement) -> tuple[object, ...]:
    """Sort key, the best first.

    An outcome before an estimate; the area's own document before others; communique, report, plan, policy before
    the press; the later document; what stands wholly in its clause; an exact figure before a bound.
    """
    kind = statement.document_kind
    return (
        statement.status == "estimate",
        statement.document_region_code != statement.region_code,
        OFFICIAL_KINDS.index(kind) if kind in OFFICIAL_KINDS else _LAST,
        -(statement.document_published or date.min).toordinal(),
        _CONFIDENCE.index(statement.confidence),
        statement.bound != "eq",
        statement.document_id,
        statement.span_start,
        statement.fact_id,
    )


def preferred(statements: Iterable[Statement]) -> list[Statement]:
    """The statements, the one to believe first at the front."""
    return sorted(statements, key=preference)


def same_standing(one: Statement, two: Statement) -> bool:
    """Whether neither document is more official than the other."""
    return preference(one)[:3] == preference(two)[:3]


def said_value(statement: Statement) -> tuple[float, float | None, str]:
    """What is said, to tell different figures from repetitions."""
    return statement.value, statement.value_high, statement.bound
