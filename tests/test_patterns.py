"""Every regular expression of ours takes linear time, whatever it is asked of; the scan itself finds what does not."""

import json
import os
import re
import subprocess
import sys
import tomllib
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from adversarial import seconds, strings, worst_of
from fangzhi.lexicon.reading import load_reading
from fangzhi.read.fold import LONGEST_SENTENCE, fold_text
from patterns import Expression

BOUNDED = Path(__file__).parent / "cases" / "patterns" / "bounded.toml"


@pytest.fixture(scope="module")
def expressions() -> list[Expression]:
    """All of them, from a process that listens to their being compiled."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "patterns.py")],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return [
        Expression(pattern, flags, place, tuple(methods)) for pattern, flags, place, methods in json.loads(done.stdout)
    ]


def bounded() -> list[dict[str, Any]]:
    """Those that are not linear and are asked of few characters only."""
    rows: list[dict[str, Any]] = tomllib.loads(BOUNDED.read_text(encoding="utf-8"))["pattern"]
    return rows


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"\s*$",
        r"(?:甲|甲)*乙",
        r"“[^”]*”",
        r"(?:甲|乙)[^。]*完成",
        r"\d+年",
        r"[^，]+，",
        "(?:一|系列|一系列)*。",
    ],
)
def test_the_scan_finds_what_is_not_linear(pattern: str) -> None:
    assert worst_of(re.compile(pattern)) is not None


@pytest.mark.parametrize(
    "pattern", [r"\d{1,9}年", r"(?<!\d)\d+年", r"“[^“”]*”", r"增长|下降", r"[^，。]{0,30}(?:提出|要求)"]
)
def test_the_scan_lets_what_is_linear_pass(pattern: str) -> None:
    assert worst_of(re.compile(pattern)) is None


def test_every_expression_takes_linear_time(expressions: list[Expression]) -> None:
    assert len(expressions) > 300
    excused = {(row["place"], row["contains"]) for row in bounded()}
    found = []
    for one in expressions:
        if any(one.place.startswith(place) and part in one.pattern for place, part in excused):
            continue
        worst = worst_of(re.compile(one.pattern, one.flags), one.methods)
        if worst is not None:
            found.append(f"{one.place} {one.methods} {one.pattern[:80]!r}: {worst}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("row", bounded(), ids=lambda row: row["place"])
def test_an_expression_that_is_not_linear_is_quick_on_what_it_is_asked_of(
    row: dict[str, Any], expressions: list[Expression]
) -> None:
    meant = [one for one in expressions if one.place.startswith(row["place"]) and row["contains"] in one.pattern]
    assert meant, f"{row['place']}: no expression has {row['contains']!r} in it any more; remove the row"
    for one in meant:
        pattern = re.compile(one.pattern, one.flags)
        slowest = max(
            seconds(pattern, ("match", "fullmatch"), parts, row["characters"]) for parts in islice(strings(pattern), 60)
        )
        assert slowest < 0.05


def test_no_sentence_is_longer_than_its_bound() -> None:
    words = load_reading()
    long = "江苏、" * 100_000
    text = f"地区生产总值增长5%。{long}。进出口增长8%。\n\n{long}。\n就业增加3万人。"
    folded = fold_text(text, words)
    assert folded.text == "地区生产总值增长5%。进出口增长8%。\n\n\n就业增加3万人。"
    assert max(map(len, re.split("[。\n]", folded.text))) <= LONGEST_SENTENCE
    assert [text[at] for at in folded.origin] == list(folded.text)
    english = f"GDP grew by 5%. {'and, ' * 10_000}. Exports rose by 8%."
    assert fold_text(english, words, language="en").text == "GDP grew by 5%. Exports rose by 8%."
