"""Progress bars for commands that take long."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from fangzhi.run.build import Progress

REDRAWN = 0.1  # seconds between two drawings
LOOKED_BACK = 60.0  # seconds by which the pace is told
MANY = 10_000_000  # facts that are told in millions
SLOW = 10.0  # documents a second, of which tenths are told
Shown = "Callable[[Progress], None] | None"


@contextmanager
def shown_progress(stream: TextIO) -> "Iterator[Callable[[Progress], None] | None]":
    """A function to call with the progress of a build; None where nobody watches.

    The bar is drawn when it is told to, not by a thread: a process with threads is not forked safely.
    """
    if not stream.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.fields[stage]}"), BarColumn(), TextColumn("{task.fields[told]}"))
    with Bar(*columns, console=Console(file=stream), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=None, stage="starting", told="")
        pace, stage, drawn = Pace(), "", -REDRAWN

        def show(progress: "Progress") -> None:
            nonlocal pace, stage, drawn
            now = monotonic()
            if progress.stage != stage:
                pace, stage, drawn = Pace(), str(progress.stage), now - REDRAWN
            pace.add(now, progress.done)
            if progress.done == progress.total or now >= drawn + REDRAWN:
                drawn = now
                total = progress.total or None
                bar.update(task, completed=progress.done, total=total, stage=stage, told=told(progress, pace))
                bar.refresh()

        yield show


class Pace:
    """How fast something goes, by what was done in the last minute.

    >>> pace = Pace()
    >>> for second in range(200): pace.add(second, 3 * second)
    >>> pace.a_second()
    3.0
    """

    def __init__(self) -> None:
        self._points: deque[tuple[float, int]] = deque()
        self._last = (0.0, 0)

    def add(self, seconds: float, done: int) -> None:
        """So much was done at this time."""
        if not self._points or seconds >= self._points[-1][0] + 1:
            self._points.append((seconds, done))
        while seconds > self._points[0][0] + LOOKED_BACK:
            self._points.popleft()
        self._last = seconds, done

    def a_second(self) -> float | None:
        """How much a second; None before it can be told."""
        if not self._points:
            return None
        (began, before), (seconds, done) = self._points[0], self._last
        return (done - before) / (seconds - began) if seconds >= began + 1 and done > before else None


def told(progress: "Progress", pace: Pace) -> str:
    """What stands behind the bar, short enough for 80 columns whatever the numbers are.

    >>> from fangzhi.run.build import Progress
    >>> told(Progress(1234, 100_000, 5678, "a.txt"), Pace())
    '1,234/100,000  5,678 facts'
    """
    if not progress.total:
        return f"{progress.done:,} files" if progress.done else "tables and summaries"
    done = f"{progress.done:,}/{progress.total:,}"
    facts = f"{progress.facts:,}" if progress.facts < MANY else f"{progress.facts / 1e6:,.1f} M"
    words = [done, f"{facts} facts"] if progress.facts else [done]
    if progress.done and (speed := pace.a_second()):
        words.insert(1, f"{speed:,.0f}/s" if speed >= SLOW else f"{speed:.1f}/s")
        words.append(f"{timedelta(seconds=round((progress.total - progress.done) / speed))} left")
    return "  ".join(words)


@contextmanager
def shown_count(stream: TextIO, what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A function to call with how many files are done and how many are known of; None where nobody watches."""
    if not stream.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("files,"), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
