"""What a start costs: processor time of a new process up to the end of its first document.

``python benchmarks/start.py`` starts ``fangzhi extract`` on a document of two sentences, and a worker that is a new
interpreter, each five times in turn: with nothing kept of the vocabulary, and with it kept. Python's own compiled files
are there, as pip makes them when it installs. ``--beside DIR`` starts the sources of another checkout as well.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5
HERE = Path(__file__).parents[1] / "src"
TEXT = "2024年成都市地区生产总值23511.3亿元,比上年增长5.7%。重点发展集成电路产业。\n"

# A caller with a thread cannot fork; what its one worker took is what its children took.
_SPAWNED = """
import resource, sys, threading
from fangzhi.run.extraction import extract_paths
threading.Thread(target=threading.Event().wait, daemon=True).start()
[found] = extract_paths([sys.argv[1]], workers=1)
assert found.lines
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)
"""


@dataclass(frozen=True, slots=True)
class Case:
    """What is started: a folder of sources, the command or a worker, and whether the vocabulary may be kept."""

    sources: Path
    worker: bool
    kept: bool

    def __str__(self) -> str:
        what = "a worker, new interpreter" if self.worker else "fangzhi extract"
        whose = "" if self.sources == HERE else " (the sources beside)"
        return f"{what}{whose}, vocabulary {'kept' if self.kept else 'made'}"


def started(case: Case, document: Path, aside: Path) -> float:
    """Seconds of processor time, user and system, of one start and all that it started."""
    told = {
        "PYTHONPATH": str(case.sources),
        "PYTHONPYCACHEPREFIX": str(aside / "compiled"),
        "FANGZHI_CACHE": str(aside / "cache"),
        "FANGZHI_LEXICON_CACHE": "on" if case.kept else "off",
        "FANGZHI_WORKERS": "1",
    }
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = ["-c", _SPAWNED] if case.worker else ["-m", "fangzhi", "extract"]
    before = _children()
    done = subprocess.run(
        [sys.executable, *command, str(document)], env={**inherited, **told}, capture_output=True, text=True, check=True
    )
    return float(done.stdout) if case.worker else _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Start and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--beside", type=Path, help="the folder src of another checkout, started in turn with this one")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    wanted = parser.parse_args()
    cases = [Case(HERE, worker, kept) for worker in (False, True) for kept in (False, True)]
    if wanted.beside:
        cases += [Case(wanted.beside.absolute(), worker, kept=False) for worker in (False, True)]
    taken: dict[Case, list[float]] = {case: [] for case in cases}
    with tempfile.TemporaryDirectory() as folder:
        aside = Path(folder)
        document = aside / "report.txt"
        document.write_text(TEXT, encoding="utf-8")
        for case in cases:  # Python's compiled files, and what is kept
            started(case, document, aside)
        for _ in range(wanted.rounds):
            for case in cases:
                taken[case].append(started(case, document, aside))
    print(f"| processor time to the end of the first document, median of {wanted.rounds} | seconds | least | most |")
    print("|---|---:|---:|---:|")
    for case, seconds in taken.items():
        print(f"| {case} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f} |")


if __name__ == "__main__":
    main()
