"""The target ledger: sentences in, verdicts out."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.analyse.compare.said import Said
from fangzhi.analyse.ledger import LedgerRow, TargetLedger, target_ledger, target_shifts, targets_in_words
from fangzhi.analyse.ledger.row import COLUMNS
from fangzhi.analyse.ledger.verdict import VERDICTS, judge
from fangzhi.lexicon.load import load_lexicon
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas

CASES = Path(__file__).parent / "cases" / "ledger"


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / name).read_text(encoding="utf-8").splitlines()))


PAIRS = table("pairs.csv")
CITIES = [r for r in load_lexicon().regions if r.level == "prefecture" and r.valid_to is None and r.name.endswith("市")]


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> TargetLedger:
    """Each case is a city of its own with a report of January 2025 and one of January 2026."""
    folder = tmp_path_factory.mktemp("pairs")
    rows = []
    for city, case in zip(CITIES, PAIRS, strict=False):
        for year, heading, opening, sentence in (
            (2025, "二、2025年工作安排", "今年的主要预期目标是：", case["target"]),
            (2026, "一、2025年工作回顾", "2025年，", case["outcome"]),
        ):
            name = f"{city.code}-{year}.txt"
            (folder / name).write_text(f"{city.name}\n{heading}\n{opening}{sentence}\n", encoding="utf-8")
            rows.append((name, f"{city.name}{year}年政府工作报告", f"{year}-01-20", city.name, "work_report"))
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([("path", "title", "published", "region", "kind"), *rows])
    build([folder], folder / "atlas.duckdb")
    with Atlas(folder / "atlas.duckdb") as atlas:
        return target_ledger(atlas)


def test_there_are_sixty_pairs_and_every_verdict() -> None:
    assert len(PAIRS) >= 60
    assert {case["verdict"] for case in PAIRS} == set(VERDICTS)


@pytest.mark.parametrize("number", range(len(PAIRS)), ids=[case["case"] for case in PAIRS])
def test_pair(pairs: TargetLedger, number: int) -> None:
    case, city = PAIRS[number], CITIES[number]
    rows = [row for row in pairs.rows if row.target.region_code == city.code]
    found = [(r.target.indicator_id, r.verdict, r.reason_code, r.difference) for r in rows]
    difference = float(case["difference"]) if case["difference"] else None
    assert found == [(case["indicator"], case["verdict"], case["reason"], difference)]


def test_each_row_shows_both_sentences(pairs: TargetLedger) -> None:
    for row in pairs.rows:
        assert row.target.quote in row.target.sentence
        if row.outcome is not None:
            assert row.outcome.quote in row.outcome.sentence
        record = row.record()
        assert tuple(record) == COLUMNS
        assert record["verdict"] == row.verdict
        if row.verdict == "cannot be judged":
            assert record["reason"]


numbers = st.floats(min_value=0.1, max_value=1e6)
bounds = st.sampled_from(["eq", "min", "max", "approx"])


@given(target=numbers, bound=bounds, outcome=numbers, more=numbers, better=st.sampled_from(["up", "none"]))
def test_a_better_outcome_never_gets_a_worse_verdict(
    target: float, bound: str, outcome: float, more: float, better: str
) -> None:
    order = {"missed": 0, "cannot be judged": 1, "met": 2, "exceeded": 3}
    promised = Said(target, None, bound, str(target))
    worse = judge(promised, Said(outcome, None, "eq", str(outcome)), better).verdict
    best = judge(promised, Said(outcome + more, None, "eq", ""), better).verdict
    if better == "up" and bound != "max":
        assert order[best] >= order[worse]
    if better == "none":
        assert {worse, best}.isdisjoint({"exceeded"})


@given(target=numbers, outcome=numbers, bound=bounds)
def test_down_is_the_mirror_of_up(target: float, outcome: float, bound: str) -> None:
    if bound in {"min", "max"}:
        return
    up = judge(Said(target, None, bound, ""), Said(outcome, None, "eq", ""), "up").verdict
    down = judge(Said(-target, None, bound, ""), Said(-outcome, None, "eq", ""), "down").verdict
    assert up == down


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    atlas = tmp_path_factory.mktemp("examples") / "atlas.duckdb"
    build([Path(__file__).parents[1] / "examples"], atlas)
    return atlas


def test_pairs_of_the_examples(examples: Path) -> None:
    """Read against the example texts by hand; a row that the extractor adds must be looked at and added here."""
    expected = {tuple(row.values()) for row in table("examples.csv")}
    with Atlas(examples) as atlas:
        rows = [row for row in target_ledger(atlas).rows if row.verdict != "open"]
    assert {_line(row) for row in rows} == expected


def _line(row: LedgerRow) -> tuple[str, ...]:
    target, outcome = row.target, row.outcome
    said = outcome.quote if outcome else ""
    return (target.region or "", target.indicator_key, target.period or "", target.quote, said, row.verdict)


def test_shifts_of_the_examples(examples: Path) -> None:
    expected = {tuple(row.values()) for row in table("shifts.csv")}
    with Atlas(examples) as atlas:
        shifts = target_shifts(atlas)
    found = {
        (s.region, s.indicator_id, s.before.quote if s.before else "", s.after.quote if s.after else "", s.kind)
        for s in shifts
    }
    assert found == expected


def test_targets_in_words_are_shown_with_their_sentence_and_never_judged(examples: Path) -> None:
    with Atlas(examples) as atlas:
        found = targets_in_words(atlas)
        texts = {t.document_id: atlas.document(t.document_id)["text"] for t in found}
    assert {(t.region, t.kind, t.year) for t in found} == {
        ("江苏省", "in_step", 2025),
        ("广东省", "in_step", 2025),
        ("四川省", "set_from_above", 2025),
    }
    for t in found:
        assert texts[t.document_id][t.start : t.end] == t.quote
        assert t.record(COLUMNS)["reason_code"] == "words"


def test_a_level_target_asks_for_growth(examples: Path) -> None:
    """«9000亿 → 超万亿» asks for at least 11.1 % where the base is exactly 9000."""
    with Atlas(examples) as atlas:
        [row] = [r for r in target_ledger(atlas, region="扬州").rows if r.target.quote == "超万亿元"]
    assert row.implied is not None
    assert (row.implied.rate, row.implied.years, row.implied.bound) == (11.11, 1, "min")
    assert row.implied.caution
