"""The head of a document: its lines before the first paragraph, and the labelled fields among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fangzhi.lexicon.reading import DocumentWords
from fangzhi.model.document import FoldedText

_LINES = 60
_TAIL = 15
_PROSE = 80
_PARTS = re.compile(r"\s{2,}|[|｜\u3000]+")
_LABEL = re.compile(r"^[\[【（(]?\s*+([^:：]{2,12}?)\s*+[\]】]?\s*+[:：]\s*+(.*?)[）)】]?$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the text proper.

    ``lines`` are the folded lines up to the first paragraph, each with its words in the source; ``fields`` the
    labelled values of the source by field (``published``, ``publisher`` …), each with its label.
    """

    lines: tuple[tuple[str, str], ...]
    fields: dict[str, tuple[str, str]]


def head_of(text: str, folded: FoldedText, words: DocumentWords) -> Head:
    """Read the head of a text; labelled fields are looked for at its end too, where a page has its credits."""
    lines: list[tuple[str, str]] = []
    start = 0
    for line in folded.text[:8000].split("\n")[:_LINES]:
        end = start + len(line)
        if line:
            if (len(line) >= _PROSE and ("。" in line or ". " in line)) or line.startswith("各位代表"):
                break
            span = folded.source_span(start, end)
            lines.append((line, _SPACE.sub(" ", text[span.start : span.end])))
        start = end + 1
    return Head(tuple(lines), _fields(text, words))


def _fields(text: str, words: DocumentWords) -> dict[str, tuple[str, str]]:
    source = [*text[:8000].split("\n")[:_LINES], *text[-2000:].split("\n")[-_TAIL:]]
    found: dict[str, tuple[str, str]] = {}
    waiting = ""
    for part in _parts(source):
        labelled = _LABEL.match(part)
        label = _SPACE.sub("", labelled[1]) if labelled else ""
        if label in words.labels and labelled:
            value, waiting = labelled[2], ("" if labelled[2] else label)
        elif waiting and len(part) <= 20:
            label, value, waiting = waiting, part, ""
        else:
            waiting = ""
            continue
        value = value.strip()
        if value and len(value) <= 40 and value not in words.no_values and "。" not in value:
            found.setdefault(words.labels[label], (value, f"label {label}"))
    return found


def _parts(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if len(line) <= 200:
            for part in _PARTS.split(line.strip()):
                if part:
                    yield part
