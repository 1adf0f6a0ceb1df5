"""A sentence as labels see it: without its times and areas; and times in a row that belong to one number each."""

import re
from itertools import pairwise
from typing import Final

from fangzhi.extract.areas import AreaMention
from fangzhi.extract.binding.scene import HOLE
from fangzhi.extract.times import TimeMention
from fangzhi.model.period import Period

_LIKEWISE: Final = re.compile("（[^（）]{0,6}下同）")  # 同比（下同）增长
LIST: Final = frozenset({"、", "和", "与", "及", "以及", "和约", "、约", "、近", "和近"})


def times_in_a_row(
    text: str, offset: int, times: tuple[TimeMention, ...], before: int, count: int
) -> tuple[TimeMention, ...]:
    """The times said last before a number, where they are ``count`` with only list marks between them, else none.

    全年 is the year of the first: 2024年一季度、上半年和全年.
    """
    told = [time for time in times if time.end <= before and time.role in {"at", "until", "reset"}][-count:]
    for here, after in pairwise(told):
        if text[here.end - offset : after.start - offset].strip() not in LIST:
            return ()
    if len(told) < count or told[0].role == "reset":
        return ()
    year = told[0].period.end_year
    return tuple(t if t.role != "reset" else TimeMention(t.start, t.end, Period.year(year), "at") for t in told)


def blotted(
    text: str, offset: int, start: int, end: int, times: tuple[TimeMention, ...], areas: tuple[AreaMention, ...]
) -> str:
    """The text of a sentence with the areas that open its clauses, and its times, blotted out.

    从, 由 and the 到 of 增长到 stay.
    """
    if "下同）" in text:
        text = _LIKEWISE.sub(lambda match: HOLE * len(match[0]), text)
    for area in areas:
        text = _hole(text, area.start - offset, area.end - offset)
    for time in times:
        first, last = time.start - offset, time.end - offset
        if first < 0:
            continue
        opens = text[first]
        first += opens in "从由" or (opens in "到至" and text[first - 1 : first].isalpha())
        if time.role == "base":
            # 比去年同期, 较1—8月份: nothing of the comparison belongs to a label
            first -= first > 0 and text[first - 1] in "比较"
            last += 2 * text.startswith("同期", last)
        if start <= first + offset and time.end <= end:
            text = _hole(text, first, last)
    return text


def _hole(text: str, start: int, end: int) -> str:
    return text[:start] + HOLE * (end - start) + text[end:]
