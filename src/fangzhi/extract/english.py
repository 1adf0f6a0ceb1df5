"""Observations of an English document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fangzhi.extract.english_times import EnglishTime, find_english_times
from fangzhi.extract.numerals import arabic
from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.times import Clock
from fangzhi.lexicon.cues import Cues
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Bound, Confidence, Measure, Observation, Status
from fangzhi.model.period import Period
from fangzhi.model.span import Span

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\S)[^.!?\n]*)*[.!?\n]?")
_MONEY_LABELS = re.compile(
    r"GDP|gross domestic|value|output|revenue|investment|sales|income|trade|export|import|product", re.I
)
_THING = re.compile(
    r"\s+of\s+((?:[a-z’'-]+\s){0,4}[a-z’'-]+?)(?=\s+(?:was|were|is|are|had|has|have|will|in|by|and|across)\b|[,.;]|$)",
    re.I,
)
_LEVEL_AFTER_GROWTH = re.compile(r"\s*(?:to|reaching|to reach|to a total of)\s*", re.I)
_OPENING = re.compile(
    r"[\s\-\[\]\d#*•]*(?:According to [^,]+, |(?:In|By|For|During) (?:the )?(?:\w+ (?:quarters?|half|months) of )?\d{4},? |This year,? |Last year,? )?"
    r"(?:In |As for |For )?(?:the city of )?"
)
_PRONOUN = re.compile(r"(?:it|they|that|the figure|this)", re.I)
_QUALIFIER = re.compile(
    r"(?:projects?|enterprises?|companies|firms|parks?|clusters?)\s+(?:with|of)\s+(?:\w+\s+){0,3}$", re.I
)


_Bound = tuple[str, Measure, int, str, int]


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    core: int
    end: int
    value: float
    high: float | None
    unit: str
    bound: Bound


@dataclass(slots=True)
class _State:
    """What one sentence hands to the next."""

    period: Period | None
    year: Period | None
    place: Place
    label: str = ""
    status: Status = "actual"


class EnglishReader:
    """Reads English documents with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        words = lexicon.english
        self._units = {w.lower(): u.symbol for u in lexicon.units.rows for w in u.en}
        units = "|".join(re.escape(w) for w in sorted(self._units, key=len, reverse=True))
        self._magnitudes = {w: int(m) for m, ws in words.tables["magnitude"].items() for w in ws}
        magnitudes = "|".join(re.escape(w) for w in sorted(self._magnitudes, key=len, reverse=True))
        self._before = words.index("bound_before")
        self._after = words.index("bound_after")
        before = "|".join(re.escape(w) for w in sorted(self._before, key=len, reverse=True))
        after = "|".join(re.escape(w) for w in sorted(self._after, key=len, reverse=True))
        self._number = re.compile(
            rf"(?<![\w.,/+–-])(?P<bound>(?:{before})\s+)?(?P<currency>US\$|RMB\s?|CNY\s?|\$|¥)?(?P<number>{_NUMBER})"
            rf"(?:\s?(?:-|–|to)\s?(?P<high>{_NUMBER}))?(?:[\s-]?(?P<magnitude>{magnitudes})\b)?"
            rf"(?:\s?(?P<unit>{units})(?!\w))?(?:\s(?P<after>{after})\b)?",
            re.IGNORECASE,
        )
        self._verbs = [(w.split(), c) for c, ws in words.tables["verb"].items() for w in ws]
        self._verb = {w: c for c, ws in words.tables["verb"].items() for w in ws}
        self._verb_words = max(len(w.split()) for w in self._verb)
        self._estimate = _any(words.words("modal", "estimate"))
        self._target = _any(words.words("modal", "target"))
        self._lead = words.words("drop", "lead")
        self._tail = words.words("drop", "tail")
        self._not_counted = frozenset(words.words("not_counted", "nouns"))
        self._stops = frozenset(words.words("not_counted", "stops"))

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
                state.period, state.label = state.year, ""
                if not places.overview:
                    state.place = places.issuer
            facts += self._sentence(document, match.start(), match.end(), clock, places, state, unread)
        return facts, unread

    def _sentence(  # noqa: PLR0913, PLR0917  # the state of the walk
        self,
        document: Document,
        start: int,
        end: int,
        clock: Clock | None,
        places: Places,
        state: _State,
        unread: list[Span],
    ) -> Iterator[Observation]:
        text = document.folded.text
        times = find_english_times(text, clock, start, end)
        said = self._period(times, state, clock)
        if (place := self._place(text, start, end, places)) is not None:
            state.place = place
        previous = start
        growing = False
        listed: dict[int, str] = {}
        last: _Bound = ("", "level", 1, "", 0)
        numbers = list(self._numbers(text, start, end, times))
        for index, number in enumerate(numbers):
            head = _without_times(text, previous, number.start, times)
            clause = max(head.rfind(mark) for mark in (", ", "; ", ": ", " - ", ") ", "(")) + 1
            whole_head, head = head, head[clause:] if clause else head
            if number.unit in {"元", "美元"} and _QUALIFIER.search(text, max(start, number.start - 60), number.start):
                previous = number.end  # projects with investments exceeding 10 billion: no figure of its own
                continue
            bound: _Bound | None
            if number.core in listed:
                bound = (listed.pop(number.core), last[1], last[2], "respectively", 0)
            else:
                bound = self._bind(text, number, head, end, state, growing)
                listed = self._respectively(text, numbers, index, whole_head, end)
                if listed:
                    kind = self._cut_verb(whole_head)[1]
                    grown: Measure = "growth" if kind in {"growth_up", "growth_down"} else "level"
                    bound = (listed.pop(number.core), grown, -1 if kind == "growth_down" else 1, "respectively", 0)
            previous = number.end
            if bound is None:
                unread.append(document.folded.source_span(number.start, number.end))
                continue
            last = bound
            label, measure, sign, rule, consumed = bound
            previous = max(previous, consumed)
            growing = measure == "growth"
            state.label = label if rule != "carried subject" else state.label
            period = _nearest(times, number, said)
            status = self._status(text[start : number.start], period, clock)
            yield self._fact(document, (start, end), number, label, measure, sign, rule, period, status, state)

    def _numbers(self, text: str, start: int, end: int, times: list[EnglishTime]) -> Iterator[_Number]:
        for match in self._number.finditer(text, start, end):
            core = match.start("number")
            if any(t.start < match.end("number") and core < t.end for t in times):
                continue
            unit = self._units.get((match["unit"] or "").lower(), "")
            if match["currency"]:
                unit = "美元" if "$" in match["currency"] else "元"
            magnitude = self._magnitudes.get((match["magnitude"] or "").lower(), 1)
            value = round(arabic(match["number"]) * magnitude, 6)
            high = round(arabic(match["high"]) * magnitude, 6) if match["high"] else None
            stop = match.end()
            if text[core - 1 : core] in "[(“\"'‘" and text[stop : stop + 1] in "])”\"'’":
                continue
            if text[max(0, core - 4) : core].rstrip().lower().endswith(("no.", "no")):
                continue
            if re.match(r"(?:st|nd|rd|th|[A-Z])\b|-(?!year)[a-z]+", text[match.end("number") : stop + 12]) and not unit:
                continue
            bound: Bound = "eq"
            prefix = (match["bound"] or "").strip().lower()
            if prefix:
                bound = self._before[prefix]  # type: ignore[assignment]  # the table holds bounds only
            if match["after"]:
                bound = self._after[match["after"].lower()]  # type: ignore[assignment]  # as above
            yield _Number(
                match.start() if prefix else match.start("currency") if match["currency"] else core,
                core,
                stop,
                value,
                high,
                unit,
                bound,
            )

    def _bind(  # noqa: C901, PLR0911, PLR0912  # one decision list
        self, text: str, number: _Number, head: str, end: int, state: _State, growing: bool
    ) -> "_Bound | None":
        """The label, measure, sign and rule of a number, and how far behind it words were used."""
        stem, kind = self._cut_verb(head)
        label = self._label(stem)
        if _PRONOUN.fullmatch(label):
            label = state.label
        if number.unit == "" and number.value == int(number.value) and kind not in {"growth_up", "growth_down"}:
            counted = self._counted(text, number.end, end)
            if counted is not None:
                noun, stop = counted
                return noun, "level", 1, "counted noun", stop
            if number.value < 10**6:
                return None
        if number.unit == "个百分点":
            return (
                (label or state.label, "change", -1 if kind == "growth_down" else 1, "stated", 0)
                if label or state.label
                else None
            )
        if kind == "share":
            whole = re.match(r"\s*of\s+((?:the |its )?[\w’'\s-]{3,60}?)(?=[,.;]|$)", text[number.end : end])
            subject = self._label(stem) or state.label
            if whole is None or not subject:
                return None
            return f"share of {subject} in {self._label(whole[1])}", "level", 1, "share", number.end + whole.end()
        if kind is None and (thing := _THING.match(text, number.end, end)) and number.unit not in {"%", "个百分点"}:
            return self._label(thing[1]), "level", 1, "counted noun", thing.end()
        if state.label and _LEVEL_AFTER_GROWTH.fullmatch(head) and number.unit != "%":
            return state.label, "level", 1, "carried subject", 0
        if kind == "worth":
            subject = state.label
            return (f"investment in {subject}", "level", 1, "stated", 0) if subject else None
        if kind == "average":
            return (label or state.label, "cagr", 1, "stated", 0) if label or state.label else None
        if kind in {"growth_up", "growth_down"}:
            sign = -1 if kind == "growth_down" else 1
            measure: Measure = "growth" if number.unit in {"%", "倍"} else "change"
            subject = label or state.label
            return (subject, measure, sign, "stated" if label else "carried subject", 0) if subject else None
        of = re.search(r"\bgrowth rate (?:for|of|in) (.+)$", stem, re.IGNORECASE)
        if of and number.unit == "%":
            return self._label(of[1]), "growth", 1, "stated", 0
        if growing and number.unit == "%" and re.search(r"\bby\s*$", head):
            return self._label(re.sub(r"\bby\s*$", "", head)), "growth", 1, "stated", 0
        if not label:
            return None
        if kind is None and number.unit == "":
            return None
        if kind is None:
            return None if number.unit not in {"%", "元", "美元"} else (label, "level", 1, "stated", 0)
        if number.unit == "" and not _MONEY_LABELS.search(label):
            return None
        return label, "level", 1, "stated", 0

    def _respectively(self, text: str, numbers: list[_Number], index: int, head: str, end: int) -> dict[int, str]:
        """Labels by number for «the primary, secondary and tertiary industries grew by a, b and c respectively»."""
        run = [numbers[index]]
        for after in numbers[index + 1 :]:
            if text[run[-1].end : after.start].strip(" ,").lower() not in {"", "and"}:
                break
            run.append(after)
        if len(run) < 2 or not re.match(r",?\s*respectively", text[run[-1].end : end], re.IGNORECASE):
            return {}
        subjects = _listed(self._label(self._cut_verb(head)[0]), len(run))
        return {number.core: subject for number, subject in zip(run, subjects, strict=True)} if subjects else {}

    def _cut_verb(self, head: str) -> tuple[str, str | None]:
        """Cut the verb off the end of what stands before a number: the stem and the class of the verb."""
        words = head.rstrip().split(" ")
        for length in range(min(self._verb_words, len(words)), 0, -1):
            word = " ".join(words[-length:]).lower()
            kind = self._verb.get(word)
            if kind is not None:
                stem = " ".join(words[:-length])
                if kind == "reach" and length == 1 and word in {"of", "to", "at", "was", "is", "were"}:
                    inner, more = self._cut_verb(stem)
                    if more in {"growth_up", "growth_down"} and word != "to":
                        return inner, more
                return stem, kind
        return head, None

    def _label(self, stem: str) -> str:
        """A label from a stem: articles, owners and auxiliaries dropped."""
        label = re.sub(r"\[\d+\]|\s+", " ", stem).strip(" ,.;:-–—“”\"'()")
        changed = True
        while changed and label:
            changed = False
            lower = label.lower()
            for word in self._lead:
                if lower.startswith(word + " "):
                    label, changed = label[len(word) + 1 :].strip(), True
                    break
            lower = label.lower()
            for word in self._tail:
                if lower.endswith(" " + word) or lower == word:
                    label, changed = label[: len(label) - len(word)].strip(), True
                    break
        owner = re.match(r"(?:[A-Z][\w-]+\s){0,2}[A-Z][\w-]+(?:'s|’s)\s+", label)
        if owner:
            label = label[owner.end() :]
        return label

    def _counted(self, text: str, at: int, end: int) -> tuple[str, int] | None:
        """The noun phrase behind a count: «15 pilot platforms around …»."""
        match = re.match(r"\s((?:[\w’'&/+-]+\s?){1,8})", text[at:end])
        if match is None:
            return None
        kept: list[str] = []
        for word in match[1].split():
            if word.lower() in self._stops:
                break
            kept.append(word)
        if not kept or kept[0].lower() in self._not_counted or not kept[-1].isalpha() or not kept[-1].endswith("s"):
            return None
        phrase = " ".join(kept)
        return phrase, at + 1 + len(phrase)

    def _place(self, text: str, start: int, end: int, places: Places) -> Place | None:
        """The area a sentence opens with: «In Mianyang, …», «Sichuan’s GDP …»."""
        match = _OPENING.match(text, start, end)
        found = places.at(text, match.end() if match else start, end)
        if found is None or found[0].level not in {"province", "prefecture", "country", "cluster"}:
            return None
        return place_of(found[0])

    def _period(self, times: list[EnglishTime], state: _State, clock: Clock | None) -> Period | None:
        told = [t for t in times if t.role == "at"]
        if told:
            state.period = told[0].period
            if clock is None or told[0].period.end_year <= clock.review_year:
                state.year = Period.year(told[0].period.end_year)
        return state.period

    def _status(self, before: str, period: Period | None, clock: Clock | None) -> Status:
        if self._target.search(before) and (clock is None or period is None or period.end_year >= clock.year):
            return "target"
        if self._estimate.search(before):
            return "target" if clock and period and period.end_year > clock.year else "estimate"
        if clock and period and period.start_year > clock.year:
            return "target"
        return "actual"

    def _fact(  # noqa: PLR0913, PLR0917  # all that a fact is made of
        self,
        document: Document,
        sentence: tuple[int, int],
        number: _Number,
        label: str,
        measure: Measure,
        sign: int,
        rule: str,
        period: Period | None,
        status: Status,
        state: _State,
    ) -> Observation:
        span = document.folded.source_span(number.start, number.end)
        around = document.folded.source_span(*sentence)
        unit = number.unit
        if not unit:
            unit = _singular(label.split()[-1]) if rule == "counted noun" else "元"
        value, high = number.value * sign, number.high
        if measure == "growth" and unit == "倍":
            value, high, unit = value * 100, high and high * 100, "%"
        confidence: Confidence = "certain" if rule == "stated" else "context"
        return Observation(
            start=span.start,
            end=span.end,
            quote=document.text[span.start : span.end],
            sentence_start=around.start,
            sentence_end=around.end,
            rule="English: " + rule,
            confidence=confidence,
            region=state.place.name,
            region_code=state.place.code,
            indicator=label,
            indicator_id=self._lexicon.indicators.match(label, unit=unit, measure=measure),
            measure=measure,
            value=value,
            value_high=high,
            unit=unit,
            bound=number.bound,
            period=str(period) if period else None,
            status=status,
        )


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def _nearest(times: list[EnglishTime], number: _Number, said: Period | None) -> Period | None:
    """The time said last before the number, else the one said after it in the sentence."""
    before = [t for t in times if t.end <= number.start and t.role == "at"]
    return before[-1].period if before else said


def _singular(noun: str) -> str:
    """The singular of a counted noun, as facts write units of counts."""
    lower = noun.lower()
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if lower.endswith(("sses", "ches", "shes", "xes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") else lower


def _without_times(text: str, start: int, end: int, times: list[EnglishTime]) -> str:
    """The words of a range without the times said in it and the prepositions before them."""
    out = []
    at = start
    for time in times:
        if start <= time.start and time.end <= end:
            out.append(
                re.sub(r"\b(?:in|of|for|by|during|over|at|since|from)\s+(?:the\s+)?$", "", text[at : time.start])
            )
            at = time.end
    return "".join([*out, text[at:end]])


def _listed(label: str, count: int) -> list[str] | None:
    """The members of «value added of the primary, secondary and tertiary industries», heads and tails restored.

    >>> _listed("value added of the primary, secondary and tertiary industries", 3)[1]
    'value added of the secondary industries'
    >>> _listed("Investment in transport, water and energy", 3)[2]
    'Investment in energy'
    """
    match = re.fullmatch(r"(?P<head>.*?\b(?:of|in|for) (?:the )?)?(?P<list>.+?)", label)
    if match is None:
        return None
    head = match["head"] or ""
    parts = [part.strip() for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", match["list"])]
    if len(parts) != count or not all(parts):
        return None
    words = parts[-1].split()
    tail = " " + words[-1] if len(words) > 1 and all(len(part.split()) < len(words) for part in parts[:-1]) else ""
    return [head + part + (tail if index < count - 1 else "") for index, part in enumerate(parts)]
