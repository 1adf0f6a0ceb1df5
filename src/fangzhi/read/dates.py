"""Days and years as documents write them at their head: 2026-02-09, 2026年1月20日, 二〇二六年一月, March 5, 2024."""

import re
from datetime import date

_CHINESE = {character: digit for digit, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(f"{name}[a-z]*" for name in _MONTHS)
_NUMERIC = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(1[0-2]|0?[1-9])\s?[-/.月]\s?(3[01]|[12]\d|0?[1-9])(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_ONLY = re.compile(r"(?<!\d)((?:19|20)\d{2})年(1[0-2]|0?[1-9])月")
_WORDS = re.compile(r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_DAY_FIRST = re.compile(rf"\b(3[01]|[12]\d|0?[1-9])\s+({_MONTH})\.?,?\s+((?:19|20)\d{{2}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\.?\s+(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s+((?:19|20)\d{{2}})\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def first_day(text: str) -> date | None:
    """The first full day that is written in the text, None without one.

    >>> first_day("二〇二六年一月二十七日在甘肃省十四届人民代表大会第四次会议上")
    datetime.date(2026, 1, 27)
    >>> first_day("Posted on March 5, 2024 by admin"), first_day("2025年全省地区生产总值")
    (datetime.date(2024, 3, 5), None)
    """
    found: list[tuple[int, date]] = []
    for pattern, order in (
        (_NUMERIC, (1, 2, 3)),
        (_COMPACT, (1, 2, 3)),
        (_DAY_FIRST, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
    ):
        for match in pattern.finditer(text):
            day = _day(*(match[group] for group in order))
            if day is not None:
                found.append((match.start(), day))
                break
    if (words := _WORDS.search(text)) and (day := _day(*_numerals(words))) is not None:
        found.append((words.start(), day))
    return min(found)[1] if found else None


def first_year(text: str) -> int | None:
    """The first year of four digits, also in Chinese numerals; None without one.

    >>> first_year("2026年政府工作报告"), first_year("二〇二五年统计公报"), first_year("12345热线")
    (2026, 2025, None)
    """
    words = re.search(r"([〇零○一二三四五六七八九]{4})年", text)
    if words and (year := int("".join(str(_CHINESE[c]) for c in words[1]))) in range(1949, 2100):
        return year
    match = _YEAR.search(text)
    return int(match[1]) if match else None


def latest_year(text: str) -> int | None:
    """The latest year that the text speaks of as past or present, None without one.

    Years inside 《》, after 到 and 至, of a span or followed by 前 are plans and do not count.

    >>> latest_year("2024年上半年增长6.2%。印发《行动计划（2023—2027年）》，到2030年建成。")
    2024
    """
    outside = re.sub(r"《[^》]{0,80}》|[（(][^）)]{0,8}20\d\d\s*[-—–至~～]\s*20\d\d[^）)]{0,4}[）)]", "", text)
    pattern = r"(?<![\d到至—–\-~～])((?:19|20)\d{2})(?:年(?!底?[前末]|底|[—–\-至~～]))"
    years = [int(year) for year in re.findall(pattern, outside)]
    if not years:
        years = [
            int(year)
            for year in re.findall(r"(?<!by )(?<!until )(?<!\d)\b((?:19|20)\d{2})\b(?!\s*[-–—]\s*20)", outside)
        ]
    return max(years, default=None)


def _numerals(match: re.Match[str]) -> tuple[str, str, str]:
    year = "".join(str(_CHINESE[character]) for character in match[1])
    return year, str(_ten(match[2])), str(_ten(match[3]))


def _ten(numeral: str) -> int:
    """Chinese numerals up to 99."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _CHINESE.get(numeral, 0)
    return (_CHINESE.get(tens, 0) if tens else 1) * 10 + (_CHINESE.get(ones, 0) if ones else 0)


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
