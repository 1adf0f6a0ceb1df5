"""Builds an atlas from files: only what changed is read again, the result is the same as if all had been."""

import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Literal

from fangzhi import __version__
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import StoreError
from fangzhi.read import Refused, Source, each_source
from fangzhi.run.entry import Entry
from fangzhi.run.extraction import worth_workers
from fangzhi.run.limits import Limits, Loss, sentence
from fangzhi.run.local import default_workers, ordered_map
from fangzhi.run.manifest import Manifest, Totals, copies_of, only_builder, open_manifest
from fangzhi.run.packing import PACKS, Crew, Document, pack
from fangzhi.run.target import target_of
from fangzhi.run.task import Task, extract_part, task_of, vocabulary_and_code
from fangzhi.store.parts import part_path


class Stage(StrEnum):
    """What a build is at."""

    FINDING = "finding"
    READING = "reading"
    PACKING = "packing"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: documents done of all there are, and the facts found so far.

    ``total`` is 0 while it is not known: when files are found, and when the atlas is written.
    """

    done: int
    total: int
    facts: int
    path: str
    stage: Stage = Stage.READING


Watch = Callable[[Progress], None]
OFTEN = 100  # files after which the progress of finding and packing is told


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did; ``changed`` is False when the atlas already was what was asked for.

    ``documents`` counts texts, ``facts`` counts by kind, ``read`` the files that were read now. ``repeated`` are files
    whose text another file has too, ``copies`` files that differ from another one only in the page around the text:
    both are told of in the atlas, and their facts count once. ``removed`` files were in the atlas and are gone. A
    refused file that was read in an earlier build stays in the atlas as it was then.
    """

    output: Path
    changed: bool
    documents: int
    characters: int
    facts: dict[str, int]
    read: int
    repeated: tuple[str, ...]
    copies: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[Refused, ...]
    unresolved: tuple[tuple[str, str, int], ...]
    seconds: float


def build(  # noqa: PLR0913  # one option a parameter, all but two by name
    paths: Sequence[str | Path],
    output: str | Path = "atlas.duckdb",
    *,
    lake: str | Path | None = None,
    on: Literal["here", "ray"] = "here",
    address: str | None = None,
    workers: int | None = None,
    lexicon: Path | None = None,
    limits: Limits | None = None,
    progress: Watch | None = None,
) -> BuildSummary:
    """Make the atlas ``output``, or the lake, of the documents in ``paths``: these and no others.

    ``lake`` is a folder or an s3 address to write partitioned Parquet into, instead of ``output``. ``on`` "ray" has the
    documents read by the Ray cluster at ``address``, or by one started here.
    ``lexicon`` is a folder of vocabulary laid over ours. Documents are read in ``workers`` processes (as many as pay;
    0 is this process, without limits), and one that goes beyond ``limits`` is refused. The results of each document
    are kept in a folder beside the atlas, so that a build that was stopped goes on where it was. When not one document
    can be read, nothing is written. StoreError when another build writes the same atlas, or nothing can be written
    there; the old atlas then is as it was.
    """
    started = time.perf_counter()
    target = target_of(output, lake)
    limits = limits or Limits()
    folder = target.parts
    with _writing(target.output), only_builder(folder, target.output), open_manifest(folder) as manifest:
        problems = _want(manifest, paths, lexicon, partial(_is_known, folder, limits), progress)
        left = manifest.wanted - manifest.known
        with _crew(manifest, workers, limits, on, address) as crew:
            job = partial(extract_part, folder, lexicon)
            lost = partial(_lost, limits)
            _gather(crew(job, manifest.unknown(), count=left, on_lost=lost), manifest, progress)
            removed = manifest.settle(problems, vocabulary_and_code(lexicon))
            written = manifest.atlas
            changed = manifest.gave_something() and (written is None or written != target.stamp())
            groups, totals = manifest.groups(), Totals()
            documents = _counted(manifest.documents(groups), totals, manifest.wanted, progress if changed else None)
            if changed:
                packs = pack(folder, lexicon, documents, manifest.wanted, crew)
            else:
                deque(documents, maxlen=0)  # to count them
        if changed:
            if progress is not None:
                progress(Progress(0, 0, sum(totals.facts.values()), str(target.output), Stage.WRITING))
            threads = max(1, default_workers() if workers is None else workers)
            about = {"fangzhi_version": __version__, "built_at": datetime.now(UTC).isoformat(timespec="seconds")}
            made = target.write(
                packs.folder,
                packs.names,
                lexicon=load_lexicon(lexicon),
                refused=manifest.refused(),
                copies=copies_of(groups),
                about={**about, "seconds": f"{time.perf_counter() - started:.1f}"},
                threads=threads,
            )
            manifest.finish(target.stamp(), made.unresolved)
        if left or removed or changed:
            _sweep(folder, manifest)
        return BuildSummary(
            output=target.output,
            changed=changed,
            documents=totals.documents,
            characters=totals.characters,
            facts=dict(totals.facts),
            read=left,
            repeated=tuple(totals.repeated),
            copies=tuple(totals.copies),
            removed=removed if changed else (),
            refused=tuple(Refused(*refused) for refused in manifest.refused()),
            unresolved=manifest.unresolved,
            seconds=time.perf_counter() - started,
        )


def _want(
    manifest: Manifest,
    paths: Sequence[str | Path],
    lexicon: Path | None,
    is_known: Callable[[Task, Entry], bool],
    progress: Watch | None,
) -> tuple[tuple[str, str], ...]:
    """Take up what is in the paths; what is wrong with tables and names there."""
    problems = []

    def tasks() -> Iterator[Task]:
        for found in each_source([str(path) for path in paths], lexicon=load_lexicon(lexicon)):
            if isinstance(found, Source):
                yield task_of(found, lexicon)
                if progress is not None and manifest.wanted % OFTEN == 0:
                    progress(Progress(manifest.wanted, 0, 0, str(found.path), Stage.FINDING))
            else:
                problems.append((found.path, found.reason))

    manifest.want(tasks(), is_known)
    return tuple(problems)


@contextmanager
def _writing(output: object) -> Iterator[None]:
    """One sentence when the disk is full, read-only, or fails; errors of single documents do not come here."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error).splitlines()[0]
        raise StoreError(
            f"{output} cannot be written ({reason}); make room, mend the rights, or give another place"
        ) from None


def _is_known(folder: Path, limits: Limits, task: Task, entry: Entry) -> bool:
    """Whether reading a file again would give what it gave."""
    if task.stamp is None or entry.stamp != task.stamp:
        return False
    if entry.circumstances not in {task.circumstances, _under(limits, task)}:
        return False
    return entry.key is None or part_path(folder, entry.key).is_file()


@contextmanager
def _crew(manifest: Manifest, workers: int | None, limits: Limits, on: str, address: str | None) -> Iterator[Crew]:
    """Processes here, or the cluster where there is something to read."""
    if on == "ray" and manifest.known < manifest.wanted:
        from fangzhi.run.on_ray import ray_crew  # noqa: PLC0415  # an extra

        with ray_crew(address, limits, workers) as crew:
            yield crew
        return
    count = worth_workers(manifest.bytes_unknown) if workers is None else workers
    yield partial(ordered_map, workers=count, limits=limits)


def _gather(results: Iterable[Entry], manifest: Manifest, progress: Watch | None) -> None:
    done, facts = manifest.known, manifest.known_facts
    for result in results:
        entry = _kept(result, manifest.entry(result.path)) if result.reason else result
        manifest.put(entry)
        done += 1
        facts += sum(entry.facts.values())
        if progress is not None:
            progress(Progress(done, manifest.wanted, facts, entry.path))


def _counted(documents: Iterable[Document], totals: Totals, total: int, progress: Watch | None) -> Iterator[Document]:
    for task, first, others in documents:
        totals.add(first, others)
        if progress is not None and totals.documents % OFTEN == 0:
            progress(Progress(totals.documents, total, sum(totals.facts.values()), task.path, Stage.PACKING))
        yield task, first, others


def _kept(refused: Entry, previous: Entry | None) -> Entry:
    """What was stored of a file is not lost because the file is bad now."""
    if previous is None or previous.key is None:
        return refused
    return replace(previous, stamp=refused.stamp, circumstances=refused.circumstances, reason=refused.reason)


def _lost(limits: Limits, task: Task, loss: Loss) -> Entry:
    circumstances = _under(limits, task)  # other limits are a reason to try again
    return Entry(task.path, task.stamp, circumstances, None, None, 0, {}, sentence(task.path, loss, limits))


def _under(limits: Limits, task: Task) -> str:
    return f"{task.circumstances} {limits.memory} {limits.seconds}"


def _sweep(folder: Path, manifest: Manifest) -> None:
    """Delete the packs, and the parts that no entry needs any more."""
    shutil.rmtree(folder / PACKS, ignore_errors=True)
    needed_in = set()
    for name, keys in groupby(manifest.keys(), key=lambda key: key[:2]):
        needed_in.add(name)
        _sweep_folder(folder / name, set(keys))
    for inside in folder.glob("??"):
        if inside.name not in needed_in:
            _sweep_folder(inside, set())


def _sweep_folder(folder: Path, needed: set[str]) -> None:
    for path in folder.iterdir():
        if path.suffix != ".json" or path.stem not in needed:
            path.unlink(missing_ok=True)
