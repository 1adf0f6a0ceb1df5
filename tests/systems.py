"""Reads a few words as a document of a region, for the tests of industries, schemes, projects and policies."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from fangzhi.extract import extract_facts
from fangzhi.extract.systems.reader import SystemReader
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Fact, Observation, Platform
from fangzhi.read.document import read_text

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[1].parent / "shared"
LEXICON = load_lexicon()
READER = SystemReader(LEXICON.industries, LEXICON.systems)


def cases(folder: str, name: str, kind: str) -> list[dict[str, Any]]:
    """The cases of one kind in a file of tests/cases."""
    return list(tomllib.loads((CASES / folder / name).read_text(encoding="utf-8")).get(kind, []))


def facts_of(document: Document, *, platforms: bool = False) -> list[Fact]:
    """Every fact of a document that is no number; platforms only when asked for."""
    left = Observation if platforms else (Observation, Platform)
    return [fact for fact in extract_facts(document, LEXICON) if not isinstance(fact, left)]


def read(text: str, *, region: str = "江苏省", language: str = "zh", platforms: bool = False) -> list[Fact]:
    """The facts of a text, each checked against the words it quotes."""
    document = read_text(text, published=date(2026, 2, 3), region=region, language=language, lexicon=LEXICON)
    facts = facts_of(document, platforms=platforms)
    for fact in facts:
        assert document.text[fact.start : fact.end] == fact.quote
        assert fact.sentence_start <= fact.start < fact.end <= fact.sentence_end
    return facts
