"""What stands beside a title: document number, years, industries, instruments, tone."""

import re
from collections.abc import Mapping
from typing import Final

from ahocorasick_rs import AhoCorasick

_NUMBER: Final = re.compile(r"[（(]([一-鿿]{2,10}[〔\[（(]\d{4}[〕\])）]\d{1,4}号)[)）]")
_CLOSING: Final = frozenset("》”")
_BRACKETS: Final = frozenset("（(")
_YEARS: Final = re.compile(r"(20\d\d)\s*(?:-|—|－|~|～|至|年至)+\s*(20\d\d)年?")
_YEAR: Final = re.compile(r"(20\d\d)年度?")


def document_number(text: str, end: int) -> str | None:
    """The number in brackets right behind a title that ends at ``end``.

    >>> document_number("《某某办法》（川办发〔2024〕5号）", 6)
    '川办发〔2024〕5号'
    """
    end += text[end : end + 1] in _CLOSING
    match = _NUMBER.match(text, end) if text[end : end + 1] in _BRACKETS else None
    return match[1] if match else None


def years_of(title: str) -> str | None:
    """The years that a title covers, in the notation of periods.

    >>> years_of("新赛道争先竞速行动计划（2023—2027年）"), years_of("数据条例")
    ('2023/2027', None)
    """
    if "20" not in title:
        return None
    if match := _YEARS.search(title):
        return f"{match[1]}/{match[2]}" if match[1] < match[2] else None
    match = _YEAR.search(title)
    return match[1] if match else None


class WordClasses:
    """Classes of words, such as those of instruments, to be found in a few words of text.

    >>> WordClasses({"support": ("支持", "鼓励"), "restrict": ("限制",)}).named("限制和鼓励类目录")
    ('support', 'restrict')
    """

    def __init__(self, classes: Mapping[str, tuple[str, ...]]) -> None:
        self._classes = tuple(classes)
        numbers: dict[str, list[int]] = {}
        for number, words in enumerate(classes.values()):
            for word in words:
                numbers.setdefault(word, []).append(number)
        self._numbers = list(numbers.values())
        self._automaton = AhoCorasick(list(numbers))

    def named(self, words: str) -> tuple[str, ...]:
        """The classes of which a word occurs, in their order."""
        found = self._automaton.find_matches_as_indexes(words, overlapping=True)
        if not found:
            return ()
        named = {number for index, _, _ in found for number in self._numbers[index]}
        return tuple(self._classes[number] for number in sorted(named))

    def only(self, words: str) -> str | None:
        """The class of the words where there is just one."""
        named = self.named(words)
        return named[0] if len(named) == 1 else None
