"""Where a fact of the system stands: its sentence, its region, its place in the source."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final

from fangzhi.extract.context import Situated
from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.subjects import NO_SUBJECT
from fangzhi.extract.systems.tokens import Clause
from fangzhi.model.document import Document
from fangzhi.model.region import Region

_CAPTION: Final = re.compile("[△▲]")
_IN: Final = re.compile(r"\s*In\s+")
_LAST_MARK: Final = re.compile(".*[，,。；;：:！？\n]", re.DOTALL)
_CLAUSE: Final = re.compile("，")
_SUPPORT: Final = re.compile("(?:大力|积极|全力|持续)?(?:支持|鼓励|指导|助力)")
_SUPPORTED: Final = re.compile(
    "打造|建设|做[大强优实]|争创|创建|加快|发展|培育|深化|实施|推进|开展|提升|发挥|率先|建成|强化|优化|完善|用好|抓住|科技|产业|高质量|全面|聚焦|依托"
)
_COMES_TO: Final = re.compile("(?:项目|基地|中心)?(?:正式|成功|相继|先后)?(?:落户|落地|落子|花落)(?:在|于|到)?")
_WAY: Final = re.compile("高速|铁路(?!枢纽|局|站|口岸|港|物流)|高铁|城际|快线|国道|省道")
_ONWARD: Final = frozenset("至到—-～")
_JOINTS: Final = frozenset("、和与及")
_NOT_ALONE: Final = frozenset("、和与及至到等—-")
_OWN: Final = ("全省", "我省", "全市", "我市", "全区", "我区", "全县", "我县", "全国")
_NATIONAL: Final = ("国家", "全国", "中国")
_SHORTEST: Final = 3  # characters of a mark and the shortest name of a place
_LONGEST: Final = 12
_LEAD: Final = re.compile("(?:支持|推动|推进|鼓励|指导|助力|促进|在)?")


class Setting:
    """The document around a fact; offsets are those of the folded text unless said otherwise."""

    def __init__(self, document: Document, situated: Sequence[Situated], places: Places) -> None:
        self.text = document.folded.text
        self._origin = document.folded.origin
        self._source = document.text
        self._situated = situated
        self._places = places
        self.sentences = [item.sentence for item in situated]
        self.starts = [sentence.start for sentence in self.sentences]
        self.issuer = places.issuer
        self._heads = places.heads
        published = document.meta.published
        self.year = published.year if published is not None else None
        self._survey = places.issuer.code in {None, "100000"}

    def situated(self, at: int) -> Situated | None:
        """The sentence at an offset."""
        index = bisect_right(self.starts, at) - 1
        return self._situated[index] if index >= 0 else None

    def is_announced(self, at: int) -> bool:
        """Whether the sentence at an offset tells of what is yet to come: that of a plan, or of the tasks of a year."""
        found = self.situated(at)
        return found is not None and found.frame.status == "target"

    def opens_paragraph(self, index: int) -> bool:
        """Whether a sentence begins a paragraph that no heading leads into."""
        return self.sentences[index].first and not (index and self._situated[index - 1].paragraph.level > 0)

    def is_place(self, words: str) -> bool:
        """Whether words are nothing but the name of an area."""
        hit = self._places.at(words, 0, len(words)) if words[:2] in self._heads else None
        return hit is not None and hit[1] >= len(words) - 1

    def inside_place(self, start: int, end: int) -> bool:
        """Whether a stretch is part of the name of an area: 锡 in 无锡, 铜 in 铜陵; or the issuer's whole one: 白银."""
        for at in range(max(0, start - 3), start + 1):
            hit = self._places.at(self.text, at, end + 3)
            if hit is None or hit[1] < end:
                continue
            if hit[1] - at > end - start or hit[0].code == self.issuer.code:
                return True
        return False

    def region_at(self, at: int) -> Place:
        """The region that holds at an offset: the sentence's; in a survey of regions, the one its clause opens with."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return self.issuer
        found = self._situated[index]
        place = found.frame.place
        if self._survey:
            place = self._before_caption(index, place)
            start = max(self.text.rfind("；", found.sentence.lead, at) + 1, found.sentence.lead)
            hit = self._places.at(self.text, start, min(start + 16, len(self.text)))
            if hit is not None and hit[0].level in {"province", "prefecture", "county", "country"}:
                return place_of(hit[0])
        return place

    def _before_caption(self, index: int, place: Place) -> Place:
        """The region told before the caption of a picture (△某某园区), which is no heading, above a sentence."""
        while index > 0 and self._situated[index].frame.place == place:
            index -= 1
            if self._situated[index].frame.place != place:
                line = self._situated[index + 1].paragraph.start
                start = self._origin[line]
                marked = _CAPTION.search(self._source, max(0, start - 3), start + 1) is not None
                caption = marked and self.text.startswith(place.name[:2], line)
                return self._situated[index].frame.place if caption else place
        return place

    def topic_at(self, at: int) -> Place:
        """The region that a segment of a sentence is about (支持某市…，加快…; ；某经济区…), else the sentence's."""
        found = self.situated(at)
        return (self._topic(found, at) if found is not None and not self._survey else None) or self.region_at(at)

    def _topic(self, found: Situated, at: int) -> Place | None:
        text = self.text
        start = max(text.rfind("；", found.sentence.lead, at) + 1, found.sentence.lead)
        support = _SUPPORT.match(text, start, at)
        first = support.end() if support is not None else start
        hit = self._places.at(text, first, at) if text[first : first + 2] in self._heads else None
        if hit is None or not self._places.within(hit[0]) or place_of(hit[0]) == self.issuer:
            return None
        region, end = hit
        if support is not None:
            if _SUPPORTED.match(text, end) is None:
                return None
        elif (
            region.level not in {"cluster", "zone"}
            or NO_SUBJECT.match(text, end) is not None
            or text[end] in _NOT_ALONE
        ):
            return None
        elif text.find("，", end, at) >= 0 > text.find("；", found.sentence.lead, found.sentence.end):
            return None  # a sentence of many clauses tells of more than the zone that it opens with
        elsewhere = any(self._names_area(mark.end(), at) for mark in _CLAUSE.finditer(text, end, at))
        return None if elsewhere else place_of(region)

    def _names_area(self, at: int, end: int) -> bool:
        """Whether a clause opens with an area, be it the document's own (全省)."""
        text = self.text
        if text.startswith(_OWN, at):
            return True
        return text[at : at + 2] in self._heads and self._places.at(text, at, end) is not None

    def places_of(self, clause: Clause, floor: int, before: int) -> list[Place]:
        """The regions of a focus: the place named before it as the doer; places named as its site, and their whole.

        «大连获批建设…» is Dalian's, «大连、沈阳获批…» theirs; «支持沈阳建设…» is Shenyang's and the province's; a
        list of places that ends in 等 is only the province's.
        """
        whole = self.region_at(before)
        named, first, last = self._named(floor, before)
        if not named:
            named, first, last = self._named(clause.start, floor)
        if not named:
            return [self.topic_at(before)]
        if len(named) > 1 and self.text[last : last + 1] == "等":
            return [whole]
        if first == clause.start and (len(named) == 1 or self._is_row(first, last)):
            return named
        return [whole, *named]

    def _is_row(self, at: int, end: int) -> bool:
        """Whether a stretch is names of places and joints alone: 甲市、乙市和丙市."""
        while at < end:
            hit = self._places.at(self.text, at, end)
            if hit is None:
                return False
            at = hit[1] + (hit[1] < end and self.text[hit[1]] in _JOINTS)
        return True

    def _named(self, at: int, end: int) -> tuple[list[Place], int, int]:
        named: list[Place] = []
        first, last = end, at
        issuer = self.issuer
        text, heads = self.text, self._heads
        while at < end:
            hit = self._places.at(text, at, end) if text[at : at + 2] in heads else None
            if hit is None:
                at += 1
                continue
            region, stop = hit
            if self._places.within(region) and region.official_code and place_of(region) != issuer:
                named.append(place_of(region))
                first, last = min(first, at), stop
            at = stop
        if named and last + 1 == end and self.text[last] == "、":
            named.pop()  # 白银、镍铜钴: the metal, not the city of that name
        return named, first, last

    def owner_of(self, start: int) -> Place | None:
        """The place right before one member of a list, behind a mark: 甲市锂电、乙市氢能."""
        floor = max(self.text.rfind(mark, max(0, start - _LONGEST), start) for mark in "、和及")
        if floor < 0 or start - floor < _SHORTEST:
            return None
        hit = self._places.at(self.text, floor + 1, start)
        if hit is None or hit[1] != start or not self._places.within(hit[0]) or not hit[0].official_code:
            return None
        before = max(self.text.rfind(mark, max(0, floor - _LONGEST), floor) for mark in "、和及，")
        first = before + 1 if before >= 0 else max(0, floor - _LONGEST)
        listed = any(self.is_place(self.text[at:floor]) for at in range(first, floor - 1))
        return None if listed else place_of(hit[0])  # 甲市、乙市锂电基地 is of both

    def begins_with_own(self, start: int, end: int) -> bool:
        """Whether a name begins with a place inside the document's own area."""
        hit = self._places.at(self.text, start, end)
        if hit is None or hit[0].official_code is None or place_of(hit[0]) == self.issuer:
            return False
        return self._places.within(hit[0])

    def site_of(self, start: int, end: int) -> Place:
        """The region of a project: the place that its name begins with, or that it comes to, else its segment's.

        A way from one place to another (甲县至乙县铁路, 甲乙高速) has the region of neither.
        """
        site = self.named_site(start, end)
        if site is None:
            return self._comes_to(end) or self._inner_site(start, end) or self.topic_at(start)
        return site

    def _inner_site(self, start: int, end: int) -> Place | None:
        """The only city inside a name that begins with the nation: 国家枢纽节点甲市数据中心集群."""
        if not self.text.startswith(_NATIONAL, start):
            return None
        sites: set[Place] = set()
        for at in range(start + 2, end - 1):
            hit = self._places.at(self.text, at, end) if self.text[at : at + 2] in self._heads else None
            if hit is None or hit[0].level != "prefecture" or not self._places.within(hit[0]):
                continue
            if hit[1] == end or self.text[hit[1]] in _NOT_ALONE or self.issuer.name.startswith(hit[0].short):
                return None
            sites.add(place_of(hit[0]))
        return sites.pop() if len(sites) == 1 else None

    def _comes_to(self, end: int) -> Place | None:
        """The place that stands behind what comes to it: …项目落户某区."""
        came = _COMES_TO.match(self.text, end)
        hit = self._places.at(self.text, came.end(), came.end() + _LONGEST) if came is not None else None
        if hit is None or not self._places.within(hit[0]) or not hit[0].official_code:
            return None
        return place_of(hit[0])

    def named_site(self, start: int, end: int) -> Place | None:
        """The narrowest place that a name begins with; None for a way, and for two places in a row."""
        found: Region | None = None
        at = start
        while (hit := self._places.at(self.text, at, end)) is not None:
            region, stop = hit
            bracket = self.text[stop : stop + 1] == "（"
            hospital = self.text.startswith("医院", stop)  # that of its name need not stand there: 宣武医院房山院区
            if region.official_code and self._places.within(region) and not hospital:
                if found is not None and found.official_code and not region.code.startswith(found.code.rstrip("0")):
                    return None  # 甲县乙县饮水工程
                if self.text[stop : stop + 1] in _ONWARD or (
                    stop - at == _SHORTEST - 1 and _WAY.match(self.text, stop)
                ):
                    return None
                found = region
            elif region.level == "zone" and self._places.within(region) and self.text[stop - 1] == "区" and stop < end:
                found = region
            at = stop + bracket
        return place_of(found) if found is not None else None

    def place_end(self, start: int, end: int) -> int | None:
        """Where the name of a place, zone or cluster that begins at ``start`` ends."""
        hit = self._places.at(self.text, start, end)
        return hit[1] if hit is not None else None

    def doer_of(self, start: int, stop: int) -> Place:
        """The region that the clause before ``start`` opens with (青岛获批…, 支持福州争创…), else the sentence's.

        What ends at ``stop`` may also come to a place: …创新中心落户沈阳.

        Of several regions in a row the thing belongs to none alone: it is the sentence's.
        """
        if (came := self._comes_to(stop)) is not None:
            return came
        found = self.topic_at(start)
        floor = max(0, start - 40)
        mark = _LAST_MARK.match(self.text, floor, start)
        opening = mark.end() if mark else floor
        if opening == floor > 0:
            return found
        lead = _LEAD.match(self.text, opening, start)
        hit = self._places.at(self.text, lead.end() if lead else opening, start)
        if hit is None:
            return found
        region, end = hit
        alone = (
            self.text[end : end + 1] not in {"和", "与", "及", "等", "至", "—", "-"}
            and "、" not in self.text[end:start]
        )
        return place_of(region) if alone and region.official_code and self._places.within(region) else found

    def english_region_at(self, at: int) -> Place:
        """The region of an English sentence: the one it opens with (In Mianyang, …), else the document's own."""
        start = max(self.text.rfind(". ", 0, at) + 2, self.text.rfind("\n", 0, at) + 1)
        opening = _IN.match(self.text, start, at)
        if opening and (hit := self._places.at(self.text, opening.end(), at)):
            return place_of(hit[0])
        return self.issuer

    def english_place(self, start: int, end: int) -> Place | None:
        """The province or city whose English name begins at ``start``."""
        hit = self._places.at(self.text, start, end)
        if hit is None or hit[0].level not in {"province", "prefecture", "country"}:
            return None
        return place_of(hit[0])

    def rest_of_sentence(self, at: int) -> str:
        """The words from an offset to the end of its sentence."""
        found = self.situated(at - 1)
        return self.text[at : max(at, found.sentence.end)] if found is not None else ""

    def evidence(self, start: int, end: int, *, place: Place) -> dict[str, Any]:
        """The fields that every fact has, in offsets of the source text."""
        origin = self._origin
        first, last = origin[start], origin[end - 1] + 1
        out = {
            "start": first,
            "end": last,
            "quote": self._source[first:last],
            "sentence_start": first,
            "sentence_end": last,
            "region": place.name,
            "region_code": place.code,
        }
        index = bisect_right(self.starts, start) - 1
        if index >= 0:
            sentence = self.sentences[index]
            out["sentence_start"] = origin[sentence.start]
            out["sentence_end"] = origin[max(sentence.end, end) - 1] + 1
        return out
