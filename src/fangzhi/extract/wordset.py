"""A set of words that finds the longest one at the head or the tail of a text, with one look per length."""

from collections.abc import Iterable


class WordSet:
    """Words indexed by their first and their last character.

    >>> verbs = WordSet(["增长", "年均增长", "增"])
    >>> verbs.head_of("增长5%"), verbs.tail_of("产值年均增长", 6), verbs.tail_of("产值", 2)
    ('增长', '年均增长', None)
    """

    __slots__ = ("_by_first", "_by_last", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._by_first = _lengths((word[0], len(word)) for word in self.words)
        self._by_last = _lengths((word[-1], len(word)) for word in self.words)

    def head_of(self, text: str, at: int = 0) -> str | None:
        """The longest word that begins at ``at``."""
        for length in self._by_first.get(text[at : at + 1], ()):
            word = text[at : at + length]
            if word in self.words:
                return word
        return None

    def tail_of(self, text: str, end: int) -> str | None:
        """The longest word that ends at ``end``."""
        if end:
            for length in self._by_last.get(text[end - 1], ()):
                if length <= end and text[end - length : end] in self.words:
                    return text[end - length : end]
        return None

    def __contains__(self, word: object) -> bool:
        return word in self.words


def _lengths(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The lengths that occur with each character, longest first."""
    found: dict[str, set[int]] = {}
    for character, length in pairs:
        found.setdefault(character, set()).add(length)
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}
