"""The ledger put together: every target of a question with its outcome."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fangzhi.analyse.compare.guard import related_scope
from fangzhi.analyse.compare.preference import preferred
from fangzhi.analyse.ledger.outcomes import Found, find_outcome, told_late
from fangzhi.analyse.ledger.row import LedgerRow
from fangzhi.analyse.ledger.steepness import implied_growth, step_from_before
from fangzhi.analyse.ledger.verdict import Judgement
from fangzhi.store.atlas import Atlas, Choice
from fangzhi.store.ledger import (
    ChosenTargets,
    IndicatorNote,
    Statement,
    chosen_targets,
    indicator_notes,
    newest_publication,
    statements,
)

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TargetLedger:
    """The rows, newest period first; ``on`` is the day of the question, ``cut`` whether ``most`` left targets out."""

    rows: tuple[LedgerRow, ...]
    on: date | None
    cut: bool


def target_ledger(  # noqa: PLR0913  # one argument a filter
    atlas: Atlas,
    *,
    region: Choice = None,
    indicator: Choice = None,
    year: int | Iterable[int] | None = None,
    level: str | None = None,
    measure: str | None = None,
    catalogued: bool = True,
    on: date | None = None,
    most: int | None = None,
) -> TargetLedger:
    """Pair each target with the outcome of the same area, indicator, measure and period.

    ``catalogued`` leaves out labels that the catalogue does not know: such a target is only paired with an outcome of
    the very same label. ``on`` is the day for which a period is over or open, by default the day of the newest
    document. ``level`` is province, prefecture or county. ``most`` limits the number of target statements read: those
    of which an outcome is told come first, then those of higher regions. NotFoundError for an unknown name.
    """
    chosen = None
    if most is not None and catalogued:
        chosen = chosen_targets(
            atlas,
            regions=[atlas.region_key(name)[0] for name in _names(region)],
            indicators=[atlas.indicator_key(name)[0] for name in _names(indicator)],
            years=() if year is None else (year,) if isinstance(year, int) else tuple(year),
            level=level,
            measure=measure,
            most=most,
        )
    if chosen is None:
        found = statements(
            atlas,
            region=region,
            indicator=indicator,
            year=year,
            level=level,
            measure=measure,
            status="target",
            catalogued=catalogued,
            dated=True,
            newest_first=True,
            most=None if most is None else most + 1,
        )
        promised = found[:most]
        chosen = ChosenTargets(promised, _bases_of_later_targets(atlas, promised), len(found) > len(promised))
    promised = chosen.statements
    notes = indicator_notes(atlas)
    on = on or newest_publication(atlas)
    related = _related(notes)
    keys = {(t.region_key, t.indicator_key) for t in promised if t.region_key}
    family = {(region_key, other) for region_key, name in keys for other in related.get(name, ())}
    said = statements(atlas, pairs=keys | family, not_status="target") if keys else ()
    by_key: dict[Key, list[Statement]] = defaultdict(list)
    for statement in said:
        by_key[statement.region_key, statement.indicator_key].append(statement)
    rows = [_row(group, by_key, related, notes, on, chosen.bases) for group in _same_promise(promised)]
    rows.sort(key=_order)
    return TargetLedger(tuple(rows), on, chosen.more)


def _names(choice: Choice) -> tuple[str, ...]:
    return () if choice is None else (choice,) if isinstance(choice, str) else tuple(choice)


def _row(
    group: Sequence[Statement],
    by_key: Mapping[Key, Sequence[Statement]],
    related: Mapping[str, Sequence[str]],
    notes: Mapping[str, IndicatorNote],
    on: date | None,
    bases: frozenset[str],
) -> LedgerRow:
    target, also = group[0], tuple(group[1:])
    own = by_key.get((target.region_key, target.indicator_key), ())
    others = [s for name in related.get(target.indicator_key, ()) for s in by_key.get((target.region_key, name), ())]
    late = all(told_late(statement) for statement in group)
    if not target.region_key:
        found = _unjudged("no_region", "the area of the target is not known")
    elif all(statement.fact_id in bases for statement in group):
        found = _unjudged("base", "the figure stands as the base of a later target, not as a target of its own")
    elif target.confidence == "weak":
        found = _unjudged("weak", "the target was read by a rule of last resort")
    else:
        found = find_outcome(target, [*own, *others], notes, on)
    note = notes.get(target.indicator_key)
    settled = found.reason_code in {"no_region", "base", "weak"}
    return LedgerRow(
        indicator=note.zh if note else target.indicator,
        target=target,
        also_said=also,
        outcome=found.outcome,
        others=found.others,
        verdict=found.judgement.verdict,
        reason_code=found.reason_code,
        reason=found.judgement.reason,
        difference=found.judgement.difference,
        nearest=found.nearest,
        implied=None if settled else implied_growth(target, own, notes),
        step=None if settled else step_from_before(target, own),
        told_late=late,
    )


def _unjudged(code: str, words: str) -> Found:
    return Found(Judgement("cannot be judged", words), code, None, (), None)


def _same_promise(promised: Iterable[Statement]) -> list[list[Statement]]:
    """Statements of one target together, the best first; a target in other words or another unit is its own."""
    groups: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for t in promised:
        what = (t.region_key, t.indicator_key, t.measure, t.unit, t.period_first, t.period_last)
        groups[*what, t.value, t.value_high, t.bound].append(t)
    return [sorted(preferred(group), key=told_late) for group in groups.values()]


def _bases_of_later_targets(atlas: Atlas, promised: Iterable[Statement]) -> frozenset[str]:
    """Past figures in the sentence of a target to come: «由2025年的3.38%提高到3.42%» promises one thing."""
    late = [t for t in promised if told_late(t)]
    if not late:
        return frozenset()
    all_targets = statements(atlas, document={t.document_id for t in late}, status="target", dated=True)
    open_sentences = {(t.document_id, t.sentence_start) for t in all_targets if not told_late(t)}
    return frozenset(t.fact_id for t in late if (t.document_id, t.sentence_start) in open_sentences)


def _related(notes: Mapping[str, IndicatorNote]) -> dict[str, list[str]]:
    """For each indicator those that count the same over another part of the field."""
    families: dict[str, set[str]] = defaultdict(set)
    for note in notes.values():
        if note.broader:
            families[note.broader] |= {note.broader, note.indicator_id}
    out: dict[str, list[str]] = {}
    for members in families.values():
        for one in members:
            found = [two for two in sorted(members) if two != one and related_scope(one, two, notes)]
            out[one] = sorted({*out.get(one, ()), *found})
    return out


def _order(row: LedgerRow) -> tuple[object, ...]:
    target = row.target
    return (
        -(target.year or 0),
        target.region_key,
        target.indicator_id is None,
        target.indicator_key,
        target.measure,
        target.period or "",
        target.value,
        target.fact_id,
    )
