"""Checks an atlas against itself: every quote, sentence and hash against the stored text."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb

from fangzhi.store.connection import attach
from fangzhi.store.parts import KINDS, SURROUNDINGS

Place = tuple[str, str, int, int, str, str, str, int, int, str]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the atlas that is not what its text says; ``fact_id`` is None when it is the document itself."""

    document_id: str
    fact_id: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was checked and what was found wrong."""

    documents: int
    facts: int
    findings: tuple[Finding, ...]


def verify(path: str | Path) -> Verification:
    """Check every document and fact of an atlas; StoreError when it cannot be opened."""
    documents = facts = 0
    findings: list[Finding] = []
    with attach(Path(path)) as connection:
        places = _by_document(connection)
        for document in _documents(connection):
            documents += 1
            rows = places.pop(document["document_id"], [])
            facts += len(rows)
            findings += check_document(document, len(rows))
            for row in rows:
                findings += check_fact(document["text"], row)
    for document_id, rows in places.items():
        facts += len(rows)
        findings += [Finding(document_id, row[0], "its document is not in the atlas") for row in rows]
    return Verification(documents, facts, tuple(findings))


def check_document(document: dict[str, Any], fact_count: int) -> Iterator[Finding]:
    """What is wrong with a row of the table document that has ``fact_count`` facts."""
    identity, text = document["document_id"], document["text"]
    digest = sha256(text.encode("utf-8")).hexdigest()
    if digest != document["text_sha256"]:
        yield Finding(identity, None, "text_sha256 is not the hash of the text")
    if not document["text_sha256"].startswith(identity):
        yield Finding(identity, None, "document_id is not the beginning of text_sha256")
    if document["characters"] != len(text):
        yield Finding(identity, None, f"characters is {document['characters']}, the text has {len(text)}")
    if document["fact_count"] != fact_count:
        yield Finding(identity, None, f"fact_count is {document['fact_count']}, the atlas has {fact_count}")


def check_fact(text: str, place: Place) -> Iterator[Finding]:
    """What is wrong with the place of a fact in ``text``."""
    identity, document_id, start, end, quote, prefix, suffix, sentence_start, sentence_end, sentence = place
    if not 0 <= start < end <= len(text):
        yield Finding(document_id, identity, f"span {start} to {end} is not in the text of {len(text)} characters")
        return
    for name, stored, there in (
        ("quote", quote, text[start:end]),
        ("prefix", prefix, text[max(0, start - SURROUNDINGS) : start]),
        ("suffix", suffix, text[end : end + SURROUNDINGS]),
        ("sentence", sentence, text[sentence_start:sentence_end]),
    ):
        if stored != there:
            yield Finding(document_id, identity, f"{name} is {stored!r}, the text has {there!r}")
    if not 0 <= sentence_start <= start < end <= sentence_end <= len(text):
        yield Finding(document_id, identity, f"sentence {sentence_start} to {sentence_end} does not hold the quote")


def _by_document(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Place]]:
    columns = (
        "fact_id, document_id, span_start, span_end, quote, prefix, suffix, sentence_start, sentence_end, sentence"
    )
    union = " UNION ALL ".join(f"SELECT {columns} FROM {kind}" for kind in KINDS)  # noqa: S608  # names of our own tables
    rows = connection.execute(f"{union} ORDER BY document_id").fetchall()
    return {document_id: list(group) for document_id, group in groupby(rows, key=itemgetter(1))}


def _documents(connection: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    names = ("document_id", "text_sha256", "characters", "fact_count", "text")
    result = connection.execute(f"SELECT {', '.join(names)} FROM document ORDER BY document_id")  # noqa: S608  # names of our own tables
    while batch := result.fetchmany(BATCH):
        for row in batch:
            yield dict(zip(names, row, strict=True))
