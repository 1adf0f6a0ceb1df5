"""Areas that open a clause: «江苏增长6.5%，湖南增长6.2%», «安徽、湖南地区生产总值分别增长…»."""

import re
from dataclasses import dataclass
from typing import Final

from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.sections import Sentence
from fangzhi.extract.subjects import Subjects
from fangzhi.extract.times import TimeMention

_CLAUSE: Final = re.compile(r"[，；：,;:]")
_RESPECTIVELY: Final = re.compile(r"[^，；。]{0,30}分别")
_OUTPUT: Final = "(?:地区生产总值|生产总值|经济总量|GDP)"
_OUTPUT_OF_EACH: Final = re.compile(
    f"{_OUTPUT}(?:均|都|双双|同时|相继|先后)?(?:突破|超过|超|迈上|跨上|迈过|跨过|跃上|站上)"
)
_OUTPUT_SAID: Final = re.compile("生产总值|经济总量|GDP")
_FIGURES_OF: Final = re.compile(
    "(?:[0-9]{4}年)?(?:全[市省]|的|预计|经济社会发展){0,3}"
    "(?:主要预期目标|预期目标|地区生产总值|生产总值|GDP|规上工业|规模以上工业|固定资产投资|社会消费品零售|进出口|一般公共预算)"
)
_RANKED: Final = re.compile(r"(?:排名|位列|位居|排在)[^，、；]{1,8}的")
_OWN: Final = ("全省", "我省", "全市", "我市", "本市", "全区", "我区", "全县", "我县", "全州", "我州")
_SKIP: Final = "，, “的在"
_BETWEEN: Final = re.compile(r"[、和与及]|以及")
_NO_SUBJECT: Final = re.compile(r"银行|大学|学院|证券|集团|公司|实验室|机场|港|市委|省委|实践|模式|方案|品牌")


@dataclass(frozen=True, slots=True)
class AreaMention:
    """One area, or a list of areas, at the head of a clause; it holds to the next mention in the sentence.

    ``each`` is whether a figure is said of each of them: 甲市、乙市经济总量突破千亿元; ``outside`` whether the first
    lies outside the document's own area.
    """

    start: int
    end: int
    places: tuple[Place, ...]
    each: bool = False
    outside: bool = False


def find_areas(
    text: str,
    sentence: Sentence,
    times: tuple[TimeMention, ...],
    places: Places,
    quantities: list[Quantity],
    subjects: Subjects,
) -> tuple[AreaMention, ...]:
    """The areas that open clauses of a sentence.

    In a text about one area a single name may be part of a label (昆明长水机场) and is left to it; in a text that
    walks through areas every name counts.
    """
    several = places.overview or len(quantities) > 1 or _may_list(text, sentence)
    found: list[AreaMention] = []
    for at in (sentence.lead, *[m.end() for m in _CLAUSE.finditer(text, sentence.lead, sentence.end)]):
        first = _behind_times(text, at, sentence.end, times)
        if not places.may_begin(text, first):
            if found and not places.overview and text.startswith(_OWN, first):
                found.append(AreaMention(first, first, (places.issuer,)))
            continue
        if (mention := _mention(text, first, sentence.end, places)) is None:
            if found and places.overview and places.at(text, first, sentence.end) is not None:
                found.append(AreaMention(first, first, ()))
            if (
                several
                and _FIGURES_OF.match(text, first + 2, sentence.end)
                and (city := places.elsewhere(text, first)) is not None
            ):
                found.append(AreaMention(first, first + 2, (place_of(city),)))
            continue
        listed = (
            several
            and len(mention.places) > 1
            and (
                _RESPECTIVELY.match(text, mention.end, sentence.end)
                or _count(text, mention.end, sentence.end, quantities) == len(mention.places)
            )
        )
        each = len(mention.places) > 1 and _OUTPUT_OF_EACH.match(text, mention.end, sentence.end) is not None
        if each and not listed:
            mention = AreaMention(mention.start, mention.end, mention.places, each=True)
        other = (
            not places.overview
            and mention.outside
            and len(mention.places) == 1
            and subjects.is_one(text, mention.start, mention.end, sentence.end)
        )
        if places.overview or listed or each or other:
            found.append(mention)
        elif found:  # behind another area's figures: whose name opens a clause has it, or the document's own area
            one = len(mention.places) == 1 and subjects.is_one(text, mention.start, mention.end, sentence.end)
            found.append(mention if one else AreaMention(first, first, (places.issuer,)))
    return tuple(found)


def _may_list(text: str, sentence: Sentence) -> bool:
    """Whether a sentence with one number may say it of each of several areas."""
    lead, end = sentence.lead, sentence.end
    if text.find("分别", lead, end) >= 0:
        return True
    return text.find("、", lead, end) >= 0 and _OUTPUT_SAID.search(text, lead, end) is not None


def _count(text: str, start: int, end: int, quantities: list[Quantity]) -> int:
    """How many numbers the clause that begins here has."""
    clause = _CLAUSE.search(text, start, end)
    stop = clause.start() if clause else end
    return sum(start <= quantity.start < stop for quantity in quantities)


def _behind_times(text: str, at: int, end: int, times: tuple[TimeMention, ...]) -> int:
    if at < end and text[at] in "排位居" and (rank := _RANKED.match(text, at, end)) is not None:
        at = rank.end()
    if text.startswith("其中", at):
        at += 2
    moved = True
    while moved:
        while at < end and text[at] in _SKIP:
            at += 1
        moved = False
        for time in times:
            if time.start == at and time.end > at:
                at, moved = time.end, True
    return at


def _mention(text: str, at: int, end: int, places: Places) -> AreaMention | None:
    start = at
    outside = False
    sure = zones = 0
    listed: list[Place] = []
    stop = at
    while (found := places.at(text, at, end) or places.listed(text, at, end)) is not None:
        region, stop = found
        sure += text.startswith(region.name, at) or places.at(text, at, end) is not None
        if region.level not in {"country", "province", "prefecture", "county", "cluster", "zone"}:
            return None
        if listed and region.level == "country":
            return None
        outside = outside or (not listed and places.outside(region))
        listed.append(place_of(region))
        between = _BETWEEN.match(text, stop, end)
        zones += region.level == "zone"
        if between is None:
            break
        at = between.end()
    else:
        # a list of areas ends with an area; «成都、重点企业» is no list
        if listed:
            return None
    if not listed or not sure or _NO_SUBJECT.match(text, stop, end):
        return None
    if zones and len(listed) > 1 and not _RESPECTIVELY.match(text, stop, end):
        return None  # lists of zones sign and build together
    return AreaMention(start, stop, tuple(listed), outside=outside)
