"""How steep a target is: against what was reached before it, and in growth a year."""

from collections.abc import Iterable, Mapping

from fangzhi.analyse.compare.footing import conversion, footing
from fangzhi.analyse.compare.preference import preferred
from fangzhi.analyse.ledger.row import Implied, Step
from fangzhi.lexicon.load import load_lexicon
from fangzhi.store.ledger import IndicatorNote, Statement

_GROWS = ("flow", "stock")
_AMOUNTS = ("money", "mass", "energy", "power", "money_per_person")  # a yearly count of deeds does not grow
_YEAR = 12  # months
_BASE_BOUND = "the base is itself said as a bound or roughly"
_REAL = "the levels are at the prices of their years, the growth reached is in real terms"


def implied_growth(target: Statement, said: Iterable[Statement], notes: Mapping[str, IndicatorNote]) -> Implied | None:
    """The growth a year from the latest level reached to the level aimed at; None where there is no such base.

    ``((target / base) ** (1 / years) - 1) * 100``. Only whole years and amounts that grow (flows and stocks, no
    shares) are taken.
    """
    note, kinds = notes.get(target.indicator_key), load_lexicon().indicators.dimension_of_unit
    if target.measure != "level" or note is None or note.kind not in _GROWS or target.unit == "%":
        return None
    if note.kind != "stock" and kinds.get(target.unit) not in _AMOUNTS:
        return None
    if target.year is None or _length(target) != _YEAR or target.value <= 0:
        return None
    said = [s for s in said if s.indicator_key == target.indicator_key and s.year is not None]
    bases = [
        s
        for s in said
        if s.measure == "level"
        and s.status == "actual"
        and s.bound != "max"
        and s.value_high is None
        and s.value > 0
        and _length(s) == _YEAR
        and s.year is not None
        and s.year < target.year
        and conversion(s.unit, target.unit) is not None
        and footing(s) == footing(target)
    ]
    if not bases:
        return None
    latest = max(s.year or 0 for s in bases)
    base = preferred(s for s in bases if s.year == latest)[0]
    value = base.value * (conversion(base.unit, target.unit) or 1.0)
    years = target.year - latest
    rate = round(((target.value / value) ** (1 / years) - 1) * 100, 2)
    grown = [s for s in said if s.measure == "growth" and s.status == "actual" and _length(s) == _YEAR]
    newest = max((s.year or 0 for s in grown), default=0)
    reached = preferred(s for s in grown if s.year == newest)[0] if grown else None
    real = reached is not None and footing(reached).price == "real"
    cautions = [_BASE_BOUND] if base.bound != "eq" else []
    cautions += [_REAL] if real else []
    return Implied(rate, years, target.bound, base, reached, "; ".join(cautions))


def step_from_before(target: Statement, said: Iterable[Statement]) -> Step | None:
    """The target beside the outcome of the period of the same length right before it."""
    if target.period_first is None or target.period_last is None or target.measure == "rank":
        return None
    length = _length(target)
    before = [
        s
        for s in said
        if s.indicator_key == target.indicator_key
        and s.measure == target.measure
        and s.period_last == target.period_first - 1
        and _length(s) == length
        and conversion(s.unit, target.unit) is not None
        and footing(s) == footing(target)
    ]
    if not before:
        return None
    base = preferred(before)[0]
    value = base.value * (conversion(base.unit, target.unit) or 1.0)
    high = target.value if target.value_high is None else target.value_high
    if target.value <= value <= high and target.value_high is not None:
        return Step("around", round(target.value - value, 10), base)
    end = target.value if value < target.value else high
    words = "equal" if end == value else "above" if end > value else "below"
    return Step(words, round(end - value, 10), base)


def _length(statement: Statement) -> int:
    if statement.period_first is None or statement.period_last is None:
        return 0
    return statement.period_last - statement.period_first + 1
