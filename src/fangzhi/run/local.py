"""Work on one machine: in this process when it is little, in a pool of processes when it is much."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from itertools import islice
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

ATTEMPTS = 3
AHEAD = 8  # jobs handed to each worker before their results are asked for


def default_workers() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered_map(
    job: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    workers: int,
    on_lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """Results of ``job`` in the order of ``items``, computed by ``workers`` processes.

    When a worker dies, the jobs that may have been the cause are tried again one by one, in a process of their own; an
    item that ends its process three times is given to ``on_lost`` instead. With one worker everything runs in this
    process.

    >>> list(ordered_map(str, [1, 2, 3], workers=1, on_lost=str))
    ['1', '2', '3']
    """
    if workers <= 1 or len(items) <= 1:
        yield from map(job, items)
        return
    pool = partial(ProcessPoolExecutor, mp_context=_context(), initializer=_begin_worker)
    found: dict[int, Result] = {}
    position = 0
    while position < len(items):
        futures: dict[int, Future[Result]] = {}
        try:
            with pool(min(workers, len(items))) as processes:
                upcoming = (index for index in range(position, len(items)) if index not in found)
                while position < len(items):
                    for index in islice(upcoming, workers * AHEAD - len(futures)):
                        futures[index] = processes.submit(job, items[index])
                    yield found.pop(position) if position in found else futures[position].result()
                    futures.pop(position, None)
                    position += 1
        except BrokenProcessPool:
            found.update({i: future.result() for i, future in futures.items() if future.exception() is None})
            # Jobs begin in the order of the items: those that were running are the first that have no result.
            for index in [index for index in futures if index not in found][:workers]:
                found[index] = _alone(pool, job, items[index], on_lost)


def _alone(
    pool: Callable[[int], ProcessPoolExecutor],
    job: Callable[[Item], Result],
    item: Item,
    on_lost: Callable[[Item], Result],
) -> Result:
    for _ in range(ATTEMPTS - 1):  # the first attempt was in company
        with suppress(BrokenProcessPool), pool(1) as process:
            return process.submit(job, item).result()
    return on_lost(item)


def _begin_worker() -> None:
    """A worker leaves the interrupt to its parent, and does not outlive it (with the lock that it inherited)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def fork_is_safe() -> bool:
    """Whether this process has one thread only, on a system where that can be known.

    A forked worker starts at once, with the lexicon already in memory, and asks nothing of the caller's script; but a
    lock that another thread holds at that moment stays locked in it for ever. A spawned worker runs the caller's
    script again, which goes wrong unless the script guards its ``__main__``: so it is used only when asked for.
    """
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) == 1


def _context() -> BaseContext:
    return multiprocessing.get_context("fork" if fork_is_safe() else "spawn")
