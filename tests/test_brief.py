"""Briefs: every statement cited, every number from a fact."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from fangzhi.model.errors import EvidenceError
from fangzhi.present.brief import as_docx, as_html, as_markdown, make_brief
from fangzhi.present.brief.check import check, numbers
from fangzhi.present.brief.draft import Line, Section
from fangzhi.present.brief.phrases import load_phrases
from fangzhi.present.values import Language
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "atlas.duckdb"
    build([Path(__file__).parents[1] / "examples"], path)
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", ["江苏", "四川", "安徽", "广东", "自贡", "上海", "湖南"])
def test_every_line_is_cited_and_every_number_checked(atlas: Path, region: str, language: Language) -> None:
    with Atlas(atlas) as opened:
        brief = make_brief(opened, region, language)
        assert check(opened, brief.sections, load_phrases(language)) > 3
    for section in brief.sections:
        for line in section.lines:
            assert line.citations
            assert all(1 <= number <= len(brief.sources) for number in brief.numbers(line))
    assert "{" not in as_markdown(brief)


def test_a_number_without_a_fact_stops_the_brief(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        brief = make_brief(opened, "江苏")
        line = next(line for section in brief.sections for line in section.lines if numbers(line.text)[1:])
        wrong = re.sub(r"\d(?=\D*$)", lambda found: str((int(found[0]) + 1) % 10), line.text)
        assert wrong != line.text
        with pytest.raises(EvidenceError, match="which no fact has"):
            check(opened, [Section("economy", "", (Line(wrong, line.citations),))], load_phrases("zh"))
        with pytest.raises(EvidenceError):
            check(opened, [Section("economy", "", (Line(line.text, ()),))], load_phrases("zh"))


def test_what_was_read_is_told_in_both_languages(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        chinese, english = (as_markdown(make_brief(opened, "安徽", language)) for language in ("zh", "en"))
    assert "2025年，地区生产总值5.3万亿元，增长5.5%。" in chinese
    assert "规模以上工业增加值目标增长约7%，实际增长9.4%，超额完成。" in chinese
    assert "2025: gross domestic product 5.3 trillion yuan, up 5.5%." in english
    assert "high and new technology enterprises an increase of 3,200." in english
    assert "城镇新增就业目标约68万人。" in chinese
    assert "## Outlook" in english


def test_the_page_leads_to_its_sentences(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        page = as_html(make_brief(opened, "四川"))
    assert set(re.findall(r'href="#(s\d+)"', page)) == set(re.findall(r'id="(s\d+)"', page))
    assert "<script" not in page


def test_the_word_document_has_every_line(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        brief = make_brief(opened, "四川")
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(as_docx(brief))).paragraphs)
    assert all(line.text in text for section in brief.sections for line in section.lines)


def test_the_command(fangzhi: Callable[..., tuple[int, str, str]], atlas: Path, tmp_path: Path) -> None:
    code, out, _ = fangzhi("brief", "Zigong", "--lang", "en", "-a", atlas)
    assert code == 0
    assert out.startswith("# Zigong: an industrial brief")
    assert fangzhi("brief", "自贡", "-a", atlas, "-o", tmp_path / "b.html")[0] == 0
    assert (tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert fangzhi("brief", "自贡", "-a", atlas, "-o", tmp_path / "b.pdf")[0] == 1
    assert fangzhi("brief", "拉萨", "-a", atlas)[0] == 1
