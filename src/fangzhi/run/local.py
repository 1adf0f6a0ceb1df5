"""Work on one machine in worker processes: each under limits, each replaceable."""

import itertools
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

from fangzhi.run.limits import Limits, Loss
from fangzhi.run.worker import Worker

Item = TypeVar("Item")
Result = TypeVar("Result")

ATTEMPTS = 3
DEPTH = 2  # items that a worker holds, so that it need not wait for the next
AHEAD = 16  # results for each worker that may be done before their turn
LOOK = 1.0  # seconds between two looks for workers that wait for ever


def default_workers() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered_map(
    job: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int,
    on_lost: Callable[[Item, Loss], Result],
    limits: Limits | None = None,
    count: int | None = None,  # noqa: ARG001  # other crews want to know how many there are
) -> Iterator[Result]:
    """Results of ``job`` in the order of ``items``, computed by ``workers`` processes under ``limits``.

    An item that ends its worker three times is given to ``on_lost`` instead, and so is one that takes too long, or
    wants too much memory of a worker that has done nothing before. An exception of ``job`` is raised here. With 0
    workers everything runs in this process, and nothing limits it. Items are taken up as they are needed, and no more
    than some for each worker are kept.

    >>> list(ordered_map(str, [1, 2, 3], workers=0, on_lost=lambda item, loss: loss))
    ['1', '2', '3']
    """
    if workers < 1:
        yield from map(job, items)
        return
    crew = _Crew(job, items, on_lost, limits or Limits())
    try:
        for position in itertools.count():
            while position not in crew.found and not crew.is_done(position):
                crew.hand_out(workers, position + workers * AHEAD)
                if crew.workers:
                    crew.gather()
            if position not in crew.found:
                break
            yield crew.found.pop(position)
    except BaseException:  # the interrupt, or whoever asked for results wants no more of them
        for worker in crew.workers:
            worker.kill()
        raise
    for worker in crew.workers:
        worker.dismiss()


def spreading_map(
    job: Callable[[Item], Result],
    items: Sequence[Item],
    more: Callable[[Result], Sequence[Item]],
    *,
    workers: int,
    limits: Limits | None = None,
) -> Iterator[Result]:
    """Results of ``job`` in whatever order they are ready, where each result may ask for further items by ``more``.

    An exception of ``job`` is raised here; OSError when a worker dies. With fewer than two workers everything runs in
    this process.

    >>> sorted(spreading_map(lambda n: n * 2, [1], lambda n: [n] if n < 8 else [], workers=0))
    [2, 4, 8]
    """
    waiting = deque(items)
    if workers < 2:
        while waiting:
            result = job(waiting.popleft())
            waiting.extend(more(result))
            yield result
        return
    crew: list[Worker] = []
    handed: dict[int, Item] = {}
    try:
        while waiting or handed:
            while waiting and (len(crew) < workers or any(len(worker.items) < DEPTH for worker in crew)):
                if len(crew) < workers and all(worker.items for worker in crew):
                    crew.append(Worker(job, limits or Limits(), crew))
                number = max(handed, default=-1) + 1
                handed[number] = waiting.popleft()
                min(crew, key=lambda worker: len(worker.items)).send(number, handed[number])
            for worker in crew:
                if worker.items and worker.connection.poll(LOOK / len(crew)):
                    result = _received(worker, handed)
                    waiting.extend(more(result))
                    yield result
    except BaseException:  # the interrupt, or whoever asked for results wants no more of them
        for worker in crew:
            worker.kill()
        raise
    for worker in crew:
        worker.dismiss()


def _received(worker: Worker, handed: dict[int, Item]) -> Any:  # noqa: ANN401  # whatever the job gives
    try:
        number, failed, value = worker.receive()
    except EOFError:
        lost = handed[worker.items[0]]
        raise OSError(f"the process that worked on {lost} died ({worker.loss()}); try again with one process") from None
    del handed[number]
    if failed:
        raise value
    return value


class _Crew(Generic[Item, Result]):
    """The workers, what is under way, and what is found but not yet asked for."""

    def __init__(
        self,
        job: Callable[[Item], Result],
        items: Iterable[Item],
        on_lost: Callable[[Item, Loss], Result],
        limits: Limits,
    ) -> None:
        self.found: dict[int, Result] = {}
        self.workers: list[Worker] = []
        self._job, self._items, self._on_lost, self._limits = job, iter(items), on_lost, limits
        self._held: dict[int, Item] = {}  # taken up and not found yet
        self._taken = 0
        self._ended = False
        self._pending: deque[int] = deque()  # of a worker that died: not begun
        self._again: deque[int] = deque()
        self._attempts: Counter[int] = Counter()

    def is_done(self, position: int) -> bool:
        """Whether there is no such item."""
        return self._ended and position >= self._taken

    def hand_out(self, most: int, until: int) -> None:
        """Give every worker something to do, of the items before ``until``; start workers up to ``most``."""
        while self._again and len(self.workers) < most:
            self._send(self._start(), self._again.popleft())
        while (self._pending or self._take(until)) and self._pending[0] < until:
            worker = min(self.workers, key=lambda one: len(one.items), default=None)
            if worker is None or (worker.items and len(self.workers) < most):
                worker = self._start()
            if len(worker.items) >= DEPTH:
                break
            self._send(worker, self._pending.popleft())

    def gather(self) -> None:
        """Wait for results and take them; what died is replaced at the next handing out."""
        ready = wait([worker.connection for worker in self.workers], timeout=LOOK)
        for worker in list(self.workers):
            if worker.connection in ready:
                try:
                    index, failed, value = worker.receive()
                except EOFError:
                    self._bury(worker)
                    continue
                if failed:
                    raise value
                self._find(index, value)
            elif worker.is_late():
                self._bury(worker)

    def _take(self, until: int) -> bool:
        """Take up one more item, unless there is none or it is not yet wanted."""
        if self._ended or self._taken >= until:
            return False
        try:
            self._held[self._taken] = next(self._items)
        except StopIteration:
            self._ended = True
            return False
        self._pending.append(self._taken)
        self._taken += 1
        return True

    def _find(self, index: int, value: Result) -> None:
        del self._held[index]
        self.found[index] = value

    def _start(self) -> Worker:
        worker = Worker(self._job, self._limits, self.workers)
        self.workers.append(worker)
        return worker

    def _send(self, worker: Worker, index: int) -> None:
        worker.send(index, self._held[index])

    def _bury(self, worker: Worker) -> None:
        self.workers.remove(worker)
        loss = worker.loss()
        if not worker.items:
            return
        index, *untouched = worker.items
        self._pending.extendleft(reversed(untouched))
        self._attempts[index] += 1
        if loss is Loss.TIME or (loss is Loss.MEMORY and worker.done == 0) or self._attempts[index] == ATTEMPTS:
            self._find(index, self._on_lost(self._held[index], loss))
        else:
            self._again.append(index)
