"""What stands beside a title: document number, years, industries, instruments, tone."""

import re
from collections.abc import Mapping

from fangzhi.lexicon.cues import Cues

_NUMBER = re.compile(r"[（(]([一-鿿]{2,10}[〔\[（(]\d{4}[〕\])）]\d{1,4}号)[)）]")
_YEARS = re.compile(r"(20\d\d)\s*(?:-|—|－|~|～|至|年至)+\s*(20\d\d)年?")
_YEAR = re.compile(r"(20\d\d)年度?")


def document_number(text: str, end: int) -> str | None:
    """The number in brackets right behind a title that ends at ``end``.

    >>> document_number("《某某办法》（川办发〔2024〕5号）", 6)
    '川办发〔2024〕5号'
    """
    match = _NUMBER.match(text, end + (text[end : end + 1] in {"》", "”"}))
    return match[1] if match else None


def years_of(title: str) -> str | None:
    """The years that a title covers, in the notation of periods.

    >>> years_of("新赛道争先竞速行动计划（2023—2027年）"), years_of("数据条例")
    ('2023/2027', None)
    """
    if match := _YEARS.search(title):
        return f"{match[1]}/{match[2]}" if match[1] < match[2] else None
    match = _YEAR.search(title)
    return match[1] if match else None


def named_kinds(words: str, kinds: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The classes of a word table of which a word occurs."""
    return tuple(kind for kind, marks in kinds.items() if any(mark in words for mark in marks))


def tone_of(words: str, cues: Cues) -> str | None:
    """``support`` or ``restrict`` where the words say only the one."""
    tones = named_kinds(words, cues.tables["tone"])
    return tones[0] if len(tones) == 1 else None
