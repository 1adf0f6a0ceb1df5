"""A place in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points in a document's text; a plain tuple, for there are thousands.

    >>> Span(2, 4).of("全省增长5%")
    '增长'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand in this range of ``text``."""
        return text[self.start : self.end]
