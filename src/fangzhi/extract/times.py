"""Expressions of time in Chinese text, resolved against the document's own date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fangzhi.extract.numerals import ordinal
from fangzhi.extract.sections import Sentence
from fangzhi.model.period import Period

_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PLAN: Final = r"“?十(?P<plan>[一二三四五六七])五”?"
_PART: Final = (
    r"(?:(?P<half>上半年|下半年)|(?P<threequarters>前三季度|前三个季度)|第?(?P<quarter>[一二三四1-4])季度"
    r"|前(?P<upto>\d{1,2}|[一二两三四五六七八九十]{1,2})个?月|(?P<m1>\d{1,2})(?:月)?(?:—|-|–|至|到|~)(?P<m2>\d{1,2})月(?:份)?"
    r"|(?P<month>1[0-2]|0?[1-9])月(?:份(?!额)|(?P<day>\d{1,2})[日号])?(?!\d))"
)
_TIME: Final = re.compile(
    rf"(?P<until>到|至|截至|截止|截止到|自|从|由|较|比|与|同|以|相比于|对比)?"
    rf"(?:(?P<year>(?:19|20)\d\d|二[〇○零][一二三四五六七八九〇○零]{{2}}(?=年))(?:年?(?:—|-|–|~|～|至|到)(?P<year2>(?:19|20)\d\d))?年(?:年?[末底])?(?P<since>以来)?(?:的)?"
    r"|(?P<named>今年|本年|去年|上年|前年|明年)(?:末|底)?)"
    rf"(?P<period_of_year>{_PART})?"
    rf"|(?P<plan_until>到|至|较|比|与|同|从|由|自)?{_PLAN}(?P<plan_part>时期|期间|以来|末期|末|时|规划期|五年)?"
    r"(?P<plan_next>开局|良好开局|开好局|规划|起步|首年|收官|圆满)?"
    r"|(?P<five>这五年|(?<=——)五年(?=\w{2,6}，)|五年来|过去五年|过去的五年|五年间|近五年|过去5年|近5年|5年来|5年间)"
    r"|(?P<next5>今后五年|未来五年|今后5年|未来5年|后五年)"
    r"|(?P<one>一年来|过去一年|过去的一年|这一年)"
    r"|(?P<some>近|过去|这)?(?P<years>[两二三四五六七八十]|\d{1,2})年"
    r"(?P<some_end>来|间|以来|(?=[，,]?(?:累计|年均|翻|提升|提高|增长|增加|增幅|增至)))?"
    r"|(?P<now>(?<!项)目前|如今|现在)|(?P<reset>全年)"
    rf"|(?<![\d“])(?P<bare>{_PART.replace('?P<', '?P<b_')})"
)
# A sentence without one of these is taken to hold no time; most hold none.
_SIGN: Final = re.compile(r"年|月|度|五”|五时|五期|五末|五以|五规|五开|五收|目前|如今|如在|现今|现在")
# Every time holds one of these, not far from its beginning: the long pattern is tried around them only.
# Before 年 and 月 of a time stands a digit, a numeral or one of a few words.
_CORE: Final = re.compile(
    r"[年月季十目如现](?:(?<=[\d今本去上前明全半个一两二三四五六七八九十〇○零][年月])|(?<=季)度|(?<=十)[一二三四五六七]五"
    r"|(?<=目)前|(?<=如)今|(?<=现)在)"
)
_SUPERLATIVE: Final = re.compile(r"[^，。；、]{0,6}最[^，。；、]{1,4}的")
_REPORT: Final = re.compile(r"[省市县区州]{0,2}(?:人民)?(?:政府)?工作报告")
_RECORD: Final = re.compile(r"(?:以来|来)?(?:的)?(?:同期)?(?:历史)?(?:新高|新低|最[高低好快大多长优佳]|之最)")
_PROGRAMME: Final = re.compile(r"[^，。；、：]{0,8}(?:行动|计划|工程|方案|规划|攻坚)")
_COMPARED_BEFORE: Final = ("高于", "快于", "低于", "优于", "好于", "超过", "慢于", "多于", "少于")
DEADLINE: Final = ("前", "底前", "末前", "以前", "之前")  # behind a time: 2024年底前
_STARTED: Final = re.compile("[^，。；、]{2,30}以来，")  # 2020年启动创建工作以来，…
_HAN_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_OF_MULTIPLE: Final = re.compile(r"[约近]?[\d.]+[多余]?倍")
_BEFORE_CORE: Final = 16  # characters of a time before its first core: 相比于2021—2025年 has 12
_BEHIND_CORE: Final = 40  # characters that the rest of a time and what must follow it may take


@dataclass(frozen=True, slots=True)
class Clock:
    """When a document speaks: its year and month; ``review_year`` is what «now» looks back on.

    A text of January to March tells of the year before; a later one of its own year.
    """

    year: int
    month: int

    @classmethod
    def of(cls, published: date | None) -> "Clock | None":
        """The clock of a publication date, None without one."""
        return cls(published.year, published.month) if published else None

    @property
    def review_year(self) -> int:
        """The year that actual figures without a year belong to."""
        return self.year - 1 if self.month <= 3 else self.year


class TimeMention:
    """A time as said; a plain class with slots, for there are thousands.

    ``role`` is ``at``; ``until`` (到2030年); ``base`` (较2020年, 从2020年); ``since``; ``day`` (a date, which
    dates an event and no figure); ``reset`` (目前, 全年: the frame holds again).

    ``spans_years`` marks plans and runs of years, whose end levels differ from their flows;
    ``clause_only`` a run (3年翻一番) or an end (提升至2025年的52%) that holds for its own clause alone;
    ``attributive`` a plan that only qualifies a noun («“十四五”找矿目标»).
    """

    __slots__ = ("attributive", "clause_only", "end", "future", "period", "role", "spans_years", "start")

    def __init__(  # a value: its fields in the order of the docstring
        self,
        start: int,
        end: int,
        period: Period,
        role: str,
        spans_years: bool = False,
        future: bool = False,
        clause_only: bool = False,
        attributive: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.period = period
        self.role = role
        self.spans_years = spans_years
        self.future = future
        self.clause_only = clause_only
        self.attributive = attributive


def find_times(text: str, clock: Clock | None, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """The times said in ``text[start:end]``; those that need a clock are left out without one.

    >>> clock = Clock(2026, 2)
    >>> [(str(t.period), t.role) for t in find_times("“十四五”时期，到2030年，较2020年，去年，1—9月", clock)]
    [('2021/2025', 'at'), ('2030', 'until'), ('2020', 'base'), ('2025', 'at'), ('2025-01/2025-09', 'at')]
    """
    end = len(text) if end is None else end
    return list(_times_of_ranges(text, clock, ((start, end),)).get(start, ()))


def times_of_sentences(
    text: str, clock: Clock | None, sentences: Sequence[Sentence]
) -> dict[int, tuple[TimeMention, ...]]:
    """The times of a whole text by the start of their sentence; sentences without one, the most, have no entry.

    >>> from fangzhi.extract.sections import paragraphs
    >>> text = "进出口增长8%。去年增长5%。"
    >>> found = times_of_sentences(text, Clock(2026, 2), paragraphs(text)[0].sentences)
    >>> [(start, str(time.period)) for start, [time] in found.items()]
    [(8, '2025')]
    """
    return _times_of_ranges(text, clock, [(sentence.start, sentence.end) for sentence in sentences])


def _times_of_ranges(
    text: str, clock: Clock | None, ranges: Sequence[tuple[int, int]]
) -> dict[int, tuple[TimeMention, ...]]:
    """The times of ranges that follow each other, by the start of the range; one pass over the text looks for cores."""
    found: dict[int, tuple[TimeMention, ...]] = {}
    if not ranges:
        return found
    index, (start, end) = 0, ranges[0]
    position = start
    for core in _CORE.finditer(text, start, ranges[-1][1]):
        at = core.start()
        sign = text[at]
        while at >= end:
            index += 1
            start, end = ranges[index]
            position = start
        # a plan needs one of the signs in its sentence; all other cores are signs themselves
        if at < position or (sign == "十" and _SIGN.search(text, start, end) is None):
            continue
        match = _TIME.search(text, max(position, at - _BEFORE_CORE), min(end, core.end() + _BEHIND_CORE))
        if match is None or match.start() > at:  # what begins behind this core is found, whole, by its own
            continue
        position = match.end()
        mention = _read(match, clock)
        if mention is not None:
            told = found.get(start, ())
            if mention.role == "at" and told and told[-1].role == "base" and mention.start == told[-1].end + 1:
                mention.role = "base" if text[told[-1].end] in "和与及、" else "at"  # 较1—9月份和上年同期
            if told and match["bare"] and mention.start == told[-1].end + 1 and text[told[-1].end] in "、和与及":
                mention.period = _in_year(mention.period, told[-1].period.end_year)  # 2024年一季度、上半年
            found[start] = (*told, mention)
    return found


def _read(match: re.Match[str], clock: Clock | None) -> TimeMention | None:
    if match["year"] or match["named"]:
        return _year(match, clock)
    if match["plan"]:
        return _plan(match, clock)
    return None if clock is None else _told_from_now(match, clock)


def _told_from_now(match: re.Match[str], clock: Clock) -> TimeMention | None:
    """五年来, 今后五年, 一年来, 目前, 近三年, 1—9月: times that the clock resolves."""
    start, end = match.span()
    if match["five"]:
        return TimeMention(start, end, Period.years(clock.year - 5, clock.year - 1), "at", spans_years=True)
    if match["next5"]:
        period = Period.years(clock.year, clock.year + 4)
        return TimeMention(start, end, period, "at", spans_years=True, future=True)
    if match["one"]:
        return TimeMention(start, end, Period.year(clock.year - 1 if clock.month <= 6 else clock.year), "at")
    if match["now"] or match["reset"]:
        return TimeMention(start, end, Period.year(clock.review_year), "reset")
    if match["years"]:
        return _run_of_years(match, clock)
    if match["b_day"] and match["b_month"] and match.string[start - 2 : start] in {"截至", "截止"}:
        month = int(match["b_month"])
        year = clock.year - (month > clock.month)
        return TimeMention(start, end, Period.months(year, month, month), "at")  # 截至5月31日
    part = _part(match, clock.year, "b_")
    last = part.last % 12 + 1 if part is not None else 0
    if clock.month <= 3 and (last > clock.month or (last == clock.month and not match["b_m1"])):  # 1至3月: so far
        part = _part(match, clock.year - 1, "b_")  # said in January to March: 1—2月 in March is over, 一季度 is not
    compared = match.string[start - 1 : start] in {"比", "较", "同", "与", "从", "由"}
    return None if part is None else TimeMention(start, end, part, "base" if compared else "at")


def _in_year(period: Period, year: int) -> Period:
    """The same part of another year."""
    return Period.parse(period.notation.replace(str(period.end_year), str(year)))


def _run_of_years(match: re.Match[str], clock: Clock) -> TimeMention | None:
    """近三年, 3年来, 5年提升: years that end with the one looked back on."""
    count = ordinal(match["years"])
    if match["years"].isdecimal() and clock.year - 1 <= 2000 + count <= clock.year:  # 24年以来: a year, not a run
        return TimeMention(*match.span(), Period.year(2000 + count), "at")
    if not 2 <= count <= 20 or (match["some"] is None and match["some_end"] is None) or match["some"] == "这":
        return None
    if match["some"] is None and _no_run(match):
        return None
    if _RECORD.match(match.string, match.end()):
        return None  # 创近十年新高
    period = Period.years(clock.review_year - count + 1, clock.review_year)
    return TimeMention(*match.span(), period, "at", spans_years=True, clause_only=match["some"] is None)


def _no_run(match: re.Match[str]) -> bool:
    """Whether years are no run that a figure is of: 连续10年提高, 五年提升行动."""
    start, end = match.span()
    if match.string[start - 2 : start] == "连续":
        return True
    return not match["some_end"] and _PROGRAMME.match(match.string, end) is not None


_NAMED_YEARS: Final = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_ROLES: Final = dict.fromkeys(("较", "比", "与", "同", "相比于", "对比", "以", "自", "从", "由"), "base") | {
    "到": "until",
    "至": "until",
}


def _year(match: re.Match[str], clock: Clock | None) -> TimeMention | None:
    span = match.span()
    if match["year"]:
        year = _year_number(match["year"])
    elif clock is None or match["named"] not in _NAMED_YEARS:
        return None
    else:
        year = clock.year + _NAMED_YEARS[match["named"]]
    until = match["until"] or ""
    role = "since" if match["since"] and until in {"自", "从", "由"} else _ROLES.get(until, "at")
    future = _ahead(year, clock)
    if match["year2"]:
        last = int(match["year2"])
        if last < year:
            return None
        if until in {"自", "从", "由"}:
            role = "at"  # 从2021年至2024年
        return TimeMention(*span, Period.years(year, last), role, spans_years=True, future=_ahead(last, clock))
    if match["since"] or (role == "at" and not match["period_of_year"] and _STARTED.match(match.string, match.end())):
        if clock is None or year > clock.review_year or _RECORD.match(match.string, match.end()):
            return None  # 创2006年以来新高
        return TimeMention(*span, Period.years(year, clock.review_year), "since", spans_years=True)
    if match["day"] or _REPORT.match(match.string, match.end()):
        return TimeMention(*span, Period.year(year), "day")  # 2025年政府工作报告: the year of a document
    part = _part(match, year, "") if match["period_of_year"] else None
    if role == "at" and match[0].endswith("的") and _OF_MULTIPLE.match(match.string, match.end()):
        role = "base"  # 是2020年的1.4倍
    if role == "at" and match.string.endswith(_COMPARED_BEFORE, 0, match.start()):
        role = "base"  # 快于2024年1.8个百分点
    of_value = role == "until" and match[0].endswith("的")
    return TimeMention(*span, Period.year(year) if part is None else part, role, future=future, clause_only=of_value)


def _year_number(digits: str) -> int:
    """2035, 二〇三五.

    >>> _year_number("二〇三五")
    2035
    """
    return int(digits.translate(_HAN_DIGITS))


def _part(match: re.Match[str], year: int, prefix: str) -> Period | None:
    def part(name: str) -> str | None:
        value: str | None = match[prefix + name]
        return value

    if half := part("half"):
        return Period.half(year, 1 if half.startswith("上") else 2)
    if part("threequarters"):
        return Period.months(year, 1, 9)
    if quarter := part("quarter"):
        return Period.quarter(year, _QUARTERS[quarter])
    if upto := part("upto"):
        last = ordinal(upto)
        return Period.months(year, 1, last) if 1 <= last <= 12 else None
    if first := part("m1"):
        low, high = int(first), int(part("m2") or 0)
        return Period.months(year, low, high) if 1 <= low < high <= 12 else None
    if part("day"):
        return None
    if month := part("month"):
        return Period.months(year, int(month), int(month))
    return None


def _plan(match: re.Match[str], clock: Clock | None) -> TimeMention | None:
    start, end = match.span()
    first = 1951 + 5 * (10 + ordinal(match["plan"]))  # the fourth plan began in 1971, and so on without a gap
    if match["plan_next"] and not match["plan_part"]:
        return None
    until = match["plan_until"]
    role = "at"
    if until in {"较", "比", "与", "同", "从", "由"} or match.string.endswith(_COMPARED_BEFORE, 0, start):
        role = "base"
    elif match.string.startswith("的", end) and _OF_MULTIPLE.match(match.string, end + 1):
        role = "base"  # 为“十三五”时期的2.2倍
    if match["plan_part"] in {"末", "末期"}:
        year = Period.year(first + 4)
        return TimeMention(start, end, year, role if role == "base" else "until", future=_ahead(first + 4, clock))
    after = match.string[end : end + 1]
    longest = _SUPERLATIVE.match(match.string, end) is not None  # “十四五”期间投资最大的项目
    attributive = longest or (not match["plan_part"] and role == "at" and (after.isalnum() or after in "“《"))
    return TimeMention(
        start,
        end,
        Period.years(first, first + 4),
        role,
        spans_years=True,
        future=_ahead(first + 4, clock),
        attributive=attributive,
    )


def _ahead(year: int, clock: Clock | None) -> bool:
    return clock is not None and year > clock.year
