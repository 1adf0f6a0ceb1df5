"""The charts that a reader can move in, served and from the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import axe_violations, served
from browser.test_browser import RULES
from fangzhi.present.site import write_site
from web_atlas import write_atlas
from web_drafts import INDICATORS, REGIONS, two_years

Tab = Any  # playwright has the types, and may be missing
SLOW = 60_000  # milliseconds: the bundle of Vega is made when it is first asked for


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("charts") / "atlas.duckdb"
    return write_atlas(path, two_years(), regions=REGIONS, indicators=INDICATORS)


@pytest.fixture(scope="module")
def address(atlas: Path) -> Iterator[str]:
    with served(atlas) as found:
        yield found


def follow_a_point(tab: Tab) -> None:
    """The scatter and the lines come alive; a point tells its value and leads to its sentence."""
    tab.locator("[data-chart=scatter]").scroll_into_view_if_needed()
    tab.wait_for_selector("[data-chart=scatter].alive .mark-symbol path", timeout=SLOW)
    assert not tab.locator("[data-chart=scatter] .fallback").is_visible()
    point = tab.locator("[data-chart=scatter] .mark-symbol path").first
    point.hover(force=True)
    bubble = tab.locator(".bubble")
    assert "5.3%" in bubble.inner_text()
    point.click(force=True)
    tab.wait_for_selector(".mark.chosen")
    assert tab.locator(".mark.chosen").first.inner_text() == "5.3%"


def test_a_point_of_a_chart_leads_to_its_sentence(tab: Tab, address: str) -> None:
    tab.goto(address + "/indicator/gdp?measure=growth")
    follow_a_point(tab)


def test_an_industry_has_its_chart(tab: Tab, address: str) -> None:
    tab.goto(address + "/industry/drones")
    tab.wait_for_selector("[data-chart=since].alive .mark-symbol path", timeout=SLOW)
    assert tab.locator("[data-chart=since] .mark-symbol path").count() == 3


def test_charts_are_alive_in_pages_that_are_files(tab: Tab, atlas: Path, tmp_path: Path) -> None:
    first = write_site(atlas, tmp_path / "site").first
    tab.goto((first.parent / "en" / "indicator" / "gdp.html").as_uri())
    follow_a_point(tab)
    assert tab.get_attribute("html", "lang") == "en"


def test_charts_follow_the_colours_of_the_reader(tab: Tab, address: str) -> None:
    tab.goto(address + "/industry/drones")
    tab.wait_for_selector("[data-chart=since].alive .mark-symbol path", timeout=SLOW)
    light = tab.locator("[data-chart=since] .mark-symbol path").first.get_attribute("fill")
    tab.emulate_media(color_scheme="dark")
    # by selector: a function that is waited for would be evaluated in the page, which its policy forbids
    drawn_anew = f"[data-chart=since].alive .mark-symbol path:not([fill='{light}'])"
    tab.wait_for_selector(drawn_anew, state="attached", timeout=SLOW)


def test_axe_finds_nothing_where_charts_are_alive(browser: Any, address: str) -> None:  # noqa: ANN401  # as Tab
    context = browser.new_context(locale="zh-CN", bypass_csp=True)
    page = context.new_page()
    for path, chart in (("/indicator/gdp?measure=growth", "lines"), ("/en/industry/drones", "since")):
        page.goto(address + path)
        page.locator(f"[data-chart={chart}]").scroll_into_view_if_needed()
        page.wait_for_selector(f"[data-chart={chart}].alive .mark-symbol path", timeout=SLOW)
        assert not axe_violations(page, RULES), path
    page.goto(address + "/region/320000")
    assert not axe_violations(page, RULES)
    context.close()


def test_without_a_script_the_drawing_stands_there(browser: Any, address: str) -> None:  # noqa: ANN401  # as Tab
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(address + "/indicator/gdp?measure=growth")
    assert page.locator("[data-chart=lines] .fallback circle").count() == 9
    context.close()
