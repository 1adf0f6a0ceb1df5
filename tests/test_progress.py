"""The progress of a build on a terminal: every stage is told, and nothing is wider than 80 columns."""

import io
import re

import pytest
from rich.console import Console

from fangzhi.present.cli.progress import Pace, shown_progress, told
from fangzhi.run.build import Progress, Stage

WIDTH = 80


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def lines(stream: Terminal) -> list[str]:
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", stream.getvalue())
    return [line for line in re.split(r"[\r\n]", plain) if line.strip()]


def test_each_stage_is_drawn_within_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    monkeypatch.setenv("TERM", "xterm")
    clock = iter(range(1000))
    monkeypatch.setattr("fangzhi.present.cli.progress.monotonic", lambda: float(next(clock)))
    stream = Terminal()
    total, facts = 3_000_000, 276_000_000
    with shown_progress(stream) as show:
        assert show is not None
        show(Progress(100, 0, 0, "a.txt", Stage.FINDING))
        for done in (1_234_000, 1_234_056, 1_234_112):
            show(Progress(done, total, facts, "a.txt"))
        show(Progress(100, total, facts, "a.txt", Stage.PACKING))
        show(Progress(0, 0, facts, "atlas.duckdb", Stage.WRITING))
    drawn = lines(stream)
    assert max(map(len, drawn)) <= WIDTH
    assert Console(file=stream).width == WIDTH
    for words in (
        "finding",
        "100 files",
        "1,234,112/3,000,000  56/s  276.0 M facts  8:45:34 left",
        "packing",
        "writing",
        "tables and summaries",
    ):
        assert any(words in line for line in drawn), words


def test_nobody_watches_a_file() -> None:
    with shown_progress(io.StringIO()) as show:
        assert show is None


def test_the_pace_is_that_of_the_last_minute() -> None:
    pace = Pace()
    assert pace.a_second() is None
    for second in range(600):
        pace.add(second, min(second, 500) * 10 + max(0, second - 500))
    assert pace.a_second() == pytest.approx(1.0)
    assert told(Progress(5, 10, 0, "a.txt"), Pace()) == "5/10"
