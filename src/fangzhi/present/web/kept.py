"""Answers kept in memory: a page of one version of the atlas never changes."""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.store.kept import Kept

MOST_BYTES = 64_000_000
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it was sent: media type and bytes."""

    kind: str
    body: bytes


class KeptAnswers:
    """The answers that were asked for last, at most so many bytes of them."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._answers = Kept[tuple[str, str], Answer](most_bytes, _LARGEST)

    def get(self, version: str, address: str) -> Answer | None:
        """The answer for an address of a version."""
        return self._answers.get((version, address))

    def keep(self, version: str, address: str, answer: Answer) -> None:
        """Keep an answer, unless it is very large; the oldest ones make room."""
        self._answers.keep((version, address), answer, len(answer.body))
