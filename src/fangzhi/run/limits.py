"""What one document may cost before it is refused: memory, and time of the processor."""

import resource
import signal
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` in bytes, of the whole worker process; ``seconds`` of processor time for one document.

    Time of the processor and not of the clock, so that a busy machine refuses what an idle one refuses. A document
    that does not compute but waits is ended after ``PATIENCE`` times as long by the clock.

    >>> Limits().memory, Limits().seconds
    (2000000000, 120)
    """

    memory: int = 2_000_000_000
    seconds: int = 120

    def hold(self) -> None:
        """Put this process under the limit of memory, for good."""
        for kind, limit in ((resource.RLIMIT_DATA, self.memory), (resource.RLIMIT_CORE, 0)):
            _, hardest = resource.getrlimit(kind)
            resource.setrlimit(kind, (limit if hardest == resource.RLIM_INFINITY else min(limit, hardest),) * 2)

    def start_clock(self) -> None:
        """Begin to count the time of one document; the system ends the process when it is over."""
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, self.seconds)

    @staticmethod
    def stop_clock() -> None:
        """The document is done."""
        signal.setitimer(signal.ITIMER_PROF, 0)


PATIENCE = 10


class Loss(StrEnum):
    """Why a job has no result."""

    MEMORY = "memory"
    TIME = "time"
    DEATH = "death"


def sentence(path: str, loss: Loss, limits: Limits) -> str:
    """What is said of a document that was lost.

    >>> sentence("a.pdf", Loss.TIME, Limits(seconds=5))
    'a.pdf: reading it took more than 5 s of processor time; leave it out, split it, or raise the limit of seconds'
    """
    if loss is Loss.MEMORY:
        what = f"needed more than {limits.memory // 1_000_000:,} MB of memory"
        return f"{path}: reading it {what}; leave it out, split it, or raise the limit of memory"
    if loss is Loss.TIME:
        what = f"took more than {limits.seconds} s of processor time"
        return f"{path}: reading it {what}; leave it out, split it, or raise the limit of seconds"
    return f"{path}: reading it ended its process three times; leave it out, and report it"
