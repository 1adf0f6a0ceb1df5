"""Laboratories, centres, clusters and designations, by name or by count."""

from pathlib import Path
from typing import Any

import pytest

from fangzhi.lexicon.platforms import load_platform_kinds
from fangzhi.model.errors import LexiconError
from fangzhi.model.facts import Platform
from fangzhi.read.document import read_text
from systems import LEXICON, cases, facts_of, read


def found(text: str) -> list[Platform]:
    return [fact for fact in read(text, platforms=True) if isinstance(fact, Platform)]


def told(text: str) -> list[str]:
    return [
        f"{f.name} | {f.category} | {f.level or ''} | {f.count if f.count is not None else ''} | {f.region}"
        for f in found(text)
    ]


@pytest.mark.parametrize("case", cases("platforms", "zh.toml", "case"), ids=lambda case: case["text"])
def test_platforms(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case["platforms"]


@pytest.mark.parametrize("case", cases("platforms", "zh.toml", "none"), ids=lambda case: case["text"])
def test_no_platform(case: dict[str, Any]) -> None:
    assert told(case["text"]) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [("新增全国重点实验室12家。", "全国重点实验室12家"), ("建成3个国家级制造业创新中心。", "3个国家级制造业创新中心")],
)
def test_the_quote_holds_the_number(text: str, quote: str) -> None:
    [platform] = found(text)
    assert platform.quote == quote


@pytest.mark.parametrize("text", ["新增全国重点实验室12家", "获批国家低空经济示范区", "紫峰实验室"])
def test_a_text_without_date_and_full_stop(text: str) -> None:
    document = read_text(text, lexicon=LEXICON)
    [platform] = [fact for fact in facts_of(document, platforms=True) if isinstance(fact, Platform)]
    assert document.text[platform.start : platform.end] == platform.quote
    assert platform.sentence_start <= platform.start < platform.end <= platform.sentence_end


def test_a_kind_that_is_told_by_nothing_we_know(tmp_path: Path) -> None:
    (tmp_path / "platform_kinds.csv").write_text("id,en,told_by,words\nreef,Reef,colour,试验礁\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="reef: told_by is 'colour'"):
        load_platform_kinds(tmp_path)
