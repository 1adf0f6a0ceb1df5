"""What headings say of the sentences under them: which years, and whether they look back or ahead."""

import re
from typing import Final

from fangzhi.extract.frame import Frame
from fangzhi.extract.sections import Paragraph, Sentence
from fangzhi.extract.times import Clock, TimeMention, find_times
from fangzhi.lexicon.cues import Cues
from fangzhi.model.facts import Status
from fangzhi.model.period import Period

_OF_WHAT: Final = 4  # characters that a heading may have before the word for what it tells
_PLAN_NAMED: Final = re.compile("十[一二三四五六七]五")
_PLAN_MADE: Final = re.compile(
    "(?:编制|制定|起草|形成|拟定)了?[^，。；十]{0,8}(十[一二三四五六七]五)”?[^，。；]{0,6}(?:规划|纲要)"
)


class Headings:
    """Reads the headings of one document in order."""

    def __init__(self, cues: Cues, *, announcing: bool) -> None:
        self._review = cues.words("section", "review")
        self._plan = cues.words("section", "plan")
        self._glossary = cues.words("section", "glossary")
        self._announcing = announcing
        self._plan_ahead = ""  # the second plan of a chapter on two: “十四五”时期成就和“十五五”时期目标
        self._settled = False  # whether a chapter has said if it looks back or ahead

    def frame(self, text: str, heading: Paragraph, frame: Frame, base: Frame, clock: Clock) -> Frame:
        """The frame under a heading; the one before where it says nothing of time, ``base`` is that of the opening."""
        words = text[heading.start : heading.end]
        if words.strip().endswith(self._glossary):
            # what terms mean is told of things as they are
            return base._replace(period=Period.year(clock.review_year), spans_years=False, status="actual")
        times = [t for t in find_times(words, clock) if t.role in {"at", "until", "since"}]
        if heading.level == 1:
            plans = _PLAN_NAMED.findall(words)
            self._plan_ahead = plans[-1] if len(plans) > 1 and times and not times[0].future else ""
        elif not times and (heading.level > 2 or (self._settled and not self._is_turn(text, heading))):
            return frame  # （五）加快释放改革开放成效, under a chapter that says what it tells
        review_at = _first(words, self._review)
        plan_at = _first(words, self._plan)
        if review_at is None and plan_at is None and not (times and heading.level == 1):
            return frame
        self._settled = self._settled or heading.level == 1
        if times:
            return _of_time(times[0], frame, clock, review_at is not None)
        if heading.level > 1 and self._announcing:
            return frame
        ahead = plan_at is not None and (review_at is None or plan_at < review_at)
        if ahead and frame.status == "target" and frame.period and frame.period.start_year >= clock.year:
            return frame
        if ahead and base.spans_years and base.status == "target":
            return frame._replace(period=base.period, spans_years=True, status="target", said=True)  # a plan of years
        year = Period.year(clock.year if ahead else clock.review_year)
        return frame._replace(period=year, spans_years=False, status="target" if ahead else "actual", said=True)

    def turned(self, text: str, sentence: Sentence, frame: Frame) -> Frame | None:
        """The frame from a sentence that tells how the second plan of its chapter was made, else None."""
        if not self._plan_ahead:
            return None
        made = _PLAN_MADE.search(text, sentence.lead, sentence.end)
        if made is None or made[1] != self._plan_ahead:
            return None
        [plan] = find_times(f"“{self._plan_ahead}”时期", None)
        self._plan_ahead = ""
        return frame._replace(period=plan.period, spans_years=True, status="target", said=True)

    def _is_turn(self, text: str, heading: Paragraph) -> bool:
        """Whether a heading within a chapter is named after what it tells: （一）主要成效, （二）下一步工作安排."""
        name = text[heading.sentences[0].lead : heading.end].strip()
        words = self._review + self._plan  # 下一步工作安排 ends with 工作安排
        return any(name.endswith(word) and len(name) <= len(word) + _OF_WHAT for word in words)


def _of_time(time: TimeMention, frame: Frame, clock: Clock, reviews: bool) -> Frame:
    """The frame under a heading that names a time."""
    over = time.period.last < clock.year * 12 + clock.month - 1
    ahead = time.future or (not over and time.period.end_year >= clock.year and not reviews)
    status: Status = "target" if ahead else "actual"
    return frame._replace(period=time.period, spans_years=time.spans_years, status=status, said=True)


def _first(text: str, words: tuple[str, ...]) -> int | None:
    found = [at for word in words if (at := text.find(word)) >= 0]
    return min(found) if found else None
