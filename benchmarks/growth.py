"""How the time of one document grows with its length: ``python benchmarks/growth.py [LARGEST]``.

CPU time of reading and extraction of a generated report, in one process; the exponent is fitted from 10,000 characters
on, where small costs no longer count. The facts are counted beside those that the report is known to state.
"""

import math
import sys
import time

from corpus import Made, make
from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import read_text

FITTED_FROM = 10_000


def measured(made: Made, rounds: int) -> tuple[float, int]:
    """Seconds of CPU, the best of several rounds, and the number of facts."""
    lexicon = load_lexicon()
    best, facts = float("inf"), 0
    for _ in range(rounds):
        started = time.process_time()
        facts = len(list(extract_facts(read_text(made.text, lexicon=lexicon), lexicon)))
        best = min(best, time.process_time() - started)
    return best, facts


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope of the logarithms: 1 is linear.

    >>> round(exponent([(10, 2.0), (100, 20.0), (1000, 200.0)]), 3)
    1.0
    """
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    middle = sum(x for x, _ in logs) / len(logs), sum(y for _, y in logs) / len(logs)
    across = sum((x - middle[0]) * (y - middle[1]) for x, y in logs)
    return across / sum((x - middle[0]) ** 2 for x, _ in logs)


def main() -> None:
    """Print a line a length, then the exponent."""
    largest = int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000
    points = []
    length = 1000
    while length <= largest:
        made = make(1, characters=length)
        seconds, facts = measured(made, 3 if length < 100_000 else 1)
        print(f"{len(made.text):>11,} characters {seconds:8.3f} s {facts:>9,} facts of {len(made.facts):,}", flush=True)
        if length >= FITTED_FROM:
            points.append((len(made.text), seconds))
        length *= 10
    if len(points) > 1:
        print(f"exponent of the time from {FITTED_FROM:,} characters on: {exponent(points):.2f}")


if __name__ == "__main__":
    main()
