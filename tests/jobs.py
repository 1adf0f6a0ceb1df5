"""Jobs that kill the process they run in; a module of their own, so that a worker has little to import."""

import os
import signal
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
