"""What a build remembers of files: on the disk as they are done, and hardly anything of it in memory."""

import signal
import subprocess
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import DocumentRow
from fangzhi.run.build import build
from fangzhi.run.entry import Entry, Stamp
from fangzhi.run.manifest import Manifest, open_manifest
from fangzhi.run.task import Task, packed_row, unpacked_row
from fangzhi.store.register import open_register

MANY = 1000


def entry(path: str, key: str, *, said: str = "s", document_id: str | None = None) -> Entry:
    likeness = f"{key} {said} 0 "
    return Entry(path, Stamp(1, 2, 3), "c", key, document_id or key, 9, {"observation": 2}, likeness=likeness)


def task(path: str) -> Task:
    return Task(path, "", Stamp(1, 2, 3), "c")


def wanted(manifest: Manifest, *paths: str) -> None:
    manifest.want(map(task, paths), lambda one, known: one.stamp == known.stamp)


def test_a_row_survives_packing() -> None:
    region = load_lexicon(None).regions.resolve("自贡")
    row = DocumentRow("t line 2", title="报告", published=date(2026, 2, 3), region=region, url="http://a.cn")
    assert unpacked_row(packed_row(row)) == row
    assert unpacked_row(packed_row(None)) is None


def test_what_is_done_is_known_and_what_is_not_is_left(tmp_path: Path) -> None:
    with open_manifest(tmp_path) as manifest:
        wanted(manifest, "b.txt", "a.txt", "坏\udcff.txt")
        assert [one.path for one in manifest.unknown()] == ["b.txt", "a.txt", "坏\udcff.txt"]
        manifest.put(entry("坏\udcff.txt", "k"))
    with open_manifest(tmp_path) as manifest:
        wanted(manifest, "b.txt", "坏\udcff.txt")
        assert (manifest.wanted, manifest.known, manifest.known_facts) == (2, 1, 2)
        assert [one.path for one in manifest.unknown()] == ["b.txt"]
        assert manifest.entry("坏\udcff.txt") == entry("坏\udcff.txt", "k")


def test_an_atlas_is_up_to_date_until_something_comes_out_otherwise(tmp_path: Path) -> None:
    stamp = Stamp(7, 8, 9)
    for changed in ("nothing", "key", "table", "file"):
        with open_manifest(tmp_path) as manifest:
            wanted(manifest, "a.txt", "b.txt")
            manifest.put(entry("a.txt", "k"))
            manifest.put(entry("b.txt", "l"))
            manifest.settle((), "code")
            manifest.finish(stamp, ())
        with open_manifest(tmp_path) as manifest:
            wanted(manifest, *(("a.txt",) if changed == "file" else ("a.txt", "b.txt")))
            manifest.put(entry("a.txt", "other" if changed == "key" else "k"))
            gone = manifest.settle((("t.csv", "bad"),) if changed == "table" else (), "code")
            assert gone == (("b.txt",) if changed == "file" else ())
            assert manifest.atlas == (stamp if changed == "nothing" else None)


def test_documents_come_by_path_and_copies_once(tmp_path: Path) -> None:
    with open_manifest(tmp_path) as manifest:
        wanted(manifest, "c.txt", "a.txt", "b.txt", "d.txt")
        for path, key, said in (("c.txt", "x", "1"), ("a.txt", "y", "2"), ("b.txt", "x", "1"), ("d.txt", "z", "3")):
            manifest.put(entry(path, key, said=said))
        groups = manifest.groups()
        found = [(first.path, [one.path for one in others]) for _, first, others in manifest.documents(groups)]
    assert found == [("a.txt", []), ("b.txt", ["c.txt"]), ("d.txt", [])]
    assert set(groups) == {"b.txt", "c.txt"}


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_a_register_that_cannot_be_used_is_made_anew(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "register.sqlite").write_bytes(content)
    with open_manifest(tmp_path) as manifest:
        wanted(manifest, "a.txt")
        assert manifest.known == 0
    with open_register(tmp_path / "register.sqlite") as register:
        register.keep_about("version", "3")  # of an earlier version of ours
        register.put(("a.txt", "1 2 3", "c", "k", "k", None, 9, "{}", None, "", "{}"))
    with open_manifest(tmp_path) as manifest:
        wanted(manifest, "a.txt")
        assert manifest.known == 0


def test_many_files_take_little_memory(tmp_path: Path) -> None:
    def walk(manifest: Manifest) -> None:
        wanted_many = (f"folder/{number:08}.txt" for number in range(MANY))
        manifest.want(map(task, wanted_many), lambda *_: True)
        for number, one in enumerate(manifest.unknown()):
            manifest.put(entry(one.path, f"{number:064}", said=str(number)))
        assert sum(1 for _ in manifest.documents(manifest.groups())) == MANY

    with open_manifest(tmp_path) as manifest:
        walk(manifest)
        tracemalloc.start()
        try:
            walk(manifest)
            kept, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert kept < 50_000
    assert peak < 1_500_000  # what is read at a time, not what there is


def test_a_killed_build_does_not_read_again_what_it_had_read(documents: Path, tmp_path: Path) -> None:
    atlas = tmp_path / "atlas.duckdb"
    for number in range(20):
        (documents / f"more{number}.txt").write_text(f"江苏省去年工业投资增长{number}.5%。", encoding="utf-8")
    code = f"""
import os, signal
import fangzhi.store.register
from fangzhi.run.build import build
fangzhi.store.register.EVERY = 0
def kill(progress):
    if progress.done == 15:
        os.kill(os.getpid(), signal.SIGKILL)
build([{str(documents)!r}], {str(atlas)!r}, workers=0, progress=kill)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    assert not atlas.exists()
    summary = build([documents], atlas)
    assert (summary.documents, summary.read) == (23, 23 - 15)
    assert build([documents], atlas).read == 0
