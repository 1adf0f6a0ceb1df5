"""What a growth or a change is measured against, where that is not the same months of the year before."""

import re
from typing import Final

from fangzhi.extract.binding import Binding
from fangzhi.extract.times import TimeMention
from fangzhi.model.period import Period

_YEAR: Final = 11  # months between the first and the last of a year
_MOVING: Final = frozenset({"growth", "change"})
_ORDINARY: Final = ("上年", "去年", "上一年")  # they name the year before the period, whatever the date of the document
_STEP_BACK: Final = re.compile(r"环比|[比较]上(?:月|个月|季度|一季度|旬)")
_FROM_JANUARY: Final = re.compile(r"[比较]年初")
_AVERAGED: Final = re.compile(r"([两三四五])年平均(?:增长|增速|增幅)")
_COUNTS: Final = {"两": 2, "三": 3, "四": 4, "五": 5}
_ANEW: Final = re.compile("[；。！]|同比|比上年|较上年|[比较同]去年")
_MARK: Final = re.compile("[，、,]")
_FOR_ALL: Final = ("相比", "，", "相比，", "比，", "相比较")  # 与2020年相比，…: it holds for what follows


def base_of(
    text: str, start: int, times: tuple[TimeMention, ...], binding: Binding, period: Period | None
) -> Period | None:
    """The period that a figure is measured against; None for the ordinary one, a year before ``period``.

    ``start`` is where the sentence begins, ``times`` are those said in it.
    """
    ratio = binding.measure == "level" and binding.quantity.unit == "倍"
    if period is None:
        return None
    at = binding.quantity.start
    told = times and (ratio or binding.measure in _MOVING)
    base = _said_base(text, times, binding, period) if told else None
    if base is None and (binding.measure in _MOVING or binding.measure == "cagr"):
        base = _stepped(text, start, at, binding, period)
    return None if base is None or base == _year_before(period) or base.last > period.last else base


def _said_base(text: str, times: tuple[TimeMention, ...], binding: Binding, period: Period) -> Period | None:
    """The time behind 比, 较, 从 that holds for a number."""
    at = binding.quantity.start
    before = [time for time in times if time.end <= at]
    for time in reversed(before):
        if time.role != "base":
            if time.role == "reset" or (time.role == "until" and binding.carried and before[0].role == "base"):
                continue  # 从2020年的…增长到2025年的…，增长34%
            return None
        if any(word in text[time.start : time.end] for word in _ORDINARY):
            return None
        if not _holds(text, time, binding):
            return None
        return _same_part(period, time.period) if text.startswith("同期", time.end) else time.period
    return None


def _holds(text: str, time: TimeMention, binding: Binding) -> bool:
    """Whether a base that was said still holds for a number: no new subject stands between."""
    at = binding.quantity.start
    if _ANEW.search(text, time.end, at):
        return False
    if _MARK.search(text, time.end, at) is None or text.startswith(_FOR_ALL, time.end):
        return True
    return (binding.carried and binding.rule != "comparison") or binding.rule == "respectively"


def _stepped(text: str, start: int, at: int, binding: Binding, period: Period) -> Period | None:
    """The base of 环比, of 比年初 and of 两年平均, which name no time."""
    clause = max(text.rfind("，", start, at), text.rfind("；", start, at), text.rfind("。", start, at), start)
    words = text[clause:at]
    if ("环比" in words or "上" in words) and _STEP_BACK.search(words) is not None:
        return period_before(period)
    if "年初" in words and _FROM_JANUARY.search(words) is not None:
        return Period.year(period.end_year - 1) if period.last % 12 != _YEAR else None
    averaged = _AVERAGED.search(words) if binding.measure in {"growth", "cagr"} and "年平均" in words else None
    if averaged is not None and period.last - period.first < _YEAR:
        return _moved(period, -_COUNTS[averaged[1]])
    return None


def period_before(period: Period) -> Period | None:
    """The month, quarter or half-year before one; None for other lengths, of which nothing says it.

    >>> str(period_before(Period.parse("2025-01"))), str(period_before(Period.parse("2025-Q1")))
    ('2024-12', '2024-Q4')
    >>> period_before(Period.parse("2025-01/2025-09")) is None
    True
    """
    year, first = divmod(period.first - (period.last - period.first + 1), 12)
    if period.first == period.last:
        return Period.months(year, first + 1, first + 1)
    if "Q" in period.notation:
        return Period.quarter(year, first // 3 + 1)
    return Period.half(year, first // 6 + 1) if "S" in period.notation else None


def _year_before(period: Period) -> Period:
    """The same months of the year before; of several years the year before the last."""
    if period.last - period.first > _YEAR:
        return Period.year(period.end_year - 1)
    return _moved(period, -1)


def _moved(period: Period, years: int) -> Period:
    """The same part of another year."""
    return Period.parse(period.notation.replace(str(period.end_year), str(period.end_year + years)))


def _same_part(period: Period, year: Period) -> Period:
    """The part of a year that ``period`` is, in the year of a base: 与2020年同期相比."""
    if period.last - period.first >= _YEAR:
        return year
    return _moved(period, year.end_year - period.end_year)
