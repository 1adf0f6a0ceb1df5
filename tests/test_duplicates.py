"""The same report at several addresses is one document; a revised one, and last year's, are not."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fangzhi as package
from fangzhi.run.build import BuildSummary, build
from fangzhi.run.duplicates import groups_of
from fangzhi.run.entry import Entry
from fangzhi.run.likeness import Likeness, likeness_of
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import export
from fangzhi.store.verify import verify

OPENING = "各位代表：现在，我代表省人民政府，向大会报告工作，请予审议，并请省政协委员和其他列席人员提出意见。"
PLEDGES = """过去一年，我们坚持稳中求进，办成了许多多年想办的事。全省上下同心，经济运行稳中有进。
要着力扩大内需，办好民生实事，让人民群众有更多获得感。要持续优化营商环境，支持民营企业发展壮大。
要统筹发展和安全，守住不发生系统性风险的底线。要加强政府自身建设，做到务实清廉高效。
"""
FIGURES = {
    2025: "去年，全省地区生产总值增长5.2%，规上工业增加值增长6.1%，固定资产投资增长4.3%，城镇新增就业130万人。",
    2026: "去年，全省地区生产总值增长5.8%，规上工业增加值增长7.4%，固定资产投资增长3.1%，城镇新增就业128万人。",
}


def report(year: int = 2026) -> str:
    return f"{OPENING}\n{FIGURES[year]}\n{PLEDGES * 3}"


def page(text: str, *, site: str, date: str, foot: str, lead: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in [*filter(None, [lead]), *text.splitlines()])
    return (
        f"<html><head><title>江苏省政府工作报告_{site}</title></head><body><nav>首页 新闻 政务 {site}</nav>"
        f"<h1>江苏省政府工作报告</h1><div>发布时间：{date} 来源：{site} 点击：{len(site) * 317}</div>"
        f"<article>{paragraphs}</article><div>{foot}</div></body></html>"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One report on three sites, and last year's."""
    folder = tmp_path / "sites"
    folder.mkdir()
    sites = {
        "a-news.html": page(
            report(),
            site="江苏新闻网",
            date="2026-01-21",
            foot="责任编辑：某某 版权所有",
            lead="本网讯 受权播发报告全文",
        ),
        "b-gov.html": page(report(), site="省人民政府", date="2026-01-22", foot="主办：省人民政府办公厅"),
        "c-plain.txt": "\n\n".join(report().splitlines()),
        "d-last-year.txt": report(2025),
    }
    for name, text in sites.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "documents.csv").write_text(
        "path,url,published,region\n"
        "a-news.html,https://news.example.cn/1,2026-01-21,江苏省\n"
        "b-gov.html,https://www.jiangsu.gov.cn/2,2026-01-22,江苏省\n"
        "c-plain.txt,https://data.example.cn/3,2026-01-23,江苏省\n"
        "d-last-year.txt,https://www.jiangsu.gov.cn/4,2025-01-20,江苏省\n",
        encoding="utf-8",
    )
    return folder


def built(folder: Path, atlas: Path) -> BuildSummary:
    summary = build([folder], atlas)
    assert verify(atlas).findings == ()
    return summary


def test_one_report_on_three_sites_is_one_document(folder: Path, tmp_path: Path) -> None:
    atlas = tmp_path / "atlas.duckdb"
    summary = built(folder, atlas)
    assert (summary.documents, summary.repeated) == (2, ())
    assert [Path(path).name for path in summary.copies] == ["a-news.html", "c-plain.txt"]
    with Atlas(atlas) as opened:
        kept = opened.document(str(folder / "b-gov.html"))
        copies = opened.copies(kept["document_id"])
        figures = [row["quote"] for row in opened.observations(indicator="GDP", year=2025)]
    assert [row["url"] for row in copies] == ["https://news.example.cn/1", "https://data.example.cn/3"]
    assert all(0.7 <= row["likeness"] <= 1 for row in copies)
    assert figures == ["5.8%"]
    rows = {path.name: path.read_text(encoding="utf-8") for path in export(atlas, tmp_path / "tables")}
    assert rows["copy.csv"].count("\n") == 3


def test_it_is_shown_on_the_terminal(
    folder: Path, tmp_path: Path, fangzhi: Callable[..., tuple[int, str, str]]
) -> None:
    atlas = tmp_path / "atlas.duckdb"
    _, out, _ = fangzhi("build", folder, "-o", atlas)
    assert "copies      2: " in out
    _, out, _ = fangzhi("document", folder / "b-gov.html", "-a", atlas)
    assert f"copy             {folder / 'a-news.html'}, https://news.example.cn/1, 2026-01-21  (" in out


@pytest.mark.parametrize(
    ("old", "new"),
    [("增长5.8%", "增长5.9%"), ("128万人", "129万人"), ("增长7.4%，", ""), ("固定资产投资", "工业投资")],
)
def test_a_revised_report_is_another_document(old: str, new: str, folder: Path, tmp_path: Path) -> None:
    for name in ("b-gov.html", "d-last-year.txt"):
        (folder / name).unlink()
    (folder / "documents.csv").unlink()
    path = folder / "c-plain.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert built(folder, tmp_path / "atlas.duckdb").documents == 2


def test_two_regions_with_the_same_words_are_two(tmp_path: Path) -> None:
    for name in ("江苏省", "浙江省"):
        (tmp_path / f"{name}.txt").write_text(f"{name}政府工作报告\n{report()}", encoding="utf-8")
    assert built(tmp_path, tmp_path / "atlas.duckdb").documents == 2


def test_two_years_that_share_phrases_are_two(folder: Path, tmp_path: Path) -> None:
    (folder / "documents.csv").unlink()
    for name in ("a-news.html", "b-gov.html"):
        (folder / name).unlink()
    one, other = (
        likeness_of(report(year), package.extract(report(year), published=f"{year}-01-20", region="江苏省"))
        for year in FIGURES
    )
    assert one.to(other) > 0.7, "the words alone would not tell them apart"
    assert built(folder, tmp_path / "atlas.duckdb").documents == 2


def test_the_kept_copy_does_not_depend_on_order_or_workers(folder: Path, tmp_path: Path) -> None:
    names = ["a-news.html", "b-gov.html", "c-plain.txt", "d-last-year.txt"]
    tables = []
    for workers, order in ((1, names), (3, names[::-1])):
        output = tmp_path / f"{workers}.duckdb"
        paths = [str(folder / name) for name in order]
        code = f"from fangzhi.run.build import build; build({paths!r}, {str(output)!r}, workers={workers})"
        subprocess.run([sys.executable, "-c", code], check=True)
        tables.append({path.name: path.read_bytes() for path in export(output, tmp_path / f"tables{workers}")})
    assert tables[0] == tables[1]
    assert tables[0]["document.csv"].count(b"\n") == 3


def entry(path: str, likeness: Likeness, **source: str) -> Entry:
    return Entry(path, None, "", path, path, 9, {}, likeness=likeness.packed(), source=dict(source))


FACTS = package.extract(report(), published="2026-01-20", region="江苏省")
SENTENCES = st.lists(
    st.sampled_from([f"第{number}项工作已经完成，各地各部门落实责任。" for number in range(60)]),
    min_size=12,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(sentences=SENTENCES, seed=st.integers(0, 99), dates=st.permutations(["2026-01-01", "2026-01-02", "2026-01-03"]))
def test_pages_around_one_text_are_one_whatever_their_order(sentences: list[str], seed: int, dates: list[str]) -> None:
    text = report() + "".join(sentences)
    likeness = {date: likeness_of(f"发布时间：{date}\n{text}\n", FACTS) for date in dates}
    entries = [entry(f"{date}.html", likeness[date], published=date) for date in dates]
    random.Random(seed).shuffle(entries)  # noqa: S311  # an order, the same for the same seed
    (group,) = groups_of(entries)
    assert [one.path for one in group] == ["2026-01-01.html", "2026-01-02.html", "2026-01-03.html"]


@settings(max_examples=60, deadline=None)
@given(sentences=SENTENCES, place=st.integers(0, 39), digit=st.integers(0, 9))
def test_one_number_more_or_other_makes_two(sentences: list[str], place: int, digit: int) -> None:
    changed = list(sentences)
    changed[place % len(changed)] = f"新增{digit}万个岗位，各地各部门落实责任。"
    groups = groups_of([entry("a", likeness_of("".join(sentences), ())), entry("b", likeness_of("".join(changed), ()))])
    assert len(groups) == 2


@settings(max_examples=40, deadline=None)
@given(
    one=st.sets(st.integers(0, 400), min_size=40, max_size=120),
    other=st.sets(st.integers(0, 400), min_size=40, max_size=120),
)
def test_the_estimate_is_near_the_true_likeness(one: set[int], other: set[int]) -> None:
    texts = ["".join(f"〇{number:03d}项" for number in sorted(chosen)) for chosen in (one, other)]
    shingles = [{text[at : at + 5] for at in range(len(text) - 4)} for text in texts]
    true = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
    estimate = likeness_of(texts[0], ()).to(likeness_of(texts[1], ()))
    assert abs(estimate - true) < 0.065 * 4.5


def test_a_signature_survives_packing() -> None:
    likeness = likeness_of(report(), ())
    assert Likeness.unpacked(likeness.packed()) == likeness
    short = likeness_of("短。", ())
    assert Likeness.unpacked(short.packed()) == short


def test_what_nobody_else_says_is_compared_with_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or reports of one form, which share most of their words, would cost the square of their number."""
    compared: list[object] = []
    monkeypatch.setattr(
        "fangzhi.run.duplicates.are_copies", lambda one, *_: compared.append(one)
    )  # None: they are no copies
    files = [
        Entry(f"{number}.txt", None, "", f"{number}", f"{number}", 9, {}, likeness=likeness_of(text, ()).packed())
        for number in range(40)
        for text in [report().replace("5.8%", f"{number}.5%")]
    ]
    assert len(groups_of(files)) == 40
    assert compared == []
    twice = [Entry("copy.txt", None, "", "c", "c", 9, {}, likeness=files[0].likeness), *files]
    assert len(groups_of(twice)) == 41
    assert len(compared) == 1
