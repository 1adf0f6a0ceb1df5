"""Worker processes: limits of memory and time, deaths, and that what one job does costs no other."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fangzhi.run.build import build
from fangzhi.run.limits import Limits, Loss
from fangzhi.run.local import ordered_map
from fangzhi.run.worker import fork_is_safe
from fangzhi.store.atlas import Atlas
from fangzhi.store.verify import verify
from jobs import greedy, hoard, square_or_die, square_or_die_once

TIGHT = Limits(memory=700_000_000, seconds=1)


def lost(item: object, loss: Loss) -> str:
    return f"{item} {loss}"


@pytest.fixture
def second_thread() -> Iterator[None]:
    """A thread beside the main one: no fork is safe."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.mark.usefixtures("second_thread")
def test_a_started_worker_runs_under_the_same_limits() -> None:
    assert not fork_is_safe()
    results = list(ordered_map(greedy, [1, 2, 3, 4, 5, 6], workers=2, on_lost=lost, limits=TIGHT))
    assert results == [1, 4, "3 memory", 16, "5 time", 36]


def test_limits_deaths_and_errors_in_forked_workers() -> None:
    """In a process of its own: this one has threads by now."""
    program = """
from fangzhi.run.limits import Limits
from fangzhi.run.local import ordered_map
from fangzhi.run.worker import fork_is_safe
from jobs import greedy, hoard, square_or_die
assert fork_is_safe()
lost = lambda item, loss: f"{item} {loss}"
tight = Limits(memory=700_000_000, seconds=1)
print(list(ordered_map(greedy, [1, 3, 5, 6], workers=1, on_lost=lost, limits=tight)))
print(list(ordered_map(square_or_die, range(30), workers=2, on_lost=lambda number, loss: -number)))
print(list(ordered_map(hoard, range(25), workers=1, on_lost=lost, limits=tight)) == list(range(25)))
try:
    list(ordered_map(greedy, [8, 9, 10], workers=2, on_lost=lost))
except LookupError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    squares = [-5 if number == 5 else number * number for number in range(30)]
    assert done.stdout.splitlines() == ["[1, '3 memory', '5 time', 36]", str(squares), "True", "nine"], done.stderr


def test_a_job_that_waits_for_ever_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fangzhi.run.worker.PATIENCE", 1)
    results = list(ordered_map(greedy, [6, 7, 8], workers=1, on_lost=lost, limits=Limits(seconds=2)))
    assert results == [36, "7 time", 64]


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    items = [(number, tmp_path / "died") for number in range(10)]
    results = ordered_map(square_or_die_once, items, workers=2, on_lost=lost)
    assert list(results) == [number * number for number in range(10)]


def test_what_was_kept_from_earlier_jobs_refuses_none() -> None:
    results = list(ordered_map(hoard, range(12), workers=1, on_lost=lost, limits=Limits(memory=500_000_000)))
    assert results == list(range(12))


def test_a_death_is_told_from_a_limit() -> None:
    results = list(ordered_map(square_or_die, [4, 5, 6], workers=1, on_lost=lost))
    assert results == [16, "5 death", 36]


def test_a_document_beyond_the_limits_is_refused_and_the_build_goes_on(documents: Path, tmp_path: Path) -> None:
    lines = "".join(f"<p>工业投资增长{number % 90}.5%。</p>\n" for number in range(120_000))
    (documents / "endless.html").write_text(f"<html><body>{lines}</body></html>", encoding="utf-8")
    atlas = tmp_path / "atlas.duckdb"
    summary = build([documents], atlas, workers=1, limits=Limits(seconds=1))
    (refused,) = summary.refused
    assert "endless.html: reading it took more than 1 s of processor time" in refused.reason
    assert summary.documents == 3
    assert verify(atlas).findings == ()
    with Atlas(atlas) as opened:
        assert [row["reason"] for row in opened.refused()] == [refused.reason]
    assert build([documents], atlas, workers=1, limits=Limits(seconds=1)).read == 0
    assert build([documents], atlas, workers=1, limits=Limits(seconds=2)).read == 1


def test_limits_are_said_on_the_terminal(fangzhi: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("江苏省去年工业投资增长7.5%。" * 100_000, encoding="utf-8")
    code, out, err = fangzhi("extract", tmp_path / "a.txt", "--workers", "1", "--memory", "100")
    assert (code, out) == (1, "")
    assert "needed more than 100 MB of memory" in err
