"""Whose an industry, project, platform, policy or scheme is: cases/regions_of_systems.toml."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.facts import Fact, Focus, Platform, Policy, Project, Scheme
from fangzhi.read.document import read_text

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "regions_of_systems.toml").read_text(encoding="utf-8")
)["case"]


def said(fact: Fact) -> str | None:
    """A fact of the system as the cases write it; None for an observation."""
    match fact:
        case Focus():
            return f"focus | {fact.industry} | {fact.region}"
        case Project() | Platform() | Scheme():
            return f"{type(fact).__name__.lower()} | {fact.name} | {fact.region}"
        case Policy():
            return f"policy | {fact.title} | {fact.region}"
        case _:
            return None


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:16] for case in CASES])
def test_the_region_of_a_fact(case: dict[str, Any]) -> None:
    region = case.get("region", "江苏省")
    text = f"政府工作报告\n2026年重点工作\n{case['text']}"
    document = read_text(text, published=date(2026, 2, 3), region=region, lexicon=load_lexicon())
    kinds = {line.split(" | ")[0] for line in case["facts"]}
    told = [line for fact in extract_facts(document, load_lexicon()) if (line := said(fact)) is not None]
    assert sorted(line for line in told if line.split(" | ")[0] in kinds) == sorted(case["facts"])
