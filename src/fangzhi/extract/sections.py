"""Paragraphs, headings and sentences of a folded text."""

import re
from typing import Final

_NUMBERING: Final = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:、(?![一二三四五六七八九十]、|[一二三]次?产业|第[一二三])|[章节]|部分|是(?=[^一]))|[（(][一二三四五六七八九十]{1,3}[)）]|[（(]?\d{1,2}[)）.、．](?!\d)|[■●◆▲•·△—-]+)\s*"
)
_NUMBERING_HEADS: Final = frozenset("第一二三四五六七八九十（(■●◆▲•·△—-")
# All marks begin as one set, which the engine finds at once; what follows tells them apart.
_SENTENCE_END: Final = re.compile(r"[。！？!?….](?:(?<=[。！？!?])[”’」』）)]*|(?<=…)…+|(?<=[a-z)]\.)(?=\s))")
_BULLET_MARKS: Final = "•·"


class Sentence:
    """A sentence: ``start:end`` in the folded text, ``lead`` where its words begin behind any numbering.

    A plain class with slots, for there are thousands.
    """

    __slots__ = ("end", "first", "lead", "start")

    def __init__(self, start: int, lead: int, end: int, first: bool) -> None:
        self.start = start
        self.lead = lead
        self.end = end
        self.first = first


class Paragraph:
    """A paragraph with its sentences; ``level`` is 1 for 一、, 2 for （一）, 3 for other headings, 0 for prose."""

    __slots__ = ("bullet", "end", "level", "sentences", "start")

    def __init__(self, start: int, end: int, level: int, sentences: tuple[Sentence, ...], bullet: bool = False) -> None:
        self.start = start
        self.end = end
        self.level = level
        self.sentences = sentences
        self.bullet = bullet


def paragraphs(text: str) -> list[Paragraph]:
    r"""Cut a folded text; each line is a paragraph, empty ones are left out.

    >>> [(p.level, len(p.sentences)) for p in paragraphs("一、工作回顾\n全省增长5%。进出口增长8%。")]
    [(1, 1), (0, 2)]
    """
    out = []
    ends = [mark.end() for mark in _SENTENCE_END.finditer(text)]
    ends.append(len(text) + 1)
    start = index = 0
    for line in text.split("\n"):
        end = start + len(line)
        first = index
        while ends[index] <= end:
            index += 1
        if line.strip():
            bullet = line.lstrip()[:1] in _BULLET_MARKS
            stops = ends[first:index]
            if first == index or stops[-1] < end:
                stops.append(end)
            out.append(Paragraph(start, end, _level(line), _sentences(text, start, stops), bullet))
        start = end + 1
    return out


def _level(line: str) -> int:
    line = line.strip()
    if len(line) > 60 or line[-1] in "。；，！？;,":
        return 0
    match = _NUMBERING.match(line)
    if match is None:
        return 3 if len(line) <= 40 and "。" not in line and line[-1] not in "：:" else 0
    mark = match[0]
    if mark.endswith("、") and mark[0] in "一二三四五六七八九十":
        return 1
    return 2 if mark[0] in "（(" else 3


def _sentences(text: str, start: int, stops: list[int]) -> tuple[Sentence, ...]:
    out: list[Sentence] = []
    at = start
    for stop in stops:
        lead = at
        while lead < stop and text[lead] in " 　":
            lead += 1
        if lead < stop:
            head = text[lead]
            if head in _NUMBERING_HEADS or head.isdecimal():
                numbering = _NUMBERING.match(text, lead, stop)
                if numbering and numbering.end() < stop:
                    lead = numbering.end()
            out.append(Sentence(at, lead, stop, not out))
        at = stop
    return tuple(out)
