"""Reports made from templates: what they state is known, so the build is held to all of it."""

import doctest
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from fangzhi.lexicon.load import load_lexicon
from fangzhi.run.build import BuildSummary, build
from scripts import script

corpus: Any = script("corpus", "benchmarks")
checker: Any = script("check", "benchmarks")
many: Any = script("many", "benchmarks")
queries: Any = script("queries", "benchmarks")
templates: Any = script("templates", "benchmarks")

DOCUMENTS = 1000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand short reports."""
    made = tmp_path_factory.mktemp("corpus") / "reports"
    assert len(list(corpus.write_corpus(made, DOCUMENTS, characters=300, lengths="zipf"))) == 1
    return made


@pytest.fixture(scope="module")
def built(folder: Path) -> BuildSummary:
    """Their atlas."""
    return build([folder], folder.with_suffix(".duckdb"), workers=1)


def test_a_thousand_documents_come_out_as_they_were_made(folder: Path, built: BuildSummary) -> None:
    checked = checker.check(checker.known_facts(folder), checker.found_facts(built.output, folder))
    assert checked.whole, "\n".join(checked.lines())
    assert built.documents == DOCUMENTS
    assert built.refused == ()
    assert set(checked.known) == set(checker.FIELDS)


def test_the_checker_sees_what_is_missed_and_what_nobody_stated(folder: Path, built: BuildSummary) -> None:
    known = list(checker.known_facts(folder))
    found = list(checker.found_facts(built.output, folder))
    path, fact = found[0]
    wrong = [(path, {**fact, "region": "别处"}), *found[1:]]
    checked = checker.check(known, wrong)
    assert not checked.whole
    assert len(checked.missed) == len(checked.unstated) == 1
    assert sum(checked.right.values()) == len(known) - 1
    assert any(line.startswith("missed") for line in checked.lines())


def test_a_report_depends_on_its_number_only(tmp_path: Path) -> None:
    list(corpus.write_corpus(tmp_path / "few", 3, characters=200))
    list(corpus.write_corpus(tmp_path / "more", 5, characters=200))
    for path in (tmp_path / "few").rglob("0*.txt"):
        assert path.read_bytes() == (tmp_path / "more" / path.relative_to(tmp_path / "few")).read_bytes()
    assert corpus.make(7).text != corpus.make(7, seed=2).text


@pytest.mark.parametrize("number", range(20))
def test_quotes_are_slices(number: int) -> None:
    made = corpus.make(number, characters=5000)
    for fact in made.facts:
        assert made.text[fact["start"] : fact["end"]] == fact["quote"]


def test_zipf_lengths_have_the_mean_that_was_asked_for() -> None:
    lengths = sorted(len(corpus.make(number, characters=1000, lengths="zipf").text) for number in range(400))
    assert 600 < sum(lengths) / len(lengths) < 1700
    assert lengths[-1] > 8 * lengths[len(lengths) // 2]


def test_ids_of_the_templates_are_those_of_the_lexicon() -> None:
    lexicon = load_lexicon()
    made = templates.load_templates()
    assert {name: lexicon.industries.match(name) for name in made.industries} == made.industries
    told = [fact for rows in made.sentences.values() for row in rows for fact in row.facts]
    ids = {fact["indicator_id"] for fact in told if "indicator_id" in fact}
    assert ids <= {row.id for row in lexicon.indicators}


@pytest.mark.parametrize("module", ["corpus", "check", "templates", "growth"])
def test_examples_in_the_scripts_run(module: str) -> None:
    result = doctest.testmod(script(module, "benchmarks"))
    assert result.failed == 0
    assert result.attempted > 0


def test_processes_write_the_same_reports(tmp_path: Path) -> None:
    list(corpus.write_corpus(tmp_path, corpus.SHARD + 1, characters=30, workers=2))
    for number in (7, corpus.SHARD):
        text = corpus.make(number, characters=30).text
        assert (tmp_path / f"{number // corpus.SHARD:05}" / f"{number:08}.txt").read_text(encoding="utf-8") == text


def test_a_build_is_watched(tmp_path: Path) -> None:
    (shard,) = corpus.write_corpus(tmp_path / "corpus", 20, characters=100)
    run = many.watched([shard], 20, 2, tmp_path / "atlas.duckdb")
    assert run.facts == sum(1 for _ in checker.known_facts(tmp_path / "corpus"))
    assert 0 < run.alone <= run.clock
    assert min(run.cpu, run.parent_memory, run.worker_memory, run.atlas_bytes, run.parts_bytes) > 0
    table = list(many.table([run, run]))
    assert table[2].startswith("| 20 | 2 |")
    told = list(many.extrapolated(run))
    assert told[0].startswith(f"{3_000_000:,} such documents")
    assert "assumed" in told[1]


def test_questions_are_timed_in_three_ways(
    built: BuildSummary, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["queries.py", str(built.output), "--facts", "30000", "--memory", "1GB"])
    queries.main()
    printed = capsys.readouterr().out
    assert re.search(r"^(2|3)\d,\d{3} figures$", printed, re.MULTILINE)
    assert len(re.findall(r"^\| .+ \(\d+\) \|$", printed, re.MULTILINE)) == 4  # of what is worked out at build


def test_gain_and_growth_are_worked_out() -> None:
    runs = [
        many.Run(documents, workers, clock=documents / workers, workers_cpu=documents**1.1, parent_memory=9,
                 worker_memory=9, atlas_bytes=documents, phases=defaultdict(float, read=documents / workers))
        for documents in (100, 1000)
        for workers in (1, 2)
    ]  # fmt: skip
    pool, control, *_ = many.gains(runs, {(100, 2): [1.6, 1.5, 1.7]})
    assert pool == "100 documents: 2 workers are 2.00 times as fast (2.00 in reading), with 1.00 times the CPU time"
    assert control.endswith("1.60 times as fast as one (1.50 to 1.70); pool over control 1.25")
    growths = list(many.growths(runs))
    assert growths[0] == "exponent of CPU time: 1.10"
    assert growths[1] == "exponent of memory of the parent: 0.00"


def test_a_template_whose_quote_does_not_stand_in_it_is_named() -> None:
    with pytest.raises(ValueError, match="does not stand exactly once in '增长。'"):
        templates.sentence("增长。", [{"kind": "observation", "quote": "{rate}"}])
