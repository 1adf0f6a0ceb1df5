"""The pages of the atlas, over a small atlas written by hand."""

from __future__ import annotations

import gc
import os
import re
import threading
import warnings
from dataclasses import fields
from functools import cache
from html import escape, unescape
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from fangzhi.model.errors import StoreError
from fangzhi.present.web import create_app
from fangzhi.present.web.frame import template_name
from fangzhi.present.web.names import Names
from fangzhi.present.web.pages import (
    about,
    audit,
    compare,
    document,
    error,
    home,
    index_lab,
    indicator,
    industries,
    industry,
    region,
    scheme,
    schemes,
    search,
    targets,
)
from fangzhi.present.web.pages import documents as document_list
from fangzhi.present.web.vocabulary import vocabulary_of
from fangzhi.present.web.words import known_words
from fangzhi.run.build import build
from fangzhi.store.serving import ServedAtlas
from web_atlas import Draft, write_atlas
from web_drafts import INDICATORS, REGIONS, hostile, jiangsu, number, served, zhejiang

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette asks for httpx2, which is not among our tools yet
    from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def client() -> TestClient:
    return served()


def page(client: TestClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return str(response.text)


@cache
def seen(client: TestClient, path: str) -> str:
    """A page that many others link to, asked for once."""
    return page(client, path)


def links(text: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'\bhref="([^"]*)"', text)]


PAGES = [
    "/",
    "/region/320000",
    "/region/510300",
    "/region/100000",
    "/indicator/gdp",
    "/documents",
    "/about",
    "/search?q=总量",
    f"/document/{jiangsu().sha256[:16]}",
    f"/document/{hostile().sha256[:16]}",
]


@pytest.mark.parametrize("path", [*PAGES, "/en/", "/en/region/320000", "/en/about"])
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    for link in set(links(page(client, path))):
        if link.startswith("http"):
            continue
        target, _, anchor = link.partition("#")
        found = seen(client, target or path)
        assert not anchor or f'id="{anchor}"' in found, link


@pytest.mark.parametrize("path", ["/", "/region/320000", "/indicator/gdp", "/en/region/320000", "/en/"])
def test_every_figure_leads_to_its_sentence(client: TestClient, path: str) -> None:
    text = page(client, path)
    figures = re.findall(r'<a class="num" href="([^"]*)" title="([^"]*)">([^<]*)</a>', text)
    assert figures
    # No number with a unit stands outside a link.
    bare = re.sub(r"<a\b[^>]*>.*?</a>|<figcaption>.*?</figcaption>|<option.*?</option>", "", text, flags=re.DOTALL)
    assert not re.search(r"\d(\.\d+)?(%|万亿元|亿元)", re.sub(r"<[^>]+>", " ", bare))
    for link, sentence, _ in figures:
        document_path, _, anchor = link.partition("#")
        found = seen(client, document_path)
        quote = re.search(rf'id="{anchor}"[^>]*>(?:<[^>]*>)*([^<]*)</', found)
        assert quote, link
        assert quote[1] in sentence


def test_a_server_that_ends_leaves_nothing_frozen() -> None:
    # what is frozen when a process ends looks leaked to libraries, which fill the terminal with it
    with served() as running:
        assert running.get("/about").status_code == 200
    assert gc.get_freeze_count() == 0


def test_the_home_page_ranks_the_best_covered_indicator(client: TestClient) -> None:
    text = page(client, "/")
    assert "14.2万亿元" in text
    assert re.search(r">1</td>.*江苏.*>2</td>.*浙江", text, flags=re.DOTALL)
    growth = page(client, "/?indicator=gdp&measure=growth&period=2025&status=actual")
    assert re.search(r">1</td>.*浙江.*>2</td>.*江苏", growth, flags=re.DOTALL)


def test_english_pages_have_english_names_and_units(client: TestClient) -> None:
    text = page(client, "/en/region/320000")
    assert "14.2 trillion yuan" in text
    assert "Gross domestic product" in text
    assert "Jiangsu</h1>" in text
    assert "≈5%" in text


def test_a_wish_that_cannot_be_met_says_so(client: TestClient) -> None:
    assert "没有所选的组合" in page(client, "/?indicator=gdp&measure=rank")
    assert "没有所选的组合" not in page(client, "/?indicator=gdp&measure=growth")


def test_a_region_shows_targets_beside_results(client: TestClient) -> None:
    text = page(client, "/region/320000")
    ledger = text[text.index("目标与结果") :]
    assert ledger.index("5.3%") < ledger.index("≈5%")
    assert 'class="chart"' in text
    for words in ("1650", "列出 2 个", "苏州船用发动机基地", "36亿元", "稳链行动计划", "集成电路", "在建"):
        assert words in text


def test_projects_are_counted_and_summed_by_stage(client: TestClient) -> None:
    found = client.get("/region/320000.json").json()["project_stages"]
    assert found == [{"stage": "building", "projects": 1, "with_amount": 1, "amount": 3.6e9}]
    assert "1 个写明金额，合计 36亿元" in client.get("/region/320000").text


def test_an_empty_panel_is_not_shown_and_what_is_missing_is_said(client: TestClient) -> None:
    text = page(client, "/region/330000")
    assert "产业体系</h2>" not in text
    assert re.search(r"本页没有的：</strong>[^<]*产业体系[^<]*项目", text)
    assert "资料库里还没有关于四川省的事实" in page(client, "/region/510000")


def test_figures_of_part_of_a_year_are_not_ranked_with_a_year(tmp_path: Path) -> None:
    draft = zhejiang()
    draft.facts[0]["period"] = "2025-01/2025-09"
    path = write_atlas(tmp_path / "a.duckdb", [jiangsu(), draft], regions=REGIONS, indicators=INDICATORS)
    with TestClient(create_app(path)) as client:
        text = page(client, "/?indicator=gdp&measure=level&period=2025&status=actual")
    assert "14.2万亿元" in text
    assert "9.4万亿元" not in text


def test_several_figures_for_one_thing_are_counted(tmp_path: Path) -> None:
    news = Draft("江苏新闻", "江苏经济总量14.1万亿元。", "2026-02-01", "江苏省", "320000", kind="news")
    news.facts = [number("14.1万亿元", "gdp", "level", 1.41e13, "2025", region="江苏省", region_code="320000")]
    path = write_atlas(tmp_path / "a.duckdb", [jiangsu(), news], regions=REGIONS, indicators=INDICATORS)
    with TestClient(create_app(path)) as client:
        assert "另有 1 个不同数值" in page(client, "/indicator/gdp?measure=level&period=2025")
        assert "另有 1 个不同数值" in page(client, "/region/320000")


def test_a_figure_that_is_not_sure_says_so(tmp_path: Path) -> None:
    draft = zhejiang()
    draft.facts[0]["confidence"] = "weak"
    path = write_atlas(tmp_path / "a.duckdb", [draft], regions=REGIONS, indicators=INDICATORS)
    with TestClient(create_app(path)) as client:
        text = page(client, "/region/330000")
    assert re.search(r">9\.4万亿元</a><abbr", text)
    assert not re.search(r">5\.6%</a><abbr", text)


def test_text_of_a_document_is_whole_and_marked(client: TestClient) -> None:
    draft = jiangsu()
    text = page(client, f"/document/{draft.sha256[:16]}")
    article = re.search(r"<article.*?</article>", text, flags=re.DOTALL)
    assert article
    paragraphs = re.findall(r"<p>(.*?)</p>", article[0], flags=re.DOTALL)
    assert [unescape(re.sub(r"<[^>]+>", "", paragraph)) for paragraph in paragraphs] == draft.text.split("\n")
    ids = re.findall(r'id="(f-[0-9a-f]+)"', article[0])
    assert len(ids) == len(set(ids)) == len(draft.facts)
    assert "inferred: first line" in text


def test_hostile_text_stays_text(client: TestClient) -> None:
    for path in (f"/document/{hostile().sha256[:16]}", "/region/510300", "/documents", "/", "/search?q=alert"):
        text = page(client, path)
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "<b>产值" not in text
        assert "<i>题" not in text
        assert 'href="javascript:' not in text
    assert escape("<script>alert(1)</script>") in page(client, f"/document/{hostile().sha256[:16]}")
    assert "<u>" not in page(client, "/search?q=<u>&x=%22><u>")


def test_nothing_inline_is_needed_and_nothing_inline_is_allowed(client: TestClient) -> None:
    for path in PAGES:
        response = client.get(path)
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(
            r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)", response.text.replace("onerror=alert", "")
        )
        assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/region/999999", 404),
        ("/region/%2e%2e%2fetc", 404),
        ("/region/..%5c..%5cx", 422),
        ("/region/" + "1" * 200, 422),
        ("/indicator/nothing_such", 404),
        ("/indicator/GDP;drop", 422),
        ("/indicator/gdp?period=later", 422),
        ("/document/0123456789abcdef", 404),
        ("/document/x", 422),
        ("/documents?page=0", 422),
        ("/documents?page=many", 422),
        ("/?status=perhaps", 422),
        ("/search?q=" + "a" * 101, 422),
        ("/static/..%2fapp.py", 404),
        ("/static/app.py", 404),
        ("/en/nowhere", 404),
    ],
)
def test_addresses_that_lead_nowhere_get_a_page_that_says_so(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert "content-security-policy" in response.headers
    if not path.startswith("/static"):
        assert '<main id="main"' in response.text


def test_search_goes_to_what_was_named(client: TestClient) -> None:
    for words, path in {
        "江苏": "/region/320000",
        "Zigong": "/region/510300",
        "gdp": "/indicator/gdp",
        "吉林": "/region/220000",
    }.items():
        response = client.get("/search", params={"q": words}, follow_redirects=False)
        assert (response.status_code, response.headers["location"]) == (303, path)
    assert client.get("/en/search?q=Jiangsu", follow_redirects=False).headers["location"] == "/en/region/320000"
    assert "<mark>经济总量</mark>" in page(client, "/search?q=经济总量")
    assert "没有找到" in page(client, "/search?q=火星")


def test_data_of_a_page_as_json(client: TestClient) -> None:
    found = client.get("/region/320000.json").json()
    assert found["region"]["name"] == "江苏省"
    assert {figure["quote"] for figure in found["figures"]} >= {"14.2万亿元", "5%左右"}
    assert client.get("/indicator/gdp.json").json()["labels"] == [{"words": "经济总量", "count": 6}]
    draft = jiangsu()
    data = client.get(f"/document/{draft.sha256[:16]}.json").json()
    assert data["document"]["text"] == draft.text
    assert all(draft.text[p["span_start"] : p["span_end"]] for p in data["places"])


def test_an_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/about").headers["etag"]
    response = client.get("/about", headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


def test_a_replaced_atlas_is_served_without_errors(tmp_path: Path) -> None:
    path = write_atlas(tmp_path / "atlas.duckdb", [zhejiang()], regions=REGIONS, indicators=INDICATORS)
    served = ServedAtlas(path)
    before = served.reader()
    other = write_atlas(tmp_path / "next.duckdb", [jiangsu(), zhejiang()], regions=REGIONS, indicators=INDICATORS)
    with TestClient(create_app(path)) as client:
        old_tag = client.get("/").headers["etag"]
        statuses: list[int] = []

        def ask() -> None:
            statuses.extend(client.get("/documents").status_code for _ in range(15))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        os.replace(other, path)  # noqa: PTH105  # what a build does
        for thread in threads:
            thread.join()
        assert set(statuses) == {200}
        assert "江苏报告" in page(client, "/documents")
        assert client.get("/", headers={"If-None-Match": old_tag}).status_code == 200
        path.write_bytes(b"no atlas")  # a file that is none leaves the one before in use
        assert "江苏报告" in page(client, "/documents")
        path.unlink()
        assert "江苏报告" in page(client, "/documents")
    assert len(before.atlas.documents()) == 1  # a request under way keeps its version


def test_the_pages_of_an_atlas_that_was_built_from_documents(documents: Path, tmp_path: Path) -> None:
    path = tmp_path / "built.duckdb"
    build([documents], path, workers=1)
    with TestClient(create_app(path)) as client:
        assert "14.2万亿元" in page(client, "/region/320000")
        assert "≈5.5%" in page(client, "/indicator/gdp")
        for link in set(links(page(client, "/documents"))):
            assert client.get(link).status_code == 200, link
        for kind in ("/en/region/510300", "/about", "/en/about"):
            page(client, kind)


def test_there_must_be_an_atlas(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no atlas at"):
        create_app(tmp_path / "none.duckdb")
    (tmp_path / "text.duckdb").write_text("text")
    with pytest.raises(StoreError, match="build it again"):
        create_app(tmp_path / "text.duckdb")


CONTEXTS = (
    home.HomePage,
    region.RegionPage,
    indicator.IndicatorPage,
    document.DocumentPage,
    document_list.DocumentsPage,
    search.SearchPage,
    audit.AuditPage,
    compare.ComparePage,
    index_lab.IndexLabPage,
    industries.IndustriesPage,
    industry.IndustryPage,
    scheme.SchemePage,
    schemes.SchemesPage,
    targets.TargetsPage,
    about.AboutPage,
    error.ErrorPage,
)
TEMPLATES = files("fangzhi.present.web") / "templates"
SHARED = set(Names("zh", vocabulary_of(None), {}, {}).shared())


def undeclared(name: str) -> set[str]:
    """What a template needs from its page: neither shared by all, nor imported, nor made in the template."""
    tree = Environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S701  # parsed, never rendered
    own = {found.target for found in tree.find_all(nodes.Import)} | {found.name for found in tree.find_all(nodes.Macro)}
    own |= {found.target.name for found in tree.find_all(nodes.Assign) if isinstance(found.target, nodes.Name)}
    return meta.find_undeclared_variables(tree) - SHARED - own


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.__name__)
def test_a_template_uses_exactly_the_fields_of_its_page(context: type) -> None:
    used = undeclared(template_name(context)) | undeclared("base.html")
    declared = {field.name for field in fields(context) if field.metadata.get("page", True)}
    assert used == declared
    assert all(field.metadata.get("help") for field in fields(context))


def test_the_words_of_the_templates_are_all_there_and_all_used() -> None:
    sources = [entry.read_text(encoding="utf-8") for entry in TEMPLATES.iterdir()]
    package = Path(str(files("fangzhi.present.web")))
    sources += [entry.read_text(encoding="utf-8") for entry in package.rglob("*.py")]
    whole = set()
    for source in sources:
        whole |= set(re.findall(r"""(?:\bt|words)\(\s*['"]([a-z_]+\.[a-z_]+)['"]""", source))
        whole |= set(re.findall(r"""['"]((?:error|site)\.[a-z_]+)['"]""", source))
    known = known_words()
    assert whole <= known
    # Sections whose keys are values of the data: t('measure.' ~ figure.measure).
    by_value = {"measure", "status", "stage", "project_stage", "level", "document_kind", "kind", "one", "atlas_key"}
    by_value |= {"verdict", "reason", "against", "facet", "named", "finding", "certainty", "platform", "platform_level"}
    by_value |= {"scope", "field"}
    by_value_keys = {"document.certain", "document.context", "document.weak", "indicator.up", "indicator.down"}
    unused = {key for key in known - whole - by_value_keys if key.partition(".")[0] not in by_value}
    assert not unused
