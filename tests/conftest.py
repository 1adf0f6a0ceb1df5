"""A folder of reports, and the command line called in this process."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from fangzhi.present.cli import run
from reports import TEXTS

os.environ.setdefault("FANGZHI_WORKERS", "0")  # starting a process for each of a hundred small builds takes a minute
# What is kept for a user's next process is kept for this run of the suite only, and its processes share it.
_CACHE = tempfile.TemporaryDirectory(prefix="fangzhi-tests-")
os.environ.setdefault("FANGZHI_CACHE", _CACHE.name)
# The suite draws the same examples each time, so that a change is judged by what it changed;
# FANGZHI_EXPLORE=1 draws anew, and more of them.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile("explore" if os.environ.get("FANGZHI_EXPLORE") else "same")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with three reports and their documents.csv."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "documents.csv").write_text(
        "path,title,published,region\n"
        "jiangsu.txt,江苏省2026年政府工作报告,2026-01-20,江苏省\n"
        "sichuan.txt,四川省2026年政府工作报告,2026-01-21,四川省\n"
        "zigong.txt,自贡市2026年政府工作报告,2026-01-22,自贡市\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def fangzhi(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command line: arguments in; exit code, standard output and standard error out."""

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call
