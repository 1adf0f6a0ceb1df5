"""Conflicts: one thing, several numbers that rounding does not explain."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from fangzhi.analyse.audit.finding import Certainty, Finding, apart, powers_apart, rounded
from fangzhi.analyse.compare.guard import differences
from fangzhi.analyse.compare.preference import preferred
from fangzhi.analyse.compare.said import said
from fangzhi.store.atlas import Atlas
from fangzhi.store.ledger import Differing, IndicatorNote, Statement, differing, statements

_Key = tuple[str, str, str, int, int, bool]
_HALF = 0.5
_MEASURES = {"level": "数值", "growth": "增速", "cagr": "年均增速", "change": "增量", "rank": "位次"}


def conflicts(
    atlas: Atlas, notes: Mapping[str, IndicatorNote], *, region: str | None = None, most: int
) -> tuple[list[Finding], bool]:
    """Figures of one thing that cannot both be right: same area, indicator, measure, period, footing, no overlap.

    ``most`` things with several figures are looked at, those in most documents first; also says whether some were
    left out.
    """
    found = differing(atlas, region=region, most=most + 1)
    if not found:
        return [], False
    cut = len(found) > most
    found = found[:most]
    wanted = {_key_of(thing) for thing in found}
    groups: dict[_Key, list[Statement]] = defaultdict(list)
    for statement in statements(atlas, pairs={(t.region_key, t.indicator_key) for t in found}, dated=True):
        key = _key(statement)
        if key in wanted:
            groups[key].append(statement)
    return [finding for group in groups.values() for finding in _conflict(group, notes)], cut


def _conflict(group: Sequence[Statement], notes: Mapping[str, IndicatorNote]) -> Iterable[Finding]:
    """The figure to believe first against each other that contradicts it."""
    ordered = preferred(group)
    first = ordered[0]
    against: dict[float, Statement] = {}
    for other in ordered[1:]:
        if not differences(first, other, notes) and not _overlap(first, other):
            against.setdefault(said(other, first.unit).value, other)
    for value, other in against.items():
        power = powers_apart(first.value, value)
        yield Finding(
            kind="unit" if power else "reading" if _may_be_two_things(first, other) else "conflict",
            certainty="high" if power else _certainty(first, other),
            region=first.region or first.region_key,
            region_key=first.region_key,
            indicator=notes[first.indicator_key].zh if first.indicator_key in notes else first.indicator,
            period=first.period,
            derivation=_words(first, other, power),
            derivation_zh=_words_zh(first, other, power),
            apart=apart(first.value, value),
            statements=(first, other),
        )


def _words(first: Statement, other: Statement, power: int | None) -> str:
    where = "one document says" if first.document_id == other.document_id else "two documents say"
    kind = f" {first.measure}" + (" target" if first.status == "target" else "")
    words = f"{where} {first.quote} and {other.quote} of{kind} {first.period}"
    return f"{words}: about 10^{power} times apart" if power else words


def _words_zh(first: Statement, other: Statement, power: int | None) -> str:
    where = "同一文献" if first.document_id == other.document_id else "两份文献"
    kind = f"{_MEASURES.get(first.measure, first.measure)}{'目标' if first.status == 'target' else ''}"
    words = f"{where}对{_period_zh(first.period)}的{kind}说法不一：{first.quote}与{other.quote}"
    return f"{words}，相差约10^{power}倍" if power else words


def _period_zh(notation: str | None) -> str:
    first, _, last = (notation or "").partition("/")
    return f"{first}—{last}年" if last.isdigit() and first.isdigit() else f"{first}年" if first.isdigit() else first


def _may_be_two_things(first: Statement, other: Statement) -> bool:
    """Two figures of one document, or two increases: one word (新增, 达到) tells an increase from a level."""
    return first.document_id == other.document_id or first.measure == "change"


def _certainty(first: Statement, other: Statement) -> Certainty:
    """Two figures of one document are more often two things that we took for one."""
    if _may_be_two_things(first, other):
        return "low"
    sure = first.confidence == other.confidence == "certain" and first.bound == other.bound == "eq"
    same_words = first.indicator == other.indicator
    wide = apart(first.value, other.value) > _HALF
    return "high" if sure and same_words and not wide else "medium"


def _overlap(one: Statement, two: Statement) -> bool:
    low, high = rounded(said(one, one.unit))
    other_low, other_high = rounded(said(two, one.unit))
    slack = 1e-9 * max(abs(one.value), 1.0)
    return low <= other_high + slack and other_low <= high + slack


def _key(s: Statement) -> _Key:
    return s.region_key, s.indicator_key, s.measure, s.period_first or 0, s.period_last or 0, s.status == "target"


def _key_of(t: Differing) -> _Key:
    return t.region_key, t.indicator_key, t.measure, t.period_first, t.period_last, t.target
