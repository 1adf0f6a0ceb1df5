"""Three short reports and the atlas of them that the tests of the pages share."""

from __future__ import annotations

import atexit
import warnings
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fangzhi.present.web import create_app
from web_atlas import Draft, write_atlas

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette asks for httpx2, which is not among our tools yet
    from starlette.testclient import TestClient

__all__ = ["INDICATORS", "REGIONS", "TestClient", "hostile", "jiangsu", "number", "served", "two_years", "zhejiang"]

REGIONS: list[dict[str, Any]] = [
    {"region_code": "100000", "name": "中华人民共和国", "short": "全国", "english": "China", "level": "country"},
    {"region_code": "320000", "name": "江苏省", "short": "江苏", "english": "Jiangsu", "level": "province"},
    {"region_code": "330000", "name": "浙江省", "short": "浙江", "english": "Zhejiang", "level": "province"},
    {"region_code": "510000", "name": "四川省", "short": "四川", "english": "Sichuan", "level": "province"},
    {"region_code": "510300", "name": "自贡市", "short": "自贡", "english": "Zigong", "level": "prefecture"},
    {"region_code": "220000", "name": "吉林省", "short": "吉林", "english": "Jilin", "level": "province"},
    {"region_code": "220200", "name": "吉林市", "short": "吉林", "english": "Jilin City", "level": "prefecture"},
]
for row in REGIONS:
    above = {"province": "100000", "prefecture": str(row["region_code"])[:2] + "0000"}
    row |= {"pinyin": row["english"], "parent": above.get(str(row["level"]))}
    row |= {"longitude": 104.8, "latitude": 29.4}
INDICATORS: list[dict[str, Any]] = [
    {"indicator_id": "gdp", "zh": "地区生产总值", "en": "Gross domestic product", "unit": "元", "better": "up"},
    {"indicator_id": "grain_output", "zh": "粮食产量", "en": "Grain output", "unit": "斤", "better": "up"},
]


def number(
    words: str, indicator_id: str | None, measure: str, value: float, period: str, **more: object
) -> dict[str, Any]:
    fact: dict[str, Any] = {
        "kind": "observation",
        "quote": words,
        "indicator_id": indicator_id,
        "measure": measure,
        "value": value,
    }
    fact |= {"period": period, "unit": "%" if "%" in words else "元", "indicator": "经济总量", "region": None}
    return fact | more


def jiangsu() -> Draft:
    text = (
        "各位代表：\n去年经济总量14.2万亿元，增长5.3%。前年总量13.7万亿元。\n今年目标增长5%左右，"
        "打造“1650”产业体系，建设苏州船用发动机基地，投资36亿元。\n实施稳链行动计划，发展集成电路。"
    )
    facts = [
        number("14.2万亿元", "gdp", "level", 1.42e13, "2025"),
        number("5.3%", "gdp", "growth", 5.3, "2025"),
        number("13.7万亿元", "gdp", "level", 1.37e13, "2024"),
        number("5%左右", "gdp", "growth", 5.0, "2026", status="target", bound="approx"),
        number("36亿元", None, "level", 3.6e9, "2026", indicator="船用发动机基地投资"),
        {"kind": "scheme", "quote": "“1650”产业体系", "code": "1650", "name": "产业体系"}
        | {"groups": [{"label": "集群", "count": 16, "members": ["生物医药", "新材料"]}]},
        {
            "kind": "project",
            "quote": "苏州船用发动机基地",
            "name": "苏州船用发动机基地",
            "amount": 3.6e9,
            "stage": "building",
        },
        {"kind": "policy", "quote": "稳链行动计划", "title": "稳链行动计划"},
        {"kind": "focus", "quote": "集成电路", "industry": "集成电路", "stage": "pillar"},
    ]
    for fact in facts:
        fact |= {"region": "江苏省", "region_code": "320000"}
    return Draft("江苏报告", text, "2026-01-20", "江苏省", "320000", facts)


def zhejiang() -> Draft:
    text = "全省经济总量达到9.4万亿元，增长5.6%。"
    facts = [
        number("9.4万亿元", "gdp", "level", 9.4e12, "2025"),
        number("5.6%", "gdp", "growth", 5.6, "2025"),
    ]
    for fact in facts:
        fact |= {"region": "浙江省", "region_code": "330000"}
    return Draft("浙江报告", text, "2026-01-15", "浙江省", "330000", facts, url="https://example.org/zj")


def hostile() -> Draft:
    text = '自贡<script>alert(1)</script>产值"><img src=x onerror=alert(2)>达到8亿元。'
    facts = [
        number("8亿元", None, "level", 8e8, "2025", region="自贡市", region_code="510300", indicator="<b>产值</b>"),
        {"kind": "policy", "quote": "<script>alert(1)</script>", "title": "<script>alert(1)</script>"}
        | {"region": "自贡市", "region_code": "510300"},
    ]
    return Draft("<i>题</i>", text, None, "自贡市", "510300", facts, url="javascript:alert(3)", kind="news")


def two_years() -> list[Draft]:
    """Reports of three provinces for two years: what was reached, what is promised, one industry."""
    names = (("江苏省", "320000"), ("浙江省", "330000"), ("四川省", "510000"))
    return [
        _report(name, code, f"{year}-01-1{at}", (5.1 + at / 10 + (year - 2025) / 5, 5.0 + at / 4), year)
        for at, (name, code) in enumerate(names)
        for year in (2025, 2026)
    ]


def _report(name: str, code: str, published: str, growth: tuple[float, float], year: int) -> Draft:
    reached, wished = (round(value, 2) for value in growth)
    text = f"{name}去年经济增长{reached}%。今年目标增长{wished}%左右。发展无人机。"
    facts = [
        number(f"{reached}%", "gdp", "growth", reached, str(year - 1)),
        number(f"{wished}%左右", "gdp", "growth", wished, str(year), status="target"),
        {"kind": "focus", "quote": "无人机", "industry": "无人机", "industry_id": "drones"},
    ]
    for fact in facts:
        fact |= {"region": name, "region_code": code}
    return Draft(f"{name}{year}年报告", text, published, name, code, facts)


@cache
def served() -> TestClient:
    """The atlas of the three reports, written and opened once for all tests."""
    folder = TemporaryDirectory(prefix="fangzhi-web-")
    atexit.register(folder.cleanup)
    refused = [("空.txt", "the file is empty; put text into it")]
    path = write_atlas(
        Path(folder.name) / "atlas.duckdb",
        [jiangsu(), zhejiang(), hostile()],
        regions=REGIONS,
        indicators=INDICATORS,
        refused=refused,
    )
    return TestClient(create_app(path))
