"""Measures what is inferred of documents when nobody gives it: title, year, region, kind and language.

    python tools/measure_metadata.py                   the documents of ../shared/corpus
    python tools/measure_metadata.py FOLDER…           folders with a documents.csv of their own

Each file that a documents.csv names is read as if there were none, and what comes out is compared with its row. Titles
are the same when ours begins with the given one, blanks aside. What is wrong is printed below the figures.
"""

import argparse
import csv
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import read_document

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
FIELDS = ("title", "year", "region", "kind", "language")
KIND_OF_FOLDER = {"reports": "work_report", "news": "news"}  # where the table has no column for it


@dataclass(frozen=True, slots=True)
class Measured:
    """How many documents there are, how many have each field right, and a line for each field that is wrong."""

    documents: int
    right: dict[str, int]
    wrong: tuple[str, ...]


def measure(folders: Iterable[Path]) -> Measured:
    """Read every file that the documents.csv of a folder names, without that table."""
    lexicon = load_lexicon()
    right = dict.fromkeys(FIELDS, 0)
    wrong: list[str] = []
    documents = 0
    for folder in folders:
        for row in csv.DictReader((folder / "documents.csv").read_text(encoding="utf-8-sig").splitlines()):
            meta = read_document(folder / row["path"], lexicon=lexicon).meta
            documents += 1
            given = {
                "title": "".join(row["title"].split()),
                "year": row["published"][:4],
                "region": row["region"],
                "kind": row.get("kind") or KIND_OF_FOLDER.get(folder.name, ""),
                "language": row.get("language") or "zh",
            }
            found = {
                "title": "".join((meta.title or "").split()),
                "year": str(meta.published.year) if meta.published else "",
                "region": meta.region or "",
                "kind": meta.kind or "",
                "language": meta.language,
            }
            for field in FIELDS:
                same = found[field].startswith(given[field]) if field == "title" else found[field] == given[field]
                right[field] += same
                if not same:
                    wrong.append(f"{folder.name}/{row['path']}: {field} {found[field]!r}, given {given[field]!r}")
    return Measured(documents, right, tuple(wrong))


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    folders = parser.parse_args().folders or sorted(table.parent for table in CORPUS.glob("*/documents.csv"))
    if not folders:
        print(f"no documents.csv below {CORPUS}; name a folder that has one", file=sys.stderr)
        return 1
    measured = measure(folders)
    print(", ".join(f"{field} {measured.right[field]} of {measured.documents}" for field in FIELDS))
    print("\n".join(measured.wrong))
    return 0


if __name__ == "__main__":
    sys.exit(main())
