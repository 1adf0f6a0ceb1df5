"""Laboratories, centres, clusters and designations, by name or by count."""

from typing import Any

import pytest

from fangzhi.model.facts import Platform
from systems import cases, read


def told(text: str) -> list[str]:
    found = [fact for fact in read(text, platforms=True) if isinstance(fact, Platform)]
    return [f"{f.name} | {f.category} | {f.level or ''} | {f.count if f.count is not None else ''}" for f in found]


@pytest.mark.parametrize("case", cases("platforms", "zh.toml", "case"), ids=lambda case: case["text"])
def test_platforms(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case["platforms"]


@pytest.mark.parametrize("case", cases("platforms", "zh.toml", "none"), ids=lambda case: case["text"])
def test_no_platform(case: dict[str, Any]) -> None:
    assert told(case["text"]) == []
