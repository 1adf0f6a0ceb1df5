"""The example documents: complete, in our own words, with the facts that cases/examples_expected.csv lists."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.facts import Bound, Measure, Status
from fangzhi.model.period import Period
from fangzhi.read import read_document

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
CORPUS = ROOT.parent / "shared" / "corpus"
EXPECTED = Path(__file__).parent / "cases" / "examples_expected.csv"
OWN_WORDS = 14
KINDS = {".txt", ".md", ".html", ".pdf", ".csv"}
TABLES = {".csv"}
NOISE = re.compile("[★■◆]")
NUMBER = re.compile(r"(?=\d|[万亿])(\d+(?:\.\d+)?)?\s*(万亿|亿|万|trillion|billion|million)?")
MULTIPLIER = {"": 1.0, "万": 1e4, "亿": 1e8, "万亿": 1e12, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def documents() -> dict[str, str]:
    paths = sorted(path for path in EXAMPLES.iterdir() if path.suffix in KINDS and path.name != "documents.csv")
    return {path.name: words(path) for path in paths}


def words(path: Path) -> str:
    """What stands in a document: of a text or a page all of it, of others what is read."""
    if path.suffix in {".txt", ".md", ".html"}:
        return path.read_text(encoding="utf-8")
    return read_document(path, lexicon=load_lexicon()).text


DOCUMENTS = documents()
TABLE = rows(EXAMPLES / "documents.csv")
FACTS = rows(EXPECTED)


def han_runs(text: str) -> set[str]:
    """Every run of OWN_WORDS Chinese characters, titles in 《》 and noise marks left out."""
    plain = re.sub("《[^》]*》", " ", NOISE.sub("", text))
    found: set[str] = set()
    for run in re.findall(r"[\u4e00-\u9fff]+", plain):
        found.update(run[i : i + OWN_WORDS] for i in range(len(run) - OWN_WORDS + 1))
    return found


def numbers(quote: str) -> list[float]:
    """The figures of a quote, multiplied out by a rule of this test's own."""
    plain = NOISE.sub("", quote)
    return [float(digits or 1) * MULTIPLIER[word] for digits, word in NUMBER.findall(plain)]


def test_there_are_enough_of_every_sort() -> None:
    assert len(DOCUMENTS) >= 16
    assert {Path(name).suffix for name in DOCUMENTS} == KINDS
    assert {row["language"] for row in TABLE} >= {"zh", "en"}
    assert len({row["region"] for row in TABLE} - {"", "全国"}) >= 10
    assert {row["kind"] for row in TABLE} >= {"work_report", "plan", "communique", "news", "study"}


def test_the_table_and_the_folder_agree() -> None:
    assert sorted(row["path"] for row in TABLE) == sorted(DOCUMENTS)
    assert {row["publisher"] for row in TABLE} == {"fangzhi examples"}
    assert {row["licence"] for row in TABLE} == {"CC0-1.0"}


def test_some_metadata_is_left_to_inference() -> None:
    bare = [row["path"] for row in TABLE if not row["title"]]
    assert bare
    for name in bare:
        assert re.search(r'<meta [^>]*content="[^"]*20\d\d-\d\d-\d\d', DOCUMENTS[name]), f"{name} has no date to infer"


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_is_of_readable_length_and_says_what_it_is(name: str) -> None:
    text = DOCUMENTS[name]
    chinese = len(re.findall(r"[\u4e00-\u9fff]", text))
    words = len(re.findall(r"[A-Za-z]+", re.sub(r"<[^>]*>", " ", text)))
    assert 600 <= chinese <= 2500 or 300 <= words <= 900 or Path(name).suffix in TABLES
    assert "fangzhi 项目自撰示例" in text or "Written for the fangzhi project" in text


@pytest.mark.parametrize("region", ["江苏省", "四川省", "安徽省", "广东省", "湖南省"])
def test_targets_of_one_year_meet_the_outcomes_told_in_the_next(region: str) -> None:
    growth = {
        fact["status"]
        for fact in FACTS
        if fact["region"] == region
        and fact["indicator"] == "地区生产总值"
        and fact["measure"] == "growth"
        and fact["period"] == "2025"
    }
    assert growth == {"target", "actual"}


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real documents (../shared/corpus) is not on this machine"
)
def test_no_sentence_is_taken_from_a_real_document() -> None:
    taken = han_runs("\n".join(path.read_text(encoding="utf-8") for path in CORPUS.rglob("*.txt")))
    copied = {name: sorted(han_runs(text) & taken) for name, text in DOCUMENTS.items()}
    assert {name: runs for name, runs in copied.items() if runs} == {}


@pytest.mark.parametrize("fact", FACTS, ids=[f"{row['document']}:{row['quote']}" for row in FACTS])
def test_an_expected_fact_stands_in_its_document(fact: dict[str, str]) -> None:
    text = DOCUMENTS[fact["document"]]
    assert text.count(fact["context"]) == 1
    assert fact["context"].count(fact["quote"]) == 1
    assert fact["region"]
    for member in filter(None, fact["members"].split("、")):
        assert member in text


@pytest.mark.parametrize(
    "fact",
    [fact for fact in FACTS if fact["kind"] == "observation" and "\t" not in fact["context"]],
    ids=[f"{r['document']}:{r['quote']}" for r in FACTS if r["kind"] == "observation" and "\t" not in r["context"]],
)
def test_an_expected_observation_has_the_figure_of_its_quote(fact: dict[str, str]) -> None:
    assert fact["measure"] in get_args(Measure)
    assert fact["bound"] in get_args(Bound)
    assert fact["status"] in get_args(Status)
    assert str(Period.parse(fact["period"])) == fact["period"]
    expected = [abs(float(fact[field])) for field in ("value", "value_high") if fact[field]]
    assert numbers(fact["quote"]) == pytest.approx(expected)


def test_every_document_has_expected_facts_of_its_own() -> None:
    counts = Counter(fact["document"] for fact in FACTS)
    assert set(counts) == set(DOCUMENTS)
    assert min(counts.values()) >= 5
    assert {fact["kind"] for fact in FACTS} == {"observation", "focus", "scheme", "project", "policy"}
