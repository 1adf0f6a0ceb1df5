"""Observations of a Chinese document: each bound number with its period, status, place and indicator."""

from collections.abc import Iterator
from dataclasses import dataclass

from fangzhi.extract.areas import find_areas
from fangzhi.extract.binding import Binder, Binding
from fangzhi.extract.context import Frame, Narrator, Situated
from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.quantities import Quantity, QuantityGrammar
from fangzhi.extract.sections import Paragraph
from fangzhi.extract.times import Clock, TimeMention
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Confidence, Observation, Status
from fangzhi.model.period import Period

_CLAUSE_MARKS = "，；。：,;"


@dataclass(frozen=True, slots=True)
class Unread:
    """A number that was seen and not understood: its place in the folded text."""

    start: int
    end: int


class ObservationReader:
    """Reads the observations of documents with one lexicon; built once, used for many documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.grammar = QuantityGrammar(lexicon)
        self._binder = Binder(lexicon)
        self._common_words = frozenset(lexicon.cues.words("place", "common_words"))
        self._zone_words = lexicon.cues.words("place", "zones")
        self._target_words = lexicon.cues.words("status", "target")
        self._preliminary_words = lexicon.cues.words("status", "preliminary")
        self._estimate_words = lexicon.cues.words("status", "estimate")

    def read(
        self, document: Document, parts: list[Paragraph], places: Places, narrator: Narrator
    ) -> tuple[list[Observation], list[Unread]]:
        """All observations in the order of the text, and the numbers that were left unread."""
        text = document.folded.text
        quantities = self.grammar.find(text)
        facts: list[Observation] = []
        unread: list[Unread] = []
        at = 0
        topic = last_label = ""
        for situated in narrator.walk(parts):
            sentence = situated.sentence
            while at < len(quantities) and quantities[at].start < sentence.lead:
                at += 1
            first = at
            while at < len(quantities) and quantities[at].core < sentence.end:
                at += 1
            if sentence.first:
                topic = last_label = ""
            if first == at:
                topic = self._binder.topic(text, sentence.lead, sentence.end)
                continue
            areas = find_areas(text, sentence, situated.times, places)
            if areas and not topic:
                topic = last_label
            bindings, left = self._binder.bind(
                text, sentence.lead, sentence.end, quantities[first:at], situated.times, areas, topic
            )
            topic = ""
            last_label = bindings[-1].label if bindings else ""
            unread += [Unread(q.start, q.end) for q in left]
            for binding in bindings:
                fact = self._observation(document, situated, binding, places, narrator)
                if fact is None:
                    unread.append(Unread(binding.quantity.start, binding.quantity.end))
                else:
                    facts.append(fact)
        return facts, unread

    def _observation(
        self, document: Document, situated: Situated, binding: Binding, places: Places, narrator: Narrator
    ) -> Observation | None:
        text = document.folded.text
        quantity = binding.quantity
        frame = self._frame(text, situated, binding, narrator)
        period = self._period(frame, binding, situated)
        if binding.earlier and period is None:
            return None
        status = self._status(text, situated, quantity, frame, narrator.clock)
        label, place, inherited = self._placed(situated, binding, places)
        value, high, unit = self._value(binding)
        span = document.folded.source_span(quantity.start, quantity.end)
        sentence = document.folded.source_span(situated.sentence.start, situated.sentence.end)
        confidence: Confidence = "certain"
        if binding.carried or inherited or not frame.said:
            confidence = "context"
        if period is None:
            confidence = "weak"
        return Observation(
            start=span.start,
            end=span.end,
            quote=document.text[span.start : span.end],
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            rule=binding.rule,
            confidence=confidence,
            region=place.name,
            region_code=place.code,
            indicator=label,
            indicator_id=self._lexicon.indicators.match(
                label, unit=unit, measure=binding.measure, deed=binding.deed == "done"
            ),
            measure=binding.measure,
            value=value,
            value_high=high,
            unit=unit,
            bound=quantity.bound,
            period=str(period) if period else None,
            status=status,
        )

    def _value(self, binding: Binding) -> tuple[float, float | None, str]:
        quantity = binding.quantity
        value, high, unit = quantity.value, quantity.high, quantity.unit
        if quantity.form == "bare":
            unit = _unit_of_label(binding.label)
        if binding.measure in {"growth", "cagr"} and unit == "倍":
            value, high, unit = round(value * 100, 6), high and round(high * 100, 6), "%"
        if binding.sign < 0:
            value, high = -value, -high if high is not None else None
        return value, high, unit

    def _frame(self, text: str, situated: Situated, binding: Binding, narrator: Narrator) -> Frame:
        """The frame of the sentence, or what the last time said before the number makes of it."""
        frame = situated.frame
        mention = None
        for time in situated.times:
            if time.start >= binding.quantity.start:
                break
            if time.role in {"base", "day"} or time.attributive or _names_a_document(text, time):
                continue
            if time.clause_only and any(m in text[time.end : binding.quantity.start] for m in _CLAUSE_MARKS):
                continue
            mention = time
        if mention is None:
            return frame
        clock = narrator.clock
        period = mention.period
        if frame.said and frame.period == period:
            return frame
        status: Status = "actual"
        if mention.future:
            status = "target"
        elif clock is not None and period.end_year == clock.year and period.last - period.first == 11:
            same = frame.period is not None and frame.period.end_year == clock.year
            status = frame.status if same else "target" if clock.month <= 3 else "actual"
        elif mention.role == "until" and clock is not None and period.end_year >= clock.year:
            status = "target"
        return Frame(period, mention.spans_years, status, frame.place, said=True)

    def _period(self, frame: Frame, binding: Binding, situated: Situated) -> Period | None:
        """The period of the figure: flows of a plan keep its years, levels take its end."""
        base = _base_before(situated.times, binding)
        if base is not None:
            return base
        if binding.earlier:
            for known in (frame, situated.frame):
                if known.period is not None and known.spans_years:
                    return Period.year(known.period.start_year - 1)
            return None
        period = frame.period
        if period is None:
            return None
        if frame.spans_years and period.last - period.first > 11:
            flow = binding.measure in {"growth", "cagr", "change"} or binding.cumulative
            flow = flow or (binding.acted and (binding.quantity.unit != "%" or binding.rule == "share"))
            return period if flow else Period.year(period.end_year)
        if binding.measure == "cagr" and situated.frame.spans_years:
            return situated.frame.period
        return period

    def _status(self, text: str, situated: Situated, quantity: Quantity, frame: Frame, clock: Clock | None) -> Status:
        status = frame.status
        sentence = situated.sentence
        before = text[sentence.start : quantity.start]
        if status == "actual":
            clause = max(before.rfind(mark) for mark in _CLAUSE_MARKS) + 1
            segment = max(before.rfind("；"), before.rfind("。")) + 1
            words = self._estimate_words
            if (
                frame.period is not None
                and clock is not None
                and frame.period.last >= clock.year * 12 + clock.month - 1
            ):
                words += self._preliminary_words
            for word in words:
                at = before.rfind(word, segment)
                if at >= 0 and (at >= clause or before[at - 1 : at] in {"", "，", "；", ","}):
                    return "estimate"
        return status

    def _placed(self, situated: Situated, binding: Binding, places: Places) -> tuple[str, Place, bool]:
        """The label without a place that opens it, and the place: its own, or the frame's."""
        label = binding.label
        place = situated.frame.place
        if binding.place is not None:
            return label, binding.place, False
        found = places.at(label, 0, len(label))
        if found is None:
            return label, place, False
        region, end = found
        if label[:end] in self._common_words or label.startswith(self._zone_words, end):
            return label, place, False
        rest = label[end:].lstrip("的、")
        if region.level == "country" and (
            binding.quantity.counter or not self._lexicon.indicators.match(rest, unit=None, measure=None)
        ):
            # 全国重点实验室 is a rank of laboratory, not a number about the nation
            return label, place, False
        if rest and self._lexicon.indicators.match(rest, unit=None, measure=None):
            return rest, place_of(region), False
        if places.within(region) and label[end : end + 1] != "、":
            return label, place_of(region), False
        return label, place, False


def _base_before(times: tuple[TimeMention, ...], binding: Binding) -> Period | None:
    """The year that stands with the earlier value: 从2020年的3.68万亿元, 较“十三五”末的9323亿元."""
    reach = 40 if binding.earlier else 2
    near = [t for t in times if t.role == "base" and 0 <= binding.quantity.start - t.end <= reach]
    if not near or (not binding.earlier and binding.measure != "level"):
        return None
    period = near[-1].period
    return Period.year(period.end_year) if period.last - period.first > 11 else period


def _names_a_document(text: str, time: TimeMention) -> bool:
    """Whether a year only dates a document: 2024年上海市政府工作报告, 《…（2023—2027年）》."""
    ahead = text[time.end : time.end + 16]
    return "》" in ahead and "《" not in ahead[: ahead.index("》")]


def _unit_of_label(label: str) -> str:
    """The unit that a number without one must have: 突破万亿 of a product is money, 超696万 of talents are persons."""
    if label.endswith(("人数", "人口", "总人数", "人才", "人才总量", "游客", "人次", "人员", "学生", "职工", "用户")):
        return "人"
    if label.endswith(
        (
            "总值",
            "增加值",
            "产值",
            "收入",
            "投资",
            "营收",
            "总额",
            "余额",
            "规模",
            "零售额",
            "进出口",
            "出口",
            "消费",
            "GDP",
        )
    ):
        return "元"
    return "个"


def readings(facts: list[Observation]) -> Iterator[str]:
    """One line a fact, for tests and explain."""
    for fact in facts:
        yield f"{fact.quote} {fact.indicator} {fact.measure} {fact.value:g}{fact.unit} {fact.period} {fact.status}"
