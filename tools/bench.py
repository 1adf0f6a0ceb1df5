"""Times extraction, a cold build and the start of the command line.

On examples/ and, where it is there, on ../shared/corpus; ``python tools/bench.py`` prints a line a figure, then the
stages of the extraction as the table of docs/performance.md; ``--stages`` prints the table only.
"""

import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from fangzhi.extract import extract
from fangzhi.extract.context import Narrator
from fangzhi.extract.observations import ObservationReader
from fangzhi.extract.places import Names, Place, Places
from fangzhi.extract.sections import paragraphs
from fangzhi.extract.systems import systems_facts
from fangzhi.lexicon.load import Lexicon, load_lexicon
from fangzhi.model.document import Document
from fangzhi.read import Source, find_sources, read_document
from fangzhi.run.local import default_workers
from fangzhi.run.pipeline import Reading, facts_of

ROUNDS = 3
ROOT = Path(__file__).parents[1]
Item = TypeVar("Item")
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


def stages(folder: Path) -> Iterator[tuple[str, float]]:
    """Milliseconds of each stage over the Chinese documents of a folder, all in one process and warm.

    CPU time; of each document the best of several rounds, summed. A stage is timed with those it needs already done.
    """
    lexicon = load_lexicon()
    sources = [source for source in find_sources([folder], lexicon=lexicon) if isinstance(source, Source)]
    documents = [read_document(source.path, lexicon=lexicon, row=source.row) for source in sources]
    documents = [document for document in documents if document.meta.language == "zh"]
    yield (
        f"reading {sum(len(d.text) for d in documents):,} characters into documents",
        _cpu(lambda source: read_document(source.path, lexicon=lexicon, row=source.row), sources),
    )
    names, reader = Names(lexicon.regions), ObservationReader(lexicon)
    prepared = [_Prepared(document, lexicon, names) for document in documents]
    yield "paragraphs and sentences", _cpu(lambda one: paragraphs(one.text), prepared)
    yield "numbers", _cpu(lambda one: reader.grammar.find(one.text), prepared)
    yield "times, and the frame of each sentence", _cpu(lambda one: one.narrator.walk(one.parts), prepared)
    yield (
        "observations: numbers, labels, places, ids",
        _cpu(lambda one: reader.read(one.document, one.told, one.places, one.narrator.clock), prepared),
    )
    yield (
        "focuses, schemes, projects, policies, platforms",
        _cpu(lambda one: systems_facts(one.document, lexicon, one.told, one.places), prepared),
    )
    yield "everything behind reading", _cpu(lambda document: extract(document, lexicon), documents)


class _Prepared:
    """A document with all that the later stages need."""

    def __init__(self, document: Document, lexicon: Lexicon, names: Names) -> None:
        self.document = document
        self.text = document.folded.text
        self.places = Places(names, Place(document.meta.region or "全国", document.meta.region_code))
        self.parts = paragraphs(self.text)
        self.narrator = Narrator(document, lexicon.cues, self.places)
        self.told = self.narrator.walk(self.parts)


def _cpu(call: Callable[[Item], object], items: list[Item]) -> float:
    """Milliseconds of CPU for all items, of each the best of several rounds."""
    best = [float("inf")] * len(items)
    for _ in range(ROUNDS):
        for index, item in enumerate(items):
            started = time.process_time()
            call(item)
            best[index] = min(best[index], time.process_time() - started)
    return sum(best) * 1000


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


_WORKER = """
import resource, sys, time
from pathlib import Path
from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import Source, find_sources
from fangzhi.run.pipeline import facts_of
lexicon = load_lexicon()
sources = [s for s in find_sources([Path(sys.argv[1])], lexicon=lexicon) if isinstance(s, Source)]
facts_of(sources[0], lexicon)
print(time.process_time())
for source in sources:
    facts_of(source, lexicon)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def worker(folder: Path) -> tuple[float, float]:
    """CPU seconds from the start of a process to its first document, and the peak of its memory after all, in MB."""
    command = [sys.executable, "-c", _WORKER, str(folder)]
    runs = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603  # our own command
        for _ in range(ROUNDS)
    ]
    return min(float(start) for start, _ in runs), max(float(memory) for _, memory in runs)


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
        start, memory = worker(folder)
        yield f"start of a worker on {name}, first document included", f"{start:.2f} s of CPU"
        yield f"peak memory of a worker on {name}", f"{memory:.0f} MB"
        first, second = cold_build(folder)
        yield f"cold build of {name}, start-up included", f"{first:.1f} s"
        yield f"second build of {name}, nothing changed", f"{second:.1f} s"


def stage_table() -> Iterator[str]:
    """The stages as a table in Markdown; of the corpus, or of the examples where there is none."""
    folder = FOLDERS["corpus"] if FOLDERS["corpus"].is_dir() else FOLDERS["examples"]
    yield f"| stage, on {folder.name}, {machine()} | ms |"
    yield "|---|---:|"
    for what, milliseconds in stages(folder):
        yield f"| {what} | {milliseconds:.0f} |"


def main() -> int:
    """Print the figures."""
    if "--stages" not in sys.argv[1:]:
        for what, figure in lines():
            print(f"{what}: {figure}")
    for row in stage_table():
        print(row)
    if not FOLDERS["corpus"].is_dir():
        print(f"corpus: not here ({FOLDERS['corpus']}), skipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
