"""The period and the status of a bound number: its sentence's frame, unless the sentence says otherwise."""

import re
from typing import Final

from fangzhi.extract.binding import Binding
from fangzhi.extract.context import Situated
from fangzhi.extract.frame import Frame
from fangzhi.extract.prospects import years_until
from fangzhi.extract.times import DEADLINE, Clock, TimeMention
from fangzhi.extract.yields import of_no_period_yet
from fangzhi.lexicon.cues import Cues
from fangzhi.model.facts import Status
from fangzhi.model.period import Period

_CHAINED: Final = ("完成", "实现", "全年")  # 预计完成产值…，投资…，税收…: it holds for each
_OPENS: Final = re.compile(
    r"(?:(?:\d{4}|今|去|全|当)年，?){0,2}[经据]?"
)  # before 预计 that holds for its whole sentence
_FORECASTS: Final = re.compile(r"[（(](?:均?为)?预计[数，）)]")  # …增长5%（预计数，下同）
_CLAUSE_MARK: Final = re.compile("[，；。：,;]")
_MOVING: Final = frozenset({"growth", "cagr", "change"})
_YEAR: Final = 11  # months between the first and the last of a year
_FIVE_YEARS: Final = 59


class Situation:
    """Resolves period and status with the cues of a lexicon."""

    def __init__(self, cues: Cues) -> None:
        self._estimate = cues.words("status", "estimate")
        self._preliminary = cues.words("status", "preliminary")
        self._provisional = re.compile("|".join(map(re.escape, self._estimate + self._preliminary)))
        promise = "|".join(map(re.escape, cues.words("status", "promise")))
        self._promise = re.compile(f"(?:{promise})")

    def frame(self, text: str, situated: Situated, binding: Binding, clock: Clock | None) -> Frame:
        """The frame of the sentence, or what the last time said before the number makes of it."""
        frame = situated.frame
        hoped = of_no_period_yet(text, situated.sentence.lead, binding.quantity.start)
        if hoped is not None:
            return Frame(None, False, hoped, frame.place)
        mention = binding.when or (_last_mention(text, situated.times, binding) if situated.times else None)
        if mention is None:
            if clock is not None and frame.status == "actual" and self._promised_now(text, situated, binding, clock):
                return Frame(Period.year(clock.year), False, "target", frame.place, said=True)
            part = frame.period
            if part is not None and part.last - part.first < _YEAR and _says_whole_year(text, situated, binding):
                return frame._replace(period=Period.year(part.end_year))
            return frame
        period = mention.period
        if frame.said and frame.period == period:
            promised = clock is not None and frame.status == "actual" and binding.when is None
            if promised and clock is not None and self._promised_now(text, situated, binding, clock):
                return frame._replace(period=Period.year(clock.year), spans_years=False, status="target")
            return frame
        leads = mention.role == "until" and frame.spans_years and frame.period is not None
        if leads and frame.period and frame.period.end_year == period.end_year and _of_years(binding):
            return frame._replace(said=True)  # 今后五年，…；到2030年，…: the years that lead there
        status = _status_of(mention, frame, clock)
        closed = clock is None or period.last < clock.year * 12 + clock.month - 1
        if status == "actual" and not closed and self._promised(text, situated, binding):
            status = "target"
        return Frame(period, mention.spans_years, status, frame.place, said=True)

    def period(
        self, text: str, frame: Frame, binding: Binding, situated: Situated, clock: Clock | None
    ) -> Period | None:
        """The period of the figure: flows of a plan keep its years, levels take its end."""
        base = _base_before(text, situated.times, binding, frame.period)
        if base is not None:
            return base
        if binding.earlier:
            return _earlier(frame, situated)
        period = frame.period
        if period is None:
            return None
        if frame.spans_years and period.last - period.first > _YEAR:
            flow = (binding.measure in _MOVING and binding.rule != "comparison") or binding.cumulative
            flow = flow or (binding.acted and (binding.quantity.unit != "%" or binding.rule == "share"))
            return period if flow else Period.year(period.end_year)
        if binding.measure == "cagr":
            if (years := _years_of(situated, binding)) is not None:
                return years
            if frame.status == "target" and clock is not None and period.notation == str(period.end_year):
                return years_until(period.end_year, clock)
        return period

    def status(
        self, text: str, situated: Situated, binding: Binding, frame: Frame, period: Period | None, clock: Clock | None
    ) -> Status:
        """Target, estimate or actual: the frame's, unless the clause says that the figure is provisional."""
        if binding.earlier and period is not None and clock is not None and period.end_year < clock.year:
            return "actual"
        this_year = clock is not None and frame.period is not None and frame.period.end_year == clock.year
        if this_year and frame.status == "target" != situated.frame.status and self._foreseen(text, situated, binding):
            return "estimate"  # the news: 业内人士预计，2026年出货量将超5万台
        if frame.status != "actual":
            return frame.status
        if binding.expected:
            return "target"
        return "estimate" if self._is_estimate(text, situated, binding, frame, clock) else "actual"

    def _is_estimate(self, text: str, situated: Situated, binding: Binding, frame: Frame, clock: Clock | None) -> bool:
        """Whether the sentence calls its figures provisional: 预计 where it holds for this one, or for all of them."""
        start, end = situated.sentence.start, binding.quantity.start
        whole = situated.sentence.end
        if text.find("预计", start, whole) >= 0 and _FORECASTS.search(text, start, whole):
            return True
        if self._provisional.search(text, start, end) is None:
            return False
        words = self._estimate
        if frame.period is not None and clock is not None and frame.period.last >= clock.year * 12 + clock.month - 1:
            words += self._preliminary
        for word in words:
            at = text.rfind(word, start, end)
            if at < 0:
                continue
            if _OPENS.fullmatch(text, situated.sentence.lead, at):
                return True
            if at < max(text.rfind("；", start, end), text.rfind("。", start, end)):
                continue
            if text.startswith(_CHAINED, at + len(word)):
                return True
            if at == start or text[at - 1] in "，；," or _CLAUSE_MARK.search(text, at, end) is None:
                return True
        return False

    def _foreseen(self, text: str, situated: Situated, binding: Binding) -> bool:
        """Whether a figure of the running year is somebody's forecast and nobody's promise."""
        before = text[situated.sentence.start : binding.quantity.start]
        said = max(before.rfind(word) for word in self._estimate)
        return said >= 0 and "目标" not in before[said:] and self._promise.search(before) is None

    def _promised_now(self, text: str, situated: Situated, binding: Binding, clock: Clock) -> bool:
        """Whether a figure is promised for the running year: by its segment, or by its clause where a time is told."""
        frame = situated.frame
        if not frame.said:
            return self._promised(text, situated, binding)
        if frame.period is None or frame.period.end_year != clock.year:
            return False
        clause = max(text.rfind(mark, situated.sentence.start, binding.quantity.start) for mark in "，；。")
        return self._promise.search(text, max(clause + 1, situated.sentence.start), binding.quantity.start) is not None

    def _promised(self, text: str, situated: Situated, binding: Binding) -> bool:
        """Whether a promise opens the segment of a sentence that no section or time places: 力争新增1500家."""
        start, end = situated.sentence.start, binding.quantity.start
        segment = max(text.rfind("；", start, end) + 1, text.rfind("。", start, end) + 1, start)
        return self._promise.search(text, segment, end) is not None


def _of_years(binding: Binding) -> bool:
    """Whether a figure is of all the years that lead to a horizon."""
    return binding.measure in _MOVING or binding.cumulative


def _last_mention(text: str, times: tuple[TimeMention, ...], binding: Binding) -> TimeMention | None:
    """The time said last before a number that holds for it."""
    mention = None
    for time in times:
        if time.start >= binding.quantity.start:
            break
        if time.role in {"base", "day"} or time.attributive or _dates_a_document(text, time):
            continue
        if time.clause_only and _CLAUSE_MARK.search(text, time.end, binding.quantity.start):
            continue
        if text.startswith(DEADLINE, time.end) and text.find("；", time.end, binding.quantity.start) >= 0:
            continue  # 2024年底前更新重卡500辆；…: it holds for its own part
        if time.role != "reset":
            mention = time
        elif text[time.start - 1 : time.start] != "年":  # 去年全年 resets nothing
            mention = None
    return mention


def _years_of(situated: Situated, binding: Binding) -> Period | None:
    """The run of years that a sentence stands in, or tells (从2021年的…增长到2024年的…), for its average rates."""
    frame = situated.frame
    if frame.spans_years or frame.years is not None:
        return frame.period if frame.spans_years else frame.years
    said = [t for t in situated.times if t.start < binding.quantity.start]
    first = next((t.period for t in said if t.role == "base"), None)
    last = next((t.period for t in said if t.role == "until"), None)
    if first is None or last is None or first.start_year >= last.end_year:
        return None
    return Period.years(first.start_year, last.end_year)


def _says_whole_year(text: str, situated: Situated, binding: Binding) -> bool:
    """Whether 全年 stands before a number, so that it is of no part of the year told earlier."""
    at = binding.quantity.start
    return any(t.role == "reset" and t.start < at and _whole_year(text, t) for t in situated.times)


def _whole_year(text: str, time: TimeMention) -> bool:
    """Whether 全年 is said by itself, and not of a year that is named: 去年全年."""
    return text.startswith("全年", time.start) and text[time.start - 1 : time.start] != "年"


def _status_of(mention: TimeMention, frame: Frame, clock: Clock | None) -> Status:
    period = mention.period
    if mention.future:
        return "target"
    if clock is None or period.end_year < clock.year:
        return "actual"
    if period.last - period.first == _YEAR:
        same = frame.period is not None and frame.period.end_year == clock.year
        return frame.status if same else "target" if clock.month <= 3 else "actual"
    return "target" if mention.role == "until" else "actual"


def _earlier(frame: Frame, situated: Situated) -> Period | None:
    """The year of A in «从A提高到B» when only the span of both is said: the year before a plan, the first of a span."""
    for known in (frame, situated.frame):
        if known.period is not None and known.spans_years:
            planned = known.period.start_year % 5 == 1 or known.period.last - known.period.first == _FIVE_YEARS
            return Period.year(known.period.start_year - planned)
    return None


def _base_before(text: str, times: tuple[TimeMention, ...], binding: Binding, part: Period | None) -> Period | None:
    """The year that stands with the earlier value: 从2020年的3.68万亿元, 较“十三五”末的9323亿元."""
    if not times or (not binding.earlier and (binding.measure != "level" or binding.quantity.unit == "倍")):
        return None
    reach = 40 if binding.earlier else 2
    near = [t for t in times if t.role == "base" and 0 <= binding.quantity.start - t.end <= reach]
    if not near:
        return None
    period = near[-1].period
    if part is not None and part == period and "上年" in text[near[-1].start : near[-1].end]:
        return Period.year(part.end_year - 1)  # the year before the one that a communiqué is about
    if part is not None and part.last - part.first < _YEAR and text.startswith("同期", near[-1].end):
        return Period.parse(part.notation.replace(str(part.end_year), str(period.end_year)))  # 由去年同期的34%提升到…
    return Period.year(period.end_year) if period.last - period.first > _YEAR else period


def _dates_a_document(text: str, time: TimeMention) -> bool:
    """Whether a year only dates a document: 《…（2023—2027年）》."""
    ahead = text[time.end : time.end + 16]
    return "》" in ahead and "《" not in ahead[: ahead.index("》")]
