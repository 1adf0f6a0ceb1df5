"""What became of a target in the report of the year after: kept, raised, softened, dropped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from fangzhi.analyse.compare.footing import conversion, footing
from fangzhi.analyse.compare.preference import preferred
from fangzhi.analyse.ledger.outcomes import better_of, told_late
from fangzhi.lexicon.load import load_lexicon
from fangzhi.store.atlas import Atlas, Choice
from fangzhi.store.ledger import EVIDENCE_FIELDS, IndicatorNote, Statement, indicator_notes, statements

_Thing = tuple[str, str]  # indicator and measure
_AreaYear = tuple[str, int]
Kind = Literal["raised", "softened", "kept", "changed", "dropped", "new", "cannot be judged"]
# How much a bound asks for when a higher value is better; mirrored when a lower one is.
_STRICTNESS = {"min": 2, "eq": 1, "approx": 0, "max": -1}
_LIST = 3  # targets in one sentence that make it the list of the year
_YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Shift:
    """One indicator in the target lists of two years running.

    ``before`` or ``after`` is None where that year states no target; ``reason`` says how the words differ, or why
    nothing can be said; ``list_after`` is a target of the list in which the dropped one is missing.
    """

    region: str
    region_code: str | None
    indicator: str
    indicator_id: str
    measure: str
    year: int
    kind: Kind
    reason: str
    before: Statement | None
    after: Statement | None
    list_after: Statement | None

    def record(self) -> dict[str, Any]:
        """The shift as one flat record."""
        out: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("region", "region_code", "indicator", "indicator_id", "measure", "year", "kind", "reason")
        }
        for side in ("before", "after", "list_after"):
            statement: Statement | None = getattr(self, side)
            out |= {f"{side}_{name}": statement and getattr(statement, name) for name in EVIDENCE_FIELDS}
        return out


def target_shifts(
    atlas: Atlas, *, region: Choice = None, indicator: Choice = None, year: int | None = None
) -> tuple[Shift, ...]:
    """Compare the yearly target lists of each area with those of the year before.

    Only the area's own documents count. Where both years state a target it is kept, raised or softened. It is
    dropped (or new) where both years have a list, a sentence with at least three targets, and no sentence with
    targets of the other year names its indicator; where one does, the number may have escaped us and the row says
    so. ``year`` is the later of the two years. NotFoundError for an unknown name.
    """
    notes = indicator_notes(atlas)
    wanted = {atlas.indicator_key(name)[0] for name in _several(indicator)} if indicator is not None else None
    found = statements(atlas, region=region, status="target", dated=True)
    said: dict[_AreaYear, list[Statement]] = defaultdict(list)
    for t in found:
        if t.official and t.region_key and _is_year(t) and not told_late(t):
            said[t.region_key, t.year or 0].append(t)
    shifts: list[Shift] = []
    for (region_key, first), before in said.items():
        after = said.get((region_key, first + 1))
        if after and year in {None, first + 1}:
            shifts += _shifts(before, after, notes)
    kept = [s for s in shifts if wanted is None or s.indicator_id in wanted]
    return tuple(sorted(kept, key=lambda s: (-s.year, s.region_code or s.region, s.indicator_id, s.measure)))


def _shifts(
    before: Sequence[Statement], after: Sequence[Statement], notes: Mapping[str, IndicatorNote]
) -> Iterable[Shift]:
    earlier, later = _by_thing(before), _by_thing(after)
    listed_before, listed_after = _listed(before), _listed(after)
    for thing in [*earlier, *(thing for thing in later if thing not in earlier)]:
        old, new = earlier.get(thing), later.get(thing)
        some = old or new
        # What one year leaves out says something only where both years have a list.
        told = (old is not None and new is not None) or (
            thing in (listed_before if old else listed_after) and bool(listed_before and listed_after)
        )
        if some is None or not told:
            continue
        kind, reason = _kind(old, new, before, after, notes)
        yield Shift(
            region=some.region or some.region_key,
            region_code=some.region_code,
            indicator=notes[thing[0]].zh if thing[0] in notes else some.indicator,
            indicator_id=thing[0],
            measure=some.measure,
            year=after[0].year or 0,
            kind=kind,
            reason=reason,
            before=old,
            after=new,
            list_after=listed_after[next(iter(listed_after))] if new is None else None,
        )


def _listed(targets: Sequence[Statement]) -> dict[_Thing, Statement]:
    """The targets that stand in a sentence with at least three of them."""
    sentences: dict[tuple[str, int], dict[_Thing, Statement]] = defaultdict(dict)
    for t in targets:
        if t.indicator_id is not None:
            sentences[t.document_id, t.sentence_start][t.indicator_id, t.measure] = t
    return {thing: t for members in sentences.values() if len(members) >= _LIST for thing, t in members.items()}


def _kind(
    old: Statement | None,
    new: Statement | None,
    before: Sequence[Statement],
    after: Sequence[Statement],
    notes: Mapping[str, IndicatorNote],
) -> tuple[Kind, str]:
    if old is None or new is None:
        present, others = (old, after) if old is not None else (new, before)
        assert present is not None  # noqa: S101  # one of the two is there
        year = "the later" if old is not None else "the earlier"
        if any(name in t.sentence for t in others for name in _names(present)):
            return "cannot be judged", f"{year} report names it among its targets, but no figure of it was read"
        return ("dropped", "no target stated") if old is not None else ("new", "no target stated the year before")
    factor = conversion(new.unit, old.unit)
    if factor is None or footing(old) != footing(new):
        return "cannot be judged", "the two stand in different units or on different price bases"
    return _compared(old, new, factor, better_of(new, notes))


def _compared(old: Statement, new: Statement, factor: float, better: str) -> tuple[Kind, str]:
    value = new.value * factor
    high = None if new.value_high is None else new.value_high * factor
    same_value = value == old.value and high == old.value_high
    if same_value and new.bound == old.bound:
        return "kept", ""
    if better == "none":
        return "changed", "it is not settled in which direction this indicator should go"
    sign = 1 if better == "up" else -1
    by_value = sign * _compare((value, high or value), (old.value, old.value_high or old.value), sign)
    ranged = new.value_high is not None or old.value_high is not None  # its ends say what its bound would
    strictness = 0 if ranged else _STRICTNESS[new.bound] - _STRICTNESS[old.bound]
    by_bound = sign * ((strictness > 0) - (strictness < 0))
    if by_value and by_bound and by_value != by_bound:
        return "changed", "the value went one way, the wording the other"
    kind: Kind = "raised" if (by_value or by_bound) > 0 else "softened"
    return kind, "" if by_value else "same value, other words"


def _compare(new: tuple[float, float], old: tuple[float, float], sign: int) -> int:
    """The sure end of a range first: the lower one when more is better."""
    one, two = (new, old) if sign > 0 else (new[::-1], old[::-1])
    return (one > two) - (one < two)


def _by_thing(targets: Iterable[Statement]) -> dict[_Thing, Statement]:
    groups: dict[_Thing, list[Statement]] = defaultdict(list)
    for t in targets:
        if t.indicator_id is not None:
            groups[t.indicator_id, t.measure].append(t)
    return {thing: preferred(group)[0] for thing, group in groups.items()}


def _names(target: Statement) -> tuple[str, ...]:
    row = load_lexicon().indicators.find(target.indicator_key)
    return (target.indicator, *((row.zh, *row.zh_aliases) if row else ()))


def _is_year(target: Statement) -> bool:
    if target.period_first is None or target.period_last is None:
        return False
    return target.period_last - target.period_first + 1 == _YEAR and target.period_first % _YEAR == 0


def _several(choice: Choice) -> list[str]:
    if choice is None:
        return []
    return [choice] if isinstance(choice, str) else list(choice)
