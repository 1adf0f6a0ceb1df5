"""Builds an atlas from files: only what changed is read again, the result is the same as if all had been."""

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from fangzhi import __version__
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import StoreError
from fangzhi.read import Refused, Source, find_sources
from fangzhi.run.entry import Entry
from fangzhi.run.extraction import worth_workers
from fangzhi.run.limits import Limits, Loss, sentence
from fangzhi.run.local import default_workers, ordered_map
from fangzhi.run.manifest import Manifest, only_builder, read_manifest, write_manifest
from fangzhi.run.packing import PACKS, Crew, Packed, pack
from fangzhi.run.target import Target, target_of
from fangzhi.run.task import Task, extract_part, tasks_of, vocabulary_and_code
from fangzhi.store.parts import part_path


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: documents done of all there are, and the facts found so far."""

    done: int
    total: int
    facts: int
    path: str


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
    progress: Callable[[Progress], None] | None = None,
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
    found = find_sources([str(path) for path in paths], lexicon=load_lexicon(lexicon))
    sources = [source for source in found if isinstance(source, Source)]
    problems = tuple((refused.path, refused.reason) for refused in found if isinstance(refused, Refused))
    folder = target.parts
    with _writing(target.output), only_builder(folder, target.output):
        old = read_manifest(folder)
        tasks = tasks_of(sources, lexicon)
        known = {task.path: entry for task in tasks if (entry := _known(task, old, folder, limits))}
        job = partial(extract_part, folder, lexicon)
        pending = [task for task in tasks if task.path not in known]
        with _crew(pending, workers, limits, on, address) as crew:
            results = crew(job, pending, on_lost=partial(_lost, limits))
            entries = _gather(results, tasks, known, old, progress)
            new = Manifest(entries, problems, old.atlas, vocabulary_and_code(lexicon), old.unresolved)
            documents = new.documents
            changed = not (_same(old, new) and old.atlas == target.stamp()) and any(e.key for e in entries.values())
            packs = pack(folder, lexicon, new, {task.path: task for task in tasks}, crew) if changed else None
        if packs is not None:
            threads = max(1, default_workers() if workers is None else workers)
            new = _write(target, new, packs, lexicon=lexicon, started=started, threads=threads)
        if changed or old != new:
            write_manifest(folder, new)
            _sweep(folder, new)
    return _summary(
        target.output,
        old,
        new,
        documents,
        read=len(entries) - len(known),
        changed=changed,
        seconds=time.perf_counter() - started,
    )


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


def _known(task: Task, old: Manifest, folder: Path, limits: Limits) -> Entry | None:
    entry = old.entries.get(task.path)
    if entry is None or task.stamp is None or entry.stamp != task.stamp:
        return None
    if entry.circumstances not in {task.circumstances, _under(limits, task)}:
        return None
    return entry if entry.key is None or part_path(folder, entry.key).is_file() else None


@contextmanager
def _crew(pending: Sequence[Task], workers: int | None, limits: Limits, on: str, address: str | None) -> Iterator[Crew]:
    """Processes here, or the cluster where there is something to read."""
    if on == "ray" and pending:
        from fangzhi.run.on_ray import ray_crew  # noqa: PLC0415  # an extra

        with ray_crew(address, limits, workers) as crew:
            yield crew
        return
    count = worth_workers([task.source for task in pending]) if workers is None else workers
    yield partial(ordered_map, workers=count, limits=limits)


def _gather(
    results: Iterable[Entry],
    tasks: Sequence[Task],
    known: Mapping[str, Entry],
    old: Manifest,
    progress: Callable[[Progress], None] | None,
) -> dict[str, Entry]:
    found = dict(known)
    facts = sum(sum(entry.facts.values()) for entry in known.values())
    for result in results:
        entry = (_kept(result, old.entries.get(result.path)) if result.reason else result).shared()
        found[entry.path] = entry
        facts += sum(entry.facts.values())
        if progress is not None:
            progress(Progress(len(found), len(tasks), facts, entry.path))
    return {task.path: found[task.path] for task in tasks}


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


def _same(old: Manifest, new: Manifest) -> bool:
    def content(manifest: Manifest) -> list[tuple[str, str | None, str | None]]:
        return [(entry.path, entry.key, entry.reason) for entry in manifest.entries.values()]

    return (old.circumstances, old.problems, content(old)) == (new.circumstances, new.problems, content(new))


def _write(
    target: Target, manifest: Manifest, packs: Packed, *, lexicon: Path | None, started: float, threads: int
) -> Manifest:
    about = {
        "fangzhi_version": __version__,
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": f"{time.perf_counter() - started:.1f}",
    }
    written = target.write(
        packs.folder,
        packs.names,
        lexicon=load_lexicon(lexicon),
        refused=manifest.refused(),
        copies=manifest.copies(),
        about=about,
        threads=threads,
    )
    return replace(manifest, atlas=target.stamp(), unresolved=written.unresolved)


def _sweep(folder: Path, manifest: Manifest) -> None:
    """Delete the packs, and the parts that no entry needs any more."""
    shutil.rmtree(folder / PACKS, ignore_errors=True)
    needed = {part_path(folder, entry.key).name for entry in manifest.entries.values() if entry.key}
    for path in folder.glob("??/*"):
        if path.name not in needed:
            path.unlink(missing_ok=True)


def _summary(
    output: Path,
    old: Manifest,
    new: Manifest,
    documents: Sequence[tuple[Entry, ...]],
    *,
    read: int,
    changed: bool,
    seconds: float,
) -> BuildSummary:
    facts: Counter[str] = Counter()
    for first, *_ in documents:
        facts.update(first.facts)
    return BuildSummary(
        output=output,
        changed=changed,
        documents=len(documents),
        characters=sum(first.characters for first, *_ in documents),
        facts=dict(facts),
        read=read,
        repeated=tuple(e.path for first, *others in documents for e in others if e.document_id == first.document_id),
        copies=tuple(e.path for first, *others in documents for e in others if e.document_id != first.document_id),
        removed=tuple(path for path, entry in old.entries.items() if changed and entry.key and path not in new.entries),
        refused=tuple(Refused(*refused) for refused in new.refused()),
        unresolved=new.unresolved,
        seconds=seconds,
    )
