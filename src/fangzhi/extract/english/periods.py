"""Which of the times of an English sentence is that of a number."""

import re

from fangzhi.extract.english.numbers import EnglishNumber
from fangzhi.extract.english.scene import EnglishBinding
from fangzhi.extract.english.times import EnglishTime
from fangzhi.extract.times import Clock
from fangzhi.model.period import Period

_BEFORE_TIME = re.compile(r"\b(?:in|of|for|by|during|over|at|since|from)\s{1,9}(?:the\s{1,9})?$")
_THAN_FIGURE = re.compile(r"\b(?:from|than|compared (?:with|to)(?: an? \w+ of)?)\s$")
_BRACKETED = re.compile(r"\s{0,9}\([^()]*\)")
NEAR = 5  # characters between a number and the time said behind it: « for »


def nearest(
    text: str, times: list[EnglishTime], number: EnglishNumber, said: Period | None, used: int
) -> Period | None:
    """The time said right behind the number, brackets left out, else last before it, else the sentence's.

    ``used`` is the end of the words behind the number that belong to it: «5.5 percent growth in the first half».
    """
    ends = (number.end, used) if used > number.end else (number.end,)
    behind = [
        time
        for time in times
        if time.role == "at" and any(time.start >= end and _is_near(_gap(text[end : time.start])) for end in ends)
    ]
    if behind:
        return behind[0].period
    for time in times:  # compared with a rise of 3 percent in March: the figure is of the time compared with
        near = time.role == "base" and time.start >= number.end and _is_near(text[number.end : time.start])
        if near and _THAN_FIGURE.search(text, max(0, number.start - 30), number.start):
            return time.period
    before = [time for time in times if time.end <= number.start and time.role == "at"]
    return before[-1].period if before else said


def _is_near(gap: str) -> bool:
    return len(gap) <= NEAR and ";" not in gap


def _gap(words: str) -> str:
    return _BRACKETED.sub("", words) if len(words) < 60 else words


def within(period: Period, clock: Clock) -> bool:
    """Whether a period is a part of the year of the text, over when it came out: the season that it reports."""
    same_year = period.first // 12 == period.last // 12 == clock.year
    return same_year and period.first < period.last and period.last % 12 + 1 < clock.month


def widens(period: Period, season: Period | None) -> bool:
    """Whether a part of the year may take the place of the one that the text is about: it is no part of that."""
    return season is None or not (season.first <= period.first and period.last <= season.last)


def of_level(binding: EnglishBinding, period: Period | None) -> Period | None:
    """A level at the end of several years is the last year's; flows and growth keep the years."""
    several = period is not None and period.last - period.first > 11
    stands = binding.measure == "level" and binding.rule not in {"counted noun", "measured noun"}
    if several and period is not None and binding.rule == "from":
        return Period.year(period.first // 12)
    return Period.year(period.end_year) if period and several and stands else period


def without_times(text: str, start: int, end: int, times: list[EnglishTime], holes: list[tuple[int, int]]) -> str:
    """The words of a range without the holes, the times said in it and the prepositions before them."""
    out = []
    at = start
    for first, last in sorted([*holes, *((time.start, time.end) for time in times)]):
        if at <= first and last <= end:
            out.append(_BEFORE_TIME.sub("", text[at:first]))
            at = last
    return "".join([*out, text[at:end]])
