"""What stands above a table: its units, its period, its area, the indicator that all of it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fangzhi.extract.places import Place
from fangzhi.extract.tables.grid import tidy
from fangzhi.extract.tables.heads import HeadReader, Said
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.facts import Measure, Status
from fangzhi.model.period import Period

_LINES = 4
_LONGEST = 60
_PERIODS = re.compile(
    r"(?:(?:19|20)\d{2}\s?年?\s?[-—–~～至到]\s?(?:19|20)\d{2}年?)"
    r"|(?:19|20)\d{2}\s?年?度?(?:1[-—–~～]\d{1,2}月|\d{1,2}[-—–~～]\d{1,2}月|\d{1,2}月|上半年|下半年|前三季度|第?[一二三四]季度)?"
)
_NUMBERING = re.compile(
    r"^(?:附?表\s?[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?|\d{1,2}(?:[-—.]\d{1,2})?(?=[\s:：、.．]))[\s:：、.．]*"
)
_PLANS = frozenset({"work_report", "plan", "policy", "news", "study"})  # their year is not that of their tables
_CONTINUED = re.compile(r"[（(]?续(?:表)?[一二三\d]?[）)]?$")


@dataclass(frozen=True, slots=True)
class Caption:
    """What the lines above a table say."""

    units: tuple[str, ...] = ()
    period: Period | None = None
    place: Place | None = None
    label: str = ""
    status: Status | None = None
    measure: Measure | None = None

    def with_lines(self, lines: Sequence[str], lexicon: Lexicon, heads: HeadReader) -> "Caption":
        """The same with what further lines say; the nearer line wins."""
        said = self
        for line in lines:
            said = _with_line(said, line, lexicon, heads)
        return said


def caption_of(before: str, lexicon: Lexicon, heads: HeadReader) -> Caption:
    """The caption at the end of the text before a table."""
    lines: list[str] = []
    for line in reversed(before.rstrip("\n").split("\n")[-_LINES:]):
        if len(line) > _LONGEST or line.rstrip().endswith(("。", "；")):
            break
        if line.strip():
            lines.append(line)
    return Caption().with_lines(lines[::-1], lexicon, heads)


def title_period(title: str, kind: str, heads: HeadReader) -> Period | None:
    """The period that a title gives to all tables of its document; a plan's year is not that of its tables."""
    return None if kind in _PLANS else _period(title, heads)


def _with_line(caption: Caption, line: str, lexicon: Lexicon, heads: HeadReader) -> Caption:
    words = lexicon.tables
    line = _CONTINUED.sub("", _NUMBERING.sub("", tidy(line)))
    for mark in words.words("caption", "unit"):
        at = line.find(mark)
        if at >= 0 and line[at + len(mark) : at + len(mark) + 1] in {":", "："}:
            units = heads.units(line[at + len(mark) + 1 :].rstrip("）) "))
            caption = replace(caption, units=units or caption.units)
            line = line[:at].rstrip("（( ")
    line = line.strip()
    if not line:
        return caption
    period = _period(line, heads)
    rest = _PERIODS.sub("", line) if period is not None else line
    place, rest = _place(rest, heads)
    said = _said(rest, lexicon, heads)
    label = said.label if said.label and lexicon.indicators.match(said.label) else ""
    return Caption(
        (said.unit and (said.unit,)) or caption.units,
        period or caption.period,
        place or caption.place,
        label or caption.label,
        said.status or caption.status,
        said.measure if label else caption.measure,
    )


def _said(rest: str, lexicon: Lexicon, heads: HeadReader) -> Said:
    for filler in lexicon.tables.words("caption", "filler"):
        rest = rest.replace(filler, "") if len(filler) > 1 else rest.removesuffix(filler)
    said = heads.read(rest)
    return Said(status=said.status) if said.refused else said


def _period(line: str, heads: HeadReader) -> Period | None:
    """The one period that a line names; None for none or several."""
    found = {str(period) for match in _PERIODS.finditer(line) if (period := heads.period(match[0].replace(" ", ""))[0])}
    return Period.parse(found.pop()) if len(found) == 1 else None


def _place(line: str, heads: HeadReader) -> tuple[Place | None, str]:
    """The area that a line begins with, and the rest of the line."""
    line = line.strip("，。、：: 年")
    for length in range(min(len(line), 14), 1, -1):
        if (place := heads.place(line[:length])) is not None:
            return place, line[length:]
    return None, line
