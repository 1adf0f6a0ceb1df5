"""What a sentence may take for granted: which years the text speaks of, looking back or ahead, and of where.

A frame is carried from sentence to sentence until a heading, an opening («五年来», «今年») or a place changes it.
"""

import re
from typing import Final

from fangzhi.extract.frame import Frame
from fangzhi.extract.headings import Headings
from fangzhi.extract.part_of_year import goes_on, told_by_lead, without_so_far
from fangzhi.extract.places import Places
from fangzhi.extract.prospects import (
    announces,
    last_horizon,
    looks_ahead,
    opens_ahead,
    opens_with_event,
    years_of_plan,
    yet_to_come,
)
from fangzhi.extract.sections import Paragraph, Sentence
from fangzhi.extract.times import DEADLINE, Clock, TimeMention, times_of_sentences
from fangzhi.extract.whereabouts import Whereabouts
from fangzhi.extract.zones import Zones
from fangzhi.lexicon.cues import Cues
from fangzhi.model.document import Document
from fangzhi.model.period import Period

_LEAD: Final = 14
_OPENING: Final = 40  # characters before the sentence that may say which part of the year a text is about
_NAME: Final = 16  # characters of a name that may open a paragraph: （二）发展目标。到2025年，…
_YEAR_NAMED: Final = re.compile(r"((?:19|20)\d\d)年")
_FIGURES: Final = re.compile(r"[%％]|\d[亿万]")  # a paragraph with one of these tells figures
_YEAR: Final = 11  # months between the first and the last of a year
_TOLD_OF_A_PERIOD: Final = frozenset({"news", "other", "communique"})
_ANNOUNCING: Final = frozenset({"news", "other", "study"})
_ASIDES: Final = ("着眼", "展望", "放眼", "面向", "瞄准", "谋划", "迈入", "进入", "走进", "迎来")
_OPENERS: Final = frozenset(
    {
        "“",
        "回顾",
        "回望",
        "回首",
        "展望",
        "站在",
        "在",
        "回望过去",
        "总的看，",
        "各位代表，",
        "各位代表！",
        "回顾过去",
        "可以说，",
    }
)
_GOALS: Final = re.compile(
    r"(?<!完成)(?<!实现)预期(?:主要)?目标(?:建议)?(?:是|为|[：:])|目标(?:是|为)[：:]"
    r"|(?:划定|设定|提出|明确|确定)(?![的了])[^，。；、的]{0,12}目标[，：:]"
)


class Situated:
    """A sentence with its frame and the times said in it; a plain class with slots, for there are thousands."""

    __slots__ = ("frame", "paragraph", "sentence", "times")

    def __init__(self, sentence: Sentence, paragraph: Paragraph, frame: Frame, times: tuple[TimeMention, ...]) -> None:
        self.sentence = sentence
        self.paragraph = paragraph
        self.frame = frame
        self.times = times


_SALUTATION: Final = re.compile(r"^(?:各位(?:代表|委员|同志)|同志们)[，！：]")
_PLANS: Final = frozenset({"plan", "policy"})
_ANNOUNCED: Final = re.compile(r"[^，。；]{0,30}(?:提到|提出|明确|指出|要求|显示)[，,:：]?")


class Narrator:
    """Walks through a document and hands each sentence its frame."""

    def __init__(self, document: Document, cues: Cues, places: Places) -> None:
        self._text = document.folded.text
        self._kind = document.meta.kind
        named = _YEAR_NAMED.search(document.meta.title or "")
        self._year_of_title = int(named[1]) if named else None
        self.clock = Clock.of(document.meta.published)
        self._years = years_of_plan(document, self.clock) if self._kind == "plan" else None
        self._home = Zones(cues).of_title(document.meta.title, places) or places.issuer
        self._overview = places.overview
        self._headings = Headings(cues, announcing=document.meta.kind in _ANNOUNCING)
        self._announcing = document.meta.kind in _ANNOUNCING
        self._events = cues.words("status", "event")
        self._where = Whereabouts(self._text, cues, places, news=self._announcing)

    def walk(self, parts: list[Paragraph]) -> list[Situated]:
        """Each sentence of the paragraphs with its frame, in order."""
        out: list[Situated] = []
        text, where = self._text, self._where
        frame = self._opening_frame()
        base = frame
        reports = self._kind in _TOLD_OF_A_PERIOD
        lead = self._lead(parts) if reports else None
        told = times_of_sentences(text, self.clock, [s for paragraph in parts for s in paragraph.sentences])
        for paragraph in parts:
            told_by_heading = False
            if paragraph.level:
                before_heading, frame = frame, self._under(paragraph, frame, base)
                told_by_heading = frame != before_heading
            local = frame
            cluster = where.cluster_in(paragraph.start, paragraph.end)
            for sentence in paragraph.sentences:
                times = told.get(sentence.start, ())
                if reports and times and local.period is not None:
                    times = without_so_far(text, times, local.period, self.clock)
                before = local
                if not (told_by_heading and sentence.first):  # a heading's time is read once, as a heading
                    frame, local = self._next(sentence, times, frame, local)
                if (together := where.together(sentence, cluster)) is not None:
                    out.append(Situated(sentence, paragraph, local._replace(place=together), times))
                    continue
                if frame.spans_years and not local.spans_years and local.years is None:
                    local = local._replace(years=frame.period)
                if paragraph is lead and sentence.start - paragraph.start <= _OPENING:
                    frame, local = self._of_a_period(times, frame, local)
                if sentence.first and (about := where.slogan(sentence)) is not None:
                    local = local._replace(place=about)
                turned = None
                if not self._overview and (self._announcing or times or where.may_turn(sentence)):
                    turned = where.turned(sentence, times)
                shown = local if turned is None else local._replace(place=turned)
                out.append(Situated(sentence, paragraph, shown, times))
                if reports and times and not paragraph.level:
                    local = goes_on(text, times, sentence.lead, local, before, self.clock)
        return out

    def _of_a_period(self, times: tuple[TimeMention, ...], frame: Frame, local: Frame) -> tuple[Frame, Frame]:
        """Both frames in the part of a year that the text speaks of by its first sentence, where there is one."""
        period = told_by_lead(self._text, times, self.clock)
        if period is None:
            return frame, local
        return frame._replace(period=period, said=True), local._replace(period=period, said=True)

    def _under(self, heading: Paragraph, frame: Frame, base: Frame) -> Frame:
        """The frame of what stands under a heading."""
        if self.clock is None:
            return frame
        if (self._overview or self._announcing) and (place := self._where.of_heading(heading)):
            return base._replace(place=place)
        return self._headings.frame(self._text, heading, frame, base, self.clock)

    def _next(
        self, sentence: Sentence, times: tuple[TimeMention, ...], frame: Frame, local: Frame
    ) -> tuple[Frame, Frame]:
        """The frame to carry on and the frame of the next sentence, where it may have one of its own."""
        if sentence.first and (turned := self._headings.turned(self._text, sentence, frame)) is not None:
            frame = local = turned
        if times or self._overview or self._may_change(sentence, local):
            return self._sentence(sentence, times, frame, local)
        return frame, local

    def _lead(self, parts: list[Paragraph]) -> Paragraph | None:
        """The first paragraph of prose that tells figures."""
        for part in parts:
            if not part.level and part.end - part.start >= 15 and _FIGURES.search(self._text, part.start, part.end):
                return part
        return None

    def _may_change(self, sentence: Sentence, local: Frame) -> bool:
        """Whether a sentence without times may have a frame of its own: it names a goal, or announces in the news."""
        if self.clock is None or local.status != "actual":
            return False
        if self._announcing or opens_ahead(self._text, sentence.lead):
            return True
        return self._text.find("目标", sentence.lead, sentence.end) >= 0

    def _opening_frame(self) -> Frame:
        place = self._home
        if self.clock is None:
            return Frame(None, False, "actual", place)
        if self._kind == "communique" and (year := self._year_of_title) is not None and year < self.clock.year:
            return Frame(Period.year(year), False, "actual", place)
        if self._kind == "plan":
            years = self._years
            return Frame(years or Period.year(self.clock.year), years is not None, "target", place)
        today = self._announcing and opens_with_event(self._text, self.clock, self._events)
        return Frame(Period.year(self.clock.year if today else self.clock.review_year), False, "actual", place)

    def _sentence(
        self, sentence: Sentence, times: tuple[TimeMention, ...], frame: Frame, local: Frame
    ) -> tuple[Frame, Frame]:
        """The frame to carry on, and the frame of this sentence (which may last to the paragraph's end)."""
        if self._overview:
            local = local._replace(place=self._where.walked_to(sentence, times, local.place, frame.place))
        if self.clock is None:
            return frame, local
        text = self._text[sentence.lead : sentence.end]
        lead = next((t for t in times if _leads(t, sentence)), None)
        opened = self._opened(self.clock, sentence, lead, text, local) if lead else None
        if opened is None:
            opened = self._horizon(self.clock, sentence, times, local)
        if opened is not None:
            lasting, local = opened
            return (local._replace(place=frame.place) if lasting else frame), local
        if local.status != "actual":
            return frame, local
        announced = opens_ahead(text) or (self._announcing and announces(text))
        if not announced and ("目标" not in text or _GOALS.search(text) is None):
            return frame, local
        local = local._replace(period=Period.year(self.clock.year), spans_years=False, status="target")
        if announced:
            local = local._replace(said=True)
            if sentence.first and "报告" in text:
                frame = local._replace(place=frame.place)
        else:
            frame = local._replace(place=frame.place)
        return frame, local

    def _opened(
        self, clock: Clock, sentence: Sentence, time: TimeMention, text: str, frame: Frame
    ) -> tuple[bool, Frame] | None:
        """How a time at the head of a sentence changes the frame: (it lasts, the frame); None where it does not."""
        opened = self._looking(clock, sentence, time, text, frame)
        if opened is not None and _GOALS.search(text):
            lasting = self._kind == "work_report" and opened[1].status == "target"
            return lasting or opened[0], opened[1]._replace(status="target")
        return opened

    def _horizon(
        self, clock: Clock, sentence: Sentence, times: tuple[TimeMention, ...], frame: Frame
    ) -> tuple[bool, Frame] | None:
        """«到2027年，…» at the head of a sentence: outside work reports the goals behind it have the same horizon.

        In a plan it lasts beyond the paragraph when it opens one.
        """
        if self._kind == "work_report":
            return None
        for time in times:
            before = self._text[sentence.lead : time.start]
            if time.role != "until" or time.clause_only or not (not before or _ANNOUNCED.fullmatch(before)):
                continue
            if time.period.end_year < clock.year:
                return None
            opens = (
                sentence.first
                or self._text[max(0, sentence.start - _NAME) : sentence.start].rpartition("\n")[1] == "\n"
            )
            lasting = self._kind in _PLANS and opens and not before
            end = (last_horizon(times, clock) if lasting else None) or time.period.end_year
            years = self._years if self._years is not None and self._years.end_year == end else None
            return lasting, Frame(years or Period.year(end), years is not None, "target", frame.place, said=True)
        return None

    def _looking(
        self, clock: Clock, sentence: Sentence, time: TimeMention, text: str, frame: Frame
    ) -> tuple[bool, Frame] | None:
        """The frame that a time opens, looking back or ahead by the clock."""
        year = clock.year
        said = self._text[time.start : time.end]
        before = _SALUTATION.sub("", self._text[sentence.lead : time.start])
        offset = len(before)
        if self._in_passing(time, before, frame, year):
            return None
        plain = Frame(time.period, time.spans_years, "actual", frame.place, said=True)
        if time.spans_years:
            return self._run_of_years(time, plain, frame, before)
        if time.period.end_year > year:
            return False, plain._replace(status="target")
        if time.period.end_year == year and (time.period.last - time.period.first) == 11:
            ahead = clock.month <= 3 and not any(word in text[:30] for word in ("以来", "截至"))
            if not ahead:
                ahead = frame.status == "target" or looks_ahead(text)
            ahead = ahead and not self._text.startswith("以来", time.end)
            if ahead and said in {"今年", "本年"} and "政府工作报告" in text[:24] and "显示" in text:
                ahead = False
            return offset <= 8 and ahead, plain._replace(status="target" if ahead else "actual")
        if yet_to_come(time.period, clock, text):
            return False, plain._replace(status="target")
        lasting = offset <= 12 and ("过去" in text[:20] or "一年来" in said or said == "这一年")
        if sentence.first and self._kind == "work_report" and offset <= 8 and frame.status == "actual":
            lasting = time.period.last - time.period.first >= _YEAR
        return lasting, plain

    def _in_passing(self, time: TimeMention, before: str, frame: Frame, year: int) -> bool:
        """Whether a time at the head of a sentence sets no frame for it."""
        if any(mark in before for mark in "，《“") and not before.endswith(("，", "“")):
            return True
        if time.spans_years:
            return False
        if time.period.end_year > year:
            return self._text.startswith(DEADLINE, time.end)  # 2024年底前，…: it holds for its own part
        if time.period.last - time.period.first == _YEAR:
            return time.period.end_year == year and before.endswith(_ASIDES)  # 着眼2025年，…
        # 2023年6月，国务院出台…: the month of one event
        return time.period.first == time.period.last and self._kind == "work_report" and frame.spans_years

    def _run_of_years(self, time: TimeMention, plain: Frame, frame: Frame, before: str) -> tuple[bool, Frame] | None:
        """The frame that a run of years opens; None where a work report says it of one sentence only."""
        opens = len(before) <= 1
        if time.future:
            return opens or before in _OPENERS, plain._replace(status="target")
        if self._kind == "work_report" and not (opens and not frame.spans_years) and time.period != frame.period:
            return None
        if time.role == "since" or time.period.last - time.period.first < 48:
            return False, plain
        return opens or before in _OPENERS, plain


def _leads(time: TimeMention, sentence: Sentence) -> bool:
    """Whether a time stands near the head of a sentence and speaks of its figures."""
    return time.start - sentence.lead <= _LEAD and time.role in {"at", "since"} and not time.attributive
