"""Numbers with their units, bounds and ranges, as they stand in Chinese text.

Each function of the grammar is pure; nothing here knows what a number is about (binding.py).
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fangzhi.extract.numerals import DIGITS, arabic, chinese
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.special_numbers import DELIMITERS, SpecialNumbers
from fangzhi.extract.wordset import WordSet
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.facts import Bound

_NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MAGNITUDE: Final = r"(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|千(?![瓦米克伏卡升])|百(?!分))"
_DASH: Final = r"\s?(?:—{1,2}|–|-|~|～|〜|至|到)\s?"
_OTHER: Final = "[户套间个处座艘架列台]"  # counters in brackets behind another: 100条（个）
_AFTER: Final = r"（含）以上|及?以上|左右|以内|及?以下|之间|上下|多(?![式元样边层功语模民晶云部党])|余"
_BEFORE_NUMBER: Final = frozenset("第前−")  # with all of ASCII: what may make a number part of a name, or negative
_PLACES: Final = frozenset("位名强")  # 排名前20位的企业
_BEFORE_MINUS: Final = frozenset("为达是至到率在速幅长度差")
_LISTING: Final = frozenset("、，和及与")
_RATES: Final = frozenset("%％点")
_NAMES_A_DATE: Final = frozenset("年月日号时点岁届期版周世次季线后—-–～~”+")
_NUMERALS: Final = frozenset("一二两三四五六七八九十百千万亿")
_NO_ROUND_AFTER: Final = frozenset("第.0123456789“之点")
# The patterns below begin in many ways, and trying them at each character is slow; these find the few places to try.
_PEOPLE: Final = re.compile(
    r"(?=[^\d，。；、])\w{0,6}(?:人口|群众|居民|农民|牧民|职工|学生|村民|老年人|劳动力|劳动者|残疾人"
    r"|监测对象|人员|儿童|婴幼儿|毕业生|退役军人|患者|网民|党员|学员)"
)
_HOUSEHOLDS: Final = re.compile(r"(?:\w{0,2}农户|\w{0,4}家庭)(?!农场|医生|教育|病床|养老|经济|收入)")
_SCHOOLING: Final = re.compile("年限(?:达到?|为|提高[到至]|提升[到至]|增[加至]|增加[到至]|延长[到至])$")
_ROUND_SUMS: Final = frozenset({"万亿", "千亿", "百亿"})
_DIGIT: Final = re.compile("[0-9]")
_LARGE: Final = re.compile("[十百千万亿]")


class Number(NamedTuple):
    """A number as written and as read, before its unit is known."""

    digits: str
    magnitude: str | None
    value: float
    high: float | None
    bound: str


class QuantityGrammar:
    """The patterns, built once from the units and cues of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = sorted(lexicon.units.by_chinese, key=len, reverse=True)
        unit = "(?:" + "|".join(map(re.escape, words)) + "|大(?=[^\\d，。；、关省市国会县盘幅类]))"
        # a letter unit (P, MW) must not run on into a word: 5G基站, 3D打印
        unit = f"{unit}(?![A-Za-z])"
        compound = f"(?:/(?:{_MAGNITUDE})?(?:{unit}|年|日|月|天|周)|每(?:立方米|平方米|平方公里|亩|吨|千瓦时))?"
        self._symbols = {word: u.symbol for word, u in lexicon.units.by_chinese.items()} | {"大": "个"}
        self._counters = {word for word, u in lexicon.units.by_chinese.items() if u.counter or u.dimension == "persons"}
        self._counters |= {"大"}
        self._guards = lexicon.cues.tables["unit_guard"]
        self._before = {w: b for b, ws in lexicon.cues.tables["bound_before"].items() for w in ws}
        self._after = {w: b for b, ws in lexicon.cues.tables["bound_after"].items() for w in ws}
        self._round = {w: b for b, ws in lexicon.cues.tables["bound_before_round"].items() for w in ws}
        self._before_words = WordSet(self._before)
        self._bound_guards = {w: "".join(before) for w, before in lexicon.cues.tables["bound_guard"].items()}
        self._after_guards = {w: set(behind) for w, behind in lexicon.cues.tables["bound_after_guard"].items()}
        self._specials = SpecialNumbers(self._before, self._after)
        self._round_words = WordSet(self._round)
        self._number = re.compile(
            rf"({_NUMBER})([多余])?({_MAGNITUDE})?([多余来])?({unit}{compound})?(?:(?<=[户套个处条辆])（{_OTHER}(?:、{_OTHER}){{0,3}}）次?)?"
            rf"(?:({_DASH})({_NUMBER})({_MAGNITUDE})?({unit}{compound})?)?({_AFTER})?"
        )
        safe = "|".join(map(re.escape, (w for w in words if w not in {"大", "分", "度", "首", "面"})))
        self._chinese = re.compile(
            rf"([一二两三四五六七八九十百千万亿]*[百千万亿]|[一二两三四五六七八九]?十|[十百千万亿])([多余])?(?:({safe})({_AFTER})?|(?=[，。；]))"
        )
        self._ratio = re.compile(rf"({_NUMBER})((?:[∶:：比]{_NUMBER})+)")

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
        """All quantities of ``text[start:end]``, in order, not overlapping.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> [(q.value, q.unit, q.bound) for q in QuantityGrammar(load_lexicon()).find("突破14.2万亿元，占5成以上")]
        [(14200000000000.0, '元', 'min'), (50.0, '%', 'min')]
        """
        end = len(text) if end is None else end
        found = list(self._numbers(text, start, end))
        found += self._rounds(text, start, end)
        found += self._specials.find(text, start, end)
        found.sort(key=lambda q: (q.core, -q.end))
        out: list[Quantity] = []
        for quantity in found:
            if not out or quantity.core >= out[-1].end:
                out.append(quantity)
        return _share_units(text, out)

    def _numbers(self, text: str, start: int, end: int) -> Iterator[Quantity]:
        position = start
        while (digit := _DIGIT.search(text, position, end)) is not None:
            at = digit.start()
            match = self._number.match(text, at, end)
            if match is None:  # a digit that is none of ours
                position = at + 1
                continue
            position = match.end()
            before = text[at - 1] if at else " "
            signed = negative = False
            if before in _BEFORE_NUMBER or before.isascii():
                signed = before in "+-−" and text[max(0, at - 3) : at - 1] in {"同比", "环比"}
                negative = before in "-−" and at > 1 and (signed or _may_be_minus(text, at - 1))
                if not (negative or signed) and (
                    before == "第"
                    or (before == "前" and text[match.end(1) : match.end(1) + 1] in _PLACES)
                    or (before.isascii() and (before.isalnum() or before in ".+-/<_#"))
                ):
                    continue
            if position < end and text[position] in "∶:：" and (ratio := self._ratio.match(text, at, end)):
                position = ratio.end()
                yield from self._ratios(ratio)
                continue
            quantity = self._number_at(text, match)
            if quantity is not None:
                position = max(quantity.end, at + 1)
                if negative or signed:
                    quantity.start = quantity.core = at - 1
                    quantity.value = -quantity.value if negative else quantity.value
                    quantity.form = "signed" if signed else quantity.form
                yield quantity

    def _number_at(self, text: str, match: re.Match[str]) -> Quantity | None:
        digits, few, magnitude, few_after, unit, dash, high_digits, high_magnitude, high_unit, after = match.groups()
        at, end = match.span()
        after, end = self._bound_behind(text, after, end)
        high: float | None = None
        if dash:
            mixed = bool(unit and high_unit and unit != high_unit)  # 提高0.3个百分点至31.2%
            if mixed or not (high_unit or unit == "%") or text[max(0, at - 1)] in "从由":
                # 2021—2025年 is no range of quantities, 从3家到5家 is a way
                dash = high_digits = None
                end = max(match.end(group) for group in (1, 2, 3, 4, 5))
                after = self._tail(text, end)
                end += len(after)
        if unit == "大" and magnitude:
            unit, end = None, match.end(5) - 1  # 14万亿大关: 大 counts nothing here
        if unit is not None and not dash and self._guarded(unit, text, match.end(5)):
            return None
        if high_digits:
            high = arabic(high_digits, high_magnitude)
            if unit is None:
                unit, magnitude = high_unit, magnitude or high_magnitude
        unit = self._unit_told(unit, text, end, bool(magnitude and not dash))
        if unit is None and not _stands_alone(text, end, digits, magnitude):
            return None if magnitude else _years_of(text, at, end, digits)
        value = arabic(digits, magnitude)
        if high is not None and high < value:
            return None
        prefix = self._bound_word(text, at)
        bound: str = self._before[prefix] if prefix else "min" if few or few_after else "eq"
        if after:
            bound = self._after.get(after, bound)
        start = at - len(prefix)
        if unit is None:
            return self._without_unit(text, start, at, end, Number(digits, magnitude, value, high, bound))
        return Quantity(
            start,
            at,
            end,
            value,
            high,
            self._symbol(unit),
            bound,  # type: ignore[arg-type]  # the tables hold bounds only
            "number",
            unit in self._counters,
            magnitude or "",
        )

    def _unit_told(self, unit: str | None, text: str, end: int, counts: bool) -> str | None:
        """The unit with what the words behind it make of it: 2813.8万辆（艘、架、列）次, 1000多万农户."""
        if unit is None:
            return _unit_of_noun(text, end) if counts else None
        return f"{unit}次" if text.startswith("）次", end - 2) and f"{unit}次" in self._symbols else unit

    def _bound_behind(self, text: str, after: str | None, end: int) -> tuple[str | None, int]:
        """The word for a bound behind a number and the end with it; the 上下 of 110家上下游企业 is none."""
        if after and text[end : end + 1] in self._after_guards.get(after, ()):
            return None, end - len(after)
        return after, end

    def _without_unit(self, text: str, start: int, core: int, end: int, number: Number) -> Quantity | None:
        """A number that has no unit of its own: a duration (9.6年), a list member, a magnitude."""
        if "." in number.digits and not number.magnitude and text.startswith("年", end):
            tail = self._tail(text, end + 1)
            bound = self._after[tail] if tail else number.bound
            return Quantity(start, core, end + 1 + len(tail), number.value, number.high, "年", bound)  # type: ignore[arg-type]  # as above
        bare = (start, core, end, number.value, number.high, "")
        return Quantity(*bare, number.bound, "bare", False, number.magnitude or "")  # type: ignore[arg-type]  # as above

    def _bound_word(self, text: str, at: int) -> str:
        """The word for a bound that ends before a number; the 约 of 签约3500亿元 is none."""
        word = self._before_words.tail_of(text, at)
        if word is None:
            return ""
        first = at - len(word)
        return "" if first and text[first - 1] in self._bound_guards.get(word, "") else word

    def _tail(self, text: str, at: int) -> str:
        for word in self._after:
            if text.startswith(word, at):
                return word
        return ""

    def _symbol(self, unit: str) -> str:
        if "/" not in unit:
            if "每" not in unit:
                return self._symbols.get(unit, unit)
            unit = unit.replace("每", "/")
        head, slash, tail = unit.partition("/")
        return self._symbols.get(head, head) + slash + tail

    def _guarded(self, unit: str, text: str, at: int) -> bool:
        guards = self._guards.get(unit)
        return guards is not None and text.startswith(guards, at)

    def _ratios(self, match: re.Match[str]) -> Iterator[Quantity]:
        parts = [(m.start(), m.end(), float(m[0])) for m in re.finditer(_NUMBER, match[0].replace(",", ""))]
        if len(parts) == 2 and parts[1][2] == 1:
            at = match.start()
            yield Quantity(at, at, match.end(), parts[0][2], None, "倍", "eq", "number")
        elif len(parts) == 3 and 99 <= sum(p[2] for p in parts) <= 101:
            for index, (first, last, value) in enumerate(parts):
                at = match.start() + first
                yield Quantity(at, at, match.start() + last, value, None, "%", "eq", "ratio", part=index)

    def _rounds(self, text: str, start: int, end: int) -> Iterator[Quantity]:
        """Round numbers in Chinese: 超千亿元, 上百个, 百万辆, 十几万户."""
        for match in self._round_numbers(text, start, end):
            numeral, few, unit, after = match.groups()
            at = match.start()
            if text[max(0, at - 1)] in _NO_ROUND_AFTER or text.startswith("级", match.end()):
                continue
            if unit is None:
                if numeral in _ROUND_SUMS and (opens := self._before_words.tail_of(text, at)):
                    word = (at - len(opens), at, match.end(), float(chinese(numeral)), None, "", self._before[opens])
                    yield Quantity(*word, "bare", False, numeral)  # type: ignore[arg-type]  # the table holds bounds only
                continue
            if self._guarded(unit, text, match.end(3)):
                continue
            value = chinese(numeral)
            bound: Bound = "min" if few else "eq"
            prefix = self._before_words.tail_of(text, at)
            if prefix is not None:
                bound = self._before[prefix]  # type: ignore[assignment]  # the table holds bounds only
            else:
                prefix = self._round_words.tail_of(text, at)
                if prefix and self._round[prefix] == "min" and prefix is not None:
                    bound = "min"
            if after:
                bound = self._after.get(after, bound)  # type: ignore[assignment]  # the table holds bounds only
            spelled = len(numeral) > 1 and numeral[0] in DIGITS and value >= 100
            if prefix is None and not few and not after and not spelled:
                continue
            if value < 100 and not few and prefix not in {"上", "数", "几", "十几", "几十"}:
                continue
            kept = prefix if prefix and (prefix in self._before or self._round[prefix] == "min") else ""
            if kept in {"十几", "几十", "数十"}:
                value *= 10
            yield Quantity(
                at - len(kept),
                at,
                match.end(),
                float(value),
                None,
                self._symbol(unit),
                bound,
                "number",
                unit in self._counters,
                numeral,
            )

    def _round_numbers(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches of the pattern of round numbers, looked for only in runs of numerals with a magnitude."""
        position = start
        for large in _LARGE.finditer(text, start, end):
            first = large.start()
            while first > position and text[first - 1] in _NUMERALS:
                first -= 1
            if large.end() - first == 1 and first and text[first - 1] in _NO_ROUND_AFTER:
                continue  # 14万, the most: read with its digits
            for at in range(max(first, position), large.end()):
                if match := self._chinese.match(text, at, end):
                    position = match.end()
                    yield match
                    break


def _unit_of_noun(text: str, at: int) -> str | None:
    """The unit of a number whose noun begins at a place: 40.6万贫困人口, 1000多万农户."""
    return "人" if _PEOPLE.match(text, at) else "户" if _HOUSEHOLDS.match(text, at) else None


def _years_of(text: str, at: int, end: int, digits: str) -> Quantity | None:
    """A number of years that a measure reached, where it is no date: 平均受教育年限达(11年)."""
    if not text.startswith("年", end) or _SCHOOLING.search(text, max(0, at - 6), at) is None:
        return None
    return Quantity(at, at, end + 1, arabic(digits), None, "年", "eq")


def _may_be_minus(text: str, at: int) -> bool:
    """Whether a dash is a sign: behind a word of measure, or in a list of rates: 分别为4.7%、-3.2%."""
    before = text[at - 1]
    return before in _BEFORE_MINUS or (before in _LISTING and at > 1 and text[at - 2] in _RATES)


def _stands_alone(text: str, end: int, digits: str, magnitude: str | None) -> bool:
    """Whether a number without a unit that ends here may be one: no date (2025年) and no name (5G, 3号)."""
    following = text[end : end + 1]
    if not following:
        return True
    decimal = "." in digits and not magnitude
    if following in _NAMES_A_DATE:
        return decimal and following == "年"
    moving = "." in digits and following in "降升提缩增扩下上"  # 由2.37降到2.25
    return bool(magnitude) or moving or following in DELIMITERS or following in "和与及"


def _share_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give bare numbers, in place, the unit of the next one in their list: 提高15、22个百分点."""
    for i in range(len(quantities) - 2, -1, -1):
        here, after = quantities[i], quantities[i + 1]
        if here.unit == "个" and after.unit == "个百分点" and text[here.end : after.start] in {"、", "和", "及"}:
            here.unit, here.counter = after.unit, False  # 回升2.9个、3.1个百分点
            continue
        if here.form == "bare" and after.form == "number" and text[here.end : after.start] in {"、", "和", "及"}:
            if not here.magnitude and after.magnitude:
                here.value = float(here.value * arabic("1", after.magnitude))
            here.form, here.unit, here.counter = "number", after.unit, after.counter
    return quantities
