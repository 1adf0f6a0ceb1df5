"""Jobs that kill the process they run in; a module of their own, so that a worker has little to import."""

import os
import signal
import time
from pathlib import Path


def square_or_die(number: int) -> int:
    """The square; 5 is deadly."""
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def square_or_die_once(item: tuple[int, Path]) -> int:
    """The square; 5 is deadly until the file is there."""
    number, flag = item
    if number == 5 and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def greedy(number: int) -> int:
    """The square; 3 wants a gigabyte, 5 never ends, 7 waits for ever, 9 raises."""
    if number == 3:
        return len(bytearray(1_000_000_000))
    while number == 5:
        pass
    if number == 7:
        time.sleep(3600)
    if number == 9:
        raise LookupError("nine")
    return number * number


def hoard(number: int, kept: list[bytearray] = []) -> int:  # noqa: B006  # what a worker keeps between jobs is the point
    """The number, after 60 MB more were taken and not given back."""
    kept.append(bytearray(60_000_000))
    return number
