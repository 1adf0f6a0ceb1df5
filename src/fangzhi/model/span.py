"""A place in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in a document's text.

    >>> Span(2, 4).of("全省增长5%")
    '增长'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand in this range of ``text``."""
        return text[self.start : self.end]
