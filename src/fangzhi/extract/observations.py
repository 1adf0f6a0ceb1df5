"""Observations of a Chinese document: each bound number with its period, status, place and indicator."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from fangzhi.extract.areas import find_areas
from fangzhi.extract.bases import base_of
from fangzhi.extract.binding import Binder, Binding
from fangzhi.extract.binding.bracketed_rates import with_brackets
from fangzhi.extract.context import Situated
from fangzhi.extract.frame import Frame
from fangzhi.extract.places import Place, Places
from fangzhi.extract.placing import Placing
from fangzhi.extract.quantities import QuantityGrammar
from fangzhi.extract.sections import Sentence
from fangzhi.extract.situation import Situation
from fangzhi.extract.subjects import Subjects
from fangzhi.extract.themes import with_theme
from fangzhi.extract.times import Clock
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Confidence, Observation
from fangzhi.model.period import Period
from fangzhi.model.span import Span


class Unread(NamedTuple):
    """A number that was seen and not understood: its place in the folded text."""

    start: int
    end: int


class ObservationReader:
    """Reads the observations of documents with one lexicon; built once, used for many documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.grammar = QuantityGrammar(lexicon)
        self._binder = Binder(lexicon)
        self._situation = Situation(lexicon.cues)
        self._placing = Placing(lexicon)
        self._subjects = Subjects(lexicon.cues)
        self._goes_on = lexicon.cues.words("set", "goes_on")

    def read(
        self, document: Document, told: Sequence[Situated], places: Places, clock: Clock | None
    ) -> tuple[list[Observation], list[Unread]]:
        """All observations in the order of the text, and the numbers that were left unread.

        ``told`` are the sentences of the document as ``Narrator.walk`` gives them.
        """
        text = document.folded.text
        quantities = self.grammar.find(text)
        count = len(quantities)
        facts: list[Observation] = []
        unread: list[Unread] = []
        at = 0
        last_label = holder = measured = ""
        passed: list[Sentence] = []  # the sentences of the paragraph so far, this one too
        before: Sentence | None = None  # the sentence without numbers that stands before this one in its paragraph
        for situated in told:
            if at == count:
                break
            sentence = situated.sentence
            lead, end = sentence.lead, sentence.end
            if sentence.first:
                last_label = measured = ""
                passed = []
                before = None
            while at < count and quantities[at].start < lead:
                at += 1
            first = at
            while at < count and quantities[at].core < end:
                at += 1
            passed.append(sentence)
            if first == at:
                before = sentence
                continue
            here = quantities[first:at]
            areas = find_areas(text, sentence, situated.times, places, here, self._subjects)
            bindings, left = self._binder.bind(
                text,
                lead,
                end,
                here,
                situated.times,
                areas,
                topic=last_label if areas else "",
                before=text[before.lead : before.end].rstrip("。！？；") if before is not None else "",
                measured=measured,
                holder=holder if holder and text.startswith(self._goes_on, lead) else "",
            )
            holder = bindings[-1].holder if bindings else ""
            measured = self._binder.measured(bindings, measured)
            with_theme(bindings, text, passed[:-1])
            before = None
            bindings, bare = with_brackets(bindings, text, (lead, end), here, situated.times, places)
            left += bare
            if left:
                unread += [Unread(quantity.start, quantity.end) for quantity in left]
            label, last_label = last_label, ""
            if bindings:
                span = document.folded.source_span(sentence.start, end)
                last = bindings[-1]
                if last.rule not in _NOUN_RULES:
                    last_label = last.label
            zone: Place | None = None
            before_it: tuple[Binding, Observation] | None = None
            for binding in bindings:
                binding.place = binding.place or _same(text, binding, before_it)
                fact = self._observation(document, situated, span, binding, label, zone, places, clock)
                before_it = (binding, fact) if fact is not None else None
                if fact is None:
                    unread.append(Unread(binding.quantity.start, binding.quantity.end))
                else:
                    facts.append(fact)
                    label = fact.indicator
                    leads = binding is bindings[0]
                    zone = zone or (_zone(fact, situated, first=leads) if binding.rule not in _NOUN_RULES else None)
        return facts, unread

    def _observation(
        self,
        document: Document,
        situated: Situated,
        sentence: Span,
        binding: Binding,
        told: str,
        zone: Place | None,
        places: Places,
        clock: Clock | None,
    ) -> Observation | None:
        text = document.folded.text
        quantity = binding.quantity
        frame = self._situation.frame(text, situated, binding, clock)
        period = self._situation.period(text, frame, binding, situated, clock)
        if binding.earlier and period is None:
            return None
        status = self._situation.status(text, situated, binding, frame, period, clock)
        label, place = self._placing.place(text, binding, told, zone or situated.frame.place, places)
        base = base_of(text, situated.sentence.start, situated.times, binding, period)
        if base is not None and frame.spans_years and base.last - base.first > _YEAR:
            period = frame.period  # “十四五”时期…为“十三五”时期的2.2倍
        value, high, unit = _value(binding)
        if not unit and not label.endswith(_DIMENSIONLESS):
            return None
        if label.endswith(_SUMS) and "元" not in unit and unit not in _RELATIVE:
            return None  # 一期工程投资6亿元，建成150兆瓦电站: what is no sum is of something else
        origin = document.folded.origin
        start, end = origin[quantity.start], origin[quantity.end - 1] + 1
        return Observation(
            start=start,
            end=end,
            quote=document.text[start:end],
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            rule=binding.rule,
            confidence=_confidence(binding, frame, period, label),
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
            period=period.notation if period is not None else None,
            status=status,
            base_period=base.notation if base is not None else None,
        )


def _same(text: str, binding: Binding, told: tuple[Binding, Observation] | None) -> Place | None:
    """The area of the number told before, where this one says the same of it: 全省…98亿美元，增长3.2%."""
    if told is None or not binding.carried or told[0].place is not None or told[0].label != binding.label:
        return None
    before, fact = told
    if fact.region is None or fact.indicator != before.label:
        return None
    between = text[before.quantity.end : binding.quantity.start]
    return None if any(mark in between for mark in "我全本") else Place(fact.region, fact.region_code)


def _zone(fact: Observation, situated: Situated, *, first: bool) -> Place | None:
    """The zone that a figure names: 某市经开区产值…，税收…: it holds for the rest of the sentence.

    Not in a list of goals that names it in passing, nor for a cluster.
    """
    if not first and fact.status == "target":
        return None
    if fact.region is None or fact.region_code is not None or situated.frame.place.code is None:
        return None
    return None if fact.region.endswith(_CLUSTERS) else Place(fact.region, None)


def _confidence(binding: Binding, frame: Frame, period: Period | None, label: str) -> Confidence:
    """How sure a reading is: all of it in the clause, some of it carried over, or a rule of last resort."""
    if period is None or binding.rule in _LAST_RESORTS:
        return "weak"
    carried = binding.carried or label != binding.label or not frame.said
    return "context" if carried or (binding.rule == "share" and frame.spans_years) else "certain"


def _value(binding: Binding) -> tuple[float, float | None, str]:
    """Value, upper end and unit as facts write them; the unit is empty where nothing tells it."""
    quantity = binding.quantity
    value, high, unit = quantity.value, quantity.high, quantity.unit
    if quantity.form == "bare":
        unit = _unit_of_label(binding.label)
    if binding.measure in {"growth", "cagr"} and unit == "倍":
        value, high, unit = round(value * 100, 6), high and round(high * 100, 6), "%"
    if binding.sign < 0:
        value, high = -value, -high if high is not None else None
    return value, high, unit


_CLUSTERS: Final = ("地区", "区域", "经济区", "经济带", "经济圈", "城市群", "都市圈", "大湾区", "三角洲")
_YEAR: Final = 11  # months between the first and the last of a year
_NOUN_RULES: Final = frozenset({"counted noun", "carried noun"})
_LAST_RESORTS: Final = frozenset({"bare head", "purpose", "share of whom", "carried noun"})
_DIMENSIONLESS: Final = ("指数", "得分", "系数")
_SUMS: Final = ("投资", "产值", "增加值", "收入", "零售额", "利润", "税收", "支出")
_RELATIVE: Final = frozenset({"%", "‰", "倍", "位", "个百分点", "个基点"})
_HOUSEHOLDS: Final = ("用户数", "用户规模", "接入用户")
_PERSONS: Final = ("人数", "人口", "人才", "总量", "游客", "人次", "人员", "学生", "职工", "用户")
_MONEY: Final = (
    "总值",
    "经济总量",
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
    "债",
    "债券",
    "贷款",
    "存款",
    "授信",
    "基金",
    "融资",
    "补贴",
    "资金",
    "保费",
    "税收",
    "支出",
    "利润",
)


def _unit_of_label(label: str) -> str:
    """The unit that a number without one must have: 突破万亿 of a product is money, 超696万 of talents are persons."""
    if label.endswith(_HOUSEHOLDS):
        return "户"
    if label.endswith("网民规模"):
        return "人"
    if label.endswith(_MONEY):
        return "元"
    if label.endswith(_PERSONS):
        return "人"
    return "倍" if label.endswith("比") else ""
