"""The period and the status of an English figure."""

import re
from dataclasses import dataclass

from fangzhi.extract.english.numbers import EnglishNumber
from fangzhi.extract.english.periods import nearest, of_level, within
from fangzhi.extract.english.scene import EnglishBinding
from fangzhi.extract.english.times import EnglishTime, find_english_times
from fangzhi.extract.english.words import EnglishWords
from fangzhi.extract.places import Place
from fangzhi.extract.times import Clock
from fangzhi.model.facts import Measure, Status
from fangzhi.model.period import Period

_PERFECT = re.compile(r"\bhave \w+ed?n?\b")  # «is estimated to have grown»
_NEXT_CLAUSE = re.compile(r",?\s(?:and|which|while|but)\s|;\s")
_BEGINNING = 3  # months in which what is expected of a year is its goal
_OPENING = 500  # characters in which a text tells of what part of the year it is
_PAST = re.compile(
    r"\b(?:rose|grew|fell|was|were|hit|stood|went|came|had|has|have|saw|made|(?!expect|project)\w{2,}ed)\b"
)
_CURRENT = re.compile(r"\bfrom (?:the |its )?(?:current|present)\b")
_AFTER = re.compile(r"^.*\safter\s(?=(?:totall?ing|reaching|hitting|rising|growing|climbing)\b)", re.DOTALL)
_FLOWED = re.compile(
    r"\b(?:amounted to|amounting to|totall?ed|totall?ing|a (?:cumulative|combined) total of)\b[^,;]{0,20}$"
)
_TO_COME = re.compile(
    r"(?:\s(?:of|in|for|across|along|with)\s[^.;:]{3,120}?)?"
    r"\s(?:will|shall|are to|is to|are expected to|are planned to)(?:\sbe|\shave)?\s"
)


@dataclass(slots=True)
class State:
    """What one sentence hands to the next; ``year`` is the last year told, for paragraphs that tell none.

    ``season`` is the part of the year that the text is about, for growth in such paragraphs; ``timed`` says whether
    this one has told a time, ``opened`` whether all figures of the text so far may be of that part of the year;
    ``goals`` are the years to come that the text has told, ``prior`` is the period before the sentence, ``inner``
    the area of a clause inside it, ``ahead`` the part of the year that the first words of the text tell somewhere,
    ``last`` the area named last, ``named`` the time.
    """

    period: Period | None
    year: Period | None
    place: Place
    label: str = ""
    season: Period | None = None
    timed: bool = False
    opened: bool = False
    goals: frozenset[int] = frozenset()
    prior: Period | None = None
    inner: Place | None = None
    ahead: Period | None = None
    last: Place | None = None
    named: Period | None = None


class EnglishFrame:
    """Decides of what period a figure is and whether it is reached, expected or aimed at."""

    def __init__(self, words: EnglishWords) -> None:
        self._words = words

    @staticmethod
    def measure(binding: EnglishBinding, period: Period | None) -> Measure:
        """The measure of a figure: «annual growth of 8 percent between 2026 and 2030» is an average."""
        several = period is not None and period.last - period.first > 11
        return "cagr" if several and binding.rule == "annual target" else binding.measure

    @staticmethod
    def season(text: str, clock: Clock | None) -> Period | None:
        """The part of the year that a text is about from its first words on: told in its first paragraph or two."""
        first = [time for time in find_english_times(text, clock, 0, min(len(text), _OPENING)) if time.role == "at"]
        told = first[0].period if first and clock is not None else None
        return told if told is not None and clock is not None and within(told, clock) else None

    def of(
        self,
        text: str,
        sentence: tuple[int, int],
        times: list[EnglishTime],
        number: EnglishNumber,
        binding: EnglishBinding,
        state: State,
        clock: Clock | None,
    ) -> tuple[Period | None, Status]:
        """The period and the status of a figure of a sentence with its ``times``."""
        before = text[sentence[0] : number.core]
        if _CURRENT.search(before[-70:]) and binding.rule == "from":
            return state.year, "actual"
        if (past := _AFTER.search(before)) is not None:  # is to grow by 3 percent after totaling 8 trillion
            before = before[past.end() :]
        period = self._period(text, times, number, binding, state, before, clock)
        status = self._status(before, period, clock)
        if binding.rule == "counted noun" and status == "actual" and _TO_COME.match(text, binding.used, sentence[1]):
            return _aimed(times, binding, period, clock), "target"
        return period, status

    def _period(
        self,
        text: str,
        times: list[EnglishTime],
        number: EnglishNumber,
        binding: EnglishBinding,
        state: State,
        before: str,
        clock: Clock | None,
    ) -> Period | None:
        """The period of a figure: told with it, that of the sentence, or the part of the year that the text reports."""
        aimed = self._words.target.search(before) is not None
        stands = binding.rule == "counted noun" or aimed
        flow = binding.measure == "growth" or (state.opened and not stands)
        season = state.season or (state.ahead if binding.measure == "growth" else None)
        seasonal = flow and not state.timed and season is not None
        said = season if seasonal else state.period
        first = next((time for time in times if time.role == "at"), None)
        if first is None and not aimed and _is_over(said, clock) is False and _PAST.search(before[-60:]):
            said = state.season if flow and state.season is not None else state.year  # the goal before is left
        if first is not None and clock is not None and not aimed and self._only_later(text, number, first, clock):
            said = state.season if flow and state.season is not None else state.prior
        to_come = aimed or (self._words.estimate.search(before) is not None and _PERFECT.search(before) is None)
        if to_come and not state.timed and clock is not None and said is not None and said.end_year < clock.year:
            said = Period.year(clock.year)
        if aimed and not state.timed and len(state.goals) == 1 and clock is not None and max(state.goals) > clock.year:
            said = Period.year(max(state.goals))
        if binding.rule == "annual target" and clock is not None:
            said = Period.year(clock.year)
            times = [time for time in times if time.start > number.end]
        period = nearest(text, times, number, said, binding.used)
        at = [time.period for time in times if time.role == "at"]
        years = sorted({one.end_year for one in at if one == Period.year(one.end_year)})
        if binding.measure == "cagr" and len(years) == 2 and period in {Period.year(year) for year in years}:
            return Period.years(*years)  # 9 billion in 2023, up from 4 billion in 2018, an average annual growth of …
        if period is not None and binding.measure == "level" and _FLOWED.search(before[-45:]):
            return period
        return of_level(binding, period)

    def _only_later(self, text: str, number: EnglishNumber, first: EnglishTime, clock: Clock) -> bool:
        """Whether the time that a sentence tells is of a goal told behind a figure: «is 5, and will be 9 by 2030»."""
        between = text[number.end : first.start]
        return (
            first.period.end_year > clock.year
            and bool(_NEXT_CLAUSE.search(between))
            and (self._words.target.search(between) is not None or self._words.estimate.search(between) is not None)
        )

    def _status(self, before: str, period: Period | None, clock: Clock | None) -> Status:
        ahead = clock is not None and period is not None and period.end_year > clock.year
        closed = clock is not None and period is not None and period.end_year < clock.year
        if self._words.target.search(before) and not closed:
            return "target"
        if self._words.estimate.search(before):
            begun = clock is not None and clock.month <= _BEGINNING and period == Period.year(clock.year)
            return "target" if ahead or begun else "estimate"
        return "target" if ahead else "actual"


def _is_over(period: Period | None, clock: Clock | None) -> bool | None:
    """Whether a period is none of the years to come; None where that is unknown."""
    return None if period is None or clock is None else period.end_year <= clock.year


def _aimed(
    times: list[EnglishTime], binding: EnglishBinding, period: Period | None, clock: Clock | None
) -> Period | None:
    """When what is counted but only to come will be there: the time told behind it, else not before this year."""
    for time in times:
        if time.start >= binding.used and time.role == "at":
            return time.period
    late = clock is not None and (period is None or period.end_year < clock.year)
    return Period.year(clock.year) if clock is not None and late else period
