"""The atlas in a real browser: what a reader clicks, sees and prints."""

from __future__ import annotations

import re
from typing import Any

import pytest

from browser.conftest import axe_violations
from web_drafts import jiangsu

Tab = Any  # playwright has the types, and may be missing
Browser = Any
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SEEN = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # what colours decide
DOCUMENT = f"/document/{jiangsu().sha256[:16]}"
PAGES = [
    "/",
    "/region/320000",
    "/industries",
    "/industry/drones",
    "/indicator/gdp",
    "/schemes",
    "/scheme/320000/1650",
    "/compare?r=320000&r=330000",
    "/targets",
    "/audit",
    "/index-lab",
    "/documents",
    DOCUMENT,
    "/search?q=总量",
    "/about",
    "/nothing-here",
]


def overflows(tab: Tab) -> bool:
    return bool(tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_a_click_on_the_map_leads_to_the_region(tab: Tab, address: str) -> None:
    tab.goto(address + "/")
    tab.click('svg a[aria-label^="江苏省"] path', position={"x": 20, "y": 20}, force=True)
    tab.wait_for_url("**/region/320000")
    assert tab.inner_text("h1") == "江苏省"


def test_a_region_stands_out_on_the_map_and_in_the_ranking(tab: Tab, address: str) -> None:
    tab.goto(address + "/")
    tab.hover(".rank tbody tr:has-text('江苏')")
    assert tab.locator("svg a.near").get_attribute("aria-label").startswith("江苏省")
    tab.hover('svg a[aria-label^="浙江省"] path', force=True)
    assert "浙江" in tab.inner_text(".rank tr.near")


def test_search_leads_to_the_sentence(tab: Tab, address: str) -> None:
    tab.goto(address + "/")
    tab.fill("#big-q", "经济总量")
    tab.keyboard.press("Enter")
    tab.click(".quotes .quote")
    assert re.search(r"/document/[0-9a-f]{16}#f-[0-9a-f]{16}$", tab.url)
    assert tab.locator(".mark.chosen").first.is_visible()


def test_a_number_leads_to_its_words_and_the_mark_to_the_fact(tab: Tab, address: str) -> None:
    tab.goto(address + "/region/320000")
    tab.click("a.num >> text=14.2万亿元 >> nth=0")
    chosen = tab.locator(".mark.chosen")
    assert chosen.first.inner_text() == "14.2万亿元"
    assert tab.evaluate("document.querySelector('.mark.chosen').getBoundingClientRect().top") < 900
    tab.click(".mark >> text=5.3%")
    assert "5.3%" in tab.locator(".item.chosen").inner_text()


def test_a_region_is_added_to_a_comparison(tab: Tab, address: str) -> None:
    tab.goto(address + "/compare?r=320000")
    tab.fill("input[name=add]", "浙江")
    tab.click("text=加入")
    assert tab.inner_text("h1") == "对比 江苏、浙江"
    assert tab.locator("table.beside tbody tr").count() >= 2


def test_choosing_shows_another_ranking_at_once(tab: Tab, address: str) -> None:
    tab.goto(address + "/?indicator=gdp&measure=level")
    tab.select_option("select[name=measure]", "growth")
    tab.wait_for_url("**measure=growth**")
    assert "浙江" in tab.inner_text(".rank tbody tr >> nth=0")


def test_the_language_is_switched_there_and_back(tab: Tab, address: str) -> None:
    tab.goto(address + "/region/320000")
    tab.click("nav >> text=English")
    assert tab.inner_text("h1") == "Jiangsu"
    tab.click("nav >> text=中文")
    assert tab.inner_text("h1") == "江苏省"
    tab.goto(address + "/en/")
    tab.click("nav >> text=中文")
    assert tab.get_attribute("html", "lang") == "zh-CN"


def test_a_reader_of_english_is_met_in_english(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(address + "/")
    assert page.url == address + "/en/"
    page.click("nav >> text=中文")
    assert page.url == address + "/"
    context.close()


def test_the_keyboard_reaches_the_content(tab: Tab, address: str) -> None:
    tab.goto(address + "/region/320000")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#main")


def test_pages_work_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(address + "/region/320000")
    assert page.locator("svg.chart circle").count() >= 2
    page.click("a.num >> nth=0")
    assert page.locator(".mark:target, .at:target").count() == 1
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="zh-CN")
    page = context.new_page()
    for prefix in ("", "/en"):
        page.goto(address + prefix + path)
        assert not overflows(page), prefix + path
    context.close()


def test_print_leaves_out_what_paper_cannot_do(tab: Tab, address: str) -> None:
    tab.goto(address + "/region/320000")
    tab.emulate_media(media="print")
    assert not tab.locator("nav").first.is_visible()
    assert not tab.locator("header .find").is_visible()
    assert tab.locator("h1").is_visible()
    assert len(tab.pdf()) > 10_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, locale="zh-CN", bypass_csp=True)
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(address + path)
        if violations := axe_violations(page, SEEN if scheme == "dark" else RULES):
            found[path] = violations
    context.close()
    assert not found


def test_the_pages_as_files_open_from_the_disk(tab: Tab, site: str) -> None:
    tab.goto(site)
    tab.click('svg a[aria-label^="江苏省"] path', position={"x": 20, "y": 20}, force=True)
    assert tab.inner_text("h1") == "江苏省"
    tab.click("a.num >> text=14.2万亿元 >> nth=0")
    assert tab.locator(".mark.chosen").first.inner_text() == "14.2万亿元"
    tab.click("nav >> text=English")
    assert tab.get_attribute("html", "lang") == "en"
    tab.fill("header input[name=q]", "jiangsu")
    tab.keyboard.press("Enter")
    tab.click("#found a >> nth=0")
    assert tab.inner_text("h1") == "Jiangsu"
