"""What writing an atlas costs: clock, processor time and memory of the one process that writes, by its limits.

    python benchmarks/writing.py ATLAS --copies 10 --memory 2GB 512MB --threads 2

The documents of ATLAS and their facts are repeated under other ids, as the packs that workers leave; each setting
writes them in a process of its own, the settings in turn. What is put aside on the disk is the most that was seen.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import duckdb

from fangzhi.lexicon.load import load_lexicon
from fangzhi.store import write
from fangzhi.store.packs import pack_file, schema_of
from fangzhi.store.parts import KINDS
from fangzhi.store.sql import literal

STEP = 0.1  # seconds between two looks at what is put aside


def repeat(atlas: Path, folder: Path, copies: int) -> tuple[list[str], int, int]:
    """Write a pack a copy; their names, and how many documents and facts they hold."""
    names = [f"{number:05}" for number in range(copies)]
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH {literal(atlas)} AS small (READ_ONLY)")
        for name in names:
            connection.execute(
                "CREATE OR REPLACE TABLE renamed AS SELECT document_id AS before, sha256(text_sha256 || ?) AS sha256 "
                "FROM small.document", [name],
            )  # fmt: skip
            for table in ("document", *KINDS):
                facts = "" if table == "document" else f"left(sha256(fact_id || '{name}'), 16) AS fact_id, "
                also = facts or "sha256 AS text_sha256, "
                columns = ", ".join(schema_of(table).names)
                changed = f"t.* REPLACE ({also}left(sha256, 16) AS document_id)"
                named = f"SELECT {changed} FROM small.{table} AS t JOIN renamed ON before = document_id"  # noqa: S608  # our tables
                target = literal(pack_file(folder, name, table))
                connection.execute(
                    f"COPY (SELECT {columns} FROM ({named}) ORDER BY document_id) TO {target} (FORMAT parquet)"  # noqa: S608  # our tables
                )
        counts = [
            connection.execute(f"SELECT count(*) FROM small.{table}").fetchone()  # noqa: S608  # our tables
            for table in ("document", *KINDS)
        ]
    documents, *facts_of = [row[0] if row else 0 for row in counts]
    return names, documents * copies, sum(facts_of) * copies


def written(folder: Path, output: Path, memory: str, threads: int) -> dict[str, float]:
    """Write the atlas of all packs in this process, and tell what it took."""
    lexicon = load_lexicon()
    names = sorted({path.name.partition(".")[0] for path in folder.glob("*.document.parquet")})
    aside = output.with_name(f".{output.name}.building.spill")
    most, done = 0.0, threading.Event()

    def look() -> None:
        nonlocal most
        while not done.wait(STEP):
            sizes = [path.stat().st_size for path in aside.glob("*") if path.exists()] if aside.is_dir() else []
            most = max(most, sum(sizes) / 1e6)

    looking = threading.Thread(target=look, daemon=True)
    before = _memory()
    looking.start()
    clock, processor = time.perf_counter(), time.process_time()
    write.assemble(
        output, folder, names, lexicon=lexicon, refused=[], about={"built_at": "2026"}, threads=threads, memory=[memory]
    )
    told = {"clock": time.perf_counter() - clock, "CPU": time.process_time() - processor}
    done.set()
    looking.join()
    return {**told, "MB before": before, "MB": _memory(), "aside, MB": most, "atlas, MB": output.stat().st_size / 1e6}


def _memory() -> float:
    """The most memory that this process has had, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Write and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("atlas", type=Path)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--memory", nargs="+", default=[*write.MEMORY[:2]], help="what DuckDB may take")
    parser.add_argument("--threads", type=int, nargs="+", default=[2])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--packs", type=Path, help="the packs are there (for the processes of this script)")
    wanted = parser.parse_args()
    if wanted.packs:
        print(json.dumps(written(wanted.packs, wanted.atlas, wanted.memory[0], wanted.threads[0])))
        return
    taken: dict[tuple[str, int], list[dict[str, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory(dir=wanted.atlas.parent) as scratch:
        folder = Path(scratch) / "packs"
        folder.mkdir()
        _, documents, facts = repeat(wanted.atlas, folder, wanted.copies)
        print(f"{documents:,} documents, {facts:,} facts", flush=True)
        for _ in range(wanted.rounds):
            for memory in wanted.memory:
                for threads in wanted.threads:
                    output = Path(scratch) / "atlas.duckdb"
                    command = [sys.executable, __file__, str(output), "--packs", str(folder)]
                    done = subprocess.run(
                        [*command, "--memory", memory, "--threads", str(threads)], stdout=subprocess.PIPE, check=False
                    )
                    if done.returncode:
                        print(f"{memory}, {threads} threads: failed, see above", flush=True)
                        continue
                    taken[memory, threads].append(json.loads(done.stdout))
                    print(memory, threads, taken[memory, threads][-1], flush=True)
    print("| memory | threads | seconds | CPU | process before, MB | process at most, MB | aside, MB | atlas, MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for (memory, threads), rounds in taken.items():
        medians = [statistics.median(one[key] for one in rounds) for key in rounds[0]]
        print(f"| {memory} | {threads} | " + " | ".join(f"{value:,.1f}" for value in medians) + " |")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
