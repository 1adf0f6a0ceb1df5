"""The pages say what is so: examples run, listings are real, links lead somewhere, nothing is left out."""

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import fangzhi
from fangzhi.present.cli import run
from fangzhi.present.cli.app import commands
from scripts import script

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")

refresh_docs: Any = script("refresh_docs")


def blocks(language: str) -> list[str]:
    """The blocks of README.md in a language."""
    return [content for found, content in BLOCK.findall(README) if found == language]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples as reports/ and their atlas."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "reports")
    fangzhi.build([folder / "reports"], folder / "atlas.duckdb", workers=1)
    return folder


def test_what_the_code_decides_is_up_to_date() -> None:
    old = [path.relative_to(ROOT).as_posix() for path in refresh_docs.stale()]
    assert not old, f"{', '.join(old)}: python tools/refresh_docs.py --quick writes them anew"


def test_python_examples_run(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    examples = blocks("python")
    assert len(examples) >= 3
    names: dict[str, Any] = {}
    for code in examples:
        runnable = code if find_spec("pandas") else code.replace(".df()", ".rows()")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(runnable, names)  # noqa: S102  # the page's own example
        assert printed.getvalue() or "print" not in code, f"nothing was found by\n{code}"
    names["atlas"].close()


def test_shell_examples_run(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(place)
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    lines = [line.partition("#")[0] for block in blocks("sh") for line in block.splitlines() if line.strip()]
    assert len(lines) >= 4
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program in {"make", "fangzhi"}
        if program == "make":
            assert set(arguments) <= targets
        else:
            assert run(arguments) == 0, capsys.readouterr().err
            assert capsys.readouterr().out


@pytest.mark.parametrize("name", ["measure_accuracy", "make_data_model", "refresh_docs", "bench"])
def test_examples_of_the_scripts_run(name: str) -> None:
    assert doctest.testmod(script(name)).failed == 0


def test_the_first_two_commands_come_first() -> None:
    assert [line.split("#")[0].strip() for line in blocks("sh")[0].splitlines()] == ["make demo", "make test"]


def test_every_command_is_told_of() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    untold = [command.__name__ for command, _ in commands() if f"fangzhi {command.__name__}" not in text]
    assert not untold


def test_every_command_that_is_told_of_is_there() -> None:
    known = {command.__name__ for command, _ in commands()}
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        told = set(re.findall(r"`fangzhi ([a-z]+)", text)) | set(
            re.findall(r"^\$? ?fangzhi ([a-z]+)", text, re.MULTILINE)
        )
        assert told <= known, f"{path.name} tells of {told - known}"


@pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        path = page.parent / target if target else page
        assert path.exists(), f"{page.name} links to {target}"
        if anchor:
            heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {head.lower().replace(" ", "-") for head in heads}, f"{page.name} links to #{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_a_page_names_no_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"/(?:work|tmp|root|home)/", text)
    assert not re.search(r"\bTODO\b|\bFIXME\b", text)


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\((.+?\.md)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in folder.glob("*.md")} - {"README.md"}


def test_every_package_we_need_has_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=\[ ]", name)[0].lower() for name in project["dependencies"]}
    told = set(
        re.findall(r"^\| ([\w-]+) \|", (ROOT / "docs" / "licences.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert needed <= told, f"docs/licences.md lacks {needed - told}"


def test_sources_of_the_register_are_named_with_their_licence() -> None:
    told = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    made_from = script_versions()
    assert len(made_from) >= 3
    for package, version in made_from.items():
        assert re.search(rf"{package}\W.*{re.escape(version)}", told), f"docs/licences.md lacks {package} {version}"
    assert "CC BY 4.0" in told
    assert "real-china-division" in told


def script_versions() -> dict[str, str]:
    """The packages that tools/make_regions.py reads, without importing them."""
    text = (ROOT / "tools" / "make_regions.py").read_text(encoding="utf-8")
    [line] = re.findall(r"^VERSIONS = \{(.+)\}$", text, re.MULTILINE)
    return dict(re.findall(r'"([\w-]+)": "([\d.]+)"', line))


def test_the_changelog_tells_of_this_version() -> None:
    assert f"\n## {fangzhi.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_example_has_its_source() -> None:
    told = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    names = {path.name for path in (ROOT / "examples").iterdir()} - {"documents.csv"}
    assert not [name for name in names if name not in told]


def test_the_picture_is_a_picture() -> None:
    [picture] = re.findall(r"!\[[^\]]+\]\((.+?)\)", README)
    data = (ROOT / picture).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert 20_000 < len(data) < 600_000
    assert not os.access(ROOT / picture, os.X_OK)


def test_marks_are_filled_and_what_is_unknown_is_left() -> None:
    page = "a\n<!-- run: fangzhi x -->\nold\n<!-- end -->\n<!-- figures: speed -->\nkept\n<!-- end -->\n"
    text = refresh_docs.filled(page, lambda what, words: f"new {words}" if what == "run" else None)
    assert text == page.replace("old", "new fangzhi x")
