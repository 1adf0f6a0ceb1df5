"""Finding the outcome of a target, or saying why there is none to compare."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fangzhi.analyse.compare.guard import Difference, differences
from fangzhi.analyse.compare.preference import preferred, said_value, same_standing
from fangzhi.analyse.compare.said import said
from fangzhi.analyse.ledger.verdict import Judgement, judge
from fangzhi.store.ledger import IndicatorNote, Statement

# The reason that is told when nothing can be compared: the one nearest to a comparison.
_NEARNESS = ("price_basis", "footing", "scope", "currency", "unit", "measure", "period", "period_span")
_ACROSS = frozenset({"status"})


@dataclass(frozen=True, slots=True)
class Found:
    """The judgement on a target, with the statements it rests on."""

    judgement: Judgement
    reason_code: str
    outcome: Statement | None
    others: tuple[Statement, ...]
    nearest: Statement | None


def month_of(day: date) -> int:
    """The month of a day, counted as year * 12 + month - 1."""
    return day.year * 12 + day.month - 1


def find_outcome(
    target: Statement, candidates: Iterable[Statement], notes: Mapping[str, IndicatorNote], on: date | None
) -> Found:
    """The verdict on one target; ``candidates`` are the outcomes of its area, its indicator and related scopes.

    ``on`` is the day of the question: a period that has not ended by then is open.
    """
    matching: list[Statement] = []
    apart: list[tuple[tuple[Difference, ...], Statement]] = []
    for statement in candidates:
        why = differences(target, statement, notes, across=_ACROSS)
        if not why and not _premature(statement):
            matching.append(statement)
        elif why and all(difference.code in _NEARNESS for difference in why) and _overlap(target, statement):
            apart.append((why, statement))
    if on is not None and target.period_last is not None and target.period_last >= month_of(on):
        return Found(Judgement("open", f"{target.period} has not ended by {on}"), "not_ended", None, (), None)
    if matching:
        return _judged(target, preferred(matching), notes)
    if not apart:
        words = "no outcome found in the documents"
        return Found(Judgement("cannot be judged", words), "no_outcome", None, (), None)
    why, nearest = min(apart, key=lambda pair: (*_distance(pair[0]), preferred([pair[1]])[0].fact_id))
    reason = Judgement("cannot be judged", "; ".join(difference.words for difference in why))
    return Found(reason, why[0].code, None, (), nearest)


def told_late(target: Statement) -> bool:
    """Whether the document is from after the period of the target."""
    day = target.document_published
    return day is not None and target.period_last is not None and month_of(day) > target.period_last


def better_of(target: Statement, notes: Mapping[str, IndicatorNote]) -> str:
    """Which direction is better for this figure: up, down or none; a rank is better when it is smaller."""
    if target.measure == "rank":
        return "down"
    note = notes.get(target.indicator_key)
    return note.better if note else "none"


def _judged(target: Statement, outcomes: Sequence[Statement], notes: Mapping[str, IndicatorNote]) -> Found:
    better = better_of(target, notes)
    first, others = outcomes[0], tuple(outcomes[1:])
    promised = said(target, target.unit)
    judgement = judge(promised, said(first, target.unit), better)
    code = "" if judgement.verdict != "cannot be judged" else "vague"
    for other in others:
        if said_value(other) == said_value(first) or not same_standing(first, other):
            continue
        second = judge(promised, said(other, target.unit), better)
        if second.verdict != judgement.verdict:
            words = f"documents of the same standing differ: {first.quote} and {other.quote}"
            return Found(Judgement("cannot be judged", words), "documents_differ", first, others, other)
    return Found(judgement, code, first, others, None)


def _premature(statement: Statement) -> bool:
    """An outcome told before its period ended is no outcome of the period."""
    day = statement.document_published
    return day is not None and statement.period_last is not None and month_of(day) < statement.period_last


def _overlap(target: Statement, statement: Statement) -> bool:
    if target.period_first is None or statement.period_first is None:
        return False
    if target.period_last is None or statement.period_last is None:
        return False
    return statement.period_first <= target.period_last and target.period_first <= statement.period_last


def _distance(why: tuple[Difference, ...]) -> tuple[int, int]:
    return len(why), min(_NEARNESS.index(difference.code) for difference in why)
