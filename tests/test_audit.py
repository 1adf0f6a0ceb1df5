"""The audit: planted contradictions are found, known false alarms stay silent."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.analyse.audit import audit
from fangzhi.analyse.audit.finding import Finding
from fangzhi.lexicon.load import load_lexicon
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas

CASES = list(
    csv.DictReader((Path(__file__).parent / "cases" / "ledger" / "audit.csv").read_text(encoding="utf-8").splitlines())
)
CITIES = [r for r in load_lexicon().regions if r.level == "prefecture" and r.valid_to is None and r.name.endswith("市")]
KINDS = ("conflict", "unit", "sum", "product", "growth", "part", "scheme", "reading")


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each case is a city of its own with a report and a communique on 2025."""
    folder = tmp_path_factory.mktemp("audit")
    rows = []
    for city, case in zip(CITIES, CASES, strict=False):
        for kind, published in (("report", "2026-01-20"), ("communique", "2026-02-20")):
            name = f"{city.code}-{kind}.txt"
            (folder / name).write_text(f"{city.name}\n2025年，{case[kind]}\n", encoding="utf-8")
            known = "work_report" if kind == "report" else kind
            rows.append((name, f"{city.name}{kind}", published, city.name, known))
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([("path", "title", "published", "region", "kind"), *rows])
    build([folder], folder / "atlas.duckdb")
    return folder / "atlas.duckdb"


@pytest.fixture(scope="module")
def findings(atlas: Path) -> tuple[Finding, ...]:
    with Atlas(atlas) as opened:
        return audit(opened, kinds=KINDS).findings


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["case"] for case in CASES])
def test_case(findings: tuple[Finding, ...], number: int) -> None:
    case, city = CASES[number], CITIES[number]
    found = [(f.kind, f.certainty) for f in findings if f.region_key == city.code]
    assert found == ([(case["kind"], case["certainty"])] if case["kind"] else [])


def test_findings_show_derivation_and_sentences_surest_first(findings: tuple[Finding, ...]) -> None:
    order = {"high": 0, "medium": 1, "low": 2}
    assert [order[f.certainty] for f in findings] == sorted(order[f.certainty] for f in findings)
    for finding in findings:
        assert finding.derivation
        assert finding.derivation_zh
        assert not re.search(r"[a-z]{3}", finding.derivation_zh)
        assert numbers(finding.derivation_zh) == numbers(finding.derivation)
        assert all(s.quote in s.sentence for s in finding.statements)


def numbers(words: str) -> list[str]:
    """The figures of a derivation, in any order."""
    return sorted(re.findall(r"\d+(?:\.\d+)?", words))


def test_the_command(fangzhi: Callable[..., tuple[int, str, str]], atlas: Path) -> None:
    code, out, _ = fangzhi("audit", "-a", atlas, "--kind", "sum", "--evidence")
    assert code == 0
    assert "= 3000亿, not 3200亿元" in out
    assert "「" in out
    assert "= 3000亿，而非3200亿元" in fangzhi("audit", "-a", atlas, "--kind", "sum", "--lang", "zh")[1]
    assert "reading" not in fangzhi("audit", "-a", atlas)[1]
    city = CITIES[0].name
    rows = list(csv.DictReader(fangzhi("audit", "--region", city, "-a", atlas, "--format", "csv")[1].splitlines()))
    assert [(row["kind"], row["region"]) for row in rows] == [("conflict", city)]
