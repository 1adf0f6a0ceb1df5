"""Folding: what is absent, what is joined, and that every character keeps its place."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangzhi.lexicon.reading import load_reading
from fangzhi.model.document import FoldedText
from fangzhi.read.fold import fold_text
from fangzhi.read.width import width_table

CASES = Path(__file__).parent / "cases" / "read"
SHARED = Path(__file__).parents[1].parent / "shared" / "corpus"
WORDS = load_reading()
FOLD_CASES = tomllib.loads((CASES / "fold.toml").read_text(encoding="utf-8"))["case"]

messy = st.text(
    st.sampled_from(
        "增长市亿元大小打印下载一二三○〇（）［］[]①“”《》，。、：；★■△•６０．％，%.+-—123"
        " \t\n\u3000\u00a0\u200b\ufeff\u2028⽬⺠abc Share"
    ),
    max_size=120,
) | st.text(max_size=60)
plain_line = st.text(st.sampled_from("全省增长工业产值投资万元家"), min_size=8, max_size=30)
plain = st.lists(plain_line, min_size=1, max_size=6).map(lambda lines: "".join(f"{line}增长5.2%。\n" for line in lines))


def check(text: str, folded: FoldedText) -> None:
    """The invariants of FoldedText."""
    table = width_table(WORDS.noise)
    assert len(folded.text) == len(folded.origin)
    assert all(a < b for a, b in zip(folded.origin, folded.origin[1:], strict=False))
    assert not folded.origin or folded.origin[-1] < len(text)
    for character, place in zip(folded.text, folded.origin, strict=True):
        source = text[place]
        allowed = {source, table.get(ord(source), source)}
        if source == "○":
            allowed.add("〇")
        if source == "，":
            allowed.add(",")
        if source.isspace() or source in "\x85\u2028\u2029":
            allowed |= {" ", "\n"}
        assert character in allowed, (character, source)


@pytest.mark.parametrize("case", FOLD_CASES, ids=[case["name"] for case in FOLD_CASES])
def test_cases(case: dict[str, str]) -> None:
    folded = fold_text(case["text"], WORDS, language=case.get("language", "zh"))
    assert folded.text.strip("\n") == case["plain"].strip("\n")
    check(case["text"], folded)


@given(text=messy, language=st.sampled_from(["zh", "en"]))
@settings(max_examples=300, deadline=None)
def test_every_character_comes_from_its_place(text: str, language: str) -> None:
    check(text, fold_text(text, WORDS, language=language))


@given(text=plain)
@settings(max_examples=60, deadline=None)
def test_plain_text_is_left_as_it_is(text: str) -> None:
    folded = fold_text(text, WORDS)
    assert folded.text == text
    assert list(folded.origin) == list(range(len(text)))


def test_a_quote_includes_the_noise_inside_it() -> None:
    text = "增加值增长6◆■.2%。"
    folded = fold_text(text, WORDS)
    start = folded.text.index("6.2%")
    assert folded.source_span(start, start + 4).of(text) == "6◆■.2%"


def test_a_related_list_goes_to_the_end_but_a_late_text_does_not() -> None:
    body = (
        "全市规模以上工业增加值增长7%，高技术制造业增加值增长12%，新增国家级专精特新企业25家，技术合同成交额突破100亿元。\n"
        * 4
    )
    related = "相关阅读：\n某县出台补贴办法 最高1000万元...\n2024-05-01\n"
    assert fold_text(body + related, WORDS).text == body
    navigation = "相关阅读：\n"
    assert fold_text(navigation + body, WORDS).text.endswith(body)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside this checkout")
def test_on_real_pages_only_furniture_is_lost() -> None:
    for path in sorted(SHARED.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        letters = sum("a" <= character <= "z" for character in text)
        folded = fold_text(text, WORDS, language="en" if letters > len(text) / 2 else "zh")
        check(text, folded)
        for line in text.split("\n"):
            prose = len(line) > 120 and line.endswith(("。", "！", "？"))
            if prose and "网站" not in line:
                place = text.index(line)
                assert place + len(line) - 1 in folded.origin, (path.name, line[:40])


@pytest.mark.parametrize(
    "line",
    ["返回首页返回首页返回首页返回首页返回首页返回首页返回首页增", "增长，", "相关阅读", "（（", "打印", "［1", "　　"],
)
def test_strange_text_takes_no_longer_than_its_length_asks(line: str) -> None:
    text = f"{line}\n" * (200_000 // len(line)) + line * 20_000
    assert _seconds(text) < 10


def test_clean_text_folds_fast_enough() -> None:
    """The floor is a fifth of what one idle core does (20 to 29 million characters a second)."""
    sentence = (
        "全市规模以上工业增加值增长7.2%，高技术制造业增加值增长12%，新增专精特新企业25家，技术合同成交额超100亿元。"
    )
    text = (sentence * 6 + "\n") * 1200
    best = min(_seconds(text) for _ in range(5))
    assert len(text) / best > 4e6


def _seconds(text: str) -> float:
    start = time.perf_counter()
    fold_text(text, WORDS)
    return time.perf_counter() - start


def test_traditional_characters_are_read_in_their_place() -> None:
    text = "全市實現地區生產總值7569.5億元、增長5.6%，進出口總額增長9.3%。"
    folded = fold_text(text, load_reading())
    assert folded.text == "全市实现地区生产总值7569.5亿元、增长5.6%，进出口总额增长9.3%。"
    at = folded.text.index("7569.5")
    assert folded.source_span(at, at + 8).of(text) == "7569.5億元"
