"""The cases of tests/cases/tables: a table as a file, and what is read from it, one line a cell."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Observation
from fangzhi.read import DocumentRow, read_document

FOLDER = Path(__file__).parent / "cases" / "tables"
PAGE = "<html><head><title>{title}</title></head><body><h1>{title}</h1>{table}</body></html>"


@dataclass(frozen=True)
class Case:
    """One table with what is known of its document, and the lines that are expected of it."""

    name: str
    given: dict[str, Any]

    @property
    def expected(self) -> list[str]:
        return [line.strip() for line in self.given.get("expected", "").strip().splitlines()]

    def document(self, folder: Path, lexicon: Lexicon) -> Document:
        given = self.given
        kind = given.get("format", "csv")
        path = folder / f"{self.name}.{kind}"
        table = given["table"].strip() + "\n"
        path.write_text(table if kind == "csv" else PAGE.format(title=given["title"], table=table), encoding="utf-8")
        row = DocumentRow(
            "case", title=given["title"], published=given["published"], region=lexicon.regions.resolve(given["region"])
        )
        return read_document(path, lexicon=lexicon, row=row)

    def found(self, document: Document, lexicon: Lexicon) -> list[str]:
        facts = [fact for fact in extract_facts(document, lexicon) if fact.rule == "table cell"]
        return [line_of(fact) for fact in facts if isinstance(fact, Observation)]


def cases() -> list[Case]:
    return [Case(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]


def line_of(fact: Observation) -> str:
    """Row and column, what is measured, how, its value, when, whether reached, where."""
    high = f"–{fact.value_high:.15g}" if fact.value_high is not None else ""
    value = f"{fact.bound} {fact.value:.15g}{high} {fact.unit}"
    place = f"{fact.table_row}.{fact.table_column}"
    names = f"{fact.indicator} ({fact.indicator_id or 'unknown'})"
    return f"{place}: {names}, {fact.measure}, {value}, {fact.period}, {fact.status}, {fact.region}"
