"""The indicator catalogue: what a label names, and what it must not be taken for."""

import csv
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.lexicon.indicators import IndicatorCatalogue
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import NotFoundError

HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "shared" / "gold" / "dev"
with (HERE / "cases" / "indicator_match.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def catalogue() -> IndicatorCatalogue:
    return load_lexicon().indicators


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']} {case['unit']} {case['measure']}")
def test_a_label_names_its_indicator_or_nothing(catalogue: IndicatorCatalogue, case: dict[str, str]) -> None:
    unit = case["unit"] if case["measure"] else None
    assert catalogue.match(case["label"], unit=unit, measure=case["measure"] or None) == (case["id"] or None)


def test_what_was_made_is_not_what_there_is(catalogue: IndicatorCatalogue) -> None:
    assert catalogue.match("国家5G工厂", unit="家", measure="level") == "national_5g_factories"
    assert catalogue.match("国家5G工厂", unit="家", measure="level", deed=True) is None
    assert catalogue.match("国家5G工厂", unit="家", measure="change", deed=True) == "national_5g_factories"
    assert catalogue.match("新改建农村公路", unit="公里", measure="level", deed=True) == "rural_roads_built"


def test_most_labels_of_the_gold_have_an_indicator(catalogue: IndicatorCatalogue) -> None:
    if not GOLD.is_dir():
        pytest.skip("the gold labels in ../shared are not here")
    lines = [line for path in sorted(GOLD.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    facts = [json.loads(line) for line in lines]
    seen = [fact for fact in facts if fact["kind"] == "observation"]
    named = [f for f in seen if catalogue.match(f["indicator"], unit=f.get("unit"), measure=f["measure"])]
    assert len(named) / len(seen) >= 0.66


def test_the_cases_refuse_as_well_as_accept() -> None:
    assert len(CASES) >= 150
    assert sum(not case["id"] for case in CASES) >= 60


def test_the_catalogue_covers_the_field(catalogue: IndicatorCatalogue) -> None:
    assert len(catalogue) >= 350
    themes = {row.theme for row in catalogue}
    assert themes >= {"output", "industry", "investment", "trade", "fiscal", "innovation", "energy", "environment"}


def test_every_name_of_every_row_leads_back_to_it(catalogue: IndicatorCatalogue) -> None:
    lost = []
    for row in catalogue:
        lost += [
            (row.id, name) for name in row.names if catalogue.match(name, unit=row.unit, measure="level") != row.id
        ]
    assert lost == []


def test_every_condition_leads_back_to_its_row(catalogue: IndicatorCatalogue) -> None:
    for row in catalogue:
        for condition in row.conditions:
            for measure in condition.measures:
                unit = "%" if measure in {"growth", "cagr"} else min(condition.units, default=row.unit)
                assert catalogue.match(condition.name, unit=unit, measure=measure) == row.id


def test_a_usual_unit_is_of_a_known_dimension(catalogue: IndicatorCatalogue) -> None:
    unknown = {
        u for row in catalogue if row.dimension != "count" for u in row.units if u not in catalogue.dimension_of_unit
    }
    assert unknown == set()


def test_units_that_facts_carry_have_a_dimension_here(catalogue: IndicatorCatalogue) -> None:
    """A measured unit that the catalogue does not know would pass for a counter."""
    measured = {unit.symbol for unit in load_lexicon().units.rows if not unit.counter}
    assert {symbol for symbol in measured if symbol not in catalogue.dimension_of_unit} == set()


def test_broader_indicators_make_no_circle(catalogue: IndicatorCatalogue) -> None:
    for row in catalogue:
        seen = {row.id}
        above = row.broader
        while above:
            assert above not in seen
            seen.add(above)
            parent = catalogue.find(above)
            assert parent is not None
            above = parent.broader


@given(st.text(alphabet="地区生产总值规模以上工业增加（）“”的全省 GDP%", max_size=20))
def test_spelling_is_settled_in_one_step(label: str) -> None:
    wording = load_lexicon().indicators.wording
    assert wording.key(wording.key(label)) == wording.key(label)


@pytest.mark.parametrize("before", ["某地", "重点", "部分", "其他", "涉外"])
def test_a_name_with_something_before_it_is_another_thing(before: str) -> None:
    catalogue = load_lexicon().indicators
    taken = [row.id for row in catalogue.rows if catalogue.match(before + row.zh) == row.id]
    named = [row.id for row in catalogue.rows if before + row.zh in row.zh_aliases]  # the catalogue says so itself
    assert taken == named


def test_resolve_takes_ids_names_and_english(catalogue: IndicatorCatalogue) -> None:
    assert catalogue.resolve("rd_intensity").zh == "全社会研发经费投入强度"
    assert catalogue.resolve("规上工业增加值").id == "industrial_value_added_above_scale"
    assert catalogue.resolve("GDP per capita").id == "gdp_per_capita"
    assert catalogue.resolve("经济增长").id == "gdp"


@pytest.mark.parametrize(
    ("query", "near"), [("粮食产两", "grain_output"), ("gpd", "gdp"), ("人均收入", "disposable_income")]
)
def test_an_unknown_name_is_answered_with_near_ones(catalogue: IndicatorCatalogue, query: str, near: str) -> None:
    with pytest.raises(NotFoundError, match=near):
        catalogue.resolve(query)


def test_a_match_costs_microseconds(catalogue: IndicatorCatalogue) -> None:
    best = min(_seconds(catalogue) for _ in range(5))
    assert best / 1000 < 50e-6


def _seconds(catalogue: IndicatorCatalogue) -> float:
    start = time.perf_counter()
    for _ in range(1000):
        catalogue.match("规模以上工业增加值", unit="%", measure="growth")
    return time.perf_counter() - start


def test_every_definition_is_told_in_chinese_too(catalogue: IndicatorCatalogue) -> None:
    assert [row.id for row in catalogue if not row.definition_zh] == []
    said = [row.definition_zh for row in catalogue]
    assert all(len(words) <= 60 for words in said)  # one plain sentence
