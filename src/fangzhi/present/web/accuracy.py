"""How well facts are read, as measured: the figures of docs/accuracy.md, which tools/measure_accuracy.py writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Measured = Literal["reports", "news", "not measured"]
_GROUPS: dict[str, Measured] = {"work_report": "reports", "news": "news"}


@dataclass(frozen=True, slots=True)
class Unseen:
    """Passages read for the first time: shares of what is found, right in every field, and right in its period."""

    on: str
    documents: int
    observations: int
    found: float
    strict: float
    period: float


@dataclass(frozen=True, slots=True)
class KindScore:
    """F1 of one kind in one group of documents: found, and right in every field."""

    kind: str
    group: str
    annotated: int
    found: float
    strict: float


@dataclass(frozen=True, slots=True)
class FieldScore:
    """Of the facts of a kind that were found, the share whose field is right."""

    kind: str
    field: str
    right: float
    of: int


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Of the observations of a confidence class, the share that is right in every field."""

    kind: str
    right: float
    of: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All that was measured; ``scores`` to ``confidence`` on the documents of the development."""

    unseen: Unseen
    documents: int
    gold: str
    scores: tuple[KindScore, ...]
    fields: tuple[FieldScore, ...]
    confidence: tuple[ClassScore, ...]


@cache
def accuracy() -> Accuracy:
    """The figures as they were written last."""
    data = json.loads((files("fangzhi.present.web") / "accuracy.json").read_text(encoding="utf-8"))
    return Accuracy(
        Unseen(**data["unseen"]),
        data["documents"],
        data["gold"],
        tuple(KindScore(**row) for row in data["scores"]),
        tuple(FieldScore(**row) for row in data["fields"]),
        tuple(ClassScore(**row) for row in data["confidence"]),
    )


def measured_as(document_kind: str) -> Measured:
    """The group of documents that a kind was measured in.

    >>> measured_as("work_report"), measured_as("plan")
    ('reports', 'not measured')
    """
    return _GROUPS.get(document_kind, "not measured")
