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


@pytest.mark.parametrize("case", cases("focus", "en.toml", "case"), ids=lambda case: case["text"])
def test_english_focus(case: dict[str, Any]) -> None:
    found = [fact for fact in read(case["text"], language="en") if isinstance(fact, Focus)]
    expected = {tuple(line.split(" | ")) for line in case["focus"]}
    assert {(fact.industry, fact.stage) if fact.stage else (fact.industry,) for fact in found} == expected


@pytest.mark.parametrize("case", cases("focus", "en.toml", "none"), ids=lambda case: case["text"])
def test_no_english_focus(case: dict[str, Any]) -> None:
    assert not [fact for fact in read(case["text"], language="en") if isinstance(fact, Focus)]


def test_english_list() -> None:
    text = "The city aims to promote new materials, hydrogen energy and drones. The output of machine tools grew by 5%."
    facts = [f for f in read(text, language="en") if isinstance(f, Focus)]
    assert {(f.industry, f.industry_id) for f in facts} == {
        ("new materials", "new_materials"),
        ("hydrogen energy", "hydrogen"),
        ("drones", "drones"),
    }


def english(text: str, region: str = "江苏省") -> set[tuple[str, str | None, str | None]]:
    return {(f.industry, f.stage, f.region) for f in read(text, language="en", region=region) if isinstance(f, Focus)}


def test_english_lists_with_unknown_members() -> None:
    text = (
        "The ten strategic emerging industries cover drones; robots and sensors; marsh crystals; and new materials. "
        "The plan names future industries — quantum technology, hydrogen energy and tidal looms."
    )
    assert english(text) == {
        *((name, "emerging", "江苏省") for name in ("drones", "robots", "sensors", "marsh crystals", "new materials")),
        *((name, "future", "江苏省") for name in ("quantum technology", "hydrogen energy", "tidal looms")),
    }


def test_english_owners_and_places() -> None:
    text = (
        "Traditional industries like Hunan's mining and Hubei's textiles will be upgraded. "
        "An equipment manufacturing cluster will be set up in Luoyang. Jiangsu will strengthen its kelp yarn industry."
    )
    assert english(text, "全国") == {
        ("mining", "traditional", "湖南省"),
        ("textiles", "traditional", "湖北省"),
        ("equipment manufacturing", None, "洛阳市"),
        ("kelp yarn", None, "江苏省"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Output of industries such as machinery, drones and robots grew by 7 percent.",
        "Fields such as education, culture and law were discussed.",
        "The leading industry, people say, is its own reward.",
    ],
)
def test_english_texts_without_focus(text: str) -> None:
    assert english(text) == set()
