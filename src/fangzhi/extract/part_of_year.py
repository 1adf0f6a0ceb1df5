"""Texts that tell of part of a year: how long «前三季度，…» or «截至11月底，…» holds for what follows."""

from typing import Final

from fangzhi.extract.frame import Frame
from fangzhi.extract.times import Clock, TimeMention
from fangzhi.model.period import Period

_FEW: Final = 2  # times in a sentence that goes on in the last of them
_TOLD: Final = frozenset({"介绍", "通报", "公布", "发布", "获悉", "了解", "显示"})
_SO_FAR: Final = ("以来", "来，")
_YEAR: Final = 11  # months between the first and the last of a year


def told_by_lead(text: str, times: tuple[TimeMention, ...], clock: Clock | None) -> Period | None:
    """The part of a year that a text speaks of until it says otherwise, by its first sentence: 前三季度，….

    None where that begins with a whole year (去年…，今年一季度…), or tells the day of a count.
    """
    said = next((t for t in times if t.role == "at" and _told_at(text, t.start)), None)
    if said is None or clock is None or said.period.last > clock.year * 12 + clock.month - 1:
        return None
    if said.spans_years or said.period.last - said.period.first >= _YEAR or _is_point(text, said):
        return None
    return said.period


def without_so_far(
    text: str, times: tuple[TimeMention, ...], period: Period, clock: Clock | None
) -> tuple[TimeMention, ...]:
    """The times without 今年以来 in a text about the first months of the year: it says no other period."""
    if period.last - period.first >= _YEAR or clock is None or period.last // 12 != clock.year:
        return times
    first = clock.year * 12
    return tuple(t for t in times if t.period.first != first or not text.startswith(_SO_FAR, t.end) or t.role != "at")


def goes_on(
    text: str, times: tuple[TimeMention, ...], lead: int, local: Frame, before: Frame, clock: Clock | None
) -> Frame:
    """The frame of the next sentence of a paragraph: it goes on in the part of a year told last («1至6月，…»)."""
    point = next((t for t in times if _is_point(text, t)), None)
    if point is not None:
        stop = text.find("。", point.end)
        of_them = stop >= 0 and text.startswith("其中", stop + 1)
        return local._replace(period=point.period, spans_years=False, said=True) if of_them else before
    if len(times) > _FEW:
        return local  # 一季度、上半年、前三季度…: it goes on in none of them
    if clock is None or local.status != "actual":
        return local
    now = clock.year * 12 + clock.month - 1
    for time in reversed(times):
        period = time.period
        if time.role != "at" or time.clause_only or period.last - period.first >= _YEAR or period.last >= now:
            continue
        if period.first == period.last and (time.start != lead or text[time.end - 1] in "末底"):
            continue  # a month in passing, or its last day: «其中，3月份…», «3月末…»
        if time.start != lead and text[time.start - 1] not in "，；。 　":
            return local
        return local._replace(period=period, spans_years=False, said=True)
    return local


def _is_point(text: str, time: TimeMention) -> bool:
    """Whether a time is the day that a stock is counted: «截至11月底，…» does not go on behind its sentence."""
    return time.period.first == time.period.last and "截" in text[max(0, time.start - 2) : time.start + 1]


def _told_at(text: str, start: int) -> bool:
    """Whether a time stands where a clause or a report begins, not in the name of an event: 举行三季度签约仪式."""
    before = text[max(0, start - 2) : start]
    return not before or not before[-1].isalnum() or before in _TOLD or before == "截至"
