"""What the words of a head, a label or a caption say: period, unit, kind of number, status, area, and of what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.quantities import QuantityGrammar
from fangzhi.lexicon.cues import Cues
from fangzhi.model.facts import Measure, Status
from fangzhi.model.period import Period

_BRACKET = re.compile(r"[（(]([^（()）]*)[）)]")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|[•·○◆■])\s*"
)
_COMPARED = re.compile(r"(?:比|较|为)?((?:19|20)\d{2})年?(?:比|较)((?:19|20)\d{2})年?")
_AGAINST = re.compile(r"(?:比|较)((?:19|20)\d{2})年")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?P<year>(?:19[4-9]|20)\d{2})年?度?"
_PERIOD = re.compile(
    rf"(?:{_YEAR})?(?:"
    r"(?P<first>1[0-2]|0?[1-9])\s?[-—–~～至到]\s?(?P<last>1[0-2]|0?[1-9])月(?:份|末|底)?"
    r"|(?P<half>上半年|下半年)|(?P<three>前三季度|1[-—–~～至]3季度|一至三季度)|第?(?P<quarter>[一二三四1234])季度"
    r"|(?P<month>1[0-2]|0?[1-9])月(?:份|末|底)?)"
    rf"|(?P<from>(?:19|20)\d{{2}})年?\s?[-—–~～至到]\s?(?P<to>(?:19|20)\d{{2}})年?|(?P<only>(?:19[4-9]|20\d)\d)(?P<mark>年度?[末底]?)?"
)
_EDGES = " 　、，,；;：:。·/／|-—_的"
_UNITS_APART = re.compile(r"[、，,；;/／\s]+|和|或")


@dataclass(frozen=True, slots=True)
class Said:
    """What some words say, as far as they do; ``label`` is what is left, the name of an indicator.

    ``unit`` is as written (亿元). ``relative`` is ``month`` or ``earlier`` for 本月 and 上年同期. ``refused``: the
    numbers below are of a kind that is not read.
    """

    label: str = ""
    period: Period | None = None
    partial: str = ""
    unit: str = ""
    measure: Measure | None = None
    must_have_unit: bool = False
    relative: str = ""
    status: Status | None = None
    place: Place | None = None
    refused: bool = False

    def joined(self, other: "Said") -> "Said":
        """Both together; refused where they contradict each other."""
        clash = False
        values: dict[str, object] = {}
        for name in ("label", "period", "partial", "unit", "measure", "relative", "status", "place"):
            mine, theirs = getattr(self, name), getattr(other, name)
            if name == "label" and mine and theirs and mine != theirs:
                values[name] = mine + theirs
            elif mine and theirs and mine != theirs:
                clash = True
                values[name] = mine
            else:
                values[name] = mine or theirs
        values["must_have_unit"] = self.must_have_unit or other.must_have_unit
        values["refused"] = self.refused or other.refused or clash
        return replace(self, **values)  # type: ignore[arg-type]  # the fields of this class by name


class HeadReader:
    """Reads heads with the words of a lexicon and the areas of a document."""

    def __init__(self, cues: Cues, grammar: QuantityGrammar, places: Places) -> None:
        self._grammar = grammar
        self._places = places
        self._columns: Mapping[str, str] = cues.index("column")
        self._own = frozenset(cues.words("region", "own"))
        self._nation = frozenset(cues.words("region", "nation"))
        self._kinds = frozenset(cues.words("region", "kind"))
        self._measures = sorted(cues.index("measure").items(), key=lambda item: -len(item[0]))
        self._statuses = sorted(cues.index("status").items(), key=lambda item: -len(item[0]))
        self._marks = cues.words("part", "mark")
        self._bare = frozenset(cues.words("part", "bare"))

    def is_bare(self, label: str) -> bool:
        """Whether a label says nothing without that which it is a part of."""
        return label in self._bare

    def role(self, text: str) -> str:
        """The role of a column of words by its head: label, region, period, unit, ignored, or nothing."""
        bare = _BRACKET.sub("", text).strip(_EDGES)
        return self._columns.get(text.strip(_EDGES)) or self._columns.get(bare, "")

    def part_mark(self, text: str) -> tuple[str, bool]:
        """A label without numbering and the mark of a part (其中：), and whether it had one."""
        text = _NUMBERING.sub("", text.strip())
        for mark in self._marks:
            if text.startswith(mark) and len(text) > len(mark):
                return _NUMBERING.sub("", text[len(mark) :].strip(_EDGES)), True
        return text.strip(_EDGES), False

    def read(self, text: str, *, label: bool = False) -> Said:
        """Read a head, or the label of a row; a label keeps its words but for unit and period."""
        said = Said()
        text = text.strip()
        for match in reversed(list(_BRACKET.finditer(text))):
            inner = self._inside(match[1].strip())
            if inner is not None:
                said = said.joined(inner)
                text = text[: match.start()] + text[match.end() :]
        rest, said = self._words(text.strip(_EDGES), said, label=label)
        return replace(said, label=rest.strip(_EDGES))

    def unit(self, text: str) -> str:
        """The words if they are a unit and nothing else, such as 亿元, %, 元/人; else nothing."""
        text = text.strip().replace("／", "/").removeprefix("单位:").removeprefix("单位：").strip()
        if not text or len(text) > 12 or any(c.isdigit() for c in text):
            return ""
        found = self._grammar.find(f"增长1{text}。")
        whole = len(found) == 1 and found[0].end == len(text) + 3 and found[0].start == 2
        return text if whole and found[0].form == "number" and found[0].unit else ""

    def units(self, text: str) -> tuple[str, ...]:
        """The units that a caption lists after 单位."""
        return tuple(unit for part in _UNITS_APART.split(text) if (unit := self.unit(part)))

    def place(self, text: str) -> Place | None:
        """The area that the words name and nothing else."""
        issuer, province = self._places.issuer, self._places.province
        if text in self._own:
            return issuer if issuer.code else None
        if text in self._nation:
            return Place("全国", "100000")
        if text in self._kinds:  # 全省 in a paper of a city is its province, 全市 in one of a province is nobody
            areas = (area for area in (issuer, province) if area is not None and area.code)
            return next((area for area in areas if area.name.endswith(text[1:])), None)
        found = self._places.at(text, 0, len(text))
        return place_of(found[0]) if found is not None and found[1] == len(text) else None

    def period(self, text: str) -> tuple[Period | None, str]:
        """The period that the words are, or the part of a year that lacks its year, as written."""
        match = _PERIOD.fullmatch(text.strip())
        return _period(match) if match else (None, "")

    def _inside(self, text: str) -> Said | None:
        """What stands in brackets: a unit, a period, a kind of number; None for what belongs to the name."""
        if unit := self.unit(text):
            return Said(unit=unit)
        if unit := self.unit(_UNITS_APART.split(text)[-1]):
            inner, said = self._words(text[: -len(unit)].strip(_EDGES), Said(unit=unit), label=False)
            return said if not inner else None
        inner, said = self._words(text, Said(), label=False)
        return said if text and not inner else None

    def _words(self, text: str, said: Said, *, label: bool) -> tuple[str, Said]:
        """Take from the words what they say; what is left is the label."""
        if (place := self.place(text)) is not None or text in self._kinds:
            return "", said.joined(Said(place=place, refused=place is None))
        if compared := _COMPARED.search(text):
            year, before = int(compared[1]), int(compared[2])
            said = said.joined(Said(period=Period.year(year), refused=year - before != 1))
            text = text[: compared.start()] + text[compared.end() :]
        elif against := _AGAINST.search(text):
            said = said.joined(Said(partial=f"against {against[1]}"))
            text = text[: against.start()] + text[against.end() :]
        for match in list(_PERIOD.finditer(text)):
            if match["only"] and not match["mark"] and len(text) > len(match[0]):
                continue  # a bare number inside a name
            period, partial = _period(match)
            if period is not None or partial:
                said = said.joined(Said(period=period, partial=partial))
                text = text.replace(match[0], "", 1)
        text = text.strip(_EDGES)
        for sign in ("%", "‰"):
            if text.endswith(sign) and not said.unit:
                text, said = text[:-1].strip(_EDGES), said.joined(Said(unit=sign))
        if not label and not said.unit and (unit := self._trailing_unit(text)):
            text, said = text[: -len(unit)].strip(_EDGES), said.joined(Said(unit=unit))
        text, said = self._measure(text, said, label=label)
        text, said = self._status(text, said, label=label)
        if said.status is not None and said.measure is None:
            text, said = self._measure(text, said, label=label)
        if text and (place := self.place(text)) is not None:
            return "", said.joined(Said(place=place))
        return text, said

    def _trailing_unit(self, text: str) -> str:
        """A unit behind a comma or a stroke at the end: 地区生产总值，亿元; or all of the words."""
        if unit := self.unit(text):
            return unit
        last = re.split(r"[，,/／:：\s]", text)[-1]
        return last if last != text and self.unit(last) else ""

    def _measure(self, text: str, said: Said, *, label: bool) -> tuple[str, Said]:
        for word, kind in self._measures:
            if text == word or (text.endswith(word) and kind not in {"level", "month", "earlier"}):
                if label and kind == "refused" and text != word:
                    return text, said  # 城镇化率 and 占比 are names of indicators as a whole
                if kind == "refused" and text != word:
                    return text, said.joined(Said(refused=True))
                rest = text.removesuffix(word).strip(_EDGES)
                return self._of(kind, rest, said)
        return text, said

    def _of(self, kind: str, rest: str, said: Said) -> tuple[str, Said]:
        if kind == "refused":
            return rest, said.joined(Said(refused=True))
        if kind in {"month", "earlier"}:
            return rest, said.joined(Said(relative=kind, measure="level"))
        if kind == "signed_growth":
            measure: Measure = "change" if said.unit and said.unit != "%" else "growth"
            return rest, said.joined(Said(measure=measure, must_have_unit=True))
        return rest, said.joined(Said(measure=kind))  # type: ignore[arg-type]  # the classes left are measures

    def _status(self, text: str, said: Said, *, label: bool) -> tuple[str, Said]:
        for word, status in self._statuses:
            if text == word or (not label and text.endswith(word)):
                rest = text.removesuffix(word).strip(_EDGES)
                return rest, said.joined(Said(status=status))  # type: ignore[arg-type]  # the classes are statuses
        return text, said


def _period(match: re.Match[str]) -> tuple[Period | None, str]:
    """A period with its year; or, without a year, the words that need one."""
    if match["only"]:
        return Period.year(int(match["only"])), ""
    if match["from"]:
        first, last = int(match["from"]), int(match["to"])
        return (Period.years(first, last), "") if first < last else (None, "")
    if match["year"] is None:
        return None, match[0]
    return within(int(match["year"]), match[0].removeprefix(match["year"])), ""


def within(year: int, words: str) -> Period | None:
    """The part of a year that words without a year mean.

    >>> str(within(2025, "1-9月")), str(within(2025, "上半年")), str(within(2025, "前三季度"))
    ('2025-01/2025-09', '2025-S1', '2025-01/2025-09')
    """
    match = _PERIOD.fullmatch(f"{year}年" + words.removeprefix("年"))
    if match is None or match["year"] is None:
        return None
    if match["first"]:
        first, last = int(match["first"]), int(match["last"])
        return Period.months(year, first, last) if first <= last else None
    if match["half"]:
        return Period.half(year, 1 if match["half"] == "上半年" else 2)
    if match["three"]:
        return Period.months(year, 1, 9)
    if match["quarter"]:
        return Period.quarter(year, _QUARTERS[match["quarter"]])
    return Period.months(year, int(match["month"]), int(match["month"]))
