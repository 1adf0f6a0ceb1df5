"""Industries, schemes, comparison, targets, audit, search and the data beside every page."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from fangzhi.lexicon.load import load_lexicon
from fangzhi.present.web import create_app
from fangzhi.present.web.kept import Answer, KeptAnswers
from fangzhi.present.web.page_data import data_model
from fangzhi.present.web.pages import industry as industry_module
from fangzhi.present.web.pages import region as region_module
from web_atlas import Draft, write_atlas
from web_drafts import INDICATORS, REGIONS, TestClient, number

GROUPS = [
    {"label": "主导产业集群", "count": 2, "members": ["高端装备", "新能源"]},
    {"label": "新兴产业链", "count": 3, "members": ["无人机", "氢能", "储能"]},
]


def about(region: str, code: str, *facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [fact | {"region": region, "region_code": code} for fact in facts]


def focus(words: str, industry_id: str | None, stage: str | None = None) -> dict[str, Any]:
    return {"kind": "focus", "quote": words, "industry": words, "industry_id": industry_id, "stage": stage}


def drafts() -> list[Draft]:
    old = Draft("江苏旧报告", "发展无人机和氢能。今年总量增长5%以上。", "2025-01-10", "江苏省", "320000")
    old.facts = about(
        "江苏省",
        "320000",
        focus("无人机", "drones"),
        focus("氢能", "hydrogen"),
        number("5%以上", "gdp", "growth", 5.0, "2025", status="target", bound="min"),
    )
    text = (
        "去年总量14.2万亿元，增长5.3%。做强“23”产业体系：高端装备、新能源2个集群，无人机、氢能、储能3条链。"
        "培育无人机产业，建设常州无人机基地，投资36亿元，推进低空经济行动。"
    )
    new = Draft("江苏新报告", text, "2026-01-20", "江苏省", "320000")
    new.facts = about(
        "江苏省",
        "320000",
        number("14.2万亿元", "gdp", "level", 1.42e13, "2025"),
        number("5.3%", "gdp", "growth", 5.3, "2025"),
        {"kind": "scheme", "quote": "“23”产业体系", "code": "23", "name": "产业体系", "groups": GROUPS},
        focus("无人机", "drones", "emerging"),
        focus("某某产业", None) | {"quote": "集群"},
        {"kind": "project", "quote": "常州无人机基地", "name": "常州无人机基地", "amount": 3.6e9, "stage": "building"},
        {"kind": "policy", "quote": "低空经济行动", "title": "低空经济行动"},
    )
    other = Draft("自贡报告", "前三季度总量1200亿元。发展无人机。", "2026-01-22", "自贡市", "510300")
    other.facts = about(
        "自贡市",
        "510300",
        number("1200亿元", "gdp", "level", 1.2e11, "2025-01/2025-09"),
        focus("无人机", "drones", "pillar"),
    )
    third = Draft("浙江报告", "去年总量9.4万亿元，增长5.6%。总量为4.1万亿元。", "2026-01-23", "浙江省", "330000")
    third.facts = about(
        "浙江省",
        "330000",
        number("9.4万亿元", "gdp", "level", 9.4e12, "2025"),
        number("5.6%", "gdp", "growth", 5.6, "2025"),
        number("4.1万亿元", "gdp", "level", 4.1e12, "2025"),
    )
    return [old, new, other, third]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path = tmp_path_factory.mktemp("pages") / "atlas.duckdb"
    return TestClient(create_app(write_atlas(path, drafts(), regions=REGIONS, indicators=INDICATORS)))


def page(client: TestClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return str(response.text)


def rows(client: TestClient, path: str) -> list[dict[str, str]]:
    response = client.get(path)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


PAGES = [
    "/industries",
    "/industry/drones",
    "/industry/aerospace",
    "/schemes",
    "/scheme/320000/23",
    "/compare",
    "/compare?r=320000",
    "/compare?r=320000&r=330000&r=510300",
    "/targets",
    "/audit",
    "/search?q=总量",
    "/search?q=总量&kind=observation",
]


@pytest.mark.parametrize("path", [*PAGES, "/en/industry/drones", "/en/scheme/320000/23", "/en/targets", "/en/audit"])
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    for link in set(re.findall(r'\bhref="(/[^"]*)"', page(client, path))):
        target, _, anchor = link.replace("&amp;", "&").partition("#")
        found = page(client, target)
        assert not anchor or f'id="{anchor}"' in found, link


def test_an_industry_shows_who_develops_it_since_when(client: TestClient) -> None:
    data = client.get("/industry/drones.json").json()
    found = {d["region"]: (d["stage"], d["mentions"], d["first"]["published"]) for d in data["developers"]}
    assert found == {"江苏省": ("emerging", 2, "2025-01-10"), "自贡市": ("pillar", 1, "2026-01-22")}
    assert [p["name"] for p in data["projects"]] == ["常州无人机基地"]
    text = page(client, "/industry/drones")
    assert 'class="area q5"' in text  # Jiangsu itself
    assert 'class="area q2"' in text  # Sichuan, of which only Zigong says so
    assert "36亿元" in text


def test_a_broader_industry_counts_the_narrower_ones(client: TestClient) -> None:
    developers = client.get("/industry/low-altitude-economy.json").json()["developers"]
    assert {d["region"] for d in developers} == {"江苏省", "自贡市"}
    assert "低空经济行动" in page(client, "/industry/low-altitude-economy")
    assert page(client, "/industry/nothing-such", 404)


def test_industries_that_the_list_lacks_are_shown_apart(client: TestClient) -> None:
    data = client.get("/industries.json").json()
    assert [u["industry"] for u in data["unlisted"]] == ["某某产业"]
    assert data["industries"][0]["zh"] == "无人机"


def test_a_scheme_shows_members_and_whether_its_digits_add_up(client: TestClient) -> None:
    text = page(client, "/scheme/320000/23")
    assert "数字合得上" in text
    assert 'href="/industry/drones"' in text
    data = client.get("/scheme/320000/23.json").json()
    assert [len(group["members"]) for group in data["groups"]] == [2, 3]
    assert data["scheme"]["adds_up"] is True
    assert "23" in page(client, "/schemes?q=氢能")
    assert "没有符合条件的体系" in page(client, "/schemes?q=茶叶")
    assert page(client, "/scheme/320000/999", 404)


def test_regions_side_by_side_mark_what_cannot_be_compared(client: TestClient) -> None:
    data = client.get("/compare.json?r=320000&r=330000&r=510300").json()
    level = next(line for line in data["lines"] if line["measure"] == "level")
    assert level["period"] == "2025"
    badges = [{badge["code"] for badge in side["badges"]} for side in level["sides"]]
    assert badges[:2] == [set(), set()]
    assert badges[2] == {"period_span"}  # three quarters beside two years
    assert [one["zh"] for one in data["shared"]] == ["无人机"]
    assert [one["zh"] for one in data["unique"]] == ["氢能"]
    assert "2025年1—9月" in page(client, "/compare?r=320000&r=510300&r=330000")


def test_a_region_is_added_by_its_name(client: TestClient) -> None:
    assert "浙江" in page(client, "/compare?r=320000&add=浙江")
    assert "没有叫“火星”的地区" in page(client, "/compare?r=320000&add=火星")
    assert client.get("/compare?" + "&".join(["r=320000"] * 7)).status_code == 422


def test_a_target_stands_beside_its_outcome_with_a_verdict(client: TestClient) -> None:
    [row] = client.get("/targets.json?region=320000").json()["rows"]
    assert (row["target"]["quote"], row["outcome"]["quote"], row["verdict"]) == ("5%以上", "5.3%", "met")
    assert "达到" in page(client, "/targets?verdict=met")
    assert "没有符合条件的目标" in page(client, "/targets?verdict=missed")


def test_the_audit_cites_the_sentences_that_do_not_fit(client: TestClient) -> None:
    text = page(client, "/audit?kind=reading")
    assert "9.4万亿元" in text
    assert "4.1万亿元" in text


def test_search_narrows_to_one_fact_of_the_sentence(client: TestClient) -> None:
    assert client.get("/search.json?q=总量").json()["total"] == 5
    assert client.get("/search.json?q=总量&status=target").json()["total"] == 1
    assert client.get("/search.json?q=总量&status=target&region=330000").json()["total"] == 0
    both = client.get("/search.json?q=基地 投资").json()
    assert [piece["text"] for piece in both["passages"][0]["pieces"] if piece["found"]] == ["基地", "投资"]
    text = page(client, "/search?q=总量")
    assert "<mark>总量</mark>" in text
    assert 'href="/search?q=%E6%80%BB%E9%87%8F&amp;status=target"' in text


def test_search_goes_to_an_industry_or_a_scheme_that_was_named(client: TestClient) -> None:
    for words, path in {"无人机": "/industry/drones", "23": "/scheme/320000/23", "Drones": "/industry/drones"}.items():
        response = client.get("/search", params={"q": words}, follow_redirects=False)
        assert (response.status_code, response.headers.get("location")) == (303, path), words


def test_every_page_has_its_data_as_json_and_csv(client: TestClient) -> None:
    assert {row["quote"] for row in rows(client, "/region/320000.csv")} == {"14.2万亿元", "5.3%", "5%以上"}
    assert {row["region"] for row in rows(client, "/industry/drones.csv")} == {"江苏省", "自贡市"}
    assert rows(client, "/industry/drones.csv")[0]["first_fact_id"]
    assert rows(client, "/index.csv")[0]["region_name"] == "江苏省"
    assert rows(client, "/targets.csv")[0]["target_quote"] == "5%以上"
    assert rows(client, "/search.csv?q=茶叶") == []
    for path, page_class in (
        ("/industry/drones", industry_module.IndustryPage),
        ("/region/320000", region_module.RegionPage),
    ):
        data_model(page_class).model_validate(client.get(f"{path}.json").json())


def test_the_description_of_the_addresses_fits_what_they_give(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    known = {"region_code": "320000", "indicator_id": "gdp", "slug": "drones", "region_key": "320000", "key": "23"}
    known["document_id"] = drafts()[0].sha256[:16]
    assert {path.rpartition(".")[2] for path in described["paths"]} == {"json", "csv"}
    assert len({operation["get"]["operationId"] for operation in described["paths"].values()}) == len(
        described["paths"]
    )
    for path in described["paths"]:
        response = client.get(path.format(**known))
        assert response.status_code == 200, path
        assert response.headers["content-type"].startswith(("application/json", "text/csv"))
        properties = {
            name for schema in described["components"]["schemas"].values() for name in schema.get("properties", ())
        }
        if path.endswith(".json"):
            assert set(response.json()) <= properties


def test_what_is_wrong_with_an_address_of_data_is_said_as_data(client: TestClient) -> None:
    for path, status in (
        ("/region/999999.json", 404),
        ("/search.csv?year=last", 422),
        ("/targets.json?verdict=x", 422),
    ):
        response = client.get(path)
        assert response.status_code == status
        assert response.json()["status"] == status
        assert response.json()["detail"]


def test_only_reading_is_allowed(client: TestClient) -> None:
    response = client.post("/region/320000")
    assert (response.status_code, response.headers["allow"]) == (405, "GET")


def test_the_first_page_speaks_the_language_of_the_browser(client: TestClient) -> None:
    english = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.8"}, follow_redirects=False)
    assert (english.status_code, english.headers["location"]) == (307, "/en/")
    switched = client.get("/", headers={"Accept-Language": "en", "Sec-Fetch-Site": "same-origin"})
    assert switched.headers["vary"] == "Accept-Language, Sec-Fetch-Site"
    assert 'lang="zh-CN"' in switched.text
    assert 'lang="zh-CN"' in page(client, "/region/320000")  # an address says its language itself


def test_the_other_language_keeps_what_was_asked(client: TestClient) -> None:
    assert 'href="/en/compare?r=320000&amp;r=330000"' in page(client, "/compare?r=320000&r=330000")
    assert 'href="/targets?verdict=met"' in page(client, "/en/targets?verdict=met")


def test_a_page_says_how_to_cite_it(client: TestClient) -> None:
    cited = re.search(r'<details class="cite">.*?<p>(.*?)</p>', page(client, "/scheme/320000/23"), flags=re.DOTALL)
    assert cited
    assert cited[1].startswith("《江苏省“23”》，方志资料库（4 份文献，建于 2026-11-20")
    assert cited[1].endswith("/scheme/320000/23")


def test_pages_are_kept_until_room_is_needed(tmp_path: Path) -> None:
    kept = KeptAnswers(most_bytes=10)
    for name in ("a", "b", "c"):
        kept.keep("1", name, Answer("text/html", b"1234"))
    assert kept.get("1", "a") is None
    assert kept.get("1", "c") == Answer("text/html", b"1234")
    assert kept.get("2", "c") is None
    path = write_atlas(tmp_path / "a.duckdb", drafts()[:1], regions=REGIONS, indicators=INDICATORS)
    client = TestClient(create_app(path))
    first, second = client.get("/region/320000"), client.get("/region/320000")
    assert (first.text, first.headers["etag"]) == (second.text, second.headers["etag"])
    assert first.headers["content-security-policy"] == second.headers["content-security-policy"]


def test_industries_of_a_region_are_named_in_the_language_of_the_reader(client: TestClient) -> None:
    chinese, english = page(client, "/region/320000"), page(client, "/en/region/320000")
    assert re.search(r'<span class="chip k-focus"><a href="[^"]+" lang="zh-CN">无人机', chinese)
    assert re.search(r'<span class="chip k-focus"><a href="[^"]+" title="无人机">Drones', english)
    assert re.search(r'<a href="[^"]+" lang="zh-CN">某某产业', english)  # the list has no English name for it
    also = client.get("/indicator/gdp.json").json()["aliases"]
    assert {"国内生产总值", "gross regional product"} <= {*also} | {"gross regional product"}
    assert "gross regional product" not in page(client, "/indicator/gdp").replace("gross domestic product", "")


def test_a_long_list_has_pages_of_its_own(client: TestClient) -> None:
    text = client.get("/region/320000?part=figures").text
    assert "<h1>江苏省</h1>" in text
    assert text.count('<a class="num"') == len(client.get("/region/320000.json").json()["figures"])
    assert client.get("/region/320000?part=figures&page=2").text.count('<a class="num"') == 0
    assert client.get("/region/320000?part=..").status_code == 422


def test_a_definition_is_told_in_the_language_of_the_reader_or_in_english(client: TestClient, tmp_path: Path) -> None:
    assert '<p class="lead">一个地区所有常住单位在一定时期内' in client.get("/indicator/gdp").text
    assert '<p class="lead">Value of all goods and services' in client.get("/en/indicator/gdp").text
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "indicators.csv").write_text(
        "id,zh,en,dimension,unit,kind,better,theme,definition\n"
        "gdp,地区生产总值,gross domestic product,money,元,flow,up,output,All that was made.\n",
        encoding="utf-8",
    )
    path = write_atlas(tmp_path / "a.duckdb", drafts()[:1], regions=REGIONS, indicators=INDICATORS)
    other = TestClient(create_app(path, lexicon=load_lexicon(tmp_path / "words")))
    assert '<p class="lead" lang="en">All that was made.</p>' in other.get("/indicator/gdp").text
    assert '<p class="lead">All that was made.</p>' in other.get("/en/indicator/gdp").text
