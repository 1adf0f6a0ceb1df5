"""Answers kept in memory: a page of one version of the atlas never changes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

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
        self._most = most_bytes
        self._lock = Lock()
        self._bytes = 0
        self._answers: OrderedDict[tuple[str, str], Answer] = OrderedDict()

    def get(self, version: str, address: str) -> Answer | None:
        """The answer for an address of a version."""
        with self._lock:
            found = self._answers.get((version, address))
            if found is not None:
                self._answers.move_to_end((version, address))
            return found

    def keep(self, version: str, address: str, answer: Answer) -> None:
        """Keep an answer, unless it is very large; the oldest ones make room."""
        if len(answer.body) > _LARGEST:
            return
        with self._lock:
            old = self._answers.pop((version, address), None)
            self._bytes += len(answer.body) - (len(old.body) if old else 0)
            self._answers[version, address] = answer
            while self._bytes > self._most:
                _, dropped = self._answers.popitem(last=False)
                self._bytes -= len(dropped.body)
