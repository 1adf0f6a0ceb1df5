"""The jobs of a build as tasks of a Ray cluster, one a shard of items; Ray Core only, and only when it is asked for."""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from fangzhi.model.errors import InputError, StoreError
from fangzhi.run.limits import Limits, Loss
from fangzhi.run.local import ATTEMPTS, ordered_map
from fangzhi.run.packing import Crew

Item = TypeVar("Item")
Result = TypeVar("Result")

SHARDS = 8  # for each core of the cluster, so that the last ones end together
LARGEST = 200  # items in a shard: what is lost with a node is soon done again
AHEAD = 2  # shards for each core that are handed out or wait for their turn
STORE_MEMORY = 100_000_000  # bytes; results are small, the facts go through files


@dataclass(frozen=True, slots=True)
class _Lost:
    """Stands for an item without a result, until the builder says what is made of it."""

    loss: Loss


@contextmanager
def ray_crew(address: str | None, limits: Limits, workers: int | None = None) -> Iterator[Crew]:
    """Whoever is in the cluster at ``address``, or in one that is started here, does the jobs in order.

    Every machine must see the same files under the same paths. A job that Ray loses with its process or its machine is
    done again elsewhere. InputError without Ray, StoreError when the cluster does not answer.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is reported to anybody
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # or it warns of a change to come
    try:
        import ray  # noqa: PLC0415  # an extra, and it starts threads
    except ImportError:
        raise InputError("--on ray needs Ray; get it with: pip install 'fangzhi[ray]'") from None
    ours: dict[str, Any] = (
        {} if address else {"object_store_memory": STORE_MEMORY, "include_dashboard": False, "num_cpus": workers}
    )
    try:
        ray.init(address=address or "local", logging_level=logging.ERROR, log_to_driver=False, **ours)
    except (ConnectionError, RuntimeError, ValueError) as error:
        first_line = str(error).splitlines()[0]
        raise StoreError(f"no Ray cluster at {address or 'this machine'} ({first_line}); check --address") from None
    try:
        yield _crew(ray, limits)
    finally:
        ray.shutdown()


def shards_of(items: Iterable[Item], count: int, cores: int) -> Iterator[tuple[Item, ...]]:
    """About ``count`` items in their order, cut into pieces that are neither too many nor too large.

    >>> list(shards_of("abcdefghi", 9, 1))
    [('a', 'b'), ('c', 'd'), ('e', 'f'), ('g', 'h'), ('i',)]
    """
    size = max(1, min(LARGEST, -(-count // (SHARDS * max(1, cores)))))
    rest = iter(items)
    while shard := tuple(islice(rest, size)):
        yield shard


def do_shard(job: Callable[[Any], Any], limits: Limits, folder: str, shard: tuple[Any, ...]) -> list[Any]:
    """The results of one shard, under the same limits as on one machine: each document in a worker process."""
    os.chdir(folder)  # paths are as the user gave them
    return list(ordered_map(job, shard, workers=1, on_lost=lambda _, loss: _Lost(loss), limits=limits))


def _crew(ray: Any, limits: Limits) -> Crew:  # noqa: ANN401  # a module without types
    task = ray.remote(do_shard).options(num_cpus=1, max_retries=ATTEMPTS)

    def crew(
        job: Callable[[Item], Result], items: Iterable[Item], *, count: int, on_lost: Callable[[Item, Loss], Result]
    ) -> Iterator[Result]:
        cores = int(ray.cluster_resources().get("CPU", 1))
        given = (ray.put(job), ray.put(limits), os.getcwd())  # noqa: PTH109  # a word to hand on
        upcoming = shards_of(items, count, cores)
        waiting: deque[tuple[tuple[Item, ...], Any]] = deque()
        while True:
            more = islice(upcoming, AHEAD * cores + 1 - len(waiting))
            waiting.extend((shard, task.remote(*given, shard)) for shard in more)
            if not waiting:
                return
            shard, promised = waiting.popleft()
            try:
                results = ray.get(promised)
            except ray.exceptions.RayTaskError as error:
                raise error.cause from None
            except ray.exceptions.RaySystemError as error:
                raise StoreError(f"the Ray cluster failed ({error}); build again, it goes on where it was") from None
            except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError):
                results = [_Lost(Loss.DEATH)] * len(shard)
            for item, result in zip(shard, results, strict=True):
                yield on_lost(item, result.loss) if isinstance(result, _Lost) else result

    return crew
