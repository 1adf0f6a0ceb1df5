"""Observations of an English document."""

import re
from collections.abc import Iterator
from dataclasses import replace

from fangzhi.extract.english.areas import EnglishAreas
from fangzhi.extract.english.binding import bind_english
from fangzhi.extract.english.clauses import clause_start
from fangzhi.extract.english.frames import EnglishFrame, State
from fangzhi.extract.english.lists import bind_again, bind_respectively
from fangzhi.extract.english.numbers import EnglishNumber, EnglishNumbers
from fangzhi.extract.english.periods import NEAR, widens, within, without_times
from fangzhi.extract.english.scene import EnglishBinding, EnglishScene
from fangzhi.extract.english.times import EnglishTime, find_english_times
from fangzhi.extract.english.words import EnglishWords, singular
from fangzhi.extract.places import Place, Places
from fangzhi.extract.times import Clock
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Confidence, Observation, Status
from fangzhi.model.period import Period
from fangzhi.model.span import Span

_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?:(?=\S)|(?<=\bU\.S\.)|(?<=\bNo\.))[^.!?\n]*)*[.!?\n]?")
_WHERE = r"(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral)\w* (?:China|Chinese)(?:['’]s)? )?"
_OPENING = re.compile(
    r"[\s\-\[\]\d#*•]*(?:(?:[Oo]fficial )?(?:Data|Figures|Statistics) (?:of|from|for) |According to [^,]+, "
    r"|(?:In|By|For|During) (?:the )?(?:\w+ (?:quarters?|half|months) of )?"
    r"\d{4},? |This year,? |Last year,? "
    r"|(?:Meanwhile|Moreover|Specifically|Notably|However|Besides|In addition|Furthermore|Additionally|Among them"
    r"|For example|For instance|Also|Similarly|In contrast|By contrast|By comparison|Currently|At present|To date),? )?"
    r"(?:In |As for |For )?(?:[Tt]he city of |[Tt]he )?" + _WHERE
)
# «Among the cities of the province, Weihai reported»: the subject stands behind what comes first
_ADVERBIAL = re.compile(
    r"(?:Among|Of|Out of|With|Under|Thanks to|Driven by|Boosted by|Despite|As|Following|After|Amid|Through|Based on"
    r"|Relying on|Compared with|Unlike|Besides|Over|During|In)\b[^,.;:\d]{2,100},\s"
    r"(?:(?:as of|by|in|since)\s(?:the end of\s)?\d{4},\s)?"
)
_BLANK = re.compile(r"\s*")
_OPENING_TIME = re.compile(r"(?:(?:In|By|During|For|Over|From|Since|At|As of|in|by|during) ?)?(?:the )?")
_COMMA = re.compile(r",? ")
_INNER_CLAUSE = re.compile(
    rf"(?:[,;]\s(?:while|and|whereas|but|with|such as)\s|\swhile\s)(?:in\s)?(?:the (?:city|province) of )?{_WHERE}",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"\s\((?:[A-Z][A-Za-z0-9&-]{1,9}|(?:excluding|including|or|also|the|in|on|not|namely)\s[^()]{2,60})\)"
)
# «Direct investment, in actual use, rose …», «Sales, which include …, rose …», «Lhasa, capital of …, has …»
_ASIDE = re.compile(
    r",\s(?:(?:in|including|excluding|on|by|with|an?|the|according to|capital|home|one|known|also known|also called"
    r"|located|formerly|as|mainly|particularly|officially|especially)\s[^,]{2,80}|which\s[^.;]{2,120}),"
    r"(?=\s(?:is|are|was|were|has|have|had|will|would|saw|sees)(?:\s[\w-]{2,15}){0,5}\s?$|\s[\w-]{3,15}(?:\s(?:by|at))?\s?$)"
)
_ECONOMY = re.compile(r"\b(?:GDP|gross domestic product|economic growth|economic output)\b", re.IGNORECASE)
# «trade with its partners – Japan, Brazil and Kenya – was … respectively»: the members stand between the dashes
_DASHED_LIST = re.compile(r"\b(with|of|in|to|from)\s[\w’' -]{3,60}\s[–—]\s([^–—]{3,140})\s[–—]\s")
_DASHED = re.compile(r"\s[–—]\s[^–—]{3,140}\s[–—]\s")
_ANTECEDENT = re.compile(r"\b(?:from|of|in|by|to|with)\s(?:the\s)?([a-z][\w’' -]{3,50})$")  # …from trade, which saw
_OFFICE = re.compile(r"\b(?:[Mm]ayor|[Gg]overnor|[Ss]ecretary|chief|magistrate) of (?:the )?(?=[A-Z])")
# «During this period, …», «in the nine months»: the time told last; not «over the same period of last year»
_PART_OF = re.compile(r"share of (.{3,60}?) in ")
_SAME_PERIOD = re.compile(
    r"\b(?:[Dd]uring|[Oo]ver) (?:the|this|that) period\b(?!\s(?:of|in|last|a year|from|between))"
    r"|\bin the (?:two|three|four|five|six|seven|eight|nine|ten|eleven) months\b"
)
_COUNTRY_CODE = "100000"
_COUNTRY = "全国"
_COUNTS = frozenset({"counted noun", "measured noun"})
_HEADED = re.compile(r"\s-\s(?=[A-Z])")
_EACH = re.compile(r"\s(?:each|or more|and above|or above)\b")
_QUALIFIER = re.compile(
    r"(?:projects?|enterprises?|companies|firms|parks?|clusters?|cities|counties|provinces)(?P<size>)\s{1,9}(?:with|of)\s{1,9}"
    r"(?!(?:an?\s|the\s)?(?:combined|total|aggregate|overall)\b)(?:\w+\s{1,9}){0,5}$",
    re.IGNORECASE,
)


class EnglishReader:
    """Reads English documents with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._numbers = EnglishNumbers(lexicon)
        self._words = EnglishWords(lexicon.english)
        self._frame = EnglishFrame(self._words)
        self._areas = EnglishAreas(lexicon.regions)

    def read(self, document: Document, places: Places) -> tuple[list[Observation], list[Span]]:
        """All observations in the order of the text, and the spans of numbers left unread."""
        text = document.folded.text
        clock = Clock.of(document.meta.published)
        default = Period.year(clock.review_year) if clock else None
        state = State(default, default, places.issuer)
        state.ahead = self._frame.season(text, clock)
        facts: list[Observation] = []
        unread: list[Span] = []
        for match in _SENTENCE.finditer(text):
            if not match[0].strip():
                continue
            if match.start() and text[match.start() - 1] == "\n":
                state.period, state.label, state.timed = state.year, "", False
                if not self._walks(places):
                    state.place = places.issuer
            times = find_english_times(text, clock, match.start(), match.end())
            season = state.season
            self._situate(text, match.start(), match.end(), times, clock, places, state)
            if state.season != season:
                state.opened = not facts
            apart: Place | None = None  # the area of the last figure where it is not that of the sentence
            for number, told, head, named in self._bindings(text, match.start(), match.end(), times, places, state):
                areal = told is not None and self._areas.are_all(told.label, places)
                binding = told
                if areal and binding is not None and binding.measure == "level" and number.unit:
                    binding, areal = self._held(text, number, match.end()), False  # Yunnan has 9 hectares of coffee
                # «Hainan registered a 9.5 percent growth» is of its GDP where the text speaks of GDP
                of_economy = areal and binding is not None and binding.measure == "growth"
                if binding is None or (
                    areal and not (of_economy and _ECONOMY.search(text, max(0, match.start() - 400), match.end()))
                ):
                    unread.append(document.folded.source_span(number.start, number.end))
                else:
                    period, status = self._frame.of(text, match.span(), times, number, binding, state, clock)
                    here = state.inner or state.place
                    carried = apart if binding.rule == "carried subject" and apart else here
                    label = f"GDP of {binding.label}" if of_economy else binding.label
                    label, place = self._areas.of_label(label, binding.rule, head, carried, places)
                    place = named or place
                    if named is None and binding.rule in _COUNTS:
                        place = self._areas.behind(text, binding.used, match.end(), places) or place
                    apart = place if place != here and named is None else None
                    bound = replace(binding, label=label, measure=self._frame.measure(binding, period))
                    facts.append(self._fact(document, match.span(), number, bound, period, status, place))
        return facts, unread

    def _held(self, text: str, number: EnglishNumber, end: int) -> EnglishBinding | None:
        """What an area has so much of, where the words before a number name nothing but the area."""
        thing = self._words.measured_thing(text, number.end, end)
        return EnglishBinding(thing[0], "level", 1, "measured noun", thing[1]) if thing else None

    @staticmethod
    def _walks(places: Places) -> bool:
        """Whether a text is of the whole country: it walks from area to area. A zone without a code is no country."""
        return places.overview and (places.issuer.code is not None or places.issuer.name == _COUNTRY)

    def _situate(  # the sentence and what is known before it
        self,
        text: str,
        start: int,
        end: int,
        times: list[EnglishTime],
        clock: Clock | None,
        places: Places,
        state: State,
    ) -> None:
        """Let a sentence change the period and the place that hold from here."""
        state.prior, state.inner = state.period, None
        same = _SAME_PERIOD.search(text, start, end) is not None
        _tell([time for time in times if time.role == "at"], clock, state, same=same)
        begins = _opened_at(text, start, end, times)
        found = self._areas.at(text, begins, end, places, wide=True)
        lead = _BLANK.match(text, start, end)
        first = _ADVERBIAL.match(text, begins, end) or _ADVERBIAL.match(text, lead.end() if lead else start, end)
        if found is None and first is not None:
            opening = _OPENING.match(text, first.end(), end)
            begins = first.end()
            found = self._areas.at(text, opening.end() if opening else begins, end, places)
            if found is not None and self._walks(places):  # among the cities, one: for a sentence
                state.inner, state.last = found[0], found[0]
                return
        if found is None:  # «Industrial Growth - Anhui's …»
            hits = (self._areas.at(text, heading.end(), end, places) for heading in _HEADED.finditer(text, start, end))
            found = next((hit for hit in hits if hit is not None), None)
        if found is None and (office := _OFFICE.search(text, start, min(end, start + 120))) is not None:
            found = self._areas.at(text, office.end(), end, places)
        if found is None and places.issuer.code == _COUNTRY_CODE:
            found = self._areas.owner_inside(text, start, end, places)
        if found is not None:
            state.place = state.last = found[0]
        elif (meant := self._areas.meant(text, begins, end, state.last, places)) is not None:
            state.place = meant
        elif not self._walks(places) and (zone := self._areas.zone_inside(text, start, end, places)) is not None:
            state.place = zone

    def _bindings(
        self, text: str, start: int, end: int, times: list[EnglishTime], places: Places, state: State
    ) -> Iterator[tuple[EnglishNumber, EnglishBinding | None, str, Place | None]]:
        """The numbers of a sentence with what they are about, the words before them, the area named in the bracket."""
        previous = start
        growing = False
        last: EnglishBinding | None = None
        listed: dict[int, EnglishBinding | None] = {}
        subjects: list[str] = []  # of the last list whose values were told respectively
        holes: list[tuple[int, int]] = []  # sizes of what is counted, no words of a label
        numbers = [*self._numbers.find(text, start, end, times), *self._numbers.spelled(text, start, end)]
        numbers.sort(key=lambda number: number.core)
        for index, number in enumerate(numbers):
            previous_start = previous
            head = _ABBREVIATION.sub("", without_times(text, previous, number.start, times, holes))
            members = _DASHED_LIST.sub(r"\1 \2 ", head)
            head = _DASHED.sub(" ", _ASIDE.sub("", head))
            clause = clause_start(self._words, head)
            if number.unit in {"元", "美元"} and (
                size := _QUALIFIER.search(text, max(start, number.start - 60), number.start)
            ):
                each = _EACH.match(text, number.end, end)
                holes.append((size.start("size"), each.end() if each else number.end))
                continue  # projects with investments exceeding 10 billion: no figure of its own
            previous = number.end
            if not listed:
                listed = bind_again(self._words, text, numbers, index, subjects, head) or bind_respectively(
                    self._words, text, numbers, index, members, end, growing=growing
                )
                subjects = _subjects_of(listed) or subjects
            named = None
            if last is not None and _is_bracketed(text, number) and number.unit == numbers[index - 1].unit:
                named = self._areas.before_bracket(text, previous_start, number.start - 1, places)
            if named is not None and last is not None:
                binding = replace(last, rule="carried subject", used=0)
            elif _is_bracketed(text, number):
                binding = None
            elif number.core in listed:
                binding = listed.pop(number.core)
            else:
                before = head[:clause].rstrip(" ,")
                which = head[clause:].lstrip().startswith("which")
                told = (self._words.changes.antecedent(before) or "") if which else ""
                if which and not told and (named_last := _ANTECEDENT.search(before)):
                    told = self._words.label(named_last[1])
                if which and not told and (part := _PART_OF.match(state.label)) is not None:
                    told = part[1]  # 16 percent of which was wind power, which totaled …
                told = told or state.label or self._words.changes.of_clause(before) or ""
                told = told or self._words.main_subject(head)
                told = told if told == state.label else self._words.label(told)
                again = index and last is not None and _said_again(numbers[index - 1], number, head, times)
                binding = (
                    replace(last, rule="carried subject", used=0)
                    if again and last is not None
                    else bind_english(
                        EnglishScene(
                            self._words, text, number, end, told, growing, head[clause:], "" if index else before
                        )
                    )
                )
            if (place := self._opened(text, number, previous_start, places, state)) is not None:
                state.inner = place
            yield number, binding, head, named
            last = binding
            if binding is not None:
                previous = max(previous, binding.used)
                growing = binding.measure == "growth"
                state.label = binding.label

    def _opened(self, text: str, number: EnglishNumber, start: int, places: Places, state: State) -> Place | None:
        """The area that a clause inside a sentence opens with: «…, while Deyang’s output hit …»."""
        for match in _INNER_CLAUSE.finditer(text, start, number.start):
            found = self._areas.at(text, match.end(), number.start, places)
            if found is not None:
                return found[0]
        heading = text.rfind(" - ", start, number.start)
        if heading >= 0:  # «… 4.2% - Industry - Anhui's output»: what is said of another area ends here
            opening = _OPENING.match(text, heading + 3, number.start)
            found = self._areas.at(text, opening.end() if opening else heading + 3, number.start, places)
            return found[0] if found is not None else state.place
        return None

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
        unit = number.unit or binding.unit or (singular(_counted_noun(label)) if counted else "元")
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


def _tell(told: list[EnglishTime], clock: Clock | None, state: State, *, same: bool) -> None:
    """Let the times of a sentence, or «the same period» as before, hold from here."""
    if told:
        ahead = {time.period.end_year for time in told if clock and time.period.end_year >= clock.year}
        state.goals |= {year for year in ahead if clock is None or year > clock.year or not state.opened}
        years = told[0].period.last - told[0].period.first > 11
        state.period = state.year if years else told[0].period
        state.named = state.period if years else told[0].period
        if not years and (clock is None or told[0].period.end_year <= clock.review_year):
            state.year = Period.year(told[0].period.end_year)
        state.timed = True
        if clock is not None and within(told[0].period, clock) and widens(told[0].period, state.season):
            state.season = told[0].period
    elif state.named is not None and same:
        state.period, state.timed = state.named, True


def _subjects_of(listed: dict[int, EnglishBinding | None]) -> list[str]:
    """The subjects of a list in the order of its first run of values; none where one is unread."""
    labels = [binding.label for binding in listed.values() if binding is not None]
    return list(dict.fromkeys(labels)) if len(labels) == len(listed) else []


def _said_again(before: EnglishNumber, number: EnglishNumber, head: str, times: list[EnglishTime]) -> bool:
    """Whether a percentage is the one before, of another time: «6.1 percent in May and 6.4 percent in June»."""
    if head.strip(" ,") not in {"", "and"} or number.unit != before.unit or not number.unit:
        return False
    own = any(0 <= time.start - number.end <= NEAR for time in times)
    return own and (number.unit == "%" or any(0 <= time.start - before.end <= NEAR for time in times))


def _opened_at(text: str, start: int, end: int, times: list[EnglishTime]) -> int:
    """Where the subject of a sentence begins: behind adverbs and the time that opens it."""
    opening = _OPENING.match(text, start, end)
    at = opening.end() if opening else start
    for time in times:
        comma = _COMMA.match(text, time.end, end)
        begins = any(first <= time.start and _OPENING_TIME.fullmatch(text, first, time.start) for first in (start, at))
        if comma is not None and begins:
            opening = _OPENING.match(text, comma.end(), end)
            return opening.end() if opening else comma.end()
    return at


def _counted_noun(label: str) -> str:
    """«valid patents in the region» of «number of valid patents in the region» counts patents."""
    words = label.split()
    if label.lower().startswith("number of "):
        words = next((words[:at] for at, word in enumerate(words[2:], 2) if word in {"in", "of", "for", "with"}), words)
    return words[-1]


def _is_bracketed(text: str, number: EnglishNumber) -> bool:
    return text[number.start - 1 : number.start] == "(" and text[number.end : number.end + 1] == ")"
