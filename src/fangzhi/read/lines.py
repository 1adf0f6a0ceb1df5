"""Lines: which belong to the page and not to the text, which go on in the next one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fangzhi.lexicon.reading import Furniture
from fangzhi.read.edits import Edit

_LONGEST_FURNITURE = 260
_LONGEST_MARKED = 120
_ENDS = {"zh": frozenset("。！？；：!?;:…"), "en": frozenset(".!?;:…。！？；：")}
_OPENS = frozenset("，、,（(《“‘〈「『〔")
_GOES_ON = frozenset("，。、；：！？,;”’）)》〉」』〕】%")
_PAIRS = ("“”", "（）", "《》")
_LIST_MARK = re.compile(
    r"第[一二三四五六七八九十百]+[章节条编部]|[（(]?[一二三四五六七八九十]{1,3}[）)、.]|[（(]?\d{1,2}[）)、]|\d{1,2}\.(?!\d)"
    r"|[①-⑳]|——|[一二三四五六七八九十]{1,2}是|附件|附录|专栏|表\d|图\d|[-*] "
)
_UNFINISHED = tuple("的和与及或在将对把是")
_NEVER_FIRST = tuple("的是了等")
_STOP = re.compile("[。！？；]")
_PUNCTUATION = re.compile("[，。,.]")
_COMMA = re.compile("[，,]")
_PROSE = 40
_REMEMBERED = 2000


@dataclass(slots=True)
class _Page:
    """What is known about the whole page while its lines are gone through."""

    furniture: Furniture
    language: str
    width: int  # of a line where the text is broken at a fixed width, else 0


@dataclass(slots=True)
class _Paragraph:
    """The end of a paragraph as far as it is joined; ``last_line`` is the length of its last line."""

    text: str
    last_line: int = 0
    broken: bool = False


def line_edits(text: str, furniture: Furniture, language: str) -> list[Edit]:
    r"""Leave out the page's own lines and the line breaks inside a sentence.

    ``text`` has its noise removed already; a blank line stays, a dropped line takes its line break with it.

    >>> from fangzhi.lexicon.reading import load_reading
    >>> from fangzhi.read.edits import apply_edits, positions
    >>> text = "打印\n地区生产总值增长5%，\n高于全国0.4个百分点。\n"
    >>> apply_edits(text, positions(len(text)), line_edits(text, load_reading().furniture["zh"], "zh"))[0]
    '地区生产总值增长5%，高于全国0.4个百分点。\n'
    """
    lines = text.split("\n")
    dropped, stop = furniture_lines(lines, furniture)
    page = _Page(furniture, language, _wrap_width(lines))
    ends = _ENDS[language]
    edits: list[Edit] = []
    between: list[Edit] = []  # furniture since the last line that was kept
    paragraph, paragraph_end = _Paragraph(""), 0
    start = 0
    for number, line in enumerate(lines[:stop]):
        end = start + len(line)
        if number in dropped:
            between.append(Edit(start, min(end + 1, len(text))))
        elif line:
            open_still = paragraph.text and (paragraph.text[-1] not in ends or line[0] in _GOES_ON)
            if open_still and _continues(paragraph, line, page, apart=start - paragraph_end > 1):
                space = _needs_space(paragraph.text[-1], line[0], language)
                edits.append(Edit(paragraph_end, start, paragraph_end if space else -1, " " if space else ""))
                paragraph = _Paragraph((paragraph.text + line)[-_REMEMBERED:], len(line), broken=True)
            else:
                edits.extend(between)
                paragraph = _Paragraph(line, len(line))
            paragraph_end = end
            between.clear()
        start = end + 1
    edits.extend(between)
    if stop < len(lines):
        edits.append(Edit(start, len(text)))
    return edits


def furniture_lines(lines: Sequence[str], furniture: Furniture) -> tuple[set[int], int]:
    """The numbers of the lines that are the page's own, and of the line from which on nothing is the text's."""
    dropped: set[int] = set()
    stop = len(lines)
    foot = int(len(lines) * 0.7)
    box = False
    late: list[bool] = []  # made when it is first asked for
    opener, tail, whole = furniture.opener.fullmatch, furniture.tail.fullmatch, furniture.line.fullmatch
    for number, line in enumerate(lines):
        if not line or len(line) > _LONGEST_FURNITURE:
            box = box and not line
        elif box and line in furniture.members:
            dropped.add(number)
        elif tail(line) and (late := late or _mostly_before(lines))[number]:
            stop = number
            break
        else:
            box = opener(line) is not None
            if box or whole(line) or (number > foot and furniture.foot.fullmatch(line)) or _marked(line, furniture):
                dropped.add(number)
    return dropped, stop


def _marked(line: str, furniture: Furniture) -> bool:
    return len(line) <= _LONGEST_MARKED and any(mark in line for mark in furniture.marks)


def _mostly_before(lines: Sequence[str]) -> list[bool]:
    """For each line whether the prose before it is enough for a text and much more than what follows."""
    long = [len(line) if len(line) >= _PROSE else 0 for line in lines]
    ended = [length if length and line[-1] in "。！？.”" else 0 for length, line in zip(long, lines, strict=True)]
    after = sum(ended)
    out: list[bool] = []
    before = 0
    for length, end in zip(long, ended, strict=True):
        out.append(before >= 150 and before >= 2 * after)
        before += length
        after -= end
    return out


def _wrap_width(lines: Sequence[str]) -> int:
    """The width at which a text is broken throughout, 0 where it is not."""
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < 8:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    wide = sum(length >= width * 0.9 for length in lengths)
    if not 15 <= width <= 110 or wide < 0.5 * len(lengths):
        return 0
    # A list of headings has lines of one length too, but hardly a comma or a full stop.
    marks = sum(len(_PUNCTUATION.findall(line)) for line in lines)
    return width if marks >= len(lengths) / 2 else 0


def _continues(paragraph: _Paragraph, line: str, page: _Page, *, apart: bool) -> bool:
    """Whether ``line`` goes on in the sentence that ``paragraph`` left open; ``apart`` by more than a line break."""
    text = paragraph.text
    last, first = text[-1], line[0]
    if first in _GOES_ON:
        return True
    if last in _ENDS[page.language]:
        return False
    if last in _OPENS:
        return True
    if _LIST_MARK.match(line) or page.furniture.caption.search(text[-60:]):
        return False
    if any(_stays_open(text, line, pair) for pair in _PAIRS):
        return True
    return not apart and _reads_on(paragraph, line, page)


def _reads_on(paragraph: _Paragraph, line: str, page: _Page) -> bool:
    """The same for two lines right after each other that no punctuation joins or parts."""
    text = paragraph.text
    if page.width and not _heading(text):
        return paragraph.last_line >= page.width * 0.9
    if page.language == "en":
        return line[0].islower()
    if text.endswith(_UNFINISHED) or line.startswith(_NEVER_FIRST):
        return True
    if line[-1] in "：:" and len(line) < 13:  # an address, «各位代表：»
        return False
    return _is_prose(text, broken=paragraph.broken)


def _stays_open(paragraph: str, line: str, pair: str) -> bool:
    opening, closing = pair[0], pair[1]
    start = paragraph.rfind(opening)
    open_still = start >= 0 and closing not in paragraph[start:]
    return open_still and (closing in line[:200] or (len(line) < 9 and line[-1] not in _ENDS["zh"]))


def _heading(paragraph: str) -> bool:
    return _LIST_MARK.match(paragraph) is not None and not _COMMA.search(paragraph)


def _is_prose(paragraph: str, *, broken: bool) -> bool:
    """Whether a line without a full stop is a broken sentence rather than a heading or a title."""
    if _STOP.search(paragraph):
        return True
    commas = len(_COMMA.findall(paragraph))
    if broken:
        return commas > 0 and len(paragraph) >= _PROSE
    return commas > 1 and len(paragraph) >= _PROSE and not _LIST_MARK.match(paragraph)


def _needs_space(last: str, first: str, language: str) -> bool:
    if language == "en":
        return first.isascii() and last.isascii()
    return last.isascii() and last.isalpha() and first.isascii() and first.isalpha()
