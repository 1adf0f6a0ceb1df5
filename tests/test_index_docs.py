"""docs/index-lab.md says what the laboratory does: its Python and its commands are run."""

import doctest
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from fangzhi.analyse.index.conventions import CHOICES, Conventions
from fangzhi.analyse.index.framework_file import shipped_frameworks
from fangzhi.present.cli import run

PAGE = Path(__file__).parents[1] / "docs" / "index-lab.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ fangzhi (.+)\n((?:(?!\$ |```).*\n)*)", TEXT, flags=re.MULTILINE)


def test_python() -> None:
    results = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert results.attempted > 60
    assert results.failed == 0


@pytest.mark.parametrize(("command", "printed"), COMMANDS)
def test_commands(command: str, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(shlex.split(command))
    told = capsys.readouterr()
    shown = (told.out + told.err).splitlines()
    wanted = printed.splitlines()
    assert wanted
    if "..." in wanted:
        assert [line for line in shown if line in wanted] == [line for line in wanted if line != "..."]
    else:
        assert shown == wanted


def test_every_choice_is_explained_and_the_default_comes_first() -> None:
    for item in fields(Conventions):
        assert f"`{item.name}`" in TEXT, item.name
    for name, choices in CHOICES.items():
        row = re.search(rf"^\| `{name}` \| (.+) \|$", TEXT, flags=re.MULTILINE)
        assert row is not None, name
        assert re.findall(r"`(.+?)`", row[1]) == list(choices)
        assert getattr(Conventions(), name) == next(iter(choices))
    for name in shipped_frameworks():
        assert name in TEXT
