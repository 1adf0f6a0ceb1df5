"""Measures the web atlas: time and weight of each page, first paint, search, readers during a swap.

python tools/bench_web.py                 on the atlas of examples/ (and ../shared/corpus when it is there)
python tools/bench_web.py --facts 3000000 also on a synthetic atlas of so many figures in 3,000 regions, which
                                          --large FILE keeps for the next time
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from shutil import copyfile

import httpx2
import uvicorn

import fangzhi
from fangzhi.present.cli.serve import listen
from fangzhi.present.web import create_app
from fangzhi.store.search import Searcher, Wanted
from fangzhi.store.search_index import index_path
from fangzhi.store.serving import Reader, ServedAtlas
from synthetic_atlas import synthetic

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "corpus"
PATHS = (
    "/", "/region/{region}", "/industries", "/industry/{industry}", "/indicator/{indicator}", "/schemes",
    "/compare?r={region}&r={next}", "/targets?region={region}", "/audit?region={region}", "/documents",
    "/document/{document}", "/about", "/search?q=无人", "/search?q=增长&status=target",
)  # fmt: skip
WORDS = ("无人机", "增长", "规模以上工业增加值", "增")
PAINTED = ("/", "/region/{region}", "/industry/{industry}", "/indicator/{indicator}", "/document/{document}")
ROUNDS = 20
READERS = 50
PAINT = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def measure(atlas: Path, label: str, seconds: float, *, pages_only: bool) -> None:
    """Print every figure for one atlas, or those of the pages without search."""
    print(f"\n{label}: {atlas.stat().st_size / 1e6:.0f} MB")
    reader = ServedAtlas(atlas).reader()
    if not pages_only:
        search(atlas, reader)
    known = {
        "region": first(reader, "SELECT DISTINCT region_code FROM fact WHERE region_code IS NOT NULL"),
        "document": first(reader, "SELECT document_id FROM document"),
        "indicator": first(reader, "SELECT indicator_id FROM memory.headline ORDER BY regions DESC,"),
        "industry": first(reader, "SELECT industry_id FROM memory.industry WHERE industry_id IS NOT NULL"),
    }
    # As files have them, pages leave out forms, and no sentences are indexed beside them.
    with Served(atlas, fixed=pages_only) as address, httpx2.Client(base_url=address, timeout=120) as client:
        heads = ("first p50", "first p95", "its CPU p95", "again p95", "KB")
        print(f"  {'page':<38} " + " ".join(f"{head:>11}" for head in heads))
        for path in PATHS[: -2 if pages_only else None]:
            cold, busy, warm, size = [], [], [], 0
            for number in range(ROUNDS):
                own = filled(path, known, number) + ("&" if "?" in path else "?") + f"round={number}"
                clock = time.process_time()  # of the server and of the reader, who share this process
                cold.append(timed(partial(read_page, client, own)))  # no such page is in memory yet
                busy.append(1000 * (time.process_time() - clock))
                warm.append(timed(partial(read_page, client, own)))
                size = max(size, len(client.get(own).content))
            figures = (statistics.median(cold), percentile(cold), percentile(busy), percentile(warm), size / 1000)
            print(f"  {path:<38} " + " ".join(f"{figure:11.0f}" for figure in figures), flush=True)
        if pages_only:
            return
        paint(address, [filled(path, known, ROUNDS) for path in PAINTED])
        crowd(atlas, address, [filled(path, known, 0) for path in PATHS], seconds)


def search(atlas: Path, reader: Reader) -> None:
    """Print what the index of sentences costs, and searches with it."""
    searcher = Searcher(atlas)
    clock, processor = time.perf_counter(), time.process_time()
    searcher.ready(reader, 7200)
    print(
        f"  sentences indexed in {time.perf_counter() - clock:.0f} s ({time.process_time() - processor:.0f} s of "
        f"processor time), {index_path(atlas).stat().st_size / 1e6:.0f} MB"
    )
    for words in WORDS:
        times = [timed(partial(searcher.find, reader, Wanted(words), most=30)) for _ in range(ROUNDS)]
        print(f"  search {words}: p50 {statistics.median(times):.1f} ms, p95 {percentile(times):.1f} ms")


def filled(path: str, known: Mapping[str, list[str]], number: int) -> str:
    """The path with the region, document, indicator and industry of a round."""
    chosen = {name: values[number % len(values)] for name, values in known.items()}
    return path.format(next=known["region"][(number + 1) % len(known["region"])], **chosen)


def first(reader: Reader, question: str) -> list[str]:
    """The first codes or ids that a question gives."""
    with reader.atlas.cursor() as cursor:
        return [
            row[0]
            for row in cursor.execute(
                f"{question} {'' if question.endswith(',') else 'ORDER BY'} 1 LIMIT 400"
            ).fetchall()
        ]


def paint(address: str, paths: list[str]) -> None:
    """Print when Chromium paints first, of five openings in fresh windows each."""
    browser_path = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only a developer's machine has it
    except ImportError:
        browser_path = None
    if browser_path is None:
        print("  first paint: not measured; it needs playwright and chromium (Debian: apt-get install chromium)")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for path in paths:
            times = []
            for _ in range(5):
                window = browser.new_context()
                page = window.new_page()
                page.goto(address + path, wait_until="load")
                while not (entries := page.evaluate(PAINT)):
                    page.wait_for_timeout(50)
                times.append(entries[0])
                window.close()
            print(f"  first paint of {path}: first {times[0]:.0f} ms, median {statistics.median(times):.0f} ms")
        browser.close()


def crowd(atlas: Path, address: str, paths: list[str], seconds: float) -> None:
    """Let many readers read while the file is exchanged again and again."""
    errors: list[str] = []
    answers = [0] * READERS
    times: list[float] = []
    end = time.monotonic() + seconds

    def read(number: int) -> None:
        with httpx2.Client(base_url=address, timeout=120) as client:
            while time.monotonic() < end:
                try:
                    times.append(timed(partial(read_page, client, paths[(answers[number] + number) % len(paths)])))
                    answers[number] += 1
                except httpx2.HTTPError as error:
                    errors.append(repr(error))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    swaps = 0
    while time.monotonic() < end:
        aside = atlas.with_name("next.duckdb")
        copyfile(atlas, aside)
        aside.replace(atlas)
        swaps += 1
        time.sleep(max(1.0, seconds / 20))
    for thread in threads:
        thread.join()
    print(
        f"  {READERS} readers for {seconds:.0f} s, {swaps} swaps: {sum(answers)} pages, p50 "
        f"{statistics.median(times):.0f} ms, p95 {percentile(times):.0f} ms, {len(errors)} errors {errors[:2]}",
        flush=True,
    )


class Served:
    """An atlas served in this process."""

    def __init__(self, atlas: Path, *, fixed: bool = False) -> None:
        self._socket = listen("127.0.0.1", 0)
        self._server = uvicorn.Server(uvicorn.Config(create_app(atlas, fixed=fixed), log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.05)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()


def read_page(client: httpx2.Client, address: str) -> None:
    """Ask for a page; httpx2.HTTPError when it is not given."""
    client.get(address).raise_for_status()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that a call takes."""
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def percentile(times: list[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


def main() -> int:
    """Measure the small atlas and, when asked, the large one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--facts", type=int, default=0, help="figures of the synthetic atlas; none without it")
    parser.add_argument("--seconds", type=float, default=60, help="how long the readers read")
    parser.add_argument("--small", type=Path, help="a small atlas that is there already")
    parser.add_argument(
        "--large",
        type=Path,
        help="where the large atlas is or, with --facts, is made; it is exchanged with copies",
    )
    parser.add_argument("--pages-only", action="store_true", help="neither search nor browser nor readers at once")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.duckdb"
        if given.small:
            copyfile(given.small, small)
        else:
            sources = [ROOT / "examples", *(SHARED / name for name in ("reports", "news") if (SHARED / name).is_dir())]
            fangzhi.build(sources, small)
        large = given.large or (Path(folder) / "large.duckdb" if given.facts else None)
        if given.facts and large and not large.exists():
            started = time.perf_counter()
            synthetic(small, large, given.facts)
            print(f"synthetic atlas made in {time.perf_counter() - started:.0f} s", flush=True)
        measure(small, "documents at hand", given.seconds, pages_only=given.pages_only)
        if large:
            measure(large, "synthetic", given.seconds, pages_only=given.pages_only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
