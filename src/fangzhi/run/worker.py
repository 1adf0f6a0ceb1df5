"""One process that does jobs for another: forked where that is safe, else a new interpreter.

A new interpreter is started by its own command and not by ``multiprocessing``, which would run the caller's script
again in it.
"""

import multiprocessing
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from fangzhi.run.limits import PATIENCE, Limits, Loss

Job = Callable[[Any], Any]
_MEMORY_STATUS = 99  # of a worker whose job wanted more memory than there is
_START = "from fangzhi.run.worker import begin; begin()"


class Worker:
    """A process and the items that were handed to it, in the order in which it does them."""

    def __init__(self, job: Job, limits: Limits, others: Iterable["Worker"]) -> None:
        self.limits = limits
        self.items: deque[int] = deque()
        self.done = 0
        self._busy_since = time.monotonic()
        if fork_is_safe():
            self.connection, theirs = multiprocessing.Pipe()
            inherited = [self.connection, *(worker.connection for worker in others)]
            context = multiprocessing.get_context("fork")
            process = context.Process(target=_forked, args=(job, limits, theirs, inherited), daemon=True)
            process.start()
            theirs.close()
            self._process: multiprocessing.process.BaseProcess | subprocess.Popen[bytes] = process
        else:
            self.connection, self._process = _started(job, limits)

    def send(self, index: int, item: object) -> None:
        """Hand over one item; a worker that is dead shows it when its results are asked for."""
        if not self.items:
            self._busy_since = time.monotonic()
        self.items.append(index)
        with suppress(OSError):
            self.connection.send(item)

    def receive(self) -> tuple[int, bool, Any]:
        """An item, whether its job raised, and the result or what was raised; EOFError when the worker is dead."""
        try:
            failed, value = self.connection.recv()
        except OSError:
            raise EOFError from None
        self._busy_since = time.monotonic()
        self.done += 1
        return self.items.popleft(), failed, value

    def is_late(self) -> bool:
        """Whether it has been at one item for far longer than its limit."""
        return bool(self.items) and time.monotonic() - self._busy_since > PATIENCE * self.limits.seconds

    def loss(self) -> Loss:
        """Why it died."""
        if self.is_late():
            self.kill()
            return Loss.TIME
        status = self._wait()
        return {_MEMORY_STATUS: Loss.MEMORY, -signal.SIGPROF: Loss.TIME}.get(status, Loss.DEATH)

    def dismiss(self) -> None:
        """Let an idle worker go."""
        self.connection.close()
        self._wait()

    def kill(self) -> None:
        """End it whatever it does."""
        self._process.kill()
        self.dismiss()

    def _wait(self) -> int:
        if isinstance(self._process, subprocess.Popen):
            status = self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()
            return status
        self._process.join()
        return self._process.exitcode or 0


def fork_is_safe() -> bool:
    """Whether this process has one thread only, on a system where that can be known.

    A forked worker starts at once, with the lexicon already in memory; but a lock that another thread holds at that
    moment stays locked in it for ever.
    """
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) == 1


def begin() -> None:
    """What a newly started interpreter does: takes the search path, the job and the limits, then serves."""
    handle = int(sys.argv[1])
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    connection = Connection(handle)
    sys.path[:] = connection.recv()
    job, limits = connection.recv()
    _serve(job, limits, connection)


def _started(job: Job, limits: Limits) -> tuple[Connection, "subprocess.Popen[bytes]"]:
    ours, theirs = socket.socketpair()
    with theirs:
        folder = str(Path(__file__).parents[2])
        process = subprocess.Popen(  # noqa: S603  # this interpreter, and words of our own
            [sys.executable, "-c", _START, str(theirs.fileno())],
            stdin=subprocess.PIPE,  # never written to: its end tells the worker that we are gone
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([folder, *filter(None, [os.environ.get("PYTHONPATH")])])},
        )
    connection = Connection(ours.detach())
    with suppress(OSError):
        connection.send(sys.path)
        connection.send((job, limits))
    return connection, process


def _forked(job: Job, limits: Limits, connection: Connection, inherited: list[Connection]) -> None:
    for other in inherited:  # or the end of the parent would not be seen
        other.close()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _serve(job, limits, connection)


def _serve(job: Job, limits: Limits, connection: Connection) -> None:
    """Do jobs until there are no more; the interrupt is left to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # the other cores have their own workers
        os.environ.setdefault(library, "1")
    limits.hold()
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        limits.start_clock()
        try:
            answer: tuple[bool, Any] = (False, job(item))
        except MemoryError:
            os._exit(_MEMORY_STATUS)
        except Exception as error:  # noqa: BLE001  # it is raised where the job was asked for
            answer = (True, _portable(error))
        limits.stop_clock()
        connection.send(answer)


def _portable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # of our own making
    except Exception:  # noqa: BLE001  # whatever an exception of another package does when it is unpickled
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with(sentinel: int) -> None:
    """Do not outlive the parent, with the lock that was inherited from it."""
    wait([sentinel])
    os._exit(1)


def _end_with_stdin() -> None:
    os.read(sys.stdin.fileno(), 1)  # unbuffered: a lock of the stream would be held when the interpreter ends
    os._exit(1)
