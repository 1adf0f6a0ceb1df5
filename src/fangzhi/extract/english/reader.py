"""Observations of an English document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fangzhi.extract.english.binding import EnglishBinding, bind_english, bind_respectively
from fangzhi.extract.english.numbers import EnglishNumber, EnglishNumbers
from fangzhi.extract.english.times import EnglishTime, find_english_times
from fangzhi.extract.english.words import EnglishWords, of_area, singular
from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.times import Clock
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Confidence, Observation, Status
from fangzhi.model.period import Period
from fangzhi.model.span import Span

_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?:(?=\S)|(?<=\bU\.S\.)|(?<=\bNo\.))[^.!?\n]*)*[.!?\n]?")
_CLAUSE_MARKS = ("—", ", ", "; ", ": ", " - ", ") ", "(")
_OPENING = re.compile(
    r"[\s\-\[\]\d#*•]*(?:According to [^,]+, |(?:In|By|For|During) (?:the )?(?:\w+ (?:quarters?|half|months) of )?"
    r"\d{4},? |This year,? |Last year,? "
    r"|(?:Meanwhile|Moreover|Specifically|Notably|However|Besides|In addition|Furthermore|Additionally|Among them"
    r"|For example|For instance|Also|Similarly),? )?(?:In |As for |For )?(?:[Tt]he city of )?"
    r"(?:(?:North|South|East|West|Central)\w* (?:China|Chinese)(?:['’]s)? )?"
)
_INNER_CLAUSE = re.compile(r"[,;]\s(?:while|and|whereas|but|with|such as)\s(?:in\s)?", re.IGNORECASE)
_BEFORE_TIME = re.compile(r"\b(?:in|of|for|by|during|over|at|since|from)\s{1,9}(?:the\s{1,9})?$")
_LISTED = re.compile(r"\s(?!and |while |with |but |or |which |where )[\w’'& -]+?\sand\s", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s(?:of|in|for|such as)\s", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:in|for|as|with|among|despite|according|by|from|on|at|during|over|under|after|since)\b", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"\s\([A-Z][A-Za-z0-9&-]{1,9}\)")
_ASIDE = re.compile(  # Direct investment, in actual use, rose …; Sales, which include …, rose …
    r",\s(?:(?:in|including|excluding|on|by|with|an?|the|according to)\s[^,]{2,80}|which\s[^.;]{2,120}),"
    r"(?=\s[\w-]{3,15}(?:\s(?:by|at))?\s?$)"
)
_DASHED = re.compile(r"\s[–—]\s[^–—]{3,140}\s[–—]\s")
_THAN_FIGURE = re.compile(r"\b(?:from|than|compared (?:with|to)(?: an? \w+ of)?)\s$")
_SITE = re.compile(r"\b(?:between|in|of|by)\s{1,9}(?=[A-Z])")
_BRACKETED = re.compile(r"\s{0,9}\([^()]*\)")
_AREAS = frozenset({"province", "prefecture"})
_NEAR = 5  # characters between a number and the time said behind it: « for »
_FLOWS = frozenset({"元", "美元"})  # amounts of a text about a part of the year are of that part
_QUALIFIER = re.compile(
    r"(?:projects?|enterprises?|companies|firms|parks?|clusters?|cities|counties|provinces)\s{1,9}(?:with|of)\s{1,9}(?:\w+\s{1,9}){0,5}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _State:
    """What one sentence hands to the next; ``year`` is the last year told, for paragraphs that tell none.

    ``season`` is the part of the year that the text is about, for growth in such paragraphs; ``timed`` says whether
    this one has told a time, ``opened`` whether all figures of the text so far may be of that part of the year.
    """

    period: Period | None
    year: Period | None
    place: Place
    label: str = ""
    season: Period | None = None
    timed: bool = False
    opened: bool = False


class EnglishReader:
    """Reads English documents with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._numbers = EnglishNumbers(lexicon)
        self._words = EnglishWords(lexicon.english)

    def read(self, document: Document, places: Places) -> tuple[list[Observation], list[Span]]:
        """All observations in the order of the text, and the spans of numbers left unread."""
        text = document.folded.text
        clock = Clock.of(document.meta.published)
        default = Period.year(clock.review_year) if clock else None
        state = _State(default, default, places.issuer)
        facts: list[Observation] = []
        unread: list[Span] = []
        for match in _SENTENCE.finditer(text):
            if not match[0].strip():
                continue
            if match.start() and text[match.start() - 1] == "\n":
                state.period, state.label, state.timed = state.year, "", False
                if not places.overview:
                    state.place = places.issuer
            times = find_english_times(text, clock, match.start(), match.end())
            season = state.season
            self._situate(text, match.start(), match.end(), times, clock, places, state)
            if state.season != season:
                state.opened = not facts
            for number, binding in self._bindings(text, match.start(), match.end(), times, places, state):
                if binding is None or self._is_area(binding.label, places):
                    unread.append(document.folded.source_span(number.start, number.end))
                else:
                    flow = binding.measure == "growth" or (state.opened and number.unit in _FLOWS)
                    seasonal = flow and not state.timed and state.season is not None
                    said = state.season if seasonal else state.period
                    period = _of_level(binding, _nearest(text, times, number, said))
                    status = self._status(text[match.start() : number.start], period, clock)
                    bound, place = self._of_area(binding, state.place, places)
                    facts.append(self._fact(document, match.span(), number, bound, period, status, place))
        return facts, unread

    def _situate(  # the sentence and what is known before it
        self,
        text: str,
        start: int,
        end: int,
        times: list[EnglishTime],
        clock: Clock | None,
        places: Places,
        state: _State,
    ) -> None:
        """Let a sentence change the period and the place that hold from here."""
        told = [time for time in times if time.role == "at"]
        if told:
            years = told[0].period.last - told[0].period.first > 11
            state.period = state.year if years else told[0].period
            if clock is None or told[0].period.end_year <= clock.review_year:
                state.year = Period.year(told[0].period.end_year)
            state.timed = True
            if clock is not None and _within(told[0].period, clock) and _widens(told[0].period, state.season):
                state.season = told[0].period
        opening = _OPENING.match(text, start, end)
        found = places.at(text, opening.end() if opening else start, end)
        if found is not None and found[0].level in {*_AREAS, "country", "cluster"}:
            state.place = place_of(found[0])

    def _bindings(
        self, text: str, start: int, end: int, times: list[EnglishTime], places: Places, state: _State
    ) -> Iterator[tuple[EnglishNumber, EnglishBinding | None]]:
        """The numbers of a sentence with what they are about."""
        previous = start
        growing = False
        last: EnglishBinding | None = None
        listed: dict[int, EnglishBinding | None] = {}
        numbers = list(self._numbers.find(text, start, end, times))
        for index, number in enumerate(numbers):
            previous_start = previous
            head = _ABBREVIATION.sub("", _without_times(text, previous, number.start, times))
            head = _DASHED.sub(" ", _ASIDE.sub("", head))
            clause = self._clause(head)
            previous = number.end
            if number.unit in {"元", "美元"} and _QUALIFIER.search(text, max(start, number.start - 60), number.start):
                continue  # projects with investments exceeding 10 billion: no figure of its own
            listed = listed or bind_respectively(self._words, text, numbers, index, head, end)
            if number.core in listed:
                binding = listed.pop(number.core)
            else:
                told = state.label or self._words.changes.of_clause(head[:clause].rstrip(" ,")) or ""
                told = told if told == state.label else self._words.label(told)
                again = index and last is not None and _said_again(numbers[index - 1], number, head, times)
                binding = (
                    replace(last, rule="carried subject", used=0)
                    if again and last is not None
                    else bind_english(self._words, text, number, head[clause:], end, told, growing=growing)
                )
            if (place := self._opened(text, number, previous_start, places)) is not None:
                state.place = place
            yield number, binding
            last = binding
            if binding is not None:
                previous = max(previous, binding.used)
                growing = binding.measure == "growth"
                state.label = state.label if binding.rule == "carried subject" else binding.label

    def _clause(self, head: str) -> int:
        """Where the clause of a number begins in what stands before it; a comma inside a list of nouns is no border."""
        at = max(head.rfind(mark) for mark in _CLAUSE_MARKS) + 1
        while at > 1 and head[at - 1] == "," and _LISTED.match(head, at) and self._is_list_head(head[: at - 1]):
            at = max(head.rfind(mark, 0, at - 1) for mark in _CLAUSE_MARKS) + 1
        return at

    def _is_list_head(self, before: str) -> bool:
        """«the value added of information services»: nouns with a preposition and no verb."""
        start = max(before.rfind(mark) for mark in _CLAUSE_MARKS) + 1
        segment = before[start:].strip()
        return (
            _PREPOSITION.search(segment) is not None
            and _ADVERBIAL.match(segment) is None
            and not any(self._words.is_verb(word) for word in segment.split())
        )

    def _opened(self, text: str, number: EnglishNumber, start: int, places: Places) -> Place | None:
        """The area that a clause inside a sentence opens with: «…, while Deyang’s output hit …»."""
        for match in _INNER_CLAUSE.finditer(text, start, number.start):
            found = places.at(text, match.end(), number.start)
            if found is not None and found[0].level in _AREAS:
                return place_of(found[0])
        return None

    def _of_area(self, binding: EnglishBinding, place: Place, places: Places) -> tuple[EnglishBinding, Place]:
        """A label that ends with an area speaks of that area: «GDP of Zhejiang Province»."""
        named = of_area(binding.label)
        found = places.at(named[1], 0, len(named[1])) if named else None
        if named is not None and found is not None and found[1] == len(named[1]):
            return replace(binding, label=named[0]), place_of(found[0])
        sites = [
            hit[0]
            for site in _SITE.finditer(binding.label)
            if (hit := places.at(binding.label, site.end(), len(binding.label))) and hit[0].level in _AREAS
        ]
        return binding, place_of(sites[0]) if len(sites) == 1 else place

    def _is_area(self, label: str, places: Places) -> bool:
        """Whether a label is nothing but names of areas: «Guangdong and Jiangsu»."""
        parts = [part for part in re.split(r",\s{0,9}(?:and\s{1,9})?|\s{1,9}and\s{1,9}", label) if part]
        hits = [places.at(part, 0, len(part)) for part in parts]
        return bool(parts) and all(
            hit is not None and hit[1] == len(part) for hit, part in zip(hits, parts, strict=True)
        )

    def _status(self, before: str, period: Period | None, clock: Clock | None) -> Status:
        ahead = clock is not None and period is not None and period.end_year > clock.year
        closed = clock is not None and period is not None and period.end_year < clock.year
        if self._words.target.search(before) and not closed:
            return "target"
        if self._words.estimate.search(before):
            return "target" if ahead else "estimate"
        return "target" if ahead else "actual"

    def _fact(  # all that a fact is made of
        self,
        document: Document,
        sentence: tuple[int, int],
        number: EnglishNumber,
        binding: EnglishBinding,
        period: Period | None,
        status: Status,
        place: Place,
    ) -> Observation:
        span = document.folded.source_span(number.start, number.end)
        around = document.folded.source_span(*sentence)
        label = binding.label
        counted = binding.rule == "counted noun" or label.lower().startswith("number of ")
        unit = number.unit or binding.unit or (singular(label.split()[-1]) if counted else "元")
        value, high = number.value * binding.sign, number.high
        if binding.measure == "growth" and unit == "倍":
            value, high, unit = value * 100, high and high * 100, "%"
        confidence: Confidence = "certain" if binding.rule == "stated" else "context"
        return Observation(
            start=span.start,
            end=span.end,
            quote=document.text[span.start : span.end],
            sentence_start=around.start,
            sentence_end=around.end,
            rule="English: " + binding.rule,
            confidence=confidence,
            region=place.name,
            region_code=place.code,
            indicator=label,
            indicator_id=self._lexicon.indicators.match(label, unit=unit, measure=binding.measure),
            measure=binding.measure,
            value=value,
            value_high=high,
            unit=unit,
            bound=number.bound,
            period=str(period) if period else None,
            status=status,
        )


def _nearest(text: str, times: list[EnglishTime], number: EnglishNumber, said: Period | None) -> Period | None:
    """The time said right behind the number, brackets left out, else last before it, else the sentence's."""
    behind = [
        time
        for time in times
        if time.role == "at" and time.start >= number.end and _is_near(_gap(text[number.end : time.start]))
    ]
    if behind:
        return behind[0].period
    for time in times:  # compared with a rise of 3 percent in March: the figure is of the time compared with
        near = time.role == "base" and time.start >= number.end and _is_near(text[number.end : time.start])
        if near and _THAN_FIGURE.search(text, max(0, number.start - 30), number.start):
            return time.period
    before = [time for time in times if time.end <= number.start and time.role == "at"]
    return before[-1].period if before else said


def _said_again(before: EnglishNumber, number: EnglishNumber, head: str, times: list[EnglishTime]) -> bool:
    """Whether a percentage is the one before, of another time: «6.1 percent in May and 6.4 percent in June»."""
    if head.strip(" ,") not in {"", "and"} or number.unit != "%" or before.unit != "%":
        return False
    return any(0 <= time.start - number.end <= _NEAR for time in times)


def _is_near(gap: str) -> bool:
    return len(gap) <= _NEAR and ";" not in gap


def _gap(words: str) -> str:
    return _BRACKETED.sub("", words) if len(words) < 60 else words


def _within(period: Period, clock: Clock) -> bool:
    """Whether a period is a part of the year of the text, over when it came out: the season that it reports."""
    same_year = period.first // 12 == period.last // 12 == clock.year
    return same_year and period.first < period.last and period.last % 12 + 1 < clock.month


def _widens(period: Period, season: Period | None) -> bool:
    """Whether a part of the year may take the place of the one that the text is about: it is no part of that."""
    return season is None or not (season.first <= period.first and period.last <= season.last)


def _of_level(binding: EnglishBinding, period: Period | None) -> Period | None:
    """A level at the end of several years is the last year's; flows and growth keep the years."""
    several = period is not None and period.last - period.first > 11
    stands = binding.measure == "level" and binding.rule != "counted noun"
    return Period.year(period.end_year) if period and several and stands else period


def _without_times(text: str, start: int, end: int, times: list[EnglishTime]) -> str:
    """The words of a range without the times said in it and the prepositions before them."""
    out = []
    at = start
    for time in times:
        if start <= time.start and time.end <= end:
            out.append(_BEFORE_TIME.sub("", text[at : time.start]))
            at = time.end
    return "".join([*out, text[at:end]])
