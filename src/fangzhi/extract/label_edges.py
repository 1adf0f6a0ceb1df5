"""What stands at the edges of a label and is no part of it: joints, brackets, runs of years, collectives."""

import re
from typing import Final

_OPEN_TO_CLOSE: Final = {"）": "（", ")": "(", "”": "“", "》": "《", "’": "‘"}
EDGE: Final = "、，,；;：: 　。·—-…的"
YEARS_RUN: Final = re.compile(
    r"(?:连续|已连续|近)?(?:(?<!\d)\d+|(?<![两二三四五六七八九十])[两二三四五六七八九十]+)(?:年(?:来|间)?|个月|个?季度)$"
)
_COLLECTIVE: Final = re.compile(
    r"^[两二三四五六七八九十\d]+个?(?:省份|省区市|省区|省市|省|城市|设区市|地区|地|州市)(?=[^的、级])"
)
_COMPARED_WITH: Final = re.compile(
    r"(?:较|比|同)(?:(?:上|前|去|[一二三四五十]|\d)(?:个|半)?(?:年|月|季度?|届)(?:前|初|末|底|同期|度|同月)?"
    r"|年初|年末|年前|同期|同月)(?:相比)?$"
)
_OPENING_BRACKETS: Final = frozenset("(（")
_COUNTED: Final = frozenset("两二三四五六七八九十")
RUN_ENDS: Final = frozenset("年来间月季度届前初末底期比")  # the last characters of the two patterns above
_NAMES_WITH_AND: Final = frozenset("美谐平睦田龙静硕布顺政县")  # 和美, 和田, 和龙
_BASIS: Final = re.compile(r"^按[^，、；]{1,14}?(?:计算|折算|核算)(?:的|后)?[，为]?")  # 按常住人口计算，…
BRACKETS: Final = frozenset(_OPEN_TO_CLOSE) | frozenset(_OPEN_TO_CLOSE.values())
_SHORTEST: Final = 2
_TOWARDS: Final = frozenset("围针面对向为")
_DONE_FOR: Final = re.compile("(?:围绕|针对|面向|对|向|为)[^，；、]{2,24}?(?:组织开展|开展|实施)(?=..)")


def without_whom(stem: str) -> str:
    """A stem without those for whom it is done: 围绕重点领域开展(技能培训)."""
    plain = stem.lstrip(EDGE)
    match = _DONE_FOR.match(plain) if plain[:1] in _TOWARDS else None
    return plain[match.end() - 2 :] if match else stem


def joins(stem: str) -> bool:
    """Whether the 和 or 与 that a stem begins with joins it to what stands before: no 和田地区, 与共建“…”国家贸易额."""
    return len(stem) > 1 and stem[1] not in _NAMES_WITH_AND and not stem.startswith("与共建“")


def without_overlap(word: str, stem: str) -> str:
    """The deed that a stem begins with, without the first character of the noun behind it: 新建(设施)."""
    overlaps = len(word) > _SHORTEST and word.endswith("建设") and stem.startswith(("施", "备", "计", "置"), len(word))
    return word[:-1] if overlaps else word


def belongs(word: str, rest: str) -> bool:
    """Whether an opening is part of the noun: 已建在建船舶, 达到标准的卫生院."""
    return rest.startswith("在建") or (word == "达到" and "的" in rest)


def innermost(stem: str) -> str:
    """What stands behind a dash or an open bracket: «发展目标——汽车产量», «“1+2”(试验区»."""
    if "——" in stem:
        stem = stem.rpartition("——")[2]
    if stem.endswith(("基础上", "基数上")):
        return ""
    if stem.startswith("按"):
        stem = _BASIS.sub("", stem)
    if _OPENING_BRACKETS.isdisjoint(stem):
        return stem
    at = max(stem.rfind("("), stem.rfind("（"))
    if at == 0 and not {")", "）"} & set(stem):
        return stem[1:]  # （非税占比21%）
    return stem[at + 1 :] if at > 0 and len(stem) - at > 3 and not {")", "）"} & set(stem[at:]) else stem


def without_collective(stem: str) -> str:
    """A stem without «31个省份» before it."""
    if stem and (stem[0] in _COUNTED or stem[0].isdecimal()):
        return _COLLECTIVE.sub("", stem)
    return stem


def run_of_time(head: str, end: int) -> re.Match[str] | None:
    """«连续4年» or «比上年同期» at the end of a head; most heads end in no character of the two slow patterns."""
    if not end or head[end - 1] not in RUN_ENDS:
        return None
    return YEARS_RUN.search(head, 0, end) or _COMPARED_WITH.search(head, 0, end)


def balanced(label: str) -> str:
    """The label without a bracket whose partner is missing."""
    if BRACKETS.isdisjoint(label):
        return label.strip(EDGE)
    for close, opening in _OPEN_TO_CLOSE.items():
        if close == opening:
            continue
        while label.count(close) > label.count(opening):
            at = label.index(close)
            label = label[:at] + label[at + 1 :]
        while label.count(opening) > label.count(close):
            at = label.rindex(opening)
            label = label[:at] + label[at + 1 :]
    return label.strip(EDGE)
