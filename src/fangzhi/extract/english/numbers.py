"""Numbers with units and bounds in English text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fangzhi.extract.english.times import EnglishTime
from fangzhi.extract.numerals import arabic
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.facts import Bound

_NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten)(?=\s(?:trillion|billion|million)\b)"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|[A-Z])\b|-(?!year)[a-z]+")
_SPELLED = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
}
_TOP = re.compile(r"\btop\s$", re.IGNORECASE)
_NUMERO = re.compile(r"\bNo\.?\s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EnglishNumber:
    """A number in a text: ``start:end`` with bound and unit, ``core`` where its digits begin."""

    start: int
    core: int
    end: int
    value: float
    high: float | None
    unit: str
    bound: Bound


class EnglishNumbers:
    """The pattern of numbers, built once from the units and words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.english
        self._units = {word.lower(): unit.symbol for unit in lexicon.units.rows for word in unit.en}
        self._magnitudes = {w: int(value) for value, ws in words.tables["magnitude"].items() for w in ws}
        self._before = words.index("bound_before")
        self._after = words.index("bound_after")
        self._spelled = re.compile(
            rf"\b(?P<bound>(?:{_either(self._before)})\s)?(?P<number>{'|'.join(list(_SPELLED)[1:])})"
            rf"(?=\s(?!of\b|and\b|in\b)(?:[\w-]{{2,20}}\s){{0,4}}?(?:{'|'.join(words.words('spelled', 'nouns'))})\b)",
            re.IGNORECASE,
        )
        deeds = "|".join(words.words("spelled", "verbs"))
        self._deed = re.compile(rf"\b(?:{deeds})\b[^.;:]{{0,140}}$", re.IGNORECASE)
        self._done = re.compile(
            r"[^.;:]{5,160}?\s(?:was|were|are|is|have been|has been|will be|to be|should be)\s"
            rf"(?:\w{{2,12}}\s)?(?:{deeds})\b",
            re.IGNORECASE,
        )
        self._pattern = re.compile(
            rf"(?<![\w.,/+–-])(?P<bound>(?:{_either(self._before)})\s{{1,9}})?(?P<currency>US\$|USD\s?|RMB\s?|CNY\s?|\$|¥)?"
            rf"(?P<number>{_NUMBER})(?:\s?(?:-|–|to)\s?(?P<high>{_NUMBER}))?"
            rf"(?:[\s-]?(?P<magnitude>{_either(self._magnitudes)})\b)?"
            rf"(?:(?:\s?|-(?=percent|fold))(?P<unit>{_either(self._units)})(?!\w))?(?:\s(?P<after>{_either(self._after)})\b)?",
            re.IGNORECASE,
        )

    def find(self, text: str, start: int, end: int, times: list[EnglishTime]) -> Iterator[EnglishNumber]:
        """The numbers of a range that are no times, references, ordinals or names.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> text = "more than 4.3 trillion yuan in 12 cities [3]"
        >>> [(n.value, n.unit, n.bound) for n in EnglishNumbers(load_lexicon()).find(text, 0, len(text), [])]
        [(4300000000000.0, '元', 'min'), (12.0, '', 'eq')]
        """
        for match in self._pattern.finditer(text, start, end):
            core, stop = match.start("number"), match.end()
            if any(time.start < match.end("number") and core < time.end for time in times):
                continue
            unit = self._units.get((match["unit"] or "").lower(), "")
            if match["currency"]:
                unit = "美元" if match["currency"].upper().startswith(("$", "US")) else "元"
            if unit != "%" and text[core - 1 : core] in {*"[(“\"'‘"} and text[stop : stop + 1] in {*"])”\"'’"}:
                continue
            if _NUMERO.search(text, max(0, core - 5), core) or (not unit and _TOP.search(text, max(0, core - 5), core)):
                continue
            if not unit and _ORDINAL.match(text, match.end("number"), stop + 12):
                continue
            bound: str = "eq"
            prefix = (match["bound"] or "").strip().lower()
            if prefix:
                bound = self._before[prefix]
            if match["after"]:
                bound = self._after[match["after"].lower()]
            magnitude = self._magnitudes.get((match["magnitude"] or "").lower(), 1)
            first = match.start() if prefix else match.start("currency") if match["currency"] else core
            yield EnglishNumber(
                first,
                core,
                stop,
                round(_value(match["number"]) * magnitude, 6),
                round(arabic(match["high"]) * magnitude, 6) if match["high"] else None,
                unit,
                bound,  # type: ignore[arg-type]  # the tables hold bounds only
            )

    def spelled(self, text: str, start: int, end: int) -> Iterator[EnglishNumber]:
        """Small numbers in letters that count something built, founded or held: «cultivate three drone clusters».

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> numbers = EnglishNumbers(load_lexicon())
        >>> text = "It built two drone parks, two of which opened."
        >>> [(n.value, text[n.start : n.end]) for n in numbers.spelled(text, 0, len(text))]
        [(2.0, 'two')]
        """
        for match in self._spelled.finditer(text, start, end):
            if self._deed.search(text, max(start, match.start() - 160), match.start()) or self._done.match(
                text, match.end(), end
            ):
                prefix = (match["bound"] or "").strip().lower()
                bound = self._before[prefix] if prefix else "eq"
                value = float(_SPELLED[match["number"].lower()])
                first, core, stop = match.start(), match.start("number"), match.end("number")
                yield EnglishNumber(first, core, stop, value, None, "", bound)  # type: ignore[arg-type]  # as above


def _value(said: str) -> float:
    return float(_SPELLED[said.lower()]) if said[0].isalpha() else arabic(said)


def _either(words: "dict[str, str] | dict[str, int]") -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
