"""Whether an outcome meets a target, from their values and bounds alone.

A target demands a set of values; an outcome, said with 突破 or 左右, is a set too. A verdict falls only when the whole
outcome lies on one side. «左右» is read so: up to 5 % of the target on the wrong side still counts as met, more than
10 % as missed, and what lies between is not judged, because the word does not say.
"""

import re
from dataclasses import dataclass, replace
from math import floor, inf, isclose, log10
from typing import Literal

Verdict = Literal["met", "missed", "exceeded", "open", "cannot be judged"]
VERDICTS: tuple[Verdict, ...] = ("met", "missed", "exceeded", "open", "cannot be judged")
NEAR, FAR = 0.05, 0.10  # share of the target that «左右» gives way by: surely inside, surely outside
_MIRRORED = {"min": "max", "max": "min"}
_NUMBER = re.compile(r"\d[\d,，]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Said:
    """A value as said: ``value_high`` ends a range, ``bound`` is eq, min, max or approx, ``quote`` its words."""

    value: float
    value_high: float | None
    bound: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason where one is needed, and outcome minus target (None where a range was hit)."""

    verdict: Verdict
    reason: str = ""
    difference: float | None = None


def judge(target: Said, outcome: Said, better: str) -> Judgement:
    """Compare an outcome with a target of the same thing, in one unit.

    ``better`` is up, down or none: which direction the indicator should take. A bound of the target (以上, 以内) goes
    before it. ``min`` and ``max`` are taken to include the value itself.

    >>> judge(Said(5, None, "min", "5%以上"), Said(5.3, None, "eq", "5.3%"), "up").verdict
    'met'
    >>> judge(Said(85, None, "eq", "85万人"), Said(107, None, "eq", "107万人"), "up").verdict
    'exceeded'
    >>> judge(Said(5, None, "approx", "5%左右"), Said(4.6, None, "eq", "4.6%"), "up").verdict
    'cannot be judged'
    """
    target, outcome = _of_size(target), _of_size(outcome)
    low, high = interval(outcome)
    difference = _difference(target, outcome)
    if target.value_high is None and target.bound == "min":
        return _one_sided(low >= target.value or isclose(low, target.value), high < target.value, difference)
    if target.value_high is None and target.bound == "max":
        return _one_sided(high <= target.value or isclose(high, target.value), low > target.value, difference)
    if target.bound == "approx":
        return _about(target, (low, high), better, difference)
    ends = (target.value, target.value if target.value_high is None else target.value_high)
    return _between(ends, (low, high), better, difference)


def interval(said: Said) -> tuple[float, float]:
    """The values that a figure as said may have.

    >>> interval(Said(3.38, None, "approx", "3.38%左右"))
    (3.37, 3.39)
    """
    low, high = said.value, said.value if said.value_high is None else said.value_high
    if said.bound == "min":
        return low, inf
    if said.bound == "max":
        return -inf, high
    if said.bound == "approx":
        step = last_place(said)
        return round(low - step, 12), round(high + step, 12)
    return low, high


def last_place(said: Said) -> float:
    """The worth of the last digit that a figure is written with, zeros at the end of a round number left aside.

    >>> last_place(Said(510000000000.0, None, "approx", "约5100亿元"))
    10000000000.0
    """
    found = _NUMBER.search(said.quote)
    if found is None or not said.value:
        return abs(said.value) * NEAR
    digits = found[0].replace(",", "").replace("，", "")
    written = float(digits)
    if not written:
        return abs(said.value) * NEAR
    if found[1]:
        step = 10.0 ** -len(found[1])
    else:
        kept = max(len(digits.rstrip("0")), min(2, len(digits)))
        step = 10.0 ** (floor(log10(written)) + 1 - kept)
    return step * abs(said.value) / written


def _of_size(said: Said) -> Said:
    """«下降14%以上» is -14 and at least by its size: as a number, at most -14."""
    if said.value < 0 and said.bound in _MIRRORED:
        return replace(said, bound=_MIRRORED[said.bound])
    return said


def _difference(target: Said, outcome: Said) -> float | None:
    if target.value_high is not None and target.value <= outcome.value <= target.value_high:
        return None
    from_end = target.value_high is not None and outcome.value > target.value_high
    end = target.value_high if from_end and target.value_high is not None else target.value
    return round(outcome.value - end, 10)


def _one_sided(kept: bool, broken: bool, difference: float | None) -> Judgement:
    if kept:
        return Judgement("met", "", difference)
    if broken:
        return Judgement("missed", "", difference)
    return Judgement("cannot be judged", _BOUNDED, difference)


def _between(
    ends: tuple[float, float], outcome: tuple[float, float], better: str, difference: float | None
) -> Judgement:
    """An exact target, or a range that is to be hit."""
    (first, last), (low, high) = ends, outcome
    inside_low = low >= first or isclose(low, first)
    inside_high = high <= last or isclose(high, last)
    if inside_low and inside_high:
        return Judgement("met", "", difference)
    if better == "none":
        return Judgement("cannot be judged", _DIRECTION, difference)
    up = better == "up"
    if (inside_low and low > last) if up else (inside_high and high < first):
        return Judgement("exceeded", "", difference)
    if high < first if up else low > last:
        return Judgement("missed", "", difference)
    if inside_low if up else inside_high:
        return Judgement("met", "at least; the outcome is said as a bound", difference)
    return Judgement("cannot be judged", _BOUNDED, difference)


def _about(target: Said, outcome: tuple[float, float], better: str, difference: float | None) -> Judgement:
    """A target with 左右 (or a range with it)."""
    low, high = outcome
    first = target.value
    last = target.value if target.value_high is None else target.value_high
    near, far = NEAR * max(abs(first), abs(last)), FAR * max(abs(first), abs(last))
    if better == "none":
        if _least(first - near, low) and _least(high, last + near):
            return Judgement("met", "", difference)
        return Judgement("cannot be judged", _DIRECTION, difference)
    if better == "down":  # mirrored, so that one set of rules is enough
        low, high, first, last = -high, -low, -last, -first
    if low > last + far:
        return Judgement("exceeded", "", difference)
    if _least(first - near, low):
        return Judgement("met", "", difference)
    if high < first - far and not isclose(high, first - far):
        return Judgement("missed", "", difference)
    if high > last and low < first - near and high - low > 2 * near:
        return Judgement("cannot be judged", _BOUNDED, difference)
    return Judgement("cannot be judged", "«左右» does not say how far", difference)


def _least(low: float, value: float) -> bool:
    return value >= low or isclose(value, low)


_BOUNDED = "the outcome is said only as a bound or roughly"
_DIRECTION = "it is not settled in which direction this indicator should go"
