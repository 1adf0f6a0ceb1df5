"""Briefs: every statement cited, every number from a fact."""

import re
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path

import docx
import pytest
import vl_convert

from fangzhi.model.errors import EvidenceError
from fangzhi.present.brief import as_docx, as_html, as_markdown, as_svg, has_chinese_font, make_brief
from fangzhi.present.brief.check import check, numbers
from fangzhi.present.brief.draft import Line, Section
from fangzhi.present.brief.phrases import load_phrases
from fangzhi.present.values import Language
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas

LANGUAGES: tuple[Language, ...] = ("zh", "en")


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


def test_charts_show_what_the_text_says_and_cite_it(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        for language in LANGUAGES:
            brief = make_brief(opened, "安徽", language)
            growth, targets = brief.charts
            assert {growth.key, targets.key} == {"growth", "targets"}
            assert {chart.section for chart in brief.charts} <= {section.key for section in brief.sections}
            assert (growth.rows[0].low, growth.rows[0].other) == (5.5, None)
            for chart in brief.charts:
                drawn = as_svg(chart, load_phrases(language))
                assert all(row.line.citations for row in chart.rows)
                assert all(escape(row.line.text) in drawn for row in chart.rows)
                assert max(brief.numbers(row.line)[-1] for row in chart.rows) <= len(brief.sources)


def test_a_chart_with_a_number_without_a_fact_is_not_drawn(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        [growth, _] = make_brief(opened, "安徽").charts
        line = growth.rows[0].line
        wrong = Line(line.text.replace("5.5", "7.5"), line.citations)
        with pytest.raises(EvidenceError, match="which no fact has"):
            check(opened, [Section("charts", "", (wrong,))], load_phrases("zh"))


def test_charts_in_each_form(fangzhi: Callable[..., tuple[int, str, str]], atlas: Path, tmp_path: Path) -> None:
    code, out, _ = fangzhi("brief", "安徽", "-a", atlas, "-o", tmp_path / "b.md")
    assert code == 0
    assert [Path(line).name for line in out.splitlines()] == ["b.md", "b-growth.svg", "b-targets.svg"]
    text = (tmp_path / "b.md").read_text(encoding="utf-8")
    for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\) \[\d", text):
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<svg")
    assert fangzhi("brief", "安徽", "-a", atlas, "-o", tmp_path / "b.html")[0] == 0
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert page.count("<figure><svg") == 2
    assert set(re.findall(r'href="#(s\d+)"', page)) == set(re.findall(r'id="(s\d+)"', page))


def test_a_word_brief_without_a_font_leaves_its_charts_out_and_says_so(
    fangzhi: Callable[..., tuple[int, str, str]], atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Atlas(atlas) as opened:
        brief = make_brief(opened, "安徽")
    has_chinese_font.cache_clear()
    if has_chinese_font():
        assert len(docx.Document(BytesIO(as_docx(brief))).inline_shapes) == 2
    has_chinese_font.cache_clear()
    monkeypatch.setattr(vl_convert, "svg_to_png", lambda *_args, **_options: b"an empty box")
    try:
        assert not has_chinese_font()
        code, out, err = fangzhi("brief", "安徽", "-a", atlas, "-o", tmp_path / "b.docx")
    finally:
        has_chinese_font.cache_clear()
    assert (code, out) == (0, f"{tmp_path / 'b.docx'}\n")
    assert "no font with Chinese characters" in err
    assert not docx.Document(str(tmp_path / "b.docx")).inline_shapes


def test_areas_inside_the_region_have_their_industries(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        brief = make_brief(opened, "四川")
    [layout] = [section for section in brief.sections if section.key == "layout"]
    assert any(line.text.startswith("自贡市：") for line in layout.lines)
