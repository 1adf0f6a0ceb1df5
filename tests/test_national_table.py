"""The national table of 2026 from the provincial reports: growth reached, growth promised, unemployment, prices.

An empty cell is a report that names no number; the expected values were read from the reports by hand.
"""

import csv
from pathlib import Path

import pytest

from fangzhi.extract import extract
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Observation
from fangzhi.read import Source, find_sources, read_document

CASES = Path(__file__).parent / "cases" / "national_2026.csv"
REPORTS = Path(__file__).parents[1].parent / "shared" / "corpus" / "reports"
SIGNS = {"eq": "", "approx": "≈", "min": "≥", "max": "≤"}
COLUMNS = {
    "gdp_growth_2025": ("gdp", "growth", "2025", "actual"),
    "gdp_target_2026": ("gdp", "growth", "2026", "target"),
    "unemployment_target_2026": ("urban_surveyed_unemployment_rate", "level", "2026", "target"),
    "price_target_2026": ("consumer_price_index", "growth", "2026", "target"),
}

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="../shared/corpus/reports is not here")


def written(fact: Observation) -> str:
    """A figure as the table writes it."""
    high = f"–{fact.value_high:g}" if fact.value_high is not None else ""
    return f"{SIGNS[fact.bound]}{fact.value:g}{high}"


def test_each_province_gives_its_row() -> None:
    lexicon = load_lexicon()
    got: dict[str, dict[str, str]] = {}
    for source in find_sources([REPORTS], lexicon=lexicon):
        assert isinstance(source, Source)
        document: Document = read_document(source.path, lexicon=lexicon, row=source.row)
        row = got.setdefault(document.meta.region or "", {})
        for fact in extract(document, lexicon).facts:
            if not isinstance(fact, Observation) or fact.region_code != document.meta.region_code:
                continue
            for column, wanted in COLUMNS.items():
                if (fact.indicator_id, fact.measure, fact.period, fact.status) == wanted:
                    assert row.setdefault(column, written(fact)) == written(fact), f"{document.path}: two for {column}"
    with CASES.open(encoding="utf-8", newline="") as lines:
        for expected in csv.DictReader(lines):
            region = expected.pop("region")
            assert {column: got[region].get(column, "") for column in expected} == expected, region
