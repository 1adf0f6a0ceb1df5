"""One document and its facts as a file of its own, from which an atlas is put together.

A part holds what cannot be had from the text again: quotes, sentences and surroundings are cut from the text when
the part is unpacked, so a stored quote cannot differ from its slice.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

from fangzhi.model.document import Document
from fangzhi.model.errors import EvidenceError
from fangzhi.model.facts import Fact, Observation, Policy, Scheme
from fangzhi.model.layout import Layout
from fangzhi.model.period import Period

PART_VERSION = 5
SURROUNDINGS = 32  # characters of prefix and suffix

PLACE_COLUMNS = ("page", "sheet", "table_number", "table_row", "table_column")
EVIDENCE_COLUMNS = (
    "fact_id",
    "document_id",
    "span_start",
    "span_end",
    "quote",
    "prefix",
    "suffix",
    "sentence_start",
    "sentence_end",
    "sentence",
    "rule",
    "confidence",
    "region",
    "region_code",
    *PLACE_COLUMNS,
)
OWN_COLUMNS = {
    "observation": (
        "indicator",
        "indicator_id",
        "measure",
        "value",
        "value_high",
        "unit",
        "bound",
        "period",
        "period_first",
        "period_last",
        "year",
        "status",
        "base_period",
    ),
    "focus": ("industry", "industry_id", "stage"),
    "scheme": ("code", "name", "groups"),
    "project": ("name", "amount", "stage", "industry_id", "capacity", "investor"),
    "policy": ("title", "document_number", "years", "industry_ids", "instruments", "tone"),
    "platform": ("name", "category", "level", "count"),
}
KINDS = tuple(OWN_COLUMNS)
_COMMON = attrgetter(
    "start", "end", "sentence_start", "sentence_end", "rule", "confidence", "region", "region_code", *PLACE_COLUMNS
)
_PLAIN = {kind: attrgetter(*OWN_COLUMNS[kind]) for kind in ("focus", "project", "platform")}  # nothing is derived
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # making one takes longer than using it

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The row of a document, the packed rows of its facts by kind, and what it is compared with others by."""

    document: dict[str, Any]
    facts: dict[str, list[Row]]
    likeness: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """Number of facts of each kind that occurs."""
        return {kind: len(rows) for kind, rows in self.facts.items()}


def part_of(document: Document, facts: Iterable[Fact], likeness: str = "") -> Part:
    """Pack a document; EvidenceError when a fact's quote or sentence is not where it says."""
    text_sha256 = document.sha256
    packed: dict[str, dict[str, Row]] = {}
    for fact in facts:
        _check(document, fact)
        kind = fact.kind
        own = _own(fact, kind)
        identity = fact_id(text_sha256[:16], fact, own)
        packed.setdefault(kind, {}).setdefault(identity, [identity, *_COMMON(fact), *own])
    meta = asdict(document.meta)
    row = {
        "document_id": text_sha256[:16],
        "path": document.path,
        **meta,
        "published": document.meta.published.isoformat() if document.meta.published else None,
        "origins": _json(document.meta.origins),
        "characters": len(document.text),
        "text_sha256": text_sha256,
        "source_sha256": document.source_sha256,
        "text": document.text,
        "layout": _json(packed_layout(document.layout)),
        "fact_count": sum(map(len, packed.values())),
    }
    return Part(row, {kind: list(rows.values()) for kind, rows in packed.items()}, likeness)


def packed_layout(layout: Layout) -> dict[str, Any]:
    """Pages and tables as one JSON object; a cell is [start, end, row, column, rows covered, columns covered]."""
    tables = [
        {"start": t.start, "end": t.end, "sheet": t.sheet, "cells": [list(astuple(cell)) for cell in t.cells]}
        for t in layout.tables
    ]
    return {"pages": list(layout.pages), "tables": tables, "recognised": layout.recognised}


def fact_id(document_id: str, fact: Fact, own: Row) -> str:
    """Identity of a fact: its document, place and what it says; not the rule, nor how sure it is."""
    said = [document_id, fact.kind, fact.start, fact.end, fact.region, *own]
    return sha256(_json(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def unpack(part: Part, kind: str) -> Iterable[Row]:
    """Rows of one table in the order of ``EVIDENCE_COLUMNS`` and ``OWN_COLUMNS[kind]``."""
    text: str = part.document["text"]
    document_id: str = part.document["document_id"]
    for identity, start, end, sentence_start, sentence_end, *rest in part.facts.get(kind, ()):
        yield (
            identity,
            document_id,
            start,
            end,
            text[start:end],
            text[max(0, start - SURROUNDINGS) : start],
            text[end : end + SURROUNDINGS],
            sentence_start,
            sentence_end,
            text[sentence_start:sentence_end],
            *rest,
        )


def part_path(folder: Path, key: str) -> Path:
    """Where the part with this key lies."""
    return folder / key[:2] / f"{key}.json"


def write_part(folder: Path, key: str, part: Part) -> None:
    """Store a part; whoever looks sees all of it or nothing."""
    path = part_path(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    aside.write_text(_json([PART_VERSION, part.document, part.facts, part.likeness]), encoding="utf-8")
    aside.replace(path)


def read_part(folder: Path, key: str) -> Part | None:
    """The part with this key; None when there is none, or it is damaged or of another version."""
    try:
        version, *rest = json.loads(part_path(folder, key).read_bytes())
    except (OSError, ValueError):
        return None
    return Part(*rest) if version == PART_VERSION else None


def _check(document: Document, fact: Fact) -> None:
    where = f"{document.path}, characters {fact.start} to {fact.end}"
    if not 0 <= fact.start < fact.end <= len(document.text) or document.text[fact.start : fact.end] != fact.quote:
        raise EvidenceError(
            f"{where}: a {fact.kind} of rule {fact.rule} quotes {fact.quote!r}, but the text has "
            f"{document.text[max(0, fact.start) : max(0, fact.end)]!r}; the rule is wrong, please report it"
        )
    if not 0 <= fact.sentence_start <= fact.start < fact.end <= fact.sentence_end <= len(document.text):
        raise EvidenceError(
            f"{where}: the sentence of a {fact.kind} of rule {fact.rule}, {fact.sentence_start} to "
            f"{fact.sentence_end}, does not hold its quote {fact.quote!r}; the rule is wrong, please report it"
        )


def _own(fact: Fact, kind: str) -> Row:
    derived: dict[str, Any] = {}
    if isinstance(fact, Observation):
        period = Period.parse(fact.period) if fact.period else None
        derived = {
            "value": float(fact.value),
            "period_first": period and period.first,
            "period_last": period and period.last,
            "year": period and period.end_year,
        }
    elif isinstance(fact, Scheme):
        derived = {"groups": _json(fact.record()["groups"])}
    elif isinstance(fact, Policy):
        lists = {"industry_ids": fact.industry_ids, "instruments": fact.instruments}
        derived = {name: _json(values) if values else None for name, values in lists.items()}
    else:
        return _PLAIN[kind](fact)
    return [derived[name] if name in derived else getattr(fact, name) for name in OWN_COLUMNS[kind]]


def _json(value: object) -> str:
    return _ENCODER.encode(value)
