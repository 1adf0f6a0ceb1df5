"""Arithmetic: sums, shares, growth against levels, parts against wholes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import inf, prod

from fangzhi.analyse.audit.finding import Certainty, Finding, apart, powers_apart, rounded
from fangzhi.analyse.compare.footing import footing
from fangzhi.analyse.compare.preference import preferred
from fangzhi.analyse.compare.said import said
from fangzhi.lexicon.identities import HUNDRED, Identity, load_identities
from fangzhi.store.ledger import IndicatorNote, Statement

Ends = tuple[float, float]
_REVISED = 1.5  # points that a later revision of the base year moves a growth rate by
_UNSURE = 5.0  # points beyond which a revision is no likely reason
_YEAR = 12
_ROOTS = {"%": 0.01}


def arithmetic(found: Iterable[Statement], notes: Mapping[str, IndicatorNote]) -> list[Finding]:
    """Every identity, growth rate and part that the figures allow to be checked and that fails."""
    levels: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    by_thing: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in found:
        if s.status == "target" or not s.region_key or s.period is None:
            continue
        if s.measure == "level":
            levels[s.region_key, s.period].append(s)
        by_thing[s.region_key, s.indicator_key].append(s)
    out = [finding for group in levels.values() for finding in _identities(group, notes)]
    out += [finding for group in levels.values() for finding in _parts(group, notes)]
    out += [finding for group in by_thing.values() for finding in _growth(group, notes)]
    return out


def checked_indicators(notes: Mapping[str, IndicatorNote]) -> list[str]:
    """The indicators that some identity is about, or that have a part in the catalogue."""
    out = {name for identity in load_identities() for name in (identity.result, *identity.terms)}
    for note in notes.values():
        if note.broader in notes:
            out |= {note.indicator_id, str(note.broader)}
    return sorted(out - {HUNDRED})


def _identities(group: Sequence[Statement], notes: Mapping[str, IndicatorNote]) -> Iterator[Finding]:
    """One area and period; figures of one document before those of several."""
    by_indicator: dict[str, list[Statement]] = defaultdict(list)
    for s in preferred(group):
        if s.bound in {"eq", "approx"} and s.value_high is None:
            by_indicator[s.indicator_key].append(s)
    for identity in load_identities():
        names = [*identity.terms, *([identity.result] if identity.result != HUNDRED else [])]
        if not all(name in by_indicator for name in names):
            continue
        one_document = {s.document_id for s in by_indicator[names[0]]}
        for name in names[1:]:
            one_document &= {s.document_id for s in by_indicator[name]}
        picked = []
        for name in names:
            own = [s for s in by_indicator[name] if not one_document or s.document_id in one_document]
            picked.append(own[0])
        if identity.kind == "sum" and len({s.unit for s in picked}) > 1:
            continue
        finding = _check(identity, picked, one_document=bool(one_document), notes=notes)
        if finding:
            yield finding


def _check(
    identity: Identity, picked: Sequence[Statement], *, one_document: bool, notes: Mapping[str, IndicatorNote]
) -> Finding | None:
    terms = picked[: len(identity.terms)]
    whole = picked[-1] if identity.result != HUNDRED else None
    factors = [_ROOTS.get(s.unit, 1.0) if identity.kind == "product" else 1.0 for s in terms]
    made = _combined(identity, [_scaled(_ends(s), factor) for s, factor in zip(terms, factors, strict=True)])
    aimed = _ends(whole) if whole else (100.0, 100.0)
    slack = identity.tolerance * max(abs(aimed[0]), abs(aimed[1]))
    if made[0] <= aimed[1] + slack and aimed[0] <= made[1] + slack:
        return None
    sign = " + " if identity.kind == "sum" else " × "
    values = [s.value * factor for s, factor in zip(terms, factors, strict=True)]
    exact = sum(values) if identity.kind == "sum" else prod(values)
    goal = whole.value if whole else 100.0
    power = powers_apart(exact, goal)
    name = notes[whole.indicator_key].zh if whole and whole.indicator_key in notes else "100"
    words = sign.join(f"{s.indicator} {s.quote}" for s in terms)
    sure: Certainty = "high" if one_document and all(s.confidence == "certain" for s in picked) else "medium"
    return Finding(
        kind="unit" if power else "sum" if identity.kind == "sum" else "product",
        certainty=sure,
        region=terms[0].region or terms[0].region_key,
        region_key=terms[0].region_key,
        indicator=name if whole else terms[0].indicator,
        period=terms[0].period,
        derivation=f"{words} = {_short(exact)}, not {whole.quote if whole else '100%'}",
        derivation_zh=f"{words} = {_short(exact)}，而非{whole.quote if whole else '100%'}",
        apart=apart(exact, goal),
        statements=tuple(picked),
    )


def _ends(statement: Statement) -> Ends:
    return rounded(said(statement, statement.unit))


def _short(value: float) -> str:
    for power, word in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= power:
            return f"{value / power:.6g}{word}"
    return f"{value:.6g}"


def _scaled(ends: Ends, factor: float) -> Ends:
    return ends[0] * factor, ends[1] * factor


def _combined(identity: Identity, ends: Sequence[Ends]) -> Ends:
    if identity.kind == "sum":
        return sum(low for low, _ in ends), sum(high for _, high in ends)
    corners = [prod(corner) for corner in product(*ends)]
    return min(corners), max(corners)


def _parts(group: Sequence[Statement], notes: Mapping[str, IndicatorNote]) -> Iterator[Finding]:
    """A part that is larger than its whole."""
    best: dict[tuple[str, str], Statement] = {}
    for s in preferred(group):
        best.setdefault((s.indicator_key, s.unit), s)
    for (name, unit), part in best.items():
        note = notes.get(name)
        whole = best.get((note.broader, unit)) if note and note.broader else None
        if note is None or whole is None or note.kind not in {"flow", "stock"} or unit == "%":
            continue
        low, high = _ends(part)[0], _ends(whole)[1]
        if high == inf or low <= high:
            continue
        # Far from its whole a part may belong to another one: 重点项目 of the next sentence are those of two provinces.
        near = (part.document_id, part.sentence_start) == (whole.document_id, whole.sentence_start)
        sure: Certainty = "high" if near else "medium" if part.document_id == whole.document_id else "low"
        yield Finding(
            kind="part",
            certainty=sure,
            region=part.region or part.region_key,
            region_key=part.region_key,
            indicator=note.zh,
            period=part.period,
            derivation=f"the part {part.indicator} {part.quote} exceeds the whole {whole.indicator} {whole.quote}",
            derivation_zh=f"部分（{part.indicator}{part.quote}）大于整体（{whole.indicator}{whole.quote}）",
            apart=apart(part.value, whole.value),
            statements=(part, whole),
        )


def _growth(group: Sequence[Statement], notes: Mapping[str, IndicatorNote]) -> Iterator[Finding]:
    """A growth rate against the two levels it leads between; real growth cannot be checked so."""
    yearly = [s for s in preferred(group) if _is_year(s) and s.value_high is None]
    levels = {s.year: s for s in reversed(yearly) if s.measure == "level" and s.bound in {"eq", "approx"}}
    for rate in (s for s in yearly if s.measure == "growth" and s.bound == "eq"):
        now, before = levels.get(rate.year), levels.get((rate.year or 0) - 1)
        note = notes.get(rate.indicator_key)
        if now is None or before is None or note is None or note.kind not in {"flow", "stock"}:
            continue
        if now.unit != before.unit or footing(rate).price or footing(rate).basis or min(now.value, before.value) <= 0:
            continue
        (low, high), (first, last) = _ends(now), _ends(before)
        lowest, highest = (low / last - 1) * 100, (high / first - 1) * 100
        told = _ends(rate)
        away = max(lowest - told[1], told[0] - highest)
        if away <= _REVISED:
            continue
        exact = (now.value / before.value - 1) * 100
        power = powers_apart(now.value, before.value)
        path = f"from {before.quote} in {before.year} to {now.quote} in {now.year}"
        path_zh = f"{before.year}年{before.quote}到{now.year}年{now.quote}"
        yield Finding(
            kind="unit" if power else "growth",
            certainty="high" if power else "medium" if away > _UNSURE else "low",
            region=rate.region or rate.region_key,
            region_key=rate.region_key,
            indicator=note.zh,
            period=rate.period,
            derivation=f"{path} is {exact:.1f}%, not {rate.quote}",
            derivation_zh=f"{path_zh}为{exact:.1f}%，而非{rate.quote}",
            apart=min(1.0, away / 100),
            statements=(rate, now, before),
        )


def _is_year(s: Statement) -> bool:
    first, last = s.period_first, s.period_last
    return first is not None and last is not None and last - first + 1 == _YEAR and first % _YEAR == 0
