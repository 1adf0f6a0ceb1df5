"""Parts to packs: the facts of some hundred documents as columns, made by as many processes as read them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Protocol, TypeVar

from fangzhi.model.errors import StoreError
from fangzhi.run.entry import Entry
from fangzhi.run.limits import Loss
from fangzhi.run.task import Task, extract_part
from fangzhi.store.parts import Part, read_part

PACKS = "packs"  # the folder of packs among the parts
MOST_DOCUMENTS = 500
MOST_CHARACTERS = 2_000_000

Document = tuple[Task, Entry, tuple[Entry, ...]]  # of the file that is kept, and the other files that are it
Item = TypeVar("Item")
Result = TypeVar("Result")


class Crew(Protocol):
    """Whoever does jobs in the order of their items: processes here, or a cluster."""

    def __call__(
        self,
        job: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        count: int,
        on_lost: Callable[[Item, Loss], Result],
    ) -> Iterator[Result]:
        """Results as they come, in the order of the items; ``on_lost`` says what stands for one that has none.

        ``count`` is about how many items there will be: they are taken up when they are worked on, never all at once.
        """
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """A text to pack: the task and the key of its first file, and the other paths that have it."""

    task: Task
    key: str
    other_paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """The texts of one pack; its name is the hash of what is in it."""

    name: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """The packs of a build, in the order of its documents."""

    folder: Path
    names: tuple[str, ...]


def pack(folder: Path, lexicon: Path | None, documents: Iterable[Document], count: int, crew: Crew) -> Packed:
    """Pack every document, about ``count`` of them, each text once, under the first of its paths.

    StoreError when a part is damaged and cannot be made again.
    """
    into = folder / PACKS
    into.mkdir(exist_ok=True)
    job = partial(pack_batch, folder, lexicon)
    batches = _batches(documents)
    first = list(islice(batches, 2))
    if len(first) == 1:
        return Packed(into, (job(first[0]),))
    done = crew(job, chain(first, batches), count=count // MOST_DOCUMENTS + 1, on_lost=_lost)
    return Packed(into, tuple(done))


def pack_batch(folder: Path, lexicon: Path | None, batch: Batch) -> str:
    """Write one pack, unless it is there already; its name."""
    from fangzhi.store.packs import is_packed, write_pack  # noqa: PLC0415  # Arrow starts threads: not before the fork

    if not is_packed(folder / PACKS, batch.name):
        write_pack(folder / PACKS, batch.name, _parts(folder, lexicon, batch))
    return batch.name


def _batches(documents: Iterable[Document]) -> Iterator[Batch]:
    texts: list[Text] = []
    characters = 0
    for task, first, others in documents:
        if len(texts) == MOST_DOCUMENTS or (texts and characters + first.characters > MOST_CHARACTERS):
            yield _batch(texts)
            texts, characters = [], 0
        texts.append(Text(task, first.key or "", tuple(entry.path for entry in others)))
        characters += first.characters
    if texts:
        yield _batch(texts)


def _batch(texts: list[Text]) -> Batch:
    digest = sha256()
    for text in texts:
        words = "\0".join((text.key, text.task.path, *text.other_paths))
        digest.update(words.encode("utf-8", "surrogateescape") + b"\1")
    return Batch(digest.hexdigest()[:32], tuple(texts))


def _parts(folder: Path, lexicon: Path | None, batch: Batch) -> Iterator[tuple[Part, str, tuple[str, ...]]]:
    for text in batch.texts:
        part = read_part(folder, text.key)
        if part is None:  # damaged on the disk
            extract_part(folder, lexicon, text.task)
            part = read_part(folder, text.key)
        if part is None:
            raise StoreError(
                f"what an earlier build read of {text.task.path} is damaged; delete {folder} and build again"
            )
        yield part, text.task.path, text.other_paths


def _lost(batch: Batch, loss: Loss) -> str:
    raise StoreError(
        f"the facts of {batch.texts[0].task.path} and {len(batch.texts) - 1} files after it could not be put together "
        f"(a limit of {loss.value}); raise --memory and --seconds, and build again"
    )
