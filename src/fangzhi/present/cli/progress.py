"""Progress bars for commands that take long."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from fangzhi.run.build import Progress

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
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[facts]} facts, {task.fields[rate]} documents a second,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Bar(*columns, console=Console(file=stream), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=None, facts=0, rate="–")

        def show(progress: "Progress") -> None:
            elapsed = bar.tasks[0].elapsed or 0
            if show.kept is None:  # type: ignore[attr-defined]  # state of this bar
                show.kept = progress.done - 1  # type: ignore[attr-defined]  # what an earlier build had read is not our speed
            rate = f"{(progress.done - show.kept) / elapsed:.0f}" if elapsed > 0.2 else "–"  # type: ignore[attr-defined]  # as above
            bar.update(task, completed=progress.done, total=progress.total, facts=progress.facts, rate=rate)
            if progress.done == progress.total or elapsed >= show.drawn + 0.1:  # type: ignore[attr-defined]  # state of this bar
                show.drawn = elapsed  # type: ignore[attr-defined]  # as above
                bar.refresh()

        show.drawn = 0.0  # type: ignore[attr-defined]  # as above
        show.kept = None  # type: ignore[attr-defined]  # as above
        yield show


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
