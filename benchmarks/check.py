"""Compares the facts of a build with those that the generated reports are known to state.

    python benchmarks/check.py FOLDER ATLAS

FOLDER was written by corpus.py, ATLAS by ``fangzhi build FOLDER``. Every field that is known must be right. Exit code 1
when a known fact was missed, or one was found that no report states.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from corpus import ANSWERS
from fangzhi.store.atlas import Atlas

FIELDS: Mapping[str, tuple[str, ...]] = {
    "observation": (
        "indicator", "indicator_id", "measure", "value", "value_high", "unit", "bound", "period", "status",
    ),
    "focus": ("industry", "industry_id", "stage"),
    "scheme": ("code", "name", "groups"),
    "project": ("name", "amount", "stage", "industry_id"),
    "policy": ("title", "industry_ids", "tone"),
    "platform": ("name", "category", "level", "count"),
}  # fmt: skip
LISTS = {"groups", "industry_ids"}  # stored as JSON
SHOWN = 5
Key = tuple[Any, ...]


@dataclass(slots=True)
class Checked:
    """Facts by kind: known, and found as known; examples of what was missed and of what nobody stated."""

    known: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[Key] = field(default_factory=list)
    unstated: list[Key] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether all that is known was found, and nothing else."""
        return self.known == self.right == self.found

    def lines(self) -> Iterator[str]:
        """The outcome as a table, then the first things that are wrong."""
        yield f"{'kind':<12} {'known':>10} {'found':>10} {'right':>10} {'recall':>8} {'precision':>9}"
        for kind in FIELDS:
            if known := self.known[kind]:
                right, found = self.right[kind], self.found[kind]
                yield f"{kind:<12} {known:>10} {found:>10} {right:>10} {right / known:>8.2%} {_share(right, found)}"
        yield from (f"missed    {key}" for key in self.missed)
        yield from (f"unstated  {key}" for key in self.unstated)


def known_facts(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each fact that the reports of a folder state, after the path of its document below the folder."""
    for answers in sorted(folder.glob(f"*/{ANSWERS}")):
        with answers.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                for fact in record["facts"]:
                    yield record["document"], fact


def found_facts(atlas: Path, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each fact of an atlas, after the path of its document below the folder."""
    with Atlas(atlas) as opened:
        for kind, names in FIELDS.items():
            columns = ", ".join(f"f.{name}" for name in ("span_start", "span_end", "region", *names))
            table = opened.ask(f"SELECT path, {columns} FROM {kind} AS f JOIN document USING (document_id)").arrow()  # noqa: S608  # names of our own
            for batch in table.to_batches(max_chunksize=10_000):
                for row in batch.to_pylist():
                    path = str(Path(row.pop("path")).relative_to(folder))
                    start, end = row.pop("span_start"), row.pop("span_end")
                    for name in LISTS & row.keys():
                        row[name] = json.loads(row[name] or "[]")
                    yield path, {"kind": kind, "start": start, "end": end, **row}


def check(known: Iterable[tuple[str, dict[str, Any]]], found: Iterable[tuple[str, dict[str, Any]]]) -> Checked:
    """Compare facts in every known field; what is kept of each is eight bytes, so that millions fit into memory.

    >>> fact = {"kind": "focus", "start": 4, "end": 8, "region": "自贡市", "industry": "特钢"}
    >>> check([("a.txt", fact)], [("a.txt", fact)]).whole
    True
    """
    out = Checked()
    waiting: dict[bytes, int] = {}
    sought = list(known) if not isinstance(known, list) else known
    for number, (path, fact) in enumerate(sought):
        waiting[_digest(path, fact)] = number
        out.known[fact["kind"]] += 1
    for path, fact in found:
        out.found[fact["kind"]] += 1
        if waiting.pop(_digest(path, fact), None) is not None:
            out.right[fact["kind"]] += 1
        elif len(out.unstated) < SHOWN:
            out.unstated.append(_key(path, fact))
    out.missed = [_key(*sought[number]) for number in list(waiting.values())[:SHOWN]]
    return out


def _key(path: str, fact: Mapping[str, Any]) -> Key:
    values = [fact.get(name) for name in ("region", *FIELDS[fact["kind"]])]
    plain = [float(value) if isinstance(value, int) else value or None for value in values]
    return (path, fact["kind"], fact["start"], fact["end"], *plain)


def _share(part: int, whole: int) -> str:
    return f"{part / whole if whole else 0:>9.2%}"


def _digest(path: str, fact: Mapping[str, Any]) -> bytes:
    return blake2b(repr(_key(path, fact)).encode(), digest_size=8).digest()


def main() -> int:
    """Print what came out; 1 when that is not what is known."""
    parser = argparse.ArgumentParser(description="Check a build against what its reports state.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("atlas", type=Path)
    wanted = parser.parse_args()
    checked = check(known_facts(wanted.folder), found_facts(wanted.atlas, wanted.folder))
    print("\n".join(checked.lines()))
    return 0 if checked.whole else 1


if __name__ == "__main__":
    sys.exit(main())
