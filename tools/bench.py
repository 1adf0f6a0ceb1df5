"""Times extraction, a cold build and the start of the command line.

On examples/ and, where it is there, on ../shared/corpus; ``python tools/bench.py`` prints a line a figure.
"""

import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import Source, find_sources
from fangzhi.run.local import default_workers
from fangzhi.run.pipeline import Reading, facts_of

ROUNDS = 3
ROOT = Path(__file__).parents[1]
FOLDERS = {"examples": ROOT / "examples", "corpus": ROOT.parent / "shared" / "corpus"}


@dataclass(frozen=True, slots=True)
class Speed:
    """What was read of a folder, and the best time of several rounds in seconds."""

    documents: int
    characters: int
    facts: int
    seconds: float

    @property
    def rate(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds


def extraction(folder: Path) -> Speed:
    """Reading and extraction in one process, the vocabulary loaded before."""
    lexicon = load_lexicon()
    sources = [source for source in find_sources([folder], lexicon=lexicon) if isinstance(source, Source)]
    best = float("inf")
    readings: list[Reading] = []
    for _ in range(ROUNDS):
        started = time.process_time()
        found = [facts_of(source, lexicon) for source in sources]
        best = min(best, time.process_time() - started)
        readings = [reading for reading in found if isinstance(reading, Reading)]
    characters = sum(len(reading.document.text) for reading in readings)
    return Speed(len(readings), characters, sum(len(reading.facts) for reading in readings), best)


def cold_build(folder: Path) -> tuple[float, float]:
    """Seconds of ``fangzhi build`` with nothing there, start-up included; then of a second one that changes nothing."""
    with tempfile.TemporaryDirectory() as aside:
        command = ["build", str(folder), "-o", str(Path(aside) / "atlas.duckdb")]
        return timed(command), timed(command)


def timed(arguments: list[str]) -> float:
    """Wall-clock seconds of one call of the command line."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "fangzhi", *arguments], check=True, capture_output=True)  # noqa: S603  # our own command
    return time.perf_counter() - started


def machine() -> str:
    """What the figures were measured on."""
    return f"{platform.machine()} with {default_workers()} cores, Python {platform.python_version()}"


def lines() -> Iterator[tuple[str, str]]:
    """Each figure: what it is, and what was measured."""
    yield "machine", machine()
    yield "start of `fangzhi --help`", f"{min(timed(['--help']) for _ in range(ROUNDS)):.2f} s"
    for name, folder in FOLDERS.items():
        if not folder.is_dir():
            continue
        speed = extraction(folder)
        what = f"{speed.documents} documents of {name} ({speed.characters:,} characters, {speed.facts:,} facts)"
        yield f"extraction, one process, warm: {what}", f"{speed.rate / 1e6:.2f} million characters a second"
        first, second = cold_build(folder)
        yield f"cold build of {name}, start-up included", f"{first:.1f} s"
        yield f"second build of {name}, nothing changed", f"{second:.1f} s"


def main() -> int:
    """Print the figures."""
    for what, figure in lines():
        print(f"{what}: {figure}")
    if not FOLDERS["corpus"].is_dir():
        print(f"corpus: not here ({FOLDERS['corpus']}), skipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
