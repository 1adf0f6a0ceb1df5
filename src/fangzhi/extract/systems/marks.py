"""One pass of a matcher over the whole text for the words by which every reader of systems knows where to look."""

from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick


class Marks:
    """The words of several classes as one automaton.

    Each pass over a text costs more than the few words it finds, hence one for all. Words that overlap are all
    found, since those of one class must not hide those of another.

    >>> marks = Marks({"noun": ["实验室", "重点实验室"], "verb": ["建设"]})
    >>> marks.find("建设重点实验室")
    {'noun': [2, 4], 'verb': [0]}
    """

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._classes = tuple(classes)
        found: dict[str, tuple[int, ...]] = {}
        for number, words in enumerate(classes.values()):
            for word in dict.fromkeys(words):
                found[word] = (*found.get(word, ()), number)
        # words of the same classes are told together: most are of one, and a loop for each hit costs
        self._sets = list(dict.fromkeys(found.values()))
        self._set_of = [self._sets.index(numbers) for numbers in found.values()]
        self._automaton = AhoCorasick(list(found))

    def find(self, text: str) -> dict[str, list[int]]:
        """Where the words of each class begin in the text, in order."""
        set_of = self._set_of
        told: list[list[int]] = [[] for _ in self._sets]
        for index, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            told[set_of[index]].append(start)
        hits: list[list[int]] = [[] for _ in self._classes]
        for numbers, starts in zip(self._sets, told, strict=True):
            for number in numbers:
                hits[number] += starts
        for found in hits:
            found.sort()
        return dict(zip(self._classes, hits, strict=True))


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
