"""Words found without trying a long pattern at each character."""

import re
from collections.abc import Iterable, Iterator


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

    @property
    def heads(self) -> frozenset[str]:
        """The characters that a word may begin with: one look at them spares most calls."""
        return frozenset(self._by_first)

    def head_of(self, text: str, at: int = 0) -> str | None:
        """The longest word that begins at ``at``."""
        lengths = self._by_first.get(text[at : at + 1])
        if lengths is not None:
            for length in lengths:
                word = text[at : at + length]
                if word in self.words:
                    return word
        return None

    def tail_of(self, text: str, end: int) -> str | None:
        """The longest word that ends at ``end``."""
        if end:
            lengths = self._by_last.get(text[end - 1])
            if lengths is not None:
                for length in lengths:
                    if length <= end and (word := text[end - length : end]) in self.words:
                        return word
        return None

    def __contains__(self, word: object) -> bool:
        return word in self.words


class SparsePattern:
    """A pattern that can only begin with certain characters, tried only where one of them stands.

    ``re`` tries an alternation of a hundred words at each character; a set of characters it finds at once. The
    pattern must not match nothing.

    >>> pattern = SparsePattern("(?:增长|下降)率?", "增下")
    >>> [match[0] for match in pattern.finditer("增加值增长率，下降")]
    ['增长率', '下降']
    """

    __slots__ = ("_head", "_pattern", "match")

    def __init__(self, pattern: str, heads: Iterable[str]) -> None:
        self._pattern = re.compile(pattern)
        heads = "".join(map(re.escape, sorted(set(heads))))
        self._head = re.compile(f"[{heads}]" if heads else "(?!)")
        self.match = self._pattern.match

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches in ``text[start:end]`` in order, not overlapping."""
        end = len(text) if end is None else end
        position = start
        for head in self._head.finditer(text, start, end):
            at = head.start()
            if at >= position and (match := self.match(text, at, end)):
                position = match.end()
                yield match

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text, start, end), None)


def first_characters(words: Iterable[str]) -> frozenset[str]:
    """What a pattern of these words can begin with."""
    return frozenset(word[0] for word in words)


def _lengths(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The lengths that occur with each character, longest first."""
    found: dict[str, set[int]] = {}
    for character, length in pairs:
        found.setdefault(character, set()).add(length)
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}
