"""Sentences and the observations that they hold: cases/observations/*.toml, one test a case.

A file opens with what holds for all its cases (``published``, ``region``, ``period``, ``status``). A case has
``text``; ``expect``, the facts that must come out and no others; ``optional``, facts that may be left out but must be
right when they come; ``known``, why it is not right yet, which the test demands to be taken away once it is right.
A fact that does not say otherwise is a level, its bound is eq, its base the year before, its region, period and status
are those of the case; an empty period is none.
``label`` lists words that the indicator must contain, ``a|b`` is either; a label that is far longer fails. A label that
begins with ``=`` is the whole indicator.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import Lexicon, load_lexicon
from fangzhi.model.facts import Bound, Measure, Observation, Status
from fangzhi.model.period import Period
from fangzhi.read.document import read_text

FOLDER = Path(__file__).parent / "cases" / "observations"
CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
OWN_WORDS = 14
SETTING = frozenset({"published", "region", "period", "status"})
CASE = SETTING | {"text", "title", "expect", "optional", "known"}
FACT = frozenset(
    {"quote", "label", "measure", "value", "value_high", "unit", "bound", "period", "status", "region", "base_period"}
)


@dataclass(frozen=True, slots=True)
class Case:
    """One case with the setting of its file laid under it."""

    id: str
    row: Mapping[str, Any]

    def facts(self, key: str) -> list[dict[str, Any]]:
        """The facts listed under ``key`` with every field filled in."""
        plain = {"measure": "level", "bound": "eq", "value_high": None, "base_period": None}
        plain |= {field: self.row.get(field) for field in ("period", "status", "region")}
        return [plain | fact for fact in self.row.get(key, [])]


def read_cases() -> Iterator[Case]:
    """All cases of the folder; the n-th case of a file has the id ``file-n``."""
    for path in sorted(FOLDER.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = content.pop("case")
        for number, row in enumerate(rows, 1):
            yield Case(f"{path.stem}-{number}", content | row)


CASES = list(read_cases())


@cache
def lexicon() -> Lexicon:
    """The built-in lexicon, loaded once."""
    return load_lexicon()


def matches(wanted: Mapping[str, Any], got: Observation) -> bool:
    """Whether a fact is the one that a case lists."""
    for field in FACT - {"label", "value", "value_high"}:
        if getattr(got, field) != (wanted[field] or None):
            return False
    for field in ("value", "value_high"):
        want, have = wanted[field], getattr(got, field)
        if (want is None) != (have is None) or (want is not None and have != pytest.approx(want, rel=1e-9)):
            return False
    if wanted["label"].startswith("="):
        return str(got.indicator) == str(wanted["label"])[1:]
    label = got.indicator.lower()
    words = wanted["label"].lower().split()
    longest = 3 * sum(max(map(len, word.split("|"))) for word in words) + (30 if label.isascii() else 9)
    return len(label) <= longest and all(any(part in label for part in word.split("|")) for word in words)


def line(fact: Mapping[str, Any] | Observation) -> str:
    """A fact as one line of a failure message."""
    row = fact.record() | {"label": fact.indicator} if isinstance(fact, Observation) else fact
    high = f"—{row['value_high']:g}" if row.get("value_high") is not None else ""
    return (
        f"{row['quote']} | {row['label']} | {row['measure']} {row['value']:.12g}{high} {row['unit']} {row['bound']}"
        f" | {row.get('period')} {row['status']} | {row['region']}"
    )


def observations(case: Case) -> list[Observation]:
    """What the extractor makes of a case."""
    row = case.row
    document = read_text(
        row["text"], published=row["published"], region=row["region"], title=row.get("title"), lexicon=lexicon()
    )
    found = [fact for fact in extract_facts(document, lexicon()) if isinstance(fact, Observation)]
    assert all(row["text"][fact.start : fact.end] == fact.quote for fact in found)
    return found


def differences(case: Case) -> list[str]:
    """What is missing and what is too much, a line each."""
    found = observations(case)
    missing = []
    for wanted in case.facts("expect"):
        fact = next((fact for fact in found if matches(wanted, fact)), None)
        if fact is None:
            missing.append("missing " + line(wanted))
        else:
            found.remove(fact)
    for allowed in case.facts("optional"):
        fact = next((fact for fact in found if matches(allowed, fact)), None)
        if fact is not None:
            found.remove(fact)
    return missing + ["extra   " + line(fact) for fact in found]


def parameters() -> Iterator[Any]:
    """The cases as parameters; one that is known to fail must fail."""
    for case in CASES:
        known = case.row.get("known")
        marks = [pytest.mark.xfail(strict=True, reason=known, raises=AssertionError)] if known else []
        yield pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", list(parameters()))
def test_case(case: Case) -> None:
    wrong = differences(case)
    assert not wrong, "\n".join(["", case.row["text"], *wrong])


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_case_is_well_written(case: Case) -> None:
    assert not set(case.row) - CASE
    assert isinstance(case.row["published"], date)
    for fact in case.facts("expect") + case.facts("optional"):
        assert set(fact) == FACT, set(fact) ^ FACT
        assert fact["quote"] in case.row["text"]
        assert fact["measure"] in get_args(Measure)
        assert fact["bound"] in get_args(Bound)
        assert fact["status"] in get_args(Status)
        assert not fact["period"] or str(Period.parse(fact["period"])) == fact["period"]


def test_there_are_enough_of_every_class() -> None:
    count = {path.stem: sum(case.id.startswith(path.stem + "-") for case in CASES) for path in FOLDER.glob("*.toml")}
    assert len(CASES) >= 300
    assert min(count.values()) >= 8, count
    assert sum(not case.row.get("expect") for case in CASES) >= 30


def test_no_case_stands_twice() -> None:
    texts = [case.row["text"] for case in CASES]
    assert len(set(texts)) == len(texts)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside this checkout")
def test_the_words_are_our_own() -> None:
    def runs(text: str) -> set[str]:
        return {
            run[at : at + OWN_WORDS]
            for run in re.findall(r"[\u4e00-\u9fff]+", text)
            for at in range(len(run) - OWN_WORDS + 1)
        }

    ours = {run: case.id for case in CASES for run in runs(case.row["text"])}
    for path in CORPUS.rglob("*.txt"):
        shared = ours.keys() & runs(path.read_text(encoding="utf-8"))
        assert not shared, [(ours[run], run) for run in sorted(shared)]
