"""The sum of a project, told beside its name or in the sentence that follows, and the stage that is told later."""

import re
from decimal import Decimal
from typing import Final

from fangzhi.extract.systems.project_words import ProjectWords

_AMOUNT: Final = re.compile(r"(?:总投资|投资额?|总投资额?)(?:超过?|约|近|达|为|逾)?(\d+(?:\.\d+)?)(万|亿|万亿)?元")
_ITS_SUM: Final = re.compile(
    r"(?:据[^，。]{1,12}，)?(?:该|此)项目(?:计划|预计|估算)?总?投资额?(?:超过?|约|近|达|为|逾)?(\d+(?:\.\d+)?)(万|亿|万亿)?元"
)
_SUM_BEHIND: Final = re.compile(
    r"[^，,、；;等]{2,10}[，,](?:计划|预计)?总投资额?(?:超过?|约|近|达|为|逾)?(\d+(?:\.\d+)?)(万|亿|万亿)?元"
)
_SENTENCE_END: Final = re.compile(r"[。；;！？\n]")
_COMMA: Final = re.compile("[，,]")
_NOW: Final = re.compile("(?:该?项目)?(?:截至目前|目前|现)?(?:正在|正|已经)?")
_OF_PHASE: Final = re.compile(  # 一期工程投资6亿元，完成甲电站建设
    r".*[一二三四五]期(?:工程|项目)?(?:计划|预计)?总?投资额?[^，,。；]{1,12}元[，,](?:完成|建设|新建)"
)
_PHASE: Final = 8  # characters of the words for a phase
_JOINTS: Final = frozenset("、和及与")
_FAR: Final = 120  # characters within which a sentence goes on about its project
_BEHIND: Final = re.compile(r"(?:项目|工程)?[”]?[（(，,]?(?:计划|预计)?")
_POWERS: Final = {
    None: Decimal(1),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}  # 19.9亿 is exact


def sum_beside(text: str, start: int, end: int) -> float | None:
    """The sum told right before the name (总投资50亿元的…) or in the clause behind it."""
    before = text[max(0, start - 24) : start]
    sums = list(_AMOUNT.finditer(before))  # the last counts: 总投资2亿元的甲、总投资3亿元的乙
    found = sums[-1] if sums else None
    if found and (before[found.end() :] in {"的", ""} or _OF_PHASE.fullmatch(before, max(0, found.start() - _PHASE))):
        return float(Decimal(found[1]) * _POWERS[found[2]])
    behind = _BEHIND.match(text[end : end + 6])
    if behind and "，" in behind[0] and text[start - 1] in _JOINTS:
        return None  # 甲项目、乙项目，总投资60亿元: that of all
    if behind and (found := _AMOUNT.match(text, end + behind.end())):
        return float(Decimal(found[1]) * _POWERS[found[2]])
    return None


def told_later(
    text: str,
    words: ProjectWords,
    name: tuple[int, int],
    between: tuple[int, int],
    known: tuple[float | None, str | None],
    *,
    by_sum: bool,
) -> tuple[float | None, str | None]:
    """The sum and the stage told behind the only project of a sentence: «…，已建成投产», «该项目总投资6亿元».

    ``name`` is where it stands, ``between`` where the names before and after it end and begin, ``known`` its sum and
    stage so far; a stage is looked for where the name was found ``by_sum``.
    """
    (start, end), (before, after), (amount, stage) = name, between, known
    if _SENTENCE_END.search(text, before, start) is None and before:
        return amount, stage
    stop = _SENTENCE_END.search(text, end, end + _FAR)
    last = min(stop.start() if stop else end + _FAR, after, len(text))
    if by_sum and stage is None:
        for comma in _COMMA.finditer(text, end, last):
            said = words.said.match(text, _NOW.match(text, comma.end()).end(), last)  # type: ignore[union-attr]  # _NOW may be empty
            if said and (said.end() == last or text[said.end()] in "，,。；;"):
                stage = words.stages[said[1]] if words.stages[said[1]] == words.stage_of(said) else None
                break
    if amount is None and (found := _SUM_BEHIND.match(text, end, last)):
        amount = float(Decimal(found[1]) * _POWERS[found[2]])
    if amount is None and stop and (found := _ITS_SUM.match(text, stop.end())) and found.end() <= after:
        amount = float(Decimal(found[1]) * _POWERS[found[2]])
    return amount, stage
