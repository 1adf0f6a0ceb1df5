"""Expressions of time in English text, resolved against the document's own date."""

import re
from dataclasses import dataclass

from fangzhi.extract.times import Clock
from fangzhi.model.period import Period

_MONTHS = {
    m: i
    for i, m in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        start=1,
    )
}
_MONTH = "|".join(_MONTHS)
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10} | {
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "eleven": 11,
}
_YEAR = r"(?:19|20)\d\d"
_TIME = re.compile(
    rf"(?P<same>(?:the )?(?:same|corresponding) (?:period|time)(?: (?:of|in))?(?: the)? "
    rf"(?P<sameyear>last year|previous year|{_YEAR}))"
    rf"|(?:from |between )?(?P<m1>{_MONTH})(?: \d{{1,2}})?,? ?(?:to|and|through|–|-) ?(?P<m2>{_MONTH})(?: \d{{1,2}})?"
    rf"(?:,? (?:of |in )?(?P<my>{_YEAR}|this year|last year))?"
    rf"|(?:the )?first (?P<quarters>three|two) quarters(?: of)?(?: (?P<qsy>{_YEAR}|this year|last year))?"
    rf"|(?:the )?(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of)?"
    rf"(?: (?P<qy>{_YEAR}|this year|last year))?"
    rf"|Q(?P<q>[1-4])(?: (?:of )?(?P<qqy>{_YEAR}))?"
    rf"|(?<!\w)H(?P<h>[12])(?!\w)(?:,? (?:of |in )?(?P<hhy>{_YEAR}|this year|last year))?"
    rf"|(?:the )?(?P<half>first|second) half(?: year)?(?: of)?(?: the year)?(?: (?P<hy>{_YEAR}|this year|last year))?"
    rf"|(?:the )?first (?P<upto>\w+) months(?: of| in)?(?: (?P<uy>{_YEAR}|this year|last year))?"
    rf"|(?P<planend>(?:by|at|before) the end of (?:the )?)?(?P<plan>1[1-7])th five-year plan"
    rf"(?: period)?(?: \({_YEAR}[–-](?:\d\d)?\d\d\))?(?: period)?"
    rf"|(?:over|in|during) (?:the (?:past|last) )?(?P<past>(?:two|three|four|five|six|seven|eight|nine|ten)"
    rf"|(?<=past )\d\d?|(?<=last )\d\d?) years"
    rf"|(?:in|for|over) the (?P<whole>(?:whole |full )?year)(?! of)"
    rf"|(?:from )?(?P<y1>{_YEAR})\s?(?:-|–|to|through)\s?(?P<y2>{_YEAR})(?!\w)"
    rf"|between (?P<b1>{_YEAR}) and (?P<b2>{_YEAR})(?!\w)"
    rf"|(?:by |to |until |as of )?(?:the )?end of (?P<endmonth>{_MONTH})"
    rf"(?: (?P<endyear>{_YEAR}|this year|last year))?(?! \d)"
    rf"|(?:by |to |until )?(?:the end of )?"
    r"(?P<base>from (?:the )?|since |than in |compared with |over (?:the )?|that of "
    r"|(?<!show )(?<!shows )(?<!showed )(?<!said )(?<!indicate )(?<!indicated )that in )?"
    rf"(?:(?P<month>{_MONTH})(?: \d{{1,2}})?,? )?(?P<year>{_YEAR})(?!\w)"
    rf"|(?P<than>(?:from|over|than|against|compared (?:with|to)) )?(?P<named>this year|last year|next year)"
    rf"|(?P<onemonth>(?:in|for|of|during|from|than|that of|that in) "
    rf"(?P<bare>{_MONTH})(?!,? ?\d| ?[-–]|(?: to| and) (?:{_MONTH})))"
    rf"|(?<=[’']s )(?P<itsmonth>{_MONTH})(?= [a-z])"
    rf"|(?P<day>(?:{_MONTH}) \d{{1,2}}(?: to \d{{1,2}})?)",
    re.IGNORECASE,
)


_COMPARED = re.compile(
    r"\b(?:from|than|over|against|versus|compared (?:with|to))\s{1,9}(?:that (?:of|in)\s{1,9}|in\s{1,9}|the\s{1,9})*$"
)


# «5 percent, compared with a rise of 3 percent in the first quarter», «from the 6.2 percent increase in June»
_COMPARED_FIGURE = re.compile(
    r"\b(?:(?:(?<!more )(?<!less )(?<!fewer )than|against|versus|compared (?:with|to))"
    r"(?! (?:an?|the (?:same|previous|corresponding)) (?:year|period))"
    r"|from (?:the |an? )?(?=\d|drop|rise|increase|decline|level|pace|growth|figure))\s?[^,;]{0,45}$"
)


_POINTS_OVER = re.compile(r"\bpercentage points?\s(?:over|from|than|compared with|versus)\s(?:that of\s)?(?:the\s)?$")


def _is_compared(before: str, match: re.Match[str]) -> bool:
    """Whether the words before a time make it one that something is compared with."""
    if _POINTS_OVER.search(before):
        return True
    if match["quarter"] or match["q"] or match["half"]:
        if _COMPARED.search(before):
            return True
    elif not (match["onemonth"] or match["upto"] or match["quarters"] or match["m1"]):
        return False
    return _COMPARED_FIGURE.search(before) is not None


# «the highest growth rate in the past five years» tells no period
_RECORD = re.compile(
    r"\b(?:\w{2,8}est|most|best|worst|least|first(?: time)?|record|new (?:high|low)|high|low)\b"
    r"(?:\s[\w-]{1,15}){0,4}\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EnglishTime:
    """A time as said; ``role`` is ``at``, ``base`` (compared with 2020) or ``day`` (a date, no period)."""

    start: int
    end: int
    period: Period
    role: str = "at"


def find_english_times(text: str, clock: Clock | None, start: int = 0, end: int | None = None) -> list[EnglishTime]:
    """The times said in ``text[start:end]``.

    >>> clock = Clock(2023, 12)
    >>> [str(t.period) for t in find_english_times("in the first three quarters of 2023, by 2030, in Q2 2022", clock)]
    ['2023-01/2023-09', '2030', '2022-Q2']
    """
    out = []
    for match in _TIME.finditer(text, start, len(text) if end is None else end):
        period = _period(match, clock)
        if period is not None:
            month = (match["onemonth"] or "").lower()
            compared = match["than"] or month.startswith(("from", "than", "that"))
            before = text[max(start, match.start() - 60) : match.start()]
            compared = compared or _is_compared(before, match) or bool(match["past"] and _RECORD.search(before))
            role = "base" if match["base"] or match["same"] or compared else "day" if match["day"] else "at"
            out.append(EnglishTime(match.start(), match.end(), period, role))
    return out


def _period(match: re.Match[str], clock: Clock | None) -> Period | None:  # noqa: C901, PLR0911, PLR0912  # one case a form
    def of(name: str, last: int) -> int | None:
        """The year said; where none is, the one in which months up to ``last`` were over when the text came out."""
        said = match[name]
        if not said:
            if clock is None:
                return None
            return clock.year if clock.month > 3 or last < clock.month else clock.review_year
        if said[0].isdigit():
            return int(said)
        return None if clock is None else clock.year - (said.lower() == "last year")

    if match["same"]:
        said = match["sameyear"]
        return Period.year(int(said)) if said[0].isdigit() else Period.year(clock.year - 1) if clock else None
    if match["m1"]:
        first, last = _MONTHS[match["m1"].lower()], _MONTHS[match["m2"].lower()]
        at = of("my", last)
        return Period.months(at, first, last) if at and first <= last else None
    if match["quarters"]:
        last = 9 if match["quarters"].lower() == "three" else 6
        at = of("qsy", last)
        return Period.months(at, 1, last) if at else None
    if match["quarter"]:
        number = _ORDINAL[match["quarter"].lower()]
        at = of("qy", 3 * number)
        return Period.quarter(at, number) if at else None
    if match["q"]:
        at = of("qqy", 3 * int(match["q"]))
        return Period.quarter(at, int(match["q"])) if at else None
    if match["half"]:
        number = _ORDINAL[match["half"].lower()]
        at = of("hy", 6 * number)
        return Period.half(at, number) if at else None
    if match["h"]:
        at = of("hhy", 6 * int(match["h"]))
        return Period.half(at, int(match["h"])) if at else None
    if match["upto"]:
        said = match["upto"].lower()
        count = int(said) if said.isdecimal() else _NUMBERS.get(said, 0)
        if not 1 < count < 12:
            return None
        at = of("uy", count)
        return Period.months(at, 1, count) if at and count else None
    if match["plan"]:
        first = 1951 + 5 * int(match["plan"])
        if match["planend"]:
            return Period.year(first + 4)
        return Period.years(first, first + 4)
    if match["past"]:
        if clock is None:
            return None
        said = match["past"].lower()
        count = int(said) if said.isdecimal() else _NUMBERS[said]
        return Period.years(clock.review_year - count + 1, clock.review_year) if 1 < count < 50 else None
    if match["whole"]:
        return Period.year(clock.review_year) if clock else None
    if match["y1"] or match["b1"]:
        low, high = int(match["y1"] or match["b1"]), int(match["y2"] or match["b2"])
        return Period.years(low, high) if low <= high else None
    if match["endmonth"]:
        last = _MONTHS[match["endmonth"].lower()]
        at = of("endyear", last)
        return Period.months(at, last, last) if at else None
    if match["year"]:
        if match["month"]:
            month = _MONTHS[match["month"].lower()]
            return Period.months(int(match["year"]), month, month)
        return Period.year(int(match["year"]))
    if clock is None:
        return None
    if match["onemonth"] or match["itsmonth"]:
        month = _MONTHS[(match["bare"] or match["itsmonth"]).lower()]
        year = clock.year - (month >= clock.month)
        return Period.months(year, month, month)
    if match["named"]:
        return Period.year(clock.year + {"this year": 0, "last year": -1, "next year": 1}[match["named"].lower()])
    return Period.year(clock.year)
