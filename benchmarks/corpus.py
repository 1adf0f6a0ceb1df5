"""Makes reports from templates of our own, with the facts that they state: as many as wanted, and as long.

    python benchmarks/corpus.py FOLDER --documents 100000 --characters 1200 --lengths zipf --seed 1

FOLDER gets a folder for each thousand documents, with the texts, their documents.csv and, under a hidden name that a
build passes over, the facts that must come out (one line a document). The same seed gives the same bytes; a document
depends on its number only, not on how many there are. check.py compares the facts with what a build found.
"""

import argparse
import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

from fangzhi.lexicon.load import load_lexicon
from templates import Fact, Filler, Industries, load_templates, written

SHARD = 1000  # documents in a folder
ANSWERS = ".answers.jsonl"
COLUMNS = ("path", "title", "published", "region")
YEARS = range(2016, 2027)
ENDING = "（本文由程序按模板生成，数字均属虚构。）"
ZIPF = 1.2  # exponent of the lengths: twice as long is 2.3 times as rare
SPREAD = 100  # how often the shortest goes into the longest


@dataclass(frozen=True, slots=True)
class Made:
    """A report: its text, its row of documents.csv, and the facts that stand in it."""

    text: str
    row: tuple[str, str, str, str]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A region that reports are about."""

    name: str
    short: str
    code: str


def make(number: int, *, seed: int = 1, characters: int = 1200, lengths: str = "even") -> Made:
    """The report with this number; ``characters`` is how long it is at least, for ``zipf`` on average.

    >>> made = make(3)
    >>> fact = made.facts[0]
    >>> made.text[fact["start"]:fact["end"]] == fact["quote"]
    True
    """
    choice = random.Random(f"{seed}:{number}")  # noqa: S311  # texts, not secrets
    wanted = characters if lengths == "even" else _zipf(choice, characters)
    templates = load_templates()
    area, year = choice.choice(areas()), choice.choice(YEARS)
    context = {"year": str(year), "last": str(year - 1), "later": str(year + 4), "short": area.short}
    title = f"{area.name}{year}年政府工作报告"
    pieces = [f"{title}\n各位代表：\n"]
    length = len(pieces[0])
    facts: list[Fact] = []
    industries = Industries(templates, choice)
    shares = sum(part.share for part in templates.parts.values())
    for order, (name, part) in zip("一二三", templates.parts.items(), strict=True):
        filler = Filler(templates, choice, context, industries)
        common = {"region": area.name, "period": filler.render(part.period), "status": part.status}
        heading = f"{order}、{filler.render(part.heading)}\n"
        pieces.append(heading)
        length += len(heading)
        end = length + wanted * part.share // shares
        most = max(one.industries for one in templates.sentences[name])
        while length < end:
            enough = industries.enough(most, length)
            sentence, found = written(
                choice.choice([one for one in templates.sentences[name] if one.industries <= enough]),
                Filler(templates, choice, context, industries),
                common,
            )
            facts += [{**fact, "start": fact["start"] + length, "end": fact["end"] + length} for fact in found]
            pieces.append(f"{sentence}\n" if choice.random() < 0.3 else sentence)
            length += len(pieces[-1])
        if not pieces[-1].endswith("\n"):
            pieces.append("\n")
            length += 1
    # The number makes every text one of a kind, however short it is.
    pieces.append(f"{ENDING}\n编号：{''.join('甲乙丙丁戊己庚辛壬癸'[int(digit)] for digit in str(number))}\n")
    path = f"{number:08}.txt"
    return Made("".join(pieces), (path, title, f"{year}-01-{choice.randint(10, 28)}", area.name), tuple(facts))


def write_corpus(
    folder: Path, documents: int, *, seed: int = 1, characters: int = 1200, lengths: str = "even", workers: int = 1
) -> Iterator[Path]:
    """Write the reports 0 to ``documents`` and their facts; the folders as they get ready."""
    job = partial(_write_shard, folder, documents, seed, characters, lengths)
    firsts = range(0, documents, SHARD)
    if workers == 1:
        yield from map(job, firsts)
        return
    with Pool(workers) as pool:
        yield from pool.imap(job, firsts)


def _write_shard(folder: Path, documents: int, seed: int, characters: int, lengths: str, first: int) -> Path:
    shard = folder / f"{first // SHARD:05}"
    shard.mkdir(parents=True)
    with (
        (shard / "documents.csv").open("w", encoding="utf-8", newline="") as table,
        (shard / ANSWERS).open("w", encoding="utf-8") as answers,
    ):
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(COLUMNS)
        for number in range(first, min(first + SHARD, documents)):
            made = make(number, seed=seed, characters=characters, lengths=lengths)
            (shard / made.row[0]).write_text(made.text, encoding="utf-8")
            rows.writerow(made.row)
            record = {"document": f"{shard.name}/{made.row[0]}", "facts": made.facts}
            answers.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    return shard


@cache
def areas() -> tuple[Area, ...]:
    """Provinces and prefecture-level cities of today whose short name is theirs alone."""
    regions = load_lexicon().regions
    rows = [row for row in regions if row.level in ("province", "prefecture") and not row.valid_to and row.short]
    named = [Area(row.name, row.short or "", row.code) for row in rows if row.name.endswith(("省", "市"))]
    return tuple(area for area in named if [row.code for row in regions.named(area.short)] == [area.code])


def _zipf(choice: random.Random, mean: int) -> int:
    """A length that follows a power law between a quarter of the mean and a hundred times that."""
    low = 1 - SPREAD**-(ZIPF)
    average = ZIPF / (ZIPF - 1) * (1 - SPREAD ** (1 - ZIPF)) / low  # of lengths from 1 to SPREAD
    return int(mean / average * (1 - choice.random() * low) ** (-1 / ZIPF))


def main() -> None:
    """Write a corpus where the command line says."""
    parser = argparse.ArgumentParser(description="Make reports with known facts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=1200, help="length of each, on average")
    parser.add_argument("--lengths", choices=("even", "zipf"), default="even")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1, help="processes")
    wanted = parser.parse_args()
    shards = sum(
        1
        for _ in write_corpus(
            wanted.folder,
            wanted.documents,
            seed=wanted.seed,
            characters=wanted.characters,
            lengths=wanted.lengths,
            workers=wanted.workers,
        )
    )
    print(f"{wanted.documents:,} documents in {shards} folders of {wanted.folder}")


if __name__ == "__main__":
    main()
