"""How time and memory of one document grow with its length: ``python benchmarks/growth.py [LARGEST]``.

CPU time of reading and extraction of a generated report, and the peak of memory, each length in a process of its own,
which is given the text only. The exponents are fitted from 10,000 characters on, where small costs no longer count; of
memory, what goes beyond that of the shortest report. The facts are counted beside those that the report is known to
state.
"""

import argparse
import math
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from corpus import make

FITTED_FROM = 10_000
ROUNDS = 3  # of the short ones
_ONE = """
import resource, sys, time
from pathlib import Path
from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import read_text
lexicon = load_lexicon()
text = Path(sys.argv[1]).read_text(encoding="utf-8")
extract_facts(read_text(text[:1000], lexicon=lexicon), lexicon)
best = float("inf")
for _ in range(int(sys.argv[2])):
    started = time.process_time()
    facts = len(list(extract_facts(read_text(text, lexicon=lexicon), lexicon)))
    best = min(best, time.process_time() - started)
print(best, facts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measured(text: str, rounds: int) -> tuple[float, int, float]:
    """Seconds of CPU, the best of several rounds, the number of facts, and the peak of memory in MB."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write(text)
        file.flush()
        command = [sys.executable, "-c", _ONE, file.name, str(rounds)]
        seconds, facts, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(facts), float(memory)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the logarithms: 1 is linear, 0 is flat.

    >>> round(exponent([(10, 2.0), (100, 20.0), (1000, 200.0)]), 3)
    1.0
    """
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    middle = sum(x for x, _ in logs) / len(logs), sum(y for _, y in logs) / len(logs)
    across = sum((x - middle[0]) * (y - middle[1]) for x, y in logs)
    return across / sum((x - middle[0]) ** 2 for x, _ in logs)


def main() -> None:
    """Print a line a length, then the exponents."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("largest", nargs="?", type=float, default=1e6, help="characters of the longest report")
    largest = parser.parse_args().largest
    rows: list[tuple[int, float, float]] = []
    length = 1000
    while length <= largest:
        made = make(1, characters=length)
        known, text = len(made.facts), made.text
        del made  # the facts that are known take more memory than the text
        seconds, facts, memory = measured(text, ROUNDS if length < 100_000 else 1)
        print(
            f"{len(text):>11,} characters {seconds:8.3f} s {memory:7,.0f} MB {facts:>9,} facts of {known:,}", flush=True
        )
        rows.append((len(text), seconds, memory))
        length *= 10
    fitted = [row for row in rows if row[0] >= FITTED_FROM]
    if len(fitted) > 1:
        base = rows[0][2]
        print(f"exponent of the time from {FITTED_FROM:,} characters on: {exponent([row[:2] for row in fitted]):.2f}")
        beyond = [(size, memory - base) for size, _, memory in fitted if memory > base + 1]
        if len(beyond) > 1:
            print(f"exponent of the memory beyond {base:.0f} MB: {exponent(beyond):.2f}")


if __name__ == "__main__":
    main()
