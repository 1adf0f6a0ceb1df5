"""Whether an outcome meets a target, from their values and bounds alone.

A target demands a set of values; an outcome, said with 突破 or 左右, is a set too. A verdict falls only when the whole
outcome lies on one side. «左右» is read so: up to 5 % of the target on the wrong side still counts as met, more than
10 % as missed, and what lies between is not judged, because the word does not say.
"""

from dataclasses import dataclass
from math import isclose
from typing import Literal

from fangzhi.analyse.compare.said import ROUGH as NEAR
from fangzhi.analyse.compare.said import Said, interval, of_size

Verdict = Literal["met", "missed", "exceeded", "open", "cannot be judged"]
VERDICTS: tuple[Verdict, ...] = ("met", "missed", "exceeded", "open", "cannot be judged")
FAR = 0.10  # share of the target beyond which «左右» surely does not carry; NEAR is how far it surely does


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
    target, outcome = of_size(target), of_size(outcome)
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
