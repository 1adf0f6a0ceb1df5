"""A browser, an atlas that is served, and the same atlas as files; skipped with a reason where one is missing."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from fangzhi.present.site import write_site
from fangzhi.present.web import create_app
from web_atlas import write_atlas
from web_drafts import INDICATORS, REGIONS, hostile, jiangsu, zhejiang

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
Browser = Any  # playwright has the type, and may be missing
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "atlas.duckdb"
    return write_atlas(path, [jiangsu(), zhejiang(), hostile()], regions=REGIONS, indicators=INDICATORS)


@pytest.fixture(scope="session")
def address(atlas: Path) -> Iterator[str]:
    """Where the atlas is served meanwhile."""
    with served(atlas) as address:
        yield address


@contextmanager
def served(atlas: Path) -> Iterator[str]:
    """The address at which an atlas is served meanwhile."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(atlas), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="session")
def site(atlas: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The first page of the atlas as files."""
    return write_site(atlas, tmp_path_factory.mktemp("site")).first.as_uri()


@pytest.fixture(scope="module")  # its event loop must not outlive the tests that use it
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no {', '.join(BROWSERS)} on this machine (Debian: apt-get install chromium fonts-noto-cjk)")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Any]:
    """A tab of 1280 by 900 pixels; the test fails when the page complained on the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


def axe_violations(page: Any, only: dict[str, Any]) -> list[tuple[str, list[str]]]:  # noqa: ANN401  # playwright's page
    """What axe-core finds on a page by the given rules: the rule and the first elements that break it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    result = axe.Axe().run(page, options={"runOnly": only})
    return [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in result.response["violations"]]
