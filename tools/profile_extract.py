"""Where the time of the extraction goes: a flame graph in SVG, and the functions and lines that take the most.

``python tools/profile_extract.py [FOLDER] [-o flame.svg] [--seconds 20]`` reads the documents
of a folder (the shared work reports, else examples/), then extracts from them again and again while a timer looks every
millisecond of CPU time at what is running. Sampling, other than cProfile, does not make small functions look dear.
"""

import argparse
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from types import FrameType

from fangzhi.extract import extract
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.document import Document
from fangzhi.read import Source, find_sources, read_document

ROOT = Path(__file__).parents[1]
REPORTS = ROOT.parent / "shared" / "corpus" / "reports"
INTERVAL = 0.001
WIDTH, ROW, NARROWEST = 1200, 16, 0.4  # pixels of the picture, of a row, of the narrowest box drawn

Stack = tuple[str, ...]


class Sampler:
    """Counts the stacks and the lines that run, by a timer of CPU time."""

    def __init__(self) -> None:
        self.stacks: Counter[Stack] = Counter()
        self.lines: Counter[str] = Counter()

    def __enter__(self) -> "Sampler":
        signal.signal(signal.SIGPROF, self._sample)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)

    def _sample(self, _: int, frame: FrameType | None) -> None:
        if frame is None:
            return
        self.lines[f"{_module(frame)}:{frame.f_lineno}"] += 1
        names: list[str] = []
        at: FrameType | None = frame
        while at is not None and at.f_code is not run.__code__:
            names.append(f"{_module(at)}.{at.f_code.co_qualname}")
            at = at.f_back
        self.stacks[tuple(reversed(names))] += 1


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "?")).removeprefix("fangzhi.")


def run(documents: list[Document], seconds: float) -> Sampler:
    """Extract from the documents, warm, for so many seconds of CPU time."""
    lexicon = load_lexicon()
    for document in documents:
        extract(document, lexicon)
    end = time.process_time() + seconds
    with Sampler() as sampler:
        while time.process_time() < end:
            for document in documents:
                extract(document, lexicon)
    return sampler


def flame_graph(stacks: Counter[Stack]) -> str:
    """An SVG in which a box is a function, as wide as its share of the time, above the one that called it."""
    boxes = list(_boxes(stacks, 0, 0.0, sum(stacks.values())))
    height = (max(depth for depth, *_ in boxes) + 2) * ROW
    size = f'viewBox="0 0 {WIDTH} {height}" font-family="monospace" font-size="11"'
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>']
    for depth, x, width, name, share in boxes:
        y = height - (depth + 1) * ROW
        label = escape(name.rpartition(".")[2][: int(width / 7)]) if width > 20 else ""
        out.append(
            f"<g><title>{escape(name)} {share:.1%}</title>"
            f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{ROW - 1}" fill="hsl({_hue(name)},70%,70%)"/>'
            f'<text x="{x + 2:.1f}" y="{y + 11}">{label}</text></g>'
        )
    return "\n".join([*out, "</svg>", ""])


def _boxes(stacks: Counter[Stack], depth: int, x: float, total: int) -> Iterator[tuple[int, float, float, str, float]]:
    """Depth, left edge, width, name and share of each box over the stacks, which are alike up to the depth."""
    below: dict[str, Counter[Stack]] = {}
    for stack, count in stacks.items():
        if len(stack) > depth:
            below.setdefault(stack[depth], Counter())[stack] = count
    for name, inner in sorted(below.items()):
        share = sum(inner.values()) / total
        if share * WIDTH >= NARROWEST:
            yield depth, x, share * WIDTH, name, share
            yield from _boxes(inner, depth + 1, x, total)
        x += share * WIDTH


def _hue(name: str) -> int:
    """A colour of its own for each module."""
    return sum(map(ord, name.rpartition(".")[0])) * 37 % 360


def report(sampler: Sampler, rows: int) -> Iterator[str]:
    """The functions by the time in themselves and in all they call, then the lines."""
    total = sum(sampler.stacks.values())
    own: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for stack, count in sampler.stacks.items():
        own[stack[-1] if stack else "?"] += count
        for name in set(stack):
            inside[name] += count
    yield f"{total} samples\n\n   self  within  function"
    for name, count in own.most_common(rows):
        yield f"{count / total:7.1%} {inside[name] / total:7.1%}  {name}"
    yield "\n   self  line"
    for name, count in sampler.lines.most_common(rows):
        yield f"{count / total:7.1%}  {name}"


def main() -> int:
    """Profile and write."""
    parser = argparse.ArgumentParser(description="Sample the extraction and write a flame graph.")
    parser.add_argument("folder", nargs="?", type=Path, default=REPORTS if REPORTS.is_dir() else ROOT / "examples")
    parser.add_argument("-o", "--output", type=Path, default=Path("flame.svg"))
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rows", type=int, default=30)
    arguments = parser.parse_args()
    lexicon = load_lexicon()
    sources = [source for source in find_sources([arguments.folder], lexicon=lexicon) if isinstance(source, Source)]
    documents = [read_document(source.path, lexicon=lexicon, row=source.row) for source in sources]
    sampler = run(documents, arguments.seconds)
    arguments.output.write_text(flame_graph(sampler.stacks), encoding="utf-8")
    for line in report(sampler, arguments.rows):
        print(line)
    print(f"\n{arguments.output}: the flame graph; open it in a browser")
    return 0


if __name__ == "__main__":
    sys.exit(main())
