"""A finding of the audit, with its derivation and its sentences."""

from dataclasses import dataclass
from typing import Any, Literal

from fangzhi.analyse.compare.said import Said, interval, last_place
from fangzhi.store.ledger import EVIDENCE_FIELDS, Statement

Kind = Literal["conflict", "unit", "sum", "product", "growth", "part", "scheme", "reading"]
Certainty = Literal["high", "medium", "low"]
CERTAINTIES: tuple[Certainty, ...] = ("high", "medium", "low")


_TOLD = ("kind", "certainty", "region", "region_key", "indicator", "period", "derivation", "derivation_zh")


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that a finding rests on, where it is no observation."""

    fact_id: str
    quote: str
    sentence: str
    document_id: str
    document_title: str
    document_published: object
    document_url: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit.

    ``reading`` is the kind of two figures of one document for one thing, and of two increases that differ: more often
    we took two things for one (a city for its zone, an increase for a level) than that documents contradict each other.
    ``derivation`` is the reckoning in English, ``derivation_zh`` in Chinese;
    ``apart`` is how far apart the figures are, as a share of the larger one;
    ``statements`` are the figures, the one to believe first at the front.
    """

    kind: Kind
    certainty: Certainty
    region: str
    region_key: str
    indicator: str
    period: str | None
    derivation: str
    derivation_zh: str
    apart: float
    statements: tuple[Statement | Cited, ...]

    def record(self) -> dict[str, Any]:
        """The finding as one flat record; what is cited is joined by `` | ``."""
        out: dict[str, Any] = {name: getattr(self, name) for name in _TOLD}
        out["apart"] = round(self.apart, 6)
        for name in EVIDENCE_FIELDS:
            out[name] = " | ".join(str(getattr(s, name) or "") for s in self.statements)
        return out


def rounded(said: Said) -> tuple[float, float]:
    """The values that a figure may have been rounded from, or that its bound admits.

    >>> rounded(Said(5.3, None, "eq", "5.3%"))
    (5.25, 5.35)
    """
    low, high = interval(said)
    if said.bound != "eq" or not said.value:
        return low, high
    half = last_place(said) / 2
    return round(low - half, 9), round(high + half, 9)


def apart(one: float, two: float) -> float:
    """The distance of two values as a share of the larger one.

    >>> apart(90, 100)
    0.1
    """
    largest = max(abs(one), abs(two))
    return abs(one - two) / largest if largest else 0.0


def powers_apart(one: float, two: float) -> int | None:
    """4 or 8 where two values differ by about ten to that power: 万 or 亿 got lost or came twice.

    >>> powers_apart(5.3e12, 5.31e8), powers_apart(5, 6)
    (4, None)
    """
    if one <= 0 or two <= 0:
        return None
    ratio = max(one, two) / min(one, two)
    for power in (4, 8):
        if 0.8 < ratio / 10.0**power < 1.25:
            return power
    return None
