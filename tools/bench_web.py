"""Measures the web atlas: time of each page, weight, first paint, readers during a swap, search.

python tools/bench_web.py                 on the atlas of examples/ (and ../shared/corpus when it is there)
python tools/bench_web.py --facts 3000000 also on a synthetic atlas of so many figures in 3,000 regions
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
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
from fangzhi.store.serving import ServedAtlas
from synthetic_atlas import synthetic

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "corpus"
PATHS = (
    "/", "/region/{region}", "/industries", "/industry/low-altitude-economy", "/indicator/gdp", "/schemes",
    "/compare?r=320000&r=330000&r=510000", "/targets?region=320000", "/documents", "/document/{document}", "/about",
    "/search?q=无人", "/search?q=增长&status=target",
)  # fmt: skip
ROUNDS = 20
READERS = 50


def measure(atlas: Path, label: str, seconds: float) -> None:
    """Print every figure for one atlas."""
    print(f"\n{label}: {atlas.stat().st_size / 1e6:.0f} MB")
    reader = ServedAtlas(atlas).reader()
    searcher = Searcher(atlas)
    started = time.perf_counter()
    searcher.ready(reader, 3600)
    print(
        f"  sentences indexed in {time.perf_counter() - started:.1f} s, {index_path(atlas).stat().st_size / 1e6:.0f} MB"
    )
    regions = [
        row[0]
        for row in reader.atlas.cursor()
        .execute("SELECT DISTINCT region_code FROM fact ORDER BY 1 LIMIT 400")
        .fetchall()
    ]
    documents = [
        row[0]
        for row in reader.atlas.cursor().execute("SELECT document_id FROM document ORDER BY 1 LIMIT 400").fetchall()
    ]
    for words in ("无人机", "增长", "规模以上工业增加值", "增"):
        times = [timed(partial(searcher.find, reader, Wanted(words), most=30)) for _ in range(ROUNDS)]
        print(f"  search {words}: p50 {statistics.median(times):.1f} ms, p95 {percentile(times):.1f} ms")
    with Served(atlas) as address, httpx2.Client(base_url=address, timeout=60) as client:
        for path in PATHS:
            cold, warm, size = [], [], 0
            for number in range(ROUNDS):
                own = path.format(region=regions[number % len(regions)], document=documents[number % len(documents)])
                own += ("&" if "?" in own else "?") + f"round={number}"  # not in memory yet
                cold.append(timed(partial(read_page, client, own)))
                warm.append(timed(partial(read_page, client, own)))
                size = max(size, len(client.get(own).content))
            print(
                f"  {path}: first p50 {statistics.median(cold):.0f} ms, p95 {percentile(cold):.0f} ms; "
                f"again p95 {percentile(warm):.1f} ms; {size / 1000:.0f} KB"
            )
        crowd(atlas, address, [p.format(region=regions[0], document=documents[0]) for p in PATHS], seconds)


def crowd(atlas: Path, address: str, paths: list[str], seconds: float) -> None:
    """Let many readers read while the file is exchanged every second."""
    errors: list[str] = []
    answers = [0] * READERS
    end = time.monotonic() + seconds

    def read(number: int) -> None:
        with httpx2.Client(base_url=address, timeout=60) as client:
            while time.monotonic() < end:
                try:
                    client.get(paths[(answers[number] + number) % len(paths)]).raise_for_status()
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
    told = f"{sum(answers)} pages, {len(errors)} errors {errors[:2]}"
    print(f"  {READERS} readers for {seconds:.0f} s, {swaps} swaps: {told}")


class Served:
    """An atlas served in this process."""

    def __init__(self, atlas: Path) -> None:
        self._socket = listen("127.0.0.1", 0)
        self._server = uvicorn.Server(uvicorn.Config(create_app(atlas), log_level="warning"))
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
    parser.add_argument("--seconds", type=float, default=10, help="how long the crowd reads")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.duckdb"
        sources = [ROOT / "examples", *(SHARED / name for name in ("reports", "news") if (SHARED / name).is_dir())]
        fangzhi.build(sources, small)
        measure(small, "documents at hand", given.seconds)
        if given.facts:
            large = Path(folder) / "large.duckdb"
            started = time.perf_counter()
            synthetic(small, large, given.facts)
            print(f"\nsynthetic atlas made in {time.perf_counter() - started:.0f} s")
            with closing(sqlite3.connect(":memory:")) as probe:
                print(f"SQLite {probe.execute('SELECT sqlite_version()').fetchone()[0]}")
            measure(large, f"synthetic, {given.facts} figures", given.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
