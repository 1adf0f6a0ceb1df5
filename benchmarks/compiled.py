"""Times the extraction compiled beside the extraction as source, in turn, and compares every fact.

    make wheel && python benchmarks/compiled.py

On the reports of ../shared/corpus, on examples/ where those are not there. CPU time in one process, the vocabulary
loaded and the documents read before; of each document the best of all rounds, summed.
"""

import json
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORTS = ROOT.parent / "shared" / "corpus" / "reports"
EXAMPLES = ROOT / "examples"
TURNS = 3

# What a process of its own does: prints where the extraction was loaded from, the seconds, and every fact.
_READ_ALL = """
import json, sys, time
from pathlib import Path
from fangzhi.extract import document, extract
from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import Source, find_sources, read_document
lexicon = load_lexicon()
sources = [source for source in find_sources([Path(sys.argv[1])], lexicon=lexicon) if isinstance(source, Source)]
documents = [read_document(source.path, lexicon=lexicon, row=source.row) for source in sources]
best = [float("inf")] * len(documents)
for _ in range(4):
    told = []
    for index, read in enumerate(documents):
        started = time.process_time()
        found = extract(read, lexicon)
        best[index] = min(best[index], time.process_time() - started)
        told.append([repr(one) for one in (*found.facts, *found.unread)])
print(json.dumps({
    "origin": document.__file__,
    "characters": sum(len(read.text) for read in documents),
    "seconds": best,
    "told": told,
}))
"""


class NoWheelError(Exception):
    """There is no wheel of these sources for this Python, and how to come by one."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a process read: the file its extraction came from, characters, seconds and facts of each document."""

    origin: str
    characters: int
    seconds: list[float]
    told: list[list[str]]


def unpacked(folder: Path) -> Path:
    """The package of the compiled wheel, unpacked into a folder; NoWheelError where none is of these sources."""
    version = sysconfig.get_config_var("py_version_nodot")
    wheels = sorted((ROOT / "dist").glob(f"fangzhi-*-cp{version}-*.whl"))
    if not wheels:
        raise NoWheelError("no compiled wheel in dist/: make wheel")
    with zipfile.ZipFile(wheels[-1]) as archive:
        for name in archive.namelist():
            if name.startswith("fangzhi/") and name.endswith((".py", ".csv", ".toml")):
                source = ROOT / "src" / name
                if not source.is_file() or source.read_bytes() != archive.read(name):
                    raise NoWheelError(f"{wheels[-1].name} was made of another {name}: make wheel")
        archive.extractall(folder)
    return folder


def read(package: Path, documents: Path) -> Read:
    """What a process of its own reads of a folder of documents with the package that lies there."""
    done = subprocess.run(
        [sys.executable, "-c", _READ_ALL, str(documents)],
        check=True,
        capture_output=True,
        env={"PYTHONPATH": str(package)},
    )
    return Read(**json.loads(done.stdout))


def main() -> int:
    """Print the table."""
    folder = REPORTS if REPORTS.is_dir() else EXAMPLES
    with tempfile.TemporaryDirectory() as aside:
        try:
            packages = {"source": ROOT / "src", "compiled": unpacked(Path(aside))}
        except NoWheelError as error:
            print(f"compiled: {error}")
            return 0
        turns = [{name: read(package, folder) for name, package in packages.items()} for _ in range(TURNS)]
    if any(turn["source"].told != turn["compiled"].told for turn in turns):
        print("compiled: other facts than the sources give")
        return 1
    seconds = {name: sum(map(min, *(turn[name].seconds for turn in turns))) for name in packages}
    characters = turns[0]["source"].characters
    print(f"| {len(turns[0]['source'].told)} documents, {characters:,} characters | ms | characters a second |")
    print("|---|---:|---:|")
    for name, one in seconds.items():
        print(f"| {name} | {one * 1000:.0f} | {characters / one:,.0f} |")
    print(f"compiled is {seconds['source'] / seconds['compiled']:.2f} times as fast, with the same facts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
