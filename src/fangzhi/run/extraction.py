"""Facts of many documents as JSON records, without a database."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import Refused, Source, find_sources
from fangzhi.read.archive import on_disk
from fangzhi.run.limits import Limits, Loss, sentence
from fangzhi.run.local import default_workers, ordered_map
from fangzhi.run.pipeline import facts_of

SMALL = 1_000_000  # bytes of sources below which a pool costs more than it saves


@dataclass(frozen=True, slots=True)
class Extracted:
    """The facts of one document, each as one line of JSON."""

    path: str
    lines: tuple[str, ...]


def extract_paths(
    paths: Sequence[str], *, lexicon: Path | None = None, workers: int | None = None, limits: Limits | None = None
) -> Iterator[Extracted | Refused]:
    """Facts of the documents in ``paths``, in turn; ``workers`` defaults to what the size of the files is worth.

    A file named directly keeps its name as it was given: ``./a.txt`` stays ``./a.txt``.
    """
    found = find_sources(paths, lexicon=load_lexicon(lexicon))
    yield from (refused for refused in found if isinstance(refused, Refused))
    sources = [source for source in found if isinstance(source, Source)]
    named = {str(Path(path)): path for path in paths}
    jobs = [(named.get(str(source.path), str(source.path)), source) for source in sources]
    count = worth_workers(sum(map(_size, sources))) if workers is None else workers
    limits = limits or Limits()

    def lost(job: tuple[str, Source], loss: Loss) -> Refused:
        return Refused(job[0], sentence(job[0], loss, limits))

    load_lexicon(lexicon)  # before the workers are forked, so that they have it
    yield from ordered_map(partial(_job, lexicon), jobs, workers=count, on_lost=lost, limits=limits)


def worth_workers(size: int) -> int:
    """One process for little text, all cores for many bytes; ``FANGZHI_WORKERS`` overrules both."""
    told = os.environ.get("FANGZHI_WORKERS", "")
    if told.isdecimal():
        return int(told)
    return 1 if size < SMALL else default_workers()


def record_line(path: str, record: dict[str, Any]) -> str:
    """One fact as a line of JSON, its document first.

    >>> record_line("a.txt", {"kind": "policy"})
    '{"document": "a.txt", "kind": "policy"}'
    """
    return json.dumps({"document": path, **record}, ensure_ascii=False)


def _size(source: Source) -> int:
    try:
        return on_disk(source.path).stat().st_size
    except OSError:
        return 0  # the reader will say what is wrong with it


def _job(lexicon: Path | None, job: tuple[str, Source]) -> Extracted | Refused:
    path, source = job
    reading = facts_of(source, load_lexicon(lexicon))
    if isinstance(reading, Refused):
        return Refused(path, reading.reason)
    return Extracted(path, tuple(record_line(path, fact.record()) for fact in reading.facts))
