"""Named and numbered industrial systems, and the many slogans with digits that are none."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.lexicon.scheme_codes import agrees, numeral, readings
from fangzhi.model.facts import Scheme
from fangzhi.read import Refused, find_sources, read_document
from systems import CASES, LEXICON, SHARED, cases, facts_of, read

_REJECTS = (CASES / "schemes" / "rejects.txt").read_text(encoding="utf-8").split("\n")


def schemes(text: str) -> list[Scheme]:
    return [fact for fact in read(text) if isinstance(fact, Scheme)]


def plain(scheme: Scheme) -> dict[str, Any]:
    out: dict[str, Any] = {"name": scheme.name}
    if scheme.code:
        out["code"] = scheme.code
    out["groups"] = [f"{group.label} {group.count}: {'、'.join(group.members)}" for group in scheme.groups]
    return out


@pytest.mark.parametrize("case", cases("schemes", "zh.toml", "case"), ids=lambda case: case["text"][:30])
def test_schemes(case: dict[str, Any]) -> None:
    def order(scheme: dict[str, Any]) -> tuple[str, str]:
        return scheme.get("code", ""), scheme["name"]

    found = [plain(scheme) for scheme in schemes(case["text"])]
    assert sorted(found, key=order) == sorted(case["schemes"], key=order)


@pytest.mark.parametrize("slogan", [line for line in _REJECTS if line])
def test_other_slogans_are_no_schemes(slogan: str) -> None:
    assert schemes(f"全省扎实推进{slogan}。") == []
    assert schemes(f"{slogan}。") == []


def test_there_are_enough_rejects() -> None:
    assert sum(1 for line in _REJECTS if line) >= 60


def test_english_scheme() -> None:
    found = [f for f in read('The city builds a "4+3" industrial system.', language="en") if isinstance(f, Scheme)]
    assert [(f.code, f.name, [g.count for g in f.groups]) for f in found] == [("4+3", "industrial system", [4, 3])]


@given(st.lists(st.integers(1, 99), min_size=1, max_size=4))
def test_a_code_reads_as_the_counts_it_was_made_of(counts: list[int]) -> None:
    code = "".join(map(str, counts))
    assert tuple(counts) in readings(code)
    assert agrees(code, counts)


@given(st.integers(1, 99))
def test_numerals(value: int) -> None:
    letters = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    word = (letters[tens] if tens > 1 else "") + ("十" if tens else "") + (letters[ones] if ones else "")
    assert numeral(word) == value == numeral(str(value))


def test_every_known_system_in_the_examples() -> None:
    """From examples/: the codes and lists that a reader would look for first."""
    found: dict[tuple[str | None, str], int] = {}
    for source in find_sources([Path(__file__).parents[1] / "examples"], lexicon=LEXICON):
        assert not isinstance(source, Refused)
        document = read_document(source.path, lexicon=LEXICON, row=source.row)
        for fact in facts_of(document):
            if isinstance(fact, Scheme):
                key = (fact.region, fact.code or fact.name)
                found[key] = max(found.get(key, 0), sum(len(group.members) for group in fact.groups))
    assert found["自贡市", "4+3"] == 7
    assert found["扬州市", "613"] == 19
    assert found["湖南省", "4×4"] == 16
    assert found["四川省", "六大优势产业"] == 6
    assert found["上海市", "三大先导产业"] == 3
    assert found["广东省", "五大未来产业集群"] == 5
    assert found["安徽省", "十大新兴产业"] == found["安徽省", "十大未来产业"] == 10
    assert ("江苏省", "1650") in found
    assert found["江苏省", "51010"] >= 9


def test_every_known_system_in_the_shared_texts() -> None:
    if not SHARED.exists():
        pytest.skip("needs ../shared, the texts that are not part of the project")
    found: dict[tuple[str | None, str], int] = {}
    for source in find_sources([SHARED / "corpus"], lexicon=LEXICON):
        assert not isinstance(source, Refused)
        document = read_document(source.path, lexicon=LEXICON, row=source.row)
        facts = facts_of(document, platforms=True)
        assert all(document.text[fact.start : fact.end] == fact.quote for fact in facts)
        for fact in facts:
            if isinstance(fact, Scheme):
                key = (fact.region, fact.code or fact.name)
                found[key] = max(found.get(key, 0), sum(len(group.members) for group in fact.groups))
    assert found["扬州市", "613"] == 19
    assert found["四川省", "六大优势产业"] == 6
    assert found["上海市", "三大先导产业"] == 3
    assert found["安徽省", "十大未来产业"] == 10
    for known in (("自贡市", "4+3"), ("江苏省", "1650"), ("湖南省", "4×4"), ("广东省", "五大未来产业集群")):
        assert known in found
