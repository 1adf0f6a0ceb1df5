"""Facts of many documents as JSON records, without a database."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import Refused, Source
from fangzhi.run.local import default_workers, fork_is_safe, ordered_map
from fangzhi.run.pipeline import facts_of

SMALL = 1_000_000  # bytes of sources below which a pool costs more than it saves


@dataclass(frozen=True, slots=True)
class Extracted:
    """The facts of one document, each as one line of JSON."""

    path: str
    lines: tuple[str, ...]


def extract_sources(
    sources: Sequence[Source], *, lexicon_folder: Path | None = None, workers: int | None = None
) -> Iterator[Extracted | Refused]:
    """Facts of each source in turn; ``workers`` defaults to what the size of the sources is worth."""
    count = worth_workers(sources) if workers is None else workers
    load_lexicon(lexicon_folder)  # a bad lexicon is told once and at once; forked workers find it loaded
    return ordered_map(partial(_job, lexicon_folder), sources, workers=count, on_lost=lost)


def worth_workers(sources: Sequence[Source]) -> int:
    """One process for little text, or where forking is not safe; all cores for much."""
    if not fork_is_safe():
        return 1
    total = 0
    for source in sources:
        try:
            total += source.path.stat().st_size
        except OSError:
            continue  # the reader will say what is wrong with it
    return 1 if total < SMALL else default_workers()


def lost(source: Source) -> Refused:
    """What is said of a document that killed every process that read it."""
    path = str(source.path)
    return Refused(path, f"{path}: reading it ended its process three times; leave it out, and report it")


def record_line(path: str, record: dict[str, Any]) -> str:
    """One fact as a line of JSON, its document first.

    >>> record_line("a.txt", {"kind": "policy"})
    '{"document": "a.txt", "kind": "policy"}'
    """
    return json.dumps({"document": path, **record}, ensure_ascii=False)


def _job(lexicon_folder: Path | None, source: Source) -> Extracted | Refused:
    reading = facts_of(source, load_lexicon(lexicon_folder))
    if isinstance(reading, Refused):
        return reading
    path = reading.document.path
    return Extracted(path, tuple(record_line(path, fact.record()) for fact in reading.facts))
