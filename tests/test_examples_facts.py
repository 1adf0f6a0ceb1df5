"""What the product makes of examples/: every row of cases/examples_expected.csv comes out, with all its fields.

Rows that do not come out right yet stand in cases/examples_known_gaps.csv with the reason; each must fail, so that one
that comes right is taken off the list.
"""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.facts import Fact, Observation, Policy, Project, Scheme
from fangzhi.model.span import Span
from fangzhi.read import Source, find_sources
from fangzhi.run.pipeline import Reading, facts_of

EXAMPLES = Path(__file__).parents[1] / "examples"
EXPECTED = Path(__file__).parent / "cases" / "examples_expected.csv"
GAPS = Path(__file__).parent / "cases" / "examples_known_gaps.csv"
OTHERS = ("focus", "scheme", "project", "policy")
FIELDS = ("measure", "unit", "bound", "period", "status")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = _rows(EXPECTED)
KNOWN = {(row["document"], row["context"]): row["reason"] for row in _rows(GAPS)}


@cache
def readings() -> dict[str, Reading]:
    """Every example, read and extracted once, by file name."""
    lexicon = load_lexicon()
    sources = [source for source in find_sources([EXAMPLES], lexicon=lexicon) if isinstance(source, Source)]
    found = [facts_of(source, lexicon) for source in sources]
    return {Path(reading.document.path).name: reading for reading in found if isinstance(reading, Reading)}


def place(row: dict[str, str], text: str) -> Span:
    """Where the quote of a row stands in the text, noise characters and all."""
    start = text.index(row["context"]) + row["context"].index(row["quote"])
    return Span(start, start + len(row["quote"]))


def facts_at(row: dict[str, str]) -> list[Fact]:
    """The facts of the row's kind that lie on its quote."""
    reading = readings()[row["document"]]
    span = place(row, reading.document.text)
    return [
        fact for fact in reading.facts if fact.kind == row["kind"] and fact.start < span.end and span.start < fact.end
    ]


def differences(row: dict[str, str], fact: Observation) -> list[str]:
    """The fields in which an observation is not what the row says."""
    wrong = [f"{name} {getattr(fact, name)}" for name in (*FIELDS, "region") if getattr(fact, name) != row[name]]
    for name in ("value", "value_high"):
        wanted = float(row[name]) if row[name] else None
        if getattr(fact, name) != (wanted if wanted is None else pytest.approx(wanted, rel=1e-9)):
            wrong.append(f"{name} {getattr(fact, name)}")
    if not label_fits(row["indicator"], fact.indicator):
        wrong.append(f"label {fact.indicator}")
    return wrong


def label_fits(wanted: str, got: str) -> bool:
    """Whether a label has the words wanted and not many more; 全省 and 的 say nothing."""
    wanted, got = (words.lower().replace("的", "").replace("ies", "y") for words in (wanted, got))
    return wanted.removeprefix("全省").removeprefix("全市") in got and len(got) <= 3 * len(wanted) + 6


def parameters(kind: str) -> list[Any]:
    """The rows of a kind as parameters; those in KNOWN must fail."""
    out = []
    for row in ROWS:
        if row["kind"] == kind:
            reason = KNOWN.get((row["document"], row["context"]))
            marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)] if reason else []
            out.append(pytest.param(row, id=f"{row['document']}:{row['quote']}", marks=marks))
    return out


@pytest.mark.parametrize("row", parameters("observation"))
def test_an_observation_comes_out(row: dict[str, str]) -> None:
    found = [fact for fact in facts_at(row) if isinstance(fact, Observation)]
    assert found, "nothing was extracted there"
    best = min((differences(row, fact) for fact in found), key=len)
    assert not best, f"expected {', '.join(row[name] for name in (*FIELDS, 'value', 'region'))}; got {', '.join(best)}"


@pytest.mark.parametrize("row", [row for kind in OTHERS for row in parameters(kind)])
def test_a_fact_of_another_kind_comes_out(row: dict[str, str]) -> None:
    found = facts_at(row)
    assert found, "nothing was extracted there"
    assert any(_fits(row, fact) for fact in found), f"expected {row}; got {[fact.record() for fact in found]}"


def _fits(row: dict[str, str], fact: Fact) -> bool:
    """Whether a fact that lies on the quote of a row says the same of region, stage, code, sum and title."""
    right = fact.region == row["region"]
    if isinstance(fact, Scheme):
        members = {member for group in fact.groups for member in group.members}
        return right and (fact.code or "") == row["code"] and set(filter(None, row["members"].split("、"))) <= members
    if isinstance(fact, Project):
        wanted = float(row["value"]) if row["value"] else None
        return right and fact.amount == wanted and (not row["stage"] or fact.stage == row["stage"])
    if isinstance(fact, Policy):
        return right and fact.title == row["indicator"]
    return right and (not row["stage"] or getattr(fact, "stage", None) == row["stage"])


def test_every_example_is_read() -> None:
    assert {row["document"] for row in ROWS} == set(readings())


def test_every_quote_is_its_slice() -> None:
    for reading in readings().values():
        assert reading.facts
        for fact in reading.facts:
            assert Span(fact.start, fact.end).of(reading.document.text) == fact.quote


def test_known_gaps_are_rows_of_the_table() -> None:
    assert len(KNOWN) == len(_rows(GAPS))
    assert set(KNOWN) <= {(row["document"], row["context"]) for row in ROWS}
    assert all(KNOWN.values())
