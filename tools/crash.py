"""Kills builds at random moments and looks whether anything is lost.

    python tools/crash.py examples --kills 50

Each time an atlas of half of the files is there, the build of all of them is killed (-9, with its workers) at a random
moment, and then: the atlas opens and verifies, the next build completes, and its tables are those of a build that was
never killed, byte for byte. Exit code 1 when one of these fails.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fangzhi.store.export import export
from fangzhi.store.verify import verify


def main() -> int:
    """Kill, look, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    moments = random.Random(wanted.seed)  # noqa: S311  # moments of kills, the same for the same seed
    files = sorted(str(path) for path in wanted.folder.iterdir() if path.suffix != ".csv")
    killed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        started = time.perf_counter()
        run(files, folder / "whole.duckdb").wait()
        length = time.perf_counter() - started
        whole = tables(folder / "whole.duckdb", folder / "whole")
        run(files[::2], folder / "half.duckdb").wait()
        for number in range(wanted.kills):
            atlas = folder / f"{number}" / "atlas.duckdb"
            atlas.parent.mkdir()
            shutil.copy(folder / "half.duckdb", atlas)
            process = run(files, atlas)
            time.sleep(moments.uniform(0, length))
            if process.poll() is None:
                killed += 1
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            wrong = verify(atlas).findings
            run(files, atlas).wait()
            if wrong or tables(atlas, atlas.parent / "tables") != whole:
                print(f"kill {number}: {wrong or 'the tables differ'}")
                return 1
            shutil.rmtree(atlas.parent)
    print(f"{wanted.kills} builds of {len(files)} files, {killed} killed before they ended; nothing lost, tables equal")
    return 0


def run(files: list[str], atlas: Path) -> "subprocess.Popen[bytes]":
    """A build in a group of its own."""
    return subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "fangzhi", "build", *files, "-o", str(atlas), "--workers", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def tables(atlas: Path, folder: Path) -> dict[str, bytes]:
    """Every table of an atlas as it is exported."""
    return {path.name: path.read_bytes() for path in export(atlas, folder)}


if __name__ == "__main__":
    sys.exit(main())
