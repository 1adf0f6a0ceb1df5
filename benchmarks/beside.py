"""Times our extraction beside JioNLP and recognizers-text, on the same text in the same run.

``python benchmarks/beside.py [FOLDER] [--others PYTHON]`` prints a table: median of five rounds in CPU time, characters
a second, the ratio to ours, and what each returns. The others are run by a Python of their own (``make bench`` sets it
up in ``.venv-bench``), for their dependencies do not fit ours; where they are missing the table says so.
"""

import argparse
import json
import statistics
import subprocess
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from fangzhi.extract import extract
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.document import Document
from fangzhi.read import Source, find_sources, read_document

ROOT = Path(__file__).parents[1]
ROUNDS = 5
CHARACTERS = 12_000
RETURNS = {
    "fangzhi": "all six kinds: value, unit, bound, measure, period, status, region, indicator, sentence",
    "JioNLP, money and time": "amounts of money and times, each by itself; no indicator, region or target",
    "recognizers-text": "numbers, percentages, currencies, dimensions and dates, each by itself; nothing binds them",
}


def sample(folder: Path, characters: int) -> list[Document]:
    """The first Chinese documents of a folder that together have at least so many characters."""
    lexicon = load_lexicon()
    sources = [source for source in find_sources([folder], lexicon=lexicon) if isinstance(source, Source)]
    out: list[Document] = []
    for source in sources:
        if sum(len(document.text) for document in out) >= characters:
            break
        document = read_document(source.path, lexicon=lexicon, row=source.row)
        if document.meta.language == "zh":
            out.append(document)
    return out


def median_of(work: Callable[[], int]) -> tuple[float, int]:
    """Median CPU seconds of the rounds, and how many things came out; one round before them warms up."""
    found = work()
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        found = work()
        rounds.append(time.process_time() - started)
    return statistics.median(rounds), found


def others(python: Path, texts: list[str]) -> dict[str, tuple[float, int] | str]:
    """What the others need, run by their own Python; a sentence where one can not be run."""
    if not python.exists():
        return {"JioNLP, money and time": f"not installed ({python})", "recognizers-text": f"not installed ({python})"}
    done = subprocess.run(  # our own script and the interpreter that the caller names
        [python, ROOT / "benchmarks" / "others.py"],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return {"the others": f"could not be run: {last}"}
    told = json.loads(done.stdout.strip().splitlines()[-1])
    return {name: result if isinstance(result, str) else (result[0], result[1]) for name, result in told.items()}


def main() -> None:
    """Print the table."""
    corpus = ROOT.parent / "shared" / "corpus" / "reports"
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path, default=corpus if corpus.is_dir() else ROOT / "examples")
    arguments.add_argument("--others", type=Path, default=ROOT / ".venv-bench" / "bin" / "python")
    arguments.add_argument("--characters", type=int, default=CHARACTERS)
    chosen = arguments.parse_args()
    lexicon = load_lexicon()
    documents = sample(chosen.folder, chosen.characters)
    characters = sum(len(document.text) for document in documents)
    ours = median_of(lambda: sum(len(extract(document, lexicon).facts) for document in documents))
    rows: dict[str, tuple[float, int] | str] = {"fangzhi": ours}
    rows |= others(chosen.others, [document.text for document in documents])
    print(f"{characters:,} characters of {chosen.folder.name}, {date.today():%Y-%m-%d}, median of {ROUNDS} rounds")  # noqa: DTZ011  # the day on the desk
    print("| what | CPU s | characters a second | times ours | found | returns |")
    print("|---|---:|---:|---:|---:|---|")
    for name, result in rows.items():
        if isinstance(result, str):
            print(f"| {name} | | | | | {result} |")
            continue
        seconds, found = result
        print(
            f"| {name} | {seconds:.3f} | {characters / seconds:,.0f} | {seconds / ours[0]:.1f} | {found:,} "
            f"| {RETURNS.get(name, '')} |"
        )


if __name__ == "__main__":
    main()
