"""Times the extraction of examples/ and, where it is there, of ../shared/corpus: characters a second of one process."""

import sys
import time
from pathlib import Path

from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import Source, find_sources
from fangzhi.run.pipeline import Reading, facts_of

ROUNDS = 3
ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print one line a folder: documents, characters, facts, best of three rounds."""
    started = time.perf_counter()
    lexicon = load_lexicon()
    print(f"lexicon loaded in {time.perf_counter() - started:.2f} s")
    for folder in (ROOT / "examples", ROOT.parent / "shared" / "corpus"):
        if not folder.is_dir():
            print(f"{folder.name}: not here, skipped")
            continue
        sources = [source for source in find_sources([folder], lexicon=lexicon) if isinstance(source, Source)]
        best = float("inf")
        readings: list[Reading] = []
        for _ in range(ROUNDS):
            started = time.process_time()
            found = [facts_of(source, lexicon) for source in sources]
            best = min(best, time.process_time() - started)
            readings = [reading for reading in found if isinstance(reading, Reading)]
        characters = sum(len(reading.document.text) for reading in readings)
        facts = sum(len(reading.facts) for reading in readings)
        print(
            f"{folder.name}: {len(readings)} documents, {characters:,} characters, {facts} facts, "
            f"{best:.2f} s, {characters / best / 1e6:.2f} million characters a second"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
