"""Writes into the pages all that comes from the code or from a measurement.

    python tools/refresh_docs.py             everything; figures need ../shared for the most part
    python tools/refresh_docs.py --check     say what is old of that which the code decides; exit code 1 if anything is
    python tools/refresh_docs.py --quick     only what the code decides: listings, commands, docs/data-model.md

In a page, what lies between a mark and ``<!-- end -->`` is written here:

    <!-- run: COMMAND -->       the output of a command of ours, asked of the atlas of examples/
    <!-- commands -->           a table of all commands
    <!-- figures: accuracy -->  the scores that tools/measure_accuracy.py measures
    <!-- figures: speed -->     the times that tools/bench.py measures
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import bench
import fangzhi
import make_data_model
import measure_accuracy
from fangzhi.present.cli import app

ROOT = Path(__file__).parents[1]
MARK = re.compile(
    r"^(?P<mark><!-- (?P<what>run|commands|figures)(?:: (?P<words>[^\n]*?))? -->\n)"
    r"(?P<content>.*?)^(?P<end><!-- end -->)$",
    re.DOTALL | re.MULTILINE,
)
WIDTH = "100"

Write = Callable[[str, str], str | None]  # what and words of a mark; the lines for it, None to leave them as they are


def pages() -> list[Path]:
    """README.md, CONTRIBUTING.md and the pages of docs/."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def filled(text: str, write: Write) -> str:
    """A page with what lies between its marks written anew."""

    def replace(match: re.Match[str]) -> str:
        content = write(match["what"], match["words"] or "")
        return match[0] if content is None else f"{match['mark']}{content}\n{match['end']}"

    return MARK.sub(replace, text)


def decided_by_code(atlas: Path) -> Write:
    """Writes listings and the table of commands; leaves figures."""

    def write(what: str, words: str) -> str | None:
        if what == "run":
            return listing(words, atlas)
        return commands() if what == "commands" else None

    return write


def measured(what: str, words: str) -> str | None:
    """Writes the figures that can be measured here; leaves listings."""
    if what != "figures":
        return None
    return {"accuracy": accuracy, "speed": speed}[words]()


def listing(command: str, atlas: Path) -> str:
    """A command and its output as a block."""
    program, *arguments = shlex.split(command)
    if program != "fangzhi":
        sys.exit(f"a page wants to run {command!r}; only fangzhi is run")
    environment = {**os.environ, "FANGZHI_ATLAS": str(atlas), "COLUMNS": WIDTH, "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "fangzhi", *arguments], check=True, capture_output=True, text=True, env=environment
    )
    lines = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
    return f"```console\n$ {command}\n{lines}\n```"


def commands() -> str:
    """A row for each command: what it does, an example."""
    rows = [
        (f"`{command.__name__}`", (command.__doc__ or "").splitlines()[0].rstrip("."), f"`{examples[0]}`")
        for command, examples in app.commands()
    ]
    return make_data_model.table(("command", "what it does", "example"), rows)


def accuracy() -> str | None:
    """Found and strict F1 of every kind that comes out."""
    try:
        found = measure_accuracy.measure()
    except FileNotFoundError as error:
        print(error)
        return None
    rows = []
    for kind in measure_accuracy.KINDS:
        for group in measure_accuracy.GROUPS:
            score = found.scores.get((kind, "found", group))
            strict = found.scores.get((kind, "strict", group))
            if score and strict and score.extracted:
                rows.append((kind, group, str(score.annotated), f"{score.f1:.3f}", f"{strict.f1:.3f}"))
    return make_data_model.table(("kind", "documents", "annotated", "found, F1", "right in every field, F1"), rows)


def speed() -> str:
    """Every time that tools/bench.py measures."""
    return make_data_model.table(("what", "measured"), list(bench.lines()))


def main() -> int:
    """Write or check the pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="only say what is old")
    parser.add_argument("--quick", action="store_true", help="leave figures and pictures")
    options = parser.parse_args()
    old = stale()
    for path in old:
        print(f"{path.relative_to(ROOT)} {'is old' if options.check else 'written'}")
        if not options.check:
            path.write_text(old[path], encoding="utf-8")
    if options.check:
        return 1 if old else 0
    if not options.quick:
        for path in pages():
            text = path.read_text(encoding="utf-8")
            if (new := filled(text, measured)) != text:
                path.write_text(new, encoding="utf-8")
        if measure_accuracy.GOLD.is_dir():
            measure_accuracy.PAGE.write_text(measure_accuracy.page(measure_accuracy.measure()), encoding="utf-8")
        import screenshots  # noqa: PLC0415  # the server and the charts are needed for pictures only

        screenshots.take(list(screenshots.SHOTS), ROOT / "docs")
    return 0


def stale() -> dict[Path, str]:
    """Pages that are not what the code makes of them now, with what they should be."""
    wanted = {make_data_model.PAGE: make_data_model.page()}
    with tempfile.TemporaryDirectory() as folder:
        atlas = Path(folder) / "atlas.duckdb"
        fangzhi.build([ROOT / "examples"], atlas, workers=1)
        write = decided_by_code(atlas)
        for path in pages():
            if path != make_data_model.PAGE:
                wanted[path] = filled(path.read_text(encoding="utf-8"), write)
    return {
        path: text for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    }


if __name__ == "__main__":
    sys.exit(main())
