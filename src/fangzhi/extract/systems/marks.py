"""One pass of a matcher over the whole text for the words by which every reader of systems knows where to look."""

from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

Hit = tuple[int, int]
"""Start and end of a word in the text."""


class Marks:
    """The words of several classes as one automaton.

    Each pass over a text costs more than the few words it finds, hence one for all. Words that overlap are all
    found, since those of one class must not hide those of another; «longest» picks among those of one class.

    >>> marks = Marks({"noun": ["实验室", "重点实验室"], "verb": ["建设"]})
    >>> marks.find("建设重点实验室")
    {'noun': [(2, 7), (4, 7)], 'verb': [(0, 2)]}
    """

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._classes = tuple(classes)
        found: dict[str, list[int]] = {}
        for number, words in enumerate(classes.values()):
            for word in dict.fromkeys(words):
                found.setdefault(word, []).append(number)
        self._numbers = [tuple(numbers) for numbers in found.values()]
        self._automaton = AhoCorasick(list(found))

    def find(self, text: str) -> dict[str, list[Hit]]:
        """Where the words of each class stand in the text, by their start, then by their end."""
        numbers = self._numbers
        hits: list[list[Hit]] = [[] for _ in self._classes]
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for number in numbers[index]:
                hits[number].append((start, end))
        for found in hits:
            found.sort()
        return dict(zip(self._classes, hits, strict=True))


def longest(hits: list[Hit]) -> list[Hit]:
    """Of words that overlap the one that begins first, the longest of those that begin together.

    >>> longest([(0, 2), (2, 5), (2, 7), (4, 7)])
    [(0, 2), (2, 7)]
    """
    out: list[Hit] = []
    first = taken = -1
    for start, end in hits:
        if start == first:
            out[-1] = (start, end)
        elif start >= taken:
            out.append((start, end))
        else:
            continue
        first, taken = start, end
    return out


class LastWord:
    """Finds the word of a list that begins last in a stretch of text, the longest of those that begin there.

    >>> LastWord(["引入", "新引入", "获"]).end_in("已获批新引入产业创新中心", 0, 8)
    6
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick(list(words))

    def end_in(self, text: str, start: int, end: int) -> int | None:
        """Where that word ends in ``text[start:end]``."""
        last, stop = -1, 0
        for _, first, behind in self._automaton.find_matches_as_indexes(text[start:end], overlapping=True):
            if first >= last:  # in the order of their ends, so that the longest comes last
                last, stop = first, behind
        return start + stop if last >= 0 else None
