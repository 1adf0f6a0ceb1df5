"""The comparability guard: why two figures must not be compared as if they were the same thing."""

from collections.abc import Mapping
from dataclasses import dataclass

from fangzhi.analyse.compare.footing import conversion, currencies_differ, footing
from fangzhi.store.ledger import IndicatorNote, Statement

MEASURES = {
    "level": "a level",
    "growth": "growth on the year before",
    "cagr": "average annual growth",
    "change": "a change",
    "rank": "a rank",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One reason against a comparison: ``code`` for machines, ``words`` for readers.

    Codes: indicator, scope, measure, currency, unit, price_basis, footing, period, period_span, status.
    """

    code: str
    words: str


def differences(
    one: Statement, two: Statement, notes: Mapping[str, IndicatorNote], *, across: frozenset[str] = frozenset()
) -> tuple[Difference, ...]:
    """Everything that keeps two figures from being compared; empty when nothing does.

    ``across`` names codes that the question itself runs across: a target is compared with an outcome across
    ``status``, two years across ``period``.
    """
    found = [
        *_indicator(one, two, notes),
        *_measure(one, two),
        *_unit(one, two),
        *_footing(one, two),
        *_period(one, two),
        *_status(one, two),
    ]
    return tuple(difference for difference in found if difference.code not in across)


def related_scope(one: str, two: str, notes: Mapping[str, IndicatorNote]) -> bool:
    """Whether two indicators are one thing counted over different parts of the field (全部工业 and 规上工业)."""
    if one not in notes or two not in notes:
        return False
    first, second = notes[one], notes[two]
    above = first.broader == two or second.broader == one
    beside = first.broader is not None and first.broader == second.broader
    return (above or beside) and bool(first.scope or second.scope) and first.scope != second.scope


def _indicator(one: Statement, two: Statement, notes: Mapping[str, IndicatorNote]) -> list[Difference]:
    if one.indicator_key == two.indicator_key:
        return []
    names = f"{one.indicator} and {two.indicator}"
    if related_scope(one.indicator_key, two.indicator_key, notes):
        return [Difference("scope", f"other scope: {names}")]
    return [Difference("indicator", f"different things: {names}")]


def _measure(one: Statement, two: Statement) -> list[Difference]:
    if one.measure == two.measure:
        return []
    words = f"{MEASURES[one.measure]} and {MEASURES[two.measure]}"
    return [Difference("measure", f"different measures: {words}")]


def _unit(one: Statement, two: Statement) -> list[Difference]:
    if one.measure != two.measure or conversion(one.unit, two.unit) is not None:
        return []
    if currencies_differ(one.unit, two.unit):
        return [Difference("currency", f"different currencies: {one.unit} and {two.unit}")]
    return [Difference("unit", f"different units: {one.unit} and {two.unit}")]


def _footing(one: Statement, two: Statement) -> list[Difference]:
    if one.measure != two.measure:
        return []
    first, second = footing(one), footing(two)
    found = []
    if first.price != second.price:
        words = f"{first.price or 'unstated'} and {second.price or 'unstated'}"
        found.append(Difference("price_basis", f"different price bases: {words}"))
    if first.basis != second.basis:
        found.append(Difference("footing", "one of them is on the same basis as the year before (同口径), one is not"))
    return found


def _period(one: Statement, two: Statement) -> list[Difference]:
    if one.period_first is None or two.period_first is None or one.period_last is None or two.period_last is None:
        return [Difference("period", "the period of one of them is not known")]
    if (one.period_first, one.period_last) == (two.period_first, two.period_last):
        return []
    if two.period_last - two.period_first != one.period_last - one.period_first:
        return [Difference("period_span", f"periods of different length: {one.period} and {two.period}")]
    return [Difference("period", f"different periods: {one.period} and {two.period}")]


def _status(one: Statement, two: Statement) -> list[Difference]:
    kinds = {"target" if figure.status == "target" else "outcome" for figure in (one, two)}
    return [Difference("status", "one is a target, one an outcome")] if len(kinds) == 2 else []
