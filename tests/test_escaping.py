"""Scripts in every word that a document or its row can bring: on no page, in no file or brief are they more than text.

Every page is fetched that a link leads to, in both languages, with the data beside it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from fangzhi.present.cli import run
from fangzhi.present.web import create_app
from web_atlas import Draft, write_atlas
from web_drafts import INDICATORS, REGIONS, TestClient, number

MARK = "xss-mark"  # an element of this name is never ours
EVIL = (
    f"<{MARK}>",
    "<script>alert(1)</script>",
    f'"><img src=x onerror=alert(2)><{MARK} x="',
    f"'><svg onload=alert(3)><{MARK} x='",
    f"</script><script>alert(4)</script><{MARK}>",
    f"--><{MARK}>]]><{MARK}>",
    "javascript:alert(5)",
    "[x](javascript:alert(6))",
    "{{ 7*191 }}",
)
LINKS = ("href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcset")
CARRIED = "1337"  # what {{ 7*191 }} would become


class Harm(HTMLParser):
    """Collects what a page must not have: elements of ours that are none, handlers, links that run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = dict(attrs)
        ours = tag != "script" or "src" in given or given.get("type") == "application/json"
        if tag == MARK or not ours or (tag == "img" and given.get("src") == "x"):
            self.found.append(f"<{tag} {attrs}>")
        for name, value in attrs:
            link = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or (name in LINKS and link.startswith(("javascript:", "vbscript:", "data:text"))):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name == "href" and value:
                self.links.append(value)


def harm_of(page: str) -> Harm:
    harm = Harm()
    harm.feed(page)
    harm.close()
    return harm


def evil(number_of: int) -> Draft:
    """A document all of whose words are hostile; each number takes other words for each field."""

    def word(field: int) -> str:
        return EVIL[(number_of + field) % len(EVIL)]

    parts = {
        "label": f"产值{word(0)}",
        "industry": f"产业{word(1)}",
        "scheme": f"体系{word(2)}",
        "project": f"项目{word(3)}",
        "policy": f"行动{word(4)}",
        "platform": f"平台{word(5)}",
    }
    text = f"{word(6)}达到8亿元，增长{number_of}.5%。" + "。".join(parts.values()) + "。"
    groups = [{"label": word(7), "count": 2, "members": [word(8), word(0)]}]
    facts: list[dict[str, Any]] = [
        number("8亿元", None, "level", 8e8, "2025", indicator=parts["label"]),
        number(f"{number_of}.5%", "gdp", "growth", number_of + 0.5, "2025"),
        {"kind": "focus", "quote": parts["industry"], "industry": parts["industry"], "industry_id": None},
        {"kind": "focus", "quote": "产业", "industry": "无人机", "industry_id": "drones", "stage": "emerging"},
        {"kind": "scheme", "quote": parts["scheme"], "code": "23", "name": parts["scheme"], "groups": groups},
        {"kind": "project", "quote": parts["project"], "name": parts["project"], "investor": word(1), "amount": 3.6e9},
        {"kind": "policy", "quote": parts["policy"], "title": parts["policy"], "document_number": word(2)},
        {"kind": "platform", "quote": parts["platform"], "name": parts["platform"], "category": "laboratory"},
    ]
    place = ("自贡市", "510300") if number_of % 2 else (f"开发区{word(3)}", None)
    for fact in facts:
        fact |= {"region": place[0], "region_code": place[1]}
    address = ("javascript:alert(7)", "https://example.org/" + word(0), "JaVaScRiPt:alert(8)", " javascript:alert(9)")
    return Draft(f"题{word(4)}", text, "2026-01-20", place[0], place[1], facts, url=address[number_of % 4])


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_atlas(
        tmp_path_factory.mktemp("evil") / "a.duckdb",
        [evil(at) for at in range(len(EVIL))],
        regions=REGIONS,
        indicators=INDICATORS,
        refused=[(f"{word}.pdf", f"{word}: cannot be read") for word in EVIL],
    )


def test_what_would_be_harm_is_seen() -> None:
    for word in EVIL[:6]:
        assert harm_of(f'<p title="{word}">{word}</p>').found, word
    for link in ("javascript:alert(1)", " JavaScript:alert(1)", "java\tscript:alert(1)"):
        assert harm_of(f'<a href="{link}">x</a>').found, link
    assert not harm_of('<a href="/region/1">x</a><script src="/a.js"></script>').found


def test_every_page_of_the_atlas(atlas: Path) -> None:
    waiting = ["/", "/en/", *(f"{start}?q={word}" for start in ("/search", "/en/search") for word in ("alert", *EVIL))]
    seen: set[str] = set()
    shown = 0
    with TestClient(create_app(atlas)) as client:
        while waiting:
            address = waiting.pop()
            if address in seen or len(seen) >= 450:
                continue
            seen.add(address)
            response = client.get(address)
            kind = response.headers["content-type"].partition(";")[0]
            assert response.status_code < 500, address
            assert response.headers["x-content-type-options"] == "nosniff"
            if kind == "application/json":
                json.loads(response.text)
            elif kind == "text/csv":
                list(csv.reader(io.StringIO(response.text), strict=True))
            elif kind == "text/html":
                harm = harm_of(response.text)
                assert not harm.found, (address, harm.found)
                assert CARRIED not in response.text, address
                shown += response.text.count("&lt;" + MARK)
                waiting.extend(
                    target
                    for link in harm.links
                    if (target := urljoin(address, link.partition("#")[0])).startswith("/")
                    and not target.startswith("/static/")
                )
    kinds = {urlsplit(address).path.removeprefix("/en").split("/")[1] for address in seen}
    assert {"region", "industry", "indicator", "scheme", "document", "documents", "search", "audit", "about"} <= kinds
    assert len(seen) > 150
    assert shown > 100  # the words came by, as words


def test_the_pages_as_files(atlas: Path, tmp_path: Path) -> None:
    assert run(["site", str(tmp_path / "pages"), "--atlas", str(atlas)]) == 0
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not harm_of(text).found, page
        assert CARRIED not in text
    assert {path.name for path in tmp_path.iterdir()} == {"pages"}
    names = (tmp_path / "pages" / "static" / "names.js").read_text(encoding="utf-8")
    json.loads(names.removeprefix("window.fangzhiNames = ").rstrip().removesuffix(";"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_briefs(language: str, atlas: Path, tmp_path: Path) -> None:
    for ending in ("html", "md", "docx"):
        out = tmp_path / f"brief.{ending}"
        assert run(["brief", "自贡", "--lang", language, "-o", str(out), "--atlas", str(atlas)]) == 0
        if ending == "html":
            assert not harm_of(out.read_text(encoding="utf-8")).found
        elif ending == "md":  # readers of Markdown let elements through, and make links of [](…)
            text = out.read_text(encoding="utf-8")
            assert not re.search(r"(?<!\\)<[a-z/!]", text)
            assert not re.search(r"(?<!\\)\]\((?!brief)", text)
        else:
            with zipfile.ZipFile(out) as package:
                links = package.read("word/_rels/document.xml.rels").decode()
            assert "javascript" not in links


def test_a_build_keeps_what_the_row_of_a_file_says_as_words(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    name = '"><img src=x onerror=alert(1)>.txt'
    (folder / name).write_text("2025年，自贡市地区生产总值增长7.1%。构建“415X”<script>alert(1)</script>产业体系。")
    with (folder / "documents.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["path", "title", "publisher", "url", "licence", "document_number", "region", "published"])
        rows.writerow([name, EVIL[2], EVIL[4], "javascript:alert(1)", EVIL[3], EVIL[0], "自贡市", "2026-01-20"])
    assert run(["build", str(folder), "-o", str(tmp_path / "a.duckdb")]) == 0
    assert run(["site", str(tmp_path / "pages"), "--atlas", str(tmp_path / "a.duckdb")]) == 0
    pages = {path: path.read_text(encoding="utf-8") for path in (tmp_path / "pages").rglob("*.html")}
    for path, text in pages.items():
        assert not harm_of(text).found, path
    assert any("&lt;" + MARK in text for path, text in pages.items() if path.parent.name == "document")
