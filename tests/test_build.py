"""Building an atlas: again, after changes, after kills, by several processes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.model.errors import StoreError
from fangzhi.run.build import Progress, build
from fangzhi.run.manifest import only_builder
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import export
from fangzhi.store.verify import verify


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    return tmp_path / "atlas.duckdb"


def titles(atlas: Path) -> set[str]:
    with Atlas(atlas) as opened:
        return {row["title"] for row in opened.documents()}


def exported(atlas: Path, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in export(atlas, folder)}


def test_a_first_build_reads_everything(documents: Path, atlas: Path) -> None:
    summary = build([documents], atlas)
    assert (summary.documents, summary.read, summary.changed) == (3, 3, True)
    assert summary.facts["observation"] >= 8
    assert (summary.refused, summary.removed, summary.repeated) == ((), (), ())
    assert verify(atlas).facts == sum(summary.facts.values())


def test_a_second_build_reads_nothing(documents: Path, atlas: Path) -> None:
    first = build([documents], atlas)
    stamp = atlas.stat().st_mtime_ns
    second = build([documents], atlas)
    assert (second.read, second.changed) == (0, False)
    assert (second.facts, second.unresolved) == (first.facts, first.unresolved)
    assert atlas.stat().st_mtime_ns == stamp


def test_a_touched_file_is_looked_at_and_changes_nothing(documents: Path, atlas: Path) -> None:
    build([documents], atlas)
    os.utime(documents / "zigong.txt", (1, 1))
    summary = build([documents], atlas)
    assert (summary.read, summary.changed) == (1, False)
    assert build([documents], atlas).read == 0


def test_a_changed_file_is_read_again(documents: Path, atlas: Path) -> None:
    build([documents], atlas)
    path = documents / "zigong.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("增长6%", "增长6.6%"), encoding="utf-8")
    summary = build([documents], atlas)
    assert (summary.read, summary.changed, summary.documents) == (1, True, 3)
    with Atlas(atlas) as opened:
        assert "6.6%" in {row["quote"] for row in opened.observations(region="自贡")}
        assert "6%" not in {row["quote"] for row in opened.observations(region="自贡")}


def test_a_changed_row_of_documents_csv_is_noticed(documents: Path, atlas: Path) -> None:
    build([documents], atlas)
    table = documents / "documents.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("自贡市2026年政府工作报告", "自贡的报告"), encoding="utf-8"
    )
    assert build([documents], atlas).read == 1
    assert "自贡的报告" in titles(atlas)


def test_a_deleted_file_leaves_the_atlas_and_is_named(documents: Path, atlas: Path) -> None:
    build([documents], atlas)
    (documents / "zigong.txt").unlink()
    table = documents / "documents.csv"
    table.write_text("".join(table.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    summary = build([documents], atlas)
    assert summary.removed == (str(documents / "zigong.txt"),)
    assert summary.documents == 2
    assert len(titles(atlas)) == 2


def test_the_same_text_twice_is_one_document(documents: Path, atlas: Path) -> None:
    (documents / "again.txt").write_bytes((documents / "zigong.txt").read_bytes())
    summary = build([documents], atlas)
    assert summary.documents == 3
    assert summary.repeated == (str(documents / "zigong.txt"),)
    with Atlas(atlas) as opened:
        paths = {row["path"]: row["other_paths"] for row in opened.documents()}
    assert "zigong.txt" in paths[str(documents / "again.txt")]


def test_a_file_that_went_bad_stays_as_it_was(documents: Path, atlas: Path) -> None:
    build([documents], atlas)
    (documents / "zigong.txt").write_bytes(b"")
    for _ in range(2):
        summary = build([documents], atlas)
        assert [refused.path for refused in summary.refused] == [str(documents / "zigong.txt")]
        assert summary.documents == 3
        assert "自贡市2026年政府工作报告" in titles(atlas)
    with Atlas(atlas) as opened:
        assert len(opened.refused()) == 1


def test_nothing_that_can_be_read_leaves_the_old_atlas(documents: Path, atlas: Path, tmp_path: Path) -> None:
    build([documents], atlas)
    before = atlas.read_bytes()
    empty = tmp_path / "empty"
    empty.mkdir()
    summary = build([empty], atlas)
    assert (summary.documents, summary.changed, summary.removed) == (0, False, ())
    assert len(summary.refused) == 1
    assert atlas.read_bytes() == before


def test_a_damaged_part_is_made_again(documents: Path, atlas: Path) -> None:
    build([documents], atlas)
    for part in atlas.parent.glob(".atlas.duckdb.parts/??/*.json"):
        part.write_bytes(part.read_bytes()[:100])
    atlas.unlink()
    assert build([documents], atlas).documents == 3
    assert verify(atlas).findings == ()


def test_a_part_that_is_no_longer_needed_is_deleted(documents: Path, atlas: Path) -> None:
    build([documents], atlas)
    (documents / "zigong.txt").write_text("自贡市去年工业投资增长9%。", encoding="utf-8")
    build([documents], atlas)
    assert len(list(atlas.parent.glob(".atlas.duckdb.parts/??/*"))) == 3


def test_the_second_of_two_builds_leaves(documents: Path, atlas: Path) -> None:
    folder = atlas.with_name(".atlas.duckdb.parts")
    folder.mkdir()
    with only_builder(folder, atlas), pytest.raises(StoreError, match="another build is writing"):
        build([documents], atlas)
    assert build([documents], atlas).documents == 3


def test_a_folder_that_is_not_there_is_said(documents: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        build([documents], tmp_path / "none" / "atlas.duckdb")


def test_progress_reaches_the_end(documents: Path, atlas: Path) -> None:
    seen: list[Progress] = []
    summary = build([documents], atlas, progress=seen.append)
    assert [(step.stage, step.done, step.total) for step in seen] == [
        ("reading", 1, 3), ("reading", 2, 3), ("reading", 3, 3), ("writing", 0, 0),
    ]  # fmt: skip
    assert seen[-1].facts == sum(summary.facts.values())


def test_finding_and_packing_many_files_is_told(tmp_path: Path, atlas: Path) -> None:
    (tmp_path / "many").mkdir()
    for number in range(200):
        (tmp_path / "many" / f"{number:03}.txt").write_text(f"江苏省去年工业投资增长{number}.5%。", encoding="utf-8")
    seen: list[Progress] = []
    build([tmp_path / "many"], atlas, workers=1, progress=seen.append)
    told = [(step.stage, step.done, step.total) for step in seen if step.stage != "reading"]
    stages = [("finding", 0), ("packing", 200)]
    expected = [(stage, done, total) for stage, total in stages for done in (100, 200)]
    assert told == [*expected, ("writing", 0, 0)]


def test_any_number_of_processes_gives_the_same_tables(documents: Path, tmp_path: Path) -> None:
    for number in range(20):
        (documents / f"more{number}.txt").write_text(f"江苏省去年工业投资增长{number}.5%。", encoding="utf-8")
    tables = []
    for workers in (1, 3):
        output = tmp_path / f"{workers}.duckdb"
        code = f"from fangzhi.run.build import build; build([{str(documents)!r}], {str(output)!r}, workers={workers})"
        subprocess.run([sys.executable, "-c", code], check=True)
        tables.append(exported(output, tmp_path / str(workers)))
    assert tables[0] == tables[1]
    assert tables[0]["observation.csv"].count(b"\n") > 20


def test_a_kill_at_any_moment_loses_nothing(documents: Path, atlas: Path, tmp_path: Path) -> None:
    build([documents], atlas)
    before = exported(atlas, tmp_path / "before")
    for number in range(40):
        (documents / f"more{number}.txt").write_text(f"江苏省去年工业投资增长{number}.5%。", encoding="utf-8")
    command = [sys.executable, "-m", "fangzhi", "build", str(documents), "-o", str(atlas), "--workers", "2"]
    moments = random.Random(7)  # noqa: S311  # moments of kills, the same in every run
    for _ in range(5):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(moments.uniform(0.1, 1.1))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert verify(atlas).findings == ()
        state = exported(atlas, tmp_path / "state")
        assert state == before or state["document.csv"].count(b"\n") == 44
    build([documents], atlas)
    build([documents], tmp_path / "fresh.duckdb")
    assert exported(atlas, tmp_path / "after") == exported(tmp_path / "fresh.duckdb", tmp_path / "fresh")
    assert [path.name for path in atlas.parent.glob(".atlas.duckdb.building*")] == []


def test_an_interrupt_leaves_the_old_atlas_whole(documents: Path, atlas: Path, tmp_path: Path) -> None:
    build([documents], atlas)
    before = exported(atlas, tmp_path / "before")
    text = (documents / "jiangsu.txt").read_text(encoding="utf-8")
    for number in range(200):
        (documents / f"more{number}.txt").write_text(f"{text * 20}{number}", encoding="utf-8")
    command = [sys.executable, "-m", "fangzhi", "build", str(documents), "-o", str(atlas), "--workers", "2"]
    parts = atlas.with_name(".atlas.duckdb.parts")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True) as process:
        wait_until(lambda: len(list(parts.glob("??/*.json"))) > 3)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: everybody gets it
        assert process.wait(timeout=10) == 130
        assert process.stdout is not None
        assert process.stdout.read() == b""
    wait_until(lambda: not group_lives(process.pid))
    assert verify(atlas).findings == ()
    assert exported(atlas, tmp_path / "after") == before
    kept = len(list(parts.glob("??/*.json")))
    assert kept > 3  # what was read before the interrupt is not read again
    assert len(list((documents).glob("*.txt"))) > kept


def test_workers_do_not_outlive_a_killed_build(documents: Path, atlas: Path) -> None:
    text = (documents / "jiangsu.txt").read_text(encoding="utf-8")
    for number in range(300):
        (documents / f"more{number}.txt").write_text(f"{text * 20}{number}", encoding="utf-8")
    command = [sys.executable, "-m", "fangzhi", "build", str(documents), "-o", str(atlas), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True) as process:
        wait_until(lambda: any(atlas.parent.glob(".atlas.duckdb.parts/??/*.json")))
        process.kill()  # the parent only
    # A group is empty when its last process is gone.
    wait_until(lambda: not group_lives(process.pid))
    with only_builder(atlas.with_name(".atlas.duckdb.parts"), atlas):
        pass


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30  # of a machine that does other work
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_document_that_breaks_our_own_code_is_refused(
    documents: Path, atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("out of range")

    monkeypatch.setattr("fangzhi.run.pipeline.extract_facts", broken)
    summary = build([documents], atlas)
    assert "our own extraction failed (IndexError: out of range)" in summary.refused[0].reason
    assert not atlas.exists()


def built_with(prepare: str, documents: Path, atlas: Path) -> "subprocess.CompletedProcess[str]":
    """A build in a process of its own, which does ``prepare`` before."""
    call = f"run(['build', {str(documents)!r}, '-o', {str(atlas)!r}, '--workers', '1'])"
    code = f"import resource, sys; from fangzhi.present.cli import run; {prepare}; sys.exit({call})"
    return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)


@pytest.mark.parametrize("most", [200, 40_000, 700_000])
def test_a_full_disk_is_one_line_and_the_old_atlas_stays(most: int, documents: Path, atlas: Path) -> None:
    """No file may grow beyond ``most`` bytes: parts, packs and the atlas itself fail in turn."""
    build([documents], atlas)
    before = atlas.read_bytes()
    (documents / "more.txt").write_text("江苏省去年工业投资增长9.5%。", encoding="utf-8")
    done = built_with(f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))", documents, atlas)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert f"fangzhi: {atlas} cannot be written (" in done.stderr
    assert atlas.read_bytes() == before
    assert build([documents], atlas).documents == 4
    assert verify(atlas).findings == ()


def test_a_target_that_cannot_be_written_is_one_line(documents: Path, tmp_path: Path) -> None:
    (tmp_path / ".atlas.duckdb.parts").write_text("a file where the folder should be", encoding="utf-8")
    done = built_with("pass", documents, tmp_path / "atlas.duckdb")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "atlas.duckdb cannot be written (" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="for root no folder is read-only")
def test_a_folder_that_is_read_only_is_one_line(documents: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sealed"
    folder.mkdir(mode=0o500)
    done = built_with("pass", documents, folder / "atlas.duckdb")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "atlas.duckdb cannot be written (Permission denied)" in done.stderr
