"""Observations of a Chinese document: each bound number with its period, status, place and indicator."""

from dataclasses import dataclass

from fangzhi.extract.areas import find_areas
from fangzhi.extract.binding import Binder, Binding
from fangzhi.extract.context import Frame, Narrator, Situated
from fangzhi.extract.places import Places
from fangzhi.extract.placing import Placing
from fangzhi.extract.quantities import QuantityGrammar
from fangzhi.extract.sections import Paragraph
from fangzhi.extract.situation import Situation
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Confidence, Observation
from fangzhi.model.period import Period


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
        self._situation = Situation(lexicon.cues)
        self._placing = Placing(lexicon)

    def read(
        self, document: Document, parts: list[Paragraph], places: Places, narrator: Narrator
    ) -> tuple[list[Observation], list[Unread]]:
        """All observations in the order of the text, and the numbers that were left unread."""
        text = document.folded.text
        quantities = self.grammar.find(text)
        facts: list[Observation] = []
        unread: list[Unread] = []
        at = 0
        last_label = ""
        before = ""
        for situated in narrator.walk(parts):
            sentence = situated.sentence
            while at < len(quantities) and quantities[at].start < sentence.lead:
                at += 1
            first = at
            while at < len(quantities) and quantities[at].core < sentence.end:
                at += 1
            if sentence.first:
                last_label = before = ""
            if first == at:
                before = text[sentence.lead : sentence.end].rstrip("。！？；")
                continue
            areas = find_areas(text, sentence, situated.times, places, quantities[first:at])
            bindings, left = self._binder.bind(
                text,
                sentence.lead,
                sentence.end,
                quantities[first:at],
                situated.times,
                areas,
                topic=last_label if areas else "",
                before=before,
            )
            before = ""
            unread += [Unread(q.start, q.end) for q in left]
            carries = bool(bindings) and bindings[-1].rule not in {"counted noun", "carried noun"}
            told, last_label = last_label, bindings[-1].label if carries else ""
            for binding in bindings:
                fact = self._observation(document, situated, binding, told, places, narrator)
                if fact is None:
                    unread.append(Unread(binding.quantity.start, binding.quantity.end))
                else:
                    facts.append(fact)
                    told = fact.indicator
        return facts, unread

    def _observation(
        self, document: Document, situated: Situated, binding: Binding, told: str, places: Places, narrator: Narrator
    ) -> Observation | None:
        text = document.folded.text
        quantity = binding.quantity
        frame = self._situation.frame(text, situated, binding, narrator.clock)
        period = self._situation.period(frame, binding, situated)
        if binding.earlier and period is None:
            return None
        status = self._situation.status(text, situated, binding, frame, period, narrator.clock)
        label, place = self._placing.place(text, binding, told, situated.frame.place, places)
        value, high, unit = _value(binding)
        if not unit and not label.endswith(_DIMENSIONLESS):
            return None
        span = document.folded.source_span(quantity.start, quantity.end)
        sentence = document.folded.source_span(situated.sentence.start, situated.sentence.end)
        return Observation(
            start=span.start,
            end=span.end,
            quote=document.text[span.start : span.end],
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
            period=str(period) if period else None,
            status=status,
        )


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


_LAST_RESORTS = frozenset({"bare head", "purpose", "share of whom", "carried noun"})
_DIMENSIONLESS = ("指数", "得分", "系数")
_PERSONS = ("人数", "人口", "人才", "总量", "游客", "人次", "人员", "学生", "职工", "用户")
_MONEY = (
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
    if label.endswith(_MONEY):
        return "元"
    if label.endswith(_PERSONS):
        return "人"
    return "倍" if label.endswith("比") else ""
