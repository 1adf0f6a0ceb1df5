"""Fuzzes the readers and the extractor, led by the coverage of our own code (atheris, libFuzzer).

    python tools/fuzz.py --seconds 600           every target, one after the other
    python tools/fuzz.py pdf chinese --seconds 60

What must hold is in tests/drawn.py: no exception but a refusal, each quote its slice, each sentence around its quote.
An input that breaks it is left in build/fuzz/TARGET/; ``python tools/fuzz.py --replay TARGET FILE`` runs it again.
Exit code 1 when there is one.
"""

import argparse
import logging
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
FORMATS = ("txt", "md", "html", "csv", "docx", "xlsx", "pdf", "zip", "ofd", "mhtml")
TEXTS = ("chinese", "english", "table")
SLOWEST = 60  # seconds for one small input before it counts as found


def main() -> int:
    """Fuzz each target in a process of its own, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join((*FORMATS, *TEXTS)))
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    parser.add_argument("--replay", nargs=2, metavar=("TARGET", "FILE"))
    wanted = parser.parse_args()
    if wanted.replay:
        return subprocess.run([sys.executable, __file__, "--one", *wanted.replay], check=False).returncode  # noqa: S603  # this file
    for target in wanted.targets:
        if target not in FORMATS + TEXTS:
            parser.error(f"{target!r} is no target; they are {', '.join((*FORMATS, *TEXTS))}")
    results = [fuzz(target, wanted.seconds) for target in wanted.targets or FORMATS + TEXTS]
    return 0 if all(results) else 1


def fuzz(target: str, seconds: int) -> bool:
    """Whether a target withstood so many seconds."""
    found = ROOT / "build" / "fuzz" / target
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(starts(target)):
            Path(corpus, str(number)).write_bytes(seed)
        began = time.monotonic()
        run = subprocess.run(  # noqa: S603  # this file
            [
                *(sys.executable, __file__, "--one", target, corpus, f"-max_total_time={seconds}"),
                *(f"-timeout={SLOWEST}", "-rss_limit_mb=3000", "-max_len=20000", "-print_final_stats=1"),
                *("-seed=1", f"-artifact_prefix={found}/"),
            ],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        took = time.monotonic() - began  # a fault ends it before its time
    said = run.stdout + run.stderr
    inputs = re.search(r"number_of_executed_units:\s*(\d+)", said)
    branches = re.findall(r" ft: (\d+)", said)
    count = f"{int(inputs[1]):,} inputs, {branches[-1] if branches else '?'} features" if inputs else "no count"
    print(f"{target}: {count} in {took:.0f} s, {'FOUND' if run.returncode else 'nothing found'}", flush=True)
    if run.returncode:
        fault = re.search(r"=== Uncaught Python exception.*?(?=\n==\d+==|\nINFO: )", said, re.DOTALL)
        print(fault[0] if fault else said[-3000:], flush=True)
    return run.returncode == 0


def starts(target: str) -> tuple[bytes, ...]:
    """Inputs to begin with; the first byte says whether the rest is the file or the part in it that holds its words."""
    from drawn import seeds  # noqa: PLC0415  # as in one()

    if target in TEXTS:
        return tuple(bytes((at * step) % 251 for at in range(400)) for step in (1, 7, 31, 97))
    return tuple(bytes([number % 2]) + seed for number, seed in enumerate(seeds()[f".{target}"]))


def one(target: str, arguments: list[str]) -> None:
    """Fuzz one target in this process, which libFuzzer ends."""
    import atheris  # type: ignore[import-untyped]  # noqa: PLC0415  # it must come before what it watches

    with atheris.instrument_imports(include=["fangzhi.read", "fangzhi.extract"]):
        import drawn  # noqa: PLC0415  # as above

    logging.disable()
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))  # noqa: S108  # a folder of its own

    def of_text(make: "Callable[[drawn.Choose], str]") -> Callable[[bytes], None]:
        def run(data: bytes) -> None:
            provider = atheris.FuzzedDataProvider(data)
            drawn.check_text(make(lambda most: int(provider.ConsumeIntInRange(0, most - 1))))

        return run

    def of_table(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        rows = drawn.table(lambda most: int(provider.ConsumeIntInRange(0, most - 1)))
        drawn.check_file(".csv", "\n".join(",".join(row) for row in rows).encode(), folder)

    def of_file(data: bytes) -> None:
        suffix, inner = f".{target}", data[:1] == b"\x01"
        drawn.check_file(suffix, drawn.made(suffix, data[1:]) if inner else data[1:], folder)

    runs = {"chinese": of_text(drawn.chinese), "english": of_text(drawn.english), "table": of_table}
    atheris.Setup([__file__, *arguments], runs.get(target, of_file))
    atheris.Fuzz()


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3:])
    sys.exit(main())
