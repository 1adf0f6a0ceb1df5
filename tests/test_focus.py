"""Which industries a region develops, and at which stage."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.lexicon.industries import load_industries
from fangzhi.model.facts import Focus
from systems import cases, read

_BRACKETS = {"historic_classics", "modern_services", "producer_services", "consumer_services"}
_PLAIN = [
    row.zh
    for row in load_industries()
    if not row.generic and row.zh not in row.bare and row.broader and row.id not in _BRACKETS
]


def told(text: str) -> list[Focus]:
    return [fact for fact in read(text) if isinstance(fact, Focus)]


@pytest.mark.parametrize("case", cases("focus", "zh.toml", "case"), ids=lambda case: case["text"])
def test_focus(case: dict[str, Any]) -> None:
    expected = set()
    for line in case["focus"]:
        words, _, region = line.partition(" @ ")
        industry, _, stage = words.partition(" ")
        expected.add((industry, None if stage in {"", "-"} else stage, region or "江苏省"))
    assert {(f.industry, f.stage, f.region) for f in told(case["text"])} == expected


@pytest.mark.parametrize("case", cases("focus", "zh.toml", "none"), ids=lambda case: case["text"])
def test_no_focus(case: dict[str, Any]) -> None:
    assert told(case["text"]) == []


@given(st.lists(st.sampled_from(_PLAIN), min_size=2, max_size=6, unique=True))
def test_a_list_of_known_industries_comes_out_whole(names: list[str]) -> None:
    facts = told(f"培育{'、'.join(names)}等未来产业。")
    assert [fact.industry.removesuffix("产业") for fact in facts] == [name.removesuffix("产业") for name in names]
    assert {fact.stage for fact in facts} == {"future"}


def test_an_industry_is_told_once() -> None:
    assert len(told("大力发展低空经济。打造低空经济产业高地。培育低空经济产业集群。")) == 1


def test_the_region_of_a_clause_in_a_survey() -> None:
    facts = read("江苏培育量子科技等未来产业；广东培育具身智能等未来产业。", region="全国")
    assert {(f.region, f.industry) for f in facts if isinstance(f, Focus)} == {
        ("江苏省", "量子科技"),
        ("广东省", "具身智能"),
    }


def test_english_list() -> None:
    text = "The city aims to promote new materials, hydrogen energy and drones. The output of machine tools grew by 5%."
    facts = [f for f in read(text, language="en") if isinstance(f, Focus)]
    assert {(f.industry, f.industry_id) for f in facts} == {
        ("new materials", "new_materials"),
        ("hydrogen energy", "hydrogen"),
        ("drones", "drones"),
    }
