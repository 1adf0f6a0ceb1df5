"""What CONTRIBUTING.md shows works: vocabulary in a folder laid over ours, code in a copy of the package.

A block that is named after a vocabulary file goes into the folder ``overlay``; one named after a source file is written
into the copy, or put before the line that is named; a Python block is run, with the folder or in the copy.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import fangzhi

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<place>[^\n]+))?\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
COPY = "in the copy"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, what stands behind it, its lines."""

    language: str
    place: str
    content: str


def sections() -> dict[str, list[Block]]:
    """The blocks of each section that has any, by heading."""
    found = {}
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        blocks = [Block(m["language"], m["place"] or "", m["content"]) for m in BLOCK.finditer(part)]
        if blocks:
            found[part.splitlines()[0]] = blocks
    return found


SECTIONS = sections()
WITH_WORDS = [name for name in SECTIONS if name.startswith("Add") and SECTIONS[name][-1].place != COPY]
WITH_CODE = [name for name in SECTIONS if SECTIONS[name][-1].place == COPY]


def insert(path: Path, before: str, lines: str) -> None:
    """Put lines before the one line of a file that begins so."""
    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [at for at, line in enumerate(text) if line.strip().startswith(before)]
    assert len(places) == 1, f"{path.name} has {len(places)} lines that begin with {before!r}; CONTRIBUTING.md is old"
    text.insert(places[0], lines)
    path.write_text("".join(text), encoding="utf-8")


@pytest.mark.parametrize("name", WITH_WORDS)
def test_vocabulary_laid_over_ours(name: str, tmp_path: Path) -> None:
    *files, code = SECTIONS[name]
    assert code.language == "python"
    for block in files:
        (tmp_path / block.place).write_text(block.content, encoding="utf-8")
    with pytest.raises((ValueError, AssertionError)):
        exec(code.content, {"fangzhi": fangzhi, "overlay": None})  # noqa: S102  # the block itself; it needs its file
    exec(code.content, {"fangzhi": fangzhi, "overlay": tmp_path})  # noqa: S102  # as above


@pytest.mark.parametrize("name", WITH_CODE)
def test_code_in_a_copy(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    *changes, code = SECTIONS[name]
    for block in changes:
        path, _, before = block.place.partition(" before: ")
        if before:
            insert(tmp_path / path, before, block.content)
        else:
            assert not (tmp_path / path).exists()
            (tmp_path / path).write_text(block.content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", f"import fangzhi\n{code.content}print(fangzhi.__file__)"],
        env={"PYTHONPATH": str(tmp_path / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path)), "the copy was not what ran"


def test_everything_that_can_be_added_is_shown() -> None:
    wanted = {"Add a unit", "Add an indicator", "Add a name of a region", "Add a cue", "Add a rule", "Add a format"}
    assert {name for name, blocks in SECTIONS.items() if name.startswith("Add")} == wanted
    assert set(WITH_CODE) == {"Add a rule", "Add a format"}


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:tests|tools|src|docs)/[\w/.*-]+)`", PAGE)) | set(re.findall(r"\]\(([^)]+)\)", PAGE))
    assert len(named) >= 8
    for path in named:
        assert list(ROOT.glob(path.rstrip("/"))), f"CONTRIBUTING.md names {path}"
