"""Builds of many generated documents: time, speed, memory and disk, by number of documents and of workers.

    python benchmarks/many.py 4000 --workers 1 2 --rounds 3
    python benchmarks/many.py 1000 10000 100000 --workers 2 --folder corpus
    python benchmarks/many.py 1000 --characters 20000 --workers 2

Each build is the command ``fangzhi build``, watched from outside. Rounds alternate between the numbers of workers,
and medians are shown: on a machine that does other work the clock says little, the CPU time more. In each round with
several numbers of workers a control tells what the machine gives at that time: processes that share nothing read the
same documents, first one all of them, then as many as there are workers a share each; no pool is faster than they
are. Of several numbers of documents the exponents are fitted with which CPU time, memory and disk grow; the largest
is extrapolated to three million. FOLDER is written by corpus.py unless it is there, and kept; fewer documents are the
first of it.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from corpus import SHARD, write_corpus
from fangzhi.store.atlas import Atlas
from growth import exponent

STEP = 0.1  # seconds between two looks at the processes
TICKS = os.sysconf("SC_CLK_TCK")
MILLIONS = 3_000_000
PHASES = ("start", "read", "group", "pack", "write")

# The control: one process that reads the files it is given, extracts their facts, and neither writes nor tells any.
_READER = """
import sys
from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import Source, find_sources
from fangzhi.run.pipeline import facts_of
lexicon = load_lexicon()
share, of = int(sys.argv[1]), int(sys.argv[2])
sources = [source for source in find_sources(sys.argv[3:], lexicon=lexicon) if isinstance(source, Source)]
facts_of(sources[0], lexicon)
print("ready", flush=True)
sys.stdin.readline()
print(sum(len(facts_of(source, lexicon).facts) for source in sources[share::of]), flush=True)
"""


@dataclass(slots=True)
class Run:
    """One build: seconds of the clock in all and in each phase, of CPU, and the peaks of memory in MB."""

    documents: int
    workers: int
    clock: float = 0.0
    phases: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    parent_cpu: float = 0.0
    workers_cpu: float = 0.0
    parent_memory: float = 0.0
    worker_memory: float = 0.0
    atlas_bytes: int = 0
    parts_bytes: int = 0
    facts: int = 0
    characters: int = 0

    @property
    def alone(self) -> float:
        """Seconds of the clock in which one process had all to do."""
        return sum(self.phases[name] for name in ("start", "group", "write"))

    @property
    def cpu(self) -> float:
        """Seconds of CPU of all processes."""
        return self.parent_cpu + self.workers_cpu


def watched(sources: Sequence[Path], documents: int, workers: int, output: Path) -> Run:
    """Build an atlas from nothing, and look at its processes until it is there."""
    parts = output.with_name(f".{output.name}.parts")
    shutil.rmtree(parts, ignore_errors=True)
    output.unlink(missing_ok=True)
    run = Run(documents, workers)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = last = time.perf_counter()
    command = [sys.executable, "-m", "fangzhi", "build", *map(str, sources), "-o", str(output)]
    process = subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL)  # our own command
    phase = "start"
    while process.poll() is None:
        time.sleep(STEP)
        children = _children(process.pid)
        phase = _phase(phase, bool(children), parts, output)
        now = time.perf_counter()
        run.phases[phase] += now - last
        last = now
        with suppress(OSError, StopIteration):  # it may end while it is looked at
            run.parent_cpu = _cpu(process.pid)
            run.parent_memory = _peak(process.pid)
            run.worker_memory = max([run.worker_memory, *map(_peak, children)])
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:5])} … failed with {process.returncode}")
    run.clock = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    run.workers_cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime - run.parent_cpu
    run.atlas_bytes = output.stat().st_size
    run.parts_bytes = sum(path.stat().st_size for path in parts.rglob("*") if path.is_file())
    with Atlas(output) as atlas:
        run.facts = int(atlas.ask("SELECT count(*) AS facts FROM fact").rows()[0]["facts"])
        run.characters = int(atlas.ask("SELECT sum(characters) AS sum FROM document").rows()[0]["sum"])
    return run


def control(sources: Sequence[Path], workers: int) -> float:
    """How many times as fast that many processes with nothing in common are as one, here and now, in reading.

    The clock starts when all of them are ready: what a start takes is not theirs to share.
    """
    clocks = []
    for count in (1, workers):
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", _READER, str(share), str(count), *map(str, sources)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for share in range(count)
        ]
        for reader in readers:
            _line(reader)
        started = time.perf_counter()
        for reader in readers:
            print(file=reader.stdin, flush=True)
        facts = sum(int(_line(reader)) for reader in readers)
        clocks.append(time.perf_counter() - started)
        for reader in readers:
            reader.communicate()
        if not facts:
            raise SystemExit("the control found no facts")
    return clocks[0] / clocks[1]


def _line(process: "subprocess.Popen[str]") -> str:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise SystemExit(f"a process of the control ended with {process.wait()}")
    return line


def _phase(before: str, working: bool, parts: Path, output: Path) -> str:
    """What a build does, told by what it has left on the disk so far."""
    if output.with_name(f".{output.name}.building").exists() or before == "write":
        return "write"
    if (parts / "packs").is_dir():
        return "pack" if working else "group" if before == "read" else before
    return "read" if working else "start" if before == "start" else "group"


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(word) for word in words.split()]
    return []


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _peak(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def table(runs: Sequence[Run]) -> Iterator[str]:
    """A line a number of documents and of workers: medians of the rounds."""
    yield (
        "| documents | workers | seconds | of them one process alone | CPU of the workers | CPU of the parent "
        "| documents a second | facts a second | parent, MB | worker, MB | atlas, MB | parts, MB |"
    )
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    groups: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for run in runs:
        groups[run.documents, run.workers].append(run)
    for (documents, workers), alike in groups.items():
        clock = statistics.median(run.clock for run in alike)
        yield (
            f"| {documents:,} | {workers} | {clock:,.1f} | {statistics.median(run.alone for run in alike):,.1f} "
            f"| {statistics.median(run.workers_cpu for run in alike):,.1f} "
            f"| {statistics.median(run.parent_cpu for run in alike):,.1f} "
            f"| {documents / clock:,.0f} | {alike[0].facts / clock:,.0f} "
            f"| {max(run.parent_memory for run in alike):,.0f} | {max(run.worker_memory for run in alike):,.0f} "
            f"| {alike[0].atlas_bytes / 1e6:,.1f} | {alike[0].parts_bytes / 1e6:,.1f} |"
        )


def gains(runs: Sequence[Run], controls: Mapping[tuple[int, int], Sequence[float]]) -> Iterator[str]:
    """How many times as fast more workers are than the fewest, beside what the machine gave, and CPU time of both."""
    for documents in dict.fromkeys(run.documents for run in runs):
        rounds = {
            workers: [run for run in runs if (run.documents, run.workers) == (documents, workers)]
            for workers in dict.fromkeys(run.workers for run in runs)
        }
        fewest = min(rounds)
        for workers in sorted(rounds.keys() - {fewest}):
            pairs = list(zip(rounds[fewest], rounds[workers], strict=True))
            gain = statistics.median(few.clock / more.clock for few, more in pairs)
            dearer = statistics.median(more.cpu / few.cpu for few, more in pairs)
            reading = statistics.median(few.phases["read"] / more.phases["read"] for few, more in pairs)
            yield (
                f"{documents:,} documents: {workers} workers are {gain:.2f} times as fast ({reading:.2f} in reading), "
                f"with {dearer:.2f} times the CPU time"
            )
            if told := controls.get((documents, workers)):
                apart = statistics.median(told)
                yield (
                    f"  control: {workers} processes that share nothing are {apart:.2f} times as fast as one "
                    f"({min(told):.2f} to {max(told):.2f}); pool over control {gain / apart:.2f}"
                )


def growths(runs: Sequence[Run]) -> Iterator[str]:
    """The exponents with which cost grows with the number of documents: 1 is linear, 0 is flat."""
    largest = max(run.workers for run in runs)
    rows = sorted((run for run in runs if run.workers == largest), key=lambda run: run.documents)
    for what, name in (
        ("CPU time", "cpu"),
        ("memory of the parent", "parent_memory"),
        ("memory of a worker", "worker_memory"),
        ("bytes of the atlas", "atlas_bytes"),
    ):
        yield f"exponent of {what}: {exponent([(run.documents, getattr(run, name)) for run in rows]):.2f}"


def extrapolated(run: Run) -> Iterator[str]:
    """What three million documents would take, were each as these, and what that assumes."""
    times = MILLIONS / run.documents
    yield (
        f"{MILLIONS:,} such documents, {run.characters / run.documents:,.0f} characters and "
        f"{run.facts / run.documents:.0f} facts each: {run.cpu * times / 3600:,.1f} hours "
        f"of CPU, {run.clock * times / 3600:,.1f} of the clock at this speed, {run.atlas_bytes * times / 1e9:,.0f} GB "
        f"of atlas, {run.parts_bytes * times / 1e9:,.0f} GB of parts"
    )
    yield (
        "  assumed: every document as long and as full of facts as these; cost in proportion to their number, as the "
        "exponents above show so far; a disk that holds what is put aside while the atlas is sorted; "
        f"{run.workers} workers with {run.cpu / run.clock:.1f} cores busy, as here"
    )


def main() -> None:
    """Build and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", type=int, nargs="+")
    parser.add_argument("--workers", type=int, nargs="+", default=[2])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--characters", type=int, default=1200)
    parser.add_argument("--lengths", choices=("even", "zipf"), default="even")
    parser.add_argument("--folder", type=Path, help="where the documents are, or will be")
    parser.add_argument("--output", type=Path, help="the atlas of the last build, which is kept then")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        folder = wanted.folder or Path(aside) / "corpus"
        if not folder.exists():
            most = max(wanted.documents)
            list(write_corpus(folder, most, characters=wanted.characters, lengths=wanted.lengths, workers=2))
        output = wanted.output or Path(aside) / "atlas.duckdb"
        runs = []
        controls: dict[tuple[int, int], list[float]] = defaultdict(list)
        for documents in sorted(wanted.documents):
            sources = sorted(path for path in folder.iterdir() if path.is_dir())[: -(-documents // SHARD)]
            for number in range(wanted.rounds):
                for workers in wanted.workers if number % 2 == 0 else reversed(wanted.workers):
                    run = watched(sources, documents, workers, output)
                    runs.append(run)
                    phases = ", ".join(f"{name} {run.phases[name]:.1f}" for name in PHASES)
                    told = f"{documents:,} documents, {workers} workers: {run.clock:.1f} s ({phases})"
                    print(f"{told}; CPU {run.cpu:.1f} s, {run.parent_cpu:.1f} of the parent", flush=True)
                for workers in sorted(set(wanted.workers) - {min(wanted.workers)}):
                    controls[documents, workers].append(control(sources, workers))
                    print(f"control, {workers} processes: {controls[documents, workers][-1]:.2f}", flush=True)
        print(*table(runs), *gains(runs, controls), sep="\n")
        if len(wanted.documents) > 1:
            print(*growths(runs), sep="\n")
        largest = max(runs, key=lambda run: (run.documents, run.workers))
        print(*extrapolated(largest), sep="\n")


if __name__ == "__main__":
    main()
