"""Named documents and programmes of a government, and what stands beside their titles."""

from typing import Any

import pytest

from fangzhi import extract
from fangzhi.model.facts import Policy
from systems import cases, read


def told(text: str) -> list[Policy]:
    return [fact for fact in read(text) if isinstance(fact, Policy)]


@pytest.mark.parametrize("case", cases("policies", "zh.toml", "case"), ids=lambda case: case["text"][:24])
def test_policies(case: dict[str, Any]) -> None:
    found = [policy.title for policy in told(case["text"])]
    assert (found == case["titles"]) is not case.get("fails", False)


@pytest.mark.parametrize("case", cases("policies", "zh.toml", "none"), ids=lambda case: case["text"][:24])
def test_no_policy(case: dict[str, Any]) -> None:
    assert told(case["text"]) == []


def test_details() -> None:
    text = "印发《促进氢能产业发展行动方案（2024—2027年）》（苏办发〔2024〕5号），设立产业基金，引进人才。"
    [policy] = told(text)
    assert policy.document_number == "苏办发〔2024〕5号"
    assert policy.years == "2024/2027"
    assert policy.industry_ids == ("hydrogen",)
    assert set(policy.instruments) == {"finance", "talent", "attraction"}
    assert policy.tone == "support"


def test_part_of_a_place_is_no_industry() -> None:
    [policy] = told("出台《无锡促进氢能产业发展若干措施》。")
    assert policy.industry_ids == ("hydrogen",)


def test_the_name_of_the_issuer_is_no_industry() -> None:
    words = "出台《白银促进氢能产业发展若干措施》。"
    [there] = [fact for fact in extract(words, region="白银市") if isinstance(fact, Policy)]
    [elsewhere] = told("出台《促进白银产业发展若干措施》。")
    assert there.industry_ids == ("hydrogen",)
    assert elsewhere.industry_ids == ("rare_precious_metals",)


def test_a_national_programme_is_the_nations() -> None:
    [policy] = told("深入实施“东数西算”工程。")
    assert (policy.region, policy.region_code) == ("全国", "100000")
