"""Takes pictures of the web atlas of examples/ with a headless Chromium, into docs/.

    python tools/screenshots.py                  every picture
    python tools/screenshots.py region-page      one of them

Chromium and a Chinese font must be installed (Debian: chromium fonts-noto-cjk).
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

import fangzhi
from fangzhi.present.cli.serve import listen
from fangzhi.present.web import create_app, static_files

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-device-scale-factor=1",
    "--accept-lang=zh-CN",  # or the first page would lead to the English one
    "--virtual-time-budget=30000",  # milliseconds of the page's own clock: charts come alive after the page
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: docs/NAME.png of a page, so many pixels wide and high."""

    name: str
    page: str
    width: int = 1280
    height: int = 900


SHOTS = (
    Shot("region-page", "/region/510000", height=770),
    Shot("home-page", "/", height=1250),
    Shot("industry-page", "/industry/low-altitude-economy", height=1500),
    Shot("scheme-page", "/scheme/321000/613", height=800),
    Shot("compare-page", "/compare?r=320000&r=340000&r=440000"),
    Shot("indicator-page", "/indicator/gdp?measure=growth", height=2150),
    Shot("targets-page", "/en/targets", height=800),
)


def take(shots: list[Shot], folder: Path) -> list[Path]:
    """Build the atlas of examples/, serve it, and write a picture of each page; the paths written."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"no {', '.join(BROWSERS)} on this machine; install one (Debian: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as aside:
        atlas = Path(aside) / "atlas.duckdb"
        fangzhi.build([ROOT / "examples"], atlas, workers=1)
        static_files.make_ready()
        with served(atlas) as address:
            return [photograph(browser, address, shot, folder, Path(aside)) for shot in shots]


@contextmanager
def served(atlas: Path) -> Iterator[str]:
    """The address at which an atlas is served meanwhile."""
    socket = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(atlas), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def photograph(browser: str, address: str, shot: Shot, folder: Path, aside: Path) -> Path:
    """Write the picture of one page."""
    path = folder / f"{shot.name}.png"
    command = [
        browser, *FLAGS, f"--user-data-dir={aside / 'profile'}", f"--window-size={shot.width},{shot.height}",
        f"--screenshot={path}", f"{address}{shot.page}",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603  # a browser found on the path
    return path


def main() -> int:
    """Take the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(shot.name for shot in SHOTS)}")
    names = parser.parse_args().names
    known = {shot.name: shot for shot in SHOTS}
    if unknown := [name for name in names if name not in known]:
        parser.error(f"no picture {', '.join(unknown)}; there are {', '.join(known)}")
    for path in take([known[name] for name in names] or list(SHOTS), ROOT / "docs"):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
