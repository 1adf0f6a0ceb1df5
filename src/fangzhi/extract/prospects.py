"""Signs that a text looks ahead: what is announced, what the coming part of a year holds, how far a plan reaches."""

import re
from typing import Final

from fangzhi.extract.times import Clock, TimeMention, find_times
from fangzhi.model.document import Document
from fangzhi.model.period import Period

_AHEAD: Final = re.compile("(?<!现)将|力争|(?<!年度)计划(?!的)")
_NEXT: Final = ("下一步", "接下来", "下阶段", "下一阶段")
_REPORT_SAYS: Final = ("提出", "明确", "指出", "要求", "今年", "要", "列入", "部署", "规划")
_HEAD: Final = 160  # characters that hold the name of a plan and its years
_DAY: Final = re.compile(r"(?<![\d年])(?P<month>1[0-2]|[1-9])月\d{1,2}日(?!电)|(?:近日|日前|昨日|昨天)(?=[，,在])")
_PLAN: Final = 5  # years of a plan


def looks_ahead(text: str) -> bool:
    """Whether a sentence of the running year speaks of what is to be done.

    >>> looks_ahead("2024年，全市将新增企业20家"), looks_ahead("2024年，项目286项，年度计划投资812亿元")
    (True, False)
    """
    return _AHEAD.search(text) is not None


def opens_ahead(text: str, at: int = 0) -> bool:
    """Whether a sentence opens with what comes next (下一步，…)."""
    return text.startswith(_NEXT, at)


def announces(text: str) -> bool:
    """Whether a sentence of the news tells what a plan or report sets out to do."""
    if "工作报告" in text:
        return any(word in text for word in _REPORT_SAYS) and "显示" not in text
    return text.startswith((*_NEXT, "未来"))


def yet_to_come(period: Period, clock: Clock, text: str = "") -> bool:
    """Whether a sentence looks forward to months of its year: 下半年 said in July, or later if it is to be.

    >>> yet_to_come(Period.half(2023, 2), Clock(2023, 7)), yet_to_come(Period.half(2023, 2), Clock(2023, 12), "产值达")
    (True, False)
    """
    now = clock.year * 12 + clock.month - 1
    if period.last < now or period.last == period.first or period.last >= (clock.year + 1) * 12:
        return False
    return period.first >= now or looks_ahead(text)


def opens_with_event(text: str, clock: Clock, events: tuple[str, ...]) -> bool:
    """Whether a text opens with what happened these days: the news of a start of works is not of the year before.

    >>> opens_with_event("3月15日，某项目正式开工建设，…", Clock(2023, 3), ("开工",))
    True
    >>> opens_with_event("1月24日，记者获悉，去年…", Clock(2023, 2), ("开工",))
    False
    """
    for match in _DAY.finditer(text, 0, min(len(text), _HEAD)):
        if match["month"] and not clock.month - 1 <= int(match["month"]) <= clock.month:
            continue
        sentence = text[match.end() : match.end() + _HEAD // 2].partition("。")[0].partition("\n")[0]
        if any(event in sentence for event in events):
            return True
    return False


def years_of_plan(document: Document, clock: Clock | None) -> Period | None:
    """The years that a plan is for, from its title or first line; None where they do not say, or are over."""
    if clock is None:
        return None
    for name in (document.meta.title or "", document.folded.text[:_HEAD].lstrip().partition("\n")[0]):
        for time in find_times(name, clock):
            if time.spans_years and time.role == "at" and time.period.end_year >= clock.year:
                return time.period
    return None


def years_until(end: int, clock: Clock) -> Period:
    """The years whose average leads to a horizon: from the first of its plan, or from the running year.

    >>> str(years_until(2025, Clock(2021, 9))), str(years_until(2026, Clock(2023, 8)))
    ('2021/2025', '2023/2026')
    """
    begins = end - _PLAN + 1
    planned = end % _PLAN == 0 and begins - 1 <= clock.year <= begins + 1
    return Period.years(begins if planned else min(clock.year, end), end)


def last_horizon(times: tuple[TimeMention, ...], clock: Clock) -> int | None:
    """The furthest of the horizons that a sentence names: 到2024年, 到2026年."""
    ends = [t.period.end_year for t in times if t.role == "until" and not t.clause_only]
    return max(ends) if ends and max(ends) >= clock.year else None
